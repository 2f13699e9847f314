"""What pages ask about policies: what holds today, and for whom."""

from __future__ import annotations

from typing import Any

from sitegen.i18n.dates import first_day, last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import LEVELS, Applies, Chain, Policy, Region
from sitegen.model.queries.register import query

CURRENT = ("in-force", "open-ended")
"""In force by their dates; and those of which no end is stated, which are counted apart."""
OVER = ("expired", "repealed")
"""States of what no longer holds; the list of expired policies has both."""


@query("policy", "today")
def policy_state(catalogue: Catalogue, policy_id: str) -> str:
    """On the day of the build: in-force (its dates say so), open-ended (no end is stated), title-only
    (nothing but its title is known), upcoming, expired or repealed.
    """
    policy = catalogue.all(Policy)[policy_id]
    if policy.repealed and first_day(policy.repealed) <= catalogue.today:
        return "repealed"
    starts = policy.effective or policy.issued
    if policy.expires and last_day(policy.expires) < catalogue.today:
        return "expired"
    if starts and first_day(starts) > catalogue.today:
        return "upcoming"
    if policy.text == "title-only":
        return "title-only"
    return "in-force" if policy.expires or policy.indefinite else "open-ended"


@query("policy", "today", "region")
def policy_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Policies of a list, the expired last, then the newest first: all, level, chain, region, kind, state.

    The state "current" is what is in force, or has no stated end.
    """
    chosen = [
        policy.id
        for policy in catalogue.all(Policy).values()
        if _in_policy_list(catalogue, policy, name, value)
    ]
    return tuple(sorted(chosen, key=lambda policy_id: _policy_order(catalogue, policy_id)))


def _policy_order(catalogue: Catalogue, policy_id: str) -> tuple[bool, tuple[int, ...], str]:
    policy = catalogue.all(Policy)[policy_id]
    newest_first = tuple(-ord(char) for char in policy.issued.ljust(10, "0"))
    return policy_state(catalogue, policy_id) in OVER, newest_first, policy_id


def _in_policy_list(catalogue: Catalogue, policy: Policy, name: str, value: str) -> bool:
    applies = policy.applies or Applies()
    match name:
        case "all":
            return True
        case "level":
            return policy.level == value
        case "chain":
            return value in applies.chains
        case "region":
            return any(value in catalogue.ancestors.get(region, ()) for region in applies.regions)
        case "kind":
            return value in policy.kind
        case "state":
            state = policy_state(catalogue, policy.id)
            return state in {"current": CURRENT, "expired": OVER}.get(value, (value,))
    raise ValueError(f"no such list of policies: {name}")


@query("policy", "today", "region", "chain")
def policy_list_values(catalogue: Catalogue, name: str) -> tuple[tuple[str, int], ...]:
    values: tuple[str, ...] = {
        "level": LEVELS,
        "chain": tuple(catalogue.all(Chain)),
        "region": tuple(catalogue.all(Region)),
        "state": ("current", "in-force", "open-ended", "title-only", "upcoming", "expired"),
    }[name]
    counted = ((value, len(policy_list(catalogue, name, value))) for value in values)
    return tuple((value, number) for value, number in counted if number)


@query("policy", "today", "region")
def policies_of(catalogue: Catalogue, project_id: str) -> tuple[tuple[str, bool], ...]:
    """Policies of a project: those it names (True), then those in force that apply by what it is (False)."""
    card = catalogue.projects[project_id]
    named = tuple(dict.fromkeys(card.policies))
    fits = _policies_by_place(catalogue, card.chain, catalogue.places(card))
    implied = [
        policy_id
        for policy_id, applies in fits
        if policy_id not in named
        and (not applies.investors or not card.investors or set(applies.investors) & set(card.investors))
        and _over_threshold(applies, card.total)
    ]
    return (*[(policy_id, True) for policy_id in named], *[(policy_id, False) for policy_id in implied])


def _policies_by_place(
    catalogue: Catalogue, chain: str, places: tuple[str, ...]
) -> list[tuple[str, Applies]]:
    """Of `_offers`, those for a chain and a place."""

    def make() -> list[tuple[str, Applies]]:
        return [
            (policy_id, applies)
            for policy_id, applies in _offers(catalogue)
            if (not applies.chains or chain in applies.chains)
            and (not applies.regions or not set(places).isdisjoint(applies.regions))
        ]

    return catalogue.once("offers-by-place", (chain, *places), make)


def _offers(catalogue: Catalogue) -> list[tuple[str, Applies]]:
    """Policies in force that offer investors something by the chain or the place that they choose."""

    def make() -> list[tuple[str, Applies]]:
        return [
            (policy_id, applies)
            for policy_id in policy_list(catalogue, "state", "current")
            if (applies := catalogue.all(Policy)[policy_id].applies) is not None
            and _is_for_investors(catalogue.all(Policy)[policy_id])
            and (applies.chains or applies.regions)
        ]

    return catalogue.once("offers", (), make)


def _is_for_investors(policy: Policy) -> bool:
    """Whether it offers investors something; a plan or a notice to offices does not by itself."""
    return bool(policy.grants or {"incentive", "access", "service"} & set(policy.kind))


def _over_threshold(applies: Applies, total: Any) -> bool:
    """Whether an investment reaches a policy's threshold; unknown amounts and other currencies don't."""
    floor = applies.min_investment
    if floor is None or floor.value is None:
        return True
    return (
        total is not None
        and total.value is not None
        and total.unit == floor.unit
        and total.value >= floor.value
    )
