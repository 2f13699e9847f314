"""The site map."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from sitegen.model import queries
from sitegen.model.kinds import BY_PLACE, FOLDERS, KINDS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_list, has_section, list_path
from sitegen.views.basic_values import Counts, Facets, Link, LocalText
from sitegen.views.boards import board_link
from sitegen.views.every_page import (
    page_links,
    section_link,
    section_links,
)
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class SiteMapPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "site-map.html"

    title: LocalText
    groups: tuple[Facets, ...]


NAMED: dict[str, Callable[..., tuple[str, ...]]] = {
    "collection": queries.collection_list,
    "chain": queries.chain_list,
    "region": queries.region_order,
}
"""Kinds of which it names every entry, and their order; of the others it has the lists."""
DIRECTORIES = tuple([kind.folder for kind in BY_PLACE if kind.id not in (*NAMED, "project")])


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
        *[
            Facets(FOLDERS[kind], localizer.section(FOLDERS[kind]).text, _titles(catalogue, localizer, kind))
            for kind in NAMED
        ],
        Facets("more", localizer.gettext("Directories"), section_links(catalogue, localizer, DIRECTORIES)),
    ]
    return SiteMapPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="sitemap", title=title)),
        title=title,
        groups=tuple([group for group in groups if group.links]),
    )


def _titles(catalogue: TrackedCatalogue, localizer: Localizer, kind: str) -> tuple[Link, ...]:
    if not has_section(catalogue.site, FOLDERS[kind]):
        return ()
    return tuple(
        [
            Link(localizer.url(kind, key), localizer.required_text(catalogue.get(KINDS[kind], key).title))
            for key in catalogue.ask(NAMED[kind])
        ]
    )
