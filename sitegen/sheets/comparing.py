"""Rows beside the entries that are there: what is new, what changes, what stays, what a person has to decide.

What a person has edited since the last import is never overwritten: a value changes only where the file still
has what the sheet had then, or nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from sitegen.model.decode_context import BAD, DecodeContext
from sitegen.model.fields import OneOf
from sitegen.model.formats import is_slug
from sitegen.model.synonyms import in_chinese
from sitegen.sheets.cell_values import as_node, decoder
from sitegen.sheets.columns import Column, Columns, unwrapped
from sitegen.sheets.entries_there import There, value_at
from sitegen.sheets.ids import Ids
from sitegen.sheets.rows import NewName, Row
from sitegen.sheets.site_words import Memory

REQUIRED = {
    "project": (("status",),),
    "policy": (("level",),),
    "region": (("kind",),),
    "event": (("kind",),),
}
"""What an entry cannot do without, beside its name."""
NAMES = {"contact": "organisation"}
"""The field that an entry is called by, where it is not the title."""


class Change(NamedTuple):
    path: tuple[str, ...]
    old: Any
    new: Any


@dataclass
class EntryPlan:
    """What becomes of one entry."""

    kind: str
    id: str
    title: str
    new: bool
    row: Row | None = None
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    """Values of the sheet that a person's own stand against."""
    body: dict[str, str] = field(default_factory=dict)
    internal: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        return "new" if self.new else "changed" if self.changes else "unchanged"


class Choices(NamedTuple):
    """What the person who imports has decided beforehand."""

    fixed: Mapping[tuple[str, ...], Any] = MappingProxyType({})
    """Values for new entries, by path."""
    create: bool = False
    """Make drafts of chains, regions and contacts that are not there yet."""
    overwrite: bool = False


class Sides(NamedTuple):
    """What the sheet says, what the file says, and what an import wrote there last."""

    fields: Mapping[tuple[str, ...], Any]
    data: dict[str, Any]
    base: Mapping[str, Any]


class Differences(Protocol):
    """What takes the differences of an entry, or of a part of one."""

    changes: list[Change]
    kept: list[Change]


class Comparer:
    def __init__(
        self, there: There, memory: Memory, ids: Ids, choices: Choices, locales: tuple[str, ...]
    ) -> None:
        self.there = there
        self.memory = memory
        self.ids = ids
        self.choices = choices
        self.locales = locales
        self.taken: dict[str, set[str]] = {kind: set(found) for kind, found in there.paths.items()}
        self.plans: dict[tuple[str, str], EntryPlan] = {}
        self.created: dict[NewName, str] = {}

    def plan(self, rows: Iterable[Row]) -> list[EntryPlan]:
        for row in rows:
            self._row(row)
        return list(self.plans.values())

    def _row(self, row: Row) -> None:
        name = NAMES.get(row.kind, "title")
        title = next((value for path, value in row.fields.items() if path[0] == name and value), "")
        if not title:
            row.remark("refused", 0, "the row has no name", "这一行没有名称")
            return
        matches = self._matches(row, title)
        if len(matches) > 1:
            known = ", ".join(sorted(matches))
            row.remark("question", 0, f"“{title}” may be {known}", f"“{title}”可能是：{known}")
            return
        new = not matches
        if new and not self._complete(row):
            return
        english = next((v for p, v in row.fields.items() if p == (name, "en")), "")
        new_id = row.id if is_slug(row.id) and row.id not in self.taken[row.kind] else ""
        key = (
            next(iter(matches))
            if matches
            else new_id or self.ids.id_of(row.kind, title, self.taken[row.kind], english)
        )
        self.taken[row.kind].add(key)
        plan = EntryPlan(row.kind, key, title, new, row, body=row.body, internal=row.internal)
        if self._again(row, plan):
            return
        self.create_named(row)
        self._compare(row, plan)
        self.plans[row.kind, key] = plan

    def _matches(self, row: Row, title: str) -> set[str]:
        if row.id:
            return {row.id} & self.there.paths[row.kind].keys()
        found = self.there.named(row.kind, title)
        known = self.memory.ids.get(row.kind, {}).get(title, "")
        if not found and known in self.there.paths[row.kind]:
            found = {known}
        code = row.fields.get(("code",)) or row.fields.get(("number",))
        if code and row.kind in ("project", "policy"):
            key = "code" if row.kind == "project" else "number"
            same = {one for one, data in self.there.data[row.kind].items() if data.get(key) == code}
            found = (found & same) or (found | same)
        return found

    def _complete(self, row: Row) -> bool:
        missing = [
            path
            for path in REQUIRED.get(row.kind, ())
            if path not in row.fields and path not in self.choices.fixed
        ]
        for path in missing:
            name = ".".join(path)
            column = _plain_columns(row.kind).by_name[name]
            row.remark(
                "question", row.columns.get(path, 0),
                f"a new entry needs {name} ({', '.join(_choices(column))}); "
                f"give it in a column or for all with --set {name}=…",
                f"新条目要写“{column.zh}”（{in_chinese(_choices(column))}）；"
                f"请加一列“{column.zh}”，或用 --set {name}=… 统一指定",
            )  # fmt: skip
        return not missing

    def _again(self, row: Row, plan: EntryPlan) -> bool:
        """Whether another row was this entry already."""
        first = self.plans.get((plan.kind, plan.id))
        if first is None or first.row is None:
            return False
        en, zh = first.row.called
        if first.row.fields == row.fields:
            row.remark("note", 0, f"the same as {en}", f"与{zh}相同")
        else:
            row.remark(
                "question",
                0,
                f"the same entry as {en}, with other values",
                f"与{zh}是同一条目，但内容不同",
            )
        return True

    def create_named(self, row: Row) -> None:
        for path, name in row.new.items():
            column = row.columns.get(path, 0)
            if not self.choices.create:
                row.remark(
                    "question", column,
                    f"there is no {name.kind} called “{name.words}”; with --create it becomes a draft",
                    f"还没有“{name.words}”这个条目；加上 --create 会为它建草稿",
                )  # fmt: skip
                continue
            key = self.created.get(name) or self._draft(row, name)
            is_list = path == ("contacts",)
            row.fields[path] = [key] if is_list else key

    def _draft(self, row: Row, name: NewName) -> str:
        key = self.ids.id_of(name.kind, name.words, self.taken[name.kind])
        self.taken[name.kind].add(key)
        self.created[name] = key
        plan = EntryPlan(name.kind, key, name.words, new=True)
        default = self.there.default
        plan.changes.append(Change((NAMES.get(name.kind, "title"), default), None, name.words))
        if name.kind == "region":
            plan.changes.append(Change(("kind",), None, _kind_of_region(name.words)))
        if name.kind == "contact" and row.phones:
            plan.changes.append(Change(("phone",), None, row.phones[0]))
        self.plans[name.kind, key] = plan
        return key

    def _compare(self, row: Row, plan: EntryPlan) -> None:
        data = {} if plan.new else self.there.data[row.kind][plan.id]
        base = self.memory.written.get(row.kind, {}).get(plan.id, {})
        fields = dict(row.fields)
        if plan.new:
            fields = {**self.choices.fixed, **fields}
        self.compare_fields(row, plan, Sides(fields, data, base))

    def compare_fields(self, row: Row, plan: Differences, sides: Sides) -> None:
        """Note in the plan what changes and what a person's own value stands against."""
        table, (fields, data, base) = _plain_columns(row.kind), sides
        for path, number in row.empty.items() if base else ():
            if ".".join(path) in base and self._there(data, path, _column_of(table, path)) is not None:
                row.remark(
                    "note", number,
                    f"{'.'.join(path)}: emptied in the sheet, left as it is; to delete it, edit the entry",
                    "表里清空了，条目里的内容没有改动；要删除，请在条目里删",
                )  # fmt: skip
        for path, value in fields.items():
            column = _column_of(table, path)
            old = self._there(data, path, column)
            change = Change(path, old, value)
            if old is not None and self._same(column, old, value):
                continue
            if (
                (old is None and (".".join(path) not in base or self.choices.overwrite))
                or self.choices.overwrite
                or self._same(column, base.get(".".join(path)), old)
            ):
                plan.changes.append(change)
            elif not self._same(column, base.get(".".join(path)), value):
                plan.kept.append(change)
                row.remark(
                    "question", row.columns.get(path, 0),
                    f"{'.'.join(path)}: the entry says {_short(old)}, the sheet {_short(value)}; "
                    "somebody has edited the entry (--overwrite takes the sheet's)",
                    f"{'.'.join(path)}：条目里是 {_short(old)}，表里是 {_short(value)}；"
                    "条目被人改过（--overwrite 以表格为准）",
                )  # fmt: skip
            else:
                plan.kept.append(change)

    def _there(self, data: dict[str, Any], path: tuple[str, ...], column: Column | None) -> Any:
        if column is not None and column.is_text and len(path) > len(column.path):
            text = value_at(data, column.path)
            if isinstance(text, str):
                return text if path[-1] == self.there.default else None
            return text.get(path[-1]) if isinstance(text, dict) else None
        return value_at(data, path)

    def _same(self, column: Column | None, old: Any, new: Any) -> bool:
        """Whether two ways of writing mean one value."""
        if old is None or new is None:
            return old is new
        if old == new:
            return True
        if column is None or column.is_text:
            return isinstance(old, str) and isinstance(new, str) and _folded(old) == _folded(new)
        context = DecodeContext("", self.locales, self.there.default)
        decode = decoder(column)
        first, second = decode(as_node(old), context), decode(as_node(new), context)
        return first is not BAD and first == second


def _choices(column: Column) -> tuple[str, ...]:
    """The words of the model that a column takes."""
    return next((mark.values for mark in unwrapped(column.hint)[1] if isinstance(mark, OneOf)), ())


@cache
def _plain_columns(kind: str) -> Columns:
    return Columns(kind)


def _column_of(table: Columns, path: tuple[str, ...]) -> Column | None:
    name = ".".join(path)
    return table.by_name.get(name) or table.by_name.get(name.rpartition(".")[0])


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


_ENDINGS = {
    "园": "park", "园区": "park", "开发区": "park", "新区": "park", "港": "port", "口岸": "port",
    "省": "province", "市": "city",
}  # fmt: skip


def _kind_of_region(words: str) -> str:
    """What a place is by the end of its name; a county where that says nothing else."""
    return next((kind for ending, kind in _ENDINGS.items() if words.endswith(ending)), "county")


def counts(plans: Iterable[EntryPlan]) -> Iterator[tuple[str, int]]:
    states = [plan.state for plan in plans]
    for state in ("new", "changed", "unchanged"):
        yield state, states.count(state)
