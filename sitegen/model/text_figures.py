"""Quantities within a text, to compare its two languages: 占地78.6亩 is not 78.6 acres.

Only what is certain to differ is told: a quantity of either language that the other has none like, where both
measure the same thing. One that only one language gives is nobody's fault.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.i18n.text import Text
from sitegen.patterns import pattern


class _Unit(NamedTuple):
    dimension: str
    size: float


_SCALES = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4,
    "千": 3, "百": 2, "trillion": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6, "m": 6, "thousand": 3,
    "k": 3, "": 0,
}  # fmt: skip
_UNITS = {
    word: _Unit(dimension, float(size))
    for dimension, size, words in (
        ("area", "666.67", "亩 mu"), ("area", "10000", "公顷 hectares hectare ha"),
        ("area", "4046.86", "英亩 acres acre"), ("area", "1", "平方米 ㎡ m² m2 sqm"),
        ("area", "1000000", "平方公里 平方千米 km² km2 sqkm"),
        ("CNY", "1", "元 人民币 yuan rmb cny"), ("USD", "1", "美元 usd"), ("EUR", "1", "欧元 eur euros"),
        ("mass", "1", "吨 tonnes tonne tons t"), ("energy", "1", "千瓦时 度 kwh"),
        ("power", "1", "千瓦 kw"), ("power", "1000", "兆瓦 mw"), ("power", "1000000", "吉瓦 gw"),
        ("percent", "1", "% percent"),
    )
    for word in words.split()
}  # fmt: skip
_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE = "|".join(
    sorted((word for word in _SCALES if len(word) > 1 or not word.isascii()), key=len, reverse=True)
)
_SCALE += "|[km](?![a-z²0-9])"
_NUMBER = r"[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?"
HAS_FIGURE = pattern(
    "[0-9][余多]?[万亿千百十]*[余多]?(?:亩|公顷|英亩|平方|㎡|m|元|美元|欧元|吨|千瓦|兆瓦|度|%)"
)
_FIGURE = pattern(rf"({_NUMBER})\s*[余多]?({_SCALE})?[余多]?\s*(?:({_WORDS})(?![a-z]))?")
_CURRENCY = pattern(r"(cny|rmb|usd|eur|us\$|\$|¥|€)\s*$")
_RANGE = pattern(r"\s?[-–—~至]\s?(?=[0-9])")
_SIGNS = {"us$": "usd", "$": "usd", "¥": "cny", "€": "eur"}


def differing_figures(text: Text) -> tuple[str, str] | None:
    """The first quantity of the Chinese text and of the English one for which the other has none like it."""
    zh, en = text.values.get("zh", ""), text.values.get("en", "")
    if not en or not HAS_FIGURE.search(zh):
        return None
    ours, theirs = _figures(zh), _figures(en)
    for dimension in [dimension for dimension in ours if dimension in theirs]:
        left = _unmatched(ours[dimension], theirs[dimension])
        right = _unmatched(theirs[dimension], ours[dimension])
        if left and right:
            return left, right
    return None


def _unmatched(figures: list[tuple[float, str]], others: list[tuple[float, str]]) -> str:
    for size, written in figures:
        if not any(abs(size - other) <= max(size, other) * 0.03 for other, _ in others):
            return written
    return ""


def _figures(text: str) -> dict[str, list[tuple[float, str]]]:
    """Quantities by what they measure: how large, and as they are written."""
    found: dict[str, list[tuple[float, str]]] = {}
    lower = (
        text.lower()
        .replace("square metres", "m²           ")
        .replace("square kilometres", "km²              ")
    )
    start = -1
    for match in _FIGURE.finditer(lower):
        begins = match.start() if start < 0 else start
        start = begins if match[3] is None and _RANGE.match(lower, match.end()) else -1
        unit = match[3] or ("" if start >= 0 else _currency(lower[max(0, begins - 5) : begins]))
        if unit:
            dimension, size = _UNITS[unit]
            value = float(match[1].replace(",", "")) * 10.0 ** _SCALES[match[2] or ""] * size
            found.setdefault(dimension, []).append((value, text[begins : match.end()].strip()))
    return found


def _currency(before: str) -> str:
    match = _CURRENCY.search(before)
    return _SIGNS.get(match[1], match[1]) if match else ""
