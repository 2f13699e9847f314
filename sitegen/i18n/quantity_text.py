"""Writing a quantity for a reader: 近20亿元, 近20億元, "nearly CNY 2 billion". Exact figures, never rounded.

Chinese keeps the powers and words of the source. English (and any language for which there are no words here)
says what a business person writes: CNY 2 billion, 300 mu (20 ha), 100,000 t/year. Japanese has its own words
and powers: 約20億元. Others do as English does, with their own decimal separators, which is the only thing
that is asked from Babel.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, overload

from sitegen.i18n import qualifiers
from sitegen.i18n.amounts import TWO_POWERS, Qualifier, Quantity, plain
from sitegen.i18n.japanese_units import PER_IN_JAPANESE, UNITS_IN_JAPANESE
from sitegen.i18n.locales import is_traditional
from sitegen.i18n.numerals import SCALE_WORDS
from sitegen.i18n.units import TRADITIONAL, UNITS

NBSP = "\u00a0"
Powers = tuple[tuple[Decimal, str], ...]
_JAPANESE_POWERS: Powers = ((Decimal(10**12), "兆"), (Decimal(10**8), "億"), (Decimal(10**4), "万"))
_POWERS: Powers = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_SHORT = {"a": "year", "d": "day", "h": "hour", "min": "minute"}


class QuantityParts(NamedTuple):
    """A quantity in the pieces that a template may set differently; joined, they are the whole, blanks
    included.
    """

    before: str
    figure: str
    unit: str
    after: str


@overload
def format_quantity(q: Quantity, locale: str, *, parts: Literal[False] = False) -> str: ...
@overload
def format_quantity(q: Quantity, locale: str, *, parts: Literal[True]) -> QuantityParts: ...
def format_quantity(q: Quantity, locale: str, *, parts: bool = False) -> str | QuantityParts:
    """The quantity as `locale` (an id such as "zh", "zh-hant", "en", "de") writes it, whole or in parts."""
    if locale == "zh" or locale.startswith(("zh-", "zh_", "yue")):
        pieces = _chinese(q)
        if is_traditional(locale):
            pieces = QuantityParts(*(piece.translate(TRADITIONAL) for piece in pieces))
    elif locale == "ja" or locale.startswith("ja-"):
        pieces = _japanese(q)
    else:
        pieces = _latin(q)
        if locale != "en" and not locale.startswith("en-"):
            pieces = _separated(pieces, locale)
    return pieces if parts else "".join(pieces)


def _chinese(q: Quantity) -> QuantityParts:
    if q.qualifier is Qualifier.NEGOTIABLE:
        return QuantityParts("", "面议", "", "")
    unit = UNITS[q.unit]
    scale, after_unit = SCALE_WORDS[q.scale], unit.zh
    if q.per:
        pers = [UNITS[code].zh_per or UNITS[code].zh for code in q.per.split("·")]
        after_unit = f"{after_unit}/{'·'.join(pers)}"
    if q.qualifier is Qualifier.RANGE and q.word.endswith(TWO_POWERS):
        upper = next(power for power in (8, 12) if power > q.scale)
        high = plain(q.high.scaleb(q.scale - upper)) if q.high is not None else 0
        figure = f"{q.low:f}{scale}-{high:f}"
        return QuantityParts(q.word.removesuffix(TWO_POWERS), figure, f"{SCALE_WORDS[upper]}{after_unit}", "")
    if q.qualifier is Qualifier.RANGE:
        mark = after_unit if len(unit.code) == 1 and unit.dimension == "percent" and not q.per else ""
        figure = f"{q.low:f}{mark}-{q.high:f}{mark}"  # both marks alike, however figures are set
        after_unit = "" if mark else after_unit
    else:
        figure = f"{q.high if q.low is None else q.low:f}"
    before, _, rest = qualifiers.pattern_of(q).partition("N")
    between, _, rest = rest.partition("S")
    inner, _, after = rest.partition("U")
    return QuantityParts(before, figure, f"{between}{scale}{inner}{after_unit}", after)


def _latin(q: Quantity) -> QuantityParts:
    if q.qualifier is Qualifier.NEGOTIABLE:
        return QuantityParts("", "negotiable", "", "")
    unit = UNITS[q.unit]
    before, after = _words(q)
    low, high = q.value or Decimal(0), q.limit or Decimal(0)
    figure, power, plural = _figures(low, high, q.scale == 0)
    words = [power] if power else []
    if unit.dimension == "money":
        before += unit.one + NBSP
    elif unit.one and unit.dimension != "percent":
        words.append(unit.many if plural else unit.one)
    text = "".join(NBSP + word.replace(" ", NBSP) for word in words)
    if unit.dimension == "percent":
        text += unit.one if len(unit.one) == 1 else NBSP + (unit.many if plural else unit.one)
    for code in q.per.split("·") if q.per else ():
        text += "/" + (_SHORT.get(code) or UNITS[code].one or "item").replace(" ", NBSP)
    if q.unit == "mu" and not q.per and (in_hectares := hectares(q)):
        text += f" ({in_hectares}{NBSP}ha)"
    return QuantityParts(before, figure, text, after)


def _japanese(q: Quantity) -> QuantityParts:
    if q.qualifier is Qualifier.NEGOTIABLE:
        return QuantityParts("", "応相談", "", "")
    figure, power, _ = _figures(q.value or Decimal(0), q.limit or Decimal(0), q.scale == 0, _JAPANESE_POWERS)
    figure = figure.replace(NBSP, "").replace("–", "～")
    unit = UNITS_IN_JAPANESE.get(q.unit, UNITS[q.unit].one)
    text = power + unit
    for code in q.per.split("·") if q.per else ():
        text += "/" + (PER_IN_JAPANESE.get(code) or UNITS_IN_JAPANESE.get(code) or UNITS[code].one or "件")
    if q.unit == "mu" and not q.per and (in_hectares := hectares(q)):
        text += f"（{in_hectares.replace('–', '～')}ha）"
    before = "約" if qualifiers.is_about(q) else ""
    return QuantityParts(before, figure, text, _after_in_japanese(q))


def _after_in_japanese(q: Quantity) -> str:
    match q.qualifier:
        case Qualifier.NEARLY:
            return "近く"
        case Qualifier.OVER:
            return "超"
        case Qualifier.AT_MOST:
            return "未満" if q.word in qualifiers.BELOW else "以下"
        case Qualifier.AT_LEAST:
            return "以上"
        case _:
            return ""


def _words(q: Quantity) -> tuple[str, str]:
    """What English says before and after the figure."""
    if qualifiers.is_about(q):
        return "about ", ""
    match q.qualifier:
        case Qualifier.NEARLY:
            return "nearly ", ""
        case Qualifier.OVER:
            return "more than ", ""
        case Qualifier.AT_MOST:
            return ("less than " if q.word in qualifiers.BELOW else "up to "), ""
        case Qualifier.AT_LEAST:
            return ("at least ", "") if q.word.endswith("NSU") else ("", " or more")
        case _:
            return "", ""


def _figures(
    low: Decimal, high: Decimal, as_written: bool, powers: Powers = _POWERS
) -> tuple[str, str, bool]:
    """The figure or figures, the power of ten said after them, and whether the unit is in the plural."""
    power, word = _power(low, powers)
    if low == high:
        return _figure(low, power, as_written), word, low != 1
    above, above_word = _power(high, powers)
    if above != power:
        share = low / above
        if share >= Decimal("0.1") and _decimals(share) <= 2:
            power, word = above, above_word
        elif not word:
            above, above_word = power, word
        else:
            left = f"{_figure(low, power, as_written)}{NBSP}{word}"
            return f"{left}–{_figure(high, above, as_written)}", above_word, True
    return f"{_figure(low, power, as_written)}–{_figure(high, power, as_written)}", word, True


def _power(value: Decimal, powers: Powers) -> tuple[Decimal, str]:
    """The largest power that leaves no more than three decimals: 213.742 billion, but 1,234,567."""
    for power, word in powers:
        if abs(value) >= power and _decimals(value / power) <= 3:
            return power, word
    return Decimal(1), ""


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _figure(value: Decimal, power: Decimal, as_written: bool) -> str:
    """Grouped by thousands. A figure without powers keeps the noughts that it was written with (0.50)."""
    figure = value if as_written and power == 1 else plain(value / power)
    text = f"{figure:,f}"
    return "\u2212" + text[1:] if text.startswith("-") else text


_MANY_HECTARES = 1000
"""From here on decimals say nothing: 466,667 ha."""


def hectares(q: Quantity, *, exactly: bool = False) -> str:
    """The figure in hectares, for setting beside one in mu; "" if that comes to nothing.

    To two decimals; of thousands whole ones, unless it is to be told `exactly`.
    """
    low, high = q.value, q.limit
    if low is None or high is None:
        return ""
    ends = [end / 15 for end in ((low,) if low == high else (low, high))]
    ends = [
        end.quantize(Decimal(1 if end >= _MANY_HECTARES and not exactly else "0.01"), ROUND_HALF_UP)
        for end in ends
    ]
    return "–".join(f"{plain(end):,f}" for end in ends) if all(ends) else ""


def _separated(pieces: QuantityParts, locale: str) -> QuantityParts:
    """The same with the decimal and group separators of a language that has others than English."""
    from sitegen.i18n.cldr import separators

    decimal, group = separators(locale)
    if (decimal, group) == (".", ","):
        return pieces
    table = {ord("."): decimal, ord(","): group}
    figure = pieces.figure.translate(table) if pieces.figure[-1:].isdigit() else pieces.figure
    return QuantityParts(pieces.before, figure, pieces.unit.translate(table), pieces.after)
