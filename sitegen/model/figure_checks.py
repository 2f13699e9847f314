"""Figures that are right by themselves and make no sense: of nothing, above their total, out of proportion.

All of it is advice: what is unusual may be true, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.i18n.quantities import UNITS, Quantity, format_quantity
from sitegen.model.entities import Entity, Policy, Project, Region

Where = Callable[..., Place]

LARGEST_PROJECT = Decimal(5 * 10**11)
LARGEST_COUNTY = Decimal(10**12)
"""Yuan; no county's economy is larger."""
LARGEST = {
    "irr": Decimal(100), "roi": Decimal(200), "payback": Decimal(50 * 365), "jobs": Decimal(10**6),
    "total": LARGEST_PROJECT, "area": Decimal(10**9), "floor_area": Decimal(10**8),
}  # fmt: skip
"""In the dimension's base units: per cent, days, persons, yuan, square metres."""
RATES = {"USD": Decimal(7), "EUR": Decimal(8), "GBP": Decimal(9), "JPY": Decimal("0.05")}
"""Roughly, in yuan: for orders of magnitude only."""


def check_figures(entity: Entity, where: Where) -> Iterator[Diagnostic]:
    """Figures of one entity that make no sense."""
    if isinstance(entity, Project):
        yield from _project(entity, where)
    elif isinstance(entity, Region) and entity.kind in ("county", "park"):
        yield from _county(entity, where)
    elif isinstance(entity, Policy):
        for number, grant in enumerate(entity.grants):
            if grant.rate is not None and _size(grant.rate) > 100:
                yield _unlikely(grant.rate, where("grants", number, "rate"))


def _project(project: Project, where: Where) -> Iterator[Diagnostic]:
    investment, land, returns = project.investment, project.land, project.returns
    for key, part in (("investment", investment), ("land", land), ("returns", returns)):
        for name in part.__struct_fields__ if part is not None else ():
            value = getattr(part, name)
            if type(value) is Quantity:
                yield from _sense(name, value, where(key, name))
    if project.capacity is not None:
        yield from _sense("capacity", project.capacity, where("capacity"))
    if investment is not None and investment.total is not None:
        for name in ("sought", "paid_in"):
            part = getattr(investment, name)
            if part is not None and part.unit == investment.total.unit and _above(part, investment.total):
                yield problem("W_ABOVE_TOTAL", where("investment", name), **_both(part, investment.total))


def _sense(name: str, value: Quantity, place: Place) -> Iterator[Diagnostic]:
    if value.limit == 0:
        if name not in ("paid_in", "npv", "profit", "tax"):
            yield problem("W_NOTHING", place, value=format_quantity(value, "zh"))
    elif name in LARGEST and _size(value) > LARGEST[name]:
        yield _unlikely(value, place)


def _county(region: Region, where: Where) -> Iterator[Diagnostic]:
    for number, figure in enumerate(region.figures):
        if "money" in figure.amount.dimensions and _size(figure.amount) > LARGEST_COUNTY:
            yield _unlikely(figure.amount, where("figures", number, "amount"))


def _size(value: Quantity) -> Decimal:
    """Roughly, in the dimension's base unit."""
    figure = value.value
    if figure is None:
        return Decimal(0)
    return abs(figure) * (
        RATES.get(value.unit, Decimal(1)) if "money" in value.dimensions else UNITS[value.unit].size
    )


def _above(part: Quantity, total: Quantity) -> bool:
    """Whether a part is surely more than the whole: both may be about, nearly or at least so much."""
    low, high = part.value, total.limit
    return low is not None and high is not None and low > high * Decimal("1.05")


def _both(part: Quantity, total: Quantity) -> dict[str, str]:
    return {"value": format_quantity(part, "zh"), "total": format_quantity(total, "zh")}


def _unlikely(value: Quantity, place: Place) -> Diagnostic:
    return problem("W_UNLIKELY", place, value=format_quantity(value, "zh"))
