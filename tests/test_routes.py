"""Every page has one path, the same in all languages, and no two pages have the same."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from sitegen.i18n.text import Text
from sitegen.model.checks.entity_checks import RESERVED_SEGMENTS
from sitegen.model.entities import COOPERATION, LEVELS, STATUSES, Chain
from sitegen.model.kinds import FOLDERS, KINDS, RESERVED
from sitegen.model.outputs import OUTPUTS, PROJECT_LISTS
from sitegen.routes import (
    SITEMAP_SIZE,
    Route,
    check_routes,
    list_path,
    routes,
    sitemap_count,
    sitemap_paths,
    sitemap_projects,
)
from tests.support.catalogues import COUNTS, SITE, State, make_state, project

T = Text({"zh": "题"})
SEEDS = range(12)
LISTS = {output.name for output in OUTPUTS.values() if output.listed}


def all_routes(seed: int) -> list[Route]:
    state = make_state(seed)
    site = msgspec.structs.replace(SITE, files=("maps",))
    return routes(State(state.entities, state.day, site).catalogue())


def entity_paths(seed: int) -> set[str]:
    return {page.path for page in all_routes(seed) if page.output in KINDS}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_path_is_unique_and_fit_for_any_server(seed: int) -> None:
    pages = all_routes(seed)
    assert check_routes(pages) == []
    outputs = [path for page in pages for path in page.files(("zh", "en"))]
    assert len(outputs) == len(set(outputs)) == len({path.lower() for path in outputs})
    for page in pages:
        assert re.fullmatch(r"([a-z0-9-]+/)*([a-z0-9.-]+)?", page.path), page
        assert page.path.endswith("/") or page.path == "" or page.scope != "page"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_entry_has_its_page(seed: int) -> None:
    state, paths = make_state(seed), entity_paths(seed)
    for kind, key in state.entities:
        if kind != "collection":
            assert (f"{key}/" if kind == "page" else f"{FOLDERS[kind]}/{key}/") in paths
    lists = {page.path for page in all_routes(seed) if page.output in LISTS}
    assert {f"collections/{key}/" for kind, key in state.entities if kind == "collection"} <= lists


@pytest.mark.parametrize("seed", SEEDS)
def test_every_list_that_has_pages_is_routed_with_all_its_numbers(seed: int) -> None:
    catalogue = make_state(seed).catalogue()
    paths = {page.args: page.path for page in routes(catalogue) if page.output in LISTS}
    for (name, value), ids in catalogue.index.items():
        if name in PROJECT_LISTS and name != "segment":
            closed = max(len(ids) // SITE.limits.page_size - 1, 0)
            wanted = [(name, value, str(number)) for number in range(closed + 1)]
            assert [words for words in paths if words[:2] == (name, value)] == wanted
            assert paths[name, value, "0"] == list_path(name, value)


def test_the_pages_come_in_the_same_order_every_time() -> None:
    state = make_state(1)
    assert routes(state.catalogue()) == routes(
        State(dict(reversed(state.entities.items())), state.day).catalogue()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_ids_that_would_take_a_list_s_place_are_reserved(kind: str) -> None:
    """An entry with the name of any folder that stands beside the entries of its kind."""
    folder = "" if kind == "page" else f"{FOLDERS[kind]}/"
    beside = set()
    for seed in SEEDS:
        own = {f"{folder}{key}/" for of, key in make_state(seed).entities if of == kind}
        for page in all_routes(seed):
            inside = page.path.removeprefix(folder)
            if page.scope != "site" and page.path.startswith(folder) and "/" in inside:
                first = inside.partition("/")[0]
                beside |= {first} if f"{folder}{first}/" not in own else set()
    assert beside <= RESERVED.get(kind, set())


def test_segments_that_would_take_a_chain_s_list_s_place_are_reserved() -> None:
    beside = {
        path.rstrip("/").rpartition("/")[2] for path in (list_path("chain", "c"), list_path("chain", "c", 1))
    }
    assert beside - {"1"} <= RESERVED_SEGMENTS


def test_two_pages_for_one_path_are_an_error() -> None:
    [found] = check_routes([Route("a", (), "x/"), Route("b", (), "y/"), Route("c", (), "x/")])
    assert (found.code, found.params) == ("E_ROUTE", {"path": "x/", "first": "a", "second": "c"})


@pytest.mark.parametrize(
    ("output", "path", "files"),
    [
        ("project", "projects/x/", ("zh/projects/x/index.html", "en/projects/x/index.html")),
        ("home", "", ("zh/index.html", "en/index.html")),
        ("feed", "feed.xml", ("zh/feed.xml", "en/feed.xml")),
        ("robots", "robots.txt", ("robots.txt",)),
    ],
)
def test_the_files_that_a_page_comes_to(output: str, path: str, files: tuple[str, ...]) -> None:
    assert Route(output, (), path).files(("zh", "en")) == files


# Lists that come and go


def paths_of(*entities: Any) -> set[str]:
    state = State({(entity.kind_name, entity.id): entity for entity in entities})
    return {page.path for page in routes(state.catalogue())}


def test_an_empty_catalogue_has_its_pages() -> None:
    paths = paths_of()
    assert {
        "",
        "projects/",
        "policies/",
        "chains/",
        "regions/",
        "contacts/",
        "sitemap/",
        "search/",
        "sitemap.xml",
    } <= paths
    assert not any("status" in path or "page/" in path for path in paths)


def test_lists_are_there_for_what_there_is() -> None:
    paths = paths_of(project("a", status="signed", cooperation=("ppp",), batch="2023", kind="opportunity"))
    assert {
        "projects/a/", "projects/status/signed/", "projects/cooperation/ppp/", "projects/year/2023/",
        "projects/kind/opportunity/",
    } <= paths  # fmt: skip
    assert "projects/status/open/" not in paths


def test_a_segment_has_a_page_once_a_project_is_in_it() -> None:
    chain = make_state(1).entities["chain", "chain-0"]
    assert isinstance(chain, Chain)
    segment = chain.segments[0].id
    assert f"chains/chain-0/{segment}/" in paths_of(chain, project("a", chain="chain-0", segments=(segment,)))
    assert f"chains/chain-0/{segment}/" not in paths_of(chain, project("a", chain="chain-0"))


def test_values_in_paths_are_words_of_the_model() -> None:
    assert all(
        re.fullmatch("[a-z-]+", word) for word in (*STATUSES, *COOPERATION, *LEVELS, "project", "opportunity")
    )


# Sitemaps


def test_sitemaps_hold_every_project_once_and_stay_as_they_are() -> None:
    counts = COUNTS | {"project": 0}
    state = make_state(1, counts)
    entities = dict(state.entities)
    for number in range(SITEMAP_SIZE + 3):
        entities["project", f"p{number:04}"] = project(f"p{number:04}", published="2026")
    catalogue = State(entities).catalogue()
    assert sitemap_count(catalogue) == 2
    files = [sitemap_projects(catalogue, str(number)) for number in (1, 2)]
    assert [len(ids) for ids in files] == [SITEMAP_SIZE, 3]
    assert [key for ids in files for key in ids] == sorted(catalogue.projects)
    entities["project", "p9999"] = project("p9999", published="2026")
    assert sitemap_projects(State(entities).catalogue(), "1") == files[0]
    assert sum(page.output == "sitemap_projects" for page in routes(catalogue)) == 2


def test_the_other_pages_stand_in_a_sitemap_of_their_own() -> None:
    catalogue = make_state(1).catalogue()
    paths = [path for path, _ in sitemap_paths(catalogue)]
    pages = [page for page in routes(catalogue) if page.scope == "page"]
    assert sorted([*paths, *[page.path for page in pages if page.output == "project"]]) == sorted(
        page.path for page in pages
    )
