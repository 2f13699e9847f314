"""How large a project is: capacity, money, land and what it returns, in figures that fit together."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.demo.dice import Dice
from sitegen.demo.figures import Money, Stated, quantity, rounded, stated
from sitegen.demo.project_outline import Outline
from sitegen.demo.vocabulary import Product
from sitegen.model.kinds import Both


class Sizes(NamedTuple):
    """`total` is the plain amount behind what `stated` says. Payback in years, rates in per cent;
    `construction`: payback counts from the first day of building."""

    capacity: Both
    total: Money
    stated: Stated
    land: int
    floor: float
    """Land in mu, floor space in ten thousand square metres."""
    output: Money
    profit: Money
    tax: Money
    jobs: int
    payback: float
    construction: bool
    irr: float
    phases: int


def sizes_of(dice: Dice, it: Outline) -> Sizes:
    product = it.product
    size = dice.roll()
    figure = _figure(product, size * size)
    amount = (12_000 + 240_000 * size * size) * dice.within(0.8, 1.3) * product.factor
    total = Money(rounded(amount))
    if dice.chance(0.08):
        total = Money(rounded(amount / 7), "USD")
    yuan = total.amount * (7 if total.currency == "USD" else 1)
    makes = product.segment.makes
    output = Money(rounded(yuan * (dice.within(0.7, 1.6) if makes else dice.within(0.18, 0.42))))
    profit = output.times(dice.within(0.06, 0.12) if makes else dice.within(0.2, 0.32))
    payback = min(12.0, max(3.5, round(yuan / (profit.amount + yuan * 0.05) * 2) / 2))
    floor = (
        figure if product.unit == "万平方米" else round(max(0.4, yuan / 10_000 * dice.within(0.7, 1.5)), 1)
    )
    land = rounded(max(12, floor * dice.within(13, 19) if makes else floor * dice.within(8, 14)))
    return Sizes(
        capacity=quantity(figure, product.unit),
        total=total,
        stated=stated(dice, total),
        land=land,
        floor=floor,
        output=output,
        profit=profit,
        tax=output.times(dice.within(0.025, 0.06)),
        jobs=rounded(max(18, yuan / 10_000 * dice.within(22, 60))),
        payback=payback,
        construction=dice.chance(0.5),
        irr=round(100 / payback * 0.85 + dice.within(0.5, 4.5), 1),
        phases=1 if yuan < 40_000 else dice.between(2, 3) if yuan > 120_000 else dice.between(1, 2),
    )


def _figure(product: Product, share: float) -> float:
    """Between the two, as round as plans are: halves while small, but of ships whole ones."""
    figure = product.low + (product.high - product.low) * share
    if figure < 10:
        parts = 1 if product.unit in ("艘/年", "座/年") else 2
        return max(product.low, round(figure * parts) / parts)
    return rounded(figure)
