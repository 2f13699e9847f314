"""Products that are offered and needed, as a list has them, made once for each language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import msgspec
from msgspec.structs import replace

from sitegen.model import queries
from sitegen.model.entities import Chain, Contact, Enterprise, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.model.trades import FoundTrade, trades_of
from sitegen.routes import TRADE_PATH, entity_path, has_trade
from sitegen.views.basic_values import Amount, Link, LocalText, Term, When
from sitegen.views.entry_sections import entity_link
from sitegen.views.localizer import Localizer


class TradeRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    key: str
    anchor: str
    """Its id on the page of whoever offers or needs it."""
    url: str
    side: Term
    product: LocalText
    amount: Amount | None
    quality: LocalText | None
    owner: Link
    """The enterprise, or the chain of the segment."""
    firm: bool
    place: Link | None
    chains: tuple[Link, ...]
    segment: Link | None
    published: When | None
    until: When | None
    over: bool
    contact: Link | None
    matches: tuple[Link, ...]
    """Of an offer, needs that it may serve; of a need, offers."""


class TradeSection(msgspec.Struct, frozen=True, cache_hash=True):
    """What a page shows of what is offered and needed; the list of all, where there is one."""

    rows: tuple[TradeRow, ...]
    more: Link | None


SHOWN_OTHERS = 6
"""Of a chain's firms on the chain's own page; the list of all has the rest."""


def trade_row(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> TradeRow:
    words = (localizer.locale.id, key)
    return catalogue.part("trade", words, lambda inner: _trade_row(inner, localizer, key))


def trade_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, keys: Iterable[str]
) -> tuple[TradeRow, ...]:
    return tuple([trade_row(catalogue, localizer, key) for key in keys])


def found_trade(catalogue: TrackedCatalogue, key: str) -> FoundTrade:
    owner, *rest = key.split("/")
    entity = catalogue.get(Enterprise, owner) if len(rest) == 1 else catalogue.get(Chain, owner)
    return next(one for one in trades_of(entity) if one.key == key)


def trade_link(catalogue: TrackedCatalogue, localizer: Localizer) -> Link | None:
    """The list of all, where there is one."""
    if not catalogue.ask(has_trade):
        return None
    return Link(localizer.path(TRADE_PATH), localizer.section("trade"))


def trade_section(
    catalogue: TrackedCatalogue, localizer: Localizer, entity: Enterprise | Chain
) -> TradeSection:
    """Of an enterprise, all that it offers and needs; of a chain, what anybody in it does. What an entry
    itself says is shown after its day, too, and marked."""
    kind = entity.kind_name
    own = [one.key for one in trades_of(entity)]
    others = (key for key in catalogue.ask(queries.trade_list, kind, entity.id) if key not in own)
    keys = [*own, *islice(others, SHOWN_OTHERS)]
    more = trade_link(catalogue, localizer) if keys else None
    if more and isinstance(entity, Chain):
        more = replace(more, url=f"{more.url}?chain={entity.id}")
    return TradeSection(trade_rows(catalogue, localizer, keys), more)


def _trade_row(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> TradeRow:
    found = found_trade(catalogue, key)
    trade = found.trade
    matches = catalogue.ask(queries.trade_matches, key)
    return TradeRow(
        key=key,
        anchor=_anchor(key),
        url=_url(localizer, key),
        side=localizer.term("trade", found.side),
        product=localizer.required_text(trade.product),
        amount=localizer.amount(trade.amount),
        quality=localizer.text(trade.quality),
        owner=_owner(catalogue, localizer, found),
        firm=bool(found.firm),
        place=entity_link(catalogue, localizer, Region, found.region) if found.region else None,
        chains=tuple([entity_link(catalogue, localizer, Chain, chain) for chain in found.chains]),
        segment=_segment(catalogue, localizer, found.segment),
        published=localizer.date(trade.published),
        until=localizer.date(trade.until),
        over=catalogue.ask(queries.is_over, trade.until),
        contact=_contact(catalogue, localizer, trade.contact),
        matches=tuple([_match(catalogue, localizer, other) for other in matches]),
    )


def _anchor(key: str) -> str:
    return f"trade-{'_'.join(key.split('/')[1:])}"


def trade_owner_path(key: str) -> str:
    """Path of the page of whoever offers or needs it."""
    owner, *rest = key.split("/")
    return entity_path("enterprise" if len(rest) == 1 else "chain", owner)


def trade_title(localizer: Localizer, row: TradeRow) -> LocalText:
    """What it is, how much of it, and whose, in a line."""
    amount = f"{localizer.comma}{row.amount.text}" if row.amount else ""
    said = (
        f"{row.side.label}{localizer.colon}{row.product.text}{amount}{localizer.comma}{row.owner.title.text}"
    )
    return LocalText(said, row.product.lang)


def _url(localizer: Localizer, key: str) -> str:
    return f"{localizer.path(trade_owner_path(key))}#{_anchor(key)}"


def _owner(catalogue: TrackedCatalogue, localizer: Localizer, found: FoundTrade) -> Link:
    if not found.firm:
        return entity_link(catalogue, localizer, Chain, found.chains[0])
    title = catalogue.get(Enterprise, found.firm).title
    return Link(localizer.url("enterprise", found.firm), localizer.required_text(title))


def _match(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Link:
    """The other side, by whose it is: the product is the same."""
    found = found_trade(catalogue, key)
    return Link(_url(localizer, key), _owner(catalogue, localizer, found).title)


def _segment(catalogue: TrackedCatalogue, localizer: Localizer, place: str) -> Link | None:
    chain_id, _, segment_id = place.partition("/")
    segments = catalogue.get(Chain, chain_id).segments if chain_id else ()
    title = next((segment.title for segment in segments if segment.id == segment_id), None)
    if title is None:
        return None
    return Link(f"{localizer.url('chain', chain_id)}#segment-{segment_id}", localizer.required_text(title))


def _contact(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Link | None:
    if not key:
        return None
    contact = catalogue.get(Contact, key)
    return Link(localizer.url("contact", key), localizer.required_text(contact.title or contact.organisation))
