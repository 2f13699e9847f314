"""Sheets of .xls and .et files, the form of Excel 97 to 2003 and of WPS, by xlrd.

Hidden rows, struck-out text, comments and number formats are read too. Formulas come with the value that was
stored last.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from sitegen.sheets.archives import damaged, with_macros, with_password
from sitegen.sheets.cell_texts import date_text, number_text, plain_text, truth_text
from sitegen.sheets.grid import Area, Cell, Grid
from sitegen.sheets.libraries import library
from sitegen.sheets.number_formats import unit_of_format
from sitegen.sheets.refusal import SheetRefused

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")


def is_xls(data: bytes) -> bool:
    """Whether it is a compound file, as those of Excel 97 and of WPS are (Word's too, told apart later)."""
    return data.startswith(_MARK)


def read_xls(data: bytes) -> list[Grid]:
    """The sheets in their order. Raises SheetRefused."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise with_password()
    if _MACROS in data and _WORD not in data:
        raise with_macros()
    if _WORD in data:
        raise SheetRefused(
            "this is Word's old form (.doc, .wps); open it in Word or WPS and save it as .docx",
            "这是 Word 97-2003 或 WPS 的旧格式（.doc、.wps），请用 Word 或 WPS 打开，另存为 .docx 再导入",
        )
    xlrd = library("xlrd")
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [_grid(book, sheet) for sheet in book.sheets()]
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        raise _refused(str(error)) from None
    except (
        struct.error, LookupError, ValueError, AssertionError, TypeError, AttributeError, ArithmeticError,
    ) as error:  # fmt: skip
        raise damaged(error) from None


def _refused(error: str) -> SheetRefused:
    if "encrypted" in error.lower():
        return with_password()
    if "find workbook" in error:
        return SheetRefused("there is no sheet in it", "里面没有工作表")
    return damaged(error)


def _grid(book: Any, sheet: Any) -> Grid:
    cells = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = _cell(book, sheet, row, column)
            if cell.text or cell.kind != "text" or cell.note:
                cells[row + 1, column + 1] = cell
    return Grid(
        name=sheet.name,
        cells=cells,
        rows=max((row for row, _ in cells), default=0),
        columns=max((column for _, column in cells), default=0),
        merged=tuple(
            Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_rows=_hidden_rows(sheet),
        hidden_columns=frozenset(
            number + 1 for number, column in sheet.colinfo_map.items() if column.hidden or column.width == 0
        ),
        hidden=sheet.visibility != 0,
    )


def _hidden_rows(sheet: Any) -> frozenset[int]:
    """Rows that are hidden, by themselves or because rows are unless they say otherwise."""
    said = sheet.rowinfo_map
    return frozenset(
        number + 1
        for number in range(sheet.nrows)
        if (said[number].hidden if number in said else sheet.default_row_hidden)
    )


def _cell(book: Any, sheet: Any, row: int, column: int) -> Cell:
    source = sheet.cell(row, column)
    style = book.xf_list[source.xf_index]
    note = sheet.cell_note_map.get((row, column))
    remark = note.text.strip() if note is not None else ""
    struck = _is_struck(book, style.font_index) or any(
        _is_struck(book, font) for _, font in sheet.rich_text_runlist_map.get((row, column), ())
    )
    text, kind, unit = _value(book, source, style)
    return Cell(text, kind, unit, struck, remark)


def _is_struck(book: Any, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _value(book: Any, source: Any, style: Any) -> tuple[str, str, str]:
    """(text, kind, unit) of a cell."""
    xlrd = library("xlrd")
    if source.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(source.value, "#N/A"), "error", ""
    if source.ctype == xlrd.XL_CELL_BOOLEAN:
        return truth_text(source.value), "text", ""
    if source.ctype == xlrd.XL_CELL_DATE:
        try:
            return date_text(xlrd.xldate_as_datetime(source.value, book.datemode)), "date", ""
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return number_text(source.value), "number", ""
    if source.ctype == xlrd.XL_CELL_NUMBER:
        form = book.format_map.get(style.format_key)
        unit = unit_of_format(form.format_str) if form is not None else ""
        return number_text(source.value, percent=unit == "%"), "number", unit
    return plain_text(str(source.value)), "text", ""
