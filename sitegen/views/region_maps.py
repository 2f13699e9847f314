"""The investment map: regions with layers of what is known of each.

What the layers say is `region_layers`'; the table below the drawing has all of it as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from sitegen.views.drawings import DrawingForm, both_forms, map_files
from sitegen.views.localizer import Localizer
from sitegen.views.region_layers import (
    NOTHING,
    Layer,
    MapLayer,
    below,
    is_tile,
    layer_view,
    make_layers,
)


class MapRow(msgspec.Struct, frozen=True, cache_hash=True):
    """A region in the table under a map."""

    url: str
    title: LocalText
    cells: tuple[tuple[str, str, str, str, str], ...]
    """(layer, value, further value, address of the list of these, figure to sort by) for each layer; "" where
    there is none."""


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
    made = _drawing_of(catalogue, localizer, top, layers, localizer.gettext("Map of the regions: %s") % title)
    return msgspec.structs.replace(
        made,
        layers=tuple(
            [
                msgspec.structs.replace(
                    layer, files=map_files(catalogue, localizer, f"regions/map-{layer.id}")
                )
                for layer in made.layers
            ]
        )
        if not top
        else made.layers,
        rows=tuple([map_row(catalogue, localizer, key, layers) for key in regions]),
    )


def map_of(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    frame: tuple[str, str],
    layers: Sequence[Layer],
    points: Mapping[str, MapPoints],
) -> RegionMap | None:
    """A map of what these layers say of the regions below one ("" for all), without a table; None where there
    is nothing to tell apart. `frame` is that region and what the map is called.
    """
    top, label = frame
    regions = below(catalogue, top)
    if len(regions) < 2:
        return None
    known = [
        layer._replace(known={key: layer.known.get(key, NOTHING) for key in regions}) for layer in layers
    ]
    return _drawing_of(catalogue, localizer, top, known, label, points)


def _drawing_of(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    top: str,
    layers: Sequence[Layer],
    label: str,
    points: Mapping[str, MapPoints] | None = None,
) -> RegionMap:
    drawn = drawn_regions(catalogue, localizer, top, layers)
    shown = DrawnRegions(top, drawn, [layer.id for layer in layers], points)
    schematic = is_schematic(catalogue, drawn)
    wide = draw_regions(catalogue, localizer, shown, PAGE, narrow=False)
    narrow = draw_regions(catalogue, localizer, shown, PAGE, narrow=True)
    regions = below(catalogue, top)
    return RegionMap(
        drawing=both_forms(label, wide, narrow),
        schematic=schematic,
        layers=tuple([layer_view(catalogue, localizer, layer, schematic) for layer in layers]),
        rows=(),
        approvals=tuple(dict.fromkeys(a for key in regions if (a := catalogue.get(Region, key).approval))),
    )


class DrawnRegions(NamedTuple):
    """What a map of regions shows."""

    top: str
    """The region that it is of; "" for all."""
    drawn: Sequence[tiles.TileRegion]
    layers: Sequence[str]
    points: Mapping[str, MapPoints] | None = None
    """What stands on the map within boundaries, by layer; projects and parks unless others are given."""


class MapPoints(NamedTuple):
    """The points of a layer, and what they are called."""

    places: Sequence[boundaries.MapPoint]
    names: boundaries.Names


def draw_regions(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    regions: DrawnRegions,
    paint: Paint,
    narrow: bool,
) -> DrawingForm:
    """Regions within their boundaries where these are known, else as tiles."""
    top, layers, drawn = regions.top, regions.layers, regions.drawn
    outlines = _outlines(catalogue, drawn)
    if not outlines:
        tiled = tiles.lay_out_narrow(drawn, PHONE) if narrow else tiles.lay_out(drawn, WIDE)
        return DrawingForm(tiled.width, tiled.height, tiles.draw(tiled, layers, paint))
    points = regions.points if regions.points is not None else usual_points(catalogue, localizer, top)
    places = [place for found in points.values() for place in found.places]
    room, most = (PHONE, 1.5 * PHONE) if narrow else (WIDE, 0.62 * WIDE)
    plan = boundaries.lay_out(_leaves(drawn), outlines, places, room, most)
    named = {layer: found.names for layer, found in points.items()}
    return DrawingForm(plan.width, plan.height, boundaries.draw(plan, layers, named, paint))


def usual_points(catalogue: TrackedCatalogue, localizer: Localizer, top: str) -> dict[str, MapPoints]:
    """Projects and parks in a region."""
    projects = localizer.path(list_path("region", top) if top else list_path("all", ""))
    return {
        "projects": located_points(
            localizer,
            "projects",
            catalogue.ask(located, top),
            (localizer.gettext("%d projects close together"), projects),
        ),
        "plots": located_points(
            localizer,
            "plots",
            catalogue.ask(parks, top),
            (localizer.gettext("%d parks close together"), localizer.url("region")),
        ),
    }


_KIND_OF_LAYER = {"projects": "project", "plots": "region"}


def located_points(
    localizer: Localizer, layer: str, found: Sequence[Located], several: tuple[str, str]
) -> MapPoints:
    """Points of entries. `several` is what many that stand close together are called, and where they lead."""
    titles = {key: title for key, _, _, title in found}
    kind = _KIND_OF_LAYER[layer]

    def naming(key: str) -> tuple[str, str]:
        return localizer.required_text(titles[key]).text, localizer.url(kind, key)

    places = [boundaries.MapPoint(lon, lat, key, layer) for key, lon, lat, _ in found]
    return MapPoints(places, boundaries.Names(naming, *several))


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
    areas = [boundary for boundary in catalogue.boundaries if boundary.rings]
    by_name = {name: area for area in areas for name in area.names}
    found = {}
    for region in leaves:
        boundary = next((by_name[name] for name in region.map_names if name in by_name), None)
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
        href=next(
            (layer.leads[region_id] for layer in layers if region_id in layer.leads),
            localizer.url("region", region_id),
        ),
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


def map_row(
    catalogue: TrackedCatalogue, localizer: Localizer, region_id: str, layers: Sequence[Layer]
) -> MapRow:
    region = catalogue.get(Region, region_id)
    cells = []
    for layer in layers:
        known = layer.known.get(region_id, NOTHING)
        key = "" if known.value is None else f"{known.value.normalize():f}"
        cells.append((layer.title, known.text, known.small, layer.leads.get(region_id, ""), key))
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
