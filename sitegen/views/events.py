"""Events: their page and their list."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Chain, Event, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Amount, Link, LocalText, When
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage
from sitegen.views.event_rows import EventRow, event_row, event_rows
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.project_cards import ProjectCardView


class EventListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "event-list.html"

    title: LocalText
    upcoming: tuple[EventRow, ...]
    past: tuple[EventRow, ...]
    undated: tuple[EventRow, ...]


class ProgrammeItem(msgspec.Struct, frozen=True, cache_hash=True):
    at: When
    title: LocalText
    speaker: LocalText | None


class SignUpView(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    until: When | None
    places: Amount | None


class EventPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "event.html"

    row: EventRow
    organiser: LocalText | None
    sign_up: SignUpView | None
    online: Link | None
    results_note: LocalText | None
    programme: tuple[ProgrammeItem, ...]
    projects: tuple[ProjectCardView, ...]
    policies: tuple[PolicyRow, ...]
    chains: tuple[Link, ...]
    region: Link | None
    contacts: tuple[ContactBlock, ...]
    calendar: str
    """Address of the .ics file."""


def event(catalogue: TrackedCatalogue, localizer: Localizer, path: str, event_id: str) -> EventPage:
    entry = catalogue.entry("event", event_id)
    it = entry.entity
    assert isinstance(it, Event)
    row = event_row(catalogue, localizer, event_id)
    online = None
    if it.online:
        online = Link(
            it.online.url, localizer.text(it.online.title) or LocalText(localizer.gettext("Take part online"))
        )
    return EventPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="events",
                title=row.title,
                description=row.summary,
                parents=(Link(localizer.url("event"), localizer.section("events")),),
                json_ld=_json_ld(it, row, address(catalogue, localizer, path)),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("event", it.id),
            ),
        ),
        **entry_sections.entry_fields(catalogue, localizer, entry),
        row=row,
        organiser=localizer.text(it.organiser),
        sign_up=_sign_up(localizer, it),
        online=online,
        results_note=localizer.text(it.results.note) if it.results else None,
        programme=tuple(
            [
                ProgrammeItem(
                    localizer.required_date(item.at),
                    localizer.required_text(item.title),
                    localizer.text(item.speaker),
                )
                for item in it.programme
            ]
        ),
        projects=project_cards.cards(catalogue, localizer, it.projects),
        policies=policy_rows(catalogue, localizer, it.policies),
        chains=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.chains]),
        region=entry_sections.entity_link(catalogue, localizer, Region, it.region) if it.region else None,
        contacts=contacts.contact_blocks(
            catalogue, localizer, it.contacts or catalogue.ask(queries.contacts_for, "", it.region)
        ),
        calendar=f"{localizer.url('event', event_id)}event.ics" if it.starts else "",
    )


def _sign_up(localizer: Localizer, it: Event) -> SignUpView | None:
    if it.sign_up is None:
        return None
    return SignUpView(it.sign_up.url, localizer.date(it.sign_up.until), localizer.amount(it.sign_up.places))


def _json_ld(it: Event, row: EventRow, url: str) -> dict[str, Any] | None:
    if row.starts is None:
        return None
    data: dict[str, Any] = {
        "@type": "Event",
        "name": row.title.text,
        "url": url,
        "startDate": row.starts.iso,
    }
    if it.ends:
        data["endDate"] = it.ends
    if row.place:
        data["location"] = {"@type": "Place", "name": row.place.text}
    return data


def event_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> EventListPage:
    title = localizer.section("events")
    return EventListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="events", title=title)),
        title=title,
        upcoming=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "upcoming", "")),
        past=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "past", "")),
        undated=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "undated", "")),
    )
