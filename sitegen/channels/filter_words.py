"""What the form of filters says, in one language: titles, choices, bands of figures and units.

Choices come in the order of `queries.filter_choices`, by which the columns of `filter_values` number them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from sitegen.channels.filter_fields import FILTERS, UNIT_SIZES, FilterField
from sitegen.channels.filter_grants import computable
from sitegen.i18n.quantities import UNITS, Qualifier, Quantity, convert_money
from sitegen.i18n.text import N_
from sitegen.model import queries
from sitegen.model.entities import Chain, Policy, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import ROW_FILE, Route, in_page
from sitegen.views.context import Context
from sitegen.views.filter_source import ORDERS
from sitegen.views.localizer import Localizer

BANDS: dict[str, tuple[int, ...]] = {
    "money": (10_000, 50_000, 100_000, 500_000),
    "mu": (500, 2000, 5000),
    "percent": (1000, 1500, 2000),
    "years": (500, 800, 1000),
    "kWh": (500, 550, 600),
    "tce": (50_000, 100_000, 200_000),
    "people": (50_000, 100_000, 200_000),
    "km": (100, 300, 600),
    "land": (100, 200, 300),
    "rent": (100, 200, 300),
}
"""Where bands of figures part, in steps of their unit."""

SAID = {
    "clear": N_("Clear all"),
    "from": N_("from"),
    "to": N_("to"),
    "at": N_("Planned investment"),
    "words": N_("Words in the title"),
    "nothing": N_("Nothing fits all of these choices."),
    "without": N_("Without “%s”"),
    "failed": N_("The filters could not be loaded. The links to shorter lists still work."),
    "more": N_("Show more"),
    "loading": N_("Loading …"),
    "remove": N_("Remove"),
    "unit": N_("Unit"),
    "own": N_("Own limits"),
    "seeking": N_("Open to investors now"),
    "rest": N_("Place not known"),
    "map": N_("Results by place; touch one to narrow the list to it."),
}
"""Words of the form, by their names in the script."""


BASES = {
    "investment": N_("Fixed investment"),
    "equipment": N_("Equipment"),
    "fdi": N_("Foreign capital paid in"),
    "output": N_("Annual output"),
    "tax": N_("Annual tax paid"),
    "rent": N_("Annual rent"),
    "interest": N_("Annual interest"),
    "wages": N_("Annual wages"),
}
"""What a grant may be a share of, as the form asks for it."""

ESTIMATE = {
    "title": N_("What could I receive? An estimate"),
    "lead": N_("Enter what you plan. Only the policies shown below are estimated."),
    "promise": N_(
        "For guidance only, not a commitment: estimated from the terms in this catalogue. Conditions apply,"
        " the same item is usually supported once only, and the office in charge decides."
    ),
    "most": N_("at most"),
    "years": N_("years"),
    "year": N_("Years %s"),
    "none": N_("None of the policies below can be estimated from these figures."),
    "capped": N_("limited to"),
}


def filter_words(context: Context, route: Route) -> str:
    """JSON: everything that the script needs to know about a list besides its values."""
    catalogue, localizer = context.catalogue, context.localizer
    (kind,) = route.args
    total = catalogue.ask(queries.filter_total, kind)
    words: dict[str, Any] = {
        "kind": kind,
        "total": total,
        "blocks": catalogue.ask(queries.filter_blocks, kind),
        "rows": 0 if in_page(kind) else ROW_FILE,
        "ids": _ids(catalogue, kind) if in_page(kind) else [],
        "filters": [_field(catalogue, localizer, field) for field in FILTERS[kind]],
        "orders": [name for name, _ in ORDERS.get(kind, ())],
        "spots": _spots(catalogue),
        "say": _said(localizer),
    }
    if kind == "policy":
        words["grants"] = {
            key: grants
            for key in words["ids"]
            if catalogue.ask(queries.policy_state, key) in queries.CURRENT
            and (grants := computable(catalogue, localizer, key))
        }
        words["bases"] = [[name, localizer.gettext(label)] for name, label in BASES.items()]
        words["money"] = list(_money_forms(localizer))
        words["estimate"] = {name: localizer.gettext(message) for name, message in ESTIMATE.items()}
    return msgspec.json.encode(words).decode()


def _money_forms(localizer: Localizer) -> Iterator[tuple[int, str]]:
    """How sums are written: from so many steps on, the words around the figure (`%s`) of so many steps."""
    powers = ((8, 10_000), (4, 1)) if localizer.locale.is_cjk else ((9, 100_000), (6, 100))
    for power, steps in powers:
        amount = localizer.required_amount(Quantity(Qualifier.EXACT, Decimal(7), None, power, "CNY"))
        yield steps, f"{amount.before}%s{amount.unit}{amount.after}"


def _ids(catalogue: TrackedCatalogue, kind: str) -> list[str]:
    total = str(catalogue.ask(queries.filter_total, kind))
    return list(catalogue.ask(queries.filter_rows_of, kind, "0", total))


def _said(localizer: Localizer) -> dict[str, Any]:
    said: dict[str, Any] = {name: localizer.gettext(message) for name, message in SAID.items()}
    said["comma"] = localizer.comma
    said["results"] = [localizer.ngettext("%(num)d result", "%(num)d results", number) for number in (1, 2)]
    said["show"] = [
        localizer.ngettext("Show %(num)d result", "Show %(num)d results", number) for number in (1, 2)
    ]
    return said


def _field(catalogue: TrackedCatalogue, localizer: Localizer, field: FilterField) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": field.name,
        "title": localizer.gettext(field.title),
        "form": field.form,
        "match": field.match,
    }
    if field.form == "choice":
        made["choices"] = list(_choices(catalogue, localizer, field))
    else:
        made["units"] = list(_units(catalogue, localizer, field.unit))
        made["bands"] = list(_bands(catalogue, localizer, field.unit)) if field.form == "range" else []
    return made


def _choices(
    catalogue: TrackedCatalogue, localizer: Localizer, field: FilterField
) -> Iterator[tuple[str, str, int]]:
    """Id, label, the number of the choice that it belongs to (a segment's chain, a county's city) or -1."""
    keys = catalogue.ask(queries.filter_choices, field.choices)
    numbers = {key: number for number, key in enumerate(keys)}
    match field.choices:
        case "chain" | "admitted":
            for key in keys:
                yield key, localizer.required_text(catalogue.get(Chain, key).title).text, -1
        case "segment":
            yield from _segments(catalogue, localizer)
        case "place":
            for key in keys:
                region = catalogue.get(Region, key)
                yield key, localizer.required_text(region.title).text, numbers.get(region.parent, -1)
        case "policy":
            for key in keys:
                yield key, localizer.required_text(catalogue.get(Policy, key).title).text, -1
        case "year":
            for key in keys:
                yield key, key, -1
        case "delivery":
            for key in keys:
                year, _, quarter = key.partition("-q")
                yield key, localizer.gettext("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": year}, -1
        case "seeking":
            yield "yes", _said(localizer)["seeking"], -1
        case _:
            for key in keys:
                yield key, localizer.term(field.term, key).label, -1


def _segments(catalogue: TrackedCatalogue, localizer: Localizer) -> Iterator[tuple[str, str, int]]:
    for number, key in enumerate(catalogue.ask(queries.filter_choices, "chain")):
        for segment in catalogue.get(Chain, key).segments:
            yield f"{key}/{segment.id}", localizer.required_text(segment.title).text, number


def _spots(catalogue: TrackedCatalogue) -> list[tuple[float, float] | None]:
    """Where the places are, to the right and down, for a map of what was found; None where it is not known.

    All from coordinates where any place has some, else from the schematic map.
    """
    regions = [catalogue.get(Region, key) for key in catalogue.ask(queries.filter_choices, "place")]
    if any(region.position for region in regions):
        return [
            (round(region.position.lon, 4), round(-region.position.lat, 4)) if region.position else None
            for region in regions
        ]
    return [(region.tile[0], region.tile[1]) if len(region.tile) == 2 else None for region in regions]


# Figures


def _units(catalogue: TrackedCatalogue, localizer: Localizer, unit: str) -> Iterator[tuple[str, float]]:
    """Units in which a reader may write a limit, and how many steps one of it is."""
    match unit:
        case "money":
            power = 8 if localizer.locale.is_cjk else 6
            whole = Decimal(10) ** power / UNIT_SIZES["money"]
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(1), None, power, "CNY")), float(whole)
            for rate in catalogue.site.rates:
                one = Quantity(Qualifier.EXACT, Decimal(1), None, power, rate.currency)
                yield _name_of(localizer, one), float(whole * Decimal(rate.cny))
        case "mu":
            for code, size in (("mu", 10), ("ha", 150)):
                yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, code)), size
        case "percent":
            yield "%", 100
        case "years":
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, "a")), 100
        case "kWh":
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(1), None, 0, "CNY", "kWh")), 1000
        case "tce":
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, "tce", "a")), 1
        case "land":
            power = 4 if localizer.locale.is_cjk else 0
            one = Quantity(Qualifier.EXACT, Decimal(2), None, power, "CNY", "mu")
            yield _name_of(localizer, one), 10**power / 1000
        case "rent":
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, "CNY", "m2·month")), 10
        case "people":
            yield _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, "person")), 1
        case "km":
            yield (
                "km"
                if not localizer.locale.is_cjk
                else _name_of(localizer, Quantity(Qualifier.EXACT, Decimal(2), None, 0, "km")),
                10,
            )


def _name_of(localizer: Localizer, quantity: Quantity) -> str:
    amount = localizer.required_amount(quantity)
    name = f"{amount.before.strip()} {amount.unit.strip()}".strip().replace(" /", "/")
    return name.partition("(")[0].strip()


def _bands(
    catalogue: TrackedCatalogue, localizer: Localizer, unit: str
) -> Iterator[tuple[int | None, int | None, str]]:
    """Least and most steps of a band, both within it, and its words; in other languages than Chinese amounts
    have their equivalent beside them."""
    limits = BANDS[unit]
    for low, high in zip((None, *limits), (*limits, None), strict=True):
        quantity = _band(unit, low, high)
        words = localizer.required_amount(quantity).text
        if unit == "money" and not localizer.locale.is_cjk and catalogue.site.rates:
            rate = catalogue.site.rates[0]
            beside = convert_money(quantity, Decimal(rate.cny), rate.currency, digits=2)
            words += f" ({localizer.required_amount(beside).text})"
        yield low, None if high is None else high - 1, words


_CODES = {
    "money": ("CNY", "", 8),
    "mu": ("mu", "", 0),
    "percent": ("%", "", 0),
    "years": ("a", "", 0),
    "kWh": ("CNY", "kWh", 0),
    "tce": ("tce", "a", 4),
    "people": ("person", "", 4),
    "km": ("km", "", 0),
    "land": ("CNY", "mu", 4),
    "rent": ("CNY", "m2·month", 0),
}
"""Unit, per and power of ten in which the bands of a figure are written."""


def _band(unit: str, low: int | None, high: int | None) -> Quantity:
    code, per, scale = _CODES[unit]
    size = UNIT_SIZES[unit] / UNITS[code].size / 10**scale
    for part in filter(None, per.split("·")):
        size *= UNITS[part].size

    def written(steps: int | None) -> Decimal | None:
        return None if steps is None else Decimal(round(steps * size, 2)).normalize() + 0

    if low is None:
        return Quantity(Qualifier.AT_MOST, None, written(high), scale, code, per)
    if high is None:
        return Quantity(Qualifier.AT_LEAST, written(low), None, scale, code, per)
    return Quantity(Qualifier.RANGE, written(low), written(high), scale, code, per)
