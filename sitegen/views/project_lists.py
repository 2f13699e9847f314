"""The lists of projects: by what they pick, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from sitegen.model import queries
from sitegen.model.entities import COOPERATION, FOLDERS, STATUSES, Chain, Collection, Region
from sitegen.model.reader import Reader
from sitegen.routes import has_list, has_section, list_path
from sitegen.views import details, parts
from sitegen.views.boards import board_link
from sitegen.views.frame import frame
from sitegen.views.types import Facets, Link, Pager, ProjectListPage, Said
from sitegen.views.voice import Voice

_KIND_OF_LIST = {"chain": "chain", "segment": "chain", "region": "region", "collection": "collection"}
"""The kind of entry that a list belongs to; other lists belong to the projects' own section."""


def project_list(
    reader: Reader, voice: Voice, path: str, name: str, value: str, number: str
) -> ProjectListPage:
    """One page of a list of projects: its front page (number 0) or a numbered one."""
    is_front = number == "0"
    ids = (
        reader.ask(queries.front_page, name, value)
        if is_front
        else reader.ask(queries.numbered_page, name, value, number)
    )
    title, summary, parent = _heading(reader, voice, name, value)
    parents = _list_parents(reader, voice, name, parent)
    total = reader.ask(queries.count, name, value) if is_front else 0
    entry = reader.entry("collection", value) if name == "collection" and is_front else None
    return ProjectListPage(
        **frame(
            reader,
            voice,
            path=path,
            section=FOLDERS[_KIND_OF_LIST.get(name, "project")],
            title=_whole_title(voice, name, title, parent, number),
            description=summary,
            parents=parents if is_front else (*parents, Link(voice.path(list_path(name, value)), title)),
            image=details.image_of(entry) if entry else "",
        ),
        **(details.told(reader, voice, entry) if entry else {}),
        title=title,
        summary=summary,
        total=total,
        cards=parts.cards(reader, voice, ids),
        pager=_pager(reader, voice, name, value, int(number)),
        facets=_facets(reader, voice, name, value) if is_front else (),
        number=int(number),
        parent=parent,
        board=board_link(voice) if name == "all" and total and has_section(reader.site, "board") else None,
    )


def _whole_title(voice: Voice, name: str, title: Said, parent: Link | None, number: str) -> Said:
    """A title that no other page has: two chains may have segments of one name, and lists have many pages."""
    text = title.text
    if name == "segment" and parent:
        text = f"{parent.title.text} · {text}"
    if number != "0":
        text = voice.gettext("%(title)s, page %(number)s") % {"title": text, "number": number}
    return replace(title, text=text)


def _heading(reader: Reader, voice: Voice, name: str, value: str) -> tuple[Said, Said | None, Link | None]:
    """Title, summary and the entry that the list belongs to."""
    match name:
        case "status" | "cooperation" | "kind":
            label = voice.term(name, value).label
            return Said(voice.gettext("Projects: %s") % label), None, None
        case "year":
            return Said(voice.gettext("Projects of %s") % value), None, None
        case "chain":
            link = details.entity_link(reader, voice, Chain, value)
            return _titled(voice, link.title), None, link
        case "region":
            link = details.entity_link(reader, voice, Region, value)
            return _titled(voice, link.title), None, link
        case "segment":
            chain_id, _, segment_id = value.partition("/")
            chain = reader.get(Chain, chain_id)
            segment = next(segment for segment in chain.segments if segment.id == segment_id)
            link = details.entity_link(reader, voice, Chain, chain_id)
            return _titled(voice, voice.must_say(segment.title)), voice.say(segment.products), link
        case "collection":
            collection = reader.get(Collection, value)
            return voice.must_say(collection.title), voice.say(collection.summary), None
    return voice.section("projects"), None, None


def _titled(voice: Voice, title: Said) -> Said:
    return replace(title, text=voice.gettext("%s: projects") % title.text)


def _list_parents(reader: Reader, voice: Voice, name: str, parent: Link | None) -> tuple[Link, ...]:
    kind = _KIND_OF_LIST.get(name, "")
    if kind and has_section(reader.site, FOLDERS[kind]):
        top = Link(voice.url(kind), voice.section(FOLDERS[kind]))
        return (top, parent) if parent else (top,)
    return (Link(voice.url("project"), voice.section("projects")),) if name != "all" else ()


def _pager(reader: Reader, voice: Voice, name: str, value: str, number: int) -> Pager:
    last = reader.ask(queries.numbered_pages, name, value)

    def url(page: int) -> str:
        return voice.path(list_path(name, value, page))

    if number == 0:
        return Pager("", "", url(last) if last else "", url(1) if last > 1 else "")
    newer = url(0) if number >= last else url(number + 1)
    return Pager(url(0), newer, url(number - 1) if number > 1 else "", url(1) if number > 2 else "")


def _facets(reader: Reader, voice: Voice, name: str, value: str) -> tuple[Facets, ...]:
    """Other lists, by what they pick, each with its count."""

    def facet(kind: str, title: str, keys: Iterable[str], say: Callable[[str], Said]) -> Facets:
        counts = dict(reader.ask(queries.list_values, kind))
        links = [
            Link(voice.path(list_path(kind, key)), say(key), counts[key], (name, value) == (kind, key))
            for key in keys
            if key in counts
        ]
        return Facets(kind, title, tuple(links))

    def terms(kind: str, title: str, order: tuple[str, ...]) -> Facets:
        return facet(kind, title, order, lambda term: Said(voice.term(kind, term).label))

    def entities(cls: type[Chain | Region], title: str, ids: tuple[str, ...]) -> Facets:
        return facet(cls.kind_name, title, ids, lambda key: voice.must_say(reader.get(cls, key).title))

    years = [year for year, _ in reader.ask(queries.list_values, "year")[::-1]]
    groups = (
        terms("kind", voice.gettext("Kind"), ("project", "opportunity")),
        terms("status", voice.gettext("Status"), STATUSES),
        entities(Chain, voice.gettext("Industry chain"), reader.ask(queries.chain_list)),
        entities(Region, voice.gettext("Region"), reader.ask(queries.region_order)),
        terms("cooperation", voice.gettext("Cooperation"), COOPERATION),
        facet("year", voice.gettext("Year"), years, Said),
    )
    return tuple([group for group in groups if group.links and has_list(reader.site, group.name)])
