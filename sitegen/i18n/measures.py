"""Reading what follows a figure: the power of ten, the unit, what it is counted by (亿元, 万吨/年).

Expects normalised text, as `numerals` does. A text is understood whole or not at all.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.i18n import numerals, qualifiers
from sitegen.i18n.units import NAMES, PER_NAMES, UNITS

_TIMES = str.maketrans("/*.", "···")


class MeasureReading(NamedTuple):
    """What was understood. `pattern` is that of an inner qualifier; `english`: the power is in English."""

    scale: int
    unit: str
    per: str
    pattern: str
    english: bool


def scale_and_unit(rest: str, currency: str, pattern: str) -> MeasureReading | None:
    """What the text says as a whole: a power of ten, a unit, or both; None if it is something else.

    What is a unit by itself is taken as one (千瓦时 is not a thousand 瓦时). `pattern` is that of a qualifier
    before the power; the answer has it, or that of one found behind the power (3万余人).
    """
    found = unit_and_per(rest, currency)
    if found:
        return MeasureReading(0, *found, pattern, False)
    for width in numerals.SCALE_WIDTHS:
        word = rest[:width]
        scale = numerals.SCALES.get(word)
        if scale is None or len(word) < width:
            continue
        tail, inner = rest[width:], pattern
        patterns = qualifiers.INFIX.get(tail[:1])
        if patterns and not pattern:
            tail, inner = tail[1:], patterns[1]
        found = unit_and_per(tail, currency)
        if found:
            return MeasureReading(scale, *found, inner, word.isascii())
    return None


def unit_and_per(text: str, currency: str) -> tuple[str, str] | None:
    """Codes of unit and per; None if this is not, as a whole, a unit."""
    if not text:
        return currency, ""
    code = NAMES.get(text)
    if code is not None:
        return (code, "") if not currency or code == currency else None
    for separator in ("/", "每", "per"):
        head, found, below = text.partition(separator)
        if found and (not head or head in NAMES):
            unit = NAMES[head] if head else currency
            per = _per(below)
            if per and (not currency or unit == currency):
                return unit, per
    return None


def _per(text: str) -> str:
    """Codes after the slash: 年 -> "a", m2·月 or m2/月 -> "m2·month"; "" if not understood."""
    parts = text.strip("()").removeprefix("每").translate(_TIMES).split("·")
    codes = [PER_NAMES.get(part) or NAMES.get(part) or "" for part in parts]
    understood = all(code and UNITS[code].dimension not in ("money", "percent") for code in codes)
    return "·".join(codes) if understood and len(codes) <= 2 else ""
