"""Which maps a catalogue has something to show for: of chains, and layers of the map of regions."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.i18n.text import Text
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import COST_ITEMS, Chain, Region
from sitegen.model.queries import query

GAPS = ("missing", "weak")
"""Strengths of segments that partners are sought for."""

MAP_FORMS = {"svg": ".svg", "phone": ".png", "a4": "-a4.pdf"}
"""Forms of a map as a file and how its name ends: for any size, 1080 pixels wide, a page of A4."""


def chain_maps(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(map, chain) for every map of a chain."""
    for key, chain in sorted(catalogue.all(Chain).items()):
        if chain.segments:
            yield "panorama", key
            seeking = any(
                ("segment:seeking", f"{key}/{segment.id}") in catalogue.index for segment in chain.segments
            )
            if seeking or any(segment.strength in GAPS for segment in chain.segments):
                yield "attract", key
        if chain.roadmap:
            yield "roadmap", key


def region_layers(catalogue: Catalogue) -> list[str]:
    """Ids of the layers that any region has something for; none where regions cannot be told apart."""
    regions = catalogue.all(Region).values()
    if len(regions) < 2:
        return []
    found = ["projects"] if any(("region", region.id) in catalogue.index for region in regions) else []
    if any(plot.status == "available" for region in regions for plot in region.plots):
        found.append("plots")
    if any(region.resources for region in regions):
        found.append("resources")
    stated = {cost.item for region in regions for cost in region.costs}
    return found + [layer_id(item) for item in COST_ITEMS if item in stated]


Located = tuple[str, float, float, Text]
"""(id, longitude, latitude, title)"""


@query("places", "region")
def located(catalogue: Catalogue, region_id: str) -> tuple[Located, ...]:
    """Projects of a region ("" for all) with coordinates, as (id, longitude, latitude, title)."""
    ids = catalogue.index.get(("region", region_id) if region_id else ("all", ""), ())
    cards = [catalogue.projects[project_id] for project_id in ids]
    return tuple([(c.id, c.lon, c.lat, c.title) for c in cards if c.lon is not None and c.lat is not None])


@query("region")
def parks(catalogue: Catalogue, region_id: str) -> tuple[Located, ...]:
    """Parks and ports in a region ("" for all) with coordinates, as (id, longitude, latitude, title)."""
    return tuple(
        [
            (key, region.position.lon, region.position.lat, region.title)
            for key, region in sorted(catalogue.all(Region).items())
            if region.kind in ("park", "port")
            and region.position is not None
            and (not region_id or region_id in catalogue.ancestors.get(key, ()))
        ]
    )


def layer_id(item: str) -> str:
    """The layer of a factor cost. Water as a price is not water as a resource."""
    return "water-supply" if item == "water" else item
