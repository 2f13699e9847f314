"""Sheets of projects: they say what the project's page says, on a page or two, and lead back to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.channels.tools import Tool
from sitegen.channels.typesetting import Document, bytes_of, find_typst, pdf
from sitegen.diagnostics import ContentError
from tests.support.html import Document as Page
from tests.support.html import parse
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.pdf import bookmarks_of, is_tagged, links_of, reader, squeezed, text_of
from tests.support.process import RunCli, must
from tests.support.site import Site

WITH_SHEETS = SITE_YML + "files: [sheets]\n"
SHEET = "build/{}/projects/sample/sample.pdf"


def facts_of(page: Page) -> list[str]:
    """What a project's page states: title, amounts, facts, whom to call."""
    page = parse(page.source.partition('<div class="screen-only">')[0])  # without related projects
    said = [page.one("h1").text]
    said += [one.text for one in page.all("dd")]
    said += [one.text for one in page.all("a", class_="tel")]
    return [squeezed(one) for one in said]


def projects_of(site: Site) -> list[str]:
    return sorted(key for folder, key in site.entries() if folder == "projects")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_fact_of_the_shipped_projects_is_on_their_sheets(real: Site, locale: str) -> None:
    for key in projects_of(real):
        path = f"{locale}/projects/{key}/"
        sheet = reader(real.tree / path / f"{key}.pdf")
        text = text_of(sheet)
        page = real.page(path)
        assert len(sheet.pages) <= 2
        assert is_tagged(sheet)
        assert [fact for fact in sheet_facts(page) if fact not in text] == [], key
        assert real.base_url + path in links_of(sheet)
        assert bookmarks_of(sheet)[0] == page.one("h1").text


def sheet_facts(page: Page) -> list[str]:
    """The facts of a page, a note below a value taken by itself."""
    notes = [squeezed(one.text) for one in page.all("span", class_="sub")]
    found = []
    for fact in facts_of(page):
        for note in notes:
            fact = fact.removesuffix(note) if note else fact
        found.append(fact)
    return [fact for fact in found if fact]


FULL = (
    PROJECT_YML
    + """\
code: YL-1
scope: {zh: 两条生产线, en: Two lines}
returns: {irr: 18.5%, payback: 6.5年}
land: {area: 300亩}
cooperation: [sole]
partner: {zh: 有经验的企业, en: An experienced firm}
readiness: {filing: done, land: under-way}
milestones: [{date: 2026-01, status: open, note: {zh: 发布, en: Released}}]
phases: [{title: {zh: 一期, en: Phase one}, amount: 8亿元, period: 2026/2027}]
confirmed: 2026-02-03
"""
)


def test_a_sheet_of_a_project_with_most_fields(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(
        {
            "site.yml": WITH_SHEETS,
            "content/projects/sample/project.yml": FULL,
            "content/projects/sample/zh.md": "## 市场\n\n- 一\n\n| 年 | 量 |\n|--|--|\n| 2025 | 七吨 |\n",
        }
    )
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    chinese, english = (reader(site / SHEET.format(locale)) for locale in ("zh", "en"))
    words = "示例项目 推介中 YL-1 20亿元 18.5% 6.5年 300亩 两条生产线 有经验的企业 一期 8亿元 七吨"
    for word in [*words.split(), "0839-0000000"]:
        assert word in text_of(chinese), word
    for word in ("Sample project", "CNY 2 billion", "Two lines", "Phase one", "300 mu", "The project's text"):
        assert squeezed(word) in text_of(english).replace("’", "'"), word
    assert "tel:+86-839-0000000" in links_of(english)
    page = (site / "build/zh/projects/sample/index.html").read_text("utf-8")
    size = round((site / SHEET.format("zh")).stat().st_size / 1000)
    assert 'href="../../../zh/projects/sample/sample.pdf"' in page
    assert f"PDF {size} KB" in page
    before = (site / SHEET.format("zh")).read_bytes()
    must(run_cli("build", "--now", "2026-03-01", "--fresh", "--jobs", "1", cwd=site))
    assert (site / SHEET.format("zh")).read_bytes() == before


def test_a_long_text_is_cut_and_every_fact_kept(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    paragraph = "本项目建设内容较多，此处为一段较长的说明文字，用来撑满版面。" * 12
    site = mini_site(
        {
            "content/projects/sample/project.yml": FULL,
            "content/projects/sample/zh.md": "\n\n".join([f"第{n}段。{paragraph}" for n in range(40)]),
        }
    )
    must(run_cli("export", "sheets", str(tmp_path / "out"), "--locale", "zh", cwd=site))
    sheet = reader(tmp_path / "out/zh/projects/sample/sample.pdf")
    text = text_of(sheet)
    assert len(sheet.pages) == 2
    assert "第0段" in text
    assert "第39段" not in text
    assert "全文见本项目网页。" in text
    assert "有经验的企业" in text
    assert "2026年2月3日" in text


@pytest.fixture(scope="session")
def tool(site_root: Path) -> Tool:
    paths = sorted((site_root / "themes/default/print").glob("*.typ"))
    found = find_typst()
    return Tool(found.stamp, found.fonts, found.family, tuple((path.name, str(path)) for path in paths))


Made = Callable[[str, str], bytes]


def test_content_is_never_markup(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    """What means something to typst is text like any other."""
    hostile = '#panic("x") $x^2$ *b* _e_ `c` <l> @ref // = h \\\\ #sys.inputs [x] ~ --'
    title = json.dumps(hostile)
    yml = PROJECT_YML.replace("{zh: 示例项目, en: Sample project}", f"{{zh: {title}, en: {title}}}")
    site = mini_site({"content/projects/sample/project.yml": yml})
    must(run_cli("export", "sheets", str(tmp_path / "out"), "--locale", "en", cwd=site))
    text = text_of(reader(tmp_path / "out/en/projects/sample/sample.pdf"))
    for word in ('#panic("x")', "$x^2$", "*b*", "`c`", "<l>", "@ref", "#sys.inputs", "[x]"):
        assert word in text, word


def test_a_document_is_made_of_the_characters_that_there_are(tool: Tool) -> None:
    data = {"title": "x🚀龘 \u0639", "svg": "<svg xmlns='http://www.w3.org/2000/svg'/>", "across": False}
    made = bytes_of(Document(template="map.typ", lang="zh-Hans", data=data))
    title = reader(pdf(made.source, {"typst": tool})).metadata
    assert title is not None
    assert title.title == "x龘 □"


def test_a_print_template_at_fault_is_named(tool: Tool, tmp_path: Path) -> None:
    own = tmp_path / "theme/print/map.typ"
    own.parent.mkdir(parents=True)
    own.write_text("#let typeset(data, setting, codes) = nope", "utf-8")
    broken = Tool(tool.stamp, tool.fonts, tool.family, (("map.typ", str(own)),))
    made = bytes_of(Document(template="map.typ", lang="zh-Hans", data={}))
    with pytest.raises(ContentError) as raised:
        pdf(made.source, {"typst": broken})
    (found,) = raised.value.diagnostics
    assert (found.code, found.place.path) == ("E_PRINT_TEMPLATE", "theme/print/map.typ")
    assert "nope" in dict(found.params)["said"]


def test_a_site_has_print_templates_of_its_own(mini_site: MiniSite, run_cli: RunCli) -> None:
    own = "#let typeset(data, setting, codes) = { set document(title: [x]); set page(width: 50mm)\n[= Own] }"
    own = own.replace("[= Own]", "set text(font: setting.fonts); heading[Own]")
    site = mini_site({"site.yml": WITH_SHEETS, "theme/print/sheet.typ": own})
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    assert text_of(reader(site / SHEET.format("en"))) == "Own"
    (site / "theme/print/sheet.typ").write_text(own.replace("[Own]", "[Other]"), "utf-8")
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    assert text_of(reader(site / SHEET.format("en"))) == "Other"
