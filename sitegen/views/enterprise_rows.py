"""Enterprises in a list: one row each, made once for each language (`TrackedCatalogue.part`)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model.entities import Chain, ChainRole, Enterprise, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Counts, Link, LocalText, Term
from sitegen.views.counting import counts_of
from sitegen.views.entry_sections import entity_link
from sitegen.views.localizer import Localizer
from sitegen.views.project_cards import segment_titles


class EnterpriseRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    role: Term
    place: Link | None
    chains: tuple[Link, ...]
    segments: tuple[LocalText, ...]
    products: LocalText | None
    summary: LocalText | None
    counts: Counts


def enterprise_row(catalogue: TrackedCatalogue, localizer: Localizer, enterprise_id: str) -> EnterpriseRow:
    words = (localizer.locale.id, enterprise_id)
    return catalogue.part("enterprise", words, lambda inner: _enterprise_row(inner, localizer, enterprise_id))


def enterprise_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, enterprise_ids: Iterable[str]
) -> tuple[EnterpriseRow, ...]:
    return tuple([enterprise_row(catalogue, localizer, enterprise_id) for enterprise_id in enterprise_ids])


def _enterprise_row(catalogue: TrackedCatalogue, localizer: Localizer, enterprise_id: str) -> EnterpriseRow:
    enterprise = catalogue.get(Enterprise, enterprise_id)
    return EnterpriseRow(
        id=enterprise_id,
        url=localizer.url("enterprise", enterprise_id),
        title=localizer.required_text(enterprise.title),
        role=localizer.term("role", enterprise.role),
        place=entity_link(catalogue, localizer, Region, enterprise.region) if enterprise.region else None,
        chains=tuple([entity_link(catalogue, localizer, Chain, role.chain) for role in enterprise.chains]),
        segments=tuple(
            [title for role in enterprise.chains for title in _role_segments(catalogue, localizer, role)]
        ),
        products=localizer.text(enterprise.products),
        summary=localizer.text(enterprise.summary),
        counts=counts_of(catalogue, "enterprise", enterprise_id),
    )


def _role_segments(
    catalogue: TrackedCatalogue, localizer: Localizer, role: ChainRole
) -> tuple[LocalText, ...]:
    return segment_titles(localizer, catalogue.get(Chain, role.chain), role.segments)
