"""Rows of a table to what they say of an entry, with every question and every remark at its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args, get_origin

from sitegen.content.yaml_file import parse_yaml
from sitegen.diagnostics.show import hint, message
from sitegen.model.fields import Ref
from sitegen.model.personal import find_personal
from sitegen.sheets.cell_places import spot_of
from sitegen.sheets.cell_texts import closed_up, one_line
from sitegen.sheets.cell_values import PICTURE, Read, data_of, is_ditto, is_picture, read_cell
from sitegen.sheets.columns import Column, Columns, unwrapped
from sitegen.sheets.connections import YES, package_in
from sitegen.sheets.entries_there import There
from sitegen.sheets.grid import Cell, Spot
from sitegen.sheets.row_sorts import NAME_FIELDS
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
    empty: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Fields whose cells are empty, with their columns."""
    remarks: list[Remark] = field(default_factory=list)
    spot: Spot | None = None
    """Of a text, where the row is there."""
    places: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Of a card, the cell of the sheet for each column."""

    @property
    def called(self) -> tuple[str, str]:
        """How other rows name this one, in English and Chinese."""
        if self.spot is None:
            return (f"row {self.sheet}!{self.number}", f" {self.sheet}!{self.number} 行")
        table, number, _ = self.spot
        return (f"row {number} of table {table}", f"表格 {table} 第 {number} 行")

    def remark(self, sort: str, column: int, en: str, zh: str) -> None:
        place = self.places.get(column, (self.number, column))
        self.remarks.append(Remark(sort, self.sheet, *place, en, zh))


class RowReader:
    def __init__(
        self, there: There, headings: Mapping[str, Columns], locales: tuple[str, ...], default: str
    ) -> None:
        self.there = there
        self.headings = headings
        self.locales = locales
        self.default = default

    def rows(self, table: Table) -> Iterator[Row]:
        above: dict[int, Cell] = {}
        shared, doubled = _shared_cells(table), doubled_columns(table)
        titled = self._region_of_title(table)
        for number in table.rows:
            row = Row(table.kind, table.grid.name, table.place(number, 0)[0], places=_cells_of(table, number))
            row.spot = spot_of(table.grid, row.number, 0)
            for headed in table.columns:
                if headed.column is None or headed.column.special == "serial" or headed.number in doubled:
                    continue
                cell = table.grid.at(number, headed.number)
                if is_ditto(cell.text) and headed.number in above:
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
            for section in table.sections.get(number, ()):
                self._section(row, section)
            if titled:
                self._titled(row, titled)
            yield row

    def _cell(self, row: Row, headed: Headed, column: Column, cell: Cell) -> None:
        if is_picture(cell.text):
            row.remark("note", headed.number, *PICTURE)
            return
        if column.special:
            self._special(row, column, cell)
            return
        if column.name == "phone":
            cell = _without_mobiles(row, headed, cell)
        cell = _said_beside(row, headed, column, cell)
        read = read_cell(column, cell, headed.unit or column.unit, self.locales, self.default)
        if read.problem is not None and read.problem.code == "E_SEVERAL_PHONES" and row.kind == "contact":
            self._several_phones(row, headed, read.problem.params["near"])
            return
        if read.problem is not None and column.name == "starts" and ("ends",) not in row.fields:
            read = _from_to(row, headed, read)
        if read.state == "value" and _reference_kind(column):
            read = self._resolved(row, headed, column, read)
        if read.state == "value" and column.path[0] in NAME_FIELDS and not row.id:
            read = self._as_name(row, column, read)
        _tell(row, headed, column, read)
        locale = (column.locale or self.default,) if column.is_text else ()
        path = (*column.path, *locale)
        if read.state == "empty" and not cell.text:
            row.empty[path] = headed.number
        if read.state == "value":
            row.fields[path] = read.data
            row.columns[path] = headed.number

    def _as_name(self, row: Row, column: Column, read: Read) -> Read:
        """A title without its number; a question where it is the name of a column, as in a form."""
        text = str(read.data)
        if self.headings[row.kind].find(text).columns and not self.there.named(row.kind, text):
            return Read("question", None, f"“{text}” is the name of a column", f"“{text}”是栏目名，不像名称")
        return _without_number(read)

    @staticmethod
    def _several_phones(row: Row, headed: Headed, spelled: str) -> None:
        """The first number of a cell is the office's phone; the others are further numbers."""
        node, _ = parse_yaml(spelled.encode(), "cell")
        numbers = data_of(node)["phones"] if node is not None else []
        row.fields["phone",], row.fields["phones",] = numbers[0]["number"], numbers[1:]
        row.columns["phone",] = row.columns["phones",] = headed.number
        said = "、".join(one["number"] for one in numbers)
        row.remark("note", headed.number, f"several numbers: {said}", f"几个号码：{said}")

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
        said = row.internal.get(heading, "")
        row.internal[heading] = f"{said}；{cell.text}" if said and said != cell.text else cell.text
        if column.special == "contact":
            row.phones += _office_phones(cell.text)

    # References

    def _resolved(self, row: Row, headed: Headed, column: Column, read: Read) -> Read:
        """Ids for names; a name that nobody has is noted as new, one that several have is a question."""
        kind = _reference_kind(column)
        names = [_bare_name(name) for name in (read.data if isinstance(read.data, list) else [read.data])]
        found = []
        for name in names:
            ids = self._ids(row, kind, name)
            if len(ids) == 1:
                found.append(next(iter(ids)))
            elif ids:
                known = ", ".join(sorted(ids))
                return Read("question", None, f"“{name}” may be {known}", f"“{name}”可能是：{known}")
            elif column.name == "enterprises":
                return _investors(row, headed, column, names)
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

    def _region_of_title(self, table: Table) -> str:
        """The county that the title of a list of projects or firms names, or the sheet's name."""
        columns = [headed.found.columns[0] for headed in table.columns if headed.found.columns]
        named = any(column.path[0] in ("region", "park") for column in columns)
        if table.kind not in ("project", "enterprise") or named:
            return ""
        for text in (*reversed(above_of(table)), table.grid.name):
            if len(found := self.there.regions_in(text)) == 1:
                return next(iter(found))
        return ""

    def _titled(self, row: Row, region: str) -> None:
        """The county of the title for new entries that say none."""
        title = str(row.fields.get(("title", self.default), ""))
        if ("region",) in row.fields or ("region",) in row.new or self.there.named(row.kind, title):
            return
        called = "、".join(self.there.titles("region", region)[:1])
        address = next((str(value) for path, value in row.fields.items() if "address" in path), "")
        if not all(self.there.are_one_within_other(key, region) for key in self.there.regions_in(address)):
            row.remark(
                "note", 0, f"no region: the title says {called}, the address another",
                f"未填地区：标题是{called}，地址写的是别处",
            )  # fmt: skip
            return
        row.fields["region",] = region
        row.remark("note", 0, f"region from the title: {called}", f"按标题归入：{called}")

    def _section(self, row: Row, section: str) -> None:
        """A section whose title is a region or a chain says so for its rows, where no column does."""
        words = re.sub(r"^[(（]?[一二三四五六七八九十0-9]+[、.．)）]+\s*|[（(].*$", "", section).strip()
        for kind in ("region", "chain") if words else ():
            if (kind,) in row.fields or (kind,) in row.new:
                continue
            ids = self.there.meant(kind, words)
            if len(ids) == 1:
                row.fields[kind,] = next(iter(ids))
                row.remark("note", 0, f"{kind} from the section: {words}", f"按分组标题归入：{words}")


def _without_mobiles(row: Row, headed: Headed, cell: Cell) -> Cell:
    """The telephone of an office without mobiles of persons, which are for the office alone."""
    text = unicodedata.normalize("NFKC", cell.text)
    mobiles = [found for found in find_personal(text) if found.code == "E_MOBILE"]
    if not mobiles:
        return cell
    row.internal[one_line(headed.heading)] = cell.text
    row.remark("note", headed.number, "a mobile number: kept for the office", "手机号码只在内部保留")
    for found in reversed(mobiles):
        text = f"{text[: found.start]} {text[found.end :]}"
    left = re.sub(r"[(（][^()（）0-9]*[)）]", "", text).strip(" /、,，;；\n")
    return cell._replace(text=left, kind="text")


def _investors(row: Row, headed: Headed, column: Column, names: list[str]) -> Read:
    """Investors without an entry: for the office alone, until there is one."""
    said = "、".join(names)
    row.internal[one_line(headed.heading)] = said
    return Read(
        "empty", None,
        f"“{said[:40]}” is no entry (all of them): kept for the office; to publish it, enter the firm first",
        f"“{said[:40]}”还不是企业条目，只在内部保留；要公开，请先录入企业，再导入一次",
    )  # fmt: skip


def _from_to(row: Row, headed: Headed, read: Read) -> Read:
    """The first day of an event whose cell has its last one, too: 2026年4月10日-12日."""
    near = read.problem.params.get("near", "") if read.problem is not None else ""
    days = re.fullmatch(r"starts: (\S+), ends: (\S+)", near)
    if days is None:
        return read
    row.fields["ends",], row.columns["ends",] = days[2], headed.number
    return Read("value", days[1], f"{days[1]} to {days[2]}", f"{days[1]} 至 {days[2]}")


_BESIDE = (
    (re.compile(r"[(（]不含建设期[^()（）]*[)）]"), ("returns", "payback_construction"), "false"),
    (re.compile(r"[(（]含建设期[^()（）]*[)）]"), ("returns", "payback_construction"), "true"),
    (re.compile(r"[(（](?:所得)?税前[)）]"), ("returns", "payback_tax"), "before-tax"),
    (re.compile(r"[(（](?:所得)?税后[)）]"), ("returns", "payback_tax"), "after-tax"),
)


def _said_beside(row: Row, headed: Headed, column: Column, cell: Cell) -> Cell:
    """A payback period without what is said of it in brackets, which has fields of its own; of a yes below
    是否七通一平, what the heading says."""
    if column.name == "connected" and (package := package_in(headed.heading)) and YES.fullmatch(cell.text):
        return cell._replace(text=package)
    if column.name != "returns.payback":
        return cell
    text = cell.text
    for words, path, value in _BESIDE:
        without = words.sub("", text)
        if without != text or words.search(headed.heading):
            row.fields.setdefault(path, value)
            row.columns.setdefault(path, headed.number)
        text = without
    return cell._replace(text=text)


_NUMBERED = re.compile(
    r"^(?:[0-9]{1,3}\s*[、．](?![0-9])|[0-9]{1,3}\s*\.(?![0-9])|[(（][0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*(?=\S)"
)


def _without_number(read: Read) -> Read:
    """A title without the number that a list has put before it: 2、乙项目."""
    title = _NUMBERED.sub("", read.data)
    if title == read.data:
        return read
    return Read("value", title, f"without its number: {title}", f"去掉了前面的序号：{title}")


_COUNTED = re.compile(r"[(（]共?计?[0-9一二三四五六七八九十]+[个家项条宗](?:项目|企业)?[)）]$")


def _bare_name(words: str) -> str:
    """The name of a place or a chain without how many entries it has: 利州区（2个）."""
    return _COUNTED.sub("", closed_up(one_line(words))).strip() or words


_HINTED = ("E_DATE", "E_EMAIL", "E_NUMBER", "E_PHONE", "E_QUANTITY", "E_URL")
"""Problems whose advice fits a sheet as well."""


def _tell(row: Row, headed: Headed, column: Column, read: Read) -> None:
    if read.problem is not None:
        name = column.zh
        en, zh = (message(read.problem, lang) for lang in ("en", "zh"))
        known, known_zh = (str(read.problem.params.get(key, "")) for key in ("known", "known_zh"))
        if known and known_zh:
            en, zh = f"{en}; one of: {known}", f"{zh}；可填：{known_zh}"
        elif read.problem.code in _HINTED:
            en, zh = f"{en}. {hint(read.problem, 'en')}", f"{zh}。{hint(read.problem, 'zh')}"
        row.remark("refused", headed.number, f"{column.en}: {en}", f"{name}：{zh}")
    elif read.en:
        sort = {"value": "note", "empty": "note"}.get(read.state, read.state)
        row.remark(sort, headed.number, f"{column.en}: {read.en}", f"{column.zh}：{read.zh}")


def _reference_kind(column: Column) -> str:
    bare, marks = unwrapped(column.hint)
    if get_origin(bare) is tuple:
        marks = unwrapped(get_args(bare)[0])[1]
    return next((mark.kind for mark in marks if isinstance(mark, Ref)), "")


def above_of(table: Table) -> list[str]:
    """What stands above a table."""
    cells = table.grid.cells
    return list(dict.fromkeys(cells[place].text for place in sorted(cells) if place[0] < table.first))


def doubled_columns(table: Table) -> set[int]:
    """Columns that are one field, in one language, as others are: which of them it is has to be said."""
    numbers: dict[str, list[int]] = {}
    for headed in table.columns:
        if headed.column is not None and not headed.column.special:
            numbers.setdefault(headed.column.name, []).append(headed.number)
    return {number for found in numbers.values() if len(found) > 1 for number in found}


def _cells_of(table: Table, number: int) -> dict[int, tuple[int, int]]:
    """Where the values of a card are; nothing for a row of a table, which is where it is."""
    places = table.places or {}
    return {column: place for (row, column), place in places.items() if row == number}


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
