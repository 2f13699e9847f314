"""What each list can be filtered by: one declared table, and how an entry's values are read.

A filter is one row here; the files of values and words, and the form in the browser, follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.text import N_
from sitegen.i18n.units import UNITS
from sitegen.model import queries
from sitegen.model.entities import TRANSPORT, Applies, Enterprise, Policy, Region
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.trade_rows import found_trade

Form = Literal["choice", "range", "floor"]
"""choice: one or more of a list; range: from a figure to a figure; floor: the reader's own figure, which has
to reach the entry's."""
Match = Literal["is", "below", "covers"]
"""is: the entry has the choice; below: or a choice below it (a county in a city); covers: or one above it,
and an entry that names none is for all."""


class FilterField(msgspec.Struct, frozen=True):
    """One filter. Its choices are `queries.filter_choices` of `choices`, in words of the group `term`."""

    name: str
    title: str
    form: Form = "choice"
    match: Match = "is"
    choices: str = ""
    term: str = ""
    unit: str = ""
    """Of a figure: a key of UNIT_SIZES."""


UNIT_SIZES = {
    "money": Decimal(10_000),
    "mu": Decimal(2000) / 3 / 10,
    "percent": Decimal("0.01"),
    "years": Decimal("3.65"),
    "kWh": Decimal("0.001"),
    "tce": Decimal(8141) / 365,
    "people": Decimal(1),
    "km": Decimal(100),
    "land": Decimal("1.5"),
    "rent": Decimal("1.2") / 365,
}
"""How many base units (元, m², %, days …) one step of a figure is: 万元, tenths of a mu, hundredths of a per
cent and of a year; 0.001元/kWh, a tonne of standard coal a year, a person, 100 m;
0.1万元/亩, 0.1元/m²·月."""

FILTERS: dict[str, tuple[FilterField, ...]] = {
    "project": (
        FilterField("seeking", N_("Availability"), choices="seeking", term="seeking"),
        FilterField("chain", N_("Industry chain"), choices="chain"),
        FilterField("segment", N_("Segment"), choices="segment"),
        FilterField("place", N_("Region or park"), match="below", choices="place"),
        FilterField("amount", N_("Investment"), form="range", unit="money"),
        FilterField("status", N_("Status"), choices="status", term="status"),
        FilterField("kind", N_("Kind"), choices="kind", term="kind"),
        FilterField("cooperation", N_("Cooperation"), choices="cooperation", term="cooperation"),
        FilterField("investors", N_("Open to"), choices="investors", term="investor"),
        FilterField("sdg", N_("Sustainable Development Goals"), choices="sdg", term="sdg"),
        FilterField("land", N_("Land"), form="range", unit="mu"),
        FilterField("irr", N_("Internal rate of return"), form="range", unit="percent"),
        FilterField("payback", N_("Payback period"), form="range", unit="years"),
        FilterField("policy", N_("Policy"), choices="policy"),
        FilterField("year", N_("Year"), choices="year"),
    ),
    "policy": (
        FilterField("chain", N_("Your industry"), match="covers", choices="chain"),
        FilterField("place", N_("Your location"), match="covers", choices="place"),
        FilterField("investors", N_("Your capital"), match="covers", choices="investors", term="investor"),
        FilterField("amount", N_("Your investment"), form="floor", unit="money"),
        FilterField("stage", N_("Your stage"), match="covers", choices="stage", term="stage"),
        FilterField("policy-kind", N_("Kind"), choices="policy-kind", term="policy"),
        FilterField("level", N_("Level"), choices="level", term="level"),
        FilterField("state", N_("Validity"), choices="state", term="state"),
    ),
    "enterprise": (
        FilterField("chain", N_("Industry chain"), choices="chain"),
        FilterField("segment", N_("Segment"), choices="segment"),
        FilterField("role", N_("Role"), choices="role", term="role"),
        FilterField("place", N_("Place"), match="below", choices="place"),
    ),
    "plot": (
        FilterField("admitted", N_("Your industry"), choices="admitted"),
        FilterField("status", N_("Status"), choices="plot-status", term="plot"),
        FilterField("kind", N_("Kind"), choices="plot-kind", term="plot-kind"),
        FilterField("place", N_("Region or park"), match="below", choices="place"),
        FilterField("area", N_("Area"), form="range", unit="mu"),
        FilterField("price", N_("Land price"), form="range", unit="land"),
        FilterField("rent", N_("Rent"), form="range", unit="rent"),
        FilterField("delivery", N_("Available from"), choices="delivery"),
        FilterField("connected", N_("Connected"), choices="connected", term="connected"),
        FilterField("leading", N_("Leading industries"), choices="chain"),
        FilterField("electricity", N_("Electricity"), form="range", unit="kWh"),
        FilterField("energy", N_("Energy quota"), form="range", unit="tce"),
        FilterField("labour", N_("Labour force"), form="range", unit="people"),
        *[
            FilterField(kind, label, form="range", unit="km")
            for kind, label in (
                ("airport", N_("Airport")),
                ("rail", N_("Railway")),
                ("port", N_("Port")),
                ("motorway", N_("Motorway")),
            )
        ],
    ),
    "trade": (
        FilterField("side", N_("Offer or need"), choices="side", term="trade"),
        FilterField("chain", N_("Industry chain"), choices="chain"),
        FilterField("segment", N_("Segment"), choices="segment"),
        FilterField("place", N_("Region or park"), match="below", choices="place"),
        FilterField("matched", N_("Match"), choices="matched", term="matched"),
    ),
}
"""By the kind of the list, in the order in which the form has them."""

STAGE_OF_BASIS = {
    "investment": "build",
    "equipment": "build",
    "fdi": "build",
    "output": "run",
    "tax": "run",
    "rent": "run",
    "interest": "run",
    "wages": "run",
}
"""The stage at which a grant is paid, by what it is a share of; a policy without such grants is for both."""

Values = Mapping[str, "tuple[str, ...] | int | None"]
"""Of one entry by the filter's name: ids of choices, or a figure in steps of its unit."""


def project_values(catalogue: TrackedCatalogue, key: str) -> Values:
    card = catalogue.project(key)
    place = card.park or card.region
    return {
        "seeking": ("yes",) if catalogue.is_seeking(key) else (),
        "chain": (card.chain,) if card.chain else (),
        "segment": tuple([f"{card.chain}/{segment}" for segment in card.segments]),
        "place": (place,) if place else (),
        "amount": steps_of(card.total or card.sought, "money", catalogue.site.rates),
        "status": (card.status,),
        "kind": (card.kind, "technology") if card.technology else (card.kind,),
        "cooperation": card.cooperation,
        "investors": card.investors,
        "sdg": card.sdg,
        "land": steps_of(card.area, "mu"),
        "irr": steps_of(card.irr, "percent"),
        "payback": steps_of(card.payback, "years"),
        "policy": card.policies,
        "year": (card.year,) if card.year else (),
    }


def policy_values(catalogue: TrackedCatalogue, key: str) -> Values:
    policy = catalogue.get(Policy, key)
    applies = policy.applies or Applies()
    return {
        "chain": applies.chains,
        "place": applies.regions,
        "investors": applies.investors,
        "amount": steps_of(applies.min_investment, "money", catalogue.site.rates),
        "stage": tuple(dict.fromkeys([STAGE_OF_BASIS[grant.of] for grant in policy.grants if grant.of])),
        "policy-kind": policy.kind,
        "level": (policy.level,),
        "state": (catalogue.ask(queries.policy_state, key),),
    }


def enterprise_values(catalogue: TrackedCatalogue, key: str) -> Values:
    enterprise = catalogue.get(Enterprise, key)
    return {
        "chain": tuple(dict.fromkeys([role.chain for role in enterprise.chains])),
        "segment": tuple(
            [f"{role.chain}/{segment}" for role in enterprise.chains for segment in role.segments]
        ),
        "role": (enterprise.role,),
        "place": (enterprise.region,) if enterprise.region else (),
    }


def plot_values(catalogue: TrackedCatalogue, key: str) -> Values:
    region_id, _, plot_id = key.partition("/")
    region = catalogue.get(Region, region_id)
    plot = next(plot for plot in region.plots if plot.id == plot_id)
    prices = {cost.item: cost.price for cost in reversed(region.costs)}
    links = {link.kind: link.distance for link in reversed(region.transport) if link.distance}
    return {
        "admitted": catalogue.ask(queries.admitted_chains, region_id),
        "status": (plot.status,),
        "kind": (plot.kind,),
        "place": (region_id,),
        "area": steps_of(plot.area, "mu"),
        "price": steps_of(plot.price, "land", catalogue.site.rates),
        "rent": steps_of(plot.price, "rent", catalogue.site.rates),
        "delivery": (queries.quarter_of(plot.delivery),) if plot.delivery else (),
        "connected": plot.connected or region.connected,
        "leading": region.leading,
        "electricity": steps_of(prices.get("electricity"), "kWh"),
        "energy": steps_of(region.quota.energy if region.quota else None, "tce"),
        "labour": steps_of(region.labour, "people"),
        **{kind: steps_of(links.get(kind), "km") for kind in TRANSPORT},
    }


def trade_values(catalogue: TrackedCatalogue, key: str) -> Values:
    found = found_trade(catalogue, key)
    return {
        "side": (found.side,),
        "chain": found.chains,
        "segment": (found.segment,) if found.segment else (),
        "place": (found.region,) if found.region else (),
        "matched": ("yes",) if catalogue.ask(queries.trade_matches, key) else (),
    }


VALUES_OF: dict[str, Callable[[TrackedCatalogue, str], Values]] = {
    "project": project_values,
    "policy": policy_values,
    "enterprise": enterprise_values,
    "plot": plot_values,
    "trade": trade_values,
}


PER = {"land": ("mu", "ha", "m2"), "rent": ("mu·", "ha·", "m2·")}
"""What a price is for, to be a price of land or a rent."""


def steps_of(quantity: Quantity | None, unit: str, rates: Iterable[Rate] = ()) -> int | None:
    """A figure in steps of its unit; None where there is none, and for a currency of which no rate tells the
    worth in CNY."""
    if quantity is None or quantity.value is None:
        return None
    size = quantity.sort_key[1]
    measure = UNITS[quantity.unit]
    if (unit == "kWh" and quantity.per != "kWh") or (unit == "tce" and measure.dimension != "energy"):
        return None  # a price by the year, a volume of gas: not to be compared
    if unit in PER and not quantity.per.startswith(PER[unit]):
        return None
    if unit == "land" and "·" in quantity.per:
        return None  # a rent
    if unit == "tce" and not quantity.per:
        size /= 365  # what is left of a quota is meant by the year
    if measure.dimension == "money" and measure.code != "CNY":
        worth = next((Decimal(rate.cny) for rate in rates if rate.currency == measure.code), None)
        if worth is None:
            return None
        size *= worth
    return round(size / UNIT_SIZES[unit])
