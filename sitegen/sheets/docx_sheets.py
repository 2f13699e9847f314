"""Tables of Word files (.docx) as sheets, one after the other, with the lines above each.

Read as a stream with limits, as sheets are; python-docx, which writes reports, loads a file whole, with its
pictures, and knows nothing of tracked changes. Tables that follow one another without a word between them
and have as many columns are one. What is outside tables is not read, and listed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sitegen.sheets.archives import damaged, events, local_name, opened
from sitegen.sheets.cell_texts import plain_text
from sitegen.sheets.cell_values import PICTURE
from sitegen.sheets.docx_tables import WordRow, WordTable, blocks, framed, read_table
from sitegen.sheets.docx_texts import DocxTexts, attribute, read_styles
from sitegen.sheets.grid import Area, Cell, Grid, Spot, check_extent
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.row_sorts import RowSort, numbered_section, sections_after

DEEPEST = 150
"""Elements within one another."""
_LARGEST_PART = 120_000_000
_TALLEST = 3
"""Rows of a heading."""
_MOST_ABOVE = 4
_LONGEST_ABOVE = 60
_CONTINUED = re.compile(r"[(（]?\s*(?:续\s*表|续|接上表|续上表|续前表)\s*[0-9一二三四五六七八九十]*\s*[)）]?")
_ABOUT_UNITS = re.compile(r"[(（]?\s*(?:金额|面积|计量|货币)?单位\s*[:：]")
_SENTENCE = re.compile(r"[。；;]|[0-9]{7}")
_TELLS = re.compile(r"[:：，,。；;]|[0-9]{7}")
"""In a line above a table, what shows that it is more than a title."""
OUTSIDE = "文档"
"""The name of the sheet of what is outside tables."""


def read_docx(data: bytes) -> list[Grid]:
    """The tables in their order, and what is outside them. Raises SheetRefused."""
    with opened(data) as archive:
        main = _main_part(archive)
        folder = main.rpartition("/")[0]
        styles = f"{folder}/styles.xml"
        names = archive.namelist()
        texts = DocxTexts(read_styles(archive, styles) if styles in names else {})
        document = _Document(texts)
        for block in _body(archive, main):
            document.take(block)
        notes = list(_notes(archive, [name for name in names if name.startswith(f"{folder}/")]))
    grids = document.grids()
    if not grids:
        raise SheetRefused(
            "there is no table in this document; put what is to be read into a table, with a heading",
            "这个文档里没有表格；请把内容填进带表头的表格再导入",
        )
    outside = document.outside(notes)
    return [*grids, outside] if outside.cells or outside.remarks else grids


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part that has the text."""
    names = archive.namelist()
    if "_rels/.rels" in names:
        for _, name, element in events(archive, "_rels/.rels"):
            if name == "Relationship" and attribute(element, "Type").endswith("/officeDocument"):
                target = attribute(element, "Target").lstrip("/")
                if target in names:
                    return target
    if "word/document.xml" not in names:
        raise damaged("word/document.xml")
    return "word/document.xml"


def _body(archive: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """Paragraphs and tables of the text, each forgotten after use."""
    if archive.getinfo(part).file_size > _LARGEST_PART:
        raise SheetRefused("the document is too long to be read", "文档太长，无法读取；请拆成几个文件")
    depth, body = 0, -1
    for event, name, element in events(archive, part, starts=True):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise damaged("elements within one another without an end")
        if name == "body" and body < 0:
            body = depth
        elif event == "end" and depth == body:
            yield from (element,) if name in ("p", "tbl") else blocks([element])
            element.clear()


@dataclass
class _Group:
    """Tables that are one, with the lines above the first."""

    above: list[str]
    within: tuple[str, ...]
    head: tuple[int, list[WordRow]]
    """The number of the table whose heading this one goes on with, and its rows."""
    tables: list[tuple[int, WordTable]] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return self.tables[0][1].columns


@dataclass
class _Document:
    """What of a text has been read."""

    texts: DocxTexts
    groups: list[_Group] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    """Lines since the last table."""
    unread: list[str] = field(default_factory=list)
    number: int = 0
    """Tables so far."""
    sections: tuple[RowSort, ...] = ()
    """Numbered titles that the text is below: 一、利州区."""

    def take(self, block: Any) -> None:
        if local_name(block.tag) == "p":
            text = self.texts.passage(block).text
            if text and not _CONTINUED.fullmatch(text):
                self.pending.append(text)
                if section := numbered_section(text):
                    self.sections = sections_after(self.sections, section)
            return
        frame = framed(block)
        if frame is not None:
            for inner in blocks(frame):
                self.take(inner)
            return
        self.number += 1
        table = read_table(block, self.texts)
        if not any(cell.passage.text or cell.tables for row in table.rows for cell in row.cells):
            return
        alike = self.groups and not self.pending and self.groups[-1].columns == table.columns
        within = tuple([one.section for one in self.sections])
        head = (0, []) if alike else self._heading_for(table)
        group = self.groups[-1] if alike else _Group(self._above(), within, head)
        if not alike:
            self.groups.append(group)
        group.tables.append((self.number, table))
        for inner in [inner for row in table.rows for cell in row.cells for inner in cell.tables]:
            self.take(inner)

    def _heading_for(self, table: WordTable) -> tuple[int, list[WordRow]]:
        """The heading of the table before for one that begins with data, below a numbered title."""
        same = self.groups and self.groups[-1].columns == table.columns
        if not same or not all(map(numbered_section, self.pending)) or not _is_data(table.rows[0]):
            return 0, []
        last = self.groups[-1]
        number, first = last.head if last.head[1] else (last.tables[0][0], last.tables[0][1].rows)
        data = next((at for at, row in enumerate(first) if _is_data(row)), len(first))
        return (number, first[:data]) if 0 < data <= _TALLEST else (0, [])

    def _above(self) -> list[str]:
        """The lines above a table that may be its title or unit; the others are not read."""
        last = self.pending[-_MOST_ABOVE:]
        above = [line for line in last if len(line) <= _LONGEST_ABOVE and not _SENTENCE.search(line)]
        self.unread += self.pending[: len(self.pending) - len(last)]
        told = [line for line in above if not _TELLS.search(line) or _ABOUT_UNITS.match(line)]
        self.unread += [line for line in last if line not in told]
        self.pending = []
        return above

    def grids(self) -> list[Grid]:
        return [_grid(group) for group in self.groups]

    def outside(self, notes: Iterable[tuple[str, str]]) -> Grid:
        """What is not read, as a sheet that is only shown."""
        lines = self.unread + self.pending
        remarks = [*_remarks(lines, self.texts.unread), *notes]
        cells = {(row, 1): Cell(line) for row, line in enumerate(lines, 1)}
        spots = {place: Spot(0, place[0], 0) for place in cells}
        told = tuple([(0, 0, en, zh) for en, zh in remarks])
        return Grid(OUTSIDE, cells, len(lines), 1, remarks=told, spots=spots, is_outside=True)


def _remarks(lines: list[str], unread: Any) -> Iterator[tuple[str, str]]:
    if lines:
        count, first = sum(map(len, lines)), lines[0][:30]
        yield (
            f"text outside tables: not read; paragraphs: {len(lines)}, characters: {count} (“{first}…”)",
            f"表格以外的文字：未读取，{len(lines)} 段，共 {count} 字（“{first}……”）",
        )
    for sort, (en, zh) in _UNREAD.items():
        if unread[sort]:
            yield en.format(unread[sort]), zh.format(unread[sort])


_UNREAD = {
    "deleted": (
        "text deleted as changes: not read; characters: {}",
        "修订中删除的文字：未读取，{} 字",
    ),
    "hidden": ("hidden text: not read; characters: {}", "隐藏的文字：未读取，{} 字"),
    "boxed": ("text boxes: not read; characters: {}", "文本框里的文字：未读取，{} 字"),
    "pictures": ("pictures not read: {}", "图片：未读取，{} 张"),
}
_PARTS = (
    (re.compile(r"/footnotes\.xml$"), "footnote", "footnotes", "脚注"),
    (re.compile(r"/endnotes\.xml$"), "endnote", "endnotes", "尾注"),
    (re.compile(r"/comments\.xml$"), "comment", "comments", "批注"),
    (re.compile(r"/(?:header|footer)[0-9]*\.xml$"), "p", "headers and footers", "页眉页脚"),
)


def _notes(archive: zipfile.ZipFile, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Notes, comments, headers and footers: that they were not read, and how they begin."""
    for pattern, element, en, zh in _PARTS:
        found = [
            text
            for name in names
            if pattern.search(name) and archive.getinfo(name).file_size < _LARGEST_PART
            for text in _texts_of(archive, name, element)
        ]
        if found:
            first = found[0][:30]
            yield f"{en}: not read, {len(found)} (“{first}”)", f"{zh}：未读取，{len(found)} 处（“{first}”）"


def _texts_of(archive: zipfile.ZipFile, part: str, wanted: str) -> list[str]:
    """The texts of a part that say more than a page's number."""
    found = []
    for _, name, element in events(archive, part, forget=(wanted,)):
        if name == wanted:
            text = "".join(it.text or "" for it in element.iter() if local_name(it.tag) == "t")
            found.append(plain_text(text))
    return [text for text in found if re.sub(r"[\W\d_第页共]", "", text)]


def _grid(group: _Group) -> Grid:
    """A sheet with the lines above the tables in its first rows."""
    number, first = group.tables[0]
    name = f"表格 {number}"
    cells = {(row, 1): Cell(line) for row, line in enumerate(group.above, 1)}
    spots = {(row, column): Spot(number, 0, 0) for row in range(1, len(group.above) + 1) for column in (0, 1)}
    merged: list[Area] = []
    hidden: set[int] = set()
    remarks: list[tuple[int, int, str, str]] = []
    top = len(group.above)
    tables = [(group.head[0], WordTable(group.head[1], first.columns))] if group.head[1] else []
    for number, table in [*tables, *group.tables]:
        check_extent(name, top + len(table.rows), table.columns)
        for row, (found, is_hidden) in enumerate(table.rows, top + 1):
            hidden.update((row,) if is_hidden else ())
            spots[row, 0] = Spot(number, row - top, 0)
            for counted, cell in enumerate(found, 1):
                for column in range(cell.left, cell.right + 1):
                    spots[row, column] = Spot(number, row - top, counted)
                if cell.merged == "continue":
                    continue
                if cell.passage.text:
                    cells[row, cell.left] = Cell(cell.passage.text, struck=cell.passage.struck)
                if cell.right > cell.left or cell.depth > 1:
                    merged.append(Area(row, cell.left, row + cell.depth - 1, cell.right))
                remarks += [(row, cell.left, *said) for said in _of_cell(cell.pictures, len(cell.tables))]
        top += len(table.rows)
    return Grid(
        name, cells, top, first.columns, tuple(merged), frozenset(hidden),
        remarks=tuple(remarks), spots=spots, within=group.within,
    )  # fmt: skip


def _is_data(row: WordRow) -> bool:
    """Whether a row begins as entries do, with a number."""
    first = next((cell.passage.text for cell in row.cells if cell.passage.text), "")
    return first[:1].isdigit()


def _of_cell(pictures: int, tables: int) -> Iterator[tuple[str, str]]:
    if pictures:
        yield PICTURE
    if tables:
        yield "a table within this cell is read by itself", "这一格里的表格单独读取"
