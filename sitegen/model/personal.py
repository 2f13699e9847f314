"""Numbers of persons in text that is about to be published: mobile phones, identity numbers, QQ.

Publishing a person's number needs that person's separate consent (PIPL, article 25), so the default is to
find such numbers and stop. Every text of a site passes through here, nearly all of it without one: a search
begins only where a plain piece of text, its clue, is found, and looking for those costs next to nothing. What
a finding means (a contact who consented, a field that is not published) is for the caller to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sitegen.patterns import pattern


class Finding(NamedTuple):
    """E_MOBILE, E_IDENTITY_NUMBER or E_QQ at text[start:end]. `found` shows it with its middle hidden, so
    that messages don't spread the number."""

    code: str
    start: int
    end: int
    found: str


def find_personal(text: str) -> list[Finding]:
    """The findings in the order of the text, none over another. Time is linear in the length of the text."""
    findings: list[Finding] = []
    for needed, searches in _SEARCHES:
        for character in needed:
            if character in text:
                for clue, search in searches:
                    if clue[0] in text and clue in text:  # one character is looked for ten times as fast
                        findings += search(text, clue)
                break
    return _apart(findings) if len(findings) > 1 else findings


_BETWEEN = "\n\0\n"
"""Parts texts that are searched together: no pattern reaches across it, or looks across it for what is there
or not. Content has no such characters.
"""


def any_personal(texts: Iterable[str]) -> bool:
    """Whether there are findings in any of the texts, for the price of one search."""
    return bool(find_personal(_BETWEEN.join(texts)))


def _apart(findings: list[Finding]) -> list[Finding]:
    """In order, and of two that overlap the better known: a QQ number may be a mobile number."""
    findings.sort(key=lambda finding: finding.start)
    kept = findings[:1]
    for finding in findings[1:]:
        if finding.start >= kept[-1].end:
            kept.append(finding)
        elif kept[-1].code == "E_QQ":
            kept[-1] = finding
    return kept


_BLANKS = r" \t\u00a0\u2000-\u200a\u202f\u3000"
_UNSEEN = r"\u200b-\u200d\u2060\ufeff"
_HYPHENS = r"\-\u2010-\u2015\u2212\u2500\ufe63\uff0d"
_DOTS = r".\u00b7\u2022\u30fb\uff0e"
_GAP = f"[{_BLANKS}{_UNSEEN}{_HYPHENS}{_DOTS}]"
_CHINESE = {
    digit: str(value)
    for value, group in enumerate("〇零○ 一幺 二 三 四 五 六 七 八 九".split())
    for digit in group
}
_CHINESE_DIGIT = f"[{''.join(_CHINESE)}]"


def _digits(text: str) -> str:
    """The digits in a piece of text, of any width or script, as plain ones."""
    return "".join(_CHINESE.get(c) or str(int(c)) for c in text if c in _CHINESE or c.isdecimal())


def _hide(number: str, first: int, last: int) -> str:
    return f"{number[:first]}{'*' * (len(number) - first - last)}{number[len(number) - last :]}"


# --- Mobile numbers: 11 digits, the first 1 and the second 3 to 9 ----------------------------------------

_MOBILE = {
    clue: pattern(rf"{clue}{second}(?:{_GAP}{{0,3}}{digit}){{9}}(?!{digit})")
    for clue, second, digit in (
        ("1", "[3-9３-９]", r"\d"),
        ("１", "[3-9３-９]", r"\d"),
        ("一", "[三四五六七八九]", _CHINESE_DIGIT),
        ("幺", "[三四五六七八九]", _CHINESE_DIGIT),
    )
}
_GROUPS = frozenset(((11,), (3, 4, 4)))
_GROUPS_WITH_HYPHENS = frozenset(((3, 8), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 2, 2, 2, 2)))
"""Ways to write the number in groups. With mere blanks between them, the latter are rows of figures."""
_FIRM_GAP = pattern(f"[{_HYPHENS}{_DOTS}]")
_ANY_GAP = pattern(f"[{_BLANKS}{_HYPHENS}{_DOTS}]+")
_NOT_SEEN = pattern(f"[{_UNSEEN}]")
_COUNTRY = pattern(
    rf"(?:(?:[+＋]|(?<!\d)00|wa\.me/)\s?[8８][6６][)）]?|(?<!\d)86(?!\Z)[)）]?){_GAP}{{0,3}}\Z"
)
_OTHER_BEFORE = pattern(
    rf"(?:[+＋]\d{{0,3}}{_GAP}{{0,2}}"  # another country's code
    r"|\d[.．]"  # decimals
    r"|(?:[¥￥$€£第]|CNY|RMB|USD|人民币)\s?)\Z"
)
_OTHER_AFTER = pattern(
    r"[.．]\d|号(?!码)|(?:元|[万亿][元吨亩平千]?|吨|亩|平方|千瓦|公里|立方|人民币|[%％])(?!先生|女士|小姐|经理|主任|总)"
)
_JOINED_BEFORE = pattern(rf"\d[{_HYPHENS}{_DOTS}]\Z")
_JOINED_AFTER = pattern(rf"[{_HYPHENS}{_DOTS}]\d")
_ADDRESS = pattern(r"://[^\s\"'<>()\u0080-\U0010ffff]*\Z")
"""Numbers in web addresses are names of pages."""


def _mobiles(text: str, clue: str) -> Iterator[Finding]:
    position = 0
    while match := _MOBILE[clue].search(text, position):
        start, end = match.span()
        position = start + 1
        before = text[max(0, start - 12) : start]
        country = _COUNTRY.search(before)
        if _is_mobile(text, match, before, country is not None):
            number = _digits(match[0])
            yield Finding("E_MOBILE", start - (len(country[0]) if country else 0), end, _hide(number, 3, 4))
            position = end


def _is_mobile(text: str, match: re.Match[str], before: str, country: bool) -> bool:
    """Whether the eleven digits are a mobile number, by the way they are grouped and what stands around."""
    written = _NOT_SEEN.sub("", match[0])
    sizes = tuple(map(len, _ANY_GAP.split(written)))
    if sizes not in _GROUPS:
        gaps = _ANY_GAP.findall(written)
        if sizes not in _GROUPS_WITH_HYPHENS or not all(map(_FIRM_GAP.search, gaps)):
            return False
    after = text[match.end() : match.end() + 5]
    if _OTHER_AFTER.match(after) or (len(sizes) > 1 and _JOINED_AFTER.match(after)):
        return False
    if country:
        return True
    if re.search(_CHINESE_DIGIT if written[0] in _CHINESE else r"\d", before[-1:]) or _OTHER_BEFORE.search(
        before
    ):
        return False
    if len(sizes) > 1 and _JOINED_BEFORE.search(before):
        return False
    return not _ADDRESS.search(text[max(0, match.start() - 200) : match.start()])


# --- The same behind a word for it, however it is written ------------------------------------------------

_LABELS = ("手机", "电话", "联系", "微信", "号码", "Tel", "tel", "TEL", "hone", "obile", "WeChat")
_LABELLED = pattern(
    r"[^\d\n]{0,8}?(?:[+＋(（]{0,2}86[)）]?[^\w\n]{0,2})?(?P<number>1[^\w\n]{0,3}[3-9](?:(?:[^\w\n]|_){0,3}\d){9})(?!\d)"
)
_PLAIN_DIGITS = {
    **{ord(digit): str(value) for value, group in enumerate(
        "〇零○O 一幺壹 二贰 三叁 四肆 五伍 六陆 七柒 八捌 九玖".split()
    ) for digit in group},
    **{
        code: plain
        for first, last in ((0x2460, 0x24FF), (0x2776, 0x2793), (0xFF10, 0xFF19), (0x1D7CE, 0x1D7FF))
        for code in range(first, last + 1)
        if (plain := unicodedata.normalize("NFKC", chr(code))).isdecimal() and len(plain) == 1
    },
}  # fmt: skip
"""One character each, so that places stay what they are."""


def _labelled(text: str, clue: str) -> Iterator[Finding]:
    """In any grouping, with capital, circled or mixed digits: beside the word for it there is no doubt."""
    at = text.find(clue)
    while at >= 0:
        start = at + len(clue)
        window = text[start : start + 90].translate(_PLAIN_DIGITS)
        if (match := _LABELLED.match(window)) and not _OTHER_AFTER.match(text, start + match.end()):
            yield Finding(
                "E_MOBILE",
                start + match.start("number"),
                start + match.end(),
                _hide(_digits(match["number"]), 3, 4),
            )
        at = text.find(clue, start)


# --- Identity numbers: GB 11643-1999 ------------------------------------------------------------------------

_IDENTITY = {
    clue: pattern(rf"{clue}(?:{_GAP}{{0,2}}\d){{9}}{_GAP}{{0,2}}[\dXxＸｘ](?![0-9A-Za-z０-９])")
    for clue in ("19", "20", "１９", "２０")
}
_DISTRICT = pattern(rf"(?<!\d)[1-9１-９]\d{{5}}{_GAP}{{0,2}}\Z")
_CHECK = "10X98765432"


def _identity_numbers(text: str, clue: str) -> Iterator[Finding]:
    """18 digits: district, date of birth (whose century is the clue), sequence, check digit."""
    position = 0
    while match := _IDENTITY[clue].search(text, position):
        start, end = match.span()
        position = start + 1
        if district := _DISTRICT.search(text[max(0, start - 9) : start]):
            number = _digits(district[0] + match[0])
            if len(number) < 18:
                number += "X"
            if _is_date(number[6:14]) and _check_digit(number) == number[17]:
                yield Finding("E_IDENTITY_NUMBER", start - len(district[0]), end, _hide(number, 3, 4))
                position = end


def _check_digit(number: str) -> str:
    return _CHECK[sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17])) % 11]


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


_OLD_IDENTITY = r"(?:(?<=证)|[ -]?(?:[Cc]ard|[Nn]umber|[Nn]o\b))[^\d\n]{0,16}(\d{15})(?![\dXxＸｘ])"


def _old_identity_numbers(text: str, clue: str) -> Iterator[Finding]:
    """15 digits without a check digit: too common to be looked for without the word before them."""
    for match in re.finditer(clue + _OLD_IDENTITY, text):
        number = _digits(match[1])
        if _is_date("19" + number[6:12]):
            yield Finding("E_IDENTITY_NUMBER", match.start(1), match.end(1), _hide(number, 3, 3))


# --- QQ numbers beside their name, and mailboxes that are made of them -------------------------------------

_QQ_AFTER = pattern(
    rf"(?![A-Za-z])(?:[{_BLANKS}{_HYPHENS}:：=＝#.、/|()（）【】\[\]*_`\"“”是为号码群客服咨询联系交流在线]"
    r"|number|group|account|No)"
    r"{0,12}(?P<number>[1-9１-９]\d{4,10})(?!\d|\s?[元人万亿个名])"
)
_QQ_LINK = pattern(r"\.com/[!-~]{0,80}?[?&]uin=(?P<number>\d{5,11})")
_QQ_BEFORE = pattern(r"(?<!\d)(?P<number>[1-9１-９]\d{4,10})\s?[(（【\[]\s?\Z")
_QQ_MAIL_BEFORE = pattern(r"[@＠](?:vip\.)?\Z", re.IGNORECASE)
_QQ_MAIL_AFTER = pattern(r"\.com(?![A-Za-z0-9_-]|\.[A-Za-z])", re.IGNORECASE)
_MAILBOX = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-０１２３４５６７８９"


def _qq(text: str, clue: str) -> Iterator[Finding]:
    end = 0
    while (start := text.find(clue, end)) >= 0:
        end = start + len(clue)
        before = text[max(0, start - 80) : start]
        if (mail := _QQ_MAIL_AFTER.match(text, end)) and (at := _QQ_MAIL_BEFORE.search(before)):
            local = before[: at.start()]
            local = local[len(local.rstrip(_MAILBOX)) :]
            if local:
                begin = start - len(at[0]) - len(local)
                hidden = _hide(local, len(local) // 4, len(local) // 4)
                yield Finding("E_QQ", begin, mail.end(), f"{hidden}@qq.com")
        elif not before[-1:].isascii() or not before[-1:].isalpha():
            for offset, match in (
                (0, _QQ_AFTER.match(text, end) or _QQ_LINK.match(text, end)),
                (start - len(before), _QQ_BEFORE.search(before)),
            ):
                if match:
                    number = _digits(match["number"])
                    hidden = _hide(number, len(number) // 4, len(number) // 4)
                    span = match.span("number")
                    yield Finding("E_QQ", offset + span[0], offset + span[1], hidden)


_SEARCHES: tuple[tuple[str, tuple[tuple[str, Callable[[str, str], Iterator[Finding]]], ...]], ...] = (
    (
        "01０１",  # for the month in an identity number has one of them
        (
            ("1", _mobiles),
            ("１", _mobiles),
            ("19", _identity_numbers),
            ("20", _identity_numbers),
            ("１９", _identity_numbers),
            ("２０", _identity_numbers),
            ("身份证", _old_identity_numbers),
            ("ID", _old_identity_numbers),
            ("dentity", _old_identity_numbers),
        ),
    ),
    ("手电联微号Tteo", tuple([(label, _labelled) for label in _LABELS])),
    ("一", (("一", _mobiles),)),
    ("幺", (("幺", _mobiles),)),
    ("Qq", (("QQ", _qq), ("qq", _qq), ("Qq", _qq), ("qQ", _qq))),
    ("Ｑｑ", (("ＱＱ", _qq), ("ｑｑ", _qq))),
    ("扣企", (("扣扣", _qq), ("企鹅号", _qq))),
)
"""What is looked for: characters of which one must be in the text, then clues, each with its search."""
