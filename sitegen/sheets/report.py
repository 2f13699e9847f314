"""The figures of the report on a campaign (情况统计表): by place, in a period and in that of a year before.

They come from milestones of projects, from events, and from what offices note below `internal: activities`.
Drafts do not count. Every figure is a sum of items, so that a reader can see what it is made of. What cannot
be counted for certain (a date that is only a year, an amount to be negotiated, a currency without a rate) is
not guessed: it is an item with a note, and the note is in the report.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content.yaml_file import parse_yaml
from sitegen.diagnostics import Diagnostic
from sitegen.i18n.amounts import Qualifier, Quantity
from sitegen.i18n.dates import DateError, first_day, last_day, parse_date
from sitegen.i18n.units import UNITS
from sitegen.model.activities import Activity, activities_in
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext
from sitegen.model.entities import Entity, Event, Project
from sitegen.model.kinds import KINDS
from sitegen.model.site import Rate
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.sheets.entries_there import There

YI = Decimal(100_000_000)


class Measure(NamedTuple):
    """A column of the report. `money` is counted in 亿元."""

    name: str
    zh: str
    en: str
    unit_zh: str
    money: bool = False

    def called(self, lang: str) -> str:
        if lang == "zh":
            return f"{self.zh}（{self.unit_zh}）"
        return f"{self.en} (CNY 100 million)" if self.money else self.en


TABLE = (
    Measure("promotions", "召开推介会", "Promotions held", "次"),
    Measure("calls", "拜访企业", "Enterprises called on", "户"),
    Measure("signed", "签约项目", "Projects signed", "个"),
    Measure("signed_amount", "签约金额", "Amount signed", "亿元", money=True),
    Measure("landed", "落地项目数", "Projects landed", "个"),
    Measure("started", "开工项目数", "Construction starts", "个"),
    Measure("paid", "新增到位资金", "Capital newly paid in", "亿元", money=True),
)
"""The columns of the annex to 川办发〔2021〕47号, in its order."""
BESIDES = (
    Measure("led", "党政负责同志带队招商", "Trips led by heads of party and government", "次"),
    Measure("receptions", "接待客商考察", "Investors received", "批"),
    Measure("talks", "新增在谈项目", "Projects newly in talks", "个"),
    Measure("intents", "新增意向项目", "Letters of intent", "个"),
    Measure("operating", "投产项目", "Projects begun operating", "个"),
)
MEASURES = (*TABLE, *BESIDES)
_OF_STATUS = {
    "in-talks": "talks",
    "intent": "intents",
    "signed": "signed",
    "landed": "landed",
    "under-construction": "started",
    "operating": "operating",
}
_OF_ACTIVITY = {"promotion": "promotions", "call": "calls", "reception": "receptions", "payment": "paid"}


class Period(NamedTuple):
    first: datetime.date
    last: datetime.date

    @property
    def before(self) -> Period:
        """The same days of the year before; 29 February becomes the 28th."""
        return Period(_year_before(self.first), _year_before(self.last))

    def has(self, iso: str) -> bool | None:
        """Whether a date is within; None where it is not precise enough to tell."""
        first, last = first_day(iso), last_day(iso)
        if last < self.first or first > self.last:
            return False
        return True if first >= self.first and last <= self.last else None


def _year_before(day: datetime.date) -> datetime.date:
    day = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return day.replace(year=day.year - 1)


def period_of(text: str, today: datetime.date) -> Period:
    """2026, 2026-03, 2026-01/2026-06, 2026-01-01/2026-06-10; "" for this year so far. Raises DateError."""
    if not text:
        return Period(today.replace(month=1, day=1), today)
    first, slash, last = text.partition("/")
    period = Period(first_day(parse_date(first)), last_day(parse_date(last if slash else first)))
    if period.first > period.last:
        raise DateError("period", "2026-01/2026-06", "起止日期颠倒", "the end is before the beginning")
    return period


class Item(NamedTuple):
    """One thing that a figure is made of, or that could not be counted (`number` 0, with a note)."""

    measure: str
    place: str
    kind: str
    id: str
    title: str
    date: str
    number: Decimal
    note: str = ""


class Talk(NamedTuple):
    """A project that is being negotiated now."""

    place: str
    id: str
    title: str
    amount: Decimal | None
    since: str
    note: str


class Report(NamedTuple):
    period: Period
    top: str
    """The place that reports, and what is its own alone."""
    places: tuple[str, ...]
    names: Mapping[str, str]
    items: tuple[Item, ...]
    items_before: tuple[Item, ...]
    talks: tuple[Talk, ...]
    problems: tuple[Diagnostic, ...]

    def figure(self, measure: str, place: str = "", *, before: bool = False) -> Decimal:
        """A figure of a place, or of all; money in 亿元."""
        items = self.items_before if before else self.items
        found = [one.number for one in items if one.measure == measure and place in ("", one.place)]
        return sum(found, Decimal(0))

    def notes(self, place: str = "") -> list[str]:
        """What is to be said about figures of the table, each once with how often."""
        table = {measure.name for measure in TABLE}
        said = [
            one.note for one in self.items if one.note and one.measure in table and place in ("", one.place)
        ]
        return [f"{note} {said.count(note)}" for note in dict.fromkeys(said)]


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """In per cent; None where there was nothing before."""
    return None if not before else (now - before) / before * 100


NOTES = {
    "vague": ("日期不具体，未计入", "date not precise, not counted"),
    "negotiable": ("金额待定，未计入", "amount open, not counted"),
    "currency": ("外币无汇率，未计入", "no exchange rate, not counted"),
    "about": ("金额为约数", "amount is approximate"),
}


def make_report(root: Path, period: Period, under: str = "", lang: str = "zh") -> Report:
    """Raises ContentError for a site.yml that cannot be read."""
    settings = load_settings(root)
    there = There(root, settings.reading.default_locale)
    places = _Places(there, under)
    reader = _Reader(there, settings, places, lang)
    reader.read()
    return Report(
        period=period,
        top=places.top,
        places=places.rows,
        names={key: reader.title("region", key) for key in ("", places.top, *places.rows)},
        items=tuple(reader.items(period)),
        items_before=tuple(reader.items(period.before)),
        talks=tuple(sorted(reader.talks, key=lambda one: (one.place, one.since, one.id))),
        problems=tuple(reader.problems),
    )


class _Places:
    """The rows of the table: what lies directly below the place that reports."""

    def __init__(self, there: There, under: str) -> None:
        data = there.data["region"]
        hidden = {key for key, one in data.items() if one.get("visibility") == "draft"}
        self._parents = {key: str(one.get("parent") or "") for key, one in data.items() if key not in hidden}
        self.top = under or self._first_that_branches()
        self.rows = tuple(sorted(self._below(self.top), key=lambda key: (_order(data[key]), key)))

    def _below(self, place: str) -> list[str]:
        return [key for key, parent in self._parents.items() if parent == place]

    def _first_that_branches(self) -> str:
        """From the top down as long as there is one place alone: the city, not its province."""
        place = ""
        while len(below := self._below(place)) == 1:
            if not self._below(below[0]):
                break
            place = below[0]
        return place

    def row(self, *regions: str) -> str | None:
        """The row that these regions (a park, then its county) belong to; None outside of what reports."""
        inside = False
        for region in regions:
            step, seen = region, set[str]()
            while step and step not in seen:
                if step in self.rows:
                    return step
                inside = inside or step == self.top
                seen.add(step)
                step = self._parents.get(step, "")
        return self.top if inside or not any(regions) or not self.top else None


def _order(data: Mapping[str, Any]) -> int:
    text = str(data.get("order", ""))
    return int(text) if text.isdigit() else 0


class _Reader:
    """Every entry decoded once; then items of any period are picked from it."""

    def __init__(self, there: There, settings: Settings, places: _Places, lang: str) -> None:
        self.there = there
        self.settings = settings
        self.places = places
        self.zh = lang == "zh"
        self.problems: list[Diagnostic] = []
        self.talks: list[Talk] = []
        self._dated: list[Item] = []
        """With the number that counts if the date does."""
        self._calls: list[tuple[str, str, Activity, Entity]] = []

    def title(self, kind: str, key: str) -> str:
        titles = self.there.titles(kind, key) if key in self.there.data[kind] else []
        return titles[0 if self.zh else -1] if titles else key

    def read(self) -> None:
        reading = self.settings.reading
        for kind, paths in self.there.paths.items():
            for key, path in paths.items():
                name = path.relative_to(self.there.root).as_posix()
                context = DecodeContext(name, reading.locales, reading.default_locale)
                node, problems = parse_yaml(path.read_bytes(), name)
                entity = decode_entity(KINDS[kind], key, node, context) if node is not None else None
                activities = [*activities_in(node, context)]
                self.problems += [one for one in (*problems, *context.found) if one.severity == "error"]
                if entity is not None and entity.visibility != "draft":
                    self._take(entity, activities)

    def _take(self, entity: Entity, activities: list[Activity]) -> None:
        if isinstance(entity, Project):
            self._take_project(entity)
        elif isinstance(entity, Event) and entity.kind == "roadshow" and entity.starts:
            self._add("promotions", entity, entity.starts, self.places.row(entity.region))
        for activity in activities:
            self._take_activity(entity, activity)

    def _take_project(self, project: Project) -> None:
        place = self.places.row(project.park, project.region)
        total = project.investment.total if project.investment else None
        for step in project.milestones:
            measure = _OF_STATUS.get(step.status)
            if measure:
                self._add(measure, project, step.date, place)
            if measure == "signed":
                self._add_money("signed_amount", project, (step.date, step.amount or total), place)
        if project.status == "in-talks" and place is not None:
            steps = sorted(project.milestones, key=lambda step: step.date)
            since = next((step.date for step in steps if step.status == "in-talks"), "")
            notes = [self._said(step.note.values) for step in steps if step.note]
            amount, _ = in_yi(total, self.settings.site.rates)
            title = self._said(project.title.values)
            self.talks.append(Talk(place, project.id, title, amount, since, notes[-1] if notes else ""))

    def _take_activity(self, entity: Entity, activity: Activity) -> None:
        own = entity.id if entity.kind_name == "region" else str(getattr(entity, "region", "") or "")
        place = self.places.row(
            activity.region or str(getattr(entity, "park", "") or ""), activity.region or own
        )
        if activity.led:
            self._add("led", entity, activity.date, place)
        measure = _OF_ACTIVITY.get(activity.kind)
        if measure == "paid":
            self._add_money(measure, entity, (activity.date, activity.amount), place)
        elif measure == "calls" and place is not None:
            self._calls.append((place, activity.date, activity, entity))
        elif measure:
            self._add(measure, entity, activity.date, place, Decimal(max(activity.count, 1)))

    def _add(
        self, measure: str, entity: Entity, date: str, place: str | None, number: Decimal = Decimal(1)
    ) -> None:
        if place is not None:
            title = (
                self._said(entity.title.values) if entity.title else self.title(entity.kind_name, entity.id)
            )
            self._dated.append(Item(measure, place, entity.kind_name, entity.id, title, date, number))

    def _add_money(
        self, measure: str, entity: Entity, paid: tuple[str, Quantity | None], place: str | None
    ) -> None:
        date, quantity = paid
        number, note = in_yi(quantity, self.settings.site.rates)
        self._add(measure, entity, date, place, number or Decimal(0))
        if note and place is not None:
            self._dated[-1] = self._dated[-1]._replace(note=self._note(note))

    def _note(self, name: str) -> str:
        return NOTES[name][0 if self.zh else 1]

    def _said(self, values: Mapping[str, str]) -> str:
        wanted = "zh" if self.zh else "en"
        return values.get(wanted) or next(iter(values.values()))

    def items(self, period: Period) -> Iterator[Item]:
        for item in self._dated:
            within = period.has(item.date)
            if within:
                yield item
            elif within is None:
                yield item._replace(number=Decimal(0), note=self._note("vague"))
        yield from self._called_on(period)

    def _called_on(self, period: Period) -> Iterator[Item]:
        """Enterprises called on in a period: one that is named counts once in its place."""
        seen: set[tuple[str, str]] = set()
        for place, date, activity, entity in sorted(self._calls, key=lambda call: call[1]):
            within = period.has(date)
            title = self.title(entity.kind_name, entity.id)
            item = Item("calls", place, entity.kind_name, entity.id, title, date, Decimal(0))
            if within is None:
                yield item._replace(note=self._note("vague"))
            if not within:
                continue
            named = activity.enterprises or ((entity.id,) if entity.kind_name == "enterprise" else ())
            fresh = [key for key in dict.fromkeys(named) if (place, key) not in seen]
            seen.update((place, key) for key in fresh)
            others = max(activity.count - len(named), 0 if named else 1)
            yield item._replace(number=Decimal(len(fresh) + others))


def in_yi(quantity: Quantity | None, rates: Iterable[Rate]) -> tuple[Decimal | None, str]:
    """An amount in 亿元, the lower end of a range, and what is to be noted about it ("" for nothing)."""
    if quantity is None or quantity.value is None:
        return None, "negotiable"
    value = quantity.value * UNITS[quantity.unit].size
    if quantity.unit != "CNY":
        rate = next((rate for rate in rates if rate.currency == quantity.unit), None)
        if rate is None:
            return None, "currency"
        value *= Decimal(rate.cny)
    return value / YI, "" if quantity.qualifier is Qualifier.EXACT else "about"
