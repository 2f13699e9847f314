"""What lists are filtered by: the order of their entries, and the choices of each filter."""

from __future__ import annotations

from sitegen.i18n.dates import last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import (
    CONNECTIONS,
    COOPERATION,
    ENTERPRISE_ROLES,
    GOALS,
    INVESTORS,
    LEVELS,
    PLOT_KINDS,
    PLOT_STATUSES,
    POLICY_KINDS,
    STATUSES,
    Chain,
    Region,
)
from sitegen.model.queries.admission_queries import has_admission
from sitegen.model.queries.other_queries import chain_list, enterprise_list, region_order
from sitegen.model.queries.policy_queries import policy_list
from sitegen.model.queries.project_queries import list_values
from sitegen.model.queries.register import query
from sitegen.model.queries.trade_queries import trade_list
from sitegen.model.trades import TRADE_SIDES

FILTER_BLOCK = 1000
"""Entries in one file of values. One of projects changes only when one of them does."""

FIXED_CHOICES: dict[str, tuple[str, ...]] = {
    "status": STATUSES,
    "kind": ("project", "opportunity", "technology"),
    "seeking": ("yes",),
    "cooperation": COOPERATION,
    "investors": INVESTORS,
    "sdg": GOALS,
    "level": LEVELS,
    "policy-kind": POLICY_KINDS,
    "state": ("in-force", "open-ended", "title-only", "upcoming", "expired", "repealed"),
    "stage": ("build", "run"),
    "role": ENTERPRISE_ROLES,
    "connected": CONNECTIONS,
    "plot-status": PLOT_STATUSES,
    "plot-kind": PLOT_KINDS,
    "side": TRADE_SIDES,
    "matched": ("yes",),
}
"""Choices that every catalogue has."""


@query("region")
def plot_list(catalogue: Catalogue) -> tuple[str, ...]:
    """Every plot, workshop and office as "region/plot", by place, those to be had first in each."""
    regions = catalogue.all(Region)
    return tuple(
        [
            f"{key}/{plot.id}"
            for key in region_order(catalogue)
            for plot in sorted(regions[key].plots, key=lambda plot: PLOT_STATUSES.index(plot.status))
        ]
    )


def filter_entries(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """Entries of a list in the order in which values and rows are counted: projects from the oldest on, so
    that a new one leaves full blocks as they are; of other kinds in the order of their list."""
    match kind:
        case "project":
            return catalogue.index.get(("all", ""), ())
        case "policy":
            return policy_list(catalogue, "all", "")
        case "enterprise":
            return enterprise_list(catalogue, "all", "")
        case "plot":
            return plot_list(catalogue)
        case "trade":
            return trade_list(catalogue, "all", "")
    raise ValueError(f"no such list: {kind}")


def _entry_groups(catalogue: Catalogue, kind: str, *rest: str) -> tuple[str, ...]:
    return {
        "project": ("all=",),
        "policy": ("policy", "today", "region"),
        "plot": ("region",),
        "trade": ("enterprise", "chain", "today"),
    }.get(kind, (kind, "region"))


@query(watch=_entry_groups)
def filter_block(catalogue: Catalogue, kind: str, number: str) -> tuple[str, ...]:
    """Entries of one file of values, counted from 1."""
    start = (int(number) - 1) * FILTER_BLOCK
    return filter_entries(catalogue, kind)[start : start + FILTER_BLOCK]


@query(watch=_entry_groups)
def filter_blocks(catalogue: Catalogue, kind: str) -> int:
    """How many files the values of a kind take."""
    return -(-filter_total(catalogue, kind) // FILTER_BLOCK)


@query(watch=_entry_groups)
def filter_total(catalogue: Catalogue, kind: str) -> int:
    return len(filter_entries(catalogue, kind))


@query(watch=lambda catalogue, kind, start, size: _entry_groups(catalogue, kind))
def filter_rows_of(catalogue: Catalogue, kind: str, start: str, size: str) -> tuple[str, ...]:
    """Entries of one file of rows."""
    return filter_entries(catalogue, kind)[int(start) : int(start) + int(size)]


def _choice_groups(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    return {
        "chain": ("chain",),
        "admitted": ("chain", "region"),
        "segment": ("chain",),
        "place": ("region",),
        "policy": ("policy", "today", "region"),
        "year": ("memberships",),
        "delivery": ("region",),
    }.get(name, ())


@query(watch=_choice_groups)
def filter_choices(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """Every choice of a filter, in the order in which readers see them."""
    match name:
        case "chain":
            return chain_list(catalogue)
        case "admitted":
            return chain_list(catalogue) if has_admission(catalogue) else ()
        case "segment":
            chains = catalogue.all(Chain)
            return tuple(
                [f"{key}/{segment.id}" for key in chain_list(catalogue) for segment in chains[key].segments]
            )
        case "place":
            return region_order(catalogue)
        case "policy":
            return policy_list(catalogue, "all", "")
        case "year":
            return tuple([year for year, _ in list_values(catalogue, "year")[::-1]])
        case "delivery":
            regions = catalogue.all(Region).values()
            days = {plot.delivery for region in regions for plot in region.plots if plot.delivery}
            return tuple(sorted({quarter_of(day) for day in days}))
    return FIXED_CHOICES[name]


def quarter_of(day: str) -> str:
    """The quarter in which a date ends: 2026-q4; of a year alone, its last."""
    last = last_day(day)
    return f"{last.year}-q{(last.month + 2) // 3}"
