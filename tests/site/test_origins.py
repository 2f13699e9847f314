"""Where investors come from: the office that serves them, what leads to its page, and nothing without any."""

from __future__ import annotations

from pathlib import Path

from sitegen.pipeline.build import Options, build
from tests.support.minisite import MiniSite
from tests.support.site import Site

DELTA = "origins/yangtze-river-delta/"


def test_its_page_has_the_office_the_way_the_firms_and_the_policies(demo: Site) -> None:
    page = demo.page(f"zh/{DELTA}")
    _, _, office = page.source.partition("data-origin-office>")
    assert "驻上海分局" in office.partition("</section>")[0]
    assert "上海虹桥—云澜" in page.text
    _, _, firms = page.source.partition("<table")
    assert "/enterprises/" in firms.partition("</table>")[0]
    assert 'policies/invest-in-yunlan/"' in page.source


def test_an_origin_without_an_office_of_its_own_has_that_of_the_site(mini_site: MiniSite) -> None:
    root = mini_site({"content/origins/far.yml": "title: {zh: 远方, en: Far}\n"})
    page = (_built(root) / "en/origins/far/index.html").read_text("utf-8")
    assert 'data-origin-office><section class="contact' in page.replace("\n", "")


def test_offices_firms_news_and_policies_lead_to_it(demo: Site) -> None:
    firms = [
        page
        for page in (demo.tree / "en/enterprises").glob("*/index.html")
        if DELTA in page.read_text("utf-8")
    ]
    assert firms
    pages = ("", "contacts/", "contacts/away-shanghai/", "policies/invest-in-yunlan/")
    for path in pages:
        assert f'{DELTA}"' in demo.page(f"en/{path}").source, path


def test_without_origins_nothing_leads_to_any(mini_site: MiniSite) -> None:
    tree = _built(mini_site())
    assert not (tree / "en/origins").exists()
    for page in tree.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "origins/" not in text, page
        assert "data-origins" not in text, page
        assert "origin-line" not in text, page


def _built(root: Path) -> Path:
    build(Options(root=root, output=root / "build", now="2026-06-30", jobs=1))
    return root / "build"
