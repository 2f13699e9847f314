"""What an import comes to, told on a terminal, as JSON, and as a workbook with coloured cells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sitegen.sheets.cell_places import place, places, sheet_words, spot_of
from sitegen.sheets.columns import Column
from sitegen.sheets.grid import Grid, letters
from sitegen.sheets.importing import Import, called_in_chinese, placed
from sitegen.sheets.libraries import library
from sitegen.sheets.rows import Remark, Row
from sitegen.sheets.tables import TEXT, Headed, Table, column_name

SORTS = {"question": ("undecided", "待定"), "refused": ("refused", "拒绝"), "note": ("note", "说明")}
STATES = {"new": ("new", "新增"), "changed": ("changed", "更改"), "unchanged": ("unchanged", "未变")}
MOST_NOTES = 40


def lines(it: Import, lang: str) -> Iterator[str]:
    """For a person, from what was found to what is to be done."""
    zh = lang == "zh"
    before: list[str] = []
    for table in it.tables:
        yield _found(table, zh)
        columns = [_column(headed, column) for headed, column in placed(table)]
        same = table.places is not None and columns == before
        yield from ["  ……"] if same else columns
        before = columns
    yield ""
    yield from _changes(it, zh)
    shown = [one for one in it.remarks if one.sort != "note"]
    notes = [one for one in it.remarks if one.sort == "note"]
    for title, found in (
        ("需要处理" if zh else "To be decided", shown),
        ("说明" if zh else "Notes", notes[:MOST_NOTES]),
    ):
        if found:
            yield f"{title}{'：' if zh else ':'}"
            yield from (f"  {line}" for line in _gathered(it, found, zh))
    if len(notes) > MOST_NOTES:
        yield f"  … {len(notes) - MOST_NOTES}"
    yield ""
    yield summary(it, lang)


def _found(table: Table, zh: bool) -> str:
    """What a table or the cards of a sheet are."""
    name, rows = sheet_words(table.grid, zh=zh), len(table.rows)
    if table.grid.spots is None:
        name = f"工作表“{name}”" if zh else f"Sheet “{name}”"
    kind = _called(table.kind, zh)
    if table.places is not None:
        return f"{name}：{rows} 张卡片（{kind}）" if zh else f"{name}: cards: {rows} ({kind})"
    first, last = (_counted_row(table.grid, row) for row in (table.first, table.last))
    where = f"{first}" if first == last else f"{first}-{last}"
    if zh:
        return f"{name}：表头在第 {where} 行，{rows} 行数据（{kind}）"
    return f"{name}: heading in row {where}, {rows} rows of data ({kind})"


def _counted_row(grid: Grid, row: int) -> int:
    """The number of a row for those who have the file open."""
    spot = spot_of(grid, row, 0)
    return spot.row if spot is not None else row


def _column(headed: Headed, column: Column) -> str:
    unit = headed.unit or column.unit if column.dimensions is not None else ""
    name = "—" if column.special == "serial" else column.name
    return f"  {column_name(headed)} → {name}{f'  [{unit}]' if unit else ''}"


def _changes(it: Import, zh: bool) -> Iterator[str]:
    for plan in it.plans:
        if plan.state == "unchanged":
            continue
        yield f"{STATES[plan.state][zh]} {_called(plan.kind, zh)} {plan.id}  {plan.title}"
        for change in plan.changes if not plan.new else ():
            old = "—" if change.old is None else change.old
            yield f"    {'.'.join(change.path)}: {old} → {change.new}"


def _called(kind: str, zh: bool) -> str:
    return called_in_chinese(kind) if zh else kind


def _gathered(it: Import, remarks: Iterable[Remark], zh: bool) -> Iterator[str]:
    """A line for each remark; what is the same of many rows is said once, with their numbers."""
    grids = {grid.name: grid for grid in it.grids}
    same: dict[tuple[str, str, int, str], list[Remark]] = {}
    for one in remarks:
        same.setdefault((one.sort, one.sheet, one.column, one.en), []).append(one)
    for found in same.values():
        one = found[0]
        where = places(grids[one.sheet], [it.row for it in found], one.column, zh=zh)
        yield f"[{SORTS[one.sort][zh]}] {where}  {one.zh if zh else one.en}"


def summary(it: Import, lang: str) -> str:
    found, zh = it.counts(), lang == "zh"
    words = {**STATES, "question": SORTS["question"], "refused": SORTS["refused"]}
    said = _counted(found, words, zh)
    if it.plots:
        states = [plan.state for plan in it.plots]
        plots = _counted({name: states.count(name) for name in STATES}, STATES, zh)
        said += f"；地块：{plots}" if zh else f"; plots: {plots}"
    return said


def _counted(found: Mapping[str, int], words: Mapping[str, tuple[str, str]], zh: bool) -> str:
    return ("，" if zh else ", ").join(
        f"{words[name][1]} {number}" if zh else f"{number} {words[name][0]}" for name, number in found.items()
    )


def as_json(it: Import, written: list[Path]) -> str:
    grids = {grid.name: grid for grid in it.grids}
    data = {
        "file": it.file,
        "counts": it.counts(),
        "tables": [
            {
                "sheet": table.grid.name,
                "kind": table.kind,
                "heading": [] if table.places is not None else [table.first, table.last],
                "rows": len(table.rows),
                "columns": {_key(headed): column.name for headed, column in placed(table)},
            }
            for table in it.tables
        ],
        "entries": [
            {
                "kind": plan.kind,
                "id": plan.id,
                "state": plan.state,
                "row": plan.row.number if plan.row else 0,
                "changes": {".".join(change.path): change.new for change in plan.changes},
            }
            for plan in it.plans
        ],
        "plots": [
            {"region": plan.region, "id": plan.id, "state": plan.state, "row": plan.row.number}
            for plan in it.plots
        ],
        "remarks": [one._asdict() | _spot(grids[one.sheet], one) for one in it.remarks],
        "written": [path.relative_to(it.root).as_posix() for path in written],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _key(headed: Headed) -> str:
    """What a column is called: its letters, the cell of a label, in a text its heading."""
    return column_name(headed) if headed.cell == TEXT else headed.cell or letters(headed.number)


def _spot(grid: Grid, one: Remark) -> dict[str, Any]:
    """Of a text, the cell as one counts it there."""
    spot = spot_of(grid, one.row, one.column)
    return {"at": spot._asdict()} if spot is not None else {}


# The workbook

_COLOURS = {
    "question": "#FFE699",
    "refused": "#F8CBAD",
    "note": "#DDEBF7",
    "new": "#E2EFDA",
    "changed": "#FFF2CC",
}


def write_report(it: Import, path: Path, lang: str) -> None:
    """The sheets again, cells with a remark coloured and with a comment, and a list of all remarks."""
    zh = lang == "zh"
    book = library("xlsxwriter").Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _fixed_day()})
    forms = {
        name: book.add_format({"bg_color": colour, "text_wrap": True}) for name, colour in _COLOURS.items()
    }
    plain = book.add_format({"text_wrap": True})
    _write_list(it, book.add_worksheet("核对结果" if zh else "Report"), forms, zh)
    names = {"核对结果", "report"}
    for grid in it.grids:
        if not grid.hidden and grid.cells:
            _write_grid(it, grid, book.add_worksheet(_free(grid.name, names)), forms, plain, zh)
    book.close()


def _fixed_day() -> Any:
    import datetime

    return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def _free(name: str, names: set[str]) -> str:
    free, number = name[:31], 2
    while free.casefold() in names:
        free, number = f"{name[:27]} ({number})", number + 1
    names.add(free.casefold())
    return free


def _write_list(it: Import, sheet: Any, forms: dict[str, Any], zh: bool) -> None:
    heads = ("类别", "工作表", "单元格", "内容") if zh else ("Sort", "Sheet", "Cell", "What")
    sheet.write_row(0, 0, heads)
    sheet.set_column(0, 2, 12)
    sheet.set_column(3, 3, 90)
    sheet.write_string(1, 3, summary(it, "zh" if zh else "en"))
    row, grids = 2, {grid.name: grid for grid in it.grids}
    for one in sorted(it.remarks, key=lambda one: list(SORTS).index(one.sort)):
        grid = grids[one.sheet]
        cell = f"{letters(one.column)}{one.row or ''}"
        if grid.spots is not None:
            cell = place(grid, one.row, one.column, zh=zh)
        for column, text in enumerate((SORTS[one.sort][zh], one.sheet, cell, one.zh if zh else one.en)):
            sheet.write_string(row, column, text, forms[one.sort])
        row += 1
    for plan in it.plans:
        if plan.state != "unchanged":
            where = _row_of(plan.row, zh) if plan.row else ("", "")
            for column, text in enumerate(
                (STATES[plan.state][zh], *where, f"{plan.kind} {plan.id} {plan.title}")
            ):
                sheet.write_string(row, column, text, forms[plan.state])
            row += 1


def _row_of(row: Row, zh: bool) -> tuple[str, str]:
    """The sheet and the row of an entry."""
    if row.spot is None:
        return row.sheet, str(row.number)
    return row.sheet, row.called[zh]


def _write_grid(it: Import, grid: Any, sheet: Any, forms: dict[str, Any], plain: Any, zh: bool) -> None:
    marks: dict[tuple[int, int], list[Remark]] = {}
    for one in it.remarks:
        if one.sheet == grid.name and one.row:
            marks.setdefault((one.row, one.column or 1), []).append(one)
    states = {
        plan.row.number: plan.state
        for plan in it.plans
        if plan.row is not None and plan.row.sheet == grid.name
    }
    states |= {plan.row.number: plan.state for plan in it.plots if plan.row.sheet == grid.name}
    order = list(SORTS)
    sheet.set_column(0, max(grid.columns - 1, 0), 16)
    for (row, column), cell in grid.cells.items():
        if row in grid.hidden_rows or column in grid.hidden_columns:
            continue
        found = marks.get((row, column), [])
        worst = min((one.sort for one in found), key=order.index, default=states.get(row, ""))
        sheet.write_string(row - 1, column - 1, cell.text, forms.get(worst, plain))
    for (row, column), found in marks.items():
        if row not in grid.hidden_rows and column not in grid.hidden_columns:
            text = "\n".join(one.zh if zh else one.en for one in found)
            sheet.write_comment(row - 1, column - 1, text[:2000])
            if (row, column) not in grid.cells:
                worst = min((one.sort for one in found), key=order.index)
                sheet.write_blank(row - 1, column - 1, None, forms[worst])
