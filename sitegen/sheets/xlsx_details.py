"""What an .xlsx file says of its cells beside their values (ECMA-376, parts SpreadsheetML and packaging).

Read as a stream, within the limits of `archives`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitegen.sheets.archives import events, local_name, opened
from sitegen.sheets.number_formats import unit_of_format
from sitegen.sheets.refusal import SheetRefused

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_PERCENT = {9, 10}
"""Built-in number formats that show percentages."""

Place = tuple[int, int]


class Style(NamedTuple):
    struck: bool = False
    unit: str = ""


@dataclass
class SheetDetails:
    name: str
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    styles: dict[Place, int] = field(default_factory=dict)
    """Styles that say something, by cell."""
    notes: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    unstored: dict[Place, str] = field(default_factory=dict)
    """Formulas that have no value."""
    partly_struck: set[Place] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    farthest: str = ""

    def plain_reference(self, formula: str) -> Place | None:
        """The cell of this sheet that a formula names and nothing else."""
        sheet, _, cell = formula.rpartition("!")
        if sheet and sheet.strip("'") != self.name:
            return None
        return place_of(cell)


@dataclass
class Details:
    sheets: dict[str, SheetDetails]
    styles_: list[Style]

    def style(self, number: int) -> Style:
        return self.styles_[number] if number < len(self.styles_) else Style()


def place_of(cell: str) -> Place | None:
    """(row, column) of a cell's name, from 1."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def read_details(data: bytes) -> Details:
    """Raises SheetRefused for an archive that is not to be opened."""
    with opened(data) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise SheetRefused(
                "there is no sheet in it that could be read; open it and save it as .xlsx",
                "里面没有读得出来的工作表，请打开后另存为 .xlsx",
            )
        return _read(archive)


def _read(archive: zipfile.ZipFile) -> Details:
    styles = _styles(archive)
    struck = _struck_strings(archive)
    targets = _relations(archive, "xl/workbook.xml")
    sheets = {}
    for element in _elements(archive, "xl/workbook.xml", "sheet"):
        name = element.get("name", "")
        relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        part = targets.get(relation, "")
        if "worksheets" in part:
            sheet = SheetDetails(name, hidden=element.get("state", "visible") != "visible")
            _read_sheet(archive, part, sheet, styles, struck)
            sheets[name] = sheet
    return Details(sheets, styles)


def _read_sheet(
    archive: zipfile.ZipFile, part: str, sheet: SheetDetails, styles: list[Style], struck: set[int]
) -> None:
    interesting = {number for number, style in enumerate(styles) if style != Style()}
    for element in _elements(archive, part, "c", "row", "col", "mergeCell"):
        kind = local_name(element.tag)
        if kind == "c":
            _read_cell(element, sheet, interesting, struck)
        elif kind == "row":
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(int(element.get("r", "0")))
        elif kind == "col":
            if element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max", "0")), 1000)
                sheet.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
        else:
            corners = [place_of(corner) for corner in element.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                sheet.merged.append((*corners[0], *corners[1]))
    for related in _relations(archive, part).values():
        if "comment" in related.rpartition("/")[2].lower() and "threaded" not in related.lower():
            _read_notes(archive, related, sheet)


def _read_cell(element: Any, sheet: SheetDetails, interesting: set[int], struck: set[int]) -> None:
    place = place_of(element.get("r", ""))
    if place is None:
        return
    value = formula = None
    for child in element:
        tag = local_name(child.tag)
        if tag == "v":
            value = child.text
        elif tag == "f":
            formula = child.text or ""
        elif tag == "is":
            value = "x"
            if _has_struck(child):
                sheet.partly_struck.add(place)
    style, kind = int(element.get("s", "0")), element.get("t", "")
    if style in interesting:
        sheet.styles[place] = style
    if value is None and formula is None:
        return
    if place[0] > sheet.last_row or place[1] > sheet.last_column:
        sheet.farthest = element.get("r", "")
    sheet.last_row, sheet.last_column = max(sheet.last_row, place[0]), max(sheet.last_column, place[1])
    if kind == "e":
        sheet.errors[place] = value or "#N/A"
    elif formula is not None and (value is None or sheet.plain_reference(formula)):
        sheet.unstored[place] = formula
    elif kind == "s" and value is not None and value.isdigit() and int(value) in struck:
        sheet.partly_struck.add(place)


def _read_notes(archive: zipfile.ZipFile, part: str, sheet: SheetDetails) -> None:
    for element in _elements(archive, part, "comment"):
        place = place_of(element.get("ref", ""))
        if place:
            sheet.notes[place] = "".join(text for text in element.itertext()).strip()


def _struck_strings(archive: zipfile.ZipFile) -> set[int]:
    """Numbers of shared strings of which a part is struck out."""
    found = set()
    if "xl/sharedStrings.xml" in archive.namelist():
        for number, element in enumerate(_elements(archive, "xl/sharedStrings.xml", "si")):
            if _has_struck(element):
                found.add(number)
    return found


def _has_struck(rich_text: Any) -> bool:
    """Whether a part of a text is struck out."""
    marks = [mark for mark in rich_text.iter() if local_name(mark.tag) == "strike"]
    return any(mark.get("val", "1") not in ("0", "false") for mark in marks)


def _styles(archive: zipfile.ZipFile) -> list[Style]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    formats: dict[int, str] = {}
    fonts: list[bool] = []
    made: list[Style] = []
    for element in _elements(archive, "xl/styles.xml", "numFmt", "fonts", "cellXfs"):
        kind = local_name(element.tag)
        if kind == "numFmt":
            formats[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif kind == "fonts":
            fonts = [_is_struck(font) for font in element]
        else:
            for xf in element:
                number = int(xf.get("numFmtId", "0"))
                font = int(xf.get("fontId", "0"))
                unit = "%" if number in _PERCENT else unit_of_format(formats.get(number, ""))
                made.append(Style(font < len(fonts) and fonts[font], unit))
    return made


def _is_struck(font: Any) -> bool:
    return any(
        local_name(mark.tag) == "strike" and mark.get("val", "1") not in ("0", "false") for mark in font
    )


# XML of the archive


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Parts that a part names, by relation."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in archive.namelist():
        return {}
    found = {}
    for element in _elements(archive, rels, "Relationship"):
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[element.get("Id", "")] = path
    return found


def _elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[Any]:
    """Elements of these names, each given once it is whole and then forgotten."""
    for _, name, element in events(archive, part, forget=("row", "si", "comment")):
        if name in names:
            yield element
