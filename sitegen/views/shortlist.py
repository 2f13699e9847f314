"""The page of what a reader has saved: an empty frame that the script fills in the reader's browser."""

from __future__ import annotations

from typing import ClassVar

from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import LocalText
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class ShortlistPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "shortlist.html"

    title: LocalText
    base: str
    """The language's home page, below which saved entries are."""
    projects: str
    """The list of all projects."""


def shortlist(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> ShortlistPage:
    title = localizer.section("shortlist")
    return ShortlistPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="shortlist", title=title)),
        title=title,
        base=localizer.path(""),
        projects=localizer.url("project"),
    )
