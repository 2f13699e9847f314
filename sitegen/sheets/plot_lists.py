"""Lists of plots and workshops (地块、标准厂房): which tables are such lists, and in which place a row is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.sheets.cell_texts import one_line
from sitegen.sheets.columns import PLOT, PLOTS_SHEET, Columns, Found, plain
from sitegen.sheets.entries_there import There
from sitegen.sheets.grid import Grid
from sitegen.sheets.rows import Row
from sitegen.sheets.tables import SEARCHED, Headed, Table, find_tables, is_name

_NAMED = re.compile(r"(?:载体|资源)名称|地块(?:名称|编号|位置|号|$)|宗地|厂房(?:名称|编号|$)|楼栋|[栋幢]号")
"""What a column of such a list is called, and no column of entries."""
_BEGINS = re.compile(r"地块(?:名称|编号)|宗地(?:名称|编号|号)|(?:标准)?厂房(?:名称|编号)")
_TITLED = re.compile(r"载体资源|地块|宗地|厂房|(?:土地|用地)(?:资源)?(?:一览|清单|台账|明细|出让|供应|推介)")
_BARE = ("名称", "编号")
_UNREAD = re.compile(
    r"配套|通一平|设施|条件|联系|电话|备注|层高|层数|承重|责任|规划|产权|权属|权利人|不动产|业主|结构|行车|电梯|消防"
    r"|荷载|柱距|建成|楼层|朝向|面积$|面积[(（]|招商方向|产业定位|适宜|运营|管理单位|照片|四至|密度|绿地率|绿化率|年限|强度|税收|产值|能耗|现状"
)


def is_of_plots(table: Table) -> bool:
    """Whether rows are plots or workshops, which are no entries."""
    if table.grid.name == PLOTS_SHEET and any(
        it.heading.rpartition(" ")[2] == "area" for it in table.columns
    ):
        return True
    names = [headed for headed in table.columns if is_name(headed)]
    if any(plain(headed.heading) not in _BARE and not _NAMED.search(headed.heading) for headed in names):
        return False
    if any(_NAMED.search(headed.heading) for headed in table.columns):
        return True
    return any(_is_title(text) for text in _above(table)) and any(
        "面积" in headed.heading for headed in table.columns
    )


def _is_title(text: str) -> bool:
    return bool(_TITLED.search(text)) and "项目" not in text


def as_plots(grid: Grid, tables: list[Table], columns: Columns) -> list[Table]:
    """The tables of a sheet, with lists of plots read as such; the others as they are."""
    if not tables:
        top = (cell.text for place, cell in grid.cells.items() if place[0] <= SEARCHED)
        return _lists(grid, columns) if any(len(it) < 20 and _NAMED.search(it) for it in top) else []
    found, end = [], 0
    for number, table in enumerate(tables):
        following = tables[number + 1].first if number + 1 < len(tables) else 0
        last = following - 1 if following > table.first else grid.rows
        if table.places is None and is_of_plots(table):
            cells = {place: cell for place, cell in table.grid.cells.items() if end < place[0] <= last}
            found += _lists(table.grid._replace(cells=cells, rows=last), columns) or [table]
        else:
            found += _with_list_below(table, last, columns)
        end = max(table.rows, default=table.last) if following > table.first else end
    return found


def _with_list_below(table: Table, last: int, columns: Columns) -> list[Table]:
    """A table, ended where a list of plots begins below it."""
    cells = table.grid.cells
    starts = [
        place[0]
        for place in sorted(cells)
        if table.last < place[0] <= last and len(cells[place].text) < 20 and _BEGINS.match(cells[place].text)
    ]
    if table.places is not None or not starts:
        return [table]
    first = starts[0]
    below = {place: cell for place, cell in cells.items() if first <= place[0] <= last}
    lists = _lists(table.grid._replace(cells=below, rows=last), columns)
    if not lists or lists[0].first != first:
        return [table]
    rows = tuple([row for row in table.rows if row < first])
    skipped = tuple([one for one in table.skipped if one.row < first])
    return [table._replace(rows=rows, skipped=skipped), *lists]


def _lists(grid: Grid, columns: Columns) -> list[Table]:
    tables = [table for table in find_tables(grid, {PLOT: columns}) if table.places is None]
    return [_with_floors(_measured(_numbered(table))) for table in tables]


_FLOORS = ("楼层", "层", "所在楼层", "楼层号", "房号", "房间号", "单元")


def _with_floors(table: Table) -> Table:
    """With the column of floors left to `settled`, which makes it a part of the name."""
    serial = Columns(PLOT).find("serial")
    columns = [it._replace(found=serial) if plain(it.heading) in _FLOORS else it for it in table.columns]
    return table._replace(columns=tuple(columns))


def _name_with_floor(there: There, table: Table, row: Row) -> None:
    """1号楼, whose floors have a row each, as 1号楼2F."""
    path = ("title", there.default)
    for headed in table.columns:
        floor = table.grid.at(row.number, headed.number).text if plain(headed.heading) in _FLOORS else ""
        if floor and row.fields.get(path):
            row.fields[path] = f"{row.fields[path]}{floor}"


_TO_BE_HAD = re.compile("可|闲置|剩余|空置")


def _measured(table: Table) -> Table:
    """With the whole area and what is to be had, the latter is the area."""
    areas = [headed for headed in table.columns if headed.column and headed.column.name == "area"]
    whole = [headed for headed in areas if not _TO_BE_HAD.match(headed.heading)]
    if len(areas) != 2 or len(whole) != 1:
        return table
    columns = [it._replace(found=Found(())) if it is whole[0] else it for it in table.columns]
    return table._replace(columns=tuple(columns))


def _numbered(table: Table) -> Table:
    """With a name and a number for each plot, the number is no name."""
    named = [headed for headed in table.columns if headed.column and headed.column.name == "title"]
    numbers = [headed for headed in named if re.search("[编号栋幢]", headed.heading)]
    if len(named) != 2 or len(numbers) != 1:
        return table
    number = Columns(PLOT).find("number")
    columns = [it._replace(found=number) if it is numbers[0] else it for it in table.columns]
    return table._replace(columns=tuple(columns))


def is_unread(headed: Headed) -> bool:
    """Whether a column says what a plot has no field for, so that it is told of and not asked about."""
    columns = headed.found.columns
    if columns:
        return bool(columns[0].special) and columns[0].special not in ("serial", "id")
    return bool(_UNREAD.search(headed.heading))


def _above(table: Table) -> list[str]:
    """The sheet's name and what stands above a table, nearest first."""
    cells = table.grid.cells
    texts = [cells[place].text for place in sorted(cells, reverse=True) if place[0] < table.first]
    return [*dict.fromkeys(text for text in texts if text), table.grid.name]


def settled(there: There, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with the place that they name, or the title above them."""
    above = _above(table)
    titled = next((found for text in above if (found := there.regions_in(text))), set())
    sort = _sort(" ".join([*above, *[headed.heading for headed in table.columns]]))
    for row in rows:
        row.fields.pop(("chain",), None)
        _name_with_floor(there, table, row)
        position = row.fields.pop(("position",), "")
        if not _has_place(row):
            _place(row, there, position, titled)
        if not any(path[0] in ("title", "number") for path in row.fields) and position:
            row.fields["title", there.default] = position
            row.columns["title", there.default] = row.columns["position",]
        elif position:
            where = row.columns["position",]
            row.remark(
                "note", where, "a plot has no field for its position; not read", "地块没有位置字段，未读取"
            )
        if sort:
            row.fields.setdefault(("kind",), sort)
        yield row


def _has_place(row: Row) -> bool:
    return ("region",) in row.fields or ("region",) in row.new


def _place(row: Row, there: There, position: str, titled: set[str]) -> None:
    found = there.meant("region", one_line(position)) if position else set()
    if len(found) != 1:
        found = titled
    if len(found) == 1:
        row.fields["region",] = next(iter(found))
    elif found:
        known = ", ".join(sorted(found))
        row.remark("question", 0, f"the title may mean {known}", f"标题里的地区可能是：{known}")


def _sort(words: str) -> str:
    """What rows are where no column says so: workshops or offices; land, which goes without saying."""
    if re.search("地块|宗地|用地", words):
        return ""
    return "workshop" if "厂房" in words else "office" if re.search("写字楼|办公", words) else ""
