"""Which projects are like a project, and in what.

Compared are a few from each list that it shares with others: those next to it. So the cost of a page does not
grow with the catalogue, and a project that comes or goes changes the pages of few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
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
    amount; what has sunk last."""
    card = catalogue.projects[project_id]
    ranked = []
    for order, key in enumerate(_candidates(catalogue, card).ids):
        other = catalogue.projects[key]
        reasons, apart = _reasons(catalogue, card, other)
        ranked.append((_standing(catalogue, other), _unlike(reasons), apart, order, Similar(key, reasons)))
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


def _standing(catalogue: Catalogue, card: ProjectCard) -> int:
    if catalogue.is_seeking(card):
        return 0
    return 1 if catalogue.place_in_lists(card)[0] else 2


def _unlike(reasons: tuple[str, ...]) -> tuple[bool, ...]:
    """For sorting: what two projects have in common, by weight."""
    alike = [{"segment"}, {"segment", "chain"}, {"park", "place"}, {"amount"}]
    return tuple([not names & set(reasons) for names in alike])


def _reasons(catalogue: Catalogue, card: ProjectCard, other: ProjectCard) -> tuple[tuple[str, ...], Decimal]:
    """What two projects have in common, and how many times as large the larger amount is."""
    found = []
    if card.chain and card.chain == other.chain:
        found.append("segment" if set(card.segments) & set(other.segments) else "chain")
    if place := _common_place(catalogue, card, other):
        found.append(place)
    apart = _apart(catalogue, card, other)
    if apart and apart <= ALIKE:
        found.append("amount")
    return tuple(found), apart or Decimal("Infinity")


def _common_place(catalogue: Catalogue, card: ProjectCard, other: ProjectCard) -> str:
    if card.park and card.park == other.park:
        return "park"
    home = catalogue.home(card)
    return "place" if home and home == catalogue.home(other) else ""


def _apart(catalogue: Catalogue, card: ProjectCard, other: ProjectCard) -> Decimal | None:
    """None where not both say the amount, or one says the whole and the other what is sought of it."""
    total = bool(card.total)
    if total != bool(other.total):
        return None
    one, another = (_worth(catalogue, each.total if total else each.sought) for each in (card, other))
    return max(one, another) / min(one, another) if one and another else None


def _worth(catalogue: Catalogue, amount: Quantity | None) -> Decimal | None:
    """An amount in yuan, where the site says what its currency is worth."""
    if amount is None or amount.value is None:
        return None
    size = amount.sort_key[1]
    if amount.unit == "CNY":
        return size
    return next(
        (size * Decimal(rate.cny) for rate in catalogue.site.rates if rate.currency == amount.unit), None
    )
