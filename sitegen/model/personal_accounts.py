"""Accounts of persons that are told by the words beside them or by check digits: WeChat, private mailboxes,
passports, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.personal_findings import Finding, hide
from sitegen.patterns import pattern

# --- WeChat ids: beside the word, and no official account's ------------------------------------------------

WECHAT_WORDS = (
    "微信",
    "WeChat",
    "Wechat",
    "wechat",
    "薇信",
    "威信",
    "V信",
    "v信",
    "VX",
    "vx",
    "Vx",
    "WX",
    "wx",
)
_WECHAT_ID = pattern(
    r"(?:(?P<named>号码?|账号|帐号|ID|id| ID| id)[\s:：为是]{0,3}|[\s:：为是]{1,3})"
    r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_./@-])"
)


def wechat_ids(text: str, clue: str) -> Iterator[Finding]:
    """Letters alone count only behind “号”: else they are a word, as in “WeChat: official account”."""
    at = text.find(clue)
    while at >= 0:
        end = at + len(clue)
        match = _WECHAT_ID.match(text, end)
        within = clue.isascii() and text[max(0, at - 1) : at].isalnum() and text[at - 1].isascii()
        if match and not within and (match["named"] or re.search(r"[0-9_]", match["id"])):
            yield Finding("E_WECHAT_ID", match.start("id"), match.end("id"), hide(match["id"], 2, 2))
        at = text.find(clue, end)


# --- Mailboxes that are said to be a person's own ---------------------------------------------------------

PRIVATE_WORDS = ("个人", "私人", "本人", "Personal", "personal", "Private", "private")
_MAILBOX = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,60}[@＠][A-Za-z0-9.-]{2,60}\.[A-Za-z]{2,10}"
_PRIVATE_BEFORE = pattern(
    rf"(?:电子)?(?:邮箱|邮件|信箱|e-?mail|mailbox)?[\s:：为是]{{0,3}}(?P<mail>{_MAILBOX})",
    re.IGNORECASE,
)
_PRIVATE_AFTER = pattern(rf"(?P<mail>{_MAILBOX})\s?[(（]\Z")


def private_mailboxes(text: str, clue: str) -> Iterator[Finding]:
    """“个人邮箱 …”, “Personal e-mail: …”, or “… （个人）”."""
    at = text.find(clue)
    while at >= 0:
        end = at + len(clue)
        window = text[max(0, at - 80) : at]
        ahead = re.match(r"\s", text[end : end + 1]) if clue[0].isascii() else None
        match = _PRIVATE_BEFORE.match(text, end + (1 if ahead else 0))
        if match:
            yield _mailbox(match["mail"], match.start("mail"))
        elif after := _PRIVATE_AFTER.search(window):
            yield _mailbox(after["mail"], at - len(window) + after.start("mail"))
        at = text.find(clue, end)


def _mailbox(mail: str, start: int) -> Finding:
    local, _, domain = mail.replace("＠", "@").partition("@")
    hidden = hide(local, len(local) // 4, len(local) // 4)
    return Finding("E_PRIVATE_MAILBOX", start, start + len(mail), f"{hidden}@{domain}")


# --- Passports: beside the word, or the line that machines read, by its check digits ---------------------

_PASSPORT = pattern(
    r"(?:号码?|证号|编号|\s?(?:[Nn]o\b\.?|[Nn]umber))?[\s:：为是]{0,3}"
    r"(?P<number>(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|[A-Z]{1,2}\d{6,8}))(?![A-Za-z0-9])"
)
_MACHINE_LINE = pattern(
    r"(?P<number>[A-Z0-9<]{9})(?P<check>\d)[A-Z<]{3}(?P<born>\d{6})(?P<second>\d)[MFX<]\d{6}\d"
)


def passports(text: str, clue: str) -> Iterator[Finding]:
    at = text.find(clue)
    while at >= 0:
        end = at + len(clue)
        if match := _PASSPORT.match(text, end):
            number = match["number"]
            yield Finding("E_PASSPORT", match.start("number"), match.end("number"), hide(number, 2, 2))
        at = text.find(clue, end)


def machine_lines(text: str, clue: str) -> Iterator[Finding]:
    """The second line at the foot of a passport's page."""
    for match in _MACHINE_LINE.finditer(text):
        if _icao_digit(match["number"]) == match["check"] and _icao_digit(match["born"]) == match["second"]:
            yield Finding("E_PASSPORT", match.start(), match.end(), hide(match["number"].strip("<"), 2, 2))


def _icao_digit(characters: str) -> str:
    """Check digit of ICAO 9303: letters count from 10, fillers nought; weights 7, 3, 1."""
    values = [0 if c == "<" else int(c, 36) for c in characters]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


# --- Bank cards: UnionPay's 16 to 19 digits, by the check digit of ISO/IEC 7812 -------------------------

_CARD = pattern(r"62\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d|[ -]\d)")
_CARD_OF_OTHERS = pattern(r"[\s:：为是]{0,3}(?P<number>[3-5]\d{3}(?:[ -]?\d{4}){3})(?!\d|[ -]\d)")


def bank_cards(text: str, clue: str) -> Iterator[Finding]:
    """Those that begin with 62 wherever they stand; others beside the word."""
    position = 0
    while (start := text.find(clue, position)) >= 0:
        position = start + len(clue)
        if clue == "62":
            match = (
                None
                if re.search(r"[A-Za-z0-9.]\Z|\d[ -]\Z", text[max(0, start - 2) : start])
                else _CARD.match(text, start)
            )
            number = match and (match[0], match.start(), match.end())
        else:
            other = _CARD_OF_OTHERS.match(text, position)
            number = other and (other["number"], other.start("number"), other.end("number"))
        if number and _luhn(digits := re.sub(r"\D", "", number[0])):
            yield Finding("E_BANK_CARD", number[1], number[2], hide(digits, 4, 4))
            position = number[2]


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
