"""The lists of projects: by what they pick, page by page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sitegen.model import queries
from sitegen.model.entities import (
    COOPERATION,
    FOLDERS,
    STATUSES,
    Chain,
    Collection,
    Region,
)
from sitegen.model.reader import Reader
from sitegen.routes import has_list, has_section, list_path
from sitegen.views import details, parts
from sitegen.views.boards import board_link
from sitegen.views.frame import frame
from sitegen.views.types import (
    Facets,
    Link,
    Pager,
    ProjectListPage,
    Said,
)
from sitegen.views.voice import Voice


def project_list(
    reader: Reader, voice: Voice, path: str, name: str, value: str, number: str
) -> ProjectListPage:
    """One page of a list of projects: its front page (number 0) or a numbered one."""
    ids = (
        reader.ask(queries.front_page, name, value)
        if number == "0"
        else reader.ask(queries.numbered_page, name, value, number)
    )
    title, summary, parent = _heading(reader, voice, name, value)
    parents = _list_parents(reader, voice, name, parent)
    front = Link(voice.path(list_path(name, value)), title)
    shown = title
    if name == "segment" and parent:  # two chains may have segments of one name
        shown = replace(title, text=f"{parent.title.text} · {title.text}")
    if number != "0":
        shown = replace(
            title, text=voice.gettext("%(title)s, page %(number)s") % {"title": shown.text, "number": number}
        )
        parents = (*parents, front)
    total = reader.ask(queries.count, name, value) if number == "0" else 0
    return ProjectListPage(
        **frame(
            reader,
            voice,
            path=path,
            section={
                "chain": "chains",
                "segment": "chains",
                "region": "regions",
                "collection": "collections",
            }.get(name, "projects"),
            title=shown,
            description=summary,
            parents=parents,
        ),
        title=title,
        summary=summary,
        total=total,
        cards=parts.cards(reader, voice, ids),
        pager=_pager(reader, voice, name, value, int(number)),
        facets=_facets(reader, voice, name, value) if number == "0" else (),
        number=int(number),
        parent=parent,
        board=board_link(voice) if name == "all" and total and has_section(reader.site, "board") else None,
    )


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
    folder = {"chain": "chain", "segment": "chain", "region": "region", "collection": "collection"}.get(name)
    section = FOLDERS[folder] if folder else ""
    if folder and has_section(reader.site, section):
        top = Link(voice.url(folder), voice.section(section))
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

    def terms(kind: str, order: tuple[str, ...]) -> tuple[Link, ...]:
        counts = dict(reader.ask(queries.list_values, kind))
        return tuple(
            [
                Link(
                    voice.path(list_path(kind, term)),
                    Said(voice.term(kind, term).label),
                    counts[term],
                    (name, value) == (kind, term),
                )
                for term in order
                if term in counts
            ]
        )

    def entities(kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
        counts = dict(reader.ask(queries.list_values, kind))
        cls: type[Chain | Region] = Chain if kind == "chain" else Region
        return tuple(
            [
                Link(
                    voice.path(list_path(kind, key)),
                    voice.must_say(reader.get(cls, key).title),
                    counts[key],
                    (name, value) == (kind, key),
                )
                for key in ids
                if key in counts
            ]
        )

    years = reader.ask(queries.list_values, "year")[::-1]
    groups = (
        Facets("kind", voice.gettext("Kind"), terms("kind", ("project", "opportunity"))),
        Facets("status", voice.gettext("Status"), terms("status", STATUSES)),
        Facets("chain", voice.gettext("Industry chain"), entities("chain", reader.ask(queries.chain_list))),
        Facets("region", voice.gettext("Region"), entities("region", reader.ask(queries.region_order))),
        Facets("cooperation", voice.gettext("Cooperation"), terms("cooperation", COOPERATION)),
        Facets(
            "year",
            voice.gettext("Year"),
            tuple(
                [
                    Link(
                        voice.path(list_path("year", year)),
                        Said(year),
                        number,
                        (name, value) == ("year", year),
                    )
                    for year, number in years
                ]
            ),
        ),
    )
    return tuple([group for group in groups if group.links and has_list(reader.site, group.name)])
