"""What is offered and what is needed along the chains, and what of it goes together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sitegen.i18n.dates import last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Enterprise, Trade
from sitegen.model.queries.other_queries import chain_list, enterprise_list
from sitegen.model.queries.register import query
from sitegen.model.trades import FoundTrade, are_alike, product_names, trades_of

WATCHED = ("enterprise", "chain", "today")


@query(*WATCHED)
def trade_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Keys of what is offered and needed: all, or of a chain, a segment ("chain/segment") or an enterprise.
    What segments say comes first, for it is said for the whole chain; what has run out is left out."""
    found = _trades(catalogue).values()
    match name:
        case "chain":
            return tuple([one.key for one in found if value in one.chains])
        case "segment":
            return tuple([one.key for one in found if one.segment == value])
        case "enterprise":
            return tuple([one.key for one in found if one.firm == value])
    return tuple([one.key for one in found])


@query(*WATCHED)
def trade_matches(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Of an offer the needs that it may serve, of a need the offers that may serve it."""
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


def _matches(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Only what shares a name or a segment is compared."""
    trades = _trades(catalogue)
    groups: dict[str, list[FoundTrade]] = defaultdict(list)
    for one in trades.values():
        for group in {one.segment, *product_names(one.trade)} - {""}:
            groups[group].append(one)
    found: dict[str, tuple[str, ...]] = {}
    for key, one in trades.items():
        near = [other for group in {one.segment, *product_names(one.trade)} - {""} for other in groups[group]]
        alike = {other.key for other in near if are_alike(one, other)}
        if alike:
            found[key] = tuple([other for other in trades if other in alike])
    return found
