"""Values into classes of shade: at most four, of about the same number of regions each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

MOST = 4
SHADES: tuple[tuple[int, ...], ...] = ((), (2,), (1, 3), (1, 2, 4), (1, 2, 3, 4))
"""Shades for so many classes, as far apart as may be."""


class Class(NamedTuple):
    """A shade from 1 (lightest) to 4, and the least and greatest value that it stands for."""

    shade: int
    low: Decimal
    high: Decimal


def classes(values: Iterable[Decimal]) -> list[Class]:
    """Classes from low to high. Equal values share a class."""
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if len(distinct) <= MOST:
        groups = [[value] for value in distinct]
    else:
        groups = [[] for _ in range(MOST)]
        for value in distinct:
            rank = ordered.index(value)
            groups[min(rank * MOST // len(ordered), MOST - 1)].append(value)
        groups = [group for group in groups if group]
    shades = SHADES[len(groups)]
    return [Class(shade, group[0], group[-1]) for shade, group in zip(shades, groups, strict=True)]


def shade_of(value: Decimal | None, found: Iterable[Class]) -> int:
    """The shade of a value; 0 where there is none."""
    if value is None:
        return 0
    return next((one.shade for one in found if one.low <= value <= one.high), 0)
