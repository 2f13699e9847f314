"""The investment map: regions with layers of what is known of each.

What the layers say is `region_layers`'; the table below the drawing has all of it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from sitegen.maps import boundaries, tiles
from sitegen.maps.classes import shade_of
from sitegen.maps.drawing_types import PHONE, WIDE, MapWords
from sitegen.maps.paint import PAGE, Paint
from sitegen.model import queries
from sitegen.model.entities import Region
from sitegen.model.geojson import Ring
from sitegen.model.map_inventory import Located, located, parks
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import list_path
from sitegen.views.basic_values import LocalText
from sitegen.views.drawings import Form, both_forms, map_files
from sitegen.views.localizer import Localizer
from sitegen.views.region_layers import Layer, MapLayer, below, is_tile, layer_view, make_layers


class MapRow(msgspec.Struct, frozen=True, cache_hash=True):
    """A region in the table under a map."""

    url: str
    title: LocalText
    cells: tuple[tuple[str, str, str], ...]
    """(layer, value, further value) for each layer; empty where nothing is known."""


class RegionMap(msgspec.Struct, frozen=True, cache_hash=True):
    """A map of regions, its layers with their legends, and the same as rows of a table."""

    drawing: Markup
    schematic: bool
    """Tiles, not boundaries."""
    layers: tuple[MapLayer, ...]
    rows: tuple[MapRow, ...]
    approvals: tuple[str, ...]
    """Approval numbers of the boundaries shown."""


def region_map(catalogue: TrackedCatalogue, localizer: Localizer, top: str, title: str) -> RegionMap | None:
    """The regions below one ("" for all); None where there is nothing to tell apart."""
    regions = below(catalogue, top)
    if len(regions) < 2:
        return None
    layers = make_layers(catalogue, localizer, regions)
    drawn = drawn_regions(catalogue, localizer, top, layers)
    schematic = is_schematic(catalogue, drawn)
    label = localizer.gettext("Map of the regions: %s") % title
    names = [layer.id for layer in layers]
    wide = draw_regions(catalogue, localizer, DrawnRegions(top, drawn, names), PAGE, narrow=False)
    narrow = draw_regions(catalogue, localizer, DrawnRegions(top, drawn, names), PAGE, narrow=True)
    return RegionMap(
        drawing=both_forms(label, wide, narrow),
        schematic=schematic,
        layers=tuple(
            [
                layer_view(
                    catalogue,
                    localizer,
                    layer,
                    schematic,
                    () if top else map_files(catalogue, localizer, f"regions/map-{layer.id}"),
                )
                for layer in layers
            ]
        ),
        rows=tuple([_row(catalogue, localizer, key, layers) for key in regions]),
        approvals=tuple(dict.fromkeys(a for key in regions if (a := catalogue.get(Region, key).approval))),
    )


class DrawnRegions(NamedTuple):
    """What a map of regions shows."""

    top: str
    """The region that it is of; "" for all."""
    drawn: Sequence[tiles.TileRegion]
    layers: Sequence[str]


def draw_regions(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    regions: DrawnRegions,
    paint: Paint,
    narrow: bool,
) -> Form:
    """Regions within their boundaries where these are known, else as tiles."""
    top, layers, drawn = regions.top, regions.layers, regions.drawn
    outlines = _outlines(catalogue, drawn)
    if not outlines:
        tiled = tiles.lay_out_narrow(drawn, PHONE) if narrow else tiles.lay_out(drawn, WIDE)
        return Form(tiled.width, tiled.height, tiles.draw(tiled, layers, paint))
    points = {
        "projects": ("project", catalogue.ask(located, top)),
        "plots": ("region", catalogue.ask(parks, top)),
    }
    places = [
        boundaries.MapPoint(lon, lat, key, layer)
        for layer, (_, found) in points.items()
        for key, lon, lat, _ in found
    ]
    room, most = (PHONE, 1.5 * PHONE) if narrow else (WIDE, 0.62 * WIDE)
    plan = boundaries.lay_out(_leaves(drawn), outlines, places, room, most)
    several = {
        "projects": (
            localizer.gettext("%d projects close together"),
            localizer.path(list_path("region", top) if top else list_path("all", "")),
        ),
        "plots": (localizer.gettext("%d parks close together"), localizer.url("region")),
    }
    named = {
        layer: boundaries.Names(_naming(localizer, kind, found), *several[layer])
        for layer, (kind, found) in points.items()
    }
    return Form(plan.width, plan.height, boundaries.draw(plan, layers, named, paint))


def _naming(localizer: Localizer, kind: str, found: Iterable[Located]) -> Callable[[str], tuple[str, str]]:
    titles = {key: title for key, _, _, title in found}
    return lambda key: (localizer.required_text(titles[key]).text, localizer.url(kind, key))


def is_schematic(catalogue: TrackedCatalogue, drawn: Sequence[tiles.TileRegion]) -> bool:
    """Whether these regions are drawn as tiles, for want of boundaries."""
    return not _outlines(catalogue, drawn)


def _leaves(regions: Sequence[tiles.TileRegion]) -> list[tiles.TileRegion]:
    """The regions that are areas of their own on a map."""
    return [
        leaf for region in regions for leaf in (_leaves(region.children) if region.children else [region])
    ]


def _outlines(catalogue: TrackedCatalogue, drawn: Sequence[tiles.TileRegion]) -> dict[str, tuple[Ring, ...]]:
    """Boundaries by region id; none at all unless most of the counties on the map have theirs."""
    leaves = [catalogue.get(Region, leaf.id) for leaf in _leaves(drawn)]
    by_name = {name: boundary for boundary in catalogue.boundaries for name in boundary.names}
    found = {}
    for region in leaves:
        names = [region.id, region.code, *region.title.values.values()]
        boundary = next((by_name[name] for name in names if name in by_name), None)
        if boundary:
            found[region.id] = boundary.rings
    counties = [region for region in leaves if region.kind not in ("park", "port")]
    return found if len(found) > 1 and 2 * len(found) >= len(counties) else {}


def drawn_regions(
    catalogue: TrackedCatalogue, localizer: Localizer, top: str, layers: Sequence[Layer]
) -> list[tiles.TileRegion]:
    return [_drawn(catalogue, localizer, key, layers) for key in catalogue.ask(queries.region_list, top)]


def _drawn(
    catalogue: TrackedCatalogue, localizer: Localizer, region_id: str, layers: Sequence[Layer]
) -> tiles.TileRegion:
    region = catalogue.get(Region, region_id)
    title = localizer.required_text(region.title)
    said = [title.text, *[known.text for layer in layers if (known := layer.known[region_id]).text][:1]]
    return tiles.TileRegion(
        id=region_id,
        title=MapWords(title.text, title.lang),
        href=localizer.url("region", region_id),
        label=localizer.comma.join(said),
        tile=(region.tile[0], region.tile[1]) if len(region.tile) == 2 else None,
        values=tuple([_value(layer, region_id) for layer in layers]),
        children=()
        if is_tile(catalogue, region_id)
        else tuple(drawn_regions(catalogue, localizer, region_id, layers)),
    )


def _value(layer: Layer, region_id: str) -> tiles.Value:
    known = layer.known[region_id]
    shade = shade_of(known.value, layer.found) if known.unit == layer.unit else 0
    return tiles.Value(shade, known.text or "–", known.small, known.brief)


def _row(
    catalogue: TrackedCatalogue, localizer: Localizer, region_id: str, layers: Sequence[Layer]
) -> MapRow:
    region = catalogue.get(Region, region_id)
    cells = [(layer.title, layer.known[region_id].text, layer.known[region_id].small) for layer in layers]
    return MapRow(localizer.url("region", region_id), localizer.required_text(region.title), tuple(cells))


# For files


def single_layer(
    catalogue: TrackedCatalogue, localizer: Localizer, name: str
) -> tuple[MapLayer, list[tiles.TileRegion], list[str]]:
    """One layer with its legend, all regions as they are drawn with it alone, and their ids."""
    regions = below(catalogue, "")
    layers = [layer for layer in make_layers(catalogue, localizer, regions) if layer.id == name]
    drawn = drawn_regions(catalogue, localizer, "", layers)
    schematic = is_schematic(catalogue, drawn)
    return layer_view(catalogue, localizer, layers[0], schematic), drawn, regions
