"""Where to land: every plot, workshop and office of the catalogue, with what its place costs and has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import Plot, Quota, Region, TransportLink
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.admission import AdmissionRow, admission_rows
from sitegen.views.basic_values import Amount, Link, LocalText, Term, When
from sitegen.views.filter_source import FilterSource, filter_source
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head

COMPARED = ("electricity", "water", "gas", "wage")
"""Costs that stand beside each plot; the cheapest of each is marked."""


class PlaceCost(msgspec.Struct, frozen=True, cache_hash=True):
    """What something costs at a place; `cheapest` of all places in the list."""

    item: Term
    price: Amount
    cheapest: bool


class TransportRow(msgspec.Struct, frozen=True, cache_hash=True):
    kind: Term
    name: LocalText
    distance: Amount | None
    time: Amount | None


class PlotLine(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A plot in the list of all."""

    id: str
    """region/plot"""
    url: str
    title: LocalText
    kind: Term
    status: Term
    place: Link
    above: LocalText | None
    """The county or city that its park lies in."""
    area: Amount
    use: LocalText | None
    ratio: Amount | None
    delivery: When | None
    price: Amount | None
    connected: LocalText | None
    costs: tuple[PlaceCost, ...]
    transport: tuple[TransportRow, ...]
    energy: Amount | None
    environment: LocalText | None
    labour: Amount | None
    admission: tuple[AdmissionRow, ...]
    """What is limited and what is not admitted there."""


class PlotsPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "plots.html"

    title: LocalText
    plots: tuple[PlotLine, ...]
    filters: FilterSource | None


def plots(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> PlotsPage:
    title = localizer.section("plots")
    keys = catalogue.ask(queries.plot_list)
    places = dict.fromkeys([key.partition("/")[0] for key in keys])
    least = _cheapest([catalogue.get(Region, place) for place in places])
    return PlotsPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="regions",
                title=title,
                parents=(Link(localizer.url("region"), localizer.section("regions")),),
            ),
        ),
        title=title,
        plots=tuple([_line(catalogue, localizer, key, least) for key in keys]),
        filters=filter_source(catalogue, localizer, "plot"),
    )


def _cheapest(regions: Iterable[Region]) -> dict[tuple[str, str, str], Quantity]:
    """The lowest price of each item, of those in one unit; none where all places ask the same."""
    found: dict[tuple[str, str, str], list[Quantity]] = {}
    for region in regions:
        for cost in region.costs:
            if cost.item in COMPARED and cost.price.value is not None:
                found.setdefault((cost.item, cost.price.unit, cost.price.per), []).append(cost.price)
    lowest = {key: min(prices, key=lambda price: price.sort_key) for key, prices in found.items()}
    return {
        key: low
        for key, low in lowest.items()
        if any(price.sort_key[1] != low.sort_key[1] for price in found[key])
    }


def _line(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    key: str,
    least: dict[tuple[str, str, str], Quantity],
) -> PlotLine:
    region_id, _, plot_id = key.partition("/")
    region = catalogue.get(Region, region_id)
    plot = next(plot for plot in region.plots if plot.id == plot_id)
    above = region.parent if region.kind in ("park", "port") else ""
    quota = region.quota or Quota()
    return PlotLine(
        id=key,
        url=f"{localizer.url('region', region_id)}#plot-{plot_id}",
        title=localizer.text(plot.title) or LocalText(plot_id.upper()),
        kind=localizer.term("plot-kind", plot.kind),
        status=localizer.term("plot", plot.status),
        place=Link(localizer.url("region", region_id), localizer.required_text(region.title)),
        above=localizer.text(catalogue.get(Region, above).title) if above else None,
        **_size(localizer, plot),
        connected=localizer.listed("connected", plot.connected or region.connected),
        costs=tuple(_costs(localizer, region, least)),
        transport=transport_rows(localizer, region.transport),
        energy=localizer.amount(quota.energy),
        environment=localizer.text(quota.environment),
        labour=localizer.amount(region.labour),
        admission=tuple(
            [row for row in admission_rows(catalogue, localizer, "", region_id) if row.level.id != "welcome"]
        ),
    )


def _size(localizer: Localizer, plot: Plot) -> dict[str, Any]:
    return {
        "area": localizer.required_amount(plot.area),
        "use": localizer.text(plot.use),
        "ratio": localizer.amount(plot.ratio),
        "delivery": localizer.date(plot.delivery),
        "price": localizer.amount(plot.price),
    }


def _costs(
    localizer: Localizer, region: Region, least: dict[tuple[str, str, str], Quantity]
) -> Iterable[PlaceCost]:
    prices = {cost.item: cost.price for cost in reversed(region.costs)}
    for item in COMPARED:
        price = prices.get(item)
        if price is None:
            continue
        lowest = least.get((item, price.unit, price.per))
        cheapest = lowest is not None and price.sort_key[1] == lowest.sort_key[1]
        yield PlaceCost(localizer.term("cost", item), localizer.required_amount(price), cheapest)


def transport_rows(localizer: Localizer, links: tuple[TransportLink, ...]) -> tuple[TransportRow, ...]:
    return tuple(
        [
            TransportRow(
                localizer.term("transport", link.kind),
                localizer.required_text(link.name),
                localizer.amount(link.distance),
                localizer.amount(link.time),
            )
            for link in links
        ]
    )
