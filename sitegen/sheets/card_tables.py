"""Cards: a label beside each value instead of a heading above a column, one entry below or beside another.

A card is turned into a row of a table whose columns are the labels, with the place of each value kept for
what is said of it. What of a sheet is on no card is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.sheets.columns import Columns, plain
from sitegen.sheets.grid import Area, Cell, Grid
from sitegen.sheets.row_sorts import NAME_FIELDS

SEARCHED = 60
"""Rows from the top in which labels are looked for."""
LONGEST_LABEL = 24
FEWEST = 3
"""Fields that make a card."""
HEAD = 2
"""The row of labels in a table made of cards; what stands above the cards is in the row before it."""

Place = tuple[int, int]


class Pair(NamedTuple):
    """A label and what is beside it."""

    label: Place
    values: tuple[Place, ...]


class Cards(NamedTuple):
    """Cards as a table. `places` leads from its cells to those of the sheet, which its spots are of."""

    kind: str
    score: int
    table: Grid
    places: Mapping[Place, Place]
    left: tuple[Place, ...]
    """Cells that are on no card."""
    titled: tuple[Place, ...] = ()
    """Lines above cards that are taken for their titles."""


def find_cards(grid: Grid, kinds: Mapping[str, Columns]) -> Cards | None:
    """The cards of a sheet by the kind whose labels they have most of."""
    best: tuple[int, str] | None = None
    top = _top(grid)
    for kind, columns in kinds.items():
        parted = _parted(top, columns)
        found = _names(parted, list(_pairs(parted, columns)), columns)
        named = any(name.partition(".")[0] in NAME_FIELDS for name in found)
        if named and len(found) >= FEWEST and (best is None or len(found) > best[0]):
            best = len(found), kind
    lines = title_lines(grid, kinds[TITLED]) if TITLED in kinds else ()
    if lines and all(one.is_sure for one in lines) and (best is None or lines[0].labels >= best[0]):
        return _with_titles(grid, lines, kinds[TITLED])
    if best is None:
        return None
    score, kind = best
    return _cards(grid, score, kinds[kind])


def _cards(grid: Grid, score: int, columns: Columns, spoken: int = FEWEST) -> Cards:
    parted = _parted(grid, columns, spoken)
    cards = _as_table(parted, columns, list(_entries(parted, list(_pairs(parted, columns)), columns)))
    return cards._replace(score=score) if parted is grid else _put_together(cards._replace(score=score))


TITLED = "project"
"""The kind whose cards may have their title as a line of its own, without a label."""


class TitleLine(NamedTuple):
    """A line above a card without a label for its name."""

    place: Place
    text: str
    is_sure: bool
    """Whether it can only be the title; else a person has to say so."""
    labels: int
    """How many fields the card has."""


_FORM = (
    "(?:(?:项目|招商|引资|推介|推荐|信息|登记|申报|基本)*"
    "(?:表|卡片?|情况|信息|资料|简介|概况|一览|清单|台账|目录|手册|汇编|单))"
)
_FORM_WORDS = re.compile(
    rf"(?:19|20)[0-9]{{2}}年?(?:度)?|[一-龥]{{1,6}}?(?:省|市|县|区|州)|{_FORM}$"
    "|招商|引资|推介|推荐|重点|储备|策划|包装|优质|拟建|产业|工业|项目|建设|对外|合作|本|我|的"
)
_FORM_END = re.compile(rf"{_FORM}$")
_NO_TITLE = re.compile(r"附[件表]|单位|填[报表]|日期|编号|[注备]|第?[0-9一二三四五六七八九十]+[、.页]?$")


def title_lines(grid: Grid, columns: Columns) -> tuple[TitleLine, ...]:
    """For each card without a label for its name, the lines above it that may be its title.

    General headings (招商项目推介表, 项目基本情况) are none. Two lines for one card, or one that is half a
    heading (铝箔项目推介表), are not sure.
    """
    top = _top(grid)
    names = _names(top, _pairs(top, columns), columns)
    if len(names) < FEWEST or any(name.partition(".")[0] in NAME_FIELDS for name in names):
        return ()
    pairs = list(_pairs(grid, columns))
    first = plain(grid.at(*pairs[0].label).text)
    starts = [pair.label[0] for pair in pairs if plain(grid.at(*pair.label).text) == first]
    found: list[TitleLine] = []
    for start in starts:
        lines = [(place, text) for place, text in _lines_above(grid, start, pairs) if _is_no_form(text)]
        if not lines:
            return ()
        found += [
            TitleLine(place, text, len(lines) == 1 and _is_title(text), len(names)) for place, text in lines
        ]
    return tuple(found)


def _lines_above(grid: Grid, row: int, pairs: list[Pair]) -> Iterator[tuple[Place, str]]:
    """Rows right above a card that have one text alone."""
    taken = {pair.label[0] for pair in pairs}
    for above in range(row - 1, 0, -1):
        texts = [(above, at) for at in range(1, grid.columns + 1) if grid.at(above, at).text]
        if above in taken:
            return
        if len(texts) == 1 and above not in grid.hidden_rows:
            yield texts[0], " ".join(grid.at(*texts[0]).text.split())


def _is_no_form(text: str) -> bool:
    """Whether a line says more than that this is a form for projects."""
    if not 4 <= len(text) <= 60 or re.search("[:：]", text) or _NO_TITLE.match(text):
        return False
    return len(_FORM_WORDS.sub("", re.sub(r"[\s（）()]", "", text))) > 1


def _is_title(text: str) -> bool:
    return text.endswith(("项目", "工程", "基地", "生产线")) and not _FORM_END.search(text)


def _with_titles(grid: Grid, lines: tuple[TitleLine, ...], columns: Columns) -> Cards:
    """Cards with the lines above them as if they had a label."""
    label = columns.by_name["title"].zh
    label = label if columns.find(label).column else "项目名称"
    cells = dict(grid.cells)
    for line in lines:
        cells[line.place] = cells[line.place]._replace(text=f"{label}：{line.text}")
    cards = _cards(grid._replace(cells=cells), lines[0].labels + 1, columns, spoken=1)
    return cards._replace(titled=tuple([line.place for line in lines]))


_SPOKEN = re.compile(r"([^:：]{2,16}?)\s*[:：]\s*(\S.*)", re.DOTALL)
"""A cell with label and value: 项目名称：铝锭项目."""


def _parted(grid: Grid, columns: Columns, fewest: int = FEWEST) -> Grid:
    """A sheet with cells that hold label and value parted in two; the same where there are few of them."""
    spoken = {
        place: match
        for place, cell in grid.cells.items()
        if cell.kind == "text" and (match := _SPOKEN.fullmatch(cell.text)) and columns.find(match[1]).columns
    }
    if len(spoken) < fewest:
        return grid
    cells, merged = {}, []
    for (row, column), cell in grid.cells.items():
        match = spoken.get((row, column))
        cells[row, 2 * column - 1] = cell._replace(text=match[1]) if match else cell
        if match:
            cells[row, 2 * column] = cell._replace(text=match[2])
        elif (row, column) not in {(area.top, area.left) for area in grid.merged}:
            merged.append(Area(row, 2 * column - 1, row, 2 * column))
    merged += [
        Area(area.top, 2 * area.left - 1, area.bottom, 2 * area.right)
        for area in grid.merged
        if (area.top, area.left) not in spoken
    ]
    hidden = {at for column in grid.hidden_columns for at in (2 * column - 1, 2 * column)}
    return grid._replace(
        cells=cells, columns=2 * grid.columns, merged=tuple(merged), hidden_columns=frozenset(hidden)
    )


def _put_together(cards: Cards) -> Cards:
    """Cards of a sheet whose cells were parted, with the places that these have in truth."""

    def place(parted: Place) -> Place:
        return parted[0], (parted[1] + 1) // 2

    places = {at: place(parted) for at, parted in cards.places.items()}
    return cards._replace(places=places, left=tuple([place(parted) for parted in cards.left]))


def _top(grid: Grid) -> Grid:
    """The first rows alone."""
    cells = {place: cell for place, cell in grid.cells.items() if place[0] <= SEARCHED}
    return grid._replace(cells=cells, rows=min(grid.rows, SEARCHED))


def _names(grid: Grid, pairs: Iterable[Pair], columns: Columns) -> set[str]:
    """The fields that labels name."""
    texts = {grid.at(*pair.label).text for pair in pairs}
    return {found[0].name for text in texts if (found := columns.find(text).columns) and not found[0].special}


def _pairs(grid: Grid, columns: Columns) -> Iterator[Pair]:
    """Labels with their values, row by row."""
    areas = {(area.top, area.left): area for area in grid.merged}
    known = {place for place, cell in grid.cells.items() if _is_label(cell, columns)}
    lined_up = {place[1] for place in known}
    for place in sorted(grid.cells):
        cell = grid.cells[place]
        if place[0] in grid.hidden_rows or place[1] in grid.hidden_columns:
            continue
        values = _values(grid, areas, place)
        if not values or any(value in known for value in values):
            continue
        if place in known or (
            place[1] in lined_up and _may_label(cell) and not _is_value(grid, place, known)
        ):
            yield Pair(place, values)


def _is_label(cell: Cell, columns: Columns) -> bool:
    return _may_label(cell) and bool(columns.find(cell.text).columns)


def _may_label(cell: Cell) -> bool:
    text = cell.text
    return cell.kind == "text" and 0 < len(text) <= LONGEST_LABEL and not text[:1].isdigit()


def _is_value(grid: Grid, place: Place, known: set[Place]) -> bool:
    """Whether a label stands just before a cell, so that it is what that label names."""
    row, column = place
    before = max((at for at in range(1, column) if grid.at(row, at).text), default=0)
    return (row, before) in known


def _values(grid: Grid, areas: Mapping[Place, Area], label: Place) -> tuple[Place, ...]:
    """The cells right beside a label, one for each row that it is merged over."""
    row, column = label
    area = areas.get(label, Area(row, column, row, column))
    beside = [(at, area.right + 1) for at in range(area.top, min(area.bottom, area.top + 50) + 1)]
    return tuple(place for place in beside if grid.at(*place).text or grid.at(*place).kind != "text")


def _entries(grid: Grid, pairs: list[Pair], columns: Columns) -> Iterator[list[Pair]]:
    """The pairs of each card: a new one begins where the label of the name comes again."""
    names = [pair for pair in pairs if _names(grid, [pair], columns) & {*NAME_FIELDS}]
    beside = _further(grid, names[0], pairs) if len(names) == 1 else []
    if len(beside) > 1:  # 项目名称 | 甲 | 乙 | 丙: a column for each
        for column in beside:
            yield [Pair(pair.label, ((pair.label[0], column),)) for pair in pairs]
        return
    card: list[Pair] = []
    for pair in pairs:
        if pair in names and any(one in names for one in card):
            yield card
            card = []
        card.append(pair)
    yield card


def _further(grid: Grid, name: Pair, pairs: list[Pair]) -> list[int]:
    """Columns of the entries, where several names are beside the name's label, and all labels below it."""
    (row, label), first = name.label, name.values[0][1]
    columns = [at for at in range(first, grid.columns + 1) if grid.at(row, at).text]
    in_a_row = columns == list(range(first, first + len(columns)))
    return columns if in_a_row and all(pair.label[1] == label for pair in pairs) else []


def _as_table(grid: Grid, columns: Columns, cards: list[list[Pair]]) -> Cards:
    numbers: dict[str, int] = {}
    cells: dict[Place, Cell] = {}
    places: dict[Place, Place] = {}
    used: set[Place] = set()
    for row, card in enumerate(cards, HEAD + 1):
        for label, values in card:
            text = grid.at(*label).text
            number = numbers.setdefault(plain(text), len(numbers) + 1)
            while (row, number) in cells:  # a label that the card has twice
                number = numbers.setdefault(f"{plain(text)} {number}", len(numbers) + 1)
            used.update((label, *values))
            cells.setdefault((HEAD, number), grid.at(*label))
            places.setdefault((HEAD, number), label)
            places[row, number] = values[0]
            if joined := _joined([grid.at(*value) for value in values]):
                cells[row, number] = joined
        first = min((pair.label for pair in card), default=(1, 1))
        places[row, 0] = first
    top = min((place[0] for place in used), default=1)
    above = [grid.cells[place].text for place in sorted(grid.cells) if place[0] < top]
    cells[1, 1] = Cell("  ".join(above))
    left = [place for place in sorted(grid.cells) if place[0] >= top and place not in used]
    left = [place for place in left if _is_left(grid, place, used, columns)]
    table = Grid(grid.name, cells, HEAD + len(cards), len(numbers), spots=grid.spots, within=grid.within)
    return Cards(columns.kind, 0, table, places, tuple(left))


def _joined(cells: list[Cell]) -> Cell | None:
    """What the cells beside a label say together."""
    filled = [cell for cell in cells if cell.text or cell.kind != "text"]
    if len(filled) < 2:
        return filled[0] if filled else None
    text = ""
    for cell in filled:
        mark = "" if not text or text[-1] in "。；，、：;,." else "；"
        text = f"{text}{mark}{cell.text}"
    return Cell(text, struck=any(cell.struck for cell in filled))


_TITLE = re.compile(r"(?:表|卡|情况|信息|资料|简介)$")


def _is_left(grid: Grid, place: Place, used: set[Place], columns: Columns) -> bool:
    """Whether a cell says something and is on no card: no empty label, title of labels or form's name."""
    row, column = place
    cell = grid.cells[place]
    hidden = row in grid.hidden_rows or column in grid.hidden_columns
    if not cell.text or hidden or _is_label(cell, columns):
        return False
    after = next((at for at in range(column + 1, grid.columns + 1) if grid.at(row, at).text), 0)
    return (row, after) not in used and not (_TITLE.search(cell.text) and not after)
