"""The ways in which people write a mobile number so that others read it and machines may not.

Digits of other scripts and shapes, letters that look like digits, and what is put between the digits. Which
groupings are those of a number is decided here too: a row of figures must not be taken for one.
"""

from __future__ import annotations

import unicodedata

from sitegen.patterns import pattern

BLANKS = r" \t\u00a0\u2000-\u200a\u202f\u3000"
UNSEEN = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
HYPHENS = r"\-\u2010-\u2015\u2212\u2500\ufe63\uff0d"
DOTS = r".\u00b7\u2022\u30fb\uff0e"
MARKS = r"/_()（）\[\]【】<>*#`~～…:："
LINES = r"\n\r\\|"
LISTS = r"，,、；;"

CHINESE = {
    digit: str(value)
    for value, group in enumerate("〇零○洞 一幺壹 二贰 三叁 四肆 五伍 六陆 七柒拐 八捌 九玖勾".split())
    for digit in group
}
CHINESE_DIGIT = f"[{''.join(CHINESE)}]"

SHAPES = {
    chr(code): plain
    for first, last in (
        (0xB2, 0xB9),
        (0x2070, 0x2089),
        (0x2460, 0x2473),
        (0x24EA, 0x24FF),
        (0x2776, 0x2793),
        (0x1D7CE, 0x1D7FF),
    )
    for code in range(first, last + 1)
    if len(plain := unicodedata.normalize("NFKC", chr(code)) or "") == 1
    and plain.isascii()
    and plain.isdigit()
} | {
    chr(0x24FF): "0",
    **{chr(0x2776 + n): str(n + 1) for n in range(9)},
    **{chr(0x24F5 + n): str(n + 1) for n in range(9)},
}
"""Raised, lowered, circled and mathematical digits, which `str.isdecimal` or `\\d` leave out."""
LETTERS = {"l": "1", "I": "1", "O": "0", "o": "0"}

ANY_DIGIT = rf"[\d{''.join(CHINESE)}{''.join(SHAPES)}]"


def digits_of(text: str) -> str:
    """The digits in a piece of text, of any width, script or shape, as plain ones."""
    return "".join(
        CHINESE.get(c) or SHAPES.get(c) or str(int(c))
        for c in text
        if c in CHINESE or c in SHAPES or c.isdecimal()
    )


_GAP = pattern(f"(?:<br ?/?>|[{BLANKS}{HYPHENS}{DOTS}{MARKS}{LINES}{LISTS}])+")
_UNSEEN = pattern(f"[{UNSEEN}]")
_ALL_BLANK = pattern(f"[{BLANKS}]+")
_ACROSS = pattern(f"[{LINES}]|<br")
_LISTED = pattern(f"[{LISTS}]")
_YEAR = pattern("(?:19|20)[0-9]{2}")
_USUAL = ((3, 4, 4),)
_FIRM = frozenset(((3, 8), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 2, 2, 2, 2), (1, 3, 3, 4)))
_SINGLE = (1,) * 11


def is_grouped(written: str) -> bool:
    """Whether eleven digits are parted as those of a mobile number may be, and not as figures are."""
    seen = _UNSEEN.sub("", written)
    groups, gaps = _GAP.split(seen), _GAP.findall(seen)
    sizes = tuple(map(len, groups))
    if not gaps:
        return True
    if any(map(_ACROSS.search, gaps)):  # lines and cells of a table
        return sizes == (3, 4, 4) and not any(map(_YEAR.fullmatch, map(digits_of, groups)))
    if sizes == _SINGLE:
        return len({gap.strip() for gap in gaps}) == 1
    if any(map(_LISTED.search, gaps)):
        return False
    if sizes in _USUAL:
        return True
    if sizes == (3, 8) and gaps[0] in (".", "．"):  # a decimal
        return False
    if sizes not in _FIRM or any(":" in gap or "：" in gap for gap in gaps):
        return False
    nought = any(digits_of(group).startswith("0") for group in groups)  # no figure begins so
    return nought or not any(map(_ALL_BLANK.fullmatch, gaps))
