"""The home page."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from sitegen.model import queries
from sitegen.model.entities import Contact
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_list, has_section, list_path
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.chain_tiles import ChainTile, chain_tile
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import CostRow, FigureRow
from sitegen.views.event_rows import EventRow, event_rows
from sitegen.views.every_page import (
    fallback_contacts,
    search_url,
)
from sitegen.views.localizer import Localizer
from sitegen.views.news_rows import NewsRow, news_rows
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.region_maps import RegionMap, region_map
from sitegen.views.region_tiles import RegionTile, region_tile


class HomePage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "home.html"

    title: LocalText
    tagline: LocalText | None
    search: str
    """Address of the search page; "" where there is none."""
    figures: tuple[FigureRow, ...]
    counts: tuple[Link, ...]
    """True counts of what is here: open to investors, projects, opportunities, chains, policies in force."""
    way_in: Link | None
    """The one button: what seeks investors, else all projects."""
    chains: tuple[ChainTile, ...]
    """What seeks investors first, then those with the most."""
    all_chains: Link
    featured: tuple[ProjectCardView, ...]
    latest: tuple[ProjectCardView, ...]
    costs: tuple[CostRow, ...]
    costs_of: Link | None
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    news: tuple[NewsRow, ...]
    all_news: Link
    hotlines: tuple[ContactBlock, ...]
    origins: tuple[Link, ...]
    regions: tuple[RegionTile, ...]
    map: RegionMap | None


FEATURED = 6
NEWS = 5
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
            PageSubject(
                path=path,
                section="home",
                title=localizer.required_text(site.title),
                description=localizer.text(site.description) or localizer.text(site.tagline),
                json_ld=_website(catalogue, localizer),
            ),
        ),
        title=localizer.required_text(site.title),
        tagline=localizer.text(site.tagline),
        search=search_url(catalogue, localizer),
        figures=entry_sections.figure_rows(catalogue, localizer, site.figures),
        counts=_counts(catalogue, localizer),
        way_in=_way_in(catalogue, localizer),
        chains=tuple(
            sorted(
                [chain_tile(catalogue, localizer, key) for key in of("chains", queries.chain_list)],
                key=lambda tile: (-tile.counts.seeking, -tile.counts.projects - tile.counts.opportunities),
            )
        ),
        all_chains=Link(localizer.url("chain"), localizer.label("All chains")),
        featured=project_cards.cards(catalogue, localizer, featured),
        latest=project_cards.cards(catalogue, localizer, newest[:FEATURED]),
        costs=costs,
        costs_of=costs_of,
        policies=policy_rows(
            catalogue, localizer, of("policies", queries.policy_list, "state", "in-force")[:5]
        ),
        events=event_rows(
            catalogue, localizer, _home_events(catalogue) if has_section(site, "events") else ()
        ),
        all_news=Link(localizer.url("news"), localizer.label("All news")),
        news=news_rows(catalogue, localizer, of("news", queries.news_list, "all", "")[:NEWS]),
        hotlines=contacts.contact_blocks(catalogue, localizer, hotlines[:2] or fallback_contacts(catalogue)),
        origins=contacts.origin_links(catalogue, localizer),
        regions=tuple(
            [region_tile(catalogue, localizer, key) for key in of("regions", queries.region_list, "")]
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
