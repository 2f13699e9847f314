"""Chains in a list, and the segments of a chain with what is in them."""

from __future__ import annotations

import msgspec

from sitegen.model import queries
from sitegen.model.entities import STRENGTHS, Chain, Enterprise, Region, Segment
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Counts, Link, LocalText, Term
from sitegen.views.counting import counts_of
from sitegen.views.entry_sections import SourceNote, entity_link, source_notes
from sitegen.views.localizer import Localizer
from sitegen.views.trade_rows import found_trade


class ChainTile(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    summary: LocalText | None
    region: Link | None
    counts: Counts
    strengths: tuple[tuple[str, int, str], ...]
    """(strength, number of segments, label), strongest first, those that occur."""


class SegmentBox(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    """Its list of projects, or empty when there are none."""
    title: LocalText
    strength: Term
    sources: tuple[SourceNote, ...]
    """Of its strength."""
    products: LocalText | None
    enterprises: tuple[Link, ...]
    counts: Counts
    offers: int
    """Products that are offered there, and needed."""
    needs: int
    feeds: tuple[LocalText, ...]


class StageGroup(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: LocalText
    support: bool
    segments: tuple[SegmentBox, ...]


def chain_tile(catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str) -> ChainTile:
    return catalogue.part(
        "chain", (localizer.locale.id, chain_id), lambda inner: _chain_tile(inner, localizer, chain_id)
    )


def _chain_tile(catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str) -> ChainTile:
    chain = catalogue.get(Chain, chain_id)
    strengths = dict.fromkeys(STRENGTHS, 0)
    for segment in chain.segments:
        strengths[strength_of(catalogue, chain, segment)] += 1
    return ChainTile(
        id=chain_id,
        url=localizer.url("chain", chain_id),
        title=localizer.required_text(chain.title),
        summary=localizer.text(chain.summary),
        region=entity_link(catalogue, localizer, Region, chain.region) if chain.region else None,
        counts=counts_of(catalogue, "chain", chain_id),
        strengths=tuple(
            [
                (name, number, localizer.term("strength", name).label)
                for name, number in strengths.items()
                if number
            ]
        ),
    )


def strength_of(catalogue: TrackedCatalogue, chain: Chain, segment: Segment) -> str:
    """How strong a segment is: as the entry says, else present where it is in place, else unknown."""
    if segment.strength != "unknown":
        return segment.strength
    return "present" if catalogue.ask(queries.is_in_place, chain.id, segment.id) else "unknown"


def segment_box(
    catalogue: TrackedCatalogue, localizer: Localizer, chain: Chain, segment: Segment
) -> SegmentBox:
    place = f"{chain.id}/{segment.id}"
    held = counts_of(catalogue, "segment", place)
    names = {other.id: other.title for other in chain.segments}
    sides = [found_trade(catalogue, key).side for key in catalogue.ask(queries.trade_list, "segment", place)]
    return SegmentBox(
        id=segment.id,
        url=localizer.path(f"chains/{chain.id}/{segment.id}/") if held else "",
        title=localizer.required_text(segment.title),
        strength=localizer.term("strength", strength_of(catalogue, chain, segment)),
        sources=source_notes(catalogue, localizer, segment.source),
        products=localizer.text(segment.products),
        enterprises=tuple(
            [
                Link(
                    localizer.url("enterprise", key),
                    localizer.required_text(catalogue.get(Enterprise, key).title),
                )
                for key in catalogue.ask(queries.enterprise_list, "segment", place)
            ]
        ),
        counts=held,
        offers=sides.count("offer"),
        needs=sides.count("need"),
        feeds=tuple([localizer.required_text(names[other]) for other in segment.feeds if other in names]),
    )
