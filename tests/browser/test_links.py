"""The site clicked through where it may stand: at a domain's root, below a folder, and as files on a disk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ServeTree
from tests.browser.follow import follow
from tests.browser.pages import Reader, opened
from tests.support.kinds import samples
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site

SUB_PATH = "/bureau/invest/"


@pytest.mark.parametrize("prefix", ["/", SUB_PATH])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_clicking_through_at_a_root_and_below_a_folder(
    browser: Browser, serve_tree: ServeTree, real: Site, prefix: str, javascript: bool
) -> None:
    base = serve_tree(real.tree, prefix=prefix)
    with opened(browser, base, Reader(javascript=javascript)) as (page, watch):
        follow(page, f"{base}zh/")
        # Each is linked from the one before it: menu, lists, cross references, breadcrumbs, footer, switch.
        project = samples(real.tree, "project")[0].removeprefix("zh/")
        for path in ("projects/", project, "", "chains/", "regions/", "policies/", "events/", "contacts/"):
            follow(page, f"{base}zh/{path}")
            assert page.locator("h1").count() == 1
            assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "styled"
        follow(page, f"{base}en/contacts/")
        follow(page, f"{base}en/sitemap/")
        follow(page, f"{base}en/collections/")
        assert watch.problems() == []


def test_an_address_that_is_not_there_leads_on(
    browser: Browser, mini_site: MiniSite, run_cli: RunCli, serve_tree: ServeTree
) -> None:
    """Below a folder and at any depth, 404.html finds its style sheet and its ways on."""
    where = SITE_YML.replace("https://invest.example.org/", f"https://example.org{SUB_PATH}")
    root = mini_site({"site.yml": where})
    must(run_cli("build", cwd=root))
    base = serve_tree(root / "build", prefix=SUB_PATH)
    with opened(browser, f"{base}zh/projects/no/such/thing/") as (page, watch):
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "styled"
        follow(page, f"{base}zh/projects/")
        assert [line for line in watch.problems() if "404" not in line] == []


def test_pages_open_as_files(browser: Browser, real: Site) -> None:
    """From a disk or a USB stick: folders have no index there, but each page shows as it should."""
    for path in ("zh/index.html", f"{samples(real.tree, 'project')[0]}index.html", "index.html"):
        with opened(browser, (real.tree / path).as_uri()) as (page, watch):
            assert page.evaluate("getComputedStyle(document.body).margin") == "0px", path
            assert page.evaluate("document.documentElement.classList.contains('js')"), path
            broken = page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).length")
            assert broken == 0
            assert watch.problems() == []
