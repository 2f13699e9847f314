"""Events: their page and their list."""

from __future__ import annotations

from typing import Any

from sitegen.model import queries
from sitegen.model.entities import Chain, Event, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import components, contacts, entry_sections
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, address, page_head
from sitegen.views.types import EventListPage, EventPage, EventRow, Link, LocalText, ProgrammeItem, SignUpView


def event(catalogue: TrackedCatalogue, localizer: Localizer, path: str, event_id: str) -> EventPage:
    entry = catalogue.entry("event", event_id)
    it = entry.entity
    assert isinstance(it, Event)
    row = components.event_row(catalogue, localizer, event_id)
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
                image=entry_sections.image_of(entry),
                article=True,
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
        projects=components.cards(catalogue, localizer, it.projects),
        policies=components.policy_rows(catalogue, localizer, it.policies),
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
        upcoming=components.event_rows(
            catalogue, localizer, catalogue.ask(queries.event_list, "upcoming", "")
        ),
        past=components.event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "past", "")),
        undated=components.event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "undated", "")),
    )
