"""Quantities read faster: by what is remembered of the words around a figure.

A catalogue has thousands of figures, and a few hundred ways to write them: 近20亿元, 近35亿元. What the words
come to is asked of `reading`, which says what a quantity means, once for each way. That both read the same is
held by tests.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from sitegen.i18n.amounts import Qualifier, Quantity, QuantityError
from sitegen.i18n.reading import read_quantity
from sitegen.patterns import pattern

_PLAIN = pattern(r"(\D{0,8})((?:[1-9][0-9]{0,8}|0(?=\.))(\.[0-9]{0,3}[1-9])?)(\D{0,12})")
"""Words, one figure that is not nought, words."""

_EXAMPLES = {False: ("7", "4501"), True: ("0.4", "4501.2")}
"""A whole figure is qualified in other words than a fraction (1.2余亿元 is not said). One small, one large:
powers written in English are brought to Chinese ones by the size of the figure, and hectares that are written
behind (7 mu (⁰.⁴⁷ha)) fit one figure alone.
"""


class _Around(NamedTuple):
    """What a quantity has besides its figure."""

    qualifier: Qualifier
    scale: int
    unit: str
    per: str
    word: str
    years: bool
    """Some figures would look like dates."""


@lru_cache(maxsize=4096)
def parse_quantity(text: str, dimensions: frozenset[str] | None = None) -> Quantity:
    """Read a quantity, see `reading.read_quantity`. The last ones are remembered whole: 18% and 6年 stand in
    a catalogue again and again.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return read_quantity(text, dimensions)
    before, written, part, after = match.groups()
    around = _around(before, part is not None, after, dimensions)
    if around is None:
        return read_quantity(text, dimensions)
    figure = Decimal(written)
    if around.years and 1900 <= figure < 2200:
        return read_quantity(text, dimensions)
    qualifier, scale, unit, per, word, _ = around
    if qualifier is Qualifier.AT_MOST:
        return Quantity(qualifier, None, figure, scale, unit, per, word)
    return Quantity(qualifier, figure, None, scale, unit, per, word)


@lru_cache(maxsize=4096)
def _around(before: str, fraction: bool, after: str, dimensions: frozenset[str] | None) -> _Around | None:
    """What words come to around any figure; None where that hangs on the figure, or they cannot be read."""
    found = [_read(before, figure, after, dimensions) for figure in _EXAMPLES[fraction]]
    return found[0] if found[0] == found[1] else None


def _read(before: str, figure: str, after: str, dimensions: frozenset[str] | None) -> _Around | None:
    try:
        quantity = read_quantity(f"{before}{figure}{after}", dimensions)
    except QuantityError:
        return None
    low, high = (None if end is None else str(end) for end in (quantity.low, quantity.high))
    at_most = quantity.qualifier is Qualifier.AT_MOST
    if (low, high) != ((None, figure) if at_most else (figure, None)):
        return None
    years = quantity.unit == "a"
    return _Around(quantity.qualifier, quantity.scale, quantity.unit, quantity.per, quantity.word, years)
