"""Quantities: the one door to their type, to reading them and to writing them.

`amounts` has the type, `units` the table of units, `reading` and `writing` what their names say.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen.i18n.amounts import Qualifier, Quantity, QuantityError, convert_money
from sitegen.i18n.quantity_text import QuantityParts, format_quantity
from sitegen.i18n.reading import read_quantity
from sitegen.i18n.units import DIMENSIONS, UNITS

__all__ = [
    "DIMENSIONS",
    "UNITS",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "QuantityParts",
    "convert_money",
    "format_quantity",
    "parse_quantity",
]

parse_quantity = lru_cache(maxsize=16_384)(read_quantity)
"""Read a quantity, see `reading.read_quantity`: 18% and 6年 are in a catalogue again and again."""
