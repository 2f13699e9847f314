"""Sheets in .ods, .xls and .et: what is seen is read, what is hidden is not, what is unsafe is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from sitegen.sheets.grid import Area, Cell
from sitegen.sheets.ods_sheets import read_ods
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.workbook import read_workbook

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
    }.items()
)
STYLES = """
<number:number-style style:name="N1"><number:number/><number:text>万元</number:text></number:number-style>
<number:number-style style:name="N2"><number:number number:display-factor="1000"/></number:number-style>
<style:style style:name="hid" style:family="table">
  <style:table-properties table:display="false"/></style:style>
<style:style style:name="gone" style:family="table-cell">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="gone-too" style:family="table-cell" style:parent-style-name="gone"/>
<style:style style:name="back" style:family="table-cell" style:parent-style-name="gone">
  <style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="cut" style:family="text">
  <style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="wan" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="qian" style:family="table-cell" style:data-style-name="N2"/>
"""


def ods(body: str, **parts: str) -> bytes:
    """A file with these tables."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", parts.get("content", content))
        for name in ("META-INF/manifest.xml", "Basic/Standard/a.xml"):
            if name in parts:
                archive.writestr(name, parts[name])
    return made.getvalue()


def table(rows: str, more: str = 'table:name="项目"') -> str:
    return f"<table:table {more}>{rows}</table:table>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def number(value: str, style: str) -> str:
    return cell("shown", f'office:value-type="float" office:value="{value}" table:style-name="{style}"')


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def test_what_is_hidden_covered_deleted_or_struck_out_in_an_ods() -> None:
    covered = "<table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>"
    deleted = f"<table:tracked-changes>{table(row(cell('删去')))}</table:tracked-changes>"
    inner = f"<table:table-cell><text:p>外</text:p>{table(row(cell('内')), '')}</table:table-cell>"
    column = '<table:table-column table:default-cell-style-name="gone" table:visibility="collapse"/>'
    group = '<table:table-row-group table:display="false">'
    body = table(
        f'<table:table-column table:number-columns-repeated="2"/>{column}'
        + row(cell("题", 'table:number-columns-spanned="2"') + covered + cell("列"))
        + row(cell("甲", 'table:style-name="gone-too"') + cell("乙", 'table:style-name="back"'))
        + row(cell('留<text:span text:style-name="cut">去</text:span><text:s text:c="2"/>尾') + inner)
        + row(cell("藏"), 'table:visibility="filter" table:number-rows-repeated="2"')
        + f"{group}{row(cell('组'))}</table:table-row-group>"
        + row("<table:table-cell/>", 'table:number-rows-repeated="1048000"')
    )
    other = table(row(cell("密")), 'table:name="内部" table:style-name="hid"')
    first, second = read_ods(ods(deleted + body + other))
    assert {place: (one.text, one.struck) for place, one in first.cells.items()} == {
        (1, 1): ("题", False), (1, 3): ("列", True), (2, 1): ("甲", True), (2, 2): ("乙", False),
        (3, 1): ("留去  尾", True), (3, 2): ("外", False), (4, 1): ("藏", False), (5, 1): ("藏", False),
        (6, 1): ("组", False),
    }  # fmt: skip
    assert first.merged == (Area(1, 1, 1, 2),)
    assert (set(first.hidden_rows), set(first.hidden_columns), first.hidden) == ({4, 5, 6}, {3}, False)
    assert (second.name, second.hidden) == ("内部", True)


def test_values_of_an_ods_are_those_stored_and_units_those_shown() -> None:
    note = "<office:annotation><text:p>单位：</text:p><text:p>亿元</text:p></office:annotation>"
    cells = [
        number("20.5", "wan"),
        number("20000", "qian"),
        cell("18.6%", 'office:value-type="percentage" office:value="0.186"'),
        cell("3月1日", 'office:value-type="date" office:date-value="2026-03-01"'),
        cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
        f'<table:table-cell table:formula="of:=[.A1]*2">{note}</table:table-cell>',
        cell("#N/A", 'office:value-type="string" table:formula="of:=x"'),
        cell("x", 'table:number-columns-repeated="2"'),
    ]
    (grid,) = read_ods(ods(table(row("".join(cells)))))
    assert [grid.at(1, column) for column in range(1, 10)] == [
        Cell("20.5", "number", "万元"), Cell("20000", "number", "?"), Cell("18.6", "number", "%"),
        Cell("2026-03-01", "date"), Cell("是"), Cell("=", "formula", note="单位：\n亿元"),
        Cell("#N/A", "error"), Cell("x"), Cell("x"),
    ]  # fmt: skip


ENTITY = f'<!DOCTYPE a [<!ENTITY b "c">]><office:document-content {NAMES}/>'
WIDE = table(row(cell("x", 'table:number-columns-repeated="16384"')))
DEEP = table(row(cell("x"), 'table:number-rows-repeated="1048576"'))
LARGE = table(row(cell("x", 'table:number-columns-repeated="300"'), 'table:number-rows-repeated="20000"'))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (ods(WIDE), "far off"),
        (ods(DEEP), "far off"),
        (ods(LARGE), "far more than"),
        (ods("", content=ENTITY), "entities"),
        (ods("", content="<a>"), "damaged"),
        (ods("", **{"Basic/Standard/a.xml": "x"}), "macros"),
        (ods("", **{"META-INF/manifest.xml": "<a><encryption-data/></a>"}), "password"),
        (b"<html><table></table></html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_refused_whatever_its_name(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(data)
    with pytest.raises(SheetRefused) as refused:
        read_workbook(path)
    assert why in refused.value.en
    assert refused.value.zh
