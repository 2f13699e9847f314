"""Rows of lists of plots beside the plots in the files of places: what is new, what changes, what stays."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.sheets.columns import PLOT, columns_of, plain
from sitegen.sheets.comparing import Change, Comparer, EntryPlan, Sides
from sitegen.sheets.ids import slug
from sitegen.sheets.rows import Row

LIST = "plots"


@dataclass
class PlotPlan:
    """What becomes of one plot. Changes have their path within the plot."""

    region: str
    id: str
    new: bool
    row: Row
    fields: dict[tuple[str, ...], Any]
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is remembered by."""
        return f"{self.region}/{self.id}"

    @property
    def state(self) -> str:
        return "new" if self.new else "changed" if self.changes else "unchanged"


def kind_of_ids(region: str) -> str:
    """Where the ids of a place's plots are kept: two places may each have a plot A-01."""
    return f"{PLOT}/{region}"


class Plots:
    """Plans for plots; what they change is added to the plans of their places."""

    def __init__(self, comparer: Comparer) -> None:
        self.comparer = comparer
        self.plans: dict[tuple[str, str], PlotPlan] = {}
        self.taken: dict[str, set[str]] = {}

    def plan(self, rows: Iterable[Row]) -> list[PlotPlan]:
        for row in rows:
            self._row(row)
        for plan in self.plans.values():
            if plan.changes:
                self._add(plan)
        return list(self.plans.values())

    def _row(self, row: Row) -> None:
        region = self._region(row)
        default = self.comparer.there.default
        number = row.fields.pop(("number",), "")
        title = next((value for path, value in row.fields.items() if path[0] == "title" and value), number)
        title = title or row.id
        if not region or not title:
            if not title:
                row.remark("refused", 0, "the row has no name", "这一行没有名称")
            return
        _with_rent(row)
        there = self._there(region)
        matches = self._matches(region, title, number) if row.id not in there else {row.id}
        if len(matches) > 1:
            known = ", ".join(sorted(matches))
            row.remark("question", 0, f"“{title}” may be {known}", f"“{title}”可能是：{known}")
            return
        new = not matches
        key = self._new_id(region, title, row.id or number) if new else next(iter(matches))
        fields = {path: value for path, value in row.fields.items() if path != ("region",)}
        if new:
            fields.setdefault(("title", default), title)
        elif row.id:
            pass
        elif "title" not in there[key] and plain(title) == plain(key):
            fields.pop(("title", default), None)  # it is called by its id
        if new and ("area",) not in fields:
            row.remark("refused", row.columns.get(("area",), 0), "a plot needs its area", "地块要写面积")
            return
        plan = PlotPlan(region, key, new, row, fields)
        if self._again(plan):
            return
        self.plans[region, key] = plan
        if new and self.comparer.there.data["region"].get(region, {}).get("visibility", "public") == "public":
            row.remark("note", 0, "a new plot of a public place is public", "新地块随所在地区一起公开")
        base = self.comparer.memory.written.get(PLOT, {}).get(plan.name, {})
        self.comparer.compare_fields(row, plan, Sides(fields, there.get(key, {}), base))

    def _region(self, row: Row) -> str:
        """The place of a row; nothing, with a question, where it is not clear."""
        asked = [one for one in row.remarks if one.sort in ("question", "refused")]
        if ("region",) in row.new:
            self.comparer.create_named(row)
        elif ("region",) not in row.fields:
            fixed = str(self.comparer.choices.fixed.get(("region",), ""))
            found = self.comparer.there.meant("region", fixed) if fixed else set()
            if len(found) == 1:
                row.fields["region",] = next(iter(found))
            elif not asked:
                row.remark(
                    "question", 0,
                    "in which place is this plot? Say so in a column, in the title, or with --set region=…",
                    "这个地块在哪个园区或县区？请加一列“所在园区”，或写在标题里，或用 --set region=… 指定",
                )  # fmt: skip
        return str(row.fields.get(("region",), ""))

    def _there(self, region: str) -> dict[str, dict[str, Any]]:
        """The plots of a place by id."""
        listed = self.comparer.there.data["region"].get(region, {}).get(LIST)
        plots = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return {one["id"]: one for one in plots if isinstance(one.get("id"), str)}

    def _matches(self, region: str, title: str, number: str) -> set[str]:
        """The plots that a row may be: by its number, by what it was called, by its name alone."""
        there = self._there(region)
        called = {key: {plain(key), *_titles(plot)} for key, plot in there.items()}
        known = self.comparer.memory.ids.get(kind_of_ids(region), {}).get(_said(title, number), "")
        if number and (found := {key for key, names in called.items() if plain(number) in names}):
            return found
        if known in there:
            return {known}
        found = {key for key, names in called.items() if plain(title) in names}
        return {key for key in found if not number or (region, key) not in self.plans}

    def _new_id(self, region: str, title: str, number: str) -> str:
        """The plot's number where that can be an id, else its name in pinyin; a name keeps the id it got."""
        taken = self.taken.setdefault(region, set(self._there(region)))
        ids, kind, said = self.comparer.ids, kind_of_ids(region), _said(title, number)
        spelled = slug(number, {}) if re.search("[A-Za-z]", number) else ""
        if spelled and spelled not in taken and said not in ids.given.get(kind, {}):
            ids.keep(kind, said, spelled)
        key = ids.id_of(kind, said, taken, PLOT)
        taken.add(key)
        return key

    def _again(self, plan: PlotPlan) -> bool:
        """Whether another row was this plot already."""
        first = self.plans.get((plan.region, plan.id))
        if first is None:
            return False
        en, zh = first.row.called
        if first.fields == plan.fields:
            plan.row.remark("note", 0, f"the same as {en}", f"与{zh}相同")
        else:
            plan.row.remark(
                "question", 0, f"the same plot as {en}, with other values",
                f"与{zh}是同一地块，但内容不同",
            )  # fmt: skip
        return True

    def _add(self, plan: PlotPlan) -> None:
        """A plot's changes to the plan of its place."""
        plans = self.comparer.plans
        key = ("region", plan.region)
        if key not in plans:
            names = self.comparer.there.titles(*key)
            plans[key] = EntryPlan(*key, next(iter(names), plan.region), new=False)
        order = [column.path[0] for column in columns_of(PLOT)]
        changes = sorted(plan.changes, key=lambda change: order.index(change.path[0]))
        plans[key].changes += [one._replace(path=(LIST, plan.id, *one.path)) for one in changes]


def _said(title: str, number: str) -> str:
    """What a plot's id is remembered by."""
    return title if number in ("", title) else f"{title} {number}"


def _titles(plot: Mapping[str, Any]) -> set[str]:
    title = plot.get("title", "")
    return {plain(str(one)) for one in (title.values() if isinstance(title, dict) else [title]) if one}


def _with_rent(row: Row) -> None:
    """The rent of a workshop is its price; a row with both is a question."""
    rent = row.fields.pop(("rent",), None)
    if rent is None:
        return
    if ("price",) in row.fields:
        row.remark(
            "question", row.columns["rent",],
            "price and rent are both given, a plot has one of them; pass one column over with --column …=-",
            "价格和租金都填了，一个地块只能写一个；请删去一个，或用 --column …=- 略过一列",
        )  # fmt: skip
        return
    row.fields["price",], row.columns["price",] = rent, row.columns["rent",]


def is_of_a_plot(change: Change) -> bool:
    return change.path[0] == LIST and len(change.path) > 2


def with_plots(data: dict[str, Any], changes: Iterable[Change], default: str) -> dict[str, Any]:
    """What a place's file says, with these changes within its plots; new plots come last."""
    made = copy.deepcopy(data)
    for change in changes:
        listed = made.setdefault(LIST, [])
        _, key, name, *locale = change.path
        plot = next((one for one in listed if isinstance(one, dict) and one.get("id") == key), None)
        if plot is None:
            listed.append(plot := {"id": key})
        plot[name] = _value(plot.get(name), change.new, locale, default)
    return made


def _value(old: Any, new: Any, locale: list[str], default: str) -> Any:
    """A field's value; of a text, the whole with this language."""
    if not locale:
        return new
    if isinstance(old, str):
        return new if locale[0] == default else {default: old, locale[0]: new}
    return {**(old or {}), locale[0]: new}
