"""Services as other pages show them: one line each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Service
from sitegen.model.references import ref_fields
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section
from sitegen.views.basic_values import Amount, Link, LocalText, Term
from sitegen.views.localizer import Localizer


class ServiceRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    stage: Term | None
    summary: LocalText | None
    time: Amount | None
    cost: Amount | None
    free: bool


SUBJECTS = frozenset(field.kind for field in ref_fields(Service))
"""Kinds of entries that services name."""


def service_row(catalogue: TrackedCatalogue, localizer: Localizer, service_id: str) -> ServiceRow:
    return catalogue.part(
        "service", (localizer.locale.id, service_id), lambda inner: _row(inner, localizer, service_id)
    )


def service_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, service_ids: Iterable[str]
) -> tuple[ServiceRow, ...]:
    return tuple([service_row(catalogue, localizer, service_id) for service_id in service_ids])


def services_about(
    catalogue: TrackedCatalogue, localizer: Localizer, kind: str, entity_id: str
) -> tuple[ServiceRow, ...]:
    """Services that name an entry: a policy, a region."""
    if kind not in SUBJECTS:
        return ()
    return service_rows(catalogue, localizer, catalogue.ask(queries.service_list, kind, entity_id))


def help_link(catalogue: TrackedCatalogue, localizer: Localizer) -> Link | None:
    """Where the ways to ask and to complain are listed; None where there are none."""
    if not has_section(catalogue.site, "services"):
        return None
    if not any(catalogue.ask(queries.service_list, "kind", kind) for kind in ("inquiry", "complaint")):
        return None
    return Link(f"{localizer.url('service')}#help", localizer.label("Questions and complaints"))


def _row(catalogue: TrackedCatalogue, localizer: Localizer, service_id: str) -> ServiceRow:
    it = catalogue.get(Service, service_id)
    return ServiceRow(
        id=service_id,
        url=localizer.url("service", service_id),
        title=localizer.required_text(it.title),
        kind=localizer.term("service", it.kind),
        stage=localizer.term("service_stage", it.stage) if it.stage else None,
        summary=localizer.text(it.summary),
        time=localizer.amount(it.time),
        cost=localizer.amount(it.cost),
        free=it.cost is not None and it.cost.value == 0,
    )
