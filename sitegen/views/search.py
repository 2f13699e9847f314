"""The search page."""

from __future__ import annotations

from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import search_file, search_parts
from sitegen.views.every_page import (
    MENU,
    section_links,
)
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, page_head
from sitegen.views.types import (
    SearchPage,
)


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
