"""Home, free pages, the list of collections, the site map, the search page."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model import queries
from sitegen.model.entities import FOLDERS, Chain, Collection, Contact, Page, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_list, has_section, list_path, search_file, search_parts
from sitegen.views import components, contacts, entry_sections
from sitegen.views.boards import board_link
from sitegen.views.counting import counts_of
from sitegen.views.every_page import (
    MENU,
    fallback_contacts,
    page_links,
    search_url,
    section_link,
    section_links,
)
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import address, page_head
from sitegen.views.region_maps import region_map
from sitegen.views.types import (
    CollectionListPage,
    CollectionTile,
    CostRow,
    Counts,
    Facets,
    FreePage,
    HomePage,
    Link,
    LocalText,
    SearchPage,
    SiteMapPage,
)

FEATURED = 6
NONE = (0, 0, 0)


def home(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> HomePage:
    site = catalogue.site
    featured = _featured(catalogue)
    newest = [
        key for key in catalogue.ask(queries.latest, "all", "", str(2 * FEATURED)) if key not in featured
    ]

    def of(section: str, query: Callable[..., tuple[str, ...]], *words: str) -> tuple[str, ...]:
        """Entries of a section, unless the site leaves it out."""
        return catalogue.ask(query, *words) if has_section(site, section) else ()

    costs, costs_of = _home_costs(catalogue, localizer) if has_section(site, "regions") else ((), None)
    hotlines = [key for key in catalogue.ask(queries.contact_list) if catalogue.get(Contact, key).hotline]
    return HomePage(
        **page_head(
            catalogue,
            localizer,
            path=path,
            section="home",
            title=localizer.required_text(site.title),
            description=localizer.text(site.description) or localizer.text(site.tagline),
            json_ld=_website(catalogue, localizer),
        ),
        title=localizer.required_text(site.title),
        tagline=localizer.text(site.tagline),
        search=search_url(catalogue, localizer),
        figures=entry_sections.figure_rows(catalogue, localizer, site.figures),
        counts=_counts(catalogue, localizer),
        way_in=_way_in(catalogue, localizer),
        chains=tuple(
            [components.chain_tile(catalogue, localizer, key) for key in of("chains", queries.chain_list)]
        ),
        featured=components.cards(catalogue, localizer, featured),
        latest=components.cards(catalogue, localizer, newest[:FEATURED]),
        costs=costs,
        costs_of=costs_of,
        policies=components.policy_rows(
            catalogue, localizer, of("policies", queries.policy_list, "state", "current")[:5]
        ),
        events=components.event_rows(
            catalogue, localizer, _home_events(catalogue) if has_section(site, "events") else ()
        ),
        hotlines=contacts.contact_blocks(catalogue, localizer, hotlines[:2] or fallback_contacts(catalogue)),
        regions=tuple(
            [
                components.region_tile(catalogue, localizer, key)
                for key in of("regions", queries.region_list, "")
            ]
        ),
        map=region_map(catalogue, localizer, "", localizer.required_text(site.title).text)
        if has_section(site, "regions")
        else None,
    )


def _website(catalogue: TrackedCatalogue, localizer: Localizer) -> dict[str, object]:
    return {
        "@type": "WebSite",
        "name": localizer.required_text(catalogue.site.title).text,
        "url": address(catalogue, localizer, ""),
        "inLanguage": localizer.locale.html,
    }


def _home_costs(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[tuple[CostRow, ...], Link | None]:
    home_region = catalogue.site.home_region
    places = (home_region,) if home_region else catalogue.ask(queries.region_order)
    return entry_sections.costs_near(catalogue, localizer, places)


def _home_events(catalogue: TrackedCatalogue) -> tuple[str, ...]:
    """The next three events; where none is coming, the last three."""
    return (
        catalogue.ask(queries.event_list, "upcoming", "")
        or catalogue.ask(queries.event_list, "past", "")
        or catalogue.ask(queries.event_list, "undated", "")
    )[:3]


def _featured(catalogue: TrackedCatalogue) -> tuple[str, ...]:
    """What the home page shows first: of what is featured, and then of the newest, what seeks an
    investor; where nothing does, what is featured.
    """
    featured = catalogue.ask(queries.latest, "featured", "", str(FEATURED))
    seeking = catalogue.ask(queries.latest, "seeking", "", str(FEATURED))
    if not seeking:
        return featured
    open_ones = [key for key in featured if catalogue.is_seeking(key)]
    return tuple(dict.fromkeys((*open_ones, *seeking)))[:FEATURED]


def _way_in(catalogue: TrackedCatalogue, localizer: Localizer) -> Link | None:
    """The home page's one button: what seeks investors; where nothing does, all that there is."""
    if catalogue.ask(queries.tally, "seeking", "") != NONE and has_list(catalogue.site, "seeking"):
        return Link(
            localizer.path(list_path("seeking", "")), localizer.label("See what is open to investors")
        )
    if catalogue.ask(queries.count, "all", ""):
        return Link(localizer.url("project"), localizer.label("See the projects"))
    return None


def _counts(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[Link, ...]:
    """True numbers of what the catalogue holds, each a way in; first what seeks investors."""
    kinds = dict(catalogue.ask(queries.list_values, "kind"))
    projects, opportunities = (sum(kinds.get(kind, NONE)[:2]) for kind in ("project", "opportunity"))
    in_force = dict(catalogue.ask(queries.policy_list_values, "state")).get("in-force", 0)
    by_kind = "projects-by-kind"
    rows = (
        (
            "projects-by-status",
            localizer.path(list_path("seeking", "")),
            localizer.gettext("Now open to investors"),
            catalogue.ask(queries.count, "seeking", ""),
        ),
        (
            by_kind,
            localizer.path(list_path("kind", "project")),
            localizer.gettext("Projects"),
            projects,
        ),
        (
            by_kind,
            localizer.path(list_path("kind", "opportunity")),
            localizer.gettext("Opportunities"),
            opportunities,
        ),
        (
            "chains",
            localizer.url("chain"),
            localizer.gettext("Industry chains"),
            len(catalogue.ask(queries.chain_list)),
        ),
        ("policies", localizer.url("policy"), localizer.gettext("Policies in force"), in_force),
        (
            "enterprises",
            localizer.url("enterprise"),
            localizer.gettext("Enterprises"),
            len(catalogue.ask(queries.enterprise_list, "all", "")),
        ),
    )
    shown = [row for row in rows if row[-1] and has_section(catalogue.site, row[0])]
    return tuple([Link(url, LocalText(title), number) for _, url, title, number in shown[:4]])


# Collections and free pages


def collection_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> CollectionListPage:
    title = localizer.section("collections")
    tiles = []
    for key in catalogue.ask(queries.collection_list):
        it = catalogue.get(Collection, key)
        counts = counts_of(catalogue, "collection", key)
        tiles.append(
            CollectionTile(
                localizer.url("collection", key),
                localizer.required_text(it.title),
                localizer.text(it.summary),
                counts,
            )
        )
    return CollectionListPage(
        **page_head(catalogue, localizer, path=path, section="collections", title=title),
        title=title,
        collections=tuple(tiles),
    )


def page(catalogue: TrackedCatalogue, localizer: Localizer, path: str, page_id: str) -> FreePage:
    entry = catalogue.entry("page", page_id)
    it = entry.entity
    assert isinstance(it, Page)
    title = localizer.required_text(it.title)
    return FreePage(
        **page_head(
            catalogue,
            localizer,
            path=path,
            section=page_id,
            title=title,
            description=localizer.text(it.summary),
            published=it.published,
            image=entry_sections.image_of(entry),
            article=True,
        ),
        **entry_sections.entry_fields(catalogue, localizer, entry),
        title=title,
        summary=localizer.text(it.summary),
        contacts=contacts.contact_blocks(catalogue, localizer, it.contacts),
    )


def search(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> SearchPage:
    title = localizer.section("search")
    found = catalogue.ask(search_parts)
    return SearchPage(
        **page_head(catalogue, localizer, path=path, section="search", title=title),
        title=title,
        url=localizer.path(path),
        base=localizer.path(""),
        parts=tuple([search_file(kind, number) for kind, number in found]),
        sections=section_links(catalogue, localizer, MENU),
    )


def site_map(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> SiteMapPage:
    """Every section with its lists; projects through their lists, so that the page stays readable."""
    title = localizer.section("sitemap")
    years = catalogue.ask(queries.list_values, "year") if has_list(catalogue.site, "year") else ()
    lists = tuple(
        [
            Link(localizer.path(list_path("year", year)), LocalText(year), counts=Counts(*number))
            for year, number in years
        ]
    )
    board = (board_link(localizer),) if has_section(catalogue.site, "board") else ()
    groups = [
        Facets(
            "pages",
            localizer.gettext("Pages"),
            (Link(localizer.path(""), localizer.section("home")), *page_links(catalogue, localizer, "all")),
        ),
        Facets(
            "projects",
            localizer.gettext("Projects"),
            (section_link(localizer, "projects"), *board, *lists),
        ),
        Facets(
            "collections",
            localizer.gettext("Collections"),
            _titles(catalogue, localizer, Collection, catalogue.ask(queries.collection_list)),
        ),
        Facets(
            "chains",
            localizer.gettext("Industry chains"),
            _titles(catalogue, localizer, Chain, catalogue.ask(queries.chain_list)),
        ),
        Facets(
            "regions",
            localizer.gettext("Regions and parks"),
            _titles(catalogue, localizer, Region, catalogue.ask(queries.region_order)),
        ),
        Facets(
            "more",
            localizer.gettext("Directories"),
            section_links(catalogue, localizer, ("policies", "enterprises", "events", "contacts")),
        ),
    ]
    return SiteMapPage(
        **page_head(catalogue, localizer, path=path, section="sitemap", title=title),
        title=title,
        groups=tuple([group for group in groups if group.links]),
    )


def _titles(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    cls: type[Chain | Region | Collection],
    ids: tuple[str, ...],
) -> tuple[Link, ...]:
    if not has_section(catalogue.site, FOLDERS[cls.kind_name]):
        return ()
    return tuple(
        [
            Link(localizer.url(cls.kind_name, key), localizer.required_text(catalogue.get(cls, key).title))
            for key in ids
        ]
    )
