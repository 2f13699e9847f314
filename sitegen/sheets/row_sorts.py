"""Which rows below a heading are entries, and what the others are: sections, sums, notes, hidden rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen.sheets.columns import Column, plain
from sitegen.sheets.grid import Cell

NAME_FIELDS = ("title", "organisation")

HIDDEN = ("hidden row, not read", "隐藏行，未读取")

_TOTAL = re.compile(
    r"(.{0,12}(小计|合计)|总计|共计|累计|subtotal|total)([:：(（].*|[0-9]+个?.*)?", re.IGNORECASE
)
_NOTE = re.compile(
    r"^(备注|注|说明|填表说明|填报说明|填表人|填报人|制表|审核|联系人|单位负责人|note|notes)\s*[:：]"
)
_EXAMPLE = re.compile(r"^(示例|例|样例|example)$", re.IGNORECASE)
_PART = re.compile(r"^其中\s*[:：]?\s*\S|^其中$")
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4})"
_IN_BRACKETS = re.compile(rf"^[(（]{_NUMERAL}[)）]")
_PLAIN_NUMERAL = re.compile(rf"^{_NUMERAL}(?:[、.．,，]|$)")
_ANY_NUMERAL = re.compile(rf"^(?:[(（]{_NUMERAL}[)）]|{_NUMERAL})[、.．]?$")


class RowSort(NamedTuple):
    """What a row is that is no entry. `section` is the title of the section that begins with it."""

    en: str
    zh: str
    section: str = ""
    level: int = 0
    """0 for 一、, 1 for （一）; a section ends those of its own level and below."""


class TableWords(NamedTuple):
    """What tells a table's other rows from its entries: its headings, its columns, how rows are numbered."""

    headings: frozenset[str]
    columns: Mapping[int, Column | None]
    counted: bool
    """Whether some rows have a figure as their number, so that 一 is none."""


def table_words(
    headings: Iterable[str], columns: Mapping[int, Column | None], serials: Iterable[str]
) -> TableWords:
    counted = any(text[:1].isdigit() for text in serials)
    return TableWords(frozenset(plain(heading) for heading in headings), columns, counted)


def sort_of(words: TableWords, cells: Mapping[int, Cell], *, hidden: bool) -> RowSort | None:
    """What a row with these cells is; None when it is an entry."""
    texts = [cell.text for cell in cells.values()]
    if hidden:
        return RowSort(*HIDDEN)
    if all(cell.struck for cell in cells.values()):
        return RowSort("struck out, not read", "整行划掉，未读取")
    if sum(plain(text) in words.headings for text in texts) > len(texts) / 2:
        return RowSort("the heading again", "重复的表头")
    if _EXAMPLE.fullmatch(texts[0]):
        return RowSort("the example of the template", "模板中的示例行")
    if any(_TOTAL.fullmatch(re.sub(r"\s", "", text)) for text in texts[:3]):
        return RowSort("a subtotal", "小计或合计行")
    if _NOTE.match(texts[0]):
        return RowSort("a note", "说明文字")
    if len(set(texts)) == 1:
        return _single(texts[0])
    return _numbered_section(words, cells) or _part_of_another(words, cells)


def _single(text: str) -> RowSort:
    """A row with one text: a section's title, or the number of a row that nobody has filled in."""
    if text.replace(".", "").isdigit():
        return RowSort("only a number, nothing else", "只有序号，没有内容")
    return _section(text, text)


def _section(title: str, numbered: str) -> RowSort:
    level = 1 if _IN_BRACKETS.match(numbered) else 0
    return RowSort(f"the title of a section: {title[:40]}", f"分组标题：{title[:40]}", title, level)


def numbered_section(text: str) -> RowSort | None:
    """The section that a line of a text begins: 一、利州区, （一）铝产业链."""
    numbered = _IN_BRACKETS.match(text) or re.match(rf"^{_NUMERAL}[、.．]", text)
    return _section(text, text) if numbered and len(text) <= 40 else None


def _numbered_section(words: TableWords, cells: Mapping[int, Cell]) -> RowSort | None:
    """一 | 利州区（共2个） | 50000, where entries are counted 1, 2, 3: a section, with its sums perhaps."""
    serial = next((cells[n].text for n, it in words.columns.items() if _is_serial(it) and n in cells), "")
    name = _name(words, cells)
    if not words.counted or not name or not _ANY_NUMERAL.match(serial):
        return None
    others = [cell for cell in cells.values() if cell.text not in (serial, name)]
    if any(cell.kind not in ("number", "formula") and not cell.text[:1].isdigit() for cell in others):
        return None
    return _section(name, serial)


def _part_of_another(words: TableWords, cells: Mapping[int, Cell]) -> RowSort | None:
    """其中：一期 below a project is a part of it."""
    name = _name(words, cells)
    if name and _PART.match(name):
        en, zh = f"a part of the row above: {name[:40]}", f"上一项的一部分，不单独成条目：{name[:40]}"
        return RowSort(en, zh)
    return None


def _is_serial(column: Column | None) -> bool:
    return column is not None and column.special == "serial"


def _name(words: TableWords, cells: Mapping[int, Cell]) -> str:
    for number, column in words.columns.items():
        if column is not None and not column.special and column.path[0] in NAME_FIELDS and number in cells:
            return cells[number].text
    return ""


def sections_after(above: tuple[RowSort, ...], new: RowSort) -> tuple[RowSort, ...]:
    """The sections that rows below are in."""
    return (*[one for one in above if one.level < new.level], new)
