"""Where something is, for whoever has the file open: 项目!E3 in a sheet, 表格 2 第 5 行第 3 格 in a text."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.sheets.grid import Grid, Spot, letters

MOST_RUNS = 12
"""Places that a line names."""


def places(grid: Grid, rows: Iterable[int], column: int, *, zh: bool) -> str:
    """Cells of a column, rows (column 0), or the whole (no rows)."""
    rows = [row for row in rows if row]
    if grid.spots is not None:
        return _in_text(grid, rows, column, zh=zh)
    name = letters(column)
    if not rows:
        return f"{grid.name}!{name}" if column else grid.name
    words = _runs(rows, name, "、" if zh else ", ")
    if column:
        return f"{grid.name}!{words}"
    return f"{grid.name} 第 {words} 行" if zh else f"{grid.name} row{'s' if len(rows) > 1 else ''} {words}"


def place(grid: Grid, row: int, column: int, *, zh: bool) -> str:
    return places(grid, (row,), column, zh=zh)


def sheet_words(grid: Grid, *, zh: bool) -> str:
    """What a sheet or table is called."""
    if grid.is_outside:
        return grid.name if zh else "document"
    return grid.name if zh or grid.spots is None else grid.name.replace("表格", "table")


def spot_of(grid: Grid, row: int, column: int) -> Spot | None:
    """Where a cell of a text's table is there; the row, where the table has no such cell."""
    spots = grid.spots or {}
    return spots.get((row, column), spots.get((row, 0)))


def _in_text(grid: Grid, rows: list[int], column: int, *, zh: bool) -> str:
    found: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        spot = spot_of(grid, row, column)
        if spot is not None:
            found.setdefault((spot.table, spot.cell), []).append(spot.row)
    if not found:
        return sheet_words(grid, zh=zh)
    return ("、" if zh else "; ").join(_cells(*key, numbers, zh) for key, numbers in found.items())


def _cells(table: int, cell: int, rows: list[int], zh: bool) -> str:
    if rows == [0]:
        return f"表格 {table} 上方" if zh else f"above table {table}"
    words = _runs(rows, "", "、" if zh else ", ")
    if zh:
        return f"表格 {table} 第 {words} 行" + (f"第 {cell} 格" if cell else "")
    which = f"row{'s' if len(rows) > 1 else ''} {words}"
    return f"table {table}, {which}" + (f", cell {cell}" if cell else "")


def _runs(rows: list[int], column: str, between: str) -> str:
    """E3-E5, E9; the first of many."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [f"{column}{a}" if a == b else f"{column}{a}-{column}{b}" for a, b in runs[:MOST_RUNS]]
    return between.join(shown) + ("…" if len(runs) > MOST_RUNS else "")
