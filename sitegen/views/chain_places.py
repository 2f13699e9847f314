"""The industrial map of a chain (制造业招商地图): where its projects, parks, plots and firms are.

A place that has none of them is on the map all the same, and named below the table as any other place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from sitegen.maps.classes import classes
from sitegen.model import queries
from sitegen.model.entities import Chain, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section, list_path
from sitegen.views import entry_sections, region_maps
from sitegen.views.basic_values import Counts, Link
from sitegen.views.counting import brief_counts, said_counts
from sitegen.views.localizer import Localizer
from sitegen.views.region_layers import NOTHING, Known, Layer, below, is_tile, within_tile
from sitegen.views.region_maps import MapPoints, RegionMap


class ChainPlaces(msgspec.Struct, frozen=True, cache_hash=True):
    map: RegionMap
    """Its table has the places that have something of the chain."""
    others: tuple[Link, ...]
    """The counties, and what else is an area of its own, that have nothing listed yet."""


class _Counted(NamedTuple):
    """What each place has, with all below it, by its id."""

    projects: Mapping[str, Counts]
    sites: Mapping[str, tuple[str, ...]]
    """Parks and other places that are for the chain."""
    firms: Mapping[str, int]


def chain_places(
    catalogue: TrackedCatalogue, localizer: Localizer, chain: Chain, title: str
) -> ChainPlaces | None:
    """None where nothing of the chain has a place, or where there are no regions to tell apart: what is known
    of the whole city alone leaves all of its counties empty.
    """
    counted = _count(catalogue, chain.id)
    if not (counted.projects or counted.sites or counted.firms):
        return None
    top = _frame(catalogue, counted)
    layers = _layers(catalogue, localizer, chain.id, counted)
    frame = top, localizer.gettext("Industrial map: %s") % title
    points = _points(catalogue, localizer, chain.id, layers)
    parts = below(catalogue, top)
    if not any(_has(layers, key) for key in parts) and not any(one.places for one in points.values()):
        return None
    made = region_maps.map_of(catalogue, localizer, frame, layers, points)
    if made is None:
        return None
    shown = [*([top] if top else []), *parts]
    rows = [region_maps.map_row(catalogue, localizer, key, layers) for key in shown if _has(layers, key)]
    return ChainPlaces(
        map=msgspec.structs.replace(made, rows=tuple(rows)),
        others=tuple(
            [
                entry_sections.entity_link(catalogue, localizer, Region, key)
                for key in shown
                if is_tile(catalogue, key) and not within_tile(catalogue, key) and not _has(layers, key)
            ]
        ),
    )


def _count(catalogue: TrackedCatalogue, chain_id: str) -> _Counted:
    sites: dict[str, list[str]] = {}
    for site in catalogue.ask(queries.chain_sites, chain_id):
        for place in catalogue.ask(queries.places_of, "", site):
            sites.setdefault(place, []).append(site)
    return _Counted(
        {
            place: Counts(projects, opportunities, 0)
            for place, projects, opportunities in catalogue.ask(queries.chain_project_places, chain_id)
        },
        {place: tuple(found) for place, found in sites.items()},
        dict(catalogue.ask(queries.chain_firm_places, chain_id)),
    )


def _frame(catalogue: TrackedCatalogue, counted: _Counted) -> str:
    """The nearest city or province that all of it is in; "" for the map of all regions."""
    places = dict.fromkeys((*counted.projects, *counted.sites, *counted.firms))
    above = [catalogue.ask(queries.places_of, "", place) for place in places]
    found = max(above, key=len)
    for place in found:
        if (
            catalogue.get(Region, place).kind in ("city", "province")
            and all(place in one or one[0] in found for one in above)
            and len(below(catalogue, place)) > 1
        ):
            return place
    return ""


# Layers


def _layers(
    catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str, counted: _Counted
) -> list[Layer]:
    """Those that say something, the projects first."""
    projects = {
        place: Known(
            Decimal(counts.projects + counts.opportunities),
            said_counts(localizer, counts),
            brief=brief_counts(counts),
        )
        for place, counts in counted.projects.items()
    }
    sites = {place: _sites(catalogue, localizer, found) for place, found in counted.sites.items()}
    firms = {
        place: Known(
            Decimal(number),
            localizer.ngettext("%(num)d enterprise", "%(num)d enterprises", number) % {"num": number},
            brief=str(number),
        )
        for place, number in counted.firms.items()
    }
    kinds = (
        ("projects", localizer.gettext("Projects"), projects, "project"),
        ("plots", localizer.gettext("Parks and plots"), sites, ""),
        ("firms", localizer.gettext("Enterprises"), firms, "enterprise"),
    )
    return [
        Layer(
            name,
            words,
            known,
            tuple(classes(_values(catalogue, known))),
            "",
            {place: _list_of(localizer, kind, chain_id, place) for place in known}
            if kind and has_section(catalogue.site, "filters")
            else {},
        )
        for name, words, known, kind in kinds
        if known
    ]


def _values(catalogue: TrackedCatalogue, known: Mapping[str, Known]) -> list[Decimal]:
    """Of what is drawn as areas."""
    return [one.value for place, one in known.items() if one.value is not None and is_tile(catalogue, place)]


def _sites(catalogue: TrackedCatalogue, localizer: Localizer, found: Sequence[str]) -> Known:
    """Parks, and plots to be had in these and in other places that are for the chain."""
    regions = [catalogue.get(Region, key) for key in found]
    parks = sum(region.kind in ("park", "port") for region in regions)
    plots = sum(plot.status == "available" for region in regions for plot in region.plots)
    said = [
        localizer.ngettext("%(num)d park", "%(num)d parks", parks) % {"num": parks} if parks else "",
        localizer.ngettext("%(num)d plot", "%(num)d plots", plots) % {"num": plots} if plots else "",
    ]
    text = localizer.comma.join([one for one in said if one])
    return Known(Decimal(plots), text, brief=str(plots)) if text else NOTHING


def _list_of(localizer: Localizer, kind: str, chain: str, place: str) -> str:
    """The list of these, filtered by chain and place."""
    return f"{localizer.url(kind)}?chain={quote(chain)}&place={quote(place)}"


def _points(
    catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str, layers: Iterable[Layer]
) -> dict[str, MapPoints]:
    """Projects and parks of the chain; where a firm is, is known by its place only."""
    sites = [(key, catalogue.get(Region, key)) for key in catalogue.ask(queries.chain_sites, chain_id)]
    parks = [
        (key, one.position.lon, one.position.lat, one.title)
        for key, one in sites
        if one.kind in ("park", "port") and one.position
    ]
    located = catalogue.ask(queries.chain_located, chain_id)
    all_projects = localizer.path(list_path("chain", chain_id))
    several = {
        "projects": (localizer.gettext("%d projects close together"), all_projects),
        "plots": (localizer.gettext("%d parks close together"), localizer.url("region")),
    }
    found = {"projects": located, "plots": parks}
    return {
        layer.id: region_maps.located_points(localizer, layer.id, found[layer.id], several[layer.id])
        for layer in layers
        if layer.id in found
    }


# The table


def _has(layers: Sequence[Layer], place: str) -> bool:
    return any(layer.known.get(place, NOTHING).text for layer in layers)
