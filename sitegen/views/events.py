"""Events: their page and their list."""

from __future__ import annotations

from typing import Any

from sitegen.model import queries
from sitegen.model.entities import Chain, Event, Region
from sitegen.model.reader import Reader
from sitegen.views import contacts, details, parts
from sitegen.views.frame import address, frame
from sitegen.views.types import EventListPage, EventPage, EventRow, Link, ProgrammeItem, Said
from sitegen.views.voice import Voice


def event(reader: Reader, voice: Voice, path: str, event_id: str) -> EventPage:
    entry = reader.entry("event", event_id)
    it = entry.entity
    assert isinstance(it, Event)
    row = parts.event_row(reader, voice, event_id)
    online = None
    if it.online:
        online = Link(it.online.url, voice.say(it.online.title) or Said(voice.gettext("Take part online")))
    return EventPage(
        **frame(
            reader,
            voice,
            path=path,
            section="events",
            title=row.title,
            description=row.summary,
            parents=(Link(voice.url("event"), voice.section("events")),),
            json_ld=_json_ld(it, row, address(reader, voice, path)),
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        row=row,
        online=online,
        results_note=voice.say(it.results.note) if it.results else None,
        programme=tuple(
            [
                ProgrammeItem(voice.must_date(item.at), voice.must_say(item.title), voice.say(item.speaker))
                for item in it.programme
            ]
        ),
        projects=parts.cards(reader, voice, it.projects),
        policies=parts.policy_rows(reader, voice, it.policies),
        chains=tuple([details.entity_link(reader, voice, Chain, key) for key in it.chains]),
        region=details.entity_link(reader, voice, Region, it.region) if it.region else None,
        contacts=contacts.contact_blocks(
            reader, voice, it.contacts or reader.ask(queries.contacts_for, "", it.region)
        ),
        calendar=f"{voice.url('event', event_id)}event.ics" if it.starts else "",
    )


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


def event_list(reader: Reader, voice: Voice, path: str) -> EventListPage:
    title = voice.section("events")
    return EventListPage(
        **frame(reader, voice, path=path, section="events", title=title),
        title=title,
        upcoming=parts.event_rows(reader, voice, reader.ask(queries.event_list, "upcoming", "")),
        past=parts.event_rows(reader, voice, reader.ask(queries.event_list, "past", "")),
    )
