"""Cards, as 项目推介表 and 项目卡 are kept: labels beside their values; and tables beside one another."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from sitegen.sheets.import_report import lines, write_report
from sitegen.sheets.importing import Import
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.writing import write
from tests.sheets.books import book, fields, imported, told

OPEN = {"fixed": {"status": "open"}}
CARD: list[list[Any]] = [
    ["招商引资项目卡", None, None, None],
    ["项目名称", "甲项目", None, None],
    ["所在地区", "利州区", "所属产业链", "铝产业链"],
    ["总投资（亿元）", 5.6, "占地面积（亩）", 120],
    ["联系人", None, "联系电话", "0839-3260001"],
]
SAID = {
    "title.zh": "甲项目", "region": "lizhou", "chain": "aluminium", "investment.total": "5.6亿元",
    "land.area": "120亩",
}  # fmt: skip


def look(tmp_path: Path, rows: Any, change: Any = lambda sheet: None, **asked: Any) -> Import:
    return imported(tmp_path / "site", book(tmp_path / "card.xlsx", rows, change), **{**OPEN, **asked})


def test_a_card_with_two_pairs_a_row(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("B2:D2")

    it = look(tmp_path, CARD, merge)
    assert fields(it) == [SAID]
    assert it.remarks == []
    assert it.rows[0].internal == {"联系电话": "0839-3260001"}
    assert "1 张卡片（项目）" in next(lines(it, "zh"))


def test_a_sheet_for_each_project(tmp_path: Path) -> None:
    def second(sheet: Any) -> None:
        other = sheet.parent.create_sheet("第二个")
        for row in [["项目名称", "乙项目"], ["县区", "旺苍县"], ["总投资", "3亿元"]]:
            other.append(row)

    rows = [["项目名称", "甲项目"], ["县区", "利州区"], ["总投资", "2亿元"]]
    it = look(tmp_path, rows, second)
    assert [row["title.zh"] for row in fields(it)] == ["甲项目", "乙项目"]


def test_cards_below_one_another(tmp_path: Path) -> None:
    rows: list[list[Any]] = []
    for name in ("甲项目", "乙项目"):
        rows += [["项目名称", name], ["县区", "利州区"], ["总投资", "2亿元" if name == "甲项目" else "2"], []]
    it = look(tmp_path, rows)
    assert [row["title.zh"] for row in fields(it)] == ["甲项目", "乙项目"]
    assert [row.number for row in it.rows] == [1, 5]
    assert told(it, "question") == ["B7"], "what is said of a value names its cell on the sheet"


def test_a_column_for_each_project(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "甲", "乙", "丙"],
        ["县区", "利州区", "旺苍县", None],
        ["总投资（亿元）", 3, 4, "很多"],
    ]
    it = look(tmp_path, rows)
    assert [row["title.zh"] for row in fields(it)] == ["甲", "乙", "丙"]
    assert [row.get("region") for row in fields(it)] == ["lizhou", "wangcang", None]
    assert told(it, "refused") == ["D3"]


def test_titles_of_labels_units_above_and_values_over_several_rows(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:E1", "A2:E2", "A3:A4", "A5:A6", "B5:E5", "B6:E6"):
            sheet.merge_cells(area)

    rows = [
        ["小城招商引资项目推介表"], ["单位：万元、亩"],
        ["基本情况", "项目名称", "甲项目", "县区", "利州区"], [None, "总投资", 12500, "占地面积", 100],
        ["建设内容", "新建厂房"], [None, "配套办公楼"], ["项目简介", None],
    ]  # fmt: skip
    it = look(tmp_path, rows, merge)
    assert fields(it) == [
        {
            "title.zh": "甲项目", "region": "lizhou", "investment.total": "12500万元", "land.area": "100亩",
            "scope.zh": "新建厂房；配套办公楼",
        }
    ]  # fmt: skip
    assert it.remarks == []


def test_label_and_value_in_one_cell_and_numbered_labels(tmp_path: Path) -> None:
    spoken = [["项目名称：甲项目", "县区：利州区"], ["总投资: 3亿元", None], ["一、建设内容：厂房", None]]
    it = look(tmp_path, spoken)
    assert fields(it)[0] == {
        "title.zh": "甲项目", "region": "lizhou", "investment.total": "3亿元", "scope.zh": "厂房",
    }  # fmt: skip
    numbered = [["一、项目名称", "乙项目"], ["二、县区", "利州区"], ["（三）总投资", "3"]]
    it = imported(tmp_path / "site", book(tmp_path / "numbered.xlsx", numbered), **OPEN)
    assert fields(it)[0]["title.zh"] == "乙项目"
    assert told(it, "question") == ["B3"]


def test_what_is_hidden_struck_or_unknown_on_a_card(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["B3"].font = Font(strike=True)
        sheet.row_dimensions[4].hidden = True

    rows = [
        ["项目名称", "甲项目"], ["县区", "利州区"], ["总投资", "3亿元"], ["占地面积", "100亩"],
        ["特别事项", "某公司"], ["项目编号", "X-1"], [None, None, None, "另附说明一份"],
    ]  # fmt: skip
    it = look(tmp_path, rows, change)
    assert fields(it) == [{"title.zh": "甲项目", "region": "lizhou", "code": "X-1"}]
    assert told(it, "question") == ["B3", "A5"]
    assert told(it, "note") == ["4", "7"], "the hidden row, and what is on no card"
    assert all("100亩" not in one.zh for one in it.remarks)


def test_an_empty_form_is_no_entry(tmp_path: Path) -> None:
    rows = [
        ["项目名称", None, "项目编号", None],
        ["县区", "利州区", "状态", None],
        ["总投资", None, "占地", None],
    ]
    it = look(tmp_path, rows)
    assert it.plans == []
    assert any("栏目名" in one.zh for one in it.undecided)


def test_a_card_comes_again_and_one_value_changes(tmp_path: Path) -> None:
    it = look(tmp_path, CARD)
    write(it)
    again = look(tmp_path, CARD)
    assert again.counts()["unchanged"] == 1
    assert again.undecided == []
    changed = [["总投资（亿元）", 6, *row[2:]] if row[0] == "总投资（亿元）" else list(row) for row in CARD]
    (plan,) = look(tmp_path, changed).plans
    assert [(change.path, change.new) for change in plan.changes] == [(("investment", "total"), "6亿元")]


def test_the_report_marks_the_cells_of_a_card(tmp_path: Path) -> None:
    rows = [["项目名称", "甲项目"], ["县区", "利州区"], ["总投资", 3]]
    write_report(look(tmp_path, rows), tmp_path / "report.xlsx", "zh")
    sheet = load_workbook(tmp_path / "report.xlsx")["项目"]
    comment = sheet["B3"].comment
    assert comment is not None
    assert "单位是什么" in comment.text


def test_tables_beside_one_another(tmp_path: Path) -> None:
    head = ["项目名称", "县区", "总投资（亿元）"]
    rows = [
        ["在谈项目", None, None, None, "签约项目"], [*head, None, *head],
        ["甲", "利州区", 3, None, "丙", "旺苍县", 4], ["乙", "利州区", 2],
    ]  # fmt: skip
    it = look(tmp_path, rows)
    assert [row["title.zh"] for row in fields(it)] == ["甲", "乙", "丙"]
    assert fields(it)[2] == {"title.zh": "丙", "region": "wangcang", "investment.total": "4亿元"}


def test_one_heading_twice_is_asked_about_and_is_no_second_table(tmp_path: Path) -> None:
    it = look(tmp_path, [["项目名称", "项目名称", "县区"], ["甲", "Jia", "利州区"]])
    assert len(it.tables) == 1
    assert told(it, "question") == ["B1"]


UNLABELLED: list[list[Any]] = [
    ["年产5万吨铝箔项目", None, None, None],
    ["所在地区", "利州区", "所属产业链", "铝产业链"],
    ["总投资（亿元）", 5.6, "占地面积（亩）", 120],
]


@pytest.mark.parametrize(
    "above", [[], [["利州区2026年招商项目推介表"]], [["项目基本情况"], ["填报单位：利州区商务局"]]]
)
def test_the_line_above_a_card_is_its_title(tmp_path: Path, above: list[list[Any]]) -> None:
    row = len(above) + 1
    it = look(tmp_path, [*above, *UNLABELLED], lambda sheet: sheet.merge_cells(f"A{row}:D{row}"))
    assert it.undecided == []
    assert fields(it) == [{**SAID, "title.zh": "年产5万吨铝箔项目"}]
    assert told(it, "note") == [str(row)]
    assert [path.name for path in write(it)] == ["project.yml"]


def test_each_card_has_its_line(tmp_path: Path) -> None:
    second = [
        ["铝锭项目"],
        ["所在地区", "旺苍县", "所属产业链", "铝产业链"],
        ["总投资（亿元）", 3, "占地面积（亩）", 80],
    ]
    it = look(tmp_path, [*UNLABELLED, [], *second])
    assert [(row["title.zh"], row["region"]) for row in fields(it)] == [
        ("年产5万吨铝箔项目", "lizhou"), ("铝锭项目", "wangcang"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["铝箔项目推介表"], ["A1"]),
        (["铝箔精深加工"], ["A1"]),
        (["铝箔项目", "铝锭项目"], ["A1", "A2"]),
        (["招商项目表"], []),
        (["利州区重点招商项目推介卡"], []),
        (["项目基本情况"], []),
    ],
)
def test_a_line_with_two_readings_is_asked_about(tmp_path: Path, lines: list[str], asked: list[str]) -> None:
    rows = [*[[line] for line in lines], *UNLABELLED[1:], ["建设内容", "铝箔"], ["建设周期", "2年"]]
    if not asked:
        with contextlib.suppress(SheetRefused):
            assert all("title.zh" not in row for row in fields(look(tmp_path, rows)))
        return
    it = look(tmp_path, rows)
    assert told(it, "question") == asked
    assert it.rows == []


def test_a_sheet_without_labels_says_how_cards_are_written(tmp_path: Path) -> None:
    with pytest.raises(SheetRefused, match="card"):
        look(tmp_path, [["一", "二"], ["三", "四"]])
