"""Tables in a sheet: where the heading is, which column is which field, and which rows are entries.

A heading may begin anywhere in the first rows, take up to three rows, and come again further down. Sections,
subtotals, notes, hidden and struck-out rows are no entries; each is named with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sitegen.sheets.columns import Column, Columns, Found, is_unit, plain, read_heading
from sitegen.sheets.grid import Area, Cell, Grid, letters

SEARCHED = 60
"""Rows from the top in which a first heading is looked for."""
TALLEST = 3

_TOTAL = re.compile(
    r"(.{0,12}(小计|合计)|总计|共计|累计|subtotal|total)([:：(（].*|[0-9]+个?.*)?", re.IGNORECASE
)
_NOTE = re.compile(
    r"^(备注|注|说明|填表说明|填报说明|填表人|填报人|制表|审核|联系人|单位负责人|note|notes)\s*[:：]"
)
_EXAMPLE = re.compile(r"^(示例|例|样例|example)$", re.IGNORECASE)
_STATED_UNIT = re.compile(r"单位\s*[:：为]?\s*([^\s,，;；、()（）]+)")


class Skipped(NamedTuple):
    """A row that is no entry, and why."""

    row: int
    en: str
    zh: str


class Headed(NamedTuple):
    """A column of a table: its heading, the fields that it may be, its unit."""

    number: int
    heading: str
    found: Found
    unit: str = ""
    hidden: bool = False

    @property
    def column(self) -> Column | None:
        return None if self.hidden else self.found.column


class Table(NamedTuple):
    grid: Grid
    kind: str
    first: int
    last: int
    """Rows of the heading."""
    columns: tuple[Headed, ...]
    rows: tuple[int, ...]
    sections: Mapping[int, str]
    """For a row, the words of the section that it is in."""
    skipped: tuple[Skipped, ...]


class _Head(NamedTuple):
    score: int
    kind: str
    first: int
    last: int
    columns: tuple[Headed, ...]


def find_tables(grid: Grid, kinds: Mapping[str, Columns]) -> list[Table]:
    """The tables of a sheet from top to bottom; none where nothing looks like a heading."""
    filled = _filled(grid)
    head = _find_head(filled, 1, min(grid.rows, SEARCHED), kinds)
    tables = []
    while head is not None:
        following = _next_head(filled, head, kinds)
        end = following.first - 1 if following else grid.rows
        tables.append(_table(filled, head, end))
        head = following
    return tables


def _filled(grid: Grid) -> Grid:
    """The sheet with merged cells filled in: each has the value that is seen, whatever is stored below it."""
    cells = dict(grid.cells)
    for area in grid.merged:
        value = cells.get((area.top, area.left))
        large = (area.bottom - area.top + 1) * (area.right - area.left + 1) > 100_000
        for place in _places(area) if not large else [place for place in cells if _covers(area, place)]:
            if value is not None and not large:
                cells[place] = value
            elif place != (area.top, area.left):
                cells.pop(place, None)
    return grid._replace(cells=cells)


def _places(area: Area) -> list[tuple[int, int]]:
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return [(row, column) for row in rows for column in columns]


def _covers(area: Area, place: tuple[int, int]) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _find_head(grid: Grid, first: int, last: int, kinds: Mapping[str, Columns]) -> _Head | None:
    best: _Head | None = None
    for row in range(first, last + 1):
        if row in grid.hidden_rows or _is_data(grid, row):
            continue
        if best is not None and best.score > 2 and row > best.first + TALLEST:
            break
        for height in range(1, TALLEST + 1):
            for kind, columns in kinds.items():
                head = _head(grid, row, height, kind, columns)
                if head.score >= 2 and (best is None or _rank(head) > _rank(best)):
                    best = head
    return best


def _rank(head: _Head) -> tuple[int, int]:
    """The more fields the better, and in as few rows as will do."""
    return head.score, head.first - head.last


def _head(grid: Grid, row: int, height: int, kind: str, columns: Columns) -> _Head:
    made = []
    names: set[str] = set()
    last = row + height - 1
    for number in range(1, grid.columns + 1):
        parts = _parts(grid, row, last, number)
        if parts:
            headed = _headed(grid, number, parts, last, columns)
            made.append(headed)
            names.update(column.name for column in headed.found.columns[:1] if column.special != "serial")
    exact = sum(
        headed.heading.rpartition(" ")[2] in {column.name for column in headed.found.columns}
        for headed in made
    )
    if exact > 2:  # the line that an exported sheet has for the program
        return _Head(1000 + len(names), kind, row, last, tuple(made))
    wide = grid.at(row, 1).text and len({cell.text for cell in _row(grid, row).values()}) == 1
    return _Head(0 if wide else len(names), kind, row, last, tuple(made))


def _parts(grid: Grid, first: int, last: int, number: int) -> list[str]:
    """What stands over a column, from the top, each once."""
    texts = [grid.at(row, number).text for row in range(first, last + 1)]
    return list(dict.fromkeys(text for text in texts if text))


def _headed(grid: Grid, number: int, parts: list[str], last: int, columns: Columns) -> Headed:
    unit = ""
    if len(parts) > 1 and is_unit(parts[-1].strip("()（）")):
        unit = parts.pop().strip("()（）")
    tries = ["".join(parts), parts[-1], parts[0]] if len(parts) > 1 else parts
    found = next((found for words in tries if (found := columns.find(words)).columns), Found(()))
    unit = unit or next((read_heading(part).unit for part in reversed(parts) if read_heading(part).unit), "")
    note = grid.at(last, number).note or grid.at(last - len(parts) + 1, number).note
    unit = unit or _unit_in(note)
    return Headed(number, " ".join(parts), found, unit, number in grid.hidden_columns)


def _unit_in(note: str) -> str:
    """A unit that a comment names."""
    stated = _STATED_UNIT.search(note)
    words = [stated[1].rstrip("。.")] if stated else [line.strip() for line in note.splitlines()]
    return next((word for word in words if is_unit(word)), "")


def _next_head(grid: Grid, head: _Head, kinds: Mapping[str, Columns]) -> _Head | None:
    """Another heading further down that is not the same again."""
    known = {headed.heading for headed in head.columns}
    for row in range(head.last + 1, grid.rows + 1):
        texts = {cell.text for cell in _row(grid, row).values()}
        if (
            _is_data(grid, row)
            or len(texts) < 3
            or row in grid.hidden_rows
            or len(texts & known) > len(texts) / 2
        ):
            continue
        found = max(
            (_head(grid, row, 1, kind, columns) for kind, columns in kinds.items()), key=lambda it: it.score
        )
        if found.score >= 3 and found.score > 0.6 * len(found.columns):
            return _find_head(grid, row, row, kinds)
    return None


def _is_data(grid: Grid, row: int) -> bool:
    """Whether a row cannot be a heading: it has a figure, a date or a long text. Most rows are like this."""
    cells = _row(grid, row).values()
    return any(cell.kind == "date" or len(cell.text) > 60 or cell.text[:1].isdigit() for cell in cells)


def _row(grid: Grid, row: int) -> dict[int, Cell]:
    """The cells of a row that have something in them."""
    return {
        number: cell
        for number in range(1, grid.columns + 1)
        if (cell := grid.cells.get((row, number))) is not None and (cell.text or cell.kind != "text")
    }


def _table(grid: Grid, head: _Head, end: int) -> Table:
    columns, body = _with_units(grid, head)
    rows: list[int] = []
    sections: dict[int, str] = {}
    skipped: list[Skipped] = []
    section = ""
    headings = {plain(part) for headed in columns for part in (headed.heading, *headed.heading.split())}
    for number in range(body, end + 1):
        cells = _row(grid, number)
        if not cells:
            continue
        why = _no_entry(grid, number, cells, columns, headings)
        if why is None:
            rows.append(number)
            sections[number] = section
            continue
        if why[0] == "section":
            section = next(iter(cells.values())).text
        skipped.append(Skipped(number, *why[-2:]))
    return Table(grid, head.kind, head.first, body - 1, columns, tuple(rows), sections, tuple(skipped))


def _with_units(grid: Grid, head: _Head) -> tuple[tuple[Headed, ...], int]:
    """The columns with units from a line of their own or from above the table, and the first row below."""
    body = head.last + 1
    line = _row(grid, body)
    words = {number: cell.text.strip("()（）") for number, cell in line.items()}
    units: dict[int, str] = {}
    if words and all(is_unit(word) or word in ("-", "—", "/") for word in words.values()):
        units = {number: word for number, word in words.items() if is_unit(word)}
        body += 1
    above = [cell for row in range(1, head.first) for cell in _row(grid, row).values()]
    stated = next((match[1] for cell in above if (match := _STATED_UNIT.search(cell.text))), "")
    stated = next((part for part in re.split("[/／]", stated) if is_unit(part)), "")
    columns = []
    for headed in head.columns:
        unit = units.get(headed.number, headed.unit)
        column = headed.found.column
        if not unit and stated and column is not None and _measures(column, stated):
            unit = stated
        columns.append(headed._replace(unit=unit))
    return tuple(columns), body


def _measures(column: Column, unit: str) -> bool:
    """Whether a unit that is stated for the whole table is one for this column."""
    from sitegen.i18n.quantities import QuantityError, parse_quantity

    if column.dimensions is None:
        return False
    try:
        parse_quantity(f"1{unit}", column.dimensions.names)
    except QuantityError:
        return False
    return True


def _no_entry(
    grid: Grid, row: int, cells: Mapping[int, Cell], columns: tuple[Headed, ...], headings: set[str]
) -> tuple[str, ...] | None:
    """Why a row is no entry: (sort, in English, in Chinese); None when it is one."""
    texts = [cell.text for cell in cells.values()]
    first = texts[0]
    if row in grid.hidden_rows:
        return "hidden", "hidden row, not read", "隐藏行，未读取"
    if all(cell.struck for cell in cells.values()):
        return "struck", "struck out, not read", "整行划掉，未读取"
    if sum(plain(text) in headings for text in texts) > len(texts) / 2:
        return "heading", "the heading again", "重复的表头"
    if _EXAMPLE.fullmatch(first):
        return "example", "the example of the template", "模板中的示例行"
    if any(_TOTAL.fullmatch(text.replace(" ", "").replace("\u3000", "")) for text in texts[:3]):
        return "total", "a subtotal", "小计或合计行"
    if _NOTE.match(first):
        return "note", "a note", "说明文字"
    if len(set(texts)) == 1:
        return _single(cells, columns)
    return None


def _single(cells: Mapping[int, Cell], columns: tuple[Headed, ...]) -> tuple[str, ...]:
    """A row with one text: a section's title, or the number of a row that nobody has filled in."""
    text = next(iter(cells.values())).text
    if text.replace(".", "").isdigit():
        return "blank", "only a number, nothing else", "只有序号，没有内容"
    return "section", f"the title of a section: {text[:40]}", f"分组标题：{text[:40]}"


def column_name(headed: Headed) -> str:
    """How a message names a column: D 总投资."""
    return f"{letters(headed.number)} {headed.heading}"
