"""Office files and CSV to grids. What cannot be read safely or whole is refused with a sentence that says so.

Values are read by calamine; what it does not tell (hidden rows, struck-out text, comments, units in number
formats, formulas whose value was never stored) by `xlsx_details`.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from sitegen.sheets.grid import MAX_COLUMNS, MAX_ROWS, Area, Cell, Grid
from sitegen.sheets.libraries import library
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.xlsx_details import Details, SheetDetails, read_details

LARGEST = 60_000_000
"""Bytes of a file."""
_OTHERS = {".xls", ".et", ".ods", ".xlsb", ".wps", ".numbers"}


def read_workbook(path: Path) -> list[Grid]:
    """The sheets of a file in their order. Raises SheetRefused, OSError."""
    if path.stat().st_size > LARGEST:
        raise SheetRefused("the file is larger than 60 MB", "文件超过 60 MB")
    data = path.read_bytes()
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return [_csv(data, path.stem, "\t" if suffix == ".tsv" else "")]
    if data[:4] != b"PK\x03\x04" or suffix in _OTHERS:
        raise SheetRefused(
            "this is no .xlsx file; open it and save it as .xlsx (hidden rows cannot be seen in this form)",
            "这不是 .xlsx 文件，请打开后另存为 .xlsx（旧格式里看不出哪些行是隐藏的）",
        )
    details = read_details(data)
    workbook = library("python_calamine").CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [_grid(workbook, name, sheet, details) for name, sheet in details.sheets.items()]


def _grid(workbook: Any, name: str, sheet: SheetDetails, details: Details) -> Grid:
    _check_extent(name, sheet)
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


def _check_extent(name: str, sheet: SheetDetails) -> None:
    row, column, where = sheet.last_row, sheet.last_column, sheet.farthest
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise SheetRefused(
            f"the sheet “{name}” has a cell at {where}, far off; delete the rows and columns there",
            f"工作表“{name}”在 {where} 还有内容，离表格很远；请删除它，或删除那一带的行和列",
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
        return Cell("是" if value else "否", "text", struck=struck, note=note)
    if isinstance(value, int | float):
        return Cell(number_text(value, percent=style.unit == "%"), "number", style.unit, struck, note)
    if isinstance(value, datetime.datetime):
        return Cell(_moment(value), "date", struck=struck, note=note)
    if isinstance(value, datetime.date):
        return Cell(value.isoformat(), "date", struck=struck, note=note)
    return Cell(str(value).strip("\u200b\ufeff \t\r\n\u3000\xa0"), "text", struck=struck, note=note)


def number_text(value: float, *, percent: bool = False) -> str:
    """A number as it would be typed: 20, 18.6 (and for 0.186 as a percentage 18.6)."""
    exact = Decimal(f"{value:.15g}") * (100 if percent else 1)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: datetime.datetime) -> str:
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(timespec="minutes")


# CSV

_ENCODINGS = ("utf-8-sig", "gb18030")


def _csv(data: bytes, name: str, delimiter: str) -> Grid:
    text = _decoded(data)
    delimiter = delimiter or max(",;\t", key=text[:4000].count)
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error as error:
        raise SheetRefused(f"this CSV cannot be read: {error}", "这个 CSV 文件读不出来") from None
    if len(rows) > MAX_ROWS:
        raise SheetRefused(f"more than {MAX_ROWS} rows", f"超过 {MAX_ROWS} 行")
    cells = {
        (row, column): Cell(value.strip("\u3000\xa0 \t\r\n"))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values[:MAX_COLUMNS], 1)
        if value.strip()
    }
    return Grid(name, cells, len(rows), max((column for _, column in cells), default=0))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 as Excel's “Unicode text”, or GBK as its plain CSV."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").lstrip("\ufeff")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(
        "this CSV is neither UTF-8 nor GBK; save it from Excel as “CSV UTF-8”",
        "这个 CSV 既不是 UTF-8 也不是 GBK 编码，请在 Excel 里另存为“CSV UTF-8”",
    )
