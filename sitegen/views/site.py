"""Home, free pages, the list of collections, the site map, the search page."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model import queries
from sitegen.model.entities import FOLDERS, Chain, Collection, Contact, Page, Region
from sitegen.model.reader import Reader
from sitegen.routes import has_list, has_section, list_path, search_file, search_parts
from sitegen.views import contacts, details, parts
from sitegen.views.boards import board_link
from sitegen.views.every_page import (
    MENU,
    fallback_contacts,
    page_links,
    search_url,
    section_link,
    section_links,
)
from sitegen.views.frame import address, frame
from sitegen.views.region_maps import region_map
from sitegen.views.types import (
    CollectionListPage,
    CollectionTile,
    CostRow,
    Facets,
    FreePage,
    HomePage,
    Link,
    Said,
    SearchPage,
    SiteMapPage,
)
from sitegen.views.voice import Voice

FEATURED = 6


def home(reader: Reader, voice: Voice, path: str) -> HomePage:
    site = reader.site
    featured = reader.ask(queries.latest, "featured", "", str(FEATURED))
    newest = [key for key in reader.ask(queries.latest, "all", "", str(2 * FEATURED)) if key not in featured]

    def of(section: str, query: Callable[..., tuple[str, ...]], *words: str) -> tuple[str, ...]:
        """Entries of a section, unless the site leaves it out."""
        return reader.ask(query, *words) if has_section(site, section) else ()

    costs, costs_of = _home_costs(reader, voice) if has_section(site, "regions") else ((), None)
    hotlines = [key for key in reader.ask(queries.contact_list) if reader.get(Contact, key).hotline]
    return HomePage(
        **frame(
            reader,
            voice,
            path=path,
            section="home",
            title=voice.must_say(site.title),
            description=voice.say(site.description) or voice.say(site.tagline),
            json_ld=_website(reader, voice),
        ),
        title=voice.must_say(site.title),
        tagline=voice.say(site.tagline),
        search=search_url(reader, voice),
        figures=details.figure_rows(reader, voice, site.figures),
        counts=_counts(reader, voice),
        chains=tuple([parts.chain_tile(reader, voice, key) for key in of("chains", queries.chain_list)]),
        featured=parts.cards(reader, voice, featured),
        latest=parts.cards(reader, voice, newest[:FEATURED]),
        costs=costs,
        costs_of=costs_of,
        policies=parts.policy_rows(
            reader, voice, of("policies", queries.policy_list, "state", "current")[:5]
        ),
        events=parts.event_rows(reader, voice, _home_events(reader) if has_section(site, "events") else ()),
        hotlines=contacts.contact_blocks(reader, voice, hotlines[:2] or fallback_contacts(reader)),
        regions=tuple(
            [parts.region_tile(reader, voice, key) for key in of("regions", queries.region_list, "")]
        ),
        map=region_map(reader, voice, "", voice.must_say(site.title).text)
        if has_section(site, "regions")
        else None,
    )


def _website(reader: Reader, voice: Voice) -> dict[str, object]:
    return {
        "@type": "WebSite",
        "name": voice.must_say(reader.site.title).text,
        "url": address(reader, voice, ""),
        "inLanguage": voice.locale.html,
    }


def _home_costs(reader: Reader, voice: Voice) -> tuple[tuple[CostRow, ...], Link | None]:
    home_region = reader.site.home_region
    places = (home_region,) if home_region else reader.ask(queries.region_order)
    return details.costs_near(reader, voice, places)


def _home_events(reader: Reader) -> tuple[str, ...]:
    """The next three events; where none is coming, the last three."""
    return (reader.ask(queries.event_list, "upcoming", "") or reader.ask(queries.event_list, "past", ""))[:3]


def _counts(reader: Reader, voice: Voice) -> tuple[Link, ...]:
    """True numbers of what the catalogue holds, each a way in."""
    kinds = dict(reader.ask(queries.list_values, "kind"))
    in_force = dict(reader.ask(queries.policy_list_values, "state")).get("current", 0)
    by_kind = "projects-by-kind"
    rows = (
        (
            by_kind,
            voice.path(list_path("kind", "project")),
            voice.gettext("Projects"),
            kinds.get("project", 0),
        ),
        (
            by_kind,
            voice.path(list_path("kind", "opportunity")),
            voice.gettext("Opportunities"),
            kinds.get("opportunity", 0),
        ),
        ("chains", voice.url("chain"), voice.gettext("Industry chains"), len(reader.ask(queries.chain_list))),
        ("policies", voice.url("policy"), voice.gettext("Current policies"), in_force),
        (
            "enterprises",
            voice.url("enterprise"),
            voice.gettext("Enterprises"),
            len(reader.ask(queries.enterprise_list, "all", "")),
        ),
    )
    shown = [row for row in rows if row[-1] and has_section(reader.site, row[0])]
    return tuple([Link(url, Said(title), number) for _, url, title, number in shown[:4]])


# Collections and free pages


def collection_list(reader: Reader, voice: Voice, path: str) -> CollectionListPage:
    title = voice.section("collections")
    tiles = []
    for key in reader.ask(queries.collection_list):
        it = reader.get(Collection, key)
        count = reader.ask(queries.count, "collection", key)
        tiles.append(
            CollectionTile(
                voice.url("collection", key), voice.must_say(it.title), voice.say(it.summary), count
            )
        )
    return CollectionListPage(
        **frame(reader, voice, path=path, section="collections", title=title),
        title=title,
        collections=tuple(tiles),
    )


def page(reader: Reader, voice: Voice, path: str, page_id: str) -> FreePage:
    entry = reader.entry("page", page_id)
    it = entry.entity
    assert isinstance(it, Page)
    title = voice.must_say(it.title)
    return FreePage(
        **frame(
            reader,
            voice,
            path=path,
            section=page_id,
            title=title,
            description=voice.say(it.summary),
            published=it.published,
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        title=title,
        summary=voice.say(it.summary),
        contacts=contacts.contact_blocks(reader, voice, it.contacts),
    )


def search(reader: Reader, voice: Voice, path: str) -> SearchPage:
    title = voice.section("search")
    found = reader.ask(search_parts)
    return SearchPage(
        **frame(reader, voice, path=path, section="search", title=title),
        title=title,
        url=voice.path(path),
        base=voice.path(""),
        parts=tuple([search_file(kind, number) for kind, number in found]),
        sections=section_links(reader, voice, MENU),
    )


def site_map(reader: Reader, voice: Voice, path: str) -> SiteMapPage:
    """Every section with its lists; projects through their lists, so that the page stays readable."""
    title = voice.section("sitemap")
    years = reader.ask(queries.list_values, "year") if has_list(reader.site, "year") else ()
    lists = tuple([Link(voice.path(list_path("year", year)), Said(year), number) for year, number in years])
    board = (board_link(voice),) if has_section(reader.site, "board") else ()
    groups = [
        Facets(
            "pages",
            voice.gettext("Pages"),
            (Link(voice.path(""), voice.section("home")), *page_links(reader, voice, "all")),
        ),
        Facets(
            "projects",
            voice.gettext("Projects"),
            (section_link(voice, "projects"), *board, *lists),
        ),
        Facets(
            "collections",
            voice.gettext("Collections"),
            _titles(reader, voice, Collection, reader.ask(queries.collection_list)),
        ),
        Facets(
            "chains",
            voice.gettext("Industry chains"),
            _titles(reader, voice, Chain, reader.ask(queries.chain_list)),
        ),
        Facets(
            "regions",
            voice.gettext("Regions and parks"),
            _titles(reader, voice, Region, reader.ask(queries.region_order)),
        ),
        Facets(
            "more",
            voice.gettext("Directories"),
            section_links(reader, voice, ("policies", "enterprises", "events", "contacts")),
        ),
    ]
    return SiteMapPage(
        **frame(reader, voice, path=path, section="sitemap", title=title),
        title=title,
        groups=tuple([group for group in groups if group.links]),
    )


def _titles(
    reader: Reader, voice: Voice, cls: type[Chain | Region | Collection], ids: tuple[str, ...]
) -> tuple[Link, ...]:
    if not has_section(reader.site, FOLDERS[cls.kind_name]):
        return ()
    return tuple(
        [Link(voice.url(cls.kind_name, key), voice.must_say(reader.get(cls, key).title)) for key in ids]
    )
