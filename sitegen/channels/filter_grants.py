"""The terms of grants that can be worked out: rate, base, cap, amount, years; what cannot is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sitegen.channels.filter_fields import steps_of
from sitegen.i18n.quantities import Qualifier, Quantity
from sitegen.model.entities import Grant, Policy
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.localizer import Localizer

UP_TO = (Qualifier.AT_MOST, Qualifier.RANGE, Qualifier.NEARLY)
"""A rate that is so meant is the most that is paid."""


def computable(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> list[dict[str, Any]]:
    """The grants of a policy, as far as they are sums of money or shares of a sum, in steps of 万元."""
    policy = catalogue.get(Policy, key)
    rates = catalogue.site.rates
    return [made for grant in policy.grants if (made := _grant(localizer, grant, rates))]


def _grant(localizer: Localizer, grant: Grant, rates: tuple[Rate, ...]) -> dict[str, Any] | None:
    made: dict[str, Any] = {
        "title": localizer.required_text(grant.title).text,
        "of": grant.of,
        "parts": [
            _part(localizer, tier.rate, tier.amount, rates) | _years(tier.years) for tier in grant.tiers
        ]
        or [_part(localizer, grant.rate, grant.amount, rates)],
        "cap": steps_of(grant.cap, "money", rates),
        "note": note.text if (note := localizer.text(grant.note)) else "",
    }
    if grant.per or (grant.amount and grant.amount.per):
        return None  # so much for each of something that the form does not ask
    if not any((part["rate"] and grant.of) or part["sum"] for part in made["parts"]):
        return None
    return made


def _part(
    localizer: Localizer, rate: Quantity | None, amount: Quantity | None, rates: tuple[Rate, ...]
) -> dict[str, Any]:
    share = _share(rate)
    return {
        "rate": share,
        "said": localizer.required_amount(rate).text if rate and share else "",
        "upTo": bool(rate and rate.qualifier in UP_TO),
        "sum": steps_of(amount, "money", rates) if amount and not amount.per else None,
    }


def _share(rate: Quantity | None) -> float | None:
    """A percentage as a share of one; of a range the upper end."""
    if rate is None or rate.limit is None or rate.unit != "%":
        return None
    return float(rate.limit / Decimal(100))


def _years(text: str) -> dict[str, Any]:
    """How many years a tier is for, and which they are."""
    first, _, last = text.partition("-")
    return {"years": int(last or first) - int(first) + 1, "when": text}
