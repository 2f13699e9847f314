"""Rows of a table to what they say of an entry, with every question and every remark at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args, get_origin

from sitegen.diagnostics.show import message
from sitegen.model.fields import Ref
from sitegen.sheets.cell_values import DITTO, Read, read_cell
from sitegen.sheets.columns import Column, unwrapped
from sitegen.sheets.entries_there import There
from sitegen.sheets.grid import Cell
from sitegen.sheets.tables import Headed, Table

CREATED = ("chain", "region", "contact")
"""Kinds of which a name that is not there yet may become a draft."""


class Remark(NamedTuple):
    """Something about a cell, a row (column 0) or a column (row 0). `sort`: question, refused, note."""

    sort: str
    sheet: str
    row: int
    column: int
    en: str
    zh: str


class NewName(NamedTuple):
    """A name in a sheet that no entry has."""

    kind: str
    words: str


@dataclass
class Row:
    """What one row says. `fields` is path (with the language of a text last) -> data."""

    kind: str
    sheet: str
    number: int
    fields: dict[tuple[str, ...], Any] = field(default_factory=dict)
    columns: dict[tuple[str, ...], int] = field(default_factory=dict)
    internal: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    id: str = ""
    phones: list[str] = field(default_factory=list)
    new: dict[tuple[str, ...], NewName] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, sort: str, column: int, en: str, zh: str) -> None:
        self.remarks.append(Remark(sort, self.sheet, self.number, column, en, zh))


class RowReader:
    def __init__(self, there: There, locales: tuple[str, ...], default: str) -> None:
        self.there = there
        self.locales = locales
        self.default = default

    def rows(self, table: Table) -> Iterator[Row]:
        above: dict[int, Cell] = {}
        shared = _shared_cells(table)
        for number in table.rows:
            row = Row(table.kind, table.grid.name, number)
            for headed in table.columns:
                if headed.column is None or headed.column.special == "serial":
                    continue
                cell = table.grid.at(number, headed.number)
                if cell.text in DITTO and headed.number in above:
                    cell = above[headed.number]
                    row.remark(
                        "note", headed.number, f"as above: {cell.text[:40]}", f"同上：{cell.text[:40]}"
                    )
                above[headed.number] = cell
                if (number, headed.number) in shared and headed.column.dimensions is not None and cell.text:
                    row.remark(
                        "question", headed.number,
                        f"one figure ({cell.text}) for several rows", f"几行合并成一个数（{cell.text}）",
                    )  # fmt: skip
                    continue
                self._cell(row, headed, headed.column, cell)
            self._section(row, table.sections.get(number, ""))
            yield row

    def _cell(self, row: Row, headed: Headed, column: Column, cell: Cell) -> None:
        if column.special:
            self._special(row, column, cell)
            return
        read = read_cell(column, cell, headed.unit or column.unit, self.locales, self.default)
        if read.state == "value" and _reference_kind(column):
            read = self._resolved(row, headed, column, read)
        _tell(row, headed, column, read)
        if read.state == "value":
            locale = (column.locale or self.default,) if column.is_text else ()
            path = (*column.path, *locale)
            row.fields[path] = read.data
            row.columns[path] = headed.number

    @staticmethod
    def _special(row: Row, column: Column, cell: Cell) -> None:
        if not cell.text:
            return
        heading = column.path[-1]
        if column.special == "id":
            row.id = cell.text
            return
        if column.special == "body":
            row.body[heading] = cell.text
            return
        row.internal[heading] = cell.text
        if column.special == "contact":
            row.phones += _office_phones(cell.text)

    # References

    def _resolved(self, row: Row, headed: Headed, column: Column, read: Read) -> Read:
        """Ids for names; a name that nobody has is noted as new, one that several have is a question."""
        kind = _reference_kind(column)
        names = read.data if isinstance(read.data, list) else [read.data]
        found = []
        for name in names:
            ids = self._ids(row, kind, name)
            if len(ids) == 1:
                found.append(next(iter(ids)))
            elif ids:
                known = ", ".join(sorted(ids))
                return Read("question", None, f"“{name}” may be {known}", f"“{name}”可能是：{known}")
            elif kind in CREATED and len(names) == 1:
                row.new[column.path] = NewName(kind, name)
                row.columns[column.path] = headed.number
                return Read("empty")
            else:
                return Read(
                    "question",
                    None,
                    f"there is no {kind} called “{name}”",
                    f"没有名为“{name}”的条目（{column.zh}）",
                )
        return read._replace(data=found if isinstance(read.data, list) else found[0])

    def _ids(self, row: Row, kind: str, name: str) -> set[str]:
        if kind != "segment":
            return self.there.meant(kind, name)
        segments = self.there.segments(str(row.fields.get(("chain",), "")))
        return {key for key, titles in segments.items() if name == key or name in titles}

    def _section(self, row: Row, section: str) -> None:
        """A section whose title is a region or a chain says so for its rows, where no column does."""
        words = re.sub(r"^[一二三四五六七八九十0-9]+[、.．)）]\s*|[（(].*$", "", section).strip()
        for kind in ("region", "chain") if words else ():
            if (kind,) in row.fields or (kind,) in row.new:
                continue
            ids = self.there.meant(kind, words)
            if len(ids) == 1:
                row.fields[kind,] = next(iter(ids))
                row.remark("note", 0, f"{kind} from the section: {words}", f"按分组标题归入：{words}")


def _tell(row: Row, headed: Headed, column: Column, read: Read) -> None:
    if read.problem is not None:
        name = column.zh
        en, zh = (message(read.problem, lang) for lang in ("en", "zh"))
        known, known_zh = (str(read.problem.params.get(key, "")) for key in ("known", "known_zh"))
        if known and known_zh:
            en, zh = f"{en}; one of: {known}", f"{zh}；可填：{known_zh}"
        row.remark("refused", headed.number, f"{column.en}: {en}", f"{name}：{zh}")
    elif read.en:
        sort = {"value": "note", "empty": "note"}.get(read.state, read.state)
        row.remark(sort, headed.number, f"{column.en}: {read.en}", f"{column.zh}：{read.zh}")


def _reference_kind(column: Column) -> str:
    bare, marks = unwrapped(column.hint)
    if get_origin(bare) is tuple:
        marks = unwrapped(get_args(bare)[0])[1]
    return next((mark.kind for mark in marks if isinstance(mark, Ref)), "")


def _shared_cells(table: Table) -> set[tuple[int, int]]:
    """Cells that are merged over several rows of entries."""
    rows = set(table.rows)
    found: set[tuple[int, int]] = set()
    for area in table.grid.merged:
        inside = [row for row in range(area.top, min(area.bottom, area.top + 10_000) + 1) if row in rows]
        if len(inside) > 1:
            found.update((row, column) for row in inside for column in range(area.left, area.right + 1))
    return found


_OFFICE = re.compile(
    r"(?<![0-9])(?:\(?（?0[0-9]{2,3}\)?）?[-—－ ]?[0-9]{7,8}(?:转[0-9]{1,6})?"
    r"|400-?[0-9]{3}-?[0-9]{4})(?![0-9])"
)


def _office_phones(text: str) -> list[str]:
    """Numbers of offices in a cell that may also have names and mobiles."""
    found = []
    for match in _OFFICE.findall(text):
        digits = re.sub(r"[()（）\s]", "", match).replace("—", "-").replace("－", "-")
        if "-" not in digits and digits.startswith("0"):
            code = 3 if digits[1] in "12" else 4
            digits = f"{digits[:code]}-{digits[code:]}"
        found.append(digits)
    return found


def fields_as_data(fields: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """Nested as in a file."""
    made: dict[str, Any] = {}
    for path, value in fields.items():
        inner = made
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
    return made
