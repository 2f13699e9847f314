"""Which projects are like a project, and in what.

Compared are a few from each list that it shares with others: those next to it. So the cost of a page does not
grow with the catalogue, and a project that comes or goes changes the pages of few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf
from typing import NamedTuple

from sitegen.i18n.quantities import Quantity
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, Index
from sitegen.model.queries.register import group, query

SHOWN = 4
"""How many a page shows at most."""

NEAR = 3
"""How many are compared on either side of a project in each list, twice: of all, and of those sought."""

ALIKE = 2
"""Amounts are similar where the one is at most so many times the other."""


ENDED = 3
"""The standing of a project that has come to nothing."""


class Similar(NamedTuple):
    """A project that is like another."""

    id: str
    reasons: tuple[str, ...]
    """segment or chain, park or place (its county or city), amount: at least one of them."""


class Candidates(NamedTuple):
    """What a project is compared with, and the lists that were looked through for it."""

    ids: tuple[str, ...]
    lists: tuple[Index, ...]


def _similar_groups(catalogue: Catalogue, project_id: str) -> tuple[str, ...]:
    card = catalogue.projects.get(project_id)
    if card is None:
        return ()
    found = _candidates(catalogue, card)
    lists = [group(f"{name}{part}", value) for name, value in found.lists for part in ("", ":seeking")]
    return (*lists, *[group("compared", key) for key in found.ids])


@query(watch=_similar_groups)
def similar(catalogue: Catalogue, project_id: str) -> tuple[Similar, ...]:
    """The few projects that are most like it: what seeks an investor first; then by segment, chain, place and
    amount; what has sunk last, and never what has ended."""
    mine = _traits(catalogue, project_id)
    ranked = []
    for order, key in enumerate(_candidates(catalogue, catalogue.projects[project_id]).ids):
        other = _traits(catalogue, key)
        if other.standing == ENDED:
            continue
        reasons, apart = _reasons(mine, other)
        ranked.append((other.standing, _unlike(reasons), apart, order, Similar(key, reasons)))
    return tuple([one[-1] for one in sorted(ranked)[:SHOWN]])


def _candidates(catalogue: Catalogue, card: ProjectCard) -> Candidates:
    return catalogue.once("similar candidates", (card.id,), lambda: _looked_for(catalogue, card))


def _looked_for(catalogue: Catalogue, card: ProjectCard) -> Candidates:
    """From the lists of its segments and of its chain at its place; from its chain where they give few."""
    found: dict[str, None] = {}
    lists = []
    for number, one in enumerate(_lists_of(catalogue, card)):
        if number > len(card.segments) and len(found) >= SHOWN:
            break
        lists.append(one)
        if one[1][-1:] != "/":  # those of no place are in no place together
            found |= dict.fromkeys(_near(catalogue, one, card.id))
    return Candidates(tuple(found), tuple(lists))


def _lists_of(catalogue: Catalogue, card: ProjectCard) -> Iterator[Index]:
    """The lists that it shares with what is like it, the narrow ones first."""
    for segment in card.segments:
        yield "segment", f"{card.chain}/{segment}"
    yield "near", f"{card.chain}/{catalogue.home(card)}"
    if card.chain:
        yield "chain", card.chain


def _near(catalogue: Catalogue, one: Index, project_id: str) -> Iterator[str]:
    """Those next to a project in a list: of those that seek an investor, then of all."""
    ids = catalogue.index.get(one, ())
    place = _positions(catalogue, one).get(project_id)
    if place is None:  # of a segment without its chain
        return
    name, value = one
    seeking = catalogue.index.get((f"{name}:seeking", value), ())
    if seeking:
        yield from _around(seeking, bisect_left(_seeking_places(catalogue, one), place), project_id)
    yield from _around(ids, place, project_id)


def _around(ids: tuple[str, ...], place: int, project_id: str) -> Iterator[str]:
    """What is within `NEAR` steps of a place, the nearest first; a list's end is next to its beginning."""
    for step in [0, *[sign * step for step in range(1, NEAR + 1) for sign in (-1, 1)]]:
        if (key := ids[(place + step) % len(ids)]) != project_id:
            yield key


def _positions(catalogue: Catalogue, one: Index) -> Mapping[str, int]:
    """Where each project stands in a list."""
    return catalogue.once(
        "positions", one, lambda: {key: place for place, key in enumerate(catalogue.index.get(one, ()))}
    )


def _seeking_places(catalogue: Catalogue, one: Index) -> list[int]:
    """Where those that seek an investor stand in a list."""
    name, value = one
    return catalogue.once(
        "seeking places",
        one,
        lambda: [_positions(catalogue, one)[key] for key in catalogue.index[f"{name}:seeking", value]],
    )


class Traits(NamedTuple):
    """What a project is compared by; amounts in yuan, 0 where they are not known."""

    standing: int
    """0 where it seeks an investor, `ENDED`, 2 where it has sunk otherwise, else 1."""
    chain: str
    segments: frozenset[str]
    park: str
    home: str
    total: float
    sought: float


def _traits(catalogue: Catalogue, project_id: str) -> Traits:
    """Worked out once for all that a project is compared with."""
    return catalogue.once(
        "traits", (project_id,), lambda: _traits_of(catalogue, catalogue.projects[project_id])
    )


def _traits_of(catalogue: Catalogue, card: ProjectCard) -> Traits:
    return Traits(
        _standing(catalogue, card),
        card.chain,
        frozenset(card.segments),
        card.park,
        catalogue.home(card),
        _worth(catalogue, card.total),
        _worth(catalogue, card.sought),
    )


def _standing(catalogue: Catalogue, card: ProjectCard) -> int:
    if catalogue.is_seeking(card):
        return 0
    if card.status == "ended":
        return ENDED
    return 1 if catalogue.place_in_lists(card)[0] else 2


def _worth(catalogue: Catalogue, amount: Quantity | None) -> float:
    """An amount in yuan, where the site says what its currency is worth."""
    if amount is None or amount.value is None:
        return 0
    size = amount.sort_key[1]
    if amount.unit != "CNY":
        rates = {rate.currency: Decimal(rate.cny) for rate in catalogue.site.rates}
        size *= rates.get(amount.unit, Decimal(0))
    return float(size)


def _reasons(mine: Traits, other: Traits) -> tuple[tuple[str, ...], float]:
    """What two projects have in common, and how many times as large the larger amount is."""
    found = []
    if mine.chain and mine.chain == other.chain:
        found.append("segment" if mine.segments & other.segments else "chain")
    if mine.park and mine.park == other.park:
        found.append("park")
    elif mine.home and mine.home == other.home:
        found.append("place")
    apart = _apart(mine, other)
    if apart <= ALIKE:
        found.append("amount")
    return tuple(found), apart


def _apart(mine: Traits, other: Traits) -> float:
    """Infinite where not both say the amount, or one says the whole and the other what is sought of it."""
    if mine.total and other.total:
        one, another = mine.total, other.total
    elif mine.total or other.total:
        return inf
    else:
        one, another = mine.sought, other.sought
    return max(one, another) / min(one, another) if one and another else inf


def _unlike(reasons: tuple[str, ...]) -> tuple[bool, ...]:
    """For sorting: what two projects have in common, by weight."""
    return (
        "segment" not in reasons,
        "segment" not in reasons and "chain" not in reasons,
        "park" not in reasons and "place" not in reasons,
        "amount" not in reasons,
    )
