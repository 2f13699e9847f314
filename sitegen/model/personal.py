"""Numbers of persons in text that is about to be published: mobile phones, identity numbers, QQ.

Publishing a person's number needs that person's separate consent (PIPL, article 25), so the default is to
find such numbers and stop. Every text of a site passes through here, nearly all of it without one: a search
begins only where a plain piece of text, its clue, is found, and looking for those costs next to nothing. What
a finding means (a contact who consented, a field that is not published) is for the caller to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sitegen.model.number_writings import (
    ANY_DIGIT,
    BLANKS,
    CHINESE,
    CHINESE_DIGIT,
    DOTS,
    HYPHENS,
    LETTERS,
    LINES,
    LISTS,
    MARKS,
    SHAPES,
    UNSEEN,
    digits_of,
    is_grouped,
)
from sitegen.model.personal_accounts import (
    PRIVATE_WORDS,
    WECHAT_WORDS,
    bank_cards,
    machine_lines,
    passports,
    private_mailboxes,
    wechat_ids,
)
from sitegen.model.personal_findings import Finding, hide
from sitegen.patterns import pattern

__all__ = ["Finding", "any_personal", "find_personal"]


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


_GAP = f"[{BLANKS}{UNSEEN}{HYPHENS}{DOTS}]"


# --- Mobile numbers: 11 digits, the first 1 and the second 3 to 9 ----------------------------------------

_WIDE_GAP = f"(?:[{BLANKS}{UNSEEN}{HYPHENS}{DOTS}{MARKS}{LINES}{LISTS}]|<br ?/?>)"
_ONES = ("1", "１", "一", "幺", "壹", "①", "❶", "¹", "₁", "١", "۱", "१", "𝟏", "𝟙", "𝟣", "𝟭", "𝟷")
_MOBILE = {
    clue: pattern(
        rf"{clue}{_WIDE_GAP}{{0,4}}(?![012]){ANY_DIGIT}(?:{_WIDE_GAP}{{0,6}}{ANY_DIGIT}){{9}}"
        + (rf"(?!{CHINESE_DIGIT})" if clue in CHINESE else r"(?!\d)")
    )
    for clue in _ONES
}
_SEEN_AS = {
    one: pattern(rf"{one}(?<![A-Za-z0-9]{one})[3-9][0-9lIOo]{{9}}(?![A-Za-z0-9])") for one in ("1", "l", "I")
}
"""Letters in the place of digits."""
_FEWEST_DIGITS = 4
_COUNTRY = pattern(
    rf"(?:(?:[+＋]|(?<!\d)00|wa\.me/)\s?[8８][6６][)）]?|(?<!\d)86(?!\Z)[)）]?){_GAP}{{0,3}}\Z"
)
_COUNTRY_JOINED = pattern(r"(?<!\d)86\Z")
"""86138 0000 0000: only before digits in groups."""
_OTHER_BEFORE = pattern(
    rf"(?:[+＋]\d{{0,3}}{_GAP}{{0,2}}"  # another country's code
    r"|\d[.．]"  # decimals
    r"|(?:[¥￥$€£第]|CNY|RMB|USD|人民币)\s?"
    r"|(?:[经纬]度|坐标|[东西]经|[南北]纬|longitude|latitude)[\s:：]{0,2})\Z"
)
_OTHER_AFTER = pattern(
    r"[.．]\d|号(?!码)|(?:余?元|[万亿][元吨亩平千]?|吨|亩|平方|千瓦|公里|立方|人民币|[%％])(?!先生|女士|小姐|经理|主任|总)"
    r"|余?(?:人次|人(?=[，。；、,.;\s]|$)|[次件户个字台套辆头只株册份期条](?!性|联|办|为|请|咨))"
    r"|\s?(?:[kKMG]?Wh?|kg|t/a|km|ha|m[²2³3])(?![A-Za-z])"
)
_JOINED_BEFORE = pattern(rf"\d[{HYPHENS}{DOTS}]\Z")
_JOINED_AFTER = pattern(rf"[{HYPHENS}{DOTS}]\d")
_FIGURE_BEFORE = pattern(rf"(?<![\d.{HYPHENS}])\d{{1,4}}[{BLANKS}]\Z")
_BLANK_IN = pattern(rf"\d[{BLANKS}]\d")
_ADDRESS = pattern(r"://[^\s\"'<>()\u0080-\U0010ffff]*\Z")
"""Numbers in web addresses are names of pages."""


def _mobiles(text: str, clue: str) -> Iterator[Finding]:
    position = 0
    while match := _MOBILE[clue].search(text, position):
        start, end = match.span()
        position = start + 1
        before = text[max(0, start - 12) : start]
        country = (
            _COUNTRY.search(before) or (not match[0].isalnum() and _COUNTRY_JOINED.search(before)) or None
        )
        if _is_mobile(text, match, before, country is not None):
            number = digits_of(match[0])
            yield Finding("E_MOBILE", start - (len(country[0]) if country else 0), end, hide(number, 3, 4))
            position = end


def _is_mobile(text: str, match: re.Match[str], before: str, country: bool) -> bool:
    """Whether the eleven digits are a mobile number, by the way they are grouped and what stands around."""
    written = match[0]
    number = digits_of(written)
    if not "3" <= number[1] <= "9" or not is_grouped(written):
        return False
    parted = not written.isalnum()
    after = text[match.end() : match.end() + 5]
    if _OTHER_AFTER.match(after) or (parted and _JOINED_AFTER.match(after)):
        return False
    if country:
        return True
    if re.search(CHINESE_DIGIT if written[0] in CHINESE else r"\d", before[-1:]) or _OTHER_BEFORE.search(
        before
    ):
        return False
    if parted and (
        _JOINED_BEFORE.search(before) or (_FIGURE_BEFORE.search(before) and _BLANK_IN.search(written))
    ):
        return False
    return not _ADDRESS.search(text[max(0, match.start() - 200) : match.start()])


def _letters_for_digits(text: str, clue: str) -> Iterator[Finding]:
    """138OO138OOO: eleven characters, some of them letters that look like digits."""
    for match in _SEEN_AS[clue].finditer(text):
        number = "".join(LETTERS.get(c, c) for c in match[0])
        if not match[0].isdigit() and sum(c.isdigit() for c in match[0]) >= _FEWEST_DIGITS:
            yield Finding("E_MOBILE", match.start(), match.end(), hide(number, 3, 4))


# --- The same behind a word for it, however it is written ------------------------------------------------

_LABELS = ("手机", "电话", "联系", "微信", "号码", "Tel", "tel", "TEL", "hone", "obile", "WeChat")
_LABELLED = pattern(
    r"[^\d\n]{0,8}?(?:[+＋(（]{0,2}86[)）]?[^\w\n]{0,2})?(?P<number>1[^\w\n]{0,3}[3-9](?:(?:[^\w\n]|_){0,3}\d){9})(?!\d)"
)
_PLAIN_DIGITS = {
    **{ord(char): digit for char, digit in (CHINESE | SHAPES).items()},
    **{0xFF10 + value: str(value) for value in range(10)},
    **{0x1D7CE + value: str(value % 10) for value in range(50)},
    ord("O"): "0",
}
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
                hide(digits_of(match["number"]), 3, 4),
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
            number = digits_of(district[0] + match[0])
            if len(number) < 18:
                number += "X"
            if _is_date(number[6:14]) and _check_digit(number) == number[17]:
                yield Finding("E_IDENTITY_NUMBER", start - len(district[0]), end, hide(number, 3, 4))
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
        number = digits_of(match[1])
        if _is_date("19" + number[6:12]):
            yield Finding("E_IDENTITY_NUMBER", match.start(1), match.end(1), hide(number, 3, 3))


# --- QQ numbers beside their name, and mailboxes that are made of them -------------------------------------

_QQ_AFTER = pattern(
    rf"(?![A-Za-z])(?:[{BLANKS}{HYPHENS}:：=＝#.、/|()（）【】\[\]*_`\"“”是为号码群客服咨询联系交流在线]"
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
                hidden = hide(local, len(local) // 4, len(local) // 4)
                yield Finding("E_QQ", begin, mail.end(), f"{hidden}@qq.com")
        elif not before[-1:].isascii() or not before[-1:].isalpha():
            for offset, match in (
                (0, _QQ_AFTER.match(text, end) or _QQ_LINK.match(text, end)),
                (start - len(before), _QQ_BEFORE.search(before)),
            ):
                if match:
                    number = digits_of(match["number"])
                    hidden = hide(number, len(number) // 4, len(number) // 4)
                    span = match.span("number")
                    yield Finding("E_QQ", offset + span[0], offset + span[1], hidden)


_SEARCHES: tuple[tuple[str, tuple[tuple[str, Callable[[str, str], Iterator[Finding]]], ...]], ...] = (
    (
        "01０１",  # for the month in an identity number has one of them
        (
            ("1", _mobiles),
            ("１", _mobiles),
            ("62", bank_cards),
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
    *((clue, ((clue, _mobiles),)) for clue in _ONES[2:]),
    ("Oo", (("1", _letters_for_digits),)),
    ("lI", (("l", _letters_for_digits), ("I", _letters_for_digits))),
    ("微薇Vv", tuple([(word, wechat_ids) for word in WECHAT_WORDS if word[0] in "微薇Vv"])),
    ("Ww", tuple([(word, wechat_ids) for word in WECHAT_WORDS if word[0] in "Ww"])),
    ("个私本Pp", tuple([(word, private_mailboxes) for word in PRIVATE_WORDS])),
    ("护Pp", (("护照", passports), ("assport", passports))),
    ("<", (("<", machine_lines),)),
    ("卡账帐", tuple([(word, bank_cards) for word in ("卡号", "卡", "账号", "帐号")])),
    ("Qq", (("QQ", _qq), ("qq", _qq), ("Qq", _qq), ("qQ", _qq))),
    ("Ｑｑ", (("ＱＱ", _qq), ("ｑｑ", _qq))),
    ("扣企", (("扣扣", _qq), ("企鹅号", _qq))),
)
"""What is looked for: characters of which one must be in the text, then clues, each with its search."""
