"""Cells of a sheet as people see them, whatever file they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen.sheets.refusal import SheetRefused

MAX_ROWS = 200_000
MAX_COLUMNS = 400


class Cell(NamedTuple):
    """What is in a cell. `kind` is text, number, date, formula (nobody has stored its value) or error."""

    text: str
    kind: str = "text"
    unit: str = ""
    """What the number's format adds: % or 亿元; "?" where the format shows another size than is stored."""
    struck: bool = False
    note: str = ""
    """The comment on the cell."""


EMPTY = Cell("")


class Area(NamedTuple):
    """Merged cells. Rows and columns count from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Spot(NamedTuple):
    """Where a cell of a text is: the table, its row (0 is above it), the cell of that row (0 for all)."""

    table: int
    row: int
    cell: int


class Grid(NamedTuple):
    """One sheet, or the table of a text. Rows and columns count from 1, as in the office's own program."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    rows: int
    columns: int
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    remarks: tuple[tuple[int, int, str, str], ...] = ()
    """What its reader says: row, column (0 for the whole), in English, in Chinese."""
    spots: Mapping[tuple[int, int], Spot] | None = None
    """Of tables in a text, whose columns have no letters: where each cell is there (column 0: its row)."""
    within: tuple[str, ...] = ()
    """Titles of the sections of a text that its table is in, the widest first."""
    is_outside: bool = False
    """What is outside the tables of a text, which is shown and not read."""

    def at(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), EMPTY)


def letters(column: int) -> str:
    """The column's letters: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_extent(name: str, row: int, column: int, where: str = "") -> None:
    """Raises SheetRefused where a sheet's last cell is farther off than any table goes."""
    if row > MAX_ROWS or column > MAX_COLUMNS:
        where = where or f"{letters(column)}{row}"
        raise SheetRefused(
            f"the sheet “{name}” has a cell at {where}, far off; delete the rows and columns there",
            f"工作表“{name}”在 {where} 还有内容，离表格很远；请删除它，或删除那一带的行和列",
        )
