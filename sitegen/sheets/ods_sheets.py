"""Sheets of .ods files, which LibreOffice and WPS write (OASIS OpenDocument 1.3, part 3).

All that Grid wants to know is in one part, read as a stream. Cells below merged ones and recorded changes are
not read.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sitegen.sheets.archives import events, local_name, opened, with_password
from sitegen.sheets.cell_texts import date_text, number_text, plain_text, truth_text
from sitegen.sheets.grid import MAX_COLUMNS, MAX_ROWS, Area, Cell, Grid, check_extent
from sitegen.sheets.ods_styles import OdsStyles, attribute
from sitegen.sheets.refusal import SheetRefused

_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MOST_CELLS = 4_000_000
"""Of a sheet whose cells are said to repeat."""


def is_ods(data: bytes) -> bool:
    """Whether it is an OpenDocument sheet: the first part of the archive says so, uncompressed."""
    return data[:4] == b"PK\x03\x04" and _TYPE in data[:200]


def read_ods(data: bytes) -> list[Grid]:
    """The sheets in their order. Raises SheetRefused."""
    with opened(data) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names:
            for _, name, _ in events(archive, "META-INF/manifest.xml"):
                if name == "encryption-data":
                    raise with_password()
        styles = OdsStyles()
        for part in ("styles.xml", "content.xml"):
            if part in names:
                styles.read(archive, part)
        return [sheet.grid() for sheet in _sheets(archive, styles)]


@dataclass
class _Sheet:
    """A sheet while it is read."""

    name: str
    hidden: bool
    styles: OdsStyles
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: dict[int, str] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    """The last ones read."""

    def grid(self) -> Grid:
        return Grid(
            name=self.name,
            cells=self.cells,
            rows=max((row for row, _ in self.cells), default=0),
            columns=max((column for _, column in self.cells), default=0),
            merged=tuple(self.merged),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            hidden=self.hidden,
        )

    def take_column(self, element: Any, *, hidden: bool) -> None:
        first, self.column = self.column + 1, self.column + _times(element, "number-columns-repeated")
        span = range(first, min(self.column, MAX_COLUMNS) + 1)
        if hidden or attribute(element, "visibility") in ("collapse", "filter"):
            self.hidden_columns.update(span)
        style = attribute(element, "default-cell-style-name")
        if style:
            self.column_styles.update(dict.fromkeys(span, style))

    def take_row(self, element: Any, *, hidden: bool) -> None:
        first, self.row = self.row + 1, self.row + _times(element, "number-rows-repeated")
        cells = dict(self._cells(element, first))
        if hidden or attribute(element, "visibility") in ("collapse", "filter"):
            self.hidden_rows.update(range(first, min(self.row, MAX_ROWS) + 1))
        if not cells:
            return
        check_extent(self.name, self.row, max(cells))
        if len(self.cells) + len(cells) * (self.row - first + 1) > MOST_CELLS:
            raise SheetRefused(
                "the file unpacks to far more than a table could hold",
                "文件解压后大得不像一张表格，不予打开",
            )
        for row in range(first, self.row + 1):
            self.cells.update({(row, column): cell for column, cell in cells.items()})

    def _cells(self, element: Any, row: int) -> Iterator[tuple[int, Cell]]:
        of_row = attribute(element, "default-cell-style-name")
        column = 0
        for child in element:
            kind = local_name(child.tag)
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            first, column = column + 1, column + _times(child, "number-columns-repeated")
            if kind == "covered-table-cell" or not (len(child) or child.attrib):
                continue
            style = attribute(child, "style-name") or of_row or self.column_styles.get(first, "")
            cell = _cell(child, style, self.styles)
            if not cell.text and cell.kind == "text" and not cell.note:
                continue
            self._merge(child, row, first)
            check_extent(self.name, row, column)
            for number in range(first, column + 1):
                yield number, cell

    def _merge(self, element: Any, row: int, column: int) -> None:
        down, right = _times(element, "number-rows-spanned"), _times(element, "number-columns-spanned")
        if down > 1 or right > 1:
            self.merged.append(Area(row, column, row + down - 1, column + right - 1))


def _sheets(archive: zipfile.ZipFile, styles: OdsStyles) -> Iterator[_Sheet]:
    """Tables of the file, one after the other; those within a cell or a drawing are none."""
    sheet: _Sheet | None = None
    depth = skipped = 0
    closed = {"table-row-group": 0, "table-column-group": 0}
    for event, name, element in events(archive, "content.xml", starts=True, forget=("table-row",)):
        if name in ("tracked-changes", "shapes"):
            skipped += 1 if event == "start" else -1
        elif name == "table" and not skipped:
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                shown = styles.of("table", attribute(element, "style-name")).shown
                sheet = _Sheet(attribute(element, "name"), not shown, styles)
            elif event == "end" and depth == 0 and sheet is not None:
                yield sheet
                element.clear()
                sheet = None
        elif name in closed and attribute(element, "display") == "false":
            closed[name] += 1 if event == "start" else -1
        elif event == "end" and depth == 1 and sheet is not None and not skipped:
            if name == "table-row":
                sheet.take_row(element, hidden=closed["table-row-group"] > 0)
            elif name == "table-column":
                sheet.take_column(element, hidden=closed["table-column-group"] > 0)


def _times(element: Any, name: str) -> int:
    """A count that an element states, at least 1."""
    text = attribute(element, name)
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _cell(element: Any, style_name: str, styles: OdsStyles) -> Cell:
    style = styles.of("table-cell", style_name)
    note, lines, struck = "", [], style.struck
    for child in element:
        kind = local_name(child.tag)
        if kind == "annotation":
            note = "\n".join(_line(line) for line in child if local_name(line.tag) == "p").strip()
        elif kind == "p":
            lines.append(_line(child))
            struck = struck or any(
                styles.of("text", attribute(span, "style-name")).struck
                for span in child.iter()
                if local_name(span.tag) == "span"
            )
    text = plain_text("\n".join(lines))
    if text.startswith("#") and _is_error(element):
        return Cell(text, "error", struck=struck, note=note)
    said, kind, unit = _value(element, text, style.unit)
    return Cell(said, kind, unit, struck, note)


def _is_error(element: Any) -> bool:
    return any(
        local_name(key) == "value-type" and value == "error" for key, value in element.attrib.items()
    ) or (bool(attribute(element, "formula")) and attribute(element, "value-type") == "string")


def _value(element: Any, text: str, unit: str) -> tuple[str, str, str]:
    """(text, kind, unit) of a cell, by its stored value and not by how the format shows it."""
    kind = attribute(element, "value-type")
    if kind in ("float", "percentage", "currency"):
        percent = kind == "percentage"
        try:
            figure = number_text(float(attribute(element, "value")), percent=percent)
        except (ValueError, ArithmeticError):
            return text, "text", ""
        return figure, "number", "%" if percent else unit
    if kind == "date":
        try:
            return date_text(datetime.datetime.fromisoformat(attribute(element, "date-value"))), "date", ""
        except ValueError:
            return text, "text", ""
    if kind == "boolean":
        return truth_text(attribute(element, "boolean-value") == "true"), "text", ""
    if not text and attribute(element, "formula"):
        return "=", "formula", ""
    return text, "text", ""


def _line(element: Any) -> str:
    """The text of a paragraph; blanks, tabs and breaks are elements."""
    made = element.text or ""
    for child in element:
        kind = local_name(child.tag)
        if kind == "s":
            made += " " * min(_times(child, "c"), 100)
        elif kind == "tab":
            made += "\t"
        elif kind == "line-break":
            made += "\n"
        elif kind not in ("annotation", "note", "frame"):
            made += _line(child)
        made += child.tail or ""
    return made
