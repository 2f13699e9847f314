"""What needs a person, told: on a terminal, as JSON, as a workbook."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitegen.sheets.libraries import library
from sitegen.sheets.status import SORTS, BatchStatus, Sent, Share, Status

MOST_SHOWN = 20


def lines(it: Status, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    for sort, words in SORTS.items():
        found = [one for one in it.lacks if one.sort == sort]
        if found:
            yield f"{words[zh]} {len(found)}"
            for one in found[:MOST_SHOWN]:
                detail = f"  ({one.detail})" if one.detail else ""
                yield f"  {one.kind}/{one.id}  {one.title}{detail}"
            if len(found) > MOST_SHOWN:
                yield f"  … {len(found) - MOST_SHOWN}"
    yield from _of_regions(it, zh)
    missing = [one for one in it.shares if one.missing]
    if missing:
        yield "各语言缺译文：" if zh else "Translations missing:"
        yield from (f"  {one.locale}  {one.missing}/{one.texts}  {percent(one)}" for one in missing)
    if it.empty:
        yield "项目最常空着的字段：" if zh else "Fields of projects that are most often empty:"
        yield from (f"  {name}  {missing}/{total}" for name, missing, total in it.empty[:12])
    for batch in it.batches:
        yield from _of_batch(it, batch, zh)


def percent(share: Share) -> str:
    return f"{share.missing / share.texts:.1%}" if share.texts else "—"


def _of_regions(it: Status, zh: bool) -> Iterator[str]:
    """How much there is to see to in each county, the most first."""
    counts = Counter(one.region for one in it.lacks)
    if any(counts):
        yield "按地区：" if zh else "By region:"
        for place, number in counts.most_common():
            yield f"  {it.regions.get(place) or ('全市' if zh else 'no region')}  {number}"


def _of_batch(it: Status, batch: BatchStatus, zh: bool) -> Iterator[str]:
    due = f"（{batch.due} 前报送）" if batch.due and zh else f" (due {batch.due})" if batch.due else ""
    yield f"批次 {batch.name}{due}：" if zh else f"Batch {batch.name}{due}:"
    for place, sent in sorted(batch.sent.items(), key=lambda row: (row[1].projects > 0, row[0])):
        yield f"  {it.regions.get(place) or place or '—'}  {standing(batch, sent, zh)}"


def standing(batch: BatchStatus, sent: Sent, zh: bool) -> str:
    """How a county stands with a batch: nothing yet, overdue, 3 projects, 1 of them late."""
    if not sent.projects:
        if batch.overdue:
            return "逾期未报" if zh else "nothing, overdue"
        return "未报送" if zh else "nothing yet"
    late = (f"，其中迟报 {sent.late} 个" if zh else f", {sent.late} late") if sent.late else ""
    return f"已报 {sent.projects} 个{late}" if zh else f"{sent.projects} sent{late}"


def as_json(it: Status) -> str:
    data = {
        "lacks": [one._asdict() for one in it.lacks],
        "by_region": {
            place: dict(Counter(one.sort for one in it.lacks if one.region == place))
            for place in dict.fromkeys(one.region for one in it.lacks)
        },
        "missing_translations": [one._asdict() for one in it.shares],
        "empty": [{"field": name, "missing": missing, "of": total} for name, missing, total in it.empty],
        "empty_by_region": {
            place: [{"field": name, "missing": missing, "of": total} for name, missing, total in rows]
            for place, rows in it.empty_by_region.items()
        },
        "batches": [
            {**one._asdict(), "sent": {place: sent._asdict() for place, sent in one.sent.items()}}
            for one in it.batches
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def write_book(it: Status, path: Path, lang: str) -> None:
    """The same as a workbook: what to see to, by county, empty fields, translations, batches."""
    zh = lang == "zh"
    book = library("xlsxwriter").Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7"})

    def called(place: str) -> str:
        return it.regions.get(place) or place

    def add(names: tuple[str, str], heads: tuple[str, str], rows: Any) -> None:
        _sheet(book, names[zh], tuple(heads[zh].split("|")), rows, head)

    add(
        ("To see to", "待办"),
        ("What|Kind|Id|Title|Region|Detail", "类别|条目|代号|名称|地区|说明"),
        [(SORTS[o.sort][zh], o.kind, o.id, o.title, called(o.region), o.detail) for o in it.lacks],
    )
    sorts = [sort for sort in SORTS if any(one.sort == sort for one in it.lacks)]
    counts = Counter((one.region, one.sort) for one in it.lacks)
    names = "|".join(SORTS[sort][zh] for sort in sorts)
    add(
        ("By region", "按地区"),
        (f"Region|{names}", f"地区|{names}") if sorts else ("Region", "地区"),
        [
            (called(place), *[counts[place, sort] for sort in sorts])
            for place in dict.fromkeys(one.region for one in it.lacks)
        ],
    )
    fields = [("", *row) for row in it.empty]
    fields += [(called(place), *row) for place, rows in it.empty_by_region.items() for row in rows]
    add(("Empty fields", "空字段"), ("Region|Field|Missing|Of", "地区|字段|缺少|共"), fields)
    add(
        ("Translations", "译文"),
        ("Language|Missing|Texts|Share", "语言|缺少|共|比例"),
        [(*one, percent(one)) for one in it.shares],
    )
    if it.batches:
        rows = [
            (one.name, one.due, called(place), sent.projects, sent.last, standing(one, sent, zh))
            for one in it.batches
            for place, sent in sorted(one.sent.items())
        ]
        heads = ("Batch|Due|Region|Projects|Last|How it is", "批次|报送期限|地区|项目数|最近报送|情况")
        add(("Batches", "批次"), heads, rows)
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
