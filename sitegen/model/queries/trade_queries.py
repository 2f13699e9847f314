"""What is offered and what is needed along the chains, and what of it goes together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby, islice

from sitegen.i18n.dates import last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Enterprise, Trade
from sitegen.model.queries.other_queries import chain_list, enterprise_list
from sitegen.model.queries.register import query
from sitegen.model.trades import FoundTrade, are_alike, product_names, trades_of

WATCHED = ("enterprise", "chain", "today")


MOST_MATCHES = 6
"""Of one offer or need; more would be a list of its own, and of a common product everybody's."""


@query(*WATCHED)
def trade_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Keys of what is offered and needed: all, or of a chain, a segment ("chain/segment") or an enterprise.
    What segments say comes first, for it is said for the whole chain; what has run out is left out."""
    return catalogue.once("trade lists", (), lambda: _lists(catalogue)).get((name, value), ())


@query(*WATCHED)
def trade_matches(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Of an offer the first needs that it may serve, of a need the first offers that may serve it."""
    return catalogue.once("trade matches", (), lambda: _matches(catalogue)).get(key, ())


def _trades(catalogue: Catalogue) -> dict[str, FoundTrade]:
    def make() -> dict[str, FoundTrade]:
        return {one.key: one for one in _found(catalogue) if not _is_over(catalogue, one.trade)}

    return catalogue.once("trades", (), make)


def _is_over(catalogue: Catalogue, trade: Trade) -> bool:
    return bool(trade.until) and last_day(trade.until) < catalogue.today


def _found(catalogue: Catalogue) -> Iterator[FoundTrade]:
    for key in chain_list(catalogue):
        yield from trades_of(catalogue.all(Chain)[key])
    for key in enterprise_list(catalogue, "all", ""):
        yield from trades_of(catalogue.all(Enterprise)[key])


def _lists(catalogue: Catalogue) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in _trades(catalogue).values():
        chains = [("chain", chain) for chain in one.chains]
        of_one = [place for place in (("segment", one.segment), ("enterprise", one.firm)) if place[1]]
        for place in (("all", ""), *chains, *of_one):
            found[place].append(one.key)
    return {place: tuple(keys) for place, keys in found.items()}


def _matches(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Only what shares a name or a segment is compared: within a segment names, each once, not trades."""
    order = [*_trades(catalogue).values()]
    sharing: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for place, one in enumerate(order):
        for name in product_names(one.trade):
            sharing[one.side, "", name].append(place)
            if one.segment:
                sharing[one.side, one.segment, name].append(place)
                names[one.side, one.segment][name] = None

    def candidates(one: FoundTrade) -> Iterator[int]:
        """Trades of the other side, in their order; some more than once."""
        side = "offer" if one.side == "need" else "need"
        own = product_names(one.trade)
        near = [
            name
            for name in names.get((side, one.segment), ())
            if any(name in given or given in name for given in own)
        ]
        return merge(
            *[sharing.get((side, "", name), []) for name in own],
            *[sharing[side, one.segment, name] for name in near],
        )

    found: dict[str, tuple[str, ...]] = {}
    for one in order:
        places = (place for place, _ in groupby(candidates(one)))
        alike = (order[place].key for place in places if are_alike(one, order[place]))
        if first := tuple(islice(alike, MOST_MATCHES)):
            found[one.key] = first
    return found
