"""Reading a quantity as people write it: 近20亿元, 10-20亿元, 六年半, 15元/m2·月, 年产10万吨, CNY 2 billion,
面议.

The text is normalised (full-width forms, Traditional characters, blanks, case), then taken apart from both
ends: words before the figure, words after the unit, the figures, and what is left must be exactly a unit.
There is no guessing: what is not understood whole is refused, with a suggestion where there is a likely one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from sitegen.i18n import numerals, qualifiers
from sitegen.i18n.amounts import ABOUT_RANGE, TWO_POWERS, Qualifier, Quantity, QuantityError, plain
from sitegen.i18n.measures import scale_and_unit
from sitegen.i18n.quantity_text import format_quantity, hectares
from sitegen.i18n.refusals import refuse, wrong_dimension
from sitegen.i18n.rephrasing import candidates
from sitegen.i18n.units import CURRENCIES, NAMES, SIMPLIFIED, UNITS
from sitegen.patterns import pattern

MAX_LENGTH = 80

_CHARACTERS: dict[int, int | None] = {
    **SIMPLIFIED,
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")),
    **str.maketrans("\u2212\u2010\u2011\u301c\u30fb\u2027\u22c5\u2022", "---~····"),
}
_GAP = pattern(r"([0-9])\s+([0-9])")
_TO = pattern(r"[-–—―~至到]+|to(?=[0-9$¥€£]|cny|usd|rmb|eur|hkd|us\$|hk\$)")
_IN_HECTARES = pattern(r"(.*mu)\(([^()]*)ha\)(.*)")
_WATT_HOURS = pattern(r"(?<![a-z])\(?([kmg]?w)[·*.\-]?h\)?(?![a-z])|千瓦[·*.]时|\(千瓦[·*.]?时\)")
_A_YEAR = pattern(r"(?<=[0-9]) ?([km])?tp[ay]$")
_SHORT_POWER = pattern(r"([kmb])(?=$|/|per)")
_SHORT = {"k": "thousand", "m": "million", "b": "billion"}
_MINUS = pattern(r"-(?=[0-9])")
_LEADING_PER = {
    "年产能": "a", "年产": "a", "月产": "month", "日产": "d", "每年": "a", "每月": "month", "每日": "d",
    "每天": "d",
    "每亩": "mu", "每人": "person", "每吨": "t", "每平方米": "m2", "每公顷": "ha",
}  # fmt: skip


def _by_first(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by their first character, longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return table


_BEFORE, _CURRENCIES, _PERS = map(_by_first, (qualifiers.BEFORE, CURRENCIES, _LEADING_PER))
_FRACTIONS = {"百分之": "%", "千分之": "‰"}
_BELOW: dict[str, dict[str, int]] = {
    "亿": {"万": 1, "千万": 1000, "百万": 100},
    "万": {"千": 1000, "百": 100},
}
_DIGITS = tuple("0123456789一二两三四五六七八九")
_HALVES = {"年半": "a", "个半月": "month", "天半": "d", "个半小时": "h"}
_BARE_COUNTS = frozenset(("people", "count", "number"))
_TAILS = frozenset(word[-1] for word in qualifiers.AFTER)


class _Frame(NamedTuple):
    """What stands around the figures."""

    body: str
    pattern: str = ""
    currency: str = ""
    per: str = ""
    negative: bool = False


class _Amount(NamedTuple):
    """One figure with what follows it. `stated` says whether a unit or a power of ten was written."""

    figure: Decimal
    scale: int
    unit: str
    per: str
    pattern: str
    english: bool

    @property
    def stated(self) -> bool:
        return bool(self.scale or self.unit or self.per)


def read_quantity(text: str, dimensions: frozenset[str] | None = None) -> Quantity:
    """Read a quantity; `dimensions` are names of `units.DIMENSIONS`, None for any.

    A figure without a unit takes the one that its dimension leaves no doubt about: 25000万 is money, 300 is
    people. Raises QuantityError with a reason, a suggestion, and what is wrong in Chinese and English.
    """
    normal = _normalise(text)
    try:
        return _read(normal, dimensions)
    except QuantityError as error:
        if error.suggestion:
            raise
        suggestion = _suggestion(normal, dimensions)
        if not suggestion:
            raise
        raise QuantityError(error.reason, suggestion, error.zh, error.en) from None


def _normalise(text: str) -> str:
    if len(text) > MAX_LENGTH * 2:
        raise refuse("too-long")
    normal = unicodedata.normalize("NFKC", text).lower().translate(_CHARACTERS)
    gap = _GAP.search(normal)
    if gap:
        raise refuse("gap", _GAP.sub(r"\1\2", normal.strip()))
    normal = "".join(normal.split())
    if "h" in normal or "时" in normal:
        normal = _WATT_HOURS.sub(lambda match: f"{match[1]}h" if match[1] else "千瓦时", normal)
    if "tp" in normal:
        normal = _A_YEAR.sub(lambda match: f"{_SHORT[match[1]] if match[1] else ''}t/a", normal)
    if not normal:
        raise refuse("empty")
    if len(normal) > MAX_LENGTH:
        raise refuse("too-long")
    return normal


def _read(text: str, dimensions: frozenset[str] | None) -> Quantity:
    if text in qualifiers.UNDECIDED:
        raise refuse("undecided")
    if text in qualifiers.NEGOTIABLE:
        return _checked(Quantity(Qualifier.NEGOTIABLE, None, None, 0, ""), dimensions)
    aside = _IN_HECTARES.fullmatch(text) if "ha)" in text else None
    frame = _frame(aside[1] + aside[3] if aside else text)
    ends = list(_TO.finditer(frame.body))
    if len(ends) > 1:
        raise refuse("figure")
    if ends:
        quantity = _range(frame, frame.body[: ends[0].start()], frame.body[ends[0].end() :], dimensions)
    else:
        quantity = _single(frame, dimensions)
    if aside and aside[2].replace(",", "") not in _in_hectares(quantity):
        raise refuse("hectares", format_quantity(quantity, "en"))
    return _checked(quantity, dimensions)


def _in_hectares(quantity: Quantity) -> list[str]:
    """As pages show it and as it can be worked out, without separators."""
    return [hectares(quantity, exactly=exactly).replace(",", "") for exactly in (False, True)]


def _frame(text: str) -> _Frame:
    """Take the words before and after the figures off."""
    pattern = currency = per = ""
    for _ in range(4):
        if not text or text[0].isdigit():
            break
        word = _starts(text, _BEFORE)
        if word and not pattern:
            pattern = qualifiers.BEFORE[word]
        elif not currency and (word := _starts(text, _CURRENCIES)) and word != text:
            currency = NAMES[word]
        elif not per and (word := _starts(text, _PERS)):
            per = _LEADING_PER[word]
        else:
            break
        text = text[len(word) :]
    if text and text[-1] in _TAILS:
        for word in qualifiers.AFTER_LONGEST:
            if text.endswith(word):
                if pattern:
                    raise refuse("two-qualifiers")
                pattern, text = qualifiers.AFTER[word], text[: -len(word)]
                break
    negative = _MINUS.match(text) is not None
    return _Frame(text[1:] if negative else text, pattern, currency, per, negative)


def _starts(text: str, words: dict[str, list[str]]) -> str:
    """The longest of the words that the text begins with, "" if none."""
    for word in words.get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


def _single(frame: _Frame, dimensions: frozenset[str] | None) -> Quantity:
    amount = _amount(frame.body, frame.currency, implied=bool(frame.pattern))
    if frame.pattern and amount.pattern:
        raise refuse("two-qualifiers")
    pattern = _same(frame.pattern or amount.pattern, amount)
    qualifier = qualifiers.QUALIFIER_OF[pattern] if pattern else Qualifier.EXACT
    figure, _, scale = _powers(amount.figure, amount.figure, amount)
    if frame.negative:
        figure = -figure if figure else figure
        if UNITS[amount.unit].dimension != "percent" or qualifier is not Qualifier.EXACT:
            raise refuse("negative")
    per = _one_per(frame.per, amount.per)
    unit = amount.unit or _bare_unit(dimensions, scale)
    low, high = (None, figure) if qualifier is Qualifier.AT_MOST else (figure, None)
    quantity = Quantity(qualifier, low, high, scale, unit, per, pattern)
    usual = quantity if not pattern else Quantity(qualifier, low, high, scale, unit, per)
    return usual if qualifiers.pattern_of(usual) == pattern else quantity


def _range(frame: _Frame, left: str, right: str, dimensions: frozenset[str] | None) -> Quantity:
    if frame.negative:
        raise refuse("negative")
    word = ""
    if frame.pattern:
        if qualifiers.QUALIFIER_OF[frame.pattern] is not Qualifier.ABOUT:
            raise refuse("two-qualifiers")
        word = ABOUT_RANGE
    repeated = _starts(right, _CURRENCIES) if frame.currency else ""
    if repeated and NAMES[repeated] != frame.currency:
        raise refuse("range-units")
    low, high = _amount(left, frame.currency), _amount(right[len(repeated) :], frame.currency)
    if low.pattern or high.pattern:
        raise refuse("two-qualifiers")
    unit, per = low.unit or high.unit, low.per or high.per
    if (low.unit and high.unit and low.unit != high.unit) or (low.per and high.per != low.per):
        raise refuse("range-units")
    low_scale = low.scale if low.stated and (low.scale or low.unit != frame.currency) else high.scale
    shared = high._replace(scale=min(low_scale, high.scale), english=low.english or high.english)
    low_figure, high_figure, scale = _powers(
        _shift(low.figure, low_scale - shared.scale), _shift(high.figure, high.scale - shared.scale), shared
    )
    if low_figure >= high_figure:
        raise refuse("range-order")
    unit = unit or _bare_unit(dimensions, scale)
    if not shared.english and 4 <= low_scale < high.scale and high.scale == (8 if low_scale < 8 else 12):
        word = f"{'约' if word else ''}{TWO_POWERS}"
    return Quantity(Qualifier.RANGE, low_figure, high_figure, scale, unit, _one_per(frame.per, per), word)


def _amount(text: str, currency: str, implied: bool = False) -> _Amount:
    """One figure, power and unit. `implied`: a qualified 亿元 may leave its 一 out (亿元以上).

    Thousands with commas count as English (120,000 becomes 12万), for Chinese does not write them so.
    """
    if text[:3] in _FRACTIONS:
        text = text[3:] + _FRACTIONS[text[:3]]
    try:
        figure, end = numerals.read_number(text)
    except numerals.NotANumber as error:
        if not (implied and text[:1] in ("万", "亿")):
            raise refuse(str(error)) from None
        figure, end = Decimal(1), 0
    rest = text[end:]
    if currency and rest[:1] in _SHORT:
        rest = _SHORT_POWER.sub(lambda match: _SHORT[match[1]], rest, 1) if _SHORT_POWER.match(rest) else rest
    english = text.isascii() and "," in text[:end] and not figure % 1000
    if rest in _HALVES and not currency and figure == figure.to_integral_value():
        return _Amount(figure + Decimal("0.5"), 0, _HALVES[rest], "", "", False)
    if rest[:1] in _BELOW and rest[1:2] in _DIGITS:
        figure, rest = _two_powers(figure, rest)
    patterns = qualifiers.INFIX.get(rest[:1])
    pattern = patterns[0] if patterns else ""
    found = scale_and_unit(rest[1:] if patterns else rest, currency, pattern)
    if found is None:
        raise refuse("unit-unknown" if rest[:1] not in (".", ",", *_DIGITS) else "figure")
    return _Amount(figure, *found[:4], english=found.english or (english and not found.scale))


def _two_powers(figure: Decimal, rest: str) -> tuple[Decimal, str]:
    """1亿2000万 is 1.2亿, 一万二千 1.2万. What is below states its own power, or is a hundred at least."""
    try:
        below, end = numerals.read_number(rest, 1)
    except numerals.NotANumber as error:
        raise refuse(str(error)) from None
    word = next((word for word in _BELOW[rest[0]] if rest.startswith(word, end)), "")
    if word:
        below, end = below * _BELOW[rest[0]][word], end + len(word)
    fits = (1 if word else 100) <= below < 10_000 and figure == figure.to_integral_value()
    if not fits or (rest[0] == "亿") != word.endswith("万"):
        raise refuse("figure")
    return figure + plain(below.scaleb(-4)), rest[0] + rest[end:]


def _one_per(leading: str, trailing: str) -> str:
    if leading and trailing and leading != trailing:
        raise refuse("two-units")
    return leading or trailing


def _same(pattern: str, amount: _Amount) -> str:
    """Patterns that look alike when there is no unit or power between their parts are the same one."""
    if not amount.unit and not amount.per and pattern in ("NSU余", "NSU多"):
        pattern = f"NS{pattern[-1]}U"
    if not amount.scale and pattern in ("NS余U", "NS多U"):
        pattern = f"N{pattern[2]}SU"
    return pattern


def _powers(low: Decimal, high: Decimal, amount: _Amount) -> tuple[Decimal, Decimal, int]:
    """Bring English powers to Chinese ones, exactly: 2 billion is 20亿, 19 million 1900万."""
    if not amount.english:
        return low, high, amount.scale
    whole = low.scaleb(amount.scale)
    scale = next((power for power in (12, 8, 4) if whole >= Decimal(10) ** power), 0)
    return _shift(low, amount.scale - scale), _shift(high, amount.scale - scale), scale


def _shift(figure: Decimal, places: int) -> Decimal:
    return plain(figure.scaleb(places)) if places else figure


def _bare_unit(dimensions: frozenset[str] | None, scale: int) -> str:
    """The unit of a figure that has none."""
    if dimensions is None or ("number" in dimensions and not dimensions <= _BARE_COUNTS):
        return ""
    if "people" in dimensions and dimensions <= _BARE_COUNTS:
        return "person"
    if "number" in dimensions:
        return ""
    if dimensions == {"count"}:
        return "ge"
    if "money" in dimensions and scale >= 4:
        return "CNY"
    raise wrong_dimension("unit-missing", dimensions)


def _checked(quantity: Quantity, dimensions: frozenset[str] | None) -> Quantity:
    if dimensions is not None and not quantity.dimensions & dimensions:
        raise wrong_dimension("unit-wrong", dimensions)
    bare_years = quantity.unit == "a" and not quantity.per and not quantity.scale
    if bare_years and quantity.low is not None and 1900 <= quantity.low <= 2199:
        raise refuse("date")
    return quantity


def _suggestion(text: str, dimensions: frozenset[str] | None) -> str:
    """The first text near this one that is read, as Chinese writes it; "" if there is none."""
    for candidate in candidates(text):
        try:
            return format_quantity(_read(candidate, dimensions), "zh")
        except QuantityError:
            continue
    return ""
