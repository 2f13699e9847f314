"""The lists of projects: by what they pick, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from sitegen.model import queries
from sitegen.model.entities import COOPERATION, STATUSES, Chain, Collection, Region
from sitegen.model.kinds import FOLDERS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_list, has_section, list_path
from sitegen.views import entry_sections, project_cards
from sitegen.views.basic_values import Counts, Facets, File, Link, LocalText
from sitegen.views.boards import board_link
from sitegen.views.counting import NOBODY, counts_of
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.filter_source import FilterSource, filter_source, filtered_list
from sitegen.views.localizer import Localizer
from sitegen.views.open_data import downloads
from sitegen.views.page_head import PageSubject, page_head
from sitegen.views.print_files import list_files
from sitegen.views.project_cards import ProjectCardView, rate_for


class Pager(msgspec.Struct, frozen=True, cache_hash=True):
    """Neighbours of a list page. Numbered pages never change once full; the front holds the newest."""

    newest: str
    newer: str
    older: str
    oldest: str


class ProjectListPage(EntryPage, frozen=True, kw_only=True):
    """Projects by any of the ways to pick them; also one numbered page of such a list.

    What an entry says besides its title and summary is there on a collection's front page only.
    """

    template: ClassVar[str] = "project-list.html"

    title: LocalText
    summary: LocalText | None
    counts: Counts
    """On the front page; nothing on numbered pages, which stay as they are when a project comes."""
    cards: tuple[ProjectCardView, ...]
    pager: Pager
    facets: tuple[Facets, ...]
    number: int
    """0 for the front page of the list."""
    parent: Link | None
    """The entry whose projects these are: a chain, a region, a collection."""
    board: Link | None
    """The stage board, from the list of all projects."""
    filters: FilterSource | None
    """Of the list of all projects."""
    rate: str
    """At which rate and of which day amounts are in another currency beside; else empty."""
    printed: tuple[File, ...]
    """Documents of the list, on its front page."""
    filtered: str
    """Of a shorter list: the address of that list with its filter set; else empty."""
    downloads: tuple[Link, ...]
    """Files of all projects, and the page that documents them, from the list of all projects."""


_KIND_OF_LIST = {"chain": "chain", "segment": "chain", "region": "region", "collection": "collection"}
"""The kind of entry that a list belongs to; other lists belong to the projects' own section."""


def project_list(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, name: str, value: str, number: str
) -> ProjectListPage:
    """One page of a list of projects: its front page (number 0) or a numbered one."""
    is_front = number == "0"
    ids = (
        catalogue.ask(queries.front_page, name, value)
        if is_front
        else catalogue.ask(queries.numbered_page, name, value, number)
    )
    title, summary, parent = _heading(catalogue, localizer, name, value)
    parents = _list_parents(catalogue, localizer, name, parent)
    counts = counts_of(catalogue, name, value) if is_front else NOBODY
    entry = catalogue.entry("collection", value) if name == "collection" and is_front else None
    return ProjectListPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section=FOLDERS[_KIND_OF_LIST.get(name, "project")],
                title=_whole_title(localizer, name, title, parent, number),
                description=summary,
                parents=parents
                if is_front
                else (*parents, Link(localizer.path(list_path(name, value)), title)),
                image=entry_sections.image_of(catalogue, localizer, entry) if entry else None,
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry) if entry else None,
        title=title,
        summary=summary,
        counts=counts,
        cards=project_cards.cards(catalogue, localizer, ids),
        pager=_pager(catalogue, localizer, name, value, int(number)),
        facets=_facets(catalogue, localizer, name, value) if is_front else (),
        number=int(number),
        parent=parent,
        board=board_link(localizer)
        if name == "all" and counts and has_section(catalogue.site, "board")
        else None,
        rate=_rate_note(catalogue, localizer),
        filters=filter_source(catalogue, localizer, "project") if name == "all" and is_front else None,
        printed=list_files(catalogue, localizer, name, value) if is_front else (),
        filtered=filtered_list(catalogue, localizer, name, value) if is_front else "",
        downloads=downloads(catalogue, localizer, "projects") if name == "all" and is_front else (),
    )


def _rate_note(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    rate = rate_for(catalogue.site, localizer)
    if rate is None:
        return ""
    words = localizer.gettext("Amounts in %(currency)s: rounded, at CNY %(rate)s, %(date)s")
    date = localizer.required_date(rate.date).text
    return words % {"currency": rate.currency, "rate": rate.cny, "date": date}


def _whole_title(
    localizer: Localizer, name: str, title: LocalText, parent: Link | None, number: str
) -> LocalText:
    """A title that no other page has: two chains may have segments of one name, and lists have many pages."""
    text = title.text
    if name == "segment" and parent:
        text = f"{parent.title.text} · {text}"
    if number != "0":
        text = localizer.gettext("%(title)s, page %(number)s") % {"title": text, "number": number}
    return replace(title, text=text)


def _heading(
    catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str
) -> tuple[LocalText, LocalText | None, Link | None]:
    """Title, summary and the entry that the list belongs to."""
    match name:
        case "status" | "cooperation" | "kind":
            label = localizer.term(name, value).label
            return LocalText(localizer.gettext("Projects: %s") % label), None, None
        case "seeking":
            return localizer.label("Now open to investors"), None, None
        case "year":
            return LocalText(localizer.gettext("Projects of %s") % value), None, None
        case "tag":
            tag = _tag_title(catalogue, localizer, value)
            return replace(tag, text=localizer.gettext("Projects tagged %s") % tag.text), None, None
        case "chain":
            link = entry_sections.entity_link(catalogue, localizer, Chain, value)
            return _titled(localizer, link.title), None, link
        case "region":
            link = entry_sections.entity_link(catalogue, localizer, Region, value)
            return _titled(localizer, link.title), None, link
        case "segment":
            chain_id, _, segment_id = value.partition("/")
            chain = catalogue.get(Chain, chain_id)
            segment = next(segment for segment in chain.segments if segment.id == segment_id)
            link = entry_sections.entity_link(catalogue, localizer, Chain, chain_id)
            return (
                _titled(localizer, localizer.required_text(segment.title)),
                localizer.text(segment.products),
                link,
            )
        case "collection":
            collection = catalogue.get(Collection, value)
            return localizer.required_text(collection.title), localizer.text(collection.summary), None
    return localizer.section("projects"), None, None


def _tag_title(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> LocalText:
    """A tag as its newest project writes it."""
    (project_id,) = catalogue.ask(queries.latest, "tag", key, "1")
    return entry_sections.tag_title(
        catalogue,
        localizer,
        next(tag for tag in catalogue.project(project_id).tags if catalogue.tag_list(tag) == key),
    )


def _titled(localizer: Localizer, title: LocalText) -> LocalText:
    return replace(title, text=localizer.gettext("%s: projects") % title.text)


def _list_parents(
    catalogue: TrackedCatalogue, localizer: Localizer, name: str, parent: Link | None
) -> tuple[Link, ...]:
    kind = _KIND_OF_LIST.get(name, "")
    if kind and has_section(catalogue.site, FOLDERS[kind]):
        top = Link(localizer.url(kind), localizer.section(FOLDERS[kind]))
        return (top, parent) if parent else (top,)
    return (Link(localizer.url("project"), localizer.section("projects")),) if name != "all" else ()


def _pager(catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str, number: int) -> Pager:
    last = catalogue.ask(queries.numbered_pages, name, value)

    def url(page: int) -> str:
        return localizer.path(list_path(name, value, page))

    if number == 0:
        return Pager("", "", url(last) if last else "", url(1) if last > 1 else "")
    newer = url(0) if number >= last else url(number + 1)
    return Pager(url(0), newer, url(number - 1) if number > 1 else "", url(1) if number > 2 else "")


def _facets(catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str) -> tuple[Facets, ...]:
    """Other lists, by what they pick, each with its count."""

    def facet(kind: str, title: str, keys: Iterable[str], say: Callable[[str], LocalText]) -> Facets:
        counts = dict(catalogue.ask(queries.list_values, kind))
        links = [
            Link(
                localizer.path(list_path(kind, key)),
                say(key),
                current=(name, value) == (kind, key),
                # A list of one kind is named for it; of all others the two kinds are counted apart.
                count=sum(counts[key][:2]) if kind == "kind" else None,
                counts=None if kind == "kind" else Counts(*counts[key]),
            )
            for key in keys
            if key in counts
        ]
        return Facets(kind, title, tuple(links))

    def terms(kind: str, title: str, order: tuple[str, ...]) -> Facets:
        return facet(kind, title, order, lambda term: LocalText(localizer.term(kind, term).label))

    def entities(cls: type[Chain | Region], title: str, ids: tuple[str, ...]) -> Facets:
        return facet(
            cls.kind_name, title, ids, lambda key: localizer.required_text(catalogue.get(cls, key).title)
        )

    years = [year for year, _ in catalogue.ask(queries.list_values, "year")[::-1]]
    groups = (
        terms("kind", localizer.gettext("Kind"), ("project", "opportunity", "technology")),
        terms("status", localizer.gettext("Status"), STATUSES),
        entities(Chain, localizer.gettext("Industry chain"), catalogue.ask(queries.chain_list)),
        entities(Region, localizer.gettext("Region"), catalogue.ask(queries.region_order)),
        terms("cooperation", localizer.gettext("Cooperation"), COOPERATION),
        facet("year", localizer.gettext("Year"), years, LocalText),
    )
    return tuple([group for group in groups if group.links and has_list(catalogue.site, group.name)])
