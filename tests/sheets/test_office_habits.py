"""What offices write into sheets beside plain values: how they number, group, refer, round and leave open."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from sitegen.sheets.cell_texts import closed_up, one_line
from sitegen.sheets.import_report import lines
from sitegen.sheets.importing import Import
from sitegen.sheets.refusal import SheetRefused
from tests.sheets.books import HEAD, book, fields, imported, told

OPEN = {"fixed": {"status": "open"}}


def look(tmp_path: Path, rows: Any, change: Any = lambda sheet: None, **asked: Any) -> Import:
    return imported(tmp_path / "site", book(tmp_path / "sheet.xlsx", rows, change), **asked)


def test_sections_numbered_in_the_column_of_numbers(tmp_path: Path) -> None:
    head = ["序号", "项目名称", "建设内容", "投资估算（万元）"]
    rows = [
        ["一", "利州区（共2个）", None, 50000], [1, "甲项目", "厂房", 30000],
        [None, "其中：一期", "厂房", 10000], [2, "乙项目", "厂房", 20000],
        ["二", "旺苍县", None, None], ["（一）", "工业项目", None, None],
        [3, "丙项目", "厂房", 8000],
    ]  # fmt: skip
    it = look(tmp_path, [head, *rows], **OPEN)
    assert [(row["title.zh"], row["region"]) for row in fields(it)] == [
        ("甲项目", "lizhou"), ("乙项目", "lizhou"), ("丙项目", "wangcang"),
    ]  # fmt: skip
    assert it.undecided == []


def test_entries_that_are_counted_in_chinese_stay_entries(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "总投资（亿元）"], ["一", "甲项目", 3], ["二", "乙项目", 4]]
    assert [row["title.zh"] for row in fields(look(tmp_path, rows, **OPEN))] == ["甲项目", "乙项目"]


def test_places_with_their_number_of_projects(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")

    rows = [["县区", "项目名称", "投资额\n（亿元）"], ["利州区\n（2个）", "甲项目", 3], [None, "乙项目", 4]]
    it = look(tmp_path, [*rows, ["旺 苍 县（1个）", "丙项目", 2]], merge, create=True, **OPEN)
    assert [row["region"] for row in fields(it)] == ["lizhou", "lizhou", "wangcang"]
    assert [plan.kind for plan in it.plans] == ["project"] * 3, "no place is made twice"
    assert any("投资额（亿元）" in line for line in lines(it, "zh")), "a heading is told on one line"


def test_ditto_in_all_its_forms(tmp_path: Path) -> None:
    marks = ["同上", "同 上", "同上。", "〃", "“", "上同"]
    rows = [[f"项目{n}", mark, "铝产业链", 3, "推介中"] for n, mark in enumerate(marks)]
    it = look(tmp_path, [HEAD, ["甲项目", "利州区", "铝产业链", 3, "推介中"], *rows], create=True)
    assert {row["region"] for row in fields(it)} == {"lizhou"}
    assert len(it.plans) == len(marks) + 1


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("1.甲项目", "甲项目"), ("2、乙项目", "乙项目"), ("（3）丙项目", "丙项目"), ("四、丁项目", "丁项目"),
        ("3、4号厂房项目", "3、4号厂房项目"), ("3.5万吨铝箔项目", "3.5万吨铝箔项目"),
        ("2026年项目", "2026年项目"),
    ],
)  # fmt: skip
def test_titles_lose_the_number_of_a_list(written: str, title: str, tmp_path: Path) -> None:
    it = look(tmp_path, [HEAD, [written, "利州区", "铝产业链", 3, "推介中"]])
    assert fields(it)[0]["title.zh"] == title
    assert told(it, "note") == ([] if title == written else ["A2"])


def test_figures_with_a_gap_are_not_joined(tmp_path: Path) -> None:
    def strike(sheet: Any) -> None:
        sheet["D2"] = CellRichText(TextBlock(InlineFont(strike=True), "3亿元"), "5亿元")

    rows = [
        [f"项目{n}", "利州区", "铝产业链", cell, "推介中"]
        for n, cell in enumerate(["x", "3 5", "1 200", "2 亿"])
    ]
    it = look(tmp_path, [HEAD, *rows], strike)
    assert [row.get("investment.total") for row in fields(it)] == [None, None, "1200亿元", "2亿元"]
    assert (told(it, "question"), told(it, "refused")) == (["D2"], ["D3"])


def test_amounts_and_terms_as_they_are_said(tmp_path: Path) -> None:
    head = ["项目名称", "总投资", "占地", "投资回收期", "合作方式", "状态"]
    rows = [
        ["甲", "2个亿", "待核实", "5.5年（含建设期，税前）", "合资合作", "推介 中"],
        [
            "乙",
            "approx. 300 million USD",
            "about 50 mu",
            "6年（不含建设期）（税后）",
            "独资、合资均可",
            "在谈",
        ],
    ]
    first, second = fields(look(tmp_path, [head, *rows]))
    assert (first["investment.total"], first["status"], "land.area" in first) == ("2亿元", "open", False)
    assert first["cooperation"] == ["joint-venture", "contractual"]
    assert (first["returns.payback"], first["returns.payback_construction"]) == ("5.5年", "true")
    assert second["cooperation"] == ["sole", "joint-venture"]
    assert second["land.area"] == "约50mu"
    assert (second["returns.payback_construction"], second["returns.payback_tax"]) == ("false", "after-tax")


def test_units_above_a_table_each_for_its_columns(tmp_path: Path) -> None:
    rows = [
        ["填报单位：小城", None, "单位：亿元、亩"],
        ["项目名称", "总投资", "用地面积"],
        ["甲项目", 3, 150],
    ]
    (row,) = fields(look(tmp_path, rows, **OPEN))
    assert (row["investment.total"], row["land.area"]) == ("3亿元", "150亩")


def test_a_list_of_firms_whose_heading_has_a_year(tmp_path: Path) -> None:
    head = ["序号", "企业名称", "法定代表人", "所在园区", "主导产品", "2025年产值（亿元）", "联系电话"]
    it = look(tmp_path, [head, [1, "小城铝业公司", "张某", "利州区", "铝锭", "12.3", "0839-3260000"]])
    assert it.tables[0].kind == "enterprise"
    assert fields(it)[0] == {
        "title.zh": "小城铝业公司", "region": "lizhou", "products.zh": "铝锭", "output": "12.3亿元",
        "phone": "0839-3260000",
    }  # fmt: skip
    assert it.rows[0].internal == {"法定代表人": "张某"}


def test_a_year_of_investment_is_not_the_whole(tmp_path: Path) -> None:
    it = look(tmp_path, [["项目名称", "2026年总投资（亿元）", "县区"], ["甲项目", 3, "利州区"]], **OPEN)
    assert "investment.total" not in fields(it)[0]
    assert told(it, "question") == ["B1"]


def test_offices_with_several_phones(tmp_path: Path) -> None:
    rows = [["单位名称", "科室", "办公电话"], ["小城招商局", "综合科", "0839-3260001、0839-3260002"]]
    (row,) = fields(look(tmp_path, rows))
    assert row["phone"] == "0839-3260001"
    assert row["phones"] == [{"label": "电话", "number": "0839-3260002"}]


def test_rows_that_may_be_of_two_kinds_are_asked_about(tmp_path: Path) -> None:
    rows = [["单位名称", "办公电话", "地址"], ["小城招商局", "0839-3260001", "人民路1号"]]
    asked = look(tmp_path, rows)
    assert told(asked, "question") == ["1"]
    assert "联系单位（contact）" in asked.undecided[0].zh
    named = book(tmp_path / "named.xlsx", rows, title="联系单位名单")
    assert [table.kind for table in imported(tmp_path / "site", named).tables] == ["contact"]


def test_days_of_policies_and_events(tmp_path: Path) -> None:
    rows = [["政策名称", "层级", "有效期"], ["甲办法", "市级", "5年"], ["乙办法", "市级", "至2028年底"]]
    it = look(tmp_path, rows)
    assert fields(it)[1]["expires"] == "2028-12-31"
    assert told(it, "question") == ["C2"]
    rows = [["活动名称", "活动时间", "活动地点", "类别"], ["推介会", "2026年4月10日-12日", "成都", "推介会"]]
    (row,) = fields(imported(tmp_path / "site", book(tmp_path / "events.xlsx", rows)))
    assert (row["starts"], row["ends"]) == ("2026-04-10", "2026-04-12")


def test_one_lack_of_many_rows_is_said_once_with_its_choices(tmp_path: Path) -> None:
    rows = [[f"项目{n}", "利州区"] for n in range(9)]
    it = look(tmp_path, [["项目名称", "县区"], *rows])
    told_once = [line for line in lines(it, "zh") if "新条目要写" in line]
    assert len(told_once) == 1
    for words in ("第 2-10 行", "open（推介中）", "加一列“状态”"):
        assert words in told_once[0]


def test_a_value_for_all_that_the_kind_lacks(tmp_path: Path) -> None:
    rows = [["单位名称", "科室", "办公电话"], ["小城招商局", "综合科", "0839-3260001"]]
    with pytest.raises(SheetRefused) as refused:
        look(tmp_path, rows, **OPEN)
    assert "这些行是“联系单位”" in refused.value.zh


def test_blanks_that_only_fill_cells() -> None:
    assert one_line("投资额\n（亿元）") == "投资额（亿元）"
    assert one_line("Total\ninvestment") == "Total investment"
    assert closed_up("利 州　区 A B") == "利州区A B"


def test_a_picture_in_a_cell_as_wps_keeps_it(tmp_path: Path) -> None:
    picture = '=DISPIMG("ID_0A",1)'

    def as_wps(sheet: Any) -> None:
        sheet["B2"].data_type = "s"

    it = look(tmp_path, [["项目名称", "建设内容", "县区"], ["甲项目", picture, "利州区"]], as_wps, **OPEN)
    assert fields(it) == [{"title.zh": "甲项目", "region": "lizhou"}]
    assert told(it, "note") == ["B2"]
    assert it.undecided == []


def test_a_list_of_parts_in_a_cell_is_answered_with_where_it_goes(tmp_path: Path) -> None:
    it = look(tmp_path, [["项目名称", "附件", "县区"], ["甲项目", "见附件1", "利州区"]], **OPEN)
    assert "分项填写" in it.undecided[0].zh


def test_text_that_a_system_has_called_xls(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("项目名称\t县区\n甲项目\t利州区\n".encode("gb18030"))
    assert fields(imported(tmp_path / "site", path, **OPEN)) == [{"title.zh": "甲项目", "region": "lizhou"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
        (b"<html><table></table></html>", "网页"),
        (b"%PDF-1.7\nx, y\n", "这不是"),
    ],
)
def test_other_files_are_refused_by_what_they_are(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(data)
    with pytest.raises(SheetRefused) as refused:
        imported(tmp_path / "site", path)
    assert said in refused.value.zh


def test_slides_are_named(tmp_path: Path) -> None:
    path = tmp_path / "推介.pptx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<x/>")
    with pytest.raises(SheetRefused) as refused:
        imported(tmp_path / "site", path)
    assert "PPT" in refused.value.zh


@pytest.mark.parametrize(
    ("cell", "read"), [("36月", "36个月"), ("18-24月", "18-24个月"), ("6月", None), ("2026年12月", None)]
)
def test_months_that_can_be_no_month_of_a_year_are_a_length(
    tmp_path: Path, cell: str, read: str | None
) -> None:
    rows: list[list[Any]] = [["项目名称", "总投资（亿元）", "建设周期"], ["甲项目", 5, cell]]
    it = imported(tmp_path / "site", book(tmp_path / "a.xlsx", rows), fixed={"status": "open"})
    assert fields(it)[0].get("period") == read
    assert [one.sort for one in it.remarks] == ([] if read else ["refused"])
