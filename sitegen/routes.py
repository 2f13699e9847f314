"""Every page that a catalogue comes to, and its path within a language.

A page has one path in all languages: /zh/projects/x/ and /en/projects/x/ are the same page. Files that are
no pages (feeds, sitemaps, vCards) have routes too, so that everything of the site is made in one way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import FOLDERS, KINDS, Chain, Collection, Contact, Event
from sitegen.model.map_inventory import MAP_FORMS, chain_maps, region_layers
from sitegen.model.queries import page_bounds, policy_list_values, query
from sitegen.model.site import SiteSettings


class PageSpec(msgspec.Struct, frozen=True, array_like=True):
    """A page: the view that makes it, the words that the view takes, and its path within a language."""

    view: str
    words: tuple[str, ...]
    path: str
    scope: str = "page"
    """page: HTML in every language; file: a file in every language; site: one file for all."""

    @property
    def is_picture(self) -> bool:
        """Whether it takes far longer to make than a page."""
        return self.path.endswith(".png")

    def outputs(self, locales: Iterable[str]) -> tuple[str, ...]:
        """Files of the site that it comes to, in the order of the locales."""
        if self.scope == "site":
            return (self.path,)
        name = "index.html" if self.scope == "page" else ""
        return tuple(f"{locale}/{self.path}{name}" for locale in locales)


class Targets(msgspec.Struct, frozen=True):
    """Every file of the site, as far as links are concerned: whether there is one."""

    locales: frozenset[str]
    pages: frozenset[str]
    """Paths of pages within a language."""
    files: frozenset[str]
    """Files that stand in every language, by their path in it."""
    others: frozenset[str]
    """Files by their path from the site's root."""

    def plus(self, files: Iterable[str]) -> Targets:
        """With files that no page comes to."""
        return msgspec.structs.replace(self, others=self.others.union(files))

    def __contains__(self, file: object) -> bool:
        if file in self.others:
            return True
        locale, _, path = str(file).partition("/")
        if locale not in self.locales:
            return False
        return path in self.files or (
            path.endswith("index.html") and path[: -len("index.html")] in self.pages
        )


def routes(catalogue: Catalogue) -> list[PageSpec]:
    """All pages, each once, in a fixed order, but for sections that the site leaves out."""
    pages = _all_routes(catalogue)
    left_out = catalogue.site.leave_out
    return [page for page in pages if _section_of(page) not in left_out] if left_out else pages


def _all_routes(catalogue: Catalogue) -> list[PageSpec]:
    pages = [PageSpec("home", (), "")]
    pages += [
        PageSpec(f"{kind}_list", (), f"{FOLDERS[kind]}/") for kind in KINDS if kind not in ("project", "page")
    ]
    pages += _project_lists(catalogue)
    pages += _policy_lists(catalogue)
    for kind in KINDS:
        if kind != "collection":
            pages += [PageSpec(kind, (key,), entity_path(kind, key)) for key in sorted(catalogue.ids(kind))]
    pages.append(PageSpec("board", (), BOARD_PATH))
    pages.append(PageSpec("site_map", (), "sitemap/"))
    pages.append(PageSpec("search", (), SEARCH_PATH))
    pages.append(PageSpec("feed", (), "feed.xml", "file"))
    return [*pages, *_companions(catalogue), *_site_files(catalogue)]


def entity_path(kind: str, entity_id: str = "") -> str:
    """Path of an entity's page, or of its kind's list; free pages stand at the top."""
    folder = "" if kind == "page" else f"{FOLDERS[kind]}/"
    return f"{folder}{entity_id}/" if entity_id else folder


def has_section(site: SiteSettings, section: str) -> bool:
    """Whether a section of `model.site.SECTIONS` has pages; any other name stands for what every site has."""
    return section not in site.leave_out


def has_list(site: SiteSettings, name: str) -> bool:
    """The same for a list of projects."""
    return has_section(site, _section_of_list(name))


def _section_of(page: PageSpec) -> str:
    if page.view == "project_list":
        return _section_of_list(page.words[0])
    return _SECTION_OF_VIEW.get(page.view, "")


def _section_of_list(name: str) -> str:
    if name == "seeking":
        return "projects-by-status"
    return {"segment": "segments", "collection": "collections"}.get(name, f"projects-by-{name}")


_SECTION_OF_VIEW = {
    **{kind: folder for kind, folder in FOLDERS.items() if kind != "project"},
    **{f"{kind}_list": folder for kind, folder in FOLDERS.items() if kind != "project"},
    "board": "board",
    "site_map": "site-map",
    "search": "search",
    "search_part": "search",
    "vcard": "contacts",
    "calendar": "events",
    "chain_map": "chains",
    "region_map": "regions",
}

SEARCH_PATH = "search/"
"""The search page; beside it, what it looks through."""
BOARD_PATH = "projects/board/"
"""The stage board of all projects."""
BOARD_STEM = BOARD_PATH + "board"
"""Files of it, without their ending."""

PROJECT_LISTS: dict[str, str] = {
    "all": "projects/",
    "kind": "projects/kind/{}/",
    "seeking": "projects/open/",
    "status": "projects/status/{}/",
    "cooperation": "projects/cooperation/{}/",
    "year": "projects/year/{}/",
    "tag": "projects/tag/{}/",
    "chain": "chains/{}/projects/",
    "segment": "chains/{}/",
    "region": "regions/{}/projects/",
    "collection": "collections/{}/",
}
"""Lists of projects that have pages, and their paths."""


def list_path(name: str, value: str, number: int = 0) -> str:
    """Path of a list of projects: its front page, or one of its numbered pages."""
    path = PROJECT_LISTS[name].format(value)
    return f"{path}page/{number}/" if number else path


def _project_lists(catalogue: Catalogue) -> Iterator[PageSpec]:
    always = [("all", "")]
    always += [("collection", key) for key in catalogue.all(Collection)]
    listed = dict.fromkeys(always) | dict.fromkeys(sorted(catalogue.index))
    for name, value in listed:
        if name not in PROJECT_LISTS or not _has_page(catalogue, name, value):
            continue
        yield PageSpec("project_list", (name, value, "0"), list_path(name, value))
        total = len(catalogue.index.get((name, value), ()))
        numbered, _ = page_bounds(total, catalogue.site.limits.page_size)
        for number in range(1, numbered + 1):
            yield PageSpec("project_list", (name, value, str(number)), list_path(name, value, number))


def _has_page(catalogue: Catalogue, name: str, value: str) -> bool:
    if name == "segment":
        chain, _, segment = value.partition("/")
        return segment in {s.id for s in catalogue.all(Chain)[chain].segments}
    return True


def _policy_lists(catalogue: Catalogue) -> Iterator[PageSpec]:
    for name in ("level", "chain", "region"):
        for value, _ in policy_list_values(catalogue, name):
            yield PageSpec("policy_list", (name, value), f"policies/{name}/{value}/")
    if dict(policy_list_values(catalogue, "state")).get("expired"):
        yield PageSpec("policy_list", ("state", "expired"), "policies/expired/")


def _companions(catalogue: Catalogue) -> Iterator[PageSpec]:
    """Small files beside an entity's page, in every language."""
    for key in sorted(catalogue.all(Contact)):
        yield PageSpec("vcard", (key,), f"contacts/{key}/contact.vcf", "file")
    for key, event in sorted(catalogue.all(Event).items()):
        if event.starts:
            yield PageSpec("calendar", (key,), f"events/{key}/event.ics", "file")
    for kind, number in search_parts(catalogue):
        yield PageSpec("search_part", (kind, number), f"{SEARCH_PATH}{search_file(kind, number)}", "file")
    if "maps" in catalogue.site.files:
        yield from map_files(catalogue)


def map_files(catalogue: Catalogue) -> Iterator[PageSpec]:
    """Maps as files, beside the page that shows them."""
    for kind, key in chain_maps(catalogue):
        for form, ending in MAP_FORMS.items():
            yield PageSpec("chain_map", (key, kind, form), f"chains/{key}/{kind}{ending}", "file")
    for layer in region_layers(catalogue):
        for form, ending in MAP_FORMS.items():
            yield PageSpec("region_map", (layer, form), f"regions/map-{layer}{ending}", "file")
    if catalogue.projects:
        for form, ending in MAP_FORMS.items():
            yield PageSpec("board_map", (form,), f"{BOARD_STEM}{ending}", "file")


def _site_files(catalogue: Catalogue) -> Iterator[PageSpec]:
    """What stands at the root, once for all languages."""
    yield PageSpec("language_choice", (), "index.html", "site")
    yield PageSpec("missing", (), "404.html", "site")
    yield PageSpec("robots", (), "robots.txt", "site")
    yield PageSpec("sitemap_index", (), "sitemap.xml", "site")
    yield PageSpec("sitemap_pages", (), "sitemaps/pages.xml", "site")
    for number in range(1, sitemap_count(catalogue) + 1):
        yield PageSpec("sitemap_projects", (str(number),), f"sitemaps/projects-{number}.xml", "site")


SITEMAP_SIZE = 500
"""Projects in one sitemap file. A file of full size changes only when one of its projects does."""


@query("all=")
def sitemap_count(catalogue: Catalogue) -> int:
    return -(-len(catalogue.projects) // SITEMAP_SIZE)


@query("all=")
def sitemap_projects(catalogue: Catalogue, number: str) -> tuple[str, ...]:
    """Projects of one sitemap file, oldest first."""
    start = (int(number) - 1) * SITEMAP_SIZE
    return catalogue.index.get(("all", ""), ())[start : start + SITEMAP_SIZE]


SEARCH_SIZE = 500
"""Entries in one file that the search page loads. One of projects changes only when one of them does."""


def search_file(kind: str, number: str) -> str:
    return f"{kind}-{number}.json"


@query(*[kind for kind in KINDS if kind != "project"], "all=")
def search_parts(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Files that the search page loads: a kind that has pages of its own, and a number from 1."""
    kinds = [kind for kind in KINDS if kind == "project" or has_section(catalogue.site, FOLDERS[kind])]
    return tuple(
        (kind, str(number))
        for kind in kinds
        for number in range(1, -(-len(catalogue.ids(kind)) // SEARCH_SIZE) + 1)
    )


@query(watch=lambda catalogue, kind, number: ("all=" if kind == "project" else kind,))
def search_slice(catalogue: Catalogue, kind: str, number: str) -> tuple[str, ...]:
    """Entries of one such file; projects from the oldest on."""
    project = kind == "project"
    ids = catalogue.index.get(("all", ""), ()) if project else sorted(catalogue.ids(kind))
    return tuple(ids[(int(number) - 1) * SEARCH_SIZE : int(number) * SEARCH_SIZE])


@query(*[kind for kind in KINDS if kind != "project"], "memberships", "today")
def sitemap_paths(catalogue: Catalogue) -> tuple[str, ...]:
    """Paths of every page that is not a project's."""
    return tuple(page.path for page in routes(catalogue) if page.scope == "page" and page.view != "project")


def check_routes(pages: list[PageSpec]) -> list[Diagnostic]:
    """Two pages for one path are an error; the second is named."""
    by_path: dict[str, list[PageSpec]] = defaultdict(list)
    for page in pages:
        by_path[page.path].append(page)
    return [
        problem(
            "E_ROUTE", Place(f"content/{path}"), path=path, first=claimants[0].view, second=claimants[1].view
        )
        for path, claimants in by_path.items()
        if len(claimants) > 1
    ]
