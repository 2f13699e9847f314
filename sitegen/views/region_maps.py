"""The investment map: regions with layers of what is known of each.

What the layers say is `region_layers`'; the table below the drawing has all of it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.maps import boundaries, tiles
from sitegen.maps.classes import shade_of
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.types import PHONE, WIDE, Words
from sitegen.model import queries
from sitegen.model.boundaries import Ring
from sitegen.model.entities import Region
from sitegen.model.mapped import Located, located, parks
from sitegen.model.reader import Reader
from sitegen.routes import list_path
from sitegen.views.drawings import Form, both_forms, map_files
from sitegen.views.region_layers import Layer, below, is_tile, layer_view, make_layers, marks
from sitegen.views.types import MapLayer, MapRow, RegionMap
from sitegen.views.voice import Voice


def region_map(reader: Reader, voice: Voice, top: str, title: str) -> RegionMap | None:
    """The regions below one ("" for all); None where there is nothing to tell apart."""
    regions = below(reader, top)
    if len(regions) < 2:
        return None
    layers = make_layers(reader, voice, regions)
    drawn = drawn_regions(reader, voice, top, layers)
    schematic = is_schematic(reader, drawn)
    label = voice.gettext("Map of the regions: %s") % title
    names = [layer.id for layer in layers]
    wide = draw_regions(reader, voice, top, drawn, names, PAGE, narrow=False)
    narrow = draw_regions(reader, voice, top, drawn, names, PAGE, narrow=True)
    return RegionMap(
        drawing=both_forms(label, wide, narrow),
        schematic=schematic,
        layers=tuple(
            [
                layer_view(
                    layer,
                    marks(voice, layer.id, schematic),
                    () if top else map_files(reader, voice, f"regions/map-{layer.id}"),
                )
                for layer in layers
            ]
        ),
        rows=tuple([_row(reader, voice, key, layers) for key in regions]),
        approvals=tuple(dict.fromkeys(a for key in regions if (a := reader.get(Region, key).approval))),
    )


def draw_regions(
    reader: Reader,
    voice: Voice,
    top: str,
    drawn: Sequence[tiles.Region],
    layers: Sequence[str],
    paint: Paint,
    narrow: bool,
) -> Form:
    """Regions within their boundaries where these are known, else as tiles."""
    outlines = _outlines(reader, drawn)
    if not outlines:
        tiled = tiles.lay_out_narrow(drawn, PHONE) if narrow else tiles.lay_out(drawn, WIDE)
        return Form(tiled.width, tiled.height, tiles.draw(tiled, layers, paint))
    points = {
        "projects": ("project", reader.ask(located, top)),
        "plots": ("region", reader.ask(parks, top)),
    }
    places = [
        boundaries.Place(lon, lat, key, layer)
        for layer, (_, found) in points.items()
        for key, lon, lat, _ in found
    ]
    room, most = (PHONE, 1.5 * PHONE) if narrow else (WIDE, 0.62 * WIDE)
    plan = boundaries.lay_out(_leaves(drawn), outlines, places, room, most)
    several = {
        "projects": (
            voice.gettext("%d projects close together"),
            voice.path(list_path("region", top) if top else list_path("all", "")),
        ),
        "plots": (voice.gettext("%d parks close together"), voice.url("region")),
    }
    named = {
        layer: boundaries.Names(_naming(voice, kind, found), *several[layer])
        for layer, (kind, found) in points.items()
    }
    return Form(plan.width, plan.height, boundaries.draw(plan, layers, named, paint))


def _naming(voice: Voice, kind: str, found: Iterable[Located]) -> Callable[[str], tuple[str, str]]:
    titles = {key: title for key, _, _, title in found}
    return lambda key: (voice.must_say(titles[key]).text, voice.url(kind, key))


def is_schematic(reader: Reader, drawn: Sequence[tiles.Region]) -> bool:
    """Whether these regions are drawn as tiles, for want of boundaries."""
    return not _outlines(reader, drawn)


def _leaves(regions: Sequence[tiles.Region]) -> list[tiles.Region]:
    """The regions that are areas of their own on a map."""
    return [
        leaf for region in regions for leaf in (_leaves(region.children) if region.children else [region])
    ]


def _outlines(reader: Reader, drawn: Sequence[tiles.Region]) -> dict[str, tuple[Ring, ...]]:
    """Boundaries by region id; none at all unless most of the counties on the map have theirs."""
    leaves = [reader.get(Region, leaf.id) for leaf in _leaves(drawn)]
    by_name = {name: boundary for boundary in reader.boundaries for name in boundary.names}
    found = {}
    for region in leaves:
        names = [region.id, region.code, *region.title.values.values()]
        boundary = next((by_name[name] for name in names if name in by_name), None)
        if boundary:
            found[region.id] = boundary.rings
    counties = [region for region in leaves if region.kind not in ("park", "port")]
    return found if len(found) > 1 and 2 * len(found) >= len(counties) else {}


def drawn_regions(reader: Reader, voice: Voice, top: str, layers: Sequence[Layer]) -> list[tiles.Region]:
    return [_drawn(reader, voice, key, layers) for key in reader.ask(queries.region_list, top)]


def _drawn(reader: Reader, voice: Voice, region_id: str, layers: Sequence[Layer]) -> tiles.Region:
    region = reader.get(Region, region_id)
    title = voice.must_say(region.title)
    said = [title.text, *[known.text for layer in layers if (known := layer.known[region_id]).text][:1]]
    return tiles.Region(
        id=region_id,
        title=Words(title.text, title.lang),
        href=voice.url("region", region_id),
        label=voice.comma.join(said),
        tile=(region.tile[0], region.tile[1]) if len(region.tile) == 2 else None,
        values=tuple([_value(layer, region_id) for layer in layers]),
        children=() if is_tile(reader, region_id) else tuple(drawn_regions(reader, voice, region_id, layers)),
    )


def _value(layer: Layer, region_id: str) -> tiles.Value:
    known = layer.known[region_id]
    shade = shade_of(known.value, layer.found) if known.unit == layer.unit else 0
    return tiles.Value(shade, known.text or "–", known.small, known.brief)


def _row(reader: Reader, voice: Voice, region_id: str, layers: Sequence[Layer]) -> MapRow:
    region = reader.get(Region, region_id)
    cells = [(layer.title, layer.known[region_id].text, layer.known[region_id].small) for layer in layers]
    return MapRow(voice.url("region", region_id), voice.must_say(region.title), tuple(cells))


# For files


def single_layer(reader: Reader, voice: Voice, name: str) -> tuple[MapLayer, list[tiles.Region], list[str]]:
    """One layer with its legend, all regions as they are drawn with it alone, and their ids."""
    regions = below(reader, "")
    layers = [layer for layer in make_layers(reader, voice, regions) if layer.id == name]
    drawn = drawn_regions(reader, voice, "", layers)
    return layer_view(layers[0], marks(voice, name, is_schematic(reader, drawn))), drawn, regions
