"""Whether a fund and a project's need of capital fit."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.i18n.quantities import Quantity
from sitegen.model.entities import Fund


def stages_of(nature: str, cooperation: Sequence[str]) -> tuple[str, ...]:
    """What a project is to a fund (`FUND_STAGES`), by what is built and how investors may take part."""
    taken_over = ("acquisition",) if "acquisition" in cooperation else ()
    return ((nature,) if nature else ()) + taken_over


def is_there(fund: Fund, places: Sequence[str]) -> bool:
    """Whether a fund invests at one of these places."""
    return not fund.regions or not set(places).isdisjoint(fund.regions)


def is_enough(fund: Fund, sought: Quantity | None) -> bool:
    """Whether what a project seeks is not less than the least that a fund invests; where either is unknown,
    or in another currency, or is only an upper limit, it may be."""
    least = fund.ticket
    if sought is None or least is None or sought.value is None or least.low is None or least.value is None:
        return True
    if sought.unit != least.unit:
        return True
    most = sought.high.scaleb(sought.scale) if sought.high is not None else sought.value
    return most >= least.value
