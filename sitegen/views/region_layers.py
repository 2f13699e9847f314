"""What the investment map knows of each region, layer by layer, and how a layer's legend reads.

Layers are projects, parks and plots, resources, and each factor cost that any of the regions states. A
layer without any value is left out. How regions are drawn is `region_maps`'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sitegen.i18n.quantities import Qualifier, Quantity
from sitegen.maps.classes import Class, classes
from sitegen.model import queries
from sitegen.model.entities import COST_ITEMS, Region, Source
from sitegen.model.map_inventory import layer_id
from sitegen.model.standings import list_totals, totals
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import File, LocalText
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


class RankedPlace(msgspec.Struct, frozen=True, cache_hash=True):
    """A place beside the map, with what a layer says of it."""

    url: str
    title: LocalText
    text: str
    small: str


class MapLayer(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: str
    measure: str
    """What the steps count, where their figures do not say it."""
    steps: tuple[LegendStep, ...]
    ranked: tuple[RankedPlace, ...]
    """The places of which the layer says something, the greatest value first."""
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
    price: Quantity | None = None


NOTHING = Known(None)


class Layer(NamedTuple):
    id: str
    title: str
    known: dict[str, Known]
    """By region id."""
    found: tuple[Class, ...]
    unit: str
    leads: Mapping[str, str] = MappingProxyType({})
    """By region id, where a reader goes for what is counted; to the region's page where it is not said."""


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
    when = date.text if date else ""
    return Known(price.value, words.text, when, f"{price.unit}/{price.per}", words.figure, price)


def layer_view(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    layer: Layer,
    schematic: bool,
    files: tuple[File, ...] = (),
) -> MapLayer:
    return MapLayer(
        layer.id,
        layer.title,
        _measure(localizer, layer),
        tuple([_step(localizer, layer, one) for one in layer.found]),
        _ranked(catalogue, localizer, layer),
        marks(localizer, layer.id, schematic),
        files,
    )


def _measure(localizer: Localizer, layer: Layer) -> str:
    """What is counted; of prices that are ranges, that the lower one decides."""
    if layer.id == "projects":
        return localizer.gettext("Projects and opportunities")
    if layer.id == "resources":
        return localizer.gettext("Kinds of resources")
    if layer.id == "plots":
        return localizer.gettext("Plots available")
    prices = [known.price for known in layer.known.values()]
    ranges = [price for price in prices if price and price.qualifier is Qualifier.RANGE]
    return localizer.gettext("By the lower price") if ranges else ""


def _ranked(catalogue: TrackedCatalogue, localizer: Localizer, layer: Layer) -> tuple[RankedPlace, ...]:
    """Places that are areas of the map. Prices come cheapest first."""
    found = [
        (key, known, known.value)
        for key, known in layer.known.items()
        if known.value is not None and is_tile(catalogue, key) and not within_tile(catalogue, key)
    ]
    dear = any(known.price for _, known, _ in found)
    found.sort(key=lambda one: one[2] if dear else -one[2])
    return tuple(
        [
            RankedPlace(
                layer.leads.get(key) or localizer.url("region", key),
                localizer.required_text(catalogue.get(Region, key).title),
                known.text,
                known.small,
            )
            for key, known, _ in found
        ]
    )


def within_tile(catalogue: TrackedCatalogue, region_id: str) -> bool:
    """Whether it lies in a county, which stands for it."""
    parent = catalogue.get(Region, region_id).parent
    return bool(parent) and catalogue.get(Region, parent).kind == "county"


def marks(localizer: Localizer, layer: str, schematic: bool) -> tuple[LegendMark, ...]:
    """What points on a map with boundaries are; tiles have none."""
    if schematic or layer not in ("projects", "plots"):
        return ()
    if layer == "projects":
        return (LegendMark("circle", localizer.gettext("A project, or several")),)
    return (LegendMark("square", localizer.gettext("A park, or several")),)


def _step(localizer: Localizer, layer: Layer, one: Class) -> LegendStep:
    """A class in words: its least and its greatest value, the unit once."""
    shown = {known.value: known.price for known in layer.known.values() if known.unit == layer.unit}
    low, high = shown.get(one.low), shown.get(one.high)
    if low is None or high is None:
        return LegendStep(one.shade, str(one.low) if one.low == one.high else f"{one.low}–{one.high}")
    least, most = (localizer.required_amount(_lower(price)) for price in (low, high))
    if least.text == most.text:
        return LegendStep(one.shade, least.text)
    if (least.before, least.unit) == (most.before, most.unit):
        return LegendStep(one.shade, f"{least.before}{least.figure}–{most.figure}{most.unit}")
    return LegendStep(one.shade, f"{least.text} – {most.text}")


def _lower(price: Quantity) -> Quantity:
    """The one figure that classes a price: of a range its lower end."""
    low = price.high if price.low is None else price.low
    return replace(price, qualifier=Qualifier.EXACT, low=low, high=None, word="")


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
