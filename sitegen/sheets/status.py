"""What needs a person, from what the entries say: stale, unreachable, expiring, empty; who sent a batch.

Works on the files as they are, drafts too, and writes nothing of the site. What is internal does not count.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.i18n.dates import DateError, last_day, parse_date
from sitegen.model.kinds import KINDS
from sitegen.pipeline.settings import load_settings
from sitegen.sheets.columns import columns_of
from sitegen.sheets.entries_there import There, value_at
from sitegen.sheets.libraries import library

EXPIRING = 60
"""Days within which the end of a policy is worth knowing."""
CONFIRMED = 180
"""Days after which facts want confirming."""
SORTS = {
    "untranslated": ("translation missing", "缺译文"),
    "stale": ("translation marked as stale", "译文待更新"),
    "expiring": (f"policy ends within {EXPIRING} days", f"{EXPIRING} 天内到期的政策"),
    "expired": ("policy has ended", "已到期的政策"),
    "unconfirmed": (f"not confirmed for {CONFIRMED} days", f"{CONFIRMED} 天未核实"),
    "unreachable": ("contact without phone or e-mail", "没有电话和邮箱的联系单位"),
    "undescribed": ("picture without a description", "图片缺少说明"),
    "draft": ("draft", "草稿"),
}


class Lack(NamedTuple):
    """Something about an entry that a person should see to."""

    sort: str
    kind: str
    id: str
    title: str
    region: str
    detail: str = ""


class Batch(NamedTuple):
    """How many projects of a batch each county has sent."""

    name: str
    counts: dict[str, int]


class Status(NamedTuple):
    lacks: tuple[Lack, ...]
    empty: tuple[tuple[str, int, int], ...]
    """(field of projects, how many projects lack it, of how many), the most often empty first."""
    batch: Batch | None


def status(root: Path, today: datetime.date, batch: str = "") -> Status:
    """Raises ContentError for a site.yml that cannot be read."""
    reading = load_settings(root).reading
    there = There(root, reading.default_locale)
    lacks = [
        lack
        for kind in KINDS
        for key, data in there.data[kind].items()
        if data.get("visibility") != "internal"
        for lack in _lacks(there, kind, key, data, (today, reading.required))
    ]
    order = list(SORTS)
    lacks.sort(key=lambda one: (order.index(one.sort), one.region, one.kind, one.id))
    return Status(tuple(lacks), _empty_fields(there), _batch(there, batch) if batch else None)


def _lacks(
    there: There, kind: str, key: str, data: dict[str, Any], when: tuple[datetime.date, tuple[str, ...]]
) -> Iterator[Lack]:
    today, required = when
    titles = there.titles(kind, key)
    region = str(data.get("region") or "")

    def lack(sort: str, detail: str = "") -> Lack:
        return Lack(sort, kind, key, titles[0] if titles else key, region, detail)

    if data.get("visibility") == "draft":
        yield lack("draft")
        return
    missing = sorted({locale for locale in required for text in _texts(kind, data) if locale not in text})
    if missing:
        yield lack("untranslated", ", ".join(missing))
    states = data.get("translation")
    if isinstance(states, dict) and "stale" in states.values():
        yield lack("stale", ", ".join(locale for locale, state in states.items() if state == "stale"))
    yield from (lack(*found) for found in _dated(kind, data, today))
    if kind == "contact" and not (data.get("phone") or data.get("phones") or data.get("email")):
        yield lack("unreachable")
    for picture in data.get("pictures") or ():
        if isinstance(picture, dict) and not picture.get("alt"):
            yield lack("undescribed", str(picture.get("file", "")))


def _texts(kind: str, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The texts in languages that an entry has; a plain string is in one language."""
    for column in columns_of(kind):
        value = value_at(data, column.path) if column.is_text else None
        if isinstance(value, dict):
            yield value
        elif isinstance(value, str) and any(char.isalpha() for char in value):
            yield {}


def _dated(kind: str, data: dict[str, Any], today: datetime.date) -> Iterator[tuple[str, str]]:
    ends = _day(data.get("expires"))
    if kind == "policy" and ends is not None:
        if ends < today:
            yield "expired", ends.isoformat()
        elif (ends - today).days <= EXPIRING:
            yield "expiring", ends.isoformat()
    confirmed = _day(data.get("confirmed"))
    if kind in ("project", "policy", "region") and (
        confirmed is None or (today - confirmed).days > CONFIRMED
    ):
        yield "unconfirmed", confirmed.isoformat() if confirmed else ""


def _day(text: Any) -> datetime.date | None:
    try:
        return last_day(parse_date(text)) if isinstance(text, str) and text else None
    except DateError:
        return None


_BESIDES = {"visibility", "translation", "featured", "case_by_case"}
"""Fields of which most projects rightly say nothing."""


def _empty_fields(there: There) -> tuple[tuple[str, int, int], ...]:
    projects = [data for data in there.data["project"].values() if data.get("visibility") != "internal"]
    filled: Counter[str] = Counter()
    names = [column.name for column in columns_of("project") if column.name not in _BESIDES]
    for data in projects:
        for column in columns_of("project"):
            filled[column.name] += value_at(data, column.path) is not None
    rows = [(name, len(projects) - filled[name], len(projects)) for name in names]
    return tuple(sorted((row for row in rows if row[1]), key=lambda row: (-row[1], row[0])))


def _batch(there: There, name: str) -> Batch:
    """Every county and park, those that have sent nothing too."""
    counts = {
        key: 0 for key, data in there.data["region"].items() if data.get("kind") in ("county", "park", "port")
    }
    for data in there.data["project"].values():
        if str(data.get("batch", "")) == name:
            place = str(data.get("park") or data.get("region") or "")
            counts[place] = counts.get(place, 0) + 1
    return Batch(name, counts)


# Telling it


def lines(it: Status, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    for sort, words in SORTS.items():
        found = [one for one in it.lacks if one.sort == sort]
        if found:
            yield f"{words[zh]} {len(found)}"
            for one in found[:20]:
                detail = f"  ({one.detail})" if one.detail else ""
                yield f"  {one.kind}/{one.id}  {one.title}{detail}"
            if len(found) > 20:
                yield f"  … {len(found) - 20}"
    if it.empty:
        yield "项目最常空着的字段：" if zh else "Fields of projects that are most often empty:"
        yield from (f"  {name}  {missing}/{total}" for name, missing, total in it.empty[:12])
    if it.batch is not None:
        yield f"批次 {it.batch.name}：" if zh else f"Batch {it.batch.name}:"
        for place, number in sorted(it.batch.counts.items(), key=lambda row: (row[1] > 0, row[0])):
            yield f"  {place or '—'}  {number or ('未报送' if zh else 'nothing yet')}"


def as_json(it: Status) -> str:
    data = {
        "lacks": [one._asdict() for one in it.lacks],
        "empty": [{"field": name, "missing": missing, "of": total} for name, missing, total in it.empty],
        "batch": it.batch._asdict() if it.batch else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def write_book(it: Status, path: Path, lang: str) -> None:
    """The same as a workbook: what to see to, empty fields, the batch by county."""
    zh = lang == "zh"
    book = library("xlsxwriter").Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    names = (
        ("类别", "条目", "代号", "名称", "地区", "说明")
        if zh
        else ("What", "Kind", "Id", "Title", "Region", "Detail")
    )
    rows = [(SORTS[one.sort][zh], one.kind, one.id, one.title, one.region, one.detail) for one in it.lacks]
    _sheet(book, "待办" if zh else "To see to", names, rows, head)
    fields = ("字段", "缺少", "共") if zh else ("Field", "Missing", "Of")
    _sheet(book, "空字段" if zh else "Empty fields", fields, it.empty, head)
    if it.batch is not None:
        places = ("地区", "项目数") if zh else ("Region", "Projects")
        _sheet(book, "批次" if zh else "Batch", places, sorted(it.batch.counts.items()), head)
    book.close()


def _sheet(book: Any, name: str, heads: tuple[str, ...], rows: Any, head: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, heads, head)
    sheet.set_column(0, len(heads) - 1, 22)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, value)
