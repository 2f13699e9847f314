"""Products that are offered and needed: whose they are, and where along the chains they belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.entities import Chain, Enterprise, Trade

TRADE_SIDES = ("need", "offer")


class FoundTrade(NamedTuple):
    """A product that is offered or needed, and by whom."""

    key: str
    """ "firm/trade" of an enterprise's, "chain/segment/trade" of a segment's."""
    side: str
    trade: Trade
    firm: str
    """The enterprise; empty for a segment's."""
    chains: tuple[str, ...]
    segment: str
    """Where the product is made ("chain/segment"), if that is said."""
    region: str


def trades_of(entity: Enterprise | Chain) -> Iterator[FoundTrade]:
    """All that an entry says is offered or needed, needs first."""
    return _of_firm(entity) if isinstance(entity, Enterprise) else _of_chain(entity)


def _of_firm(firm: Enterprise) -> Iterator[FoundTrade]:
    own = tuple(dict.fromkeys([role.chain for role in firm.chains]))
    for side, trade in (*[("need", one) for one in firm.needs], *[("offer", one) for one in firm.offers]):
        chains = (trade.chain,) if trade.chain else own
        segment = f"{trade.chain}/{trade.segment}" if trade.segment else ""
        yield FoundTrade(f"{firm.id}/{trade.id}", side, trade, firm.id, chains, segment, firm.region)


def _of_chain(chain: Chain) -> Iterator[FoundTrade]:
    for part in chain.segments:
        place = f"{chain.id}/{part.id}"
        for side, trade in (*[("need", one) for one in part.needs], *[("offer", one) for one in part.offers]):
            yield FoundTrade(f"{place}/{trade.id}", side, trade, "", (chain.id,), place, chain.region)


def product_names(trade: Trade) -> frozenset[str]:
    """The product's name in every language, as names are compared: without case, width and blanks."""
    texts = trade.product.values.values()
    return frozenset(["".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts])


def are_alike(one: FoundTrade, other: FoundTrade) -> bool:
    """Whether a need and an offer may be of the same product: of one name or, within one segment, of names
    of which one is part of the other ("aluminium rod", "6063 aluminium rod"). Nobody supplies itself."""
    if one.side == other.side or (one.firm or one.segment) == (other.firm or other.segment):
        return False
    first, second = product_names(one.trade), product_names(other.trade)
    if first & second:
        return True
    return (
        bool(one.segment)
        and one.segment == other.segment
        and any(a in b or b in a for a in first for b in second)
    )
