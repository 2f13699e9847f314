"""Tables as offices send them: nothing is read wrongly without a word, and nothing is asked without need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.sheets.import_report import lines
from sitegen.sheets.importing import Asked, Import, look
from tests.sheets.books import Rows, book, fields, site, told

PARK = "title: {zh: 利州经济开发区, en: Lizhou EDZ}\nkind: park\nparent: lizhou\n"
FIRM = "title: {zh: 云峰铝业有限公司, en: Yunfeng Aluminium}\n"


def run(tmp_path: Path, rows: Rows, *merged: str, title: str = "表", **asked: Any) -> Import:
    """A look at a sheet, of a site with a park and a firm."""
    root = site(tmp_path / "site")
    (root / "content/enterprises").mkdir(exist_ok=True)
    (root / "content/regions/park.yml").write_text(PARK, "utf-8")
    (root / "content/enterprises/yunfeng.yml").write_text(FIRM, "utf-8")

    def merge(sheet: Any) -> None:
        for area in merged:
            sheet.merge_cells(area)

    return look(root, book(tmp_path / "sent.xlsx", rows, merge, title), Asked(**asked))


def test_a_plan_of_works_by_year_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    rows: Rows = [
        ["利州区2026年重点项目计划表"],
        ["填报单位：区发改局", None, None, None, None, None, "单位：万元"],
        ["序号", "项目名称", "建设性质", "总投资", "截至2025年底累计完成投资", "2026年计划", None],
        [None, None, None, None, None, "总投资", "主要建设内容及形象进度"],
        ["一", "续建项目（1个）", None, 85000, 42000, 30000, None],
        [1, "铝基新材料产业园", "续建", 85000, 42000, 30000, "主体封顶"],
        [2, "铝箔生产线", "新建", 60000, 0, 20000, "完成土建"],
    ]
    it = run(tmp_path, rows, "F3:G3", fixed={"status": "open"})
    assert it.undecided == []
    assert fields(it) == [
        {"title.zh": "铝基新材料产业园", "investment.total": "85000万元", "region": "lizhou"},
        {"title.zh": "铝箔生产线", "nature": "new", "investment.total": "60000万元", "region": "lizhou"},
    ]
    assert it.rows[0].internal == {
        "截至2025年底累计完成投资": "42000",
        "2026年计划总投资": "30000",
        "2026年计划主要建设内容及形象进度": "主体封顶",
    }
    assert {"E4", "F4", "G4", "C6"} <= set(told(it, "note"))


BY_YEAR = (
    "2024年计划投资（万元）", "2025年度投资额", "1-6月完成投资", "分年度资金", "本年计划投资", "累计完成投资",
)  # fmt: skip


@pytest.mark.parametrize("heading", BY_YEAR)
def test_amounts_by_year_stay_in_the_office_and_it_is_said(heading: str, tmp_path: Path) -> None:
    it = run(
        tmp_path, [["项目名称", "总投资（万元）", heading], ["甲项目", 900, 300]], fixed={"status": "open"}
    )
    assert fields(it) == [{"title.zh": "甲项目", "investment.total": "900万元"}]
    assert list(it.rows[0].internal.values()) == ["300"]
    assert told(it, "note") == ["C1"]
    assert it.undecided == []


def test_investors_are_entries_or_stay_in_the_office(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目名称", "投资方", "投资方所在地", "签约金额（亿元）", "其中：省外资金"],
        ["甲项目", "云峰铝业有限公司", "浙江", 5, 4], ["乙项目", "某食品集团", "广东", 3, 3],
        ["丙项目", "云峰铝业有限公司、某公司", "", 3, 3],
    ]  # fmt: skip
    it = run(tmp_path, rows, fixed={"status": "signed"})
    assert it.undecided == []
    assert [row.get("enterprises") for row in fields(it)] == [["yunfeng"], None, None]
    assert [row["investment.total"] for row in fields(it)] == ["5亿元", "3亿元", "3亿元"]
    assert [row.internal.get("投资方") for row in it.rows] == [None, "某食品集团", "云峰铝业有限公司、某公司"]
    assert told(it, "note") == ["B3", "B4"]


def test_the_first_row_is_no_second_line_of_the_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["园区名称", "级别", "规划面积（平方公里）", "主导产业", "七通一平情况"],
        ["利州经济开发区", "省级", 23.5, "铝产业", "七通一平"],
        ["旺苍经济开发区", "省级", 10, "铝产业", "三通一平"],
    ]  # fmt: skip
    it = run(tmp_path, rows, fixed={"kind": "park"})
    assert [row["title.zh"] for row in fields(it)] == ["利州经济开发区", "旺苍经济开发区"]
    assert fields(it)[0]["rank"] == "provincial"
    assert fields(it)[0]["leading"] == ["aluminium"]
    assert it.undecided == []


def test_lines_below_a_wide_heading_are_no_entry(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "项目名称", "履约情况", None, "备注"], [None, None, "是否注册公司", "是否开工", None],
        [1, "甲项目", "是", "否", "设备采购中"],
    ]  # fmt: skip
    it = run(tmp_path, rows, "C1:D1", "A1:A2", "B1:B2", fixed={"status": "signed"})
    assert it.undecided == []
    assert it.rows[0].internal == {
        "履约情况是否注册公司": "是", "履约情况是否开工": "否", "备注": "设备采购中",
    }  # fmt: skip


def test_mobiles_below_the_telephone_of_a_firm_or_an_office_are_not_published(tmp_path: Path) -> None:
    firms: Rows = [
        ["企业名称", "主要产品", "联系电话"],
        ["甲公司", "铝锭", "13800000000"], ["乙公司", "铝锭", "0839-3260001、138 0000 0000（某某）"],
        ["丙公司", "铝锭", 13900000000], ["丁公司", "铝锭", "0839-3260002"],
        ["戊公司", "铝锭", "0839-3260003、138.0000.0000"], ["己公司", "铝锭", "+86 138—0000—0000"],
    ]  # fmt: skip
    it = run(tmp_path, firms)
    assert it.undecided == []
    assert [row.get("phone") for row in fields(it)] == [
        None, "0839-3260001", None, "0839-3260002", "0839-3260003", None,
    ]  # fmt: skip
    kept = ["13800000000", "0839-3260001、138 0000 0000（某某）", "13900000000", None]
    kept += ["0839-3260003、138.0000.0000", "+86 138—0000—0000"]
    assert [row.internal.get("联系电话") for row in it.rows] == kept
    assert told(it, "note") == ["C2", "C3", "C4", "C6", "C7"]


def test_persons_of_a_list_of_contacts_stay_in_the_office(tmp_path: Path) -> None:
    rows: Rows = [
        ["单位", "姓名", "职务", "办公电话", "手机", "传真", "邮箱"],
        ["区经济合作局", "某某", "局长", "0839-3260001", "13800000000", "0839-3260002", "a@example.com"],
    ]
    it = run(tmp_path, rows, title="通讯录")
    assert it.undecided == []
    assert fields(it) == [
        {"organisation.zh": "区经济合作局", "phone": "0839-3260001", "email": "a@example.com"}
    ]
    assert set(it.rows[0].internal) == {"姓名", "职务", "手机", "传真"}


def test_two_columns_for_one_field_are_both_left_out(tmp_path: Path) -> None:
    rows: Rows = [["活动名称", "主办单位", "承办单位", "类别"], ["对接会", "县政府", "县经合局", "推介会"]]
    it = run(tmp_path, rows, title="活动", leave_out=True)
    assert fields(it) == [{"title.zh": "对接会", "kind": "roadshow"}]
    assert told(it, "question") == ["C1"]


def test_a_number_with_letters_is_a_code_and_a_count_is_none(tmp_path: Path) -> None:
    head = ["编号", "项目名称", "总投资（亿元）"]
    it = run(tmp_path, [head, ["LZ-01", "甲项目", 5], ["LZ-02", "乙项目", 6]], fixed={"status": "open"})
    assert [row["code"] for row in fields(it)] == ["LZ-01", "LZ-02"]
    it = run(tmp_path, [head, [1, "甲项目", 5]], fixed={"status": "open"})
    assert "code" not in fields(it)[0]


def test_the_area_of_a_plot_is_what_is_to_be_had(tmp_path: Path) -> None:
    rows: Rows = [
        ["利州经济开发区载体资源表"],
        ["载体类型", "载体名称", "建筑面积（㎡）", "可租售面积（㎡）", "产权单位", "层高", "招商方向"],
        ["标准厂房", "A区厂房", 50000, 12000, "园区公司", 8, "铝加工"],
        ["写字楼", "创新大厦", 20000, 5000, "", 4, ""],
    ]  # fmt: skip
    it = run(tmp_path, rows)
    assert it.undecided == []
    assert [(plan.fields["area",], plan.fields["kind",]) for plan in it.plots] == [
        ("12000m2", "workshop"), ("5000m2", "office"),
    ]  # fmt: skip
    assert {"C2", "E2", "F2", "G2"} <= set(told(it, "note")), "what is not read is told"


@pytest.mark.parametrize("said", ["见附件", "详见附件", "附后", "略"])
def test_a_reference_to_an_annex_is_no_text(said: str, tmp_path: Path) -> None:
    it = run(
        tmp_path, [["项目名称", "项目简介", "县区"], ["甲项目", said, "利州区"]], fixed={"status": "open"}
    )
    assert "summary.zh" not in fields(it)[0]
    assert told(it, "note") == ["B2"]


def test_two_columns_of_one_name_for_the_office_are_both_kept(tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "备注", "县区", "备注"], ["甲项目", "加急", "利州区", "已报"]]
    it = run(tmp_path, rows, fixed={"status": "open"})
    assert it.rows[0].internal == {"备注": "加急；已报"}


def test_a_policy_has_its_days_and_its_office(tmp_path: Path) -> None:
    rows: Rows = [
        ["政策名称", "文号", "层级", "发布时间", "适用对象", "兑现部门"],
        ["招商引资优惠办法", "利府办发〔2024〕12号", "县级", "2024.6.15", "新引进企业", "区招商局"],
    ]
    it = run(tmp_path, rows, create=True)
    assert it.undecided == []
    assert fields(it)[0]["issued"] == "2024-06-15"
    assert it.rows[0].body == {"适用对象": "新引进企业"}
    assert "区招商局" in "\n".join(lines(it, "zh"))


def test_the_county_of_a_title_or_of_a_sheets_name_is_that_of_its_new_projects(tmp_path: Path) -> None:
    rows: Rows = [
        ["旺苍县2026年招商项目表"],
        ["项目名称", "总投资（亿元）", "项目状态"],
        ["甲项目", 3, "推介中"],
    ]
    it = run(tmp_path, rows)
    assert fields(it)[0]["region"] == "wangcang"
    assert told(it, "note") == ["3"]
    it = run(tmp_path, rows[1:], title="利州区")
    assert fields(it)[0]["region"] == "lizhou"
    it = run(tmp_path, [["旺苍县项目表"], ["项目名称", "县区", "项目状态"], ["甲项目", None, "推介中"]])
    assert "region" not in fields(it)[0], "where there is a column for it, an empty cell stays empty"
    there = (
        ["甲项目", "利州区宝轮镇"],
        ["乙项目", "利州经济开发区"],
        ["丙项目", "旺苍县城"],
        ["丁项目", "城东"],
    )
    it = run(tmp_path, [["利州区项目表"], ["项目名称", "建设地点"], *there], fixed={"status": "open"})
    assert [row.get("region") for row in fields(it)] == ["lizhou", "lizhou", None, "lizhou"]
    assert "地址写的是别处" in "\n".join(lines(it, "zh"))
    it = run(tmp_path, [["旺苍县项目表"], ["项目名称", "总投资（亿元）"], ["旧铝厂项目", 20]], overwrite=True)
    assert "region" not in fields(it)[0], "an entry that is there keeps its place"


@pytest.mark.parametrize(
    ("heading", "cell", "read"),
    [
        ("项目性质", "☑新建 □扩建 □技改", "new"),
        ("合作方式", "□独资 ☑合资 ■合作 □其他", ["joint-venture", "contractual"]),
        ("合作方式", "√独资", ["sole"]),
        ("项目性质", "□新建 □扩建", None),
    ],
)
def test_of_choices_in_a_form_the_ticked_ones_are_read(
    heading: str, cell: str, read: Any, tmp_path: Path
) -> None:
    rows: Rows = [["项目名称", "县区", heading], ["甲项目", "利州区", cell]]
    it = run(tmp_path, rows, fixed={"status": "open"})
    assert it.undecided == []
    names = {"项目性质": "nature", "合作方式": "cooperation"}
    assert fields(it)[0].get(names[heading]) == read


def test_a_unit_over_two_columns_counts_where_cells_beside_it_go_over_both_lines(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "项目名称", "投资（亿元）", None, "责任单位"], [None, None, "总投资", "引资额", None],
        [1, "甲项目", 5, 3, "区经合局"],
    ]  # fmt: skip
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:E2")
    it = run(tmp_path, rows, *merged, fixed={"status": "open"})
    assert it.undecided == []
    assert (fields(it)[0]["investment.total"], fields(it)[0]["investment.sought"]) == ("5亿元", "3亿元")


@pytest.mark.parametrize("years", ["2026-2028年", "2026年—2028年", "2026.3-2027.12", "2026年3月至2027年12月"])
def test_from_a_year_to_another_is_no_length(years: str, tmp_path: Path) -> None:
    rows: Rows = [["项目名称", "建设年限", "县区"], ["甲项目", years, "利州区"], ["乙项目", "2年", "利州区"]]
    it = run(tmp_path, rows, fixed={"status": "open"})
    assert [row.get("period") for row in fields(it)] == [None, "2年"]
    assert told(it, "note") == ["B2"]
    assert it.undecided == []


def test_short_headings_are_known(tmp_path: Path) -> None:
    rows: Rows = [
        ["产业", "项目", "内容", "投资", "用地", "本周进展"],
        ["铝", "高端铝材", "建设生产线", "5亿元", "100亩", "开工"],
        ["铝产业", "铝轮毂", "年产100万只", "3亿元", "80亩", ""],
    ]
    it = run(tmp_path, rows, fixed={"status": "open"})
    assert it.undecided == []
    assert fields(it)[1] == {
        "chain": "aluminium", "title.zh": "铝轮毂", "scope.zh": "年产100万只", "investment.total": "3亿元",
        "land.area": "80亩",
    }  # fmt: skip
    assert it.rows[0].internal == {"本周进展": "开工"}
