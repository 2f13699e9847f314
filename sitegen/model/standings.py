"""How far projects have come: counts and amounts by status, for any list of projects.

Totals are sums of what is stated, exact decimals in each currency. A total that holds an approximate figure
is approximate, and projects without a figure are left out of the sum but counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

import msgspec

from sitegen.i18n.amounts import plain
from sitegen.i18n.quantities import Qualifier, Quantity
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import STATUSES
from sitegen.model.queries import query


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """The projects of a list that have one status."""

    status: str
    projects: tuple[str, ...]
    """Newest first; opportunities too."""
    opportunities: int
    """How many of them are opportunities."""
    totals: tuple[Quantity, ...]
    """What their investments come to, in each currency."""


@query("figures", "region", "collection")
def standings(catalogue: Catalogue, name: str, value: str) -> tuple[Standing, ...]:
    """Projects of a list by status, in the order of the ladder; statuses without any are left out."""
    by_status: dict[str, list[str]] = {}
    for project_id in catalogue.index.get((name, value), ())[::-1]:
        by_status.setdefault(catalogue.projects[project_id].status, []).append(project_id)
    return tuple(
        Standing(
            status,
            tuple(by_status[status]),
            sum([catalogue.projects[key].kind == "opportunity" for key in by_status[status]]),
            _totals(catalogue, by_status[status]),
        )
        for status in STATUSES
        if status in by_status
    )


@query("figures", "region", "collection")
def list_totals(catalogue: Catalogue, name: str, value: str) -> tuple[Quantity, ...]:
    """What the investments of a list's projects come to, in each currency."""
    return _totals(catalogue, catalogue.index.get((name, value), ()))


@query("figures", "region", "collection")
def newest(catalogue: Catalogue, name: str, value: str) -> str:
    """The newest date that a list's projects carry."""
    cards = [catalogue.projects[project_id] for project_id in catalogue.index.get((name, value), ())]
    return max([card.as_of or card.published for card in cards], default="")


def _totals(catalogue: Catalogue, project_ids: Iterable[str]) -> tuple[Quantity, ...]:
    amounts = [catalogue.projects[project_id].total for project_id in project_ids]
    return totals([amount for amount in amounts if amount is not None])


def totals(amounts: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Sums by unit, of the unit that is stated most often first."""
    by_unit: dict[str, list[Quantity]] = {}
    for amount in amounts:
        if amount.value is not None and not amount.per:
            by_unit.setdefault(amount.unit, []).append(amount)
    ordered = sorted(by_unit.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_sum(unit, found) for unit, found in ordered)


_OPEN_ENDED = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.OVER, Qualifier.RANGE)
_FINEST = Decimal("0.0001")
"""The last digit of a sum, in 亿, 万 or units. Amounts that say more make an approximate sum, and one that is
a least is rounded down."""


def _sum(unit: str, amounts: list[Quantity]) -> Quantity:
    value = sum([amount.value for amount in amounts if amount.value is not None], Decimal(0))
    qualifiers = {amount.qualifier for amount in amounts}
    if qualifiers == {Qualifier.EXACT}:
        qualifier = Qualifier.EXACT
    elif qualifiers <= set(_OPEN_ENDED):
        qualifier = Qualifier.AT_LEAST
    else:
        qualifier = Qualifier.ABOUT
    scale = 8 if value >= 10**8 else 4 if value >= 10**4 else 0
    exact = value.scaleb(-scale)
    rounding = ROUND_FLOOR if qualifier is Qualifier.AT_LEAST else ROUND_HALF_EVEN
    shown = exact.quantize(_FINEST, rounding, Context(prec=60))
    if shown != exact and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.ABOUT
    return Quantity(qualifier, plain(shown), None, scale, unit)
