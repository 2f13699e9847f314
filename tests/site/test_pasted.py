"""Canaries: what is internal and has been pasted into public texts stops the build, and is never printed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, Diagnostic
from sitegen.diagnostics.show import as_text
from sitegen.model.pasted import Kept, distinctive
from sitegen.pipeline.build import Options, build
from tests.support.minisite import MiniSite

VALUES = (
    "底价每亩八万三千元，不得外传",
    "对方要求税收返还三年",
    "The mayor has promised the land for free",
    "甲方代表只接受现金结算",
    *("8.25亿元", "3170万美元", "417.5亩", "12.75%", "0.347元/kWh", "6.25年", "913个岗位", "2.75万吨/年"),
    *("0360-5550123", "88231745", "6222020012345678", "NDA-2026-0417-B"),
    *("云岭特种材料控股有限公司", "Northwind Holdings (HK) Ltd", "白鹭计划第二阶段"),
    "contact@secret-partner.example",
)
BARE = "title: {{zh: 示例, en: Sample}}\nstatus: open\n"
PLACES = {
    "title": "title: {{zh: 关于{0}的项目, en: Sample}}\nstatus: open\n",
    "summary": BARE + "summary: {{zh: 其中{0}已定, en: Text}}\n",
    "english": BARE + "summary: {{zh: 摘要, en: 'It says {0} there'}}\n",
    "note": BARE + "milestones: [{{date: 2026-01, status: open, note: {{zh: '{0}', en: Note}}}}]\n",
    "attachment": BARE + "attachments: [{{file: a.csv, title: {{zh: '表 {0}', en: Table}}}}]\n",
}
PROJECT = "content/projects/sample/project.yml"
HARMLESS = (
    ("investment: {total: 8.25亿元}", "8.25亿元"),
    ("land: {area: 417.5亩}", "417.5亩"),
    ("published: 2026-01-15", "2026-01-15"),
    ("returns: {irr: 12.75%}", "12.75%"),
    ("code: GY-2026-017", "GY-2026-017"),
    ("contacts: [office]", "office"),
    ("status: open", "open"),
    *(("", value) for value in ("示例项目", "Sample project", "小城投资促进局", "2026年", "confidential")),
)


def problems(root: Path) -> list[Diagnostic]:
    try:
        return build(Options(root=root, output=root / "build", now="2026-06-01")).diagnostics
    except ContentError as error:
        return error.diagnostics


@pytest.mark.parametrize(("place", "value"), [*itertools.product(PLACES, VALUES)])
def test_a_value_pasted_into_its_own_entry_stops_the_build(
    place: str, value: str, mini_site: MiniSite
) -> None:
    text = PLACES[place].format(value) + f"internal: {{note: '{value}'}}\n"
    root = mini_site({PROJECT: text, "content/projects/sample/a.csv": "a,b\n1,2\n"})
    found = [one for one in problems(root) if one.code == "E_PASTED"]
    assert [(one.place.path, one.params["source"]) for one in found] == [
        (PROJECT, f"{PROJECT}:{len(text.splitlines())}")
    ]
    lines = text.splitlines()
    told = "".join(as_text(found, language, lambda path, line: lines[line - 1]) for language in ("zh", "en"))
    assert value not in told
    assert not (root / "build").exists()


@pytest.mark.parametrize("value", VALUES)
def test_a_value_pasted_into_a_body_stops_the_build(value: str, mini_site: MiniSite) -> None:
    text = f"title: {{zh: 示例, en: Sample}}\nstatus: open\ninternal: {{note: '{value}'}}\n"
    root = mini_site({PROJECT: text, "content/projects/sample/zh.md": f"# 概况\n\n此处写着{value}。\n"})
    found = [one for one in problems(root) if one.code == "E_PASTED"]
    assert [(one.place.path, one.place.line) for one in found] == [("content/projects/sample/zh.md", 3)]


@pytest.mark.parametrize("value", [value for value in VALUES if len(value) >= 6])
@pytest.mark.parametrize("later", [False, True])
def test_a_value_of_another_entry_stops_the_build(value: str, later: bool, mini_site: MiniSite) -> None:
    """Also where the pages that show it were made before anybody called it internal."""
    public = f"title: {{zh: 办法, en: Measures}}\nlevel: city\nsummary: {{zh: '另见{value}一条', en: Text}}\n"
    hidden = "title: {zh: 示例, en: Sample}\nstatus: open\n"
    inner = f"internal: {{note: '{value}'}}\n"
    root = mini_site({"content/policies/plan/policy.yml": public, PROJECT: hidden + ("" if later else inner)})
    if later:
        assert "E_PASTED" not in {one.code for one in problems(root)}
        (root / PROJECT).write_text(hidden + inner, "utf-8")
    found = [one for one in problems(root) if one.code == "E_PASTED"]
    assert [(one.place.path, one.place.line) for one in found] == [("content/policies/plan/policy.yml", 3)]


@pytest.mark.parametrize(("field", "value"), HARMLESS)
def test_what_is_public_by_itself_may_stand_below_internal(
    field: str, value: str, mini_site: MiniSite
) -> None:
    text = "title: {zh: 示例项目, en: Sample project}\n" + ("status: open\n" if "status" not in field else "")
    text += f"{field}\n" if field else ""
    text += f"summary: {{zh: '见{value}，请查收', en: 'See {value} below'}}\ninternal: {{note: '{value}'}}\n"
    found = problems(mini_site({PROJECT: text}))
    assert [one for one in found if one.code in ("E_PASTED", "E_LEAK")] == []


def test_dates_words_and_ids_are_nothing_of_their_own() -> None:
    common = ("2026-12-31", "2026年3月", "confidential", "guangyuan-2023-4", "三个月", "是", "open")
    assert distinctive([Kept(text, 1) for text in common]) == []
