"""The investment map: regions with layers of what is known of each.

Layers are projects, parks and plots, resources, and each factor cost that any of the regions states. A
layer without any value is left out; the table below the drawing has all of it as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from sitegen.i18n.quantities import Quantity
from sitegen.maps import boundaries, tiles
from sitegen.maps.classes import Class, classes, shade_of
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.types import PHONE, WIDE, Words
from sitegen.model import queries
from sitegen.model.boundaries import Ring
from sitegen.model.entities import Region, Source
from sitegen.model.mapped import COST_ITEMS, Located, layer_id, located, parks
from sitegen.model.reader import Reader
from sitegen.model.stages import list_totals, totals
from sitegen.routes import list_path
from sitegen.views.drawings import Form, both_forms, map_files
from sitegen.views.types import File, LegendMark, LegendStep, MapLayer, MapRow, RegionMap
from sitegen.views.voice import Voice


class Known(NamedTuple):
    """What a region has for one layer."""

    value: Decimal | None
    text: str = ""
    small: str = ""
    unit: str = ""
    brief: str = ""
    """The figure alone."""


NOTHING = Known(None)


class Layer(NamedTuple):
    id: str
    title: str
    known: dict[str, Known]
    """By region id."""
    found: tuple[Class, ...]
    unit: str


def region_map(reader: Reader, voice: Voice, top: str, title: str) -> RegionMap | None:
    """The regions below one ("" for all); None where there is nothing to tell apart."""
    regions = _below(reader, top)
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
                _layer_view(
                    layer,
                    _marks(voice, layer.id, schematic),
                    () if top else map_files(reader, voice, f"regions/map-{layer.id}"),
                )
                for layer in layers
            ]
        ),
        rows=tuple([_row(reader, voice, key, layers) for key in regions]),
        approvals=tuple(dict.fromkeys(a for key in regions if (a := reader.get(Region, key).approval))),
    )


def _below(reader: Reader, top: str) -> list[str]:
    """The ids of all regions under one, each before those below it."""
    found: list[str] = []
    for key in reader.ask(queries.region_list, top):
        found += [key, *_below(reader, key)]
    return found


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


# Layers


def make_layers(reader: Reader, voice: Voice, regions: Sequence[str]) -> list[Layer]:
    """The layers that say something, the projects first."""
    shaded = [key for key in regions if is_tile(reader, key)]
    kinds = [
        ("projects", voice.gettext("Projects"), {key: _projects(reader, voice, key) for key in regions}),
        ("plots", voice.gettext("Parks and plots"), {key: _plots(reader, voice, key) for key in regions}),
        ("resources", voice.gettext("Resources"), {key: _resources(reader, voice, key) for key in regions}),
    ]
    for item in COST_ITEMS:
        known = {key: _cost(reader, voice, key, item) for key in regions}
        kinds.append((layer_id(item), voice.term("cost", item).label, known))
    made = [_layer(name, title, known, shaded) for name, title, known in kinds]
    return [layer for layer in made if any(known.text for known in layer.known.values())]


def _layer(name: str, title: str, known: dict[str, Known], shaded: Sequence[str]) -> Layer:
    """Classes are of the commonest unit only: prices in different units are not compared. `shaded` are the
    regions
    that are drawn as tiles; a frame around others has no shade.
    """
    tiled = [known[key] for key in shaded if known[key].value is not None]
    units = Counter(one.unit for one in tiled)
    unit = units.most_common(1)[0][0] if units else ""
    values = [one.value for one in tiled if one.value is not None and one.unit == unit]
    return Layer(name, title, known, tuple(classes(values)), unit)


def _projects(reader: Reader, voice: Voice, region_id: str) -> Known:
    count = reader.ask(queries.count, "region", region_id)
    if not count:
        return NOTHING
    text = voice.ngettext("%(num)d project", "%(num)d projects", count) % {"num": count}
    amounts = reader.ask(list_totals, "region", region_id)
    small = voice.must_amount(amounts[0]).text if amounts else ""
    return Known(Decimal(count), text, small, brief=str(count))


def _plots(reader: Reader, voice: Voice, region_id: str) -> Known:
    """Plots of a region and of what lies in it, such as the parks of a county."""
    places = [region_id, *_below(reader, region_id)]
    free = [plot for key in places for plot in reader.get(Region, key).plots if plot.status == "available"]
    if not free:
        return NOTHING
    text = voice.ngettext("%(num)d plot", "%(num)d plots", len(free)) % {"num": len(free)}
    areas = totals([plot.area for plot in free])
    small = voice.must_amount(areas[0]).text if areas else ""
    return Known(Decimal(len(free)), text, small, brief=str(len(free)))


def _resources(reader: Reader, voice: Voice, region_id: str) -> Known:
    kinds = dict.fromkeys(resource.kind for resource in reader.get(Region, region_id).resources)
    if not kinds:
        return NOTHING
    labels = [voice.term("resource", kind).label for kind in kinds]
    return Known(Decimal(len(kinds)), voice.comma.join(labels))


def _cost(reader: Reader, voice: Voice, region_id: str, item: str) -> Known:
    """The price a region states, else the first that a park in it states."""
    places = [region_id, *_below(reader, region_id)]
    stated = [cost for key in places for cost in reader.get(Region, key).costs if cost.item == item]
    cost = (
        stated[0]
        if stated and (is_tile(reader, region_id) or stated[0] in reader.get(Region, region_id).costs)
        else None
    )
    if cost is None:
        return NOTHING
    price: Quantity = cost.price
    date = voice.date(cost.date)
    words = voice.must_amount(price)
    return Known(
        price.value, words.text, date.text if date else "", f"{price.unit}/{price.per}", words.figure
    )


def _layer_view(layer: Layer, marks: tuple[LegendMark, ...], files: tuple[File, ...] = ()) -> MapLayer:
    steps = tuple([_step(layer, one) for one in layer.found])
    return MapLayer(layer.id, layer.title, steps, marks, files)


def _marks(voice: Voice, layer: str, schematic: bool) -> tuple[LegendMark, ...]:
    """What points on a map with boundaries are; tiles have none."""
    if schematic or layer not in ("projects", "plots"):
        return ()
    if layer == "projects":
        return (LegendMark("circle", voice.gettext("A project, or several")),)
    return (LegendMark("square", voice.gettext("A park, or several")),)


def _step(layer: Layer, one: Class) -> LegendStep:
    """A class in words: its least and its greatest value, with the unit once where that can be."""
    shown = {known.value: known for known in layer.known.values() if known.unit == layer.unit}
    low, high = shown[one.low], shown[one.high]
    if layer.id == "resources":
        return LegendStep(one.shade, str(one.low) if low is high else f"{one.low} – {one.high}")
    if low is high:
        return LegendStep(one.shade, low.text)
    start = low.brief if high.text.startswith(high.brief) else low.text
    return LegendStep(one.shade, f"{start} – {high.text}")


# Regions


def drawn_regions(reader: Reader, voice: Voice, top: str, layers: Sequence[Layer]) -> list[tiles.Region]:
    return [_drawn(reader, voice, key, layers) for key in reader.ask(queries.region_list, top)]


def is_tile(reader: Reader, region_id: str) -> bool:
    """Whether a region is a tile on the map of a larger one: a county with all its parks, and what has
    nothing in it.
    """
    return reader.get(Region, region_id).kind == "county" or not reader.ask(queries.region_list, region_id)


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
    regions = _below(reader, "")
    layers = [layer for layer in make_layers(reader, voice, regions) if layer.id == name]
    drawn = drawn_regions(reader, voice, "", layers)
    return _layer_view(layers[0], _marks(voice, name, is_schematic(reader, drawn))), drawn, regions


def sources_of_layer(reader: Reader, regions: Sequence[str], name: str) -> tuple[tuple[Source, ...], str]:
    """Where the figures of a layer were taken from, and the newest date that they carry themselves."""
    found: list[Source] = []
    dates: list[str] = []
    for key in regions:
        region = reader.get(Region, key)
        if name == "resources":
            found += [source for resource in region.resources for source in resource.source]
        elif name in ("projects", "plots"):
            found += region.source if name == "plots" and region.plots else ()
        else:
            costs = [cost for cost in region.costs if layer_id(cost.item) == name]
            found += [source for cost in costs for source in cost.source]
            dates += [cost.date for cost in costs]
    return tuple(found), max(dates, default="")
