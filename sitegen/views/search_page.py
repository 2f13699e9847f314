"""The search page."""

from __future__ import annotations

from typing import ClassVar

from sitegen.content.markdown_body import ROOT
from sitegen.model.kinds import BY_PLACE, FOLDERS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section, search_blocks
from sitegen.views.basic_values import Link, LocalText, Term
from sitegen.views.every_page import MENU, section_links
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class SearchPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "search.html"

    title: LocalText
    url: str
    """Its own address: where the form sends to."""
    base: str
    """Address that the paths of what is found begin with."""
    root: str
    """Of the site's root, below which the index is."""
    blocks: int
    """How many blocks the index has."""
    in_texts: bool
    """Whether texts are looked through too."""
    kinds: tuple[Term, ...]
    """What may be found, the most important first, by the names of many."""
    sections: tuple[Link, ...]
    """What can be looked through without a search."""


def search(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> SearchPage:
    title = localizer.section("search")
    return SearchPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="search", title=title)),
        title=title,
        url=localizer.path(path),
        base=localizer.path(""),
        root=ROOT,
        blocks=catalogue.ask(search_blocks),
        in_texts="search-bodies" in catalogue.site.files,
        kinds=tuple(_kinds(catalogue, localizer)),
        sections=section_links(catalogue, localizer, MENU),
    )


def _kinds(catalogue: TrackedCatalogue, localizer: Localizer) -> list[Term]:
    found = []
    for kind in BY_PLACE:
        if kind.id != "project" and not has_section(catalogue.site, kind.folder):
            continue
        found.append(Term(kind.id, localizer.section(FOLDERS[kind.id]).text))
        if kind.id == "project":
            found.append(Term("opportunity", localizer.gettext("Opportunities")))
        if kind.id == "chain":
            found.append(Term("segment", localizer.gettext("Segments")))
    return [*found, Term("page", localizer.gettext("Pages"))]
