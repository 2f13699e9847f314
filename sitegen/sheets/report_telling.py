"""A report told: on a terminal, as JSON, and as a workbook laid out like the annex of the notice."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.i18n.dates import format_date
from sitegen.sheets.libraries import library
from sitegen.sheets.report import MEASURES, TABLE, Measure, Report, growth


class Head(NamedTuple):
    """What stands above the table."""

    title: str = ""
    unit: str = ""
    person: str = ""
    day: datetime.date | None = None


def number_text(number: Decimal, *, money: bool = False) -> str:
    """As a report writes it: money with up to four digits after the point (1 万元 is 0.0001 亿元)."""
    exact = number.quantize(Decimal("0.0001") if money else Decimal(1), ROUND_HALF_UP).normalize()
    return f"{exact:f}"


def growth_text(report: Report, measure: Measure, place: str = "") -> str:
    """+12.5%, or a dash where there was nothing a year before."""
    found = growth(report.figure(measure.name, place), report.figure(measure.name, place, before=True))
    return "—" if found is None else f"{found.quantize(Decimal('0.1'), ROUND_HALF_UP):+f}%"


def rows_of(report: Report, lang: str) -> list[tuple[str, str]]:
    """Places of the table in order, with what they are called; the place that reports for what is its own."""
    own = any(one.place == report.top for one in (*report.items, *report.items_before))
    name = report.names.get(report.top) or ("其他" if lang == "zh" else "Other")
    first = [(report.top, f"{name}（本级）" if lang == "zh" else f"{name} itself")] if own else []
    return first + [(place, report.names[place]) for place in report.places]


def lines(report: Report, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    yield period_text(report, lang)
    heads = [("地区" if zh else "Place"), *[measure.called(lang) for measure in TABLE]]
    rows = [
        [name, *[number_text(report.figure(m.name, place), money=m.money) for m in TABLE]]
        for place, name in rows_of(report, lang)
    ]
    rows.append(
        ["合计" if zh else "All", *[number_text(report.figure(m.name), money=m.money) for m in TABLE]]
    )
    rows.append(["同比" if zh else "Year on year", *[growth_text(report, m) for m in TABLE]])
    widths = [max(_width(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        yield "  ".join(
            _padded(text, width, left=not column)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
    yield from (f"{'备注：' if zh else 'Note: '}{note}" for note in report.notes())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - _width(text))
    return text + blanks if left else blanks + text


def period_text(report: Report, lang: str) -> str:
    first, last = (format_date(day.isoformat(), lang) for day in report.period)
    return f"统计期：{first}至{last}" if lang == "zh" else f"Period: {first} to {last}"


def as_json(report: Report) -> str:
    def figures(place: str, *, before: bool) -> dict[str, Any]:
        return {m.name: _plain(report.figure(m.name, place, before=before)) for m in MEASURES}

    data = {
        "period": [day.isoformat() for day in report.period],
        "under": report.top,
        "all": figures("", before=False),
        "all_before": figures("", before=True),
        "places": {
            place: {"now": figures(place, before=False), "before": figures(place, before=True)}
            for place, _ in rows_of(report, "zh")
        },
        "items": [one._asdict() | {"number": _plain(one.number)} for one in report.items],
        "talks": [
            one._asdict() | {"amount": None if one.amount is None else _plain(one.amount)}
            for one in report.talks
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral() else float(number)


# The workbook


class _Book:
    """The workbook with its forms of cells."""

    def __init__(self, path: Path, report: Report, lang: str) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self.book = library("xlsxwriter").Workbook(str(path), options)
        self.book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
        self.report, self.lang, self.zh = report, lang, lang == "zh"
        border = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = self.book.add_format({"bold": True, "font_size": 18, "align": "center"})
        self.head = self.book.add_format({"bold": True, "align": "center", **border})
        self.cell = self.book.add_format(border)
        self.count = self.book.add_format({"num_format": "0", "align": "center", **border})
        self.money = self.book.add_format({"num_format": "0.00##", "align": "center", **border})
        self.percent = self.book.add_format({"num_format": "+0.0%;-0.0%;0.0%", "align": "center", **border})

    def form(self, measure: Measure) -> Any:
        return self.money if measure.money else self.count

    def pick(self, zh: str, en: str) -> str:
        return zh if self.zh else en


def write_book(report: Report, path: Path, head: Head, lang: str) -> None:
    """Raises MachineError, OSError."""
    it = _Book(path, report, lang)
    _write_table(it, head)
    _write_growth(it)
    _write_chart(it)
    _write_items(it)
    _write_talks(it)
    it.book.close()


def _write_table(it: _Book, head: Head) -> None:
    report = it.report
    sheet = it.book.add_worksheet(it.pick("情况统计表", "Report"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    last = len(TABLE) + 1
    title = head.title or it.pick("招商引资情况统计表", "Investment promotion: figures")
    sheet.merge_range(0, 0, 0, last, title, it.title)
    day = format_date(head.day.isoformat(), it.lang) if head.day else ""
    sheet.write_string(1, 0, it.pick(f"填报单位：{head.unit}", f"Reported by: {head.unit}"))
    sheet.write_string(1, 3, it.pick(f"填报人：{head.person}", f"Filled in by: {head.person}"))
    sheet.write_string(1, 6, it.pick(f"填报时间：{day}", f"Date: {day}"))
    heads = [
        it.pick("县（市、区）", "Place"),
        *[measure.called(it.lang) for measure in TABLE],
        it.pick("备注", "Notes"),
    ]
    sheet.write_row(2, 0, heads, it.head)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, last - 1, 13)
    sheet.set_column(last, last, 34)
    sheet.set_default_row(20)
    sheet.set_row(0, 32)
    sheet.set_row(2, 38)
    rows = rows_of(report, it.lang)
    for number, (place, name) in enumerate(rows, 3):
        sheet.write_string(number, 0, name, it.cell)
        for column, measure in enumerate(TABLE, 1):
            sheet.write_number(number, column, float(report.figure(measure.name, place)), it.form(measure))
        sheet.write_string(number, last, "；".join(report.notes(place)), it.cell)
    total = 3 + len(rows)
    sheet.write_string(total, 0, it.pick("合计", "All"), it.head)
    for column, measure in enumerate(TABLE, 1):
        letter = chr(ord("A") + column)
        value = float(report.figure(measure.name))
        formula = f"=SUM({letter}4:{letter}{total})"
        if rows:
            sheet.write_formula(total, column, formula, it.form(measure), value)
        else:
            sheet.write_number(total, column, value, it.form(measure))
    sheet.write_string(total, last, "", it.cell)
    sheet.write_string(total + 1, 0, period_text(report, it.lang))
    sheet.freeze_panes(3, 1)


def _write_growth(it: _Book) -> None:
    """All figures beside those of a year before, in all and by place."""
    report = it.report
    sheet = it.book.add_worksheet(it.pick("同比", "Year on year"))
    heads = [
        it.pick("地区", "Place"),
        it.pick("指标", "Figure"),
        it.pick("本期", "This period"),
        it.pick("上年同期", "A year before"),
        it.pick("增减", "Difference"),
        it.pick("同比", "Growth"),
    ]
    sheet.write_row(0, 0, heads, it.head)
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 5, 13)
    sheet.freeze_panes(1, 0)
    row = 1
    for place, name in [("", it.pick("合计", "All")), *rows_of(report, it.lang)]:
        for measure in MEASURES:
            now, before = (report.figure(measure.name, place, before=one) for one in (False, True))
            sheet.write_string(row, 0, name, it.cell)
            sheet.write_string(row, 1, measure.called(it.lang), it.cell)
            for column, value in ((2, now), (3, before), (4, now - before)):
                sheet.write_number(row, column, float(value), it.form(measure))
            found = growth(now, before)
            if found is None:
                sheet.write_string(row, 5, "—", it.cell)
            else:
                sheet.write_number(row, 5, float(found / 100), it.percent)
            row += 1


def _write_chart(it: _Book) -> None:
    """Money by place, this period beside the last; drawn from figures that stand beside it."""
    report = it.report
    sheet = it.book.add_worksheet(it.pick("图表", "Charts"))
    rows = rows_of(report, it.lang)
    place = 0
    for name in ("signed_amount", "paid", "signed"):
        measure = next(one for one in MEASURES if one.name == name)
        heads = [
            it.pick("地区", "Place"),
            it.pick("上年同期", "A year before"),
            it.pick("本期", "This period"),
        ]
        sheet.write_row(place, 0, heads, it.head)
        for number, (key, called) in enumerate(rows, place + 1):
            sheet.write_string(number, 0, called, it.cell)
            for column, before in ((1, True), (2, False)):
                value = float(report.figure(name, key, before=before))
                sheet.write_number(number, column, value, it.form(measure))
        chart = it.book.add_chart({"type": "column"})
        for column, colour in ((1, "#A6A6A6"), (2, "#C00000")):
            chart.add_series(
                {
                    "name": [sheet.name, place, column],
                    "categories": [sheet.name, place + 1, 0, place + len(rows), 0],
                    "values": [sheet.name, place + 1, column, place + len(rows), column],
                    "fill": {"color": colour},
                }
            )
        chart.set_title({"name": measure.called(it.lang)})
        chart.set_legend({"position": "bottom"})
        if rows:
            sheet.insert_chart(place, 4, chart, {"x_scale": 1.4})
        place += max(len(rows) + 3, 17)
    sheet.set_column(0, 0, 22)


def _write_items(it: _Book) -> None:
    heads = (
        ("指标", "地区", "条目", "名称", "日期", "数值", "备注")
        if it.zh
        else ("Figure", "Place", "Entry", "Title", "Date", "Number", "Note")
    )
    measures = {measure.name: measure for measure in MEASURES}
    order = list(measures)
    rows = sorted(it.report.items, key=lambda one: (order.index(one.measure), one.place, one.date, one.id))
    sheet = _list_sheet(it, it.pick("明细", "Items"), heads)
    for number, one in enumerate(rows, 1):
        measure = measures[one.measure]
        texts = (
            measure.called(it.lang),
            it.report.names.get(one.place, one.place),
            f"{one.kind}/{one.id}",
            one.title,
            one.date,
        )
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text, it.cell)
        sheet.write_number(number, 5, float(one.number), it.form(measure))
        sheet.write_string(number, 6, one.note, it.cell)


def _write_talks(it: _Book) -> None:
    heads = (
        ("地区", "项目", "名称", "总投资（亿元）", "洽谈开始", "最近进展")
        if it.zh
        else ("Place", "Project", "Title", "Investment (CNY 100 million)", "In talks since", "Latest")
    )
    sheet = _list_sheet(it, it.pick("在谈项目", "In talks"), heads)
    for number, one in enumerate(it.report.talks, 1):
        sheet.write_string(number, 0, it.report.names.get(one.place, one.place), it.cell)
        sheet.write_string(number, 1, one.id, it.cell)
        sheet.write_string(number, 2, one.title, it.cell)
        if one.amount is None:
            sheet.write_string(number, 3, "—", it.cell)
        else:
            sheet.write_number(number, 3, float(one.amount), it.money)
        sheet.write_string(number, 4, one.since, it.cell)
        sheet.write_string(number, 5, one.note, it.cell)


def _list_sheet(it: _Book, name: str, heads: tuple[str, ...]) -> Any:
    sheet = it.book.add_worksheet(name)
    sheet.write_row(0, 0, heads, it.head)
    sheet.set_column(0, 2, 20)
    sheet.set_column(3, len(heads) - 1, 24)
    sheet.freeze_panes(1, 0)
    return sheet
