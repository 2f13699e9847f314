"""Columns of values as text that compresses well and is read quickly in a browser.

A choice is one character: its number (0 for none) from U+0023 up, past the backslash, so that JSON leaves it
as it is. A column of several choices is two texts: how many each entry has, and all of them in a row. A
column of figures is the figures that occur, in order, each as the step from the one before, and for each
entry the number of its figure. `scripts/filters/columns.js` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FIRST, GAP = 0x23, 0x5C - 0x23
"""The character of 0, and the number at which the backslash would come."""


def character(number: int) -> str:
    return chr(FIRST + number + (number >= GAP))


def choices(values: Iterable[Sequence[int]]) -> list[str]:
    """A column of choices by their numbers from 0: one text where no entry has more than one, else two."""
    rows = list(values)
    if all(len(row) < 2 for row in rows):
        return ["".join([character(row[0] + 1) if row else character(0) for row in rows])]
    counts = "".join([character(len(row)) for row in rows])
    return [counts, "".join([character(number + 1) for row in rows for number in row])]


def figures(values: Sequence[int | None]) -> tuple[list[int], str]:
    """A column of whole figures; None where an entry has none."""
    known = sorted({value for value in values if value is not None})
    numbers = {value: place for place, value in enumerate(known, 1)}
    steps = [after - before for before, after in zip([0, *known], known, strict=False)]
    return steps, "".join([character(0 if value is None else numbers[value]) for value in values])
