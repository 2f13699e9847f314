"""`leave_out` in site.yml: sections that a site does without."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from sitegen.model.outputs import SECTIONS
from sitegen.routes import has_list, routes
from tests.support.catalogues import SITE, State, make_state
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site

EMPTY = (
    "policies",
    "services",
    "tours",
    "origins",
    "funds",
    "chains",
    "regions",
    "enterprises",
    "events",
    "news",
    "collections",
    "pages",
    "board",
)
"""What the smallest site has nothing for."""


def with_left_out(*sections: str) -> dict[str, str | bytes]:
    return {"site.yml": f"{SITE_YML}leave_out: [{', '.join(sections)}]\n"}


def pages(root: Path) -> set[str]:
    return {path.relative_to(root / "build").as_posix() for path in (root / "build/en").rglob("*.*")}


def test_what_is_left_out_has_no_pages_and_no_links(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(
        with_left_out(
            *EMPTY, "site-map", "search", "filters", "shortlist", "projects-by-year", "projects-by-kind"
        )
    )
    must(run_cli("build", "--strict", cwd=root))  # a link to a page that is not there would be an error
    assert pages(root) == {
        "en/index.html",
        "en/feed.json",
        "en/feed.xml",
        "en/projects/index.html",
        "en/projects/sample/index.html",
        "en/projects/open/index.html",
        "en/projects/status/open/index.html",
        "en/contacts/index.html",
        "en/contacts/office/index.html",
        "en/contacts/office/contact.vcf",
    }
    menu = [link["href"] for link in Site("small", root).page("en/").all("a")]
    assert "./projects/" in menu or "../en/projects/" in menu
    assert not [link for link in menu if any(f"/{section}/" in link for section in (*EMPTY, "sitemap"))]
    assert "/en/policies/" not in (root / "build/sitemaps/pages.xml").read_text("utf-8")


@pytest.mark.parametrize("section", ["policies", "chains", "regions", "events"])
def test_the_home_page_names_nothing_that_is_left_out(
    mini_site: MiniSite, run_cli: RunCli, section: str
) -> None:
    entries: dict[str, str | bytes] = {
        "content/events/roadshow/event.yml": (
            "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nstarts: 2026-01-01\n"
        ),
        "content/policies/rules/policy.yml": (
            "title: {zh: 办法, en: Rules}\nkind: incentive\nlevel: city\nissued: 2025-01-01\n"
        ),
        "content/chains/batteries.yml": "title: {zh: 锂电池, en: Batteries}\n",
        "content/regions/oldtown.yml": "title: {zh: 老城, en: Oldtown}\nkind: county\n",
    }
    lists = {"chains": ["segments", "projects-by-chain"], "regions": ["projects-by-region"]}
    root = mini_site({**entries, **with_left_out(section, *lists.get(section, []))})
    must(run_cli("build", cwd=root))
    links = [link["href"] for link in Site("small", root).page("en/").all("a")]
    assert not [link for link in links if f"{section}/" in link]


def test_a_section_comes_back_when_it_is_no_longer_left_out(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(with_left_out("events"))
    must(run_cli("build", cwd=root))
    without = pages(root)
    (root / "site.yml").write_text(SITE_YML, "utf-8")
    must(run_cli("build", cwd=root))
    assert pages(root) - without == {"en/events/feed.xml", "en/events/index.html"}
    assert "events/" in (root / "build/en/index.html").read_text("utf-8")


def test_a_link_to_what_is_left_out_is_an_error(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(with_left_out("contacts"))  # the project's page names whom to call
    found = run_cli("build", "--format", "json", cwd=root)
    assert found.returncode == 1
    assert {problem["code"] for problem in json.loads(found.stdout)} == {"E_BROKEN_LINK"}


def test_an_unknown_section_is_an_error_with_the_nearest_name(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(with_left_out("policies", "event"))
    [problem] = json.loads(run_cli("check", "--format", "json", "--lang", "en", cwd=root).stdout)
    assert (problem["path"], problem["line"]) == ("site.yml", len(SITE_YML.splitlines()) + 1)
    assert "events" in problem["hint"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_names_pages_of_its_own(section: str) -> None:
    def paths(site: object) -> set[str]:
        state = make_state(3)
        return {page.path for page in routes(State(state.entities, state.day, site).catalogue())}  # type: ignore[arg-type]

    whole, less = paths(SITE), paths(msgspec.structs.replace(SITE, leave_out=(section,)))
    assert less < whole
    if section.startswith("projects-by-"):
        name = section.removeprefix("projects-by-")
        assert not has_list(msgspec.structs.replace(SITE, leave_out=(section,)), name)
    assert paths(msgspec.structs.replace(SITE, leave_out=SECTIONS)) >= {"", "projects/", "feed.xml"}
