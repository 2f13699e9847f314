"""Sheets of .xlsx files: values by calamine, and by `xlsx_details` what it does not tell.

That is hidden rows, struck-out text, comments, units in number formats, formulas without a stored value.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from sitegen.sheets.archives import damaged
from sitegen.sheets.cell_texts import date_text, number_text, plain_text, truth_text
from sitegen.sheets.grid import Area, Cell, Grid, check_extent
from sitegen.sheets.libraries import library
from sitegen.sheets.xlsx_details import Details, SheetDetails, read_details


def read_xlsx(data: bytes) -> list[Grid]:
    """The sheets in their order. Raises SheetRefused."""
    details = read_details(data)
    calamine = library("python_calamine")
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_grid(workbook, name, sheet, details) for name, sheet in details.sheets.items()]
    except calamine.CalamineError as error:
        raise damaged(error) from None


def _grid(workbook: Any, name: str, sheet: SheetDetails, details: Details) -> Grid:
    check_extent(name, sheet.last_row, sheet.last_column, sheet.farthest)
    source = workbook.get_sheet_by_name(name)
    cells = {}
    for row, values in enumerate(source.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            cell = _cell(value, (row, column), sheet, details)
            if cell.text or cell.kind != "text" or cell.note:
                cells[row, column] = cell
    for place in sheet.errors.keys() | sheet.unstored.keys():
        cells.setdefault(place, _cell("", place, sheet, details))
    cells = _followed(cells, sheet)
    return Grid(
        name=name,
        cells=cells,
        rows=max((row for row, _ in cells), default=0),
        columns=max((column for _, column in cells), default=0),
        merged=tuple(Area(*area) for area in sheet.merged),
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
        hidden=sheet.hidden,
    )


def _followed(cells: dict[tuple[int, int], Cell], sheet: SheetDetails) -> dict[tuple[int, int], Cell]:
    """Formulas that only name another cell, with that cell's value where theirs was never stored."""
    for place, formula in sheet.unstored.items():
        target = sheet.plain_reference(formula)
        if target is not None and target in cells and cells[target].kind not in ("formula", "error"):
            cells[place] = cells[target]
    return cells


def _cell(value: Any, place: tuple[int, int], sheet: SheetDetails, details: Details) -> Cell:
    style = details.style(sheet.styles.get(place, 0))
    struck = style.struck or place in sheet.partly_struck
    note = sheet.notes.get(place, "")
    if place in sheet.errors:
        return Cell(sheet.errors[place], "error", struck=struck, note=note)
    if place in sheet.unstored:
        return Cell(f"={sheet.unstored[place]}", "formula", struck=struck, note=note)
    if isinstance(value, bool):
        return Cell(truth_text(value), "text", struck=struck, note=note)
    if isinstance(value, int | float):
        return Cell(number_text(value, percent=style.unit == "%"), "number", style.unit, struck, note)
    if isinstance(value, datetime.date):
        return Cell(date_text(value), "date", struck=struck, note=note)
    return Cell(plain_text(str(value)), "text", struck=struck, note=note)
