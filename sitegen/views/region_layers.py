"""What the investment map knows of each region, layer by layer, and how a layer's legend reads.

Layers are projects, parks and plots, resources, and each factor cost that any of the regions states. A
layer without any value is left out. How regions are drawn is `region_maps`'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.maps.classes import Class, classes
from sitegen.model import queries
from sitegen.model.entities import COST_ITEMS, Region, Source
from sitegen.model.map_inventory import layer_id
from sitegen.model.standings import list_totals, totals
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import File
from sitegen.views.counting import brief_counts, counts_of, said_counts
from sitegen.views.localizer import Localizer


class LegendStep(msgspec.Struct, frozen=True, cache_hash=True):
    """A shade from 1 to 4 and the values that it stands for."""

    shade: int
    text: str


class LegendMark(msgspec.Struct, frozen=True, cache_hash=True):
    shape: str
    """circle or square"""
    text: str


class MapLayer(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: str
    steps: tuple[LegendStep, ...]
    marks: tuple[LegendMark, ...]
    """What points mean, where there are boundaries for them to stand in."""
    files: tuple[File, ...]


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


def make_layers(catalogue: TrackedCatalogue, localizer: Localizer, regions: Sequence[str]) -> list[Layer]:
    """The layers that say something, the projects first."""
    shaded = [key for key in regions if is_tile(catalogue, key)]
    kinds = [
        (
            "projects",
            localizer.gettext("Projects"),
            {key: _projects(catalogue, localizer, key) for key in regions},
        ),
        (
            "plots",
            localizer.gettext("Parks and plots"),
            {key: _plots(catalogue, localizer, key) for key in regions},
        ),
        (
            "resources",
            localizer.gettext("Resources"),
            {key: _resources(catalogue, localizer, key) for key in regions},
        ),
    ]
    for item in COST_ITEMS:
        known = {key: _cost(catalogue, localizer, key, item) for key in regions}
        kinds.append((layer_id(item), localizer.term("cost", item).label, known))
    made = [_layer(name, title, known, shaded) for name, title, known in kinds]
    return [layer for layer in made if any(known.text for known in layer.known.values())]


def _layer(name: str, title: str, known: dict[str, Known], shaded: Sequence[str]) -> Layer:
    """Classes are of the commonest unit only: prices in different units are not compared.

    `shaded` are the regions that are drawn as tiles; a frame around others has no shade.
    """
    tiled = [known[key] for key in shaded if known[key].value is not None]
    units = Counter(one.unit for one in tiled)
    unit = units.most_common(1)[0][0] if units else ""
    values = [one.value for one in tiled if one.value is not None and one.unit == unit]
    return Layer(name, title, known, tuple(classes(values)), unit)


def _projects(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> Known:
    counts = counts_of(catalogue, "region", region_id)
    if not counts:
        return NOTHING
    text = said_counts(localizer, counts)
    amounts = catalogue.ask(list_totals, "region", region_id)
    small = localizer.required_amount(amounts[0]).text if amounts else ""
    return Known(Decimal(counts.projects + counts.opportunities), text, small, brief=brief_counts(counts))


def _plots(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> Known:
    """Plots of a region and of what lies in it, such as the parks of a county."""
    places = [region_id, *below(catalogue, region_id)]
    free = [plot for key in places for plot in catalogue.get(Region, key).plots if plot.status == "available"]
    if not free:
        return NOTHING
    text = localizer.ngettext("%(num)d plot", "%(num)d plots", len(free)) % {"num": len(free)}
    areas = totals([plot.area for plot in free])
    small = localizer.required_amount(areas[0]).text if areas else ""
    return Known(Decimal(len(free)), text, small, brief=str(len(free)))


def _resources(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> Known:
    kinds = dict.fromkeys(resource.kind for resource in catalogue.get(Region, region_id).resources)
    if not kinds:
        return NOTHING
    labels = [localizer.term("resource", kind).label for kind in kinds]
    return Known(Decimal(len(kinds)), localizer.comma.join(labels))


def _cost(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str, item: str) -> Known:
    """The price a region states, else the first that a park in it states."""
    places = [region_id, *below(catalogue, region_id)]
    stated = [cost for key in places for cost in catalogue.get(Region, key).costs if cost.item == item]
    cost = (
        stated[0]
        if stated and (is_tile(catalogue, region_id) or stated[0] in catalogue.get(Region, region_id).costs)
        else None
    )
    if cost is None:
        return NOTHING
    price: Quantity = cost.price
    date = localizer.date(cost.date)
    words = localizer.required_amount(price)
    return Known(
        price.value, words.text, date.text if date else "", f"{price.unit}/{price.per}", words.figure
    )


def layer_view(layer: Layer, marks: tuple[LegendMark, ...], files: tuple[File, ...] = ()) -> MapLayer:
    steps = tuple([_step(layer, one) for one in layer.found])
    return MapLayer(layer.id, layer.title, steps, marks, files)


def marks(localizer: Localizer, layer: str, schematic: bool) -> tuple[LegendMark, ...]:
    """What points on a map with boundaries are; tiles have none."""
    if schematic or layer not in ("projects", "plots"):
        return ()
    if layer == "projects":
        return (LegendMark("circle", localizer.gettext("A project, or several")),)
    return (LegendMark("square", localizer.gettext("A park, or several")),)


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


def sources_of_layer(
    catalogue: TrackedCatalogue, regions: Sequence[str], name: str
) -> tuple[tuple[Source, ...], str]:
    """Where the figures of a layer were taken from, and the newest date that they carry themselves."""
    found: list[Source] = []
    dates: list[str] = []
    for key in regions:
        region = catalogue.get(Region, key)
        if name == "resources":
            found += [source for resource in region.resources for source in resource.source]
        elif name in ("projects", "plots"):
            found += region.source if name == "plots" and region.plots else ()
        else:
            costs = [cost for cost in region.costs if layer_id(cost.item) == name]
            found += [source for cost in costs for source in cost.source]
            dates += [cost.date for cost in costs]
    return tuple(found), max(dates, default="")


# Regions


def below(catalogue: TrackedCatalogue, top: str) -> list[str]:
    """The ids of all regions under one, each before those below it."""
    found: list[str] = []
    for key in catalogue.ask(queries.region_list, top):
        found += [key, *below(catalogue, key)]
    return found


def is_tile(catalogue: TrackedCatalogue, region_id: str) -> bool:
    """Whether a region is a tile on the map of a larger one: a county with all its parks, and what has
    nothing in it.
    """
    return catalogue.get(Region, region_id).kind == "county" or not catalogue.ask(
        queries.region_list, region_id
    )
