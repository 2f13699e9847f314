"""Tables of Word files as rows of cells, in columns as they are seen.

Borders that were drawn by hand hardly ever meet: rows that have as many cells as the longest one are taken
cell by cell, and cells of the others cover those below whose borders are nearest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from sitegen.sheets.archives import local_name
from sitegen.sheets.docx_texts import DocxTexts, Passage, attribute, is_on, is_placeholder
from sitegen.sheets.grid import MAX_COLUMNS

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
_USUAL_WIDTH = 1000


@dataclass
class WordCell:
    """A cell. `left` and `right` are borders on paper at first, and columns from 1 once they are settled."""

    left: int
    right: int
    passage: Passage
    merged: str = ""
    """restart where cells are merged with those below, continue for these."""
    pictures: int = 0
    tables: tuple[Any, ...] = ()
    """Tables within the cell."""
    depth: int = 1
    """Rows that it goes over."""


class WordRow(NamedTuple):
    cells: list[WordCell]
    hidden: bool


class WordTable(NamedTuple):
    rows: list[WordRow]
    columns: int


def blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element, through what only wraps them."""
    for child in element:
        name = local_name(child.tag)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS and not (name == "sdt" and is_placeholder(child)):
            yield from blocks(child)


def framed(table: Any) -> Any:
    """The one cell of a table that is only a frame around another; None for other tables."""
    rows = list(_named(table, "tr"))
    cells = list(_named(rows[0], "tc")) if len(rows) == 1 else []
    if len(cells) == 1 and any(local_name(it.tag) == "tbl" for it in blocks(cells[0])):
        return cells[0]
    return None


def read_table(table: Any, texts: DocxTexts) -> WordTable:
    """The rows of a table with their columns, and which cells are merged."""
    borders = _borders(table)
    rows = [_row(row, borders, texts) for row in _named(table, "tr")]
    columns = max((len(row.cells) for row in rows), default=0)
    full = [number for number, row in enumerate(rows) if len(row.cells) == columns]
    edges = {number: _edges(rows[number].cells) for number in full}
    for number, row in enumerate(rows):
        if number in edges:
            for column, cell in enumerate(row.cells, 1):
                cell.left = cell.right = column
        elif row.cells:
            _settle(row.cells, edges[min(full, key=lambda it: abs(it - number))])
    _merge(rows)
    return WordTable(rows, columns)


def _named(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through what only wraps them."""
    for child in element:
        name = local_name(child.tag)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _named(child, wanted)


def _borders(table: Any) -> list[int]:
    """Where the columns of a table begin on paper, in twentieths of a point."""
    grid = next((it for it in table if local_name(it.tag) == "tblGrid"), ())
    widths = [_number(attribute(it, "w"), _USUAL_WIDTH, 31_680) for it in grid][:MAX_COLUMNS]
    return [0, *accumulate(width or _USUAL_WIDTH for width in widths)]


def _border(borders: list[int], number: int) -> int:
    beyond = number - len(borders) + 1
    return borders[number] if beyond <= 0 else borders[-1] + beyond * _USUAL_WIDTH


def _row(row: Any, borders: list[int], texts: DocxTexts) -> WordRow:
    properties = next((it for it in row if local_name(it.tag) == "trPr"), ())
    at = _span(properties, "gridBefore", 0)
    made: list[WordCell] = []
    for element in _named(row, "tc"):
        said = next((it for it in element if local_name(it.tag) == "tcPr"), ())
        first, at = at, min(at + _span(said, "gridSpan", 1), 10 * MAX_COLUMNS)
        if _merging(said, "hMerge") == "continue" and made:
            made[-1].right = _border(borders, at)
            continue
        cell = _cell(element, texts, deleted=any(local_name(it.tag) == "cellDel" for it in said))
        cell.left, cell.right = _border(borders, first), _border(borders, at)
        cell.merged = _merging(said, "vMerge")
        made.append(cell)
    return WordRow(made, hidden=bool(properties) and is_on(properties, "hidden") is True)


def _cell(element: Any, texts: DocxTexts, *, deleted: bool) -> WordCell:
    before = texts.unread["pictures"]
    found = list(blocks(element))
    passages = [texts.passage(it) for it in found if local_name(it.tag) == "p"]
    lines = [one.text for one in passages if one.text]
    if deleted:
        texts.unread["deleted"] += sum(map(len, lines))
        return WordCell(0, 0, Passage(""))
    tables = tuple([it for it in found if local_name(it.tag) == "tbl"])
    passage = Passage("\n".join(lines), any(one.struck for one in passages))
    return WordCell(0, 0, passage, pictures=texts.unread["pictures"] - before, tables=tables)


def _span(properties: Any, name: str, usual: int) -> int:
    found = next((it for it in properties if local_name(it.tag) == name), None)
    return usual if found is None else max(_number(attribute(found, "val"), usual, 10 * MAX_COLUMNS), usual)


def _number(text: str, usual: int, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else usual


def _merging(properties: Any, name: str) -> str:
    found = next((it for it in properties if local_name(it.tag) == name), None)
    return "" if found is None else attribute(found, "val") or "continue"


def _edges(cells: list[WordCell]) -> list[int]:
    return [cells[0].left, *[cell.right for cell in cells]] if cells else []


def _settle(cells: list[WordCell], edges: list[int]) -> None:
    """The columns that cells cover, by the borders of a row that has a cell for each column."""
    last = 0
    for number, cell in enumerate(cells):
        most = len(edges) - len(cells) + number
        first = max(_nearest(edges, cell.left), last)
        first = min(first, most - 1)
        last = min(max(_nearest(edges, cell.right), first + 1), most)
        cell.left, cell.right = first + 1, last


def _nearest(edges: list[int], place: int) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))


def _merge(rows: list[WordRow]) -> None:
    """How far down each cell goes that is merged with those below."""
    above: dict[int, WordCell] = {}
    for row in rows:
        going: dict[int, WordCell] = {}
        for cell in row.cells:
            if cell.merged == "continue" and cell.left in above:
                going[cell.left] = above[cell.left]
                going[cell.left].depth += 1
            elif cell.merged:
                cell.merged = "restart"
                going[cell.left] = cell
        above = going
