"""Every page and file that a catalogue comes to, and its path within a language.

A page has one path in all languages: /zh/projects/x/ and /en/projects/x/ are the same page. Files that are
no pages (feeds, sitemaps, vCards) have routes too, so that everything of the site is made in one way. Which
outputs there are, `model.outputs` says; here is what each of them comes to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from zlib import crc32

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Collection, Event
from sitegen.model.kinds import FOLDERS, KINDS, OTHERS, URL_FOLDERS
from sitegen.model.map_inventory import MAP_FORMS, region_layers
from sitegen.model.map_inventory import chain_maps as maps_of_chains
from sitegen.model.output_rows import Output, Scope, load
from sitegen.model.outputs import OUTPUTS, PROJECT_LISTS
from sitegen.model.queries import (
    filter_blocks,
    filter_entries,
    page_bounds,
    plot_list,
    policy_list_values,
    query,
    trade_list,
)
from sitegen.model.site import SiteSettings, withdrawn_of


class Route(msgspec.Struct, frozen=True, array_like=True):
    """A page or file to make: the output that makes it, the args that the output takes, its path."""

    output: str
    args: tuple[str, ...]
    path: str
    """Within a language, or from the site's root."""
    with_text: bool = False
    """Whether a page's text stands beside it as Markdown."""

    @property
    def scope(self) -> Scope:
        return OUTPUTS[self.output].scope

    @property
    def entry(self) -> str:
        """The entry ("kind/id") that it is made of; empty where it is no single one's."""
        kind = OUTPUTS[self.output].of
        return f"{kind}/{self.args[0]}" if kind else ""

    def files(self, locales: Iterable[str]) -> tuple[str, ...]:
        """Files of the site that it comes to, in the order of the locales."""
        scope = self.scope
        if scope == "site":
            parts = OUTPUTS[self.output].parts
            return tuple([self.path + part for part in parts]) if parts else (self.path,)
        name = "index.html" if scope == "page" else ""
        files = tuple([f"{locale}/{self.path}{name}" for locale in locales])
        return (*files, *text_files(files)) if self.with_text else files


def text_files(pages: Iterable[str]) -> tuple[str, ...]:
    """Files of pages' texts, by those of the pages."""
    return tuple([f"{page.removesuffix('.html')}.md" for page in pages])


class Targets(msgspec.Struct, frozen=True):
    """Every file of the site, as far as links are concerned: whether there is one."""

    locales: frozenset[str]
    pages: frozenset[str]
    """Paths of pages within a language."""
    files: frozenset[str]
    """Files that stand in every language, by their path in it."""
    others: frozenset[str]
    """Files by their path from the site's root."""
    with_texts: bool = False
    """Whether pages' texts stand beside them."""

    def plus(self, files: Iterable[str]) -> Targets:
        """With files that no page comes to."""
        return msgspec.structs.replace(self, others=self.others.union(files))

    def __contains__(self, file: object) -> bool:
        if file in self.others:
            return True
        locale, _, path = str(file).partition("/")
        if locale not in self.locales:
            return False
        if self.with_texts and path.endswith("index.md"):
            return path[: -len("index.md")] in self.pages
        return path in self.files or (
            path.endswith("index.html") and path[: -len("index.html")] in self.pages
        )


def routes(catalogue: Catalogue) -> list[Route]:
    """All that belongs to the site, each once, in a fixed order."""
    site = catalogue.site
    on = [output for output in OUTPUTS.values() if output.is_on(site.leave_out, site.files)]
    found = [route for output in on for route in routes_of(output, catalogue)]
    if "markdown" not in site.files:
        return found
    return [replace(route, with_text=True) if route.scope == "page" else route for route in found]


def routes_of(output: Output, catalogue: Catalogue, parameters: object = None) -> Iterable[Route]:
    """What one output comes to."""
    if output.routes:
        listing = load(output.routes)
        found: Iterable[Route] = (
            listing(catalogue, output, parameters) if output.parameters else listing(catalogue, output)
        )
        return found
    if output.of:
        return each_entry(catalogue, output)
    return [Route(output.name, (), output.path)]


def each_entry(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """One for each entry of a kind."""
    for key in sorted(catalogue.ids(output.of)):
        yield Route(output.name, (key,), output.path.format(key))


def list_of_some(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """The list of a kind that a site may do without: not where it would be empty."""
    if catalogue.ids(output.name.removesuffix("_list")):
        yield Route(output.name, (), output.path)


def entity_path(kind: str, entity_id: str = "") -> str:
    """Path of an entity's page, or of its kind's list; free pages stand at the top."""
    folder = URL_FOLDERS[kind]
    folder = f"{folder}/" if folder else ""
    return f"{folder}{entity_id}/" if entity_id else folder


def has_section(site: SiteSettings, section: str) -> bool:
    """Whether a section of `model.site.SECTIONS` has pages; any other name stands for what every site has."""
    return section not in site.leave_out


def has_list(site: SiteSettings, name: str) -> bool:
    """The same for a list of projects."""
    return has_section(site, _SECTION_OF_LIST.get(name, ""))


_SECTION_OF_LIST = {output.listed: output.section for output in OUTPUTS.values() if output.listed}


def sheet_path(project_id: str) -> str:
    """Path of a project's sheet within a language: named after it, for saved files lie in one folder."""
    return f"projects/{project_id}/{project_id}.pdf"


def opportunities_path(form: str, year: str = "") -> str:
    """Path of the list of opportunities within a language, of all or of a year."""
    return f"projects/open/opportunities{'-' if year else ''}{year}.{form}"


def handbook_path(kind: str = "", key: str = "", form: str = "pdf") -> str:
    """Path of the handbook of all projects, or of a chain, region or collection, within a language."""
    return f"{entity_path(kind, key)}{key}.{form}" if key else f"handbook.{form}"


SEARCH_PATH = "search/"
"""The search page; beside it, what it shows of entries; below the same path at the site's root, its index."""
BOARD_PATH = "projects/board/"
"""The stage board of all projects."""
BOARD_STEM = BOARD_PATH + "board"
"""Files of it, without their ending."""


def list_path(name: str, value: str, number: int = 0) -> str:
    """Path of a list of projects: its front page, or one of its numbered pages."""
    path = PROJECT_LISTS[name].format(value)
    return f"{path}page/{number}/" if number else path


def project_lists(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """The pages of lists of projects of one sort. The list of all, and collections, are there when empty."""
    name = output.listed
    values = {value for listed, value in catalogue.index if listed == name}
    values |= {"all": {""}, "collection": set(catalogue.all(Collection))}.get(name, set())
    for value in sorted(values):
        if not _has_page(catalogue, name, value):
            continue
        yield Route(output.name, (name, value, "0"), list_path(name, value))
        total = len(catalogue.index.get((name, value), ()))
        numbered, _ = page_bounds(total, catalogue.site.limits.page_size)
        for number in range(1, numbered + 1):
            yield Route(output.name, (name, value, str(number)), list_path(name, value, number))


def _has_page(catalogue: Catalogue, name: str, value: str) -> bool:
    if name == "segment":
        chain, _, segment = value.partition("/")
        return segment in {s.id for s in catalogue.all(Chain)[chain].segments}
    return True


def policy_lists(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Policies by level, chain and region, and those that have expired."""
    for name in ("level", "chain", "region"):
        for value, _ in policy_list_values(catalogue, name):
            yield Route(output.name, (name, value), f"policies/{name}/{value}/")
    if dict(policy_list_values(catalogue, "state")).get("expired"):
        yield Route(output.name, ("state", "expired"), "policies/expired/")


def entry_pictures(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Pictures of each entry of a kind; their maker takes the kind, too."""
    for route in each_entry(catalogue, output):
        yield Route(output.name, (*route.args, output.of), route.path)


def calendars(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Of every event whose day is known."""
    for route in each_entry(catalogue, output):
        if catalogue.all(Event)[route.args[0]].starts:
            yield route


def withdrawn_pages(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Where the pages were of entries that are withdrawn, in every language."""
    site = catalogue.site
    for locale in [setting.id for setting in site.locales] or ["zh", "en"]:
        for kind, key in sorted(withdrawn_of(site)):
            if has_section(site, FOLDERS[kind]):
                yield Route(output.name, (locale,), f"{locale}/{entity_path(kind, key)}index.html")


def moved_pages(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Where the pages of entries were before they had their present ids, in every language."""
    site = catalogue.site
    moved = sorted(catalogue.moved().items())
    for locale in [setting.id for setting in site.locales] or ["zh", "en"] if moved else ():
        for (kind, old), key in moved:
            if has_section(site, OUTPUTS[_PAGE_OF[kind]].section):
                path = f"{locale}/{entity_path(kind, old)}index.html"
                yield Route(output.name, (locale, kind, key), path)


_PAGE_OF = {kind: kind if kind in OUTPUTS else f"{kind}_list" for kind in KINDS}
"""The output that an entry's page belongs to."""


def search_indexes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """What the search page looks words up in: each block of entries."""
    for block in range(search_blocks(catalogue)):
        yield Route(output.name, (str(block),), output.path.format(block))


def search_rows(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """What it shows of entries, some at a time."""
    for block in range(search_blocks(catalogue)):
        for group in range(-(-len(search_block(catalogue, str(block))) // SEARCH_ROWS)):
            yield Route(output.name, (str(block), str(group)), output.path.format(block, group))


def chain_maps(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Maps of chains as files, beside the page that shows them."""
    for kind, key in maps_of_chains(catalogue):
        for form, ending in MAP_FORMS.items():
            yield Route(output.name, (key, kind, form), f"chains/{key}/{kind}{ending}")


def region_maps(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Layers of the map of all regions."""
    for layer in region_layers(catalogue):
        for form, ending in MAP_FORMS.items():
            yield Route(output.name, (layer, form), f"regions/map-{layer}{ending}")


def board_maps(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """The stage board, where there is a project."""
    if catalogue.projects:
        for form, ending in MAP_FORMS.items():
            yield Route(output.name, (form,), f"{BOARD_STEM}{ending}")


def project_sitemaps(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    for number in range(1, sitemap_count(catalogue) + 1):
        yield Route(output.name, (str(number),), output.path.format(number))


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


SEARCH_BLOCK = 1500
"""Entries in one block of the search's index, at most: an edit makes one block again."""
SEARCH_ROWS = 20
"""Entries in one file of what the search shows."""
SearchEntry = tuple[str, str]
"""A kind, or "segment", and an id; a segment's is that of its chain, a slash and its own."""


@query(*OTHERS, "all=")
def search_blocks(catalogue: Catalogue) -> int:
    """How many blocks there are: a power of two, so that it seldom changes."""
    return len(_search_blocks(catalogue))


@query(*OTHERS, "all=")
def search_block(catalogue: Catalogue, number: str) -> tuple[SearchEntry, ...]:
    """The entries of a block, from 0. Which one an entry is in, its id alone says: one that is new or gone
    leaves all other blocks as they are."""
    return next(iter(_search_blocks(catalogue)[int(number) : int(number) + 1]), ())


def _search_blocks(catalogue: Catalogue) -> tuple[tuple[SearchEntry, ...], ...]:
    return catalogue.once("search blocks", (), lambda: _in_blocks(sorted(_searched(catalogue))))


def _in_blocks(entries: list[SearchEntry]) -> tuple[tuple[SearchEntry, ...], ...]:
    count = 1
    while len(entries) > count * SEARCH_BLOCK:
        count *= 2
    blocks: list[list[SearchEntry]] = [[] for _ in range(count)]
    for entry in entries:
        blocks[crc32("/".join(entry).encode()) % count].append(entry)
    return tuple([tuple(block) for block in blocks])


def _searched(catalogue: Catalogue) -> Iterator[SearchEntry]:
    """Everything that has a page of its own, and the segments of chains."""
    for kind in KINDS:
        if kind == "project" or has_section(catalogue.site, FOLDERS[kind]):
            yield from ((kind, key) for key in catalogue.ids(kind))
    if has_section(catalogue.site, "chains"):
        for chain in catalogue.all(Chain).values():
            yield from (("segment", f"{chain.id}/{segment.id}") for segment in chain.segments)


SHORTLIST_PATH = "shortlist/"
"""The page of what a reader has saved."""
PLOTS_PATH = "plots/"
"""The list of all plots, workshops and offices."""
TRADE_PATH = "trade/"
"""The list of what is offered and needed along the chains."""
FILTER_PATH = "filters/"
"""What lists are filtered by: values at the site's root, words and rows in every language."""
FILTERED = ("project", "policy", "enterprise", "plot", "trade")
"""Kinds whose list has filters."""
ROW_FILE = 24
"""Rows in one file. One changes only when one of its projects does."""


def in_page(kind: str) -> bool:
    """Whether the page of a list has all its entries, so that no files of rows are needed."""
    return kind != "project"


def filtered_kinds(catalogue: Catalogue) -> list[str]:
    """Kinds that this site has a list of, with something in it."""
    there = {"project": True, "plot": has_plots(catalogue), "trade": has_trade(catalogue)}
    kinds = [
        kind for kind in FILTERED if there.get(kind) or has_section(catalogue.site, FOLDERS.get(kind, kind))
    ]
    return [kind for kind in kinds if filter_entries(catalogue, kind)]


def filter_values_path(kind: str, number: int | str) -> str:
    """From the site's root."""
    return f"{FILTER_PATH}{kind}-{number}.json"


def filter_words_path(kind: str) -> str:
    return f"{FILTER_PATH}{kind}.json"


@query("region")
def has_plots(catalogue: Catalogue) -> bool:
    """Whether the site has a list of plots: it leads to the pages of their places."""
    site = catalogue.site
    return has_section(site, "plots") and has_section(site, "regions") and bool(plot_list(catalogue))


def plot_page(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """The list of plots, where there is one."""
    if has_plots(catalogue):
        yield Route(output.name, (), output.path)


@query("enterprise", "chain", "today")
def has_trade(catalogue: Catalogue) -> bool:
    """Whether the site has a list of what is offered and needed: it leads to the pages of whose it is."""
    site = catalogue.site
    sections = ("trade", "enterprises", "chains")
    return all(has_section(site, one) for one in sections) and bool(trade_list(catalogue, "all", ""))


def trade_files(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """The list of what is offered and needed, and its feeds, where there is anything."""
    if has_trade(catalogue):
        yield Route(output.name, (), output.path)


def filter_value_files(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    for kind in filtered_kinds(catalogue):
        for number in range(1, filter_blocks(catalogue, kind) + 1):
            yield Route(output.name, (kind, str(number)), filter_values_path(kind, number))


def filter_word_files(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    for kind in filtered_kinds(catalogue):
        yield Route(output.name, (kind,), filter_words_path(kind))


def filter_row_files(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """From 0, the oldest projects first."""
    for number in range(-(-len(catalogue.projects) // ROW_FILE)):
        yield Route(output.name, (str(number),), output.path.format(number))


def filter_title_files(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    for number in range(1, filter_blocks(catalogue, "project") + 1):
        yield Route(output.name, (str(number),), output.path.format(number))


@query(*OTHERS, "memberships", "today")
def sitemap_paths(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Path of every page that is not a project's, with its entry ("kind/id") where it is a single one's."""
    return tuple(
        (page.path, page.entry)
        for page in routes(catalogue)
        if page.scope == "page" and page.output != "project"
    )


def check_routes(found: Iterable[Route]) -> list[Diagnostic]:
    """Two pages for one path are an error; the second is named."""
    by_path: dict[str, list[Route]] = defaultdict(list)
    for route in found:
        by_path[route.path].append(route)
    return [
        problem(
            "E_ROUTE",
            Place(f"content/{path}"),
            path=path,
            first=claimants[0].output,
            second=claimants[1].output,
        )
        for path, claimants in by_path.items()
        if len(claimants) > 1
    ]
