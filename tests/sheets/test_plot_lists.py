"""Lists of plots and workshops (地块、标准厂房): each row goes into the plots of its place's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sitegen.model.entities import CONNECTIONS
from sitegen.sheets.book_export import export_template, export_xlsx
from sitegen.sheets.import_report import as_json, lines, write_report
from sitegen.sheets.importing import Import
from sitegen.sheets.writing import write
from tests.sheets.books import Rows, book, imported, site, told
from tests.support.process import RunCli, must

HEAD = [
    "序号",
    "地块名称",
    "所在县区",
    "土地性质",
    "容积率",
    "面积（亩）",
    "价格（万元/亩）",
    "交付时间",
    "状态",
]
ROWS: list[list[Any]] = [
    [1, "A-01", "利州区", "工业用地", 1.5, 120, 20, "2026-10", "可供"],
    [2, "南坝地块", "旺苍县", "物流仓储用地", 1.2, 80.5, 18, "净地", "已出让"],
]
PARK = "content/regions/east-park.yml"
PARK_YML = """\
# 由园区核对
title: {zh: 东区工业园, en: East park}
kind: park
parent: lizhou
plots:
  # 临主干道
  - {id: a-01, title: 一号地, area: 120亩, price: 20万元/亩}   # 价格待议
  - id: a-02
    area: 3公顷
figures:
- {title: {zh: 企业, en: Firms}, amount: 40家}
"""


def run(root: Path, rows: Rows, **asked: Any) -> Import:
    return imported(root, book(root.parent / "plots.xlsx", rows), **asked)


def park(root: Path) -> Path:
    site(root)
    (root / PARK).write_text(PARK_YML, "utf-8")
    return root / PARK


def test_rows_go_into_the_files_of_their_places(tmp_path: Path, run_cli: RunCli) -> None:
    root = tmp_path / "site"
    it = run(root, [HEAD, *ROWS])
    assert it.undecided == []
    write(it)
    assert (root / "content/regions/lizhou.yml").read_text("utf-8") == (
        "title: {zh: 利州区, en: Lizhou}\nkind: county\nparent: city\nplots:\n"
        "  - id: a-01\n    title:\n      zh: A-01\n    area: 120亩\n    use:\n      zh: 工业用地\n"
        "    ratio: '1.5'\n    delivery: 2026-10\n    status: available\n    price: 20万元/亩\n"
    )
    other = (root / "content/regions/wangcang.yml").read_text("utf-8")
    assert "  - id: nan-ba-di-kuai\n" in other
    assert "status: taken" in other
    assert "delivery" not in other  # 净地: at once
    must(run_cli("check", cwd=root))


def test_the_command_says_that_plots_become_public_with_their_place(tmp_path: Path, run_cli: RunCli) -> None:
    root = site(tmp_path / "site")
    sheet = str(book(tmp_path / "plots.xlsx", [HEAD, *ROWS]))
    looked = must(run_cli("import", sheet, "--lang", "en", cwd=root))
    assert "those of a public place are public" not in looked.stdout
    done = must(run_cli("import", sheet, "--write", "--lang", "en", cwd=root))
    assert "those of a public place are public" in done.stdout


def test_where_all_is_left_out_the_command_does_not_advise_to_leave_it_out(
    tmp_path: Path, run_cli: RunCli
) -> None:
    root = site(tmp_path / "site")
    sheet = str(book(tmp_path / "plots.xlsx", [HEAD, [1, "A-01", "利州区", "", "", "一百二", "", "", ""]]))
    stopped = run_cli("import", sheet, "--write", "--lang", "en", cwd=root)
    assert "add --leave-out" in stopped.stderr
    done = must(run_cli("import", sheet, "--write", "--leave-out", "--lang", "en", cwd=root))
    assert "but for what is left out, nothing has changed" in done.stdout
    assert "add --leave-out" not in done.stderr


def test_the_same_list_changes_nothing_and_one_cell_one_field(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(run(root, [HEAD, *ROWS]))
    again = run(root, [HEAD, *ROWS])
    assert [plan.state for plan in again.plots] == ["unchanged", "unchanged"]
    assert write(again) == []
    before = (root / "content/regions/lizhou.yml").read_text("utf-8")
    third = run(root, [HEAD, [*ROWS[0][:6], 22, *ROWS[0][7:]], ROWS[1]])
    assert [path.name for path in write(third)] == ["lizhou.yml"]
    after = (root / "content/regions/lizhou.yml").read_text("utf-8")
    assert after == before.replace("20万元/亩", "22万元/亩")


def test_comments_order_and_form_of_the_file_stay(tmp_path: Path) -> None:
    root = tmp_path / "site"
    path = park(root)
    head = ["地块编号", "地块名称", "所在园区", "面积（亩）", "价格（万元/亩）"]
    rows: Rows = [head, ["A-01", "一号地", "东区工业园", 130, 20], ["A-02", "", "东区工业园", 45, 15],
            ["A-03", "三号地", "东区工业园", 60, 15]]  # fmt: skip
    it = run(root, rows, overwrite=True)
    write(it)
    assert path.read_text("utf-8") == PARK_YML.replace("area: 120亩", "area: 130亩").replace(
        "    area: 3公顷\n",
        "    area: 45亩\n    price: 15万元/亩\n"
        "  - id: a-03\n    title:\n      zh: 三号地\n    area: 60亩\n    price: 15万元/亩\n",
    )


def test_what_a_person_has_edited_is_listed_and_stays(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(run(root, [HEAD, *ROWS]))
    path = root / "content/regions/lizhou.yml"
    path.write_text(path.read_text("utf-8").replace("20万元/亩", "25万元/亩"), "utf-8")
    assert run(root, [HEAD, *ROWS]).undecided == []  # the sheet says what it said
    it = run(root, [HEAD, [*ROWS[0][:6], 22, *ROWS[0][7:]], ROWS[1]])
    assert told(it, "question") == ["G2"]
    assert write(it) == []
    assert "25万元/亩" in path.read_text("utf-8")
    write(run(root, [HEAD, [*ROWS[0][:6], 22, *ROWS[0][7:]], ROWS[1]], overwrite=True))
    assert "22万元/亩" in path.read_text("utf-8")


def test_nothing_is_written_where_one_file_would_be_wrong(tmp_path: Path) -> None:
    from sitegen.sheets.refusal import SheetRefused

    root = tmp_path / "site"
    it = run(root, [HEAD, *ROWS])
    it.plans[-1].changes[1] = it.plans[-1].changes[1]._replace(new="很大")
    before = (root / "content/regions/lizhou.yml").read_text("utf-8")
    with pytest.raises(SheetRefused):
        write(it)
    assert (root / "content/regions/lizhou.yml").read_text("utf-8") == before


def test_an_unknown_place_is_asked_about_and_may_become_a_draft(tmp_path: Path) -> None:
    root = tmp_path / "site"
    rows: Rows = [HEAD, [1, "B-01", "西区工业园", "工业用地", 1.5, 120, 20, "", ""]]
    assert told(run(root, rows), "question") == ["C2"]
    it = run(root, rows, create=True)
    assert it.undecided == []
    write(it)
    (made,) = [
        path for path in (root / "content/regions").iterdir() if "kind: park" in path.read_text("utf-8")
    ]
    assert "  - id: b-01\n" in made.read_text("utf-8")
    assert write(run(root, rows)) == []


@pytest.mark.parametrize(
    "above",
    [
        [["利州区可供地块一览表"]],
        [["广元市小城利州区土地清单"]],
        [["地块清单"], ["填报单位：利州区自然资源局"]],
    ],
)
def test_the_place_may_stand_in_the_title(tmp_path: Path, above: list[list[str]]) -> None:
    it = run(tmp_path / "site", [*above, ["地块编号", "位置", "面积（亩）"], ["A-01", "纬三路北侧", 80]])
    assert it.undecided == []
    assert [plan.name for plan in it.plots] == ["lizhou/a-01"]
    assert "B" in [letter[0] for letter in told(it, "note")]  # the position has no field


def test_the_place_may_stand_in_a_row_above_or_be_fixed(tmp_path: Path) -> None:
    head = ["地块编号", "土地性质", "面积（亩）"]
    rows: Rows = [
        head,
        ["利州区", "利州区", "利州区"],
        ["A-01", "工业用地", 80],
        ["旺苍县", None, None],
        ["A-01", "工业用地", 90],
    ]
    it = run(tmp_path / "site", rows)
    assert [plan.name for plan in it.plots] == ["lizhou/a-01", "wangcang/a-01"]
    nowhere: Rows = [head, ["A-01", "工业用地", 80]]
    assert told(run(tmp_path / "site", nowhere), "question") == ["2"]
    fixed = run(tmp_path / "site", nowhere, fixed={"region": "旺苍县"})
    assert [plan.name for plan in fixed.plots] == ["wangcang/a-01"]


def test_workshops_have_rents_and_numbers(tmp_path: Path) -> None:
    rows: Rows = [
        ["标准厂房名称", "楼栋号", "所在县区", "建筑面积（平方米）", "租金（元/平方米·月）", "配套设施"],
        ["标准厂房", "1#", "利州区", 3000, 8, "通水电"],
        ["标准厂房", "2#", "利州区", 4000, 8.5, "通水电"],
    ]
    root = tmp_path / "site"
    it = run(root, rows)
    assert it.undecided == []
    write(it)
    text = (root / "content/regions/lizhou.yml").read_text("utf-8")
    assert text.count("kind: workshop") == 2
    assert "price: 8.5元/平方米·月" in text
    assert write(run(root, rows)) == []


def test_what_a_row_cannot_do_without(tmp_path: Path) -> None:
    head = ["地块名称", "所在县区", "面积（亩）", "价格（万元/亩）", "租金（元/平方米·月）"]
    rows: Rows = [
        head,
        ["甲", "利州区", None, 20, None],
        [None, "利州区", 80, 20, None],
        ["乙", "利州区", 80, 20, 8],
    ]
    it = run(tmp_path / "site", rows)
    assert told(it, "refused") == ["2", "3"]
    assert told(it, "question") == ["E4"]


def test_one_plot_twice(tmp_path: Path) -> None:
    head = ["地块名称", "所在县区", "面积（亩）"]
    same = run(tmp_path / "site", [head, ["甲", "利州区", 80], ["甲", "利州区", 80]])
    assert (same.undecided, len(same.plots)) == ([], 1)
    other = run(tmp_path / "site", [head, ["甲", "利州区", 80], ["甲", "利州区", 90], ["甲", "旺苍县", 90]])
    assert told(other, "question") == ["3"]
    assert [plan.region for plan in other.plots] == ["lizhou", "wangcang"]


def test_projects_and_plots_in_one_book(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "县区", "总投资（亿元）", "项目状态", "用地面积（亩）"],
        ["甲项目", "利州区", 5, "推介中", 80],
        [],
        ["地块名称", "所在县区", "面积（亩）", "土地性质"],
        ["甲地", "利州区", 80, "工业用地"],
    ]
    root = tmp_path / "site"
    it = run(root, rows)
    assert [(plan.kind, plan.new) for plan in it.plans] == [("project", True), ("region", False)]
    assert [plan.id for plan in it.plots] == ["jia-di"]
    assert "地块：新增 1" in list(lines(it, "zh"))[-1]
    assert "plots: 1 new" in list(lines(it, "en"))[-1]
    assert '"region": "lizhou"' in as_json(it, [])
    write_report(it, tmp_path / "report.xlsx", "zh")


def test_a_place_with_a_new_id_keeps_what_its_plots_were(tmp_path: Path, run_cli: RunCli) -> None:
    root = tmp_path / "site"
    write(run(root, [HEAD, *ROWS]))
    must(run_cli("rename", "region", "wangcang", "wangcang-county", cwd=root))
    assert write(run(root, [HEAD, ROWS[0], [*ROWS[1][:6], 19, *ROWS[1][7:]]])) == [
        root / "content/regions/wangcang-county.yml"
    ]


def test_contacts_are_not_read_nor_said_to_be_for_the_public(tmp_path: Path) -> None:
    rows: Rows = [
        ["地块名称", "所在县区", "面积（亩）", "联系人", "七通一平"],
        ["甲", "利州区", 80, "某某 13800000000", "是"],
    ]
    it = run(tmp_path / "site", rows)
    assert it.undecided == []
    assert ["联系人" in one.zh for one in it.remarks if one.column == 4] == [True]
    assert it.plots[0].fields["connected",][:3] == ["road", "power", "water"]
    write(it)
    assert "138" not in (root := tmp_path / "site" / "content/regions/lizhou.yml").read_text("utf-8")
    assert "138" not in (root.parents[2] / "sheets.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "cell", "read"),
    [
        ("配套情况", "已实现三通一平", ["road", "power", "water", "levelled"]),
        ("基础设施", "水电路气讯均已通", ["water", "power", "road", "gas", "telecom"]),
        ("配套", "通水、通电；天然气、雨污水", ["water", "power", "gas", "drainage", "sewage"]),
        ("配套", "五通一平（水、电、路、气、讯）", ["water", "power", "road", "gas", "telecom", "levelled"]),
        ("是否九通一平", "√", list(CONNECTIONS)),
        ("七通一平", "否", None),
        ("配套", "未通气", None),
        ("配套", "10kV线路至红线外500米", None),
    ],
)
def test_what_a_plot_is_connected_with(
    heading: str, cell: str, read: list[str] | None, tmp_path: Path
) -> None:
    it = run(tmp_path / "site", [["地块名称", "所在县区", "面积（亩）", heading], ["甲", "利州区", 80, cell]])
    assert it.undecided == []
    assert it.plots[0].fields.get(("connected",)) == read
    if read is None:
        assert "D2" in told(it, "note"), "what is not read is told"


def test_a_package_with_several_readings_is_asked_about(tmp_path: Path) -> None:
    head = ["地块名称", "所在县区", "面积（亩）", "配套"]
    it = run(tmp_path / "site", [head, ["甲", "利州区", 80, "五通一平"]])
    assert told(it, "question") == ["D2"]


def test_exported_plots_come_back_and_one_cell_changes_one_field(tmp_path: Path) -> None:
    root = tmp_path / "site"
    head = ["地块编号", "所在县区", "面积（亩）", "配套"]
    write(run(root, [head, ["A-1", "利州区", 80, "三通一平"], ["A-2", "利州区", 20, ""]]))
    export_xlsx(root, tmp_path / "all.xlsx")
    again = imported(root, tmp_path / "all.xlsx")
    assert again.undecided == []
    assert [plan.state for plan in again.plots] == ["unchanged", "unchanged"]
    assert write(again) == []
    workbook = load_workbook(tmp_path / "all.xlsx")
    sheet = workbook["地块"]
    names = {str(cell.value): cell.column for cell in sheet[2]}
    sheet.cell(4, names["connected"], "道路、供电")
    workbook.save(tmp_path / "edited.xlsx")
    edited = imported(root, tmp_path / "edited.xlsx")
    assert [(plan.id, change.path, change.new) for plan in edited.plots for change in plan.changes] == [
        ("a-2", ("connected",), ["road", "power"])
    ]
    assert "connected: [road, power]" in write(edited)[0].read_text("utf-8")


def test_the_template_has_a_sheet_for_plots(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    export_template(root, tmp_path / "empty.xlsx")
    workbook = load_workbook(tmp_path / "empty.xlsx")
    sheet = workbook["地块"]
    names = {str(cell.value): cell.column for cell in sheet[2]}
    given = {"title.zh": "甲地块", "region": "利州区", "area": "80亩", "connected": "道路、供水"}
    for name, value in given.items():
        sheet.cell(4, names[name], value)
    workbook.save(tmp_path / "full.xlsx")
    it = imported(root, tmp_path / "full.xlsx")
    assert (it.undecided, it.rows[0].kind) == ([], "plot")
    assert [(plan.region, plan.fields["connected",]) for plan in it.plots] == [("lizhou", ["road", "water"])]


def test_each_floor_of_a_building_is_one_to_be_had(tmp_path: Path) -> None:
    head = ["楼栋", "楼层", "面积（㎡）", "租金（元/㎡·月）", "所在县区"]
    rows = [
        ["1号楼", "1F", 1500, 12, "利州区"],
        ["1号楼", "2F", 1500, 12, "利州区"],
        ["2号楼", "", 900, 9, "利州区"],
    ]
    it = run(tmp_path / "site", [["标准厂房出租"], head, *rows])
    assert it.undecided == []
    assert [plan.fields["title", "zh"] for plan in it.plots] == ["1号楼1F", "1号楼2F", "2号楼"]
    write(it)
    again = run(tmp_path / "site", [["标准厂房出租"], head, *rows])
    assert [plan.state for plan in again.plots] == ["unchanged"] * 3
