"""Every link and anchor of every page, read anew with the standard library's parser."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from tests.support.html import Document
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site

_OUTSIDE = ("http", "https", "mailto", "tel", "geo", "data")


def _faults(site: Site, path: str, page: Document) -> list[str]:
    """Addresses of a page that lead to nothing, or that would only work at a domain's root."""
    found = []
    for address in page.addresses():
        parts = urlsplit(address)
        if parts.scheme:
            if parts.scheme not in _OUTSIDE:
                found.append(f"{address}: scheme")
        elif parts.netloc or parts.path.startswith("/"):
            found.append(f"{address}: not relative to the page")
        elif problem := _problem(site, path, address):
            found.append(f"{address}: {problem}")
    return found


def _problem(site: Site, path: str, address: str) -> str:
    target, fragment = site.target(path, address), unquote(urlsplit(address).fragment)
    if target.startswith("../"):
        return "leads out of the site"
    if not site.has(target):
        return "no such file" if not site.has(f"{target}/") else "a folder without its final slash"
    if fragment and fragment not in site.page(target).ids:
        return "no such anchor there"
    return ""


def test_every_link_and_anchor_leads_somewhere(site: Site) -> None:
    pages = [("", site.page("")), *site.pages()]
    broken = [f"{path}: {fault}" for path, page in pages for fault in _faults(site, path, page)]
    assert broken == []


def test_ids_are_unique_on_their_page(site: Site) -> None:
    for path, page in site.pages():
        ids = [element["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), path


def test_every_page_can_be_reached_from_the_home_page(site: Site) -> None:
    for locale in site.locales:
        pages = dict(site.pages(locale))
        seen = {f"{locale}/"}
        pending = [f"{locale}/"]
        while pending:
            path = pending.pop()
            for link in pages[path].all("a"):
                address = link["href"]
                target = "" if urlsplit(address).scheme else site.target(path, address)
                if target in pages and target not in seen:
                    seen.add(target)
                    pending.append(target)
        assert sorted(pages.keys() - seen) == []


def test_following_older_pages_passes_every_project_once(demo: Site) -> None:
    path = "zh/projects/"
    passed = _projects_listed(demo.page(path))
    steps = 0
    while older := demo.page(path).all("a", rel="next"):
        path = demo.target(path, older[0]["href"])
        passed += _projects_listed(demo.page(path))
        steps += 1
    assert steps >= 2
    assert sorted(passed) == sorted(name for folder, name in demo.entries() if folder == "projects")


def _projects_listed(page: Document) -> list[str]:
    return [row["data-card"] for row in page.all("tr") if "data-card" in row.attributes]


@pytest.mark.parametrize("base", ["https://invest.example.org/", "https://example.org/bureau/invest/"])
def test_404_has_absolute_addresses(mini_site: MiniSite, run_cli: RunCli, base: str) -> None:
    """It is shown at any depth, so relative addresses would lead anywhere."""
    root = mini_site({"site.yml": SITE_YML.replace("https://invest.example.org/", base)})
    must(run_cli("build", cwd=root))
    small = Site("small", root)
    below = urlsplit(base).path
    addresses = list(small.page("404.html").addresses())
    assert len(addresses) > 8
    assert [a for a in addresses if not a.startswith(below)] == []
    assert [a for a in addresses if not small.has(unquote(a.removeprefix(below)))] == []
    # All else stays relative, whatever the site's address is.
    assert [fault for path, page in small.pages() for fault in _faults(small, path, page)] == []
