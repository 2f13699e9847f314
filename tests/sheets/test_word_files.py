"""Tables of Word files: what is seen is read, what is deleted or hidden is not, what is outside is told."""

from __future__ import annotations

import contextlib
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from sitegen.sheets.docx_sheets import read_docx
from sitegen.sheets.grid import Area
from sitegen.sheets.import_report import as_json, lines, write_report
from sitegen.sheets.importing import Import
from sitegen.sheets.inbox import others, report, take_in, waiting
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.workbook import read_workbook
from sitegen.sheets.writing import write
from tests.sheets.books import fields, imported, site

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = f"""<w:styles {W}><w:style w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:styleId="goner"><w:basedOn w:val="gone"/></w:style>
<w:style w:styleId="unseen"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"""
OPEN = {"fixed": {"status": "open"}}


def docx(body: str, **parts: str) -> bytes:
    """A file with these blocks; parts have _ for /."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", parts.pop("document", document))
        archive.writestr("word/styles.xml", STYLES)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def p(text: str, more: str = "") -> str:
    return f"<w:p>{more}{run(text)}</w:p>"


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner: str, said: str = "") -> str:
    """A cell; text alone is a paragraph."""
    inner = inner if inner.startswith("<") else p(inner)
    return f"<w:tc><w:tcPr>{said}</w:tcPr>{inner}</w:tc>"


def wide(span: int, inner: str) -> str:
    return tc(inner, f'<w:gridSpan w:val="{span}"/>')


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(one if one.startswith('<') else tc(one) for one in cells)}</w:tr>"


def tbl(*rows: str, grid: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.split())
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def look(tmp_path: Path, body: str, **asked: Any) -> Import:
    path = tmp_path / "推介表.docx"
    path.write_bytes(docx(body))
    return imported(tmp_path / "site", path, **{**OPEN, **asked})


def texts(body: str) -> dict[tuple[int, int], str]:
    """The cells of the first table."""
    return {place: cell.text for place, cell in read_docx(docx(body))[0].cells.items()}


HEAD = tr("序号", "项目名称", "县区", "总投资", "占地面积")


def test_a_table_with_its_title_and_units_above(tmp_path: Path) -> None:
    body = (
        p("附件2")
        + p("利州区项目汇总表")
        + p("单位：万元、亩")
        + tbl(HEAD, tr("1", "甲项目", "利州区", "20000", "120"))
    )
    it = look(tmp_path, body)
    assert fields(it) == [
        {"title.zh": "甲项目", "region": "lizhou", "investment.total": "20000万元", "land.area": "120亩"}
    ]
    assert it.remarks == []
    assert next(lines(it, "zh")) == "表格 1：表头在第 1 行，1 行数据（项目）"
    assert write(it)


def test_places_are_said_as_one_counts_them_in_the_text(tmp_path: Path) -> None:
    first = tbl(HEAD, tr("1", "甲项目", "利州区", "2亿元", "很大"))
    second = tbl(HEAD, tr("2", "乙项目", "利州区", "很多", "120亩"), tr("3", "甲项目", "旺苍县", "3亿元", ""))
    it = look(tmp_path, first + p("") + p("（续表）") + second)
    assert [row["title.zh"] for row in fields(it)] == ["甲项目", "乙项目", "甲项目"]
    zh, en = ("\n".join(lines(it, lang)) for lang in ("zh", "en"))
    for said in (
        "表格 1 第 2 行第 5 格",
        "表格 2 第 2 行第 4 格",
        "表格 2 第 1 行  重复的表头",
        "与表格 1 第 2 行是同一条目",
    ):
        assert said in zh
    for said in ("table 1, row 2, cell 5", "table 2, row 2, cell 4", "the same entry as row 2 of table 1"):
        assert said in en
    remarks = json.loads(as_json(it, []))["remarks"]
    assert {"table": 2, "row": 2, "cell": 4} in [one["at"] for one in remarks]
    write_report(it, tmp_path / "核对.xlsx", "zh")
    assert "表格 1" in [grid.name for grid in read_workbook(tmp_path / "核对.xlsx")]


def test_cards_with_long_texts_in_merged_cells(tmp_path: Path) -> None:
    def card(name: str, total: str) -> str:
        return tbl(
            tr(wide(4, "招商项目推介表")),
            tr("项目　名称", wide(3, name)),
            tr("县区", "利州区", "总投资（亿元）", total),
            tr(tc("建设内容", '<w:vMerge w:val="restart"/>'), wide(3, p("新建厂房") + p("及配套设施。"))),
            tr(tc("", "<w:vMerge/>"), wide(3, "购置设备。")),
            grid="1500 2500 1500 2500",
        )

    it = look(tmp_path, card("甲项目", "5") + p("") + card("乙项目", "没有数"))
    assert fields(it)[0] == {
        "title.zh": "甲项目", "region": "lizhou", "investment.total": "5亿元",
        "scope.zh": "新建厂房及配套设施。购置设备。",
    }  # fmt: skip
    assert fields(it)[1]["title.zh"] == "乙项目"
    assert "表格 2 第 3 行第 4 格" in "\n".join(lines(it, "zh"))


def test_borders_that_do_not_meet() -> None:
    body = tbl(
        tr("项目名称", "县区", "总投资"),
        f"<w:tr>{wide(2, '甲项目')}{tc('利州区')}{wide(2, '2亿元')}</w:tr>",
        f"<w:tr>{tc('小组')}{wide(3, '铝产业链')}</w:tr>",
        grid="1000 700 1500 800 700",
    )
    grid = read_docx(docx(body))[0]
    assert [grid.at(2, column).text for column in (1, 2, 3)] == ["甲项目", "利州区", "2亿元"]
    assert grid.columns == 3
    assert Area(3, 2, 3, 3) in grid.merged


def test_what_is_deleted_hidden_or_only_asked_for_is_not_read(tmp_path: Path) -> None:
    struck = '<w:pPr><w:pStyle w:val="goner"/></w:pPr>'
    name = (
        f"<w:p><w:del><w:r><w:delText>老</w:delText></w:r></w:del><w:ins>{run('甲')}</w:ins>{run('项目')}"
        f"{run('机密', '<w:vanish/>')}{run('暗', '<w:rStyle w:val=' + chr(34) + 'unseen' + chr(34) + '/>')}"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
    )
    placeholder = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('利州区')}</w:sdtContent></w:sdt>"
    rows = (
        f"<w:tr>{tc(name)}{filled}{tc('2亿元')}{tc(f'<w:p>{placeholder}</w:p>')}</w:tr>",
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{tc('隐藏项目')}{tc('利州区')}{tc('1亿元')}{tc('')}</w:tr>",
        tr(*[tc(p(text, struck)) for text in ("作废项目", "利州区", "1亿元", "x")]),
        tr("乙项目", "旺苍县", tc(f"<w:p>{run('3')}{run('4', '<w:strike/>')}{run('亿元')}</w:p>"), ""),
        tr(
            "丙项目", "旺苍县", tc(p("1亿元"), "<w:cellDel/>"), tc(p("新建", struck.replace("goner", "none")))
        ),
    )
    it = look(tmp_path, tbl(tr("项目名称", "县区", "总投资", "建设内容"), *rows))
    assert fields(it) == [
        {"title.zh": "甲项目", "region": "lizhou", "investment.total": "2亿元"},
        {"title.zh": "乙项目", "region": "wangcang"},
        {"title.zh": "丙项目", "region": "wangcang", "scope.zh": "新建"},
    ]
    told = "\n".join(lines(it, "zh"))
    for said in (
        "修订中删除的文字：未读取，4 字", "隐藏的文字：未读取，3 字", "第 3 行  隐藏行", "第 4 行  整行划掉",
        "表格 1 第 5 行第 3 格",
    ):  # fmt: skip
        assert said in told


def test_marks_breaks_and_boxes_in_a_cell() -> None:
    parts = (
        "<w:p><w:r><w:t>厂房</w:t><w:br/><w:t>A</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是</w:t></w:r>'
        f"<w:r><w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>"
        f"<w:hyperlink>{run('网址')}</w:hyperlink>"
        "<m:oMath xmlns:m='m'><m:r><m:t>m²</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(tbl(tr(tc(parts)))) == {(1, 1): "厂房\nA B-1☑是甲网址m²"}


def test_tables_within_tables_and_frames_around_them(tmp_path: Path) -> None:
    inner = tbl(tr("项目名称", "县区", "总投资"), tr("甲项目", "利州区", "2亿元"))
    other = tbl(tr("项目名称", "县区", "总投资"), tr("乙项目", "旺苍县", "3亿元"))
    frame = tbl(tr(tc(p("项目表") + inner)))
    it = look(tmp_path, frame + tbl(tr("说明", "详情"), tr("附表", tc(p("如下") + other))))
    assert [row["title.zh"] for row in fields(it)] == ["甲项目", "乙项目"]
    told = "\n".join(lines(it, "zh"))
    assert "表格 2 第 2 行第 2 格  这一格里的表格单独读取" in told
    assert "表格 2  这里没有认得出的表格，未读取" in told


def test_what_is_outside_tables_is_told(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p>"
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:drawing/></w:r></w:p>"
    )
    note = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    body = (
        p("联系人：王某，请于三月一日前报送。")
        + box
        + tbl(
            tr("项目名称", "县区", "总投资"), tr("甲项目", tc("<w:p><w:r><w:drawing/></w:r></w:p>"), "2亿元")
        )
        + p("以上共一个项目。")
    )
    path = tmp_path / "a.docx"
    footer = f"<w:ftr {W}><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>"
    comments = f"<w:comments {W}><w:comment><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>"
    path.write_bytes(docx(body, footnotes=note.format("含税"), footer1=footer, comments=comments))
    it = imported(tmp_path / "site", path, **OPEN)
    told = "\n".join(lines(it, "zh"))
    for said in (
        "文档  表格以外的文字：未读取，2 段，共 25 字（“联系人：王某", "文本框里的文字：未读取，4 字",
        "图片：未读取，2 张", "脚注：未读取，1 处（“含税”）", "批注：未读取，1 处（“请核”）",
        "表格 1 第 2 行第 2 格  单元格里是图片",
    ):  # fmt: skip
        assert said in told
    assert "页眉页脚" not in told
    assert "document  text outside tables: not read; paragraphs: 2" in "\n".join(lines(it, "en"))
    assert all(
        grid.cells.get((1, 1)) is None or "王某" not in grid.cells[1, 1].text
        for grid in read_docx(docx(body))[:-1]
    )


def test_numbered_titles_say_where_the_projects_below_are(tmp_path: Path) -> None:
    head = tr("项目名称", "总投资")
    body = (
        p("一、利州区（1个）") + tbl(head, tr("甲项目", "1亿元"))
        + p("二、旺苍县") + p("（一）铝产业链") + tbl(head, tr("乙项目", "2亿元"))
    )  # fmt: skip
    it = look(tmp_path, body)
    assert [(row["region"], row.get("chain")) for row in fields(it)] == [
        ("lizhou", None),
        ("wangcang", "aluminium"),
    ]


def test_a_table_below_the_next_numbered_title_goes_on_without_its_heading(tmp_path: Path) -> None:
    body = (
        p("一、利州区") + tbl(tr("序号", "项目名称", "总投资（亿元）"), tr("1", "甲项目", "5"))
        + p("二、旺苍县") + tbl(tr("2", "乙项目", "多少"), tr("3", "丙项目", "4"))
        + p("以上为续表。") + tbl(tr("1", "无关", "7"))
    )  # fmt: skip
    it = look(tmp_path, body)
    assert [(row["title.zh"], row["region"]) for row in fields(it)] == [
        ("甲项目", "lizhou"), ("乙项目", "wangcang"), ("丙项目", "wangcang"),
    ]  # fmt: skip
    told = "\n".join(lines(it, "zh"))
    assert "表格 2 第 1 行第 3 格" in told
    assert "表格 3  这里没有认得出的表格，未读取" in told


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = f'<!DOCTYPE w [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (docx(p("没有表格")), "没有表格"),
        (docx(tbl(tr(""))), "没有表格"),
        (docx("", document=ENTITIES), "实体"),
        (docx("", document="<a>"), "损坏"),
        (docx("<w:p>" * 200 + "</w:p>" * 200), "损坏"),
        (docx("", document=" " * 130_000_000), "解压后"),
        (docx("", vbaProject="x").replace(b"vbaProject.xml", b"vbaProject.bin"), "宏"),
        (docx(tbl(tr(*["x"] * 500))), "离表格很远"),
        (OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        (OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"), "另存为 .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"{\\rtf1\\ansi}", "另存为 .docx"),
        (b"<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>", ".xml"),
        (b"MIME-Version: 1.0\r\n\r\n<html>", "网页"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "推介表.docx"
    path.write_bytes(data)
    with pytest.raises(SheetRefused) as refused:
        read_workbook(path)
    assert why in refused.value.zh
    assert refused.value.en


def test_the_inbox_takes_texts_and_says_what_to_do_with_old_ones(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    (root / "inbox").mkdir()
    (root / "inbox/项目.docx").write_bytes(
        docx(tbl(tr("项目名称", "县区", "状态", "占地面积"), tr("甲项目", "利州区", "推介中", "很大")))
    )
    (root / "inbox/旧.doc").write_bytes(OLE + "WordDocument".encode("utf-16-le"))
    taken = [take_in(root, path, "zh") for path in waiting(root)]
    said = report(taken, others(root), "zh")
    assert "旧格式" in said
    assert "表格 1 第 2 行第 4 格" in said
    assert sorted(one.written for one in taken) == [0, 1]
    assert not list((root / "inbox").iterdir())


def test_damaged_files_are_refused() -> None:
    data = docx(p("标题") + tbl(HEAD, *[tr(str(n), "甲项目", "利州区", "2亿元", "1亩") for n in range(30)]))
    chance = random.Random(20260115)
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 5, 30))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(SheetRefused):
            read_docx(bytes(damaged))


def test_what_another_program_has_written_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("单位：万元")
    rows = [["项目名称", "县区", "总投资"], ["甲项目", "利州区", "20000"], ["", "旺苍县", "3000"]]
    table = document.add_table(len(rows), 3)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(1, 1).merge(table.cell(2, 1)).text = "利州区"
    table.cell(2, 0).text = "乙项目"
    table.cell(2, 0).paragraphs[0].add_run("（暂缓）").font.strike = True
    document.save(str(tmp_path / "a.docx"))
    it = imported(tmp_path / "site", tmp_path / "a.docx", **OPEN)
    assert fields(it) == [
        {"title.zh": "甲项目", "region": "lizhou", "investment.total": "20000万元"},
        {"region": "lizhou", "investment.total": "3000万元"},
    ]
    assert "表格 1 第 3 行第 1 格" in "\n".join(lines(it, "zh"))
