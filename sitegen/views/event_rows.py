"""Events in a list: one row each, made once for each language (`TrackedCatalogue.part`)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Event
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Amount, LocalText, Term, When
from sitegen.views.localizer import Localizer


class EventRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    starts: When | None
    dates: str
    """The span in words."""
    place: LocalText | None
    summary: LocalText | None
    projects: Amount | None
    amount: Amount | None
    upcoming: bool


def event_row(catalogue: TrackedCatalogue, localizer: Localizer, event_id: str) -> EventRow:
    return catalogue.part(
        "event", (localizer.locale.id, event_id), lambda inner: _event_row(inner, localizer, event_id)
    )


def event_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, event_ids: Iterable[str]
) -> tuple[EventRow, ...]:
    return tuple([event_row(catalogue, localizer, event_id) for event_id in event_ids])


def _event_row(catalogue: TrackedCatalogue, localizer: Localizer, event_id: str) -> EventRow:
    event = catalogue.get(Event, event_id)
    starts, ends = localizer.date(event.starts), localizer.date(event.ends)
    results = event.results
    return EventRow(
        id=event_id,
        url=localizer.url("event", event_id),
        title=localizer.required_text(event.title),
        kind=localizer.term("event", event.kind),
        starts=starts,
        dates=_span_of(localizer, event, starts, ends),
        place=localizer.text(event.place),
        summary=localizer.text(event.summary),
        projects=localizer.amount(results.projects) if results else None,
        amount=localizer.amount(results.amount) if results else None,
        upcoming=event_id in catalogue.ask(queries.event_list, "upcoming", ""),
    )


def _span_of(localizer: Localizer, event: Event, starts: When | None, ends: When | None) -> str:
    """From when to when; a day or a year that both share is said once."""
    if starts is None or ends is None or ends.text == starts.text:
        return starts.text if starts else ""
    first, _, begins = event.starts.partition("T")
    last, _, ends_at = event.ends.partition("T")
    if first == last and begins and ends_at and starts.text.endswith(begins):
        return starts.text + ("—" if localizer.forms.startswith("zh") else "–") + ends_at
    return localizer.period(f"{event.starts}/{event.ends}")
