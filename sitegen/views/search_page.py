"""The search page."""

from __future__ import annotations

from typing import ClassVar

from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import search_file, search_parts
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.every_page import (
    MENU,
    section_links,
)
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class SearchPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "search.html"

    title: LocalText
    url: str
    """Its own address: where the form sends to."""
    base: str
    """Address that the paths of what is found begin with."""
    parts: tuple[str, ...]
    """Names of the files beside it that it looks through, the most important kinds first."""
    sections: tuple[Link, ...]
    """What can be looked through without a search."""


def search(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> SearchPage:
    title = localizer.section("search")
    found = catalogue.ask(search_parts)
    return SearchPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="search", title=title)),
        title=title,
        url=localizer.path(path),
        base=localizer.path(""),
        parts=tuple([search_file(kind, number) for kind, number in found]),
        sections=section_links(catalogue, localizer, MENU),
    )
