"""The catalogue as a workbook, and empty workbooks to fill in. `import` takes back what is written here.

The first line of a sheet names the columns for people, the second for the program. A hidden sheet holds what
the entries said, so that after an edit the import knows what somebody has changed in the sheet, and what in
the entry.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import fields_of
from sitegen.describe.terms import terms_of
from sitegen.model.entities import Plot
from sitegen.model.fields import OneOf, Ref, unwrapped
from sitegen.model.kinds import BY_ID, KINDS
from sitegen.model.placeholders import placeholder
from sitegen.model.synonyms import meant
from sitegen.pipeline.settings import load_settings
from sitegen.sheets.columns import PLOT, PLOTS_SHEET, Column, columns_of
from sitegen.sheets.entries_there import There, value_at
from sitegen.sheets.libraries import library

BASE = "sitegen"
"""The hidden sheet of what entries said; it and the next one are the program's own."""
CHOICES = "选项"
LONGEST = 32_000
"""Characters that a cell can hold (32,767 in Excel)."""
EMPTY_ROWS = 500
"""Rows of a template that have drop-down lists."""


_NOT_SHOWN = {"region": ("plots",), PLOT: ("position", "number", "rent")}
"""Columns that an exported sheet lacks: plots have one of their own, and no more than their fields."""
_HEADINGS = {PLOT: {"title": "地块名称", "region": "所在园区或地区"}}
"""Headings that say what a sheet is of."""
_Base = tuple[str, str, dict[str, Any]]


class Shown(NamedTuple):
    """A column of an exported sheet: a field, of a text in one language."""

    column: Column
    locale: str
    called: str

    @property
    def name(self) -> str:
        return ".".join((*self.column.path, self.locale)) if self.locale else self.column.name

    @property
    def heading(self) -> str:
        words = f"{self.called}（英文）" if self.locale == "en" else self.called
        return words if self.locale in ("", "zh", "en") else f"{self.called} [{self.locale}]"


def export_xlsx(root: Path, path: Path) -> int:
    """All entries, a sheet for each kind; how many there are. Raises ContentError, MachineError, OSError."""
    reading = load_settings(root).reading
    there = There(root, reading.default_locale)
    book = _book(path)
    marks = _marks(book)
    base: list[_Base] = []
    number = 0
    for kind in KINDS:
        entries = there.data[kind]
        if entries:
            number += len(entries)
            shown = [one for one in _shown(kind, reading.written) if _is_used(one, entries, there)]
            sheet = book.add_worksheet(BY_ID[kind].name.zh)
            base += _write_entries(sheet, _Entries(kind, entries, shown), there, marks)
    if entries := plots_of(there.data["region"]):
        shown = [one for one in _shown(PLOT, reading.written) if _is_used(one, entries, there)]
        base += _write_entries(book.add_worksheet(PLOTS_SHEET), _Entries(PLOT, entries, shown), there, marks)
    _write_base(book.add_worksheet(BASE), base)
    book.close()
    return number


class _Entries(NamedTuple):
    """What becomes one sheet."""

    kind: str
    entries: dict[str, Any]
    shown: list[Shown]


def _write_entries(sheet: Any, these: _Entries, there: There, marks: dict[str, Any]) -> list[_Base]:
    """Fill in a sheet; what its rows say, for the hidden one."""
    shown, base = these.shown, []
    _head(sheet, shown, marks)
    for row, (key, data) in enumerate(these.entries.items(), 2):
        _write(sheet, row, 0, key.rpartition("/")[2], marks)
        for column, one in enumerate(shown, 1):
            _write(sheet, row, column, _said(one, data, there), marks)
        values = {one.name: value for one in shown if (value := _value(one, data, there)) is not None}
        base.append((these.kind, key, values))
    return base


def plots_of(regions: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The plots of all places as they are in their files, with their place, by region/plot."""
    return {
        f"{region}/{plot['id']}": {"region": region, **plot}
        for region, data in regions.items()
        for plot in (data["plots"] if isinstance(data.get("plots"), list) else ())
        if isinstance(plot, dict) and isinstance(plot.get("id"), str)
    }


def export_template(root: Path, path: Path) -> None:
    """An empty sheet for each kind: headings, an example, drop-down lists. Raises as above."""
    reading = load_settings(root).reading
    there = There(root, reading.default_locale)
    book = _book(path)
    marks = _marks(book)
    lists = _Lists(book, there)
    for kind in (*KINDS, PLOT):
        shown = [one for one in _shown(kind, reading.written) if not one.column.is_parts]
        sheet = book.add_worksheet(PLOTS_SHEET if kind == PLOT else BY_ID[kind].name.zh)
        _head(sheet, shown, marks, number="序号")
        _write(sheet, 2, 0, "示例", marks)
        examples = _examples(kind)
        for column, one in enumerate(shown, 1):
            _write(sheet, 2, column, _example(one, examples, there), marks)
            lists.attach(sheet, column, one.column)
    lists.write()
    book.close()


# Columns and cells


def _shown(kind: str, locales: tuple[str, ...]) -> Iterator[Shown]:
    headings = _HEADINGS.get(kind, {})
    for column in sorted(columns_of(kind), key=lambda it: kind == PLOT and it.name not in headings):
        for locale in locales if column.is_text else ("",):
            if column.name not in _NOT_SHOWN.get(kind, ()):
                yield Shown(column, locale, headings.get(column.name, column.zh))


def _is_used(one: Shown, entries: dict[str, Any], there: There) -> bool:
    return any(_value(one, data, there) is not None for data in entries.values())


def _value(one: Shown, data: dict[str, Any], there: There) -> Any:
    """What the entry's file says; of a text in one language."""
    value = value_at(data, one.column.path)
    if one.locale:
        if isinstance(value, str):
            return value if one.locale == there.default else None
        value = value.get(one.locale) if isinstance(value, dict) else None
    return value if value not in ("", None, [], {}) else None


def _said(one: Shown, data: dict[str, Any], there: There) -> str:
    """A value as the clerk sees it: terms in words, references by title."""
    value = _value(one, data, there)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        items = [_word(one.column, item, data, there) for item in value]
        if not any(set(item) & set("、,，;；\n[") for item in items):
            return "、".join(items)
    if not isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return text if len(text) <= LONGEST else ""
    return _word(one.column, value, data, there) if len(value) <= LONGEST else ""


def _word(column: Column, value: str, data: dict[str, Any], there: There) -> str:
    for mark in marks_of(column):
        if isinstance(mark, OneOf) and value in mark.values:
            word = terms_of(mark.values)[mark.values.index(value)].zh.partition("，")[0]
            return word if meant(word, mark.values) == value else value
        if isinstance(mark, Ref):
            return _title(mark.kind, value, data, there)
    if unwrapped(column.hint)[0] is bool:
        return {"true": "是", "false": "否"}.get(value, value)
    return value


def _title(kind: str, key: str, data: dict[str, Any], there: There) -> str:
    """The title of what is named, where no other has it; else the id."""
    if kind == "segment":
        segments = there.segments(str(data.get("chain", "")))
        titles = segments.get(key, [])
        unique = titles and sum(titles[0] in other for other in segments.values()) == 1
        return titles[0] if unique else key
    titles = there.titles(kind, key) if key in there.data.get(kind, {}) else []
    return titles[0] if titles and there.meant(kind, titles[0]) == {key} else key


def marks_of(column: Column) -> tuple[Any, ...]:
    bare, marks = unwrapped(column.hint)
    return unwrapped(get_args(bare)[0])[1] if get_origin(bare) is tuple else marks


# The workbook


def _book(path: Path) -> Any:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = library("xlsxwriter").Workbook(str(path), options)
    book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    return book


def _marks(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"}),
        "name": book.add_format({"font_color": "#808080", "font_size": 8}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
    }


def _head(sheet: Any, shown: list[Shown], marks: dict[str, Any], number: str = "标识") -> None:
    sheet.write_string(0, 0, number, marks["head"])
    sheet.write_string(1, 0, "id" if number == "标识" else "serial", marks["name"])
    for column, one in enumerate(shown, 1):
        sheet.write_string(0, column, one.heading, marks["head"])
        sheet.write_string(1, column, one.name, marks["name"])
    sheet.freeze_panes(2, 2)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, len(shown), 18)


def _write(sheet: Any, row: int, column: int, text: str, marks: dict[str, Any]) -> None:
    """Always as text: what begins with = + - @ cannot become a formula, also when the cell is edited."""
    if text:
        sheet.write_string(row, column, text, marks["quoted" if text[0] in "=+-@" else "text"])


def _write_base(sheet: Any, base: list[_Base]) -> None:
    sheet.very_hidden()
    for row, (kind, key, values) in enumerate(base):
        text = json.dumps(values, ensure_ascii=False)
        parts = [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)]
        sheet.write_row(row, 0, [kind, key, *parts])


def read_base(cells: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """What the hidden sheet says, by kind and id; nothing where somebody has changed it."""
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(cells.items()):
        rows.setdefault(row, []).append(cell.text)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for kind, key, *parts in (texts for texts in rows.values() if len(texts) > 2):
        try:
            values = json.loads("".join(parts))
        except ValueError:
            continue
        if isinstance(values, dict):
            found.setdefault(kind, {})[key] = values
    return found


# Templates


class _Lists:
    """Drop-down lists, kept in a hidden sheet, since a list in a cell may have 255 characters only."""

    def __init__(self, book: Any, there: There) -> None:
        self.book = book
        self.there = there
        self.lists: dict[tuple[str, ...], int] = {}

    def attach(self, sheet: Any, column: int, field: Column) -> None:
        words = self._words(field)
        if not words:
            return
        number = self.lists.setdefault(words, len(self.lists))
        letter = library("xlsxwriter.utility").xl_col_to_name(number, col_abs=True)
        source = f"='{CHOICES}'!{letter}$1:{letter}${len(words)}"
        # Several may be chosen by typing them, with 、 between: the list advises, it does not refuse.
        sheet.data_validation(
            2, column, EMPTY_ROWS, column, {"validate": "list", "source": source, "error_type": "information"}
        )

    def _words(self, field: Column) -> tuple[str, ...]:
        for mark in marks_of(field):
            if isinstance(mark, OneOf):
                return tuple(term.zh.partition("，")[0] for term in terms_of(mark.values))
            if isinstance(mark, Ref) and mark.kind in self.there.data:
                keys = list(self.there.data[mark.kind])[:1000]
                return tuple(_title(mark.kind, key, {}, self.there) for key in keys)
        return ("是", "否") if unwrapped(field.hint)[0] is bool else ()

    def write(self) -> None:
        sheet = self.book.add_worksheet(CHOICES)
        sheet.hide()
        for words, column in self.lists.items():
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)


def _examples(kind: str) -> dict[tuple[str, ...], tuple[type, Any]]:
    """The field of each column as the outline has it, with the type that it stands in."""
    found: dict[tuple[str, ...], tuple[type, Any]] = {}

    def collect(cls: Any, above: tuple[str, ...]) -> None:
        for one in fields_of(cls):
            inner = getattr(one.shape, "cls", None)
            if inner is not None:
                collect(inner, (*above, one.name))
            else:
                found[*above, one.name] = (cls, one)

    collect(Plot if kind == PLOT else KINDS[kind], ())
    return found


def _example(one: Shown, examples: dict[tuple[str, ...], tuple[type, Any]], there: There) -> str:
    cls, field = examples.get(one.column.path, (None, None))
    if cls is None or field is None:
        return ""
    if one.locale:
        return placeholder(field.doc, one.locale)
    text = example_of(cls, field).strip("[]").replace(", ", "、")
    return "" if text.endswith("-id") else _word(one.column, text, {}, there)
