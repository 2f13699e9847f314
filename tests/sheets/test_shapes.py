"""Sheets in the shapes that offices keep them in: what each row says, what is asked, what is passed over."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from sitegen.sheets.importing import Import
from sitegen.sheets.refusal import SheetRefused
from tests.sheets.books import HEAD, book, fields, imported, told

PLAIN = ["甲项目", "利州区", "铝产业链", 20, "推介中"]
SAID = {
    "title.zh": "甲项目",
    "region": "lizhou",
    "chain": "aluminium",
    "investment.total": "20亿元",
    "status": "open",
}


def look(tmp_path: Path, rows: Any, change: Any = lambda sheet: None, **asked: Any) -> Import:
    return imported(tmp_path / "site", book(tmp_path / "sheet.xlsx", rows, change), **asked)


def test_a_plain_table(tmp_path: Path) -> None:
    it = look(tmp_path, [HEAD, PLAIN])
    assert fields(it) == [SAID]
    assert it.counts() == {"new": 1, "changed": 0, "unchanged": 0, "question": 0, "refused": 0}
    assert it.remarks == []


def test_a_heading_below_a_merged_title(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:E1")

    it = look(tmp_path, [["小城2026年招商项目表"], ["填报单位：小城"], [], HEAD, PLAIN], merge)
    assert fields(it) == [SAID]
    assert (it.tables[0].first, it.tables[0].last) == (4, 4)


def test_a_heading_over_two_rows(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            sheet.merge_cells(area)

    rows = [
        ["项目名称", "地区", "投资", None, "项目状态"],
        [None, None, "总额（亿元）", "引资额（万元）", None],
    ]
    it = look(tmp_path, [*rows, ["甲项目", "利州区", 20, 8000, "推介中"]], merge)
    (row,) = fields(it)
    assert row["investment.total"] == "20亿元"
    assert row["investment.sought"] == "8000万元"


def test_the_heading_again_further_down(tmp_path: Path) -> None:
    it = look(tmp_path, [HEAD, PLAIN, HEAD, ["乙项目", "旺苍县", "铝产业链", 3, "在谈"]])
    assert [row["title.zh"] for row in fields(it)] == ["甲项目", "乙项目"]
    assert told(it, "note") == ["3"]


def test_another_table_further_down(tmp_path: Path) -> None:
    more = [["企业名称", "所在县区", "主要产品"], ["小城铝业公司", "利州区", "铝锭"]]
    it = look(tmp_path, [HEAD, PLAIN, [], *more])
    assert [table.kind for table in it.tables] == ["project", "enterprise"]
    assert fields(it)[1] == {"title.zh": "小城铝业公司", "region": "lizhou", "products.zh": "铝锭"}


@pytest.mark.parametrize("where", ["heading", "row", "title", "comment", "format"])
def test_a_unit_wherever_it_is_said(where: str, tmp_path: Path) -> None:
    head = [*HEAD[:3], "总投资（万元）" if where == "heading" else "总投资", HEAD[4]]
    rows: list[Any] = [head, PLAIN]
    if where == "row":
        rows.insert(1, [None, None, None, "万元", None])
    if where == "title":
        rows.insert(0, [None, None, None, None, "单位：万元"])

    def change(sheet: Any) -> None:
        if where == "comment":
            sheet["D1"].comment = Comment("单位：万元", "x")
        if where == "format":
            sheet["D2"].number_format = '#,##0.00"万元"'

    it = look(tmp_path, rows, change)
    assert fields(it)[0]["investment.total"] == "20万元"


def test_a_figure_without_a_unit_is_asked_about(tmp_path: Path) -> None:
    it = look(tmp_path, [[*HEAD[:3], "总投资", HEAD[4]], PLAIN])
    assert "investment.total" not in fields(it)[0]
    assert told(it, "question") == ["D2"]


def test_units_of_all_sorts_in_one_column(tmp_path: Path) -> None:
    cells = [
        "2.5亿元",
        "25000万",
        "1900万美元",
        "ＵＳＤ　500万",
        "近30亿",
        "１２．５",
        "1,200",
        "10-20",
        "面议",
        "约8",
    ]
    it = look(
        tmp_path,
        [HEAD, *[[f"项目{n}", "利州区", "铝产业链", cell, "推介中"] for n, cell in enumerate(cells)]],
    )
    assert [row.get("investment.total") for row in fields(it)] == [
        "2.5亿元", "25000万元", "1900万美元", "USD500万", "近30亿元", "12.5亿元", "1200亿元",
        "10-20亿元", "面议", "约8亿元",
    ]  # fmt: skip
    assert it.undecided == []


def test_dates_as_serials_and_as_people_write_them(tmp_path: Path) -> None:
    cells = [
        46037,
        datetime.date(2026, 1, 15),
        "2026年1月15日",
        "2026.1.15",
        "2026/1/15",
        "20260115",
        2026.1,
        2026,
        "长期",
    ]
    rows = [
        ["项目名称", "项目状态", "发布日期"],
        *[[f"项目{n}", "推介中", cell] for n, cell in enumerate(cells)],
    ]
    it = look(tmp_path, rows)
    day = "2026-01-15"
    read = [row.get("published") for row in fields(it)]
    assert [day if one == "2026年1月15日" else one for one in read] == [day] * 6 + [None, "2026", None]
    assert told(it, "question") == ["C8"]  # January or October


def test_phones_that_became_numbers_and_several_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["单位名称", "办公电话"],
        ["甲局", 8393266766],
        ["乙局", 13800138000],
        ["丙局", "0839-3266766、0839-3266767"],
    ]
    it = look(tmp_path, rows, kind="contact")
    assert [row.get("phone") for row in fields(it)] == ["0839-3266766", None, "0839-3266766"]
    assert told(it, "note") == ["B2", "B3", "B4"]
    assert it.rows[1].internal == {"办公电话": "13800138000"}
    assert it.undecided == []


def test_names_and_mobiles_stay_inside(tmp_path: Path) -> None:
    rows = [[*HEAD, "联系人及电话", "备注"], [*PLAIN, "王某某 0839-3266766 13800138000", "领导包联"]]
    it = look(tmp_path, rows)
    assert fields(it) == [SAID]
    assert it.rows[0].internal == {"联系人及电话": "王某某 0839-3266766 13800138000", "备注": "领导包联"}
    assert it.rows[0].phones == ["0839-3266766"]


def test_a_mobile_in_a_public_text_is_refused(tmp_path: Path) -> None:
    it = look(tmp_path, [[*HEAD, "建设内容"], [*PLAIN, "厂房两座，联系 13800138000"]])
    assert told(it, "refused") == ["F2"]


def test_ditto_and_merged_cells_go_down(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("C2:C4")

    rows = [HEAD, PLAIN, ["乙项目", "同上", None, 3, "〃"], ["丙项目", "旺苍县", None, 4, "在谈"]]
    it = look(tmp_path, rows, merge)
    assert [(row["region"], row["chain"], row["status"]) for row in fields(it)] == [
        ("lizhou", "aluminium", "open"), ("lizhou", "aluminium", "open"),
        ("wangcang", "aluminium", "in-talks"),
    ]  # fmt: skip


def test_what_is_stored_below_merged_cells_is_not_read(tmp_path: Path) -> None:
    def cover(sheet: Any) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet.merged_cells.ranges.update({CellRange("E2:E3"), CellRange("F2:G2"), CellRange("F3:G3")})

    rows = [
        [*HEAD, "建设内容", "摘要"],
        [*PLAIN, "厂房", "盖住"],
        ["乙项目", *PLAIN[1:4], "在谈", None, "盖住"],
    ]
    it = look(tmp_path, rows, cover)
    assert [(row["status"], row.get("scope.zh"), row.get("summary.zh")) for row in fields(it)] == [
        ("open", "厂房", "厂房"),
        ("open", None, None),
    ]


def test_one_figure_merged_over_several_rows_is_asked_about(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("D2:D3")

    it = look(tmp_path, [HEAD, PLAIN, ["乙项目", "旺苍县", "铝产业链", None, "在谈"]], merge)
    assert told(it, "question") == ["D2", "D3"]


def test_sections_totals_notes_and_blank_rows(tmp_path: Path) -> None:
    rows = [
        HEAD, ["一、利州区（1个）"], ["甲项目", None, "铝产业链", 20, "推介中"], ["小计", None, None, 20], [],
        ["二、旺苍县"], ["乙项目", None, "铝产业链", 3, "在谈"], ["合计（2个）", None, None, 23],
        ["备注：以上均为拟引进项目"],
    ]  # fmt: skip
    it = look(tmp_path, rows)
    assert [(row["title.zh"], row["region"]) for row in fields(it)] == [
        ("甲项目", "lizhou"),
        ("乙项目", "wangcang"),
    ]
    assert [one.row for one in it.tables[0].skipped] == [2, 4, 6, 8, 9]


def test_hidden_rows_columns_and_sheets_are_never_read(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True
        other = sheet.parent.create_sheet("内部")
        other.append(list(HEAD))
        other.append(["内部项目", "利州区", "铝产业链", 1, "推介中"])
        other.sheet_state = "hidden"

    it = look(
        tmp_path,
        [[*HEAD, "建设内容"], [*PLAIN, "秘密"], ["隐藏项目", "利州区", "铝产业链", 9, "推介中"]],
        hide,
    )
    assert fields(it) == [SAID]
    assert told(it, "note") == ["", "F1", "3"]


def test_struck_out_rows_and_cells(tmp_path: Path) -> None:
    def strike(sheet: Any) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet["D2"].font = Font(strike=True)

    it = look(tmp_path, [HEAD, PLAIN, ["作废项目", "利州区", "铝产业链", 9, "推介中"]], strike)
    assert [row["title.zh"] for row in fields(it)] == ["甲项目"]
    assert told(it, "question") == ["D2"]


def test_formulas_and_errors(tmp_path: Path) -> None:
    rows = [
        HEAD,
        PLAIN,
        ["乙项目", "旺苍县", "铝产业链", "=D2", "在谈"],
        ["丙项目", "旺苍县", "铝产业链", "=D2*2", "在谈"],
    ]
    it = look(tmp_path, rows)
    assert [row.get("investment.total") for row in fields(it)] == ["20亿元", "20亿元", None]
    assert told(it, "refused") == ["D4"]


def test_the_same_project_twice(tmp_path: Path) -> None:
    it = look(tmp_path, [HEAD, PLAIN, PLAIN, [*PLAIN[:3], 30, "推介中"]])
    assert it.counts()["new"] == 1
    assert told(it, "note") == ["3"]
    assert told(it, "question") == ["4"]


@pytest.mark.parametrize("empty", ["/", "—", "待定", "无", "暂无", " ", "　"])
def test_cells_that_say_nothing(empty: str, tmp_path: Path) -> None:
    it = look(tmp_path, [HEAD, [*PLAIN[:3], empty, "推介中"]])
    assert "investment.total" not in fields(it)[0]
    assert it.undecided == []


def test_a_value_that_belongs_to_another_column(tmp_path: Path) -> None:
    rows = [
        [*HEAD, "投资回收期（年）", "内部收益率"],
        [*PLAIN, "18.6%", 0.186],
        [*PLAIN[:1], *PLAIN[1:], 6.5, "18.6%"],
    ]

    def percent(sheet: Any) -> None:
        sheet["G2"].number_format = "0.0%"
        sheet["A3"] = "乙项目"

    it = look(tmp_path, rows, percent)
    assert told(it, "refused") == ["F2"]
    assert [row["returns.irr"] for row in fields(it)] == ["18.6%", "18.6%"]


def test_columns_nobody_knows_and_columns_twice(tmp_path: Path) -> None:
    it = look(tmp_path, [[*HEAD, "神秘栏", "投资总额（亿元）"], [*PLAIN, "x", 20]])
    assert told(it, "question") == ["F1", "G1"]
    placed = look(tmp_path, [[*HEAD, "神秘栏"], [*PLAIN, "厂房"]], columns={"神秘栏": "scope"})
    assert fields(placed)[0]["scope.zh"] == "厂房"
    passed = look(tmp_path, [[*HEAD, "神秘栏"], [*PLAIN, "厂房"]], columns={"神秘栏": ""})
    assert fields(passed) == [SAID]
    assert passed.undecided == []


def test_what_a_county_office_writes(tmp_path: Path) -> None:
    head = [*HEAD[:3], "投资盘子", "项目进度", "建设规模及主要建设内容", "其中：拟引资额（亿元）", "合作方式"]
    rows = [head, ["甲项目", "利州区", "铝产业链", "3亿元", "正在洽谈", "厂房", 2, "股权合作"],
            ["乙项目", "利州区", "铝产业链", "3亿元", "可研已完成", "厂房", 2, "独资"]]  # fmt: skip
    it = look(tmp_path, rows, columns={"投资盘子": "总投资"})
    first = fields(it)[0]
    assert (first["investment.total"], first["investment.sought"]) == ("3亿元", "2亿元")
    assert (first["status"], first["scope.zh"], first["cooperation"]) == ("in-talks", "厂房", ["equity"])
    assert [one for one in it.remarks if one.sort == "refused" and "推介中" in one.zh], "what may be written"


def test_names_that_are_not_there_yet_become_drafts_when_asked(tmp_path: Path) -> None:
    rows = [
        [*HEAD, "联系单位", "联系电话"],
        ["甲项目", "朝天区", "硅产业链", 20, "推介中", "投促局", "0839-3266766"],
    ]
    assert told(look(tmp_path, rows), "question") == ["B2", "C2", "F2"]
    it = look(tmp_path, rows, create=True)
    made = {plan.kind: plan for plan in it.plans}
    assert it.undecided == []
    assert {kind: made[kind].title for kind in ("region", "chain", "contact")} == {
        "region": "朝天区", "chain": "硅产业链", "contact": "投促局",
    }  # fmt: skip
    assert ("phone",) in [change.path for change in made["contact"].changes]
    assert fields(it)[0]["contacts"] == [made["contact"].id]


def test_two_languages_side_by_side(tmp_path: Path) -> None:
    it = look(tmp_path, [["项目名称", "项目名称（英文）", "项目状态"], ["甲项目", "Project A", "推介中"]])
    assert fields(it)[0] == {"title.zh": "甲项目", "title.en": "Project A", "status": "open"}
    assert it.plans[0].id == "jia"


def test_a_row_without_a_status_asks_for_one(tmp_path: Path) -> None:
    rows = [["项目名称", "总投资（亿元）"], ["甲项目", 20]]
    assert told(look(tmp_path, rows), "question") == ["2"]
    it = look(tmp_path, rows, fixed={"status": "推介中"})
    assert {change.path: change.new for change in it.plans[0].changes}["status",] == "open"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_in_the_encodings_of_excel(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    text = ",".join(HEAD) + "\r\n" + ",".join(map(str, PLAIN)) + "\r\n"
    path.write_bytes(text.encode(encoding))
    assert fields(imported(tmp_path / "site", path)) == [SAID]


def test_a_sheet_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(SheetRefused):
        look(tmp_path, [["会议纪要"], ["今天讨论了很多事情"]])
