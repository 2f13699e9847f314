"""Tables in a sheet: where the heading is, which column is which field, and which rows are entries.

A heading may begin anywhere in the first rows, take up to three rows, and come again further down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from sitegen.model.kinds import BY_ID
from sitegen.sheets.card_tables import HEAD, Cards, find_cards
from sitegen.sheets.cell_texts import one_line
from sitegen.sheets.columns import (
    Column,
    Columns,
    Found,
    begins_with_year,
    columns_of,
    is_unit,
    plain,
    read_heading,
)
from sitegen.sheets.grid import Area, Cell, Grid, letters
from sitegen.sheets.row_sorts import (
    HIDDEN,
    NAME_FIELDS,
    RowSort,
    TableWords,
    sections_after,
    sort_of,
    table_words,
)

SEARCHED = 60
"""Rows from the top in which a first heading is looked for."""
TALLEST = 3
TEXT = "text"
"""Where the heading of a column is whose table has no letters for columns."""
_EXPORTED = 1000
"""What the line of field names that an exported sheet has counts."""

_YEAR_FIRST = re.compile(r"(?:19|20)[0-9]{2}年(?:度)?(?:[^0-9\s底初]|$)|[0-9]{1,2}[-~—至][0-9]{1,2}月")
"""A heading that begins with its year or months: 2025年产值, 1-6月完成投资."""
_STATED_UNIT = re.compile(r"单位\s*[:：为]?\s*([^\s,，;；、()（）]+)")
_STATED_UNITS = re.compile(r"单位\s*[:：为]\s*([^:：]+)")


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
    cell: str = ""
    """The cell of its label on a card; of a text's table TEXT."""

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
    sections: Mapping[int, tuple[str, ...]]
    """For a row, the titles of the sections that it is in, the widest first."""
    skipped: tuple[Skipped, ...]
    rivals: tuple[str, ...] = ()
    """Other kinds that the heading fits as well."""
    places: Mapping[tuple[int, int], tuple[int, int]] | None = None
    """For a table made of cards, from its cells to those of the sheet."""

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where on the sheet a cell of the table is; column 0 is the whole row."""
        return self.places.get((row, column), (row, column)) if self.places is not None else (row, column)


class _Head(NamedTuple):
    score: int
    kind: str
    first: int
    last: int
    columns: tuple[Headed, ...]
    rivals: tuple[str, ...] = ()


def find_tables(grid: Grid, kinds: Mapping[str, Columns]) -> list[Table]:
    """The tables of a sheet from top to bottom; none where nothing looks like a heading."""
    filled = _filled(grid)
    head = _find_head(filled, 1, min(grid.rows, SEARCHED), kinds)
    cards = find_cards(grid, kinds) if head is None or head.score < _EXPORTED else None
    if cards is not None and (head is None or cards.score > head.score):
        return [_of_cards(grid, cards, kinds[cards.kind])]
    tables = []
    while head is not None:
        following = _next_head(filled, head, kinds)
        end = following.first - 1 if following else grid.rows
        tables += [_table(clipped, part, end) for clipped, part in _side_by_side(filled, head)]
        head = following
    return tables


def _side_by_side(grid: Grid, head: _Head) -> list[tuple[Grid, _Head]]:
    """Tables that stand beside one another: the first heading comes again, each time with a name after it."""
    first = plain(head.columns[0].heading.rpartition(" ")[2])
    starts = [at for at, it in enumerate(head.columns) if plain(it.heading.rpartition(" ")[2]) == first]
    parts = [head.columns[a:b] for a, b in pairwise([*starts, len(head.columns)])]
    tables = [part for part in parts if any(map(is_name, part)) and len(part) > 1]
    if starts[0] or len(parts) < 2 or tables != parts:
        return [(grid, head)]
    found = []
    for part, after in zip(parts, [*parts[1:], ()], strict=True):
        left, right = part[0].number, after[0].number if after else grid.columns + 1
        cells = {place: cell for place, cell in grid.cells.items() if left <= place[1] < right}
        found.append((grid._replace(cells=cells), head._replace(columns=part)))
    return found


def is_name(headed: Headed) -> bool:
    """Whether a column is what an entry is called by."""
    return any(not it.special and it.path[0] in NAME_FIELDS for it in headed.found.columns[:1])


def _of_cards(grid: Grid, cards: Cards, columns: Columns) -> Table:
    """The table that cards make, with what is on none of them."""
    head = _head(cards.table, HEAD, 1, cards.kind, columns)
    table = _table(cards.table, head, cards.table.rows)
    labels = [
        headed._replace(cell=headed.cell or f"{letters(column)}{row}")
        for headed in table.columns
        for row, column in [cards.places[HEAD, headed.number]]
    ]
    skipped = [one._replace(row=cards.places[one.row, 0][0]) for one in table.skipped]
    for place in cards.left:
        text = one_line(grid.cells[place].text)[:40]
        skipped.append(Skipped(place[0], f"on no card: {text}", f"不在卡片内，未读取：{text}"))
    for row, column in cards.titled:
        text = one_line(grid.at(row, column).text)[:40]
        skipped.append(Skipped(row, f"taken for the title: {text}", f"这一行作为项目名称：{text}"))
    skipped += [Skipped(row, *HIDDEN) for row in sorted(grid.hidden_rows) if _row(grid, row)]
    return table._replace(columns=tuple(labels), skipped=tuple(skipped), places=cards.places)


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
            if height > 1 and _is_data(grid, row + height - 1):
                break
            for kind, columns in sorted(kinds.items(), key=lambda it: not _is_named(grid, it[0])):
                head = _head(grid, row, height, kind, columns)
                if head.score >= 2 and (best is None or _rank(head) > _rank(best)):
                    best = head
                elif best and head.first == best.first and _rank(head) == _rank(best):
                    named = _is_named(grid, best.kind) and not _is_named(grid, kind)
                    best = best if named else best._replace(rivals=(*best.rivals, kind))
    if best is None:
        return None
    whole = _with_lines_above(grid, best, kinds[best.kind])
    return _kept_apart(_with_lines_below(grid, whole, kinds[best.kind]), kinds)


def _kept_apart(head: _Head, kinds: Mapping[str, Columns]) -> _Head:
    """Columns for the office by their whole headings, once it is clear which rows these are: 2026年计划 has
    several below it."""
    columns = []
    for headed in head.columns:
        above, _, below = headed.heading.partition(" ")
        column = headed.found.column
        kept = column is not None and column.special == "internal"
        if head.kind == "project" and begins_with_year(above):
            kept = kept or not headed.found.columns
        if below and kept:
            named = kinds[head.kind].named(f"internal.{plain(headed.heading)}")
            columns.append(headed._replace(found=Found((named,))))
        else:
            columns.append(headed)
    return head._replace(columns=tuple(columns))


def _with_lines_above(grid: Grid, head: _Head, columns: Columns) -> _Head:
    """A heading with the line above it, where cells go over both: units may stand there."""
    while head.first > 1 and head.score < _EXPORTED and head.last - head.first + 1 < TALLEST:
        above, row = _row(grid, head.first - 1), _row(grid, head.first)
        same = [number for number, cell in above.items() if number in row and row[number].text == cell.text]
        if len({above[number].text for number in same}) < 2 or _is_data(grid, head.first - 1):
            break
        taller = _head(grid, head.first - 1, head.last - head.first + 2, head.kind, columns)
        if taller.score < head.score:
            break
        head = taller._replace(rivals=head.rivals)
    return head


def _with_lines_below(grid: Grid, head: _Head, columns: Columns) -> _Head:
    """A heading with the lines below it that only part its wide cells, whatever these are called."""
    while head.score < _EXPORTED and head.last - head.first + 1 < TALLEST and _parts_wide(grid, head):
        taller = _head(grid, head.first, head.last - head.first + 2, head.kind, columns)
        head = taller._replace(rivals=head.rivals)
    return head


def _parts_wide(grid: Grid, head: _Head) -> bool:
    """Whether the line below a heading stands only below its merged cells, and is no data."""
    row = head.last + 1
    new = {
        number: cell for number, cell in _row(grid, row).items() if cell.text != grid.at(row - 1, number).text
    }
    wide = {
        number
        for area in grid.merged
        if area.top <= head.last <= area.bottom < row and area.right > area.left
        for number in range(area.left, area.right + 1)
    }
    return bool(new) and new.keys() <= wide and row <= grid.rows and not _is_data(grid, row)


def _is_named(grid: Grid, kind: str) -> bool:
    """Whether the sheet's own name says what kind its rows are."""
    return kind in BY_ID and any(word in grid.name for word in BY_ID[kind].name.zh.split("、"))


def _rank(head: _Head) -> tuple[float, int]:
    """The more fields the better, a name above all, and in as few rows as will do."""
    named = any(map(is_name, head.columns))
    return head.score + 1.5 * named, head.first - head.last


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
        return _Head(_EXPORTED + len(names), kind, row, last, tuple(made))
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
    if len(parts) > 1 and columns.kind == "project" and begins_with_year(parts[0]):
        tries = ["".join(parts)]  # 总投资 below 2026年计划 is not the whole
    found = next((found for words in tries if (found := columns.find(words)).columns), Found(()))
    unit = unit or next((read_heading(part).unit for part in reversed(parts) if read_heading(part).unit), "")
    note = grid.at(last, number).note or grid.at(last - len(parts) + 1, number).note
    unit = unit or _unit_in(note)
    cell = TEXT if grid.spots is not None else ""
    return Headed(number, " ".join(parts), found, unit, number in grid.hidden_columns, cell)


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
    return any(
        cell.kind == "date"
        or len(cell.text) > 60
        or (cell.text[:1].isdigit() and not _YEAR_FIRST.match(cell.text))
        for cell in cells
    )


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
    sections: dict[int, tuple[str, ...]] = {}
    skipped: list[Skipped] = []
    within: tuple[RowSort, ...] = ()
    words = _words(grid, columns, body, end)
    for number in range(body, end + 1):
        cells = _row(grid, number)
        if not cells:
            continue
        sort = sort_of(words, cells, hidden=number in grid.hidden_rows)
        if sort is None:
            rows.append(number)
            sections[number] = (*grid.within, *[one.section for one in within])
            continue
        if sort.section:
            within = sections_after(within, sort)
        skipped.append(Skipped(number, sort.en, sort.zh))
    columns = _with_codes(grid, head.kind, columns, rows)
    return Table(
        grid, head.kind, head.first, body - 1, columns, tuple(rows), sections, tuple(skipped), head.rivals
    )


def _with_codes(grid: Grid, kind: str, columns: tuple[Headed, ...], rows: list[int]) -> tuple[Headed, ...]:
    """Columns of projects with 编号 for the code where that has letters (LZ-01); figures only count rows."""
    if kind != "project" or any(it.column is not None and it.column.name == "code" for it in columns):
        return columns
    code = next(column for column in columns_of(kind) if column.name == "code")
    return tuple(
        headed._replace(found=Found((code,)))
        if plain(headed.heading) == "编号"
        and any(re.search("[A-Za-z]", grid.at(row, headed.number).text) for row in rows)
        else headed
        for headed in columns
    )


def _words(grid: Grid, columns: tuple[Headed, ...], first: int, last: int) -> TableWords:
    """What tells the table's rows apart."""
    headings = [part for headed in columns for part in (headed.heading, *headed.heading.split())]
    by_number = {headed.number: headed.column for headed in columns}
    counting = [number for number, column in by_number.items() if column and column.special == "serial"]
    serials = [grid.at(row, number).text for number in counting for row in range(first, last + 1)]
    return table_words(headings, by_number, serials)


def _with_units(grid: Grid, head: _Head) -> tuple[tuple[Headed, ...], int]:
    """The columns with units from a line of their own or from above the table, and the first row below."""
    body = head.last + 1
    line = _row(grid, body)
    words = {number: cell.text.strip("()（）") for number, cell in line.items()}
    units: dict[int, str] = {}
    if words and all(is_unit(word) or word in ("-", "—", "/") for word in words.values()):
        units = {number: word for number, word in words.items() if is_unit(word)}
        body += 1
    stated = _stated_units(grid, head.first)
    columns = []
    for headed in head.columns:
        unit = units.get(headed.number, headed.unit)
        column = headed.found.column
        if not unit and column is not None:
            unit = next((one for one in stated if _measures(column, one)), "")
        columns.append(headed._replace(unit=unit))
    return tuple(columns), body


def _stated_units(grid: Grid, end: int) -> list[str]:
    """Units that stand above a table for the whole of it: 单位：亿元、亩."""
    said = [
        match
        for row in range(1, end)
        for cell in _row(grid, row).values()
        for match in _STATED_UNITS.findall(cell.text)
    ]
    parts = [part for words in said for part in re.split(r"[\s,，;；、/／()（）和及]+", words)]
    return list(dict.fromkeys(part for part in parts if is_unit(part)))


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


def column_name(headed: Headed) -> str:
    """How a message names a column: D 总投资, in a text “总投资”."""
    if headed.cell == TEXT:
        return f"“{one_line(headed.heading)}”"
    return f"{headed.cell or letters(headed.number)} {one_line(headed.heading)}"
