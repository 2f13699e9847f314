"""Every kind of entry is complete: whatever the site and the command line do for one, they do for all.

A kind that is added in some places only fails here, by what is missing, and not in a worker of a build.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.i18n.markdown_spans import prose
from sitegen.model.kinds import FOLDERS, KINDS
from tests.conftest import GOLDENS
from tests.support.minisite import MiniSite
from tests.support.process import REPOSITORY, RunCli
from tests.support.site import Site

HAN = re.compile("[\u4e00-\u9fff]")

each = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="session")
def small(golden_site: Path) -> Site:
    return Site("small", golden_site)


def address(kind: str, entry_id: str) -> str:
    return f"{entry_id}/" if kind == "page" else f"{FOLDERS[kind]}/{entry_id}/"


def ids_of(site: Site, kind: str) -> list[str]:
    found = [key for folder, key in site.entries() if folder == FOLDERS[kind]]
    assert found, f"{site.root} has no entry of the kind {kind}"
    return found


@each
def test_the_small_site_and_the_demo_have_it(kind: str, small: Site, demo: Site) -> None:
    assert (GOLDENS / "site" / "content" / FOLDERS[kind]).is_dir()
    assert ids_of(small, kind)
    assert ids_of(demo, kind)


@each
def test_each_has_its_page_with_its_title(kind: str, small: Site) -> None:
    for key in ids_of(small, kind):
        page = small.page(f"en/{address(kind, key)}")
        assert page.one("h1").text.strip()
        assert HAN.search(page.text) is None or key == "only-chinese" or "简体中文" in page.text


@each
def test_the_search_finds_it(kind: str, small: Site) -> None:
    rows = [
        row for file in small.tree.glob("en/search/0-*.json") for row in json.loads(file.read_text("utf-8"))
    ]
    assert {address(kind, key) for key in ids_of(small, kind)} <= {row[0] for row in rows}
    page = small.page("en/search/").source
    (label,) = re.findall(f'value="{kind}" data-one="([^"]*)"', page)
    assert label
    assert not HAN.search(label), "its name is not translated"


@each
def test_search_engines_are_told_of_it(kind: str, small: Site) -> None:
    maps = "".join(path.read_text("utf-8") for path in sorted((small.tree / "sitemaps").glob("*.xml")))
    for locale in small.locales:
        for key in ids_of(small, kind):
            told = f"<loc>{small.base_url}{locale}/{address(kind, key)}</loc>" in maps
            # Where it says anything in that language.
            assert told == (key != "only-chinese" or locale != "en")


@each
def test_the_site_map_leads_to_it_or_to_its_list(kind: str, small: Site) -> None:
    page = small.page("en/sitemap/")
    targets = {
        small.target("en/sitemap/", link["href"]) for link in page.all("a") if "href" in link.attributes
    }
    entries = {f"en/{address(kind, key)}" for key in ids_of(small, kind)}
    assert targets >= entries or f"en/{FOLDERS[kind]}/" in targets


@each
def test_some_page_other_than_the_search_links_to_each(kind: str, small: Site) -> None:
    targets = {
        small.target(path, link["href"])
        for path, page in small.pages("en")
        for link in page.all("a")
        if "href" in link.attributes and not link.get("hreflang") and ":" not in link["href"]
    }
    assert {f"en/{address(kind, key)}" for key in ids_of(small, kind)} <= targets


@each
def test_the_documents_describe_it(kind: str) -> None:
    for name in ("fields.md", "fields.zh.md"):
        assert f'<a id="{kind}"></a>' in (REPOSITORY / "docs" / name).read_text("utf-8")


def test_texts_link_to_all_of_them_by_id(mini_site: MiniSite, run_cli: RunCli) -> None:
    text = "".join(f"见[它]({kind}:nowhere)。\n\n" for kind in KINDS)
    done = run_cli("check", "--format", "json", cwd=mini_site({"content/projects/sample/zh.md": text}))
    found = [one["message"] for one in json.loads(done.stdout) if one["code"] == "E_REFERENCE"]
    assert len(found) == len(KINDS), done.stdout
    for kind in KINDS:
        addresses = "".join(
            part for part, is_prose in prose(f"见{kind}:nowhere。", tuple(KINDS)) if not is_prose
        )
        assert addresses == f"{kind}:nowhere"
