"""The type of a quantity: a figure exactly as its source states it, with unit and qualifier.

Decimals only, never floats, and nothing is rounded or converted: 25000万元 stays twenty-five thousand 万.
Reading and writing quantities is in `reading` and `writing`; `quantities` gathers all of it for the rest of
the program.
"""

from __future__ import annotations

import enum
from decimal import Decimal

import msgspec

from sitegen.i18n.errors import ParseError
from sitegen.i18n.units import UNITS


class QuantityError(ParseError):
    """A text that is no quantity, or not one of the dimension asked for."""


class Qualifier(enum.StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at-least"
    OVER = "over"
    AT_MOST = "at-most"
    RANGE = "range"
    NEGOTIABLE = "negotiable"


class Quantity(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """An amount of something.

    `low` and `high` are the figures as written, times ten to the power of `scale` (4 for 万, 8 for 亿):
    近20亿元 is (NEARLY, 20, None, 8, "CNY"). `high` is set for RANGE and, alone, for AT_MOST; NEGOTIABLE has
    neither. A range whose ends are written in different powers has the lower one, 5000-10000万元 for
    5000万-1亿元, and its `word` says so (TWO_POWERS).

    `unit` and `per` are codes of `units.UNITS`, `per` possibly of two ("m2·month"); both "" for a bare
    number. `word` says which of a qualifier's words the source used, as a pattern of figure, scale and unit
    ("超过NSU"), and is "" for the usual one; Chinese pages thereby keep 余 apart from 超过.
    """

    qualifier: Qualifier
    low: Decimal | None
    high: Decimal | None
    scale: int
    unit: str
    per: str = ""
    word: str = ""

    @property
    def value(self) -> Decimal | None:
        """The figure in whole units (元, not 亿元): the lower of a range, the limit of AT_MOST, None if
        negotiable.
        """
        figure = self.high if self.low is None else self.low
        return None if figure is None else figure.scaleb(self.scale)

    @property
    def limit(self) -> Decimal | None:
        """The upper figure in whole units where there is one (RANGE, AT_MOST), else the same as `value`."""
        return self.value if self.high is None else self.high.scaleb(self.scale)

    @property
    def dimensions(self) -> frozenset[str]:
        """What this measures: one of `units.DIMENSIONS`; a price is a rate too, and 面议 may stand for
        either.
        """
        if self.qualifier is Qualifier.NEGOTIABLE:
            return frozenset(("money", "price"))
        dimension = UNITS[self.unit].dimension
        if not self.per:
            return frozenset((dimension,))
        return frozenset(("price", "rate")) if dimension == "money" else frozenset(("rate",))

    @property
    def sort_key(self) -> tuple[int, Decimal, Decimal, str]:
        """Orders figures of one dimension by size, negotiable ones first; ties by upper end, then by unit.

        Units are brought to one size (20 ha and 300 mu are equal), currencies are not: convert them first
        where that matters.
        """
        low, high = self.value, self.limit
        if low is None or high is None:
            return (0, Decimal(0), Decimal(0), "")
        size = UNITS[self.unit].size
        for code in self.per.split("·") if self.per else ():
            size /= UNITS[code].size
        return (1, low * size, high * size, f"{self.unit}/{self.per}")


def convert_money(q: Quantity, rate: Decimal, currency: str = "USD", digits: int = 3) -> Quantity:
    """A rounded equivalent in another currency, for showing beside the figure, never instead of it.

    `rate` is how much of the figure's own currency one unit of the other costs (7.1 for CNY to USD). The
    result has `digits` significant digits, so an exact figure becomes an "about". Raises QuantityError for
    what is not money ("not-money") and for a rate that is not positive ("rate").
    """
    if UNITS[q.unit].dimension != "money" or q.qualifier is Qualifier.NEGOTIABLE:
        raise QuantityError(
            "not-money", "", "不是金额，无法换算", "not an amount of money, cannot be converted"
        )
    if not rate.is_finite() or rate <= 0:
        raise QuantityError("rate", "7.1", "汇率必须是正数", "the rate must be a positive number")
    largest = max(abs(end) for end in (q.low, q.high) if end is not None).scaleb(q.scale) / rate
    scale = 8 if largest >= 10**8 else 4 if largest >= 10**4 else 0
    low, high = (
        None if end is None else _significant(end.scaleb(q.scale) / rate, digits).scaleb(-scale)
        for end in (q.low, q.high)
    )
    low, high = (None if end is None else plain(end) for end in (low, high))
    if q.qualifier is Qualifier.RANGE:
        if low == high:
            return Quantity(Qualifier.ABOUT, low, None, scale, currency, q.per)
        return Quantity(Qualifier.RANGE, low, high, scale, currency, q.per, ABOUT_RANGE)
    qualifier = Qualifier.ABOUT if q.qualifier is Qualifier.EXACT else q.qualifier
    return Quantity(qualifier, low, high, scale, currency, q.per, q.word)


ABOUT_RANGE = "约NSU"
"""The `word` of a range that is itself approximate (约10-20亿元)."""

TWO_POWERS = "NS-NSU"
"""The end of the `word` of a range whose ends have different Chinese powers: 5000万-1亿元."""


def plain(figure: Decimal) -> Decimal:
    """The same number without trailing noughts or exponent."""
    figure = figure.normalize()
    exponent = figure.as_tuple().exponent
    return figure.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else figure


def _significant(figure: Decimal, digits: int) -> Decimal:
    if not figure:
        return Decimal(0)
    return round(figure, digits - 1 - figure.adjusted())
