"""Quantities: the one door to their type, to reading them and to writing them.

`amounts` has the type, `units` the table of units, `reading` and `writing` what their names say, `remembered`
the faster way to read.
"""

from __future__ import annotations

from sitegen.i18n.amounts import Qualifier, Quantity, QuantityError, convert_money
from sitegen.i18n.remembered import parse_quantity
from sitegen.i18n.units import DIMENSIONS, UNITS
from sitegen.i18n.writing import Parts, format_quantity

__all__ = [
    "DIMENSIONS",
    "UNITS",
    "Parts",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "convert_money",
    "format_quantity",
    "parse_quantity",
]
