"""Regions in a list: one tile each, with those below it."""

from __future__ import annotations

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Counts, LocalText, Term
from sitegen.views.counting import counts_of
from sitegen.views.localizer import Localizer


class RegionTile(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    summary: LocalText | None
    code: str
    counts: Counts
    plots: int
    as_tile: bool
    """One with all that lies in it: a county with its parks, and what has nothing below it."""
    tells: bool
    """Whether there is anything to see: projects, plots, parks."""
    children: tuple[RegionTile, ...]


def region_tile(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> RegionTile:
    return catalogue.part(
        "region", (localizer.locale.id, region_id), lambda inner: _region_tile(inner, localizer, region_id)
    )


def _region_tile(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> RegionTile:
    region = catalogue.get(Region, region_id)
    children = catalogue.ask(queries.region_list, region_id)
    counts = counts_of(catalogue, "region", region_id)
    return RegionTile(
        id=region_id,
        url=localizer.url("region", region_id),
        title=localizer.required_text(region.title),
        kind=localizer.term("region", region.kind),
        summary=localizer.text(region.summary),
        code=region.code,
        counts=counts,
        plots=len(region.plots),
        as_tile=region.kind == "county" or not children,
        tells=bool(counts or region.plots or children),
        children=tuple([region_tile(catalogue, localizer, child) for child in children]),
    )
