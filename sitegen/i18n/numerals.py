"""Reading the digits of a quantity: 2137.42, 1,923, 六, 两千三百, 六点五, and the powers of ten that follow.

Expects text that is already normalised (NFKC, Simplified characters, lower case, no blanks). Every pattern is
linear, and figures are bounded, so hostile text costs no more than honest text.
"""

from __future__ import annotations

from decimal import Decimal

from sitegen.diagnostics import InputError
from sitegen.patterns import pattern

MAX_DIGITS = 18
"""More digits than any real figure has; keeps every product below within Decimal's 28 exact digits."""

SCALES: dict[str, int] = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
}  # fmt: skip

SCALE_WORDS: dict[int, str] = {0: "", **{power: word for word, power in SCALES.items() if not word.isascii()}}

SCALE_WIDTHS: tuple[int, ...] = tuple(sorted({len(word) for word in SCALES}, reverse=True))

_DIGITS = pattern(r"[0-9]+(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_HANZI = pattern(
    r"(?P<whole>(?:(?!千[瓦克米伏升])[零〇一二两三四五六七八九十百千])+)(?:点(?P<part>[零〇一二三四五六七八九]+))?|半"
)
_DIGIT_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


class NotANumber(InputError):
    """No figure stands here; the reason is "figure" or "digits" (too many, or leading noughts)."""


def read_number(text: str, start: int = 0) -> tuple[Decimal, int]:
    """The figure that begins at `start`, and where it ends. Raises NotANumber."""
    found = _DIGITS.match(text, start)
    if found:
        digits = found.group().replace(",", "")
        if len(digits) > MAX_DIGITS or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
            raise NotANumber("digits")
        return Decimal(digits), found.end()
    found = _HANZI.match(text, start)
    if not found or found.end() - start > MAX_DIGITS:
        raise NotANumber("figure")
    if found.group() == "半":
        return Decimal("0.5"), found.end()
    whole = hanzi_integer(found["whole"])
    part = "".join(str(_DIGIT_VALUES[char]) for char in found["part"] or "")
    return Decimal(f"{whole}.{part}" if part else whole), found.end()


def hanzi_integer(text: str) -> int:
    """六 -> 6, 十二 -> 12, 两千三百 -> 2300, 一百零五 -> 105. Raises NotANumber for 一百五, 二〇二〇 and the
    like.
    """
    total, pending, place, after_zero = 0, -1, 10_000, False
    for char in text:
        if char in _PLACES:
            if _PLACES[char] >= place or pending == 0 or (pending < 0 and total):
                raise NotANumber("figure")
            place = _PLACES[char]
            total += (1 if pending < 0 else pending) * place
            pending, after_zero = -1, False
        elif pending > 0 or (pending == 0 and not total):
            raise NotANumber("figure")
        else:
            after_zero = after_zero or pending == 0 or _DIGIT_VALUES[char] == 0
            pending = _DIGIT_VALUES[char]
    if pending > 0 and total and place > 10 and not after_zero:
        raise NotANumber("figure")  # 一百五 is 150 when spoken and 105 to a reader of digits
    return total + max(pending, 0)
