"""The import of one file: what it would do, and the files that it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.model.kinds import BY_ID, KINDS
from sitegen.pipeline.settings import load_settings
from sitegen.sheets.book_export import BASE, CHOICES, read_base
from sitegen.sheets.card_tables import TITLED, title_lines
from sitegen.sheets.cell_texts import one_line
from sitegen.sheets.cell_values import read_cell
from sitegen.sheets.columns import PLOT, Column, Columns, begins_with_year, is_by_year
from sitegen.sheets.comparing import Choices, Comparer, EntryPlan, counts
from sitegen.sheets.entries_there import There
from sitegen.sheets.grid import Cell, Grid
from sitegen.sheets.ids import Ids
from sitegen.sheets.plot_lists import as_plots, is_of_plots, is_unread, settled
from sitegen.sheets.plot_plans import PlotPlan, Plots
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.rows import Remark, Row, RowReader
from sitegen.sheets.site_words import Memory, load_memory, load_words
from sitegen.sheets.tables import Headed, Table, column_name, find_tables, is_name
from sitegen.sheets.workbook import read_workbook


class Asked(NamedTuple):
    """What the command line says."""

    kind: str = ""
    columns: Mapping[str, str] = {}
    """Heading -> column, "" to pass it over."""
    fixed: Mapping[str, str] = {}
    """Column -> value for new entries."""
    create: bool = False
    overwrite: bool = False
    leave_out: bool = False
    """Write what is decided although something is not."""


@dataclass
class Import:
    """All that an import comes to, before anything is written."""

    root: Path
    file: str
    default: str
    locales: tuple[str, ...]
    there: There
    memory: Memory
    ids: Ids
    grids: list[Grid] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    plans: list[EntryPlan] = field(default_factory=list)
    plots: list[PlotPlan] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def undecided(self) -> list[Remark]:
        """What keeps the import from being written."""
        return [one for one in self.remarks if one.sort in ("question", "refused")]

    def counts(self) -> dict[str, int]:
        found = dict(counts(self.plans))
        for sort in ("question", "refused"):
            found[sort] = sum(one.sort == sort for one in self.remarks)
        return found


def look(root: Path, path: Path, asked: Asked) -> Import:
    """What importing a file would do. Raises SheetRefused, ContentError, OSError; writes nothing."""
    settings = load_settings(root)
    reading = settings.reading
    words, memory = load_words(root), load_memory(root)
    there = There(root, reading.default_locale)
    it = Import(
        root,
        path.name,
        reading.default_locale,
        reading.locales,
        there,
        memory,
        Ids(memory.ids, words.readings),
    )
    kinds = {
        kind: Columns(kind, {**words.columns.get(kind, {}), **asked.columns})
        for kind in (*((asked.kind,) if asked.kind else KINDS), PLOT)
    }
    _check_columns(kinds, asked.columns)
    it.grids = read_workbook(path)
    for grid in it.grids:
        if grid.hidden and grid.name == BASE:
            _with_base(memory, read_base(grid.cells))
    for grid in it.grids:
        _read_grid(it, grid, kinds)
    if not it.tables and not it.undecided:
        raise SheetRefused(
            "no table with known columns was found; its heading should name them, as in 项目名称, 总投资; "
            "a card has such words on the left and their values on the right",
            "没有找到认得出表头的表格；表头应写明各列是什么，例如 项目名称、总投资（亿元）；"
            "一页一个项目的卡片，左边写这些栏目（要有“项目名称”），右边写内容",
        )
    choices = Choices(_fixed(it, kinds, asked.fixed), asked.create, asked.overwrite)
    comparer = Comparer(there, memory, it.ids, choices, it.locales)
    comparer.plan(row for row in it.rows if row.kind != PLOT)
    it.plots = Plots(comparer).plan(row for row in it.rows if row.kind == PLOT)
    it.plans = list(comparer.plans.values())
    for row in it.rows:
        it.remarks += row.remarks
    it.remarks.sort(key=lambda one: (one.sheet, one.row, one.column))
    return it


def _check_columns(kinds: Mapping[str, Columns], asked: Mapping[str, str]) -> None:
    """Raises SheetRefused for a field that no kind has."""
    for heading, name in asked.items():
        known = [columns for columns in kinds.values() if columns.find(heading).columns]
        if not known:
            raise SheetRefused(
                f"--column {heading}: there is no field {name}", f"--column {heading}：没有字段 {name}"
            )


def _with_base(memory: Memory, base: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    """What an exported workbook brings along counts before what an import wrote once."""
    for kind, entries in base.items():
        memory.written.setdefault(kind, {}).update(entries)


def _fixed(it: Import, kinds: Mapping[str, Columns], fixed: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
    """Values for new entries, read as cells are."""
    found: dict[tuple[str, ...], Any] = {}
    kind = it.tables[0].kind if it.tables else "project"
    for name, text in fixed.items():
        column = kinds[kind].find(name).column
        if column is None or column.special:
            called = called_in_chinese(kind)
            raise SheetRefused(
                f"--set: the rows are of the kind {kind}, which has no field {name}",
                f"--set：这些行是“{called}”（{kind}），没有 {name} 这个字段",
            )
        read = read_cell(column, Cell(text), "", it.locales, it.default)
        if read.state != "value":
            raise SheetRefused(f"--set {name}: “{text}” cannot be read", f"--set {name}：“{text}”读不出来")
        found[column.path] = read.data
    return found


def _read_grid(it: Import, grid: Grid, kinds: Mapping[str, Columns]) -> None:
    if grid.hidden and grid.name in (BASE, CHOICES):
        return
    if grid.hidden:
        it.remarks.append(Remark("note", grid.name, 0, 0, "hidden sheet, not read", "隐藏的工作表，未读取"))
        return
    it.remarks += [Remark("note", grid.name, *one) for one in grid.remarks]
    if grid.is_outside:
        return
    tables = find_tables(grid, {kind: columns for kind, columns in kinds.items() if kind != PLOT})
    tables = as_plots(grid, tables, kinds[PLOT])
    doubtful = _doubtful_titles(grid, tables, kinds)
    if doubtful:
        it.remarks += doubtful
        return
    if not tables and grid.cells:
        it.remarks.append(
            Remark(
                "note", grid.name, 0, 0, "no table with known columns here", "这里没有认得出的表格，未读取"
            )
        )
    reader = RowReader(it.there, kinds, it.locales, it.default)
    for table in tables:
        if table.kind != PLOT and is_of_plots(table):
            it.remarks.append(Remark("refused", grid.name, table.last, 0, *_PLOTS))
            continue
        it.tables.append(table)
        it.remarks += _of_columns(table)
        it.remarks += [Remark("note", grid.name, one.row, 0, one.en, one.zh) for one in table.skipped]
        rows = reader.rows(table)
        it.rows += settled(it.there, table, rows) if table.kind == PLOT else rows


def _doubtful_titles(grid: Grid, tables: list[Table], kinds: Mapping[str, Columns]) -> list[Remark]:
    """Lines above a card that may be its title, where it has no label for that."""
    if TITLED not in kinds or any(is_name(headed) for table in tables for headed in table.columns):
        return []
    return [
        Remark(
            "question", grid.name, *line.place,
            f"is “{line.text[:40]}” the title? Put 项目名称 into a cell and the title beside it",
            f"“{line.text[:40]}”是项目名称吗？请在卡片里加一格“项目名称”，名称写在它右边",
        )
        for line in title_lines(grid, kinds[TITLED])
        if not line.is_sure
    ]  # fmt: skip


_PLOTS = (
    "a list of plots whose heading is not understood: it should name 地块名称, 面积（亩）, 所在园区",
    "这是地块清单，但表头认不出来；请写明 地块名称、面积（亩）、所在园区，或在编辑器里逐个添加",
)


def called_in_chinese(kind: str) -> str:
    return "地块" if kind == PLOT else BY_ID[kind].usual_name.zh


def _of_columns(table: Table) -> Iterable[Remark]:
    """Columns without a field, with several, hidden ones, and two for one field."""
    seen: dict[str, Headed] = {}
    if table.rivals:
        kinds = (table.kind, *table.rivals)
        called = "、".join(f"{BY_ID[kind].usual_name.zh}（{kind}）" for kind in kinds)
        yield Remark(
            "question", table.grid.name, table.last, 0,
            f"these rows may be any of {', '.join(kinds)}; say which with --kind, or by the heading",
            f"这张表可能是{called}；请用 --kind 指定，或把名称一栏的表头写明确（如 企业名称、部门名称）",
        )  # fmt: skip
    for headed in table.columns:
        name, columns = column_name(headed), headed.found.columns
        heading = one_line(headed.heading)
        where = (table.grid.name, *table.place(table.last, headed.number))
        if headed.hidden:
            yield Remark("note", *where, f"hidden column {name}, not read", f"隐藏的列 {name}，未读取")
        elif table.kind == PLOT and is_unread(headed):
            yield Remark(
                "note", *where, f"column {name}: a plot has no such field; not read",
                f"{name} 列：地块没有这个字段，未读取{'' if columns else '；要公布的可写进所在地区的介绍'}",
            )  # fmt: skip
        elif not columns:
            yield Remark(
                "question", *where,
                f"column {name}: no such field; --column {heading}=FIELD says which; "
                f"=- skips it; =internal.{heading} keeps it for the office",
                f"{name} 列不知道是什么字段；可用 --column {heading}=字段 指定，"
                f"=- 表示不要，=internal.{heading} 表示只在内部保留",
            )  # fmt: skip
        elif (
            table.kind == "project"
            and columns[0].special == "internal"
            and (is_by_year(heading) or begins_with_year(heading))
        ):
            yield Remark(
                "note", *where, f"column {name}: no field for what is done by year; kept for the office",
                f"{name} 列：分年度或累计完成的没有公开字段，只在内部保留",
            )  # fmt: skip
        elif len(columns) > 1:
            known = ", ".join(column.name for column in columns)
            yield Remark(
                "question", *where, f"column {name} may be {known}; say which with --column",
                f"{name} 列可能是 {known}，请用 --column 指定",
            )  # fmt: skip
        elif not columns[0].special and columns[0].name in seen:
            other = column_name(seen[columns[0].name])
            yield Remark(
                "question", *where, f"columns {other} and {name} are both {columns[0].name}",
                f"{other} 列和 {name} 列都是 {columns[0].name}",
            )  # fmt: skip
        else:
            seen[columns[0].name] = headed


def placed(table: Table) -> list[tuple[Headed, Column]]:
    return [(headed, headed.column) for headed in table.columns if headed.column is not None]
