"""Fields of project cards, policies and parks that a page words in a way of its own; tags and their lists."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site

FILES: dict[str, str | bytes] = {
    "content/projects/sample/project.yml": PROJECT_YML + "tags: [新能源, R&D]\n",
    "content/projects/other/project.yml": PROJECT_YML.replace("示例", "另一个").replace("Sample", "Other")
    + "tags: [新能源]\nscope: {zh: 建设两座厂房, en: Two workshops}\n",
    "content/policies/grants/policy.yml": """\
title: {zh: 办法, en: Measures}
level: city
issued: 2025
expires: 2030
repealed: 2026-01-01
tags: [新能源, 无项目]
grants:
  - {title: {zh: 产量奖, en: By weight}, amount: 20元, per: kg}
  - {title: {zh: 就业奖, en: For jobs}, amount: 800元/人·月}
  - {title: {zh: 培训奖, en: For training}, per: person·year, rate: 50%}
  - title: {zh: 税收奖, en: Taxes}
    tiers: [{years: 1-3, rate: 100%}, {years: 4, rate: 50%, amount: 10万元}]
apply: {opens: 2026-01-01, closes: 2026-06-30, papers: [{zh: 申请表, en: Form}], office: office}
""",
}


@pytest.fixture
def built(mini_site: MiniSite, run_cli: RunCli) -> Site:
    root = mini_site(FILES)
    must(run_cli("build", "--now", "2026-06-30", cwd=root))
    return Site("fields", root)


def text(site: Site, path: str) -> str:
    page = (site.tree / path / "index.html").read_text("utf-8")
    page = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:span|b|wbr)\b[^>]*>", "", page)))


def tags_of(site: Site, path: str) -> dict[str, str]:
    """The page's tags with their addresses, "" without one."""
    (chips,) = re.findall(r'<ul class="chips tags".*?</ul>', (site.tree / path).read_text("utf-8"), re.DOTALL)
    found = re.findall(r'<(?:a href="([^"]*)"|span)[^>]*>([^<]*)<', chips)
    return {title.replace("&amp;", "&"): address for address, title in found}


def test_a_grant_is_paid_by_its_unit_and_year(built: Site) -> None:
    zh, en = text(built, "zh/policies/grants"), text(built, "en/policies/grants")
    assert "20元/公斤" in zh
    assert "CNY 20/kg" in en
    assert "800元/人·月" in zh
    assert "每人每年" in zh
    assert "per person and year" in en
    assert "第1至3年 100%" in zh
    assert "Year 4 50%, CNY 100,000" in en


def test_a_policy_says_how_to_apply_and_that_it_is_repealed(built: Site) -> None:
    en = text(built, "en/policies/grants")
    assert "Applications close June 30, 2026" in en or "Applications close 30 June 2026" in en
    assert "Paid by Smalltown Investment Bureau" in en
    assert "Repealed" in en
    assert "This policy is no longer in force." in en
    assert "办法" in text(built, "zh/policies/expired")


def test_a_tag_leads_to_the_projects_that_share_it(built: Site) -> None:
    assert tags_of(built, "zh/projects/sample/index.html") == {
        "新能源": "../../../zh/projects/tag/xn--efvn1rk3p/",
        "R&D": "../../../zh/projects/tag/r-and-d/",
    }
    listed = text(built, "zh/projects/tag/xn--efvn1rk3p")
    assert "示例项目" in listed
    assert "另一个项目" in listed
    assert "标签：新能源" in listed
    english = (built.tree / "en/projects/tag/xn--efvn1rk3p/index.html").read_text("utf-8")
    assert '<h1 lang="zh-Hans"' in english


def test_a_tag_without_projects_is_shown_and_leads_nowhere(built: Site) -> None:
    tags = tags_of(built, "zh/policies/grants/index.html")
    assert tags == {"新能源": "../../../zh/projects/tag/xn--efvn1rk3p/", "无项目": ""}


def test_a_tag_is_called_what_the_site_says_in_each_language(mini_site: MiniSite, run_cli: RunCli) -> None:
    names = "tags:\n  R&D: {zh: 研究与开发, en: Research}\n  新能源: {en: New energy}\n  无项目: \n"
    hant = "  - {id: zh-hant, name: 繁體中文, derived_from: zh}\nfallback_contact"
    root = mini_site(
        FILES | {"site.yml": SITE_YML.replace("fallback_contact", hant) + names + "files: [data]\n"}
    )
    must(run_cli("build", "--now", "2026-06-30", cwd=root))
    site = Site("names", root)
    assert list(tags_of(site, "zh/projects/sample/index.html")) == ["New energy", "研究与开发"]
    assert list(tags_of(site, "zh-hant/projects/sample/index.html")) == ["New energy", "研究與開發"]
    assert list(tags_of(site, "en/policies/grants/index.html")) == ["New energy", "无项目"]
    assert "标签：研究与开发" in text(site, "zh/projects/tag/r-and-d")
    assert "tagged Research" in text(site, "en/projects/tag/r-and-d")
    index = "".join(path.read_text("utf-8") for path in (site.tree / "search").rglob("*") if path.is_file())
    assert re.search(r"(?m)^开发 ", index)
    rows = json.loads((site.tree / "en/data/projects.json").read_text("utf-8"))["projects"]
    assert ["New energy", "Research"] in [row["tags"] for row in rows]
    setting = root / "site.yml"
    setting.write_text(setting.read_text("utf-8").replace("研究与开发", "科研"), "utf-8")
    must(run_cli("build", "--now", "2026-06-30", cwd=root))
    assert list(tags_of(site, "zh/projects/sample/index.html")) == ["New energy", "科研"]


def test_the_names_of_a_tag_lead_to_one_list_in_every_language(mini_site: MiniSite, run_cli: RunCli) -> None:
    names = "tags:\n  brownfield: {zh: 存量用地, en: Brown field}\nfiles: [data]\n"
    hant = "  - {id: zh-hant, name: 繁體中文, derived_from: zh}\nfallback_contact"
    more = "title: {zh: 三, en: C}\nstatus: open\ntags: [Brown Field, brownfield]\n"
    files: dict[str, str | bytes] = {
        "site.yml": SITE_YML.replace("fallback_contact", hant) + names,
        "content/projects/sample/project.yml": PROJECT_YML + "tags: [存量用地]\n",
        "content/projects/third/project.yml": more,
        "content/collections/chosen.yml": "title: {zh: 精选, en: Chosen}\nwhere: {tag: brown-field}\n",
    }
    root = mini_site(files)
    must(run_cli("build", "--now", "2026-06-30", cwd=root))
    site = Site("names", root)
    assert [path.name for path in (site.tree / "zh/projects/tag").iterdir()] == ["brownfield"]
    for locale, name in (("zh", "存量用地"), ("zh-hant", "存量用地"), ("en", "Brown field")):
        for project in ("sample", "third"):
            tags = tags_of(site, f"{locale}/projects/{project}/index.html")
            assert tags == {name: f"../../../{locale}/projects/tag/brownfield/"}
        assert {"sample", "third"} <= set(re.findall(r"projects/(\w+)/", page(site, locale, "brownfield")))
    assert "示例项目" in text(site, "zh/collections/chosen")
    rows = json.loads((site.tree / "en/data/projects.json").read_text("utf-8"))["projects"]
    assert [row["tags"] for row in rows] == [["Brown field"], ["Brown field"]]


def page(site: Site, locale: str, tag: str) -> str:
    return (site.tree / locale / "projects/tag" / tag / "index.html").read_text("utf-8")


def test_the_scope_stands_on_card_and_page(built: Site) -> None:
    assert "建设内容 建设两座厂房" in text(built, "zh/projects/other")
    assert "建设两座厂房" in text(built, "zh")
