"""The summary of a report as a Word file: the same figures in sentences, then the table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from sitegen.i18n.dates import format_date
from sitegen.sheets.libraries import library
from sitegen.sheets.report import BESIDES, MEASURES, TABLE, Measure, Report, growth
from sitegen.sheets.report_telling import Head, number_text, rows_of


def write_word(report: Report, path: Path, head: Head, lang: str) -> None:
    """Raises MachineError, OSError."""
    document = library("docx").Document()
    _set_fonts(document)
    zh = lang == "zh"
    document.add_heading(head.title or ("招商引资工作情况" if zh else "Investment promotion"), 0)
    if head.unit or head.day:
        day = format_date(head.day.isoformat(), lang) if head.day else ""
        document.add_paragraph("  ".join(filter(None, (head.unit, day))))
    for heading, paragraphs in sections(report, lang):
        document.add_heading(heading, 1)
        for text in paragraphs:
            document.add_paragraph(text)
    document.add_heading("附：情况统计表" if zh else "The table", 1)
    _add_table(document, report, lang)
    document.save(str(path))


def sections(report: Report, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Headings, and the paragraphs below each."""
    zh = lang == "zh"
    yield ("一、总体情况" if zh else "In all"), [_overall(report, lang), _besides(report, lang)]
    by_place = [_of_place(report, place, name, lang) for place, name in rows_of(report, lang)]
    yield ("二、各地情况" if zh else "By place"), [text for text in by_place if text]
    yield ("三、新签约项目" if zh else "Newly signed"), _listed(report, "signed", lang)
    yield ("四、到位资金" if zh else "Capital paid in"), _listed(report, "paid", lang)
    yield ("五、重点在谈项目" if zh else "In talks"), _talks(report, lang)
    notes = report.notes()
    if notes:
        yield ("六、说明" if zh else "Notes"), notes


def _overall(report: Report, lang: str) -> str:
    first, last = (format_date(day.isoformat(), lang) for day in report.period)
    name = report.names.get(report.top) or ""
    said = [_with_growth(report, measure, lang) for measure in TABLE]
    if lang == "zh":
        return f"{first}至{last}，{name or '全域'}{'；'.join(said)}。"
    return f"From {first} to {last}{f', {name}' if name else ''}: {'; '.join(said)}."


def _besides(report: Report, lang: str) -> str:
    said = [_with_growth(report, measure, lang) for measure in BESIDES]
    return f"同期，{'；'.join(said)}。" if lang == "zh" else f"Besides: {'; '.join(said)}."


def _with_growth(report: Report, measure: Measure, lang: str) -> str:
    """签约项目12个（上年同期10个，增长20%）"""
    now, before = (report.figure(measure.name, before=one) for one in (False, True))
    found = growth(now, before)
    this, last = _said(measure, now, lang), number_text(before, money=measure.money)
    if lang == "zh":
        change = "" if found is None else f"，{_change(found)}"
        return f"{this}（上年同期{last}{measure.unit_zh}{change}）"
    change = "" if found is None else f", {_change_en(found)}"
    return f"{this} (a year before: {last}{change})"


def _said(measure: Measure, number: Decimal, lang: str) -> str:
    figure = number_text(number, money=measure.money)
    if lang == "zh":
        return f"{measure.zh}{figure}{measure.unit_zh}"
    return f"{measure.en.lower()}: {f'CNY {figure} hundred million' if measure.money else figure}"


def _change(found: Decimal) -> str:
    if not found:
        return "持平"
    return f"{'增长' if found > 0 else '下降'}{abs(found):.1f}%"


def _change_en(found: Decimal) -> str:
    if not found:
        return "unchanged"
    return f"{'up' if found > 0 else 'down'} {abs(found):.1f}%"


def _of_place(report: Report, place: str, name: str, lang: str) -> str:
    """Only what there is to say."""
    said = [
        _said(measure, report.figure(measure.name, place), lang)
        for measure in MEASURES
        if report.figure(measure.name, place)
    ]
    if not said:
        return ""
    return f"{name}：{'，'.join(said)}。" if lang == "zh" else f"{name}: {', '.join(said)}."


def _listed(report: Report, measure: str, lang: str) -> list[str]:
    money = {(one.id, one.date): one.number for one in report.items if one.measure == "signed_amount"}
    items = [one for one in report.items if one.measure == measure and (one.number or one.note)]
    texts = []
    for one in sorted(items, key=lambda one: (one.date, one.id)):
        amount = money.get((one.id, one.date)) if measure == "signed" else one.number
        place = report.names.get(one.place, "")
        date = format_date(one.date, lang)
        figure = number_text(amount, money=True) if amount else ""
        if lang == "zh":
            parts = [place, date, f"{figure}亿元" if figure else "金额待定"]
            texts.append(f"{one.title}（{'，'.join(filter(None, parts))}）")
        else:
            parts = [place, date, f"CNY {figure} hundred million" if figure else "amount open"]
            texts.append(f"{one.title} ({', '.join(filter(None, parts))})")
    return texts or ["无。" if lang == "zh" else "None."]


def _talks(report: Report, lang: str) -> list[str]:
    texts = []
    for one in report.talks:
        figure = number_text(one.amount, money=True) if one.amount else ""
        amount = (f"{figure}亿元" if lang == "zh" else f"CNY {figure} hundred million") if figure else ""
        parts = [report.names.get(one.place, ""), amount, one.note]
        inside = ("，" if lang == "zh" else ", ").join(filter(None, parts))
        texts.append(f"{one.title}（{inside}）" if lang == "zh" else f"{one.title} ({inside})")
    return texts or ["无。" if lang == "zh" else "None."]


def _add_table(document: Any, report: Report, lang: str) -> None:
    heads = [("地区" if lang == "zh" else "Place"), *[measure.called(lang) for measure in TABLE]]
    rows = [*rows_of(report, lang), ("", "合计" if lang == "zh" else "All")]
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table.style = "Table Grid"
    for column, text in enumerate(heads):
        table.cell(0, column).text = text
    for number, (place, name) in enumerate(rows, 1):
        table.cell(number, 0).text = name
        for column, measure in enumerate(TABLE, 1):
            figure = report.figure(measure.name, place)
            table.cell(number, column).text = number_text(figure, money=measure.money)


def _set_fonts(document: Any) -> None:
    """Chinese official fonts where they are installed; Word falls back by itself."""
    qn = library("docx.oxml.ns").qn
    for name, font in (("Normal", "仿宋"), ("Title", "方正小标宋简体"), ("Heading 1", "黑体")):
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
