"""Figures that are right by themselves and make no sense: of nothing, above their total, out of proportion.

All of it is advice: what is unusual may be true, and nothing is changed. Only a result in another unit than
its goal's is an error, for the two cannot be shown beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.i18n.quantities import UNITS, Quantity, format_quantity
from sitegen.model.checks.subjects import EntityCheck, Where
from sitegen.model.entities import Figure, Policy, Project, Region

LARGEST_COUNTY = 1e12
"""Yuan; no county's economy is larger."""
LARGEST = {
    "irr": 100.0, "roi": 200.0, "payback": 50 * 365.0, "jobs": 1e6, "total": 5e11, "area": 1e9,
    "floor_area": 1e8,
}  # fmt: skip
"""In the dimension's base units: per cent, days, persons, yuan, square metres."""
MAY_BE_NOTHING = frozenset(("paid_in", "npv", "profit", "tax"))
RATES = {"USD": 7.0, "EUR": 8.0, "GBP": 9.0, "JPY": 0.05}
"""Roughly, in yuan: for orders of magnitude only."""
_SIZES = {code: RATES.get(code, float(unit.size)) for code, unit in UNITS.items()}


def unlikely_figures(check: EntityCheck) -> Iterator[Diagnostic]:
    """Figures of one entity that make no sense."""
    entity, where = check.entity, check.where
    if isinstance(entity, Project):
        yield from _project(entity, where)
    elif isinstance(entity, Region) and entity.kind in ("county", "park"):
        for number, figure in enumerate(entity.figures):
            if "money" in figure.amount.dimensions and _size(figure.amount) > LARGEST_COUNTY:
                yield _told("W_UNLIKELY", figure.amount, where("figures", number, "amount"))
    elif isinstance(entity, Policy):
        for number, grant in enumerate(entity.grants):
            if grant.rate is not None and _size(grant.rate) > 100:
                yield _told("W_UNLIKELY", grant.rate, where("grants", number, "rate"))


def results_of_goals(check: EntityCheck) -> Iterator[Diagnostic]:
    """Results of something that is no goal, or in another unit than the goal's."""
    yield from unfit_results(check.entity.figures, check.where)


def unfit_results(figures: Iterable[Figure], where: Where) -> Iterator[Diagnostic]:
    for number, figure in enumerate(figures):
        if figure.reached and not figure.goal:
            yield problem("W_RESULT_WITHOUT_GOAL", where("figures", number, "reached"))
        for place, result in enumerate(figure.reached):
            if not is_comparable(result.amount, figure.amount):
                words = {
                    "value": format_quantity(result.amount, "zh"),
                    "goal": format_quantity(figure.amount, "zh"),
                }
                yield problem("E_RESULT_UNIT", where("figures", number, "reached", place, "amount"), **words)


def is_comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can be drawn to one scale: figures in one unit, as 亿元 and 万元 are."""
    return None not in (one.value, other.value) and (one.unit, one.per) == (other.unit, other.per)


def _project(project: Project, where: Where) -> Iterator[Diagnostic]:
    groups = (("investment", project.investment), ("land", project.land), ("returns", project.returns))
    for key, part in groups:
        for name in part.__struct_fields__ if part is not None else ():
            value = getattr(part, name)
            if type(value) is Quantity and (code := _fault(name, value)):
                yield _told(code, value, where(key, name))
    if project.capacity is not None and (code := _fault("capacity", project.capacity)):
        yield _told(code, project.capacity, where("capacity"))
    total = project.investment.total if project.investment is not None else None
    for name in ("sought", "paid_in") if total is not None else ():
        part = getattr(project.investment, name)
        if part is not None and total is not None and part.unit == total.unit and _is_above(part, total):
            place, shown = where("investment", name), format_quantity(total, "zh")
            yield problem("W_ABOVE_TOTAL", place, value=format_quantity(part, "zh"), total=shown)


def _fault(name: str, value: Quantity) -> str:
    if not value.low and not value.high:
        undecided = value.low is None and value.high is None
        return "" if undecided or name in MAY_BE_NOTHING else "W_NOTHING"
    limit = LARGEST.get(name)
    return "W_UNLIKELY" if limit is not None and _size(value) > limit else ""


def _size(value: Quantity) -> float:
    """Roughly, in the dimension's base unit: the lower end of a range."""
    figure = value.high if value.low is None else value.low
    return abs(float(figure or 0)) * 10.0**value.scale * _SIZES[value.unit]


def _is_above(part: Quantity, total: Quantity) -> bool:
    """Whether a part is surely more than the whole: both may be about, nearly or at least so much."""
    limit = total.limit
    return limit is not None and _size(part) > float(limit) * _SIZES[total.unit] * 1.05


def _told(code: str, value: Quantity, place: Place) -> Diagnostic:
    return problem(code, place, value=format_quantity(value, "zh"))
