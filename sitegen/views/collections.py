"""Collections: their list. The page of one is a list of projects."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Collection
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Counts, LocalText
from sitegen.views.counting import counts_of
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class CollectionTile(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    summary: LocalText | None
    counts: Counts


class CollectionListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "collection-list.html"

    title: LocalText
    collections: tuple[CollectionTile, ...]


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
        **page_head(catalogue, localizer, PageSubject(path=path, section="collections", title=title)),
        title=title,
        collections=tuple(tiles),
    )
