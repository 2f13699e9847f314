"""Events: their page and their list."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from sitegen.i18n.dates import with_offset
from sitegen.model import queries
from sitegen.model.entities import Chain, Event, Hall, Region, Signing
from sitegen.model.standings import totals
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Amount, Link, LocalText, When
from sitegen.views.boards import amounts
from sitegen.views.contacts import ContactBlock
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_rows
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.event_rows import EventRow, event_row, event_rows
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.project_cards import ProjectCardView


class EventListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "event-list.html"

    title: LocalText
    running: tuple[EventRow, ...]
    """Begun before today and not over, as far as both days are stated."""
    upcoming: tuple[EventRow, ...]
    past: tuple[EventRow, ...]
    undated: tuple[EventRow, ...]
    feed: str
    """Address of its Atom feed."""
    json_feed: str
    """Address of the same as JSON Feed, where the site has it."""


class ProgrammeItem(msgspec.Struct, frozen=True, cache_hash=True):
    at: When
    title: LocalText
    speaker: LocalText | None
    url: str = ""
    """Of its livestream or recording."""


class HallView(msgspec.Struct, frozen=True, cache_hash=True):
    """A hall of an online fair: what it is of, and its booths."""

    title: LocalText
    of: tuple[Link, ...]
    """The chain, the place."""
    projects: tuple[ProjectCardView, ...]
    parks: tuple[Link, ...]
    policies: tuple[PolicyRow, ...]
    enterprises: tuple[EnterpriseRow, ...]


class SigningView(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    parties: LocalText | None
    project: Link | None
    amount: Amount | None
    at: When | None


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
    phase: str
    """before, during or after, on the day of the build; "" where the day is not known."""
    starts: str
    ends: str
    """In ISO form, for the reader's own clock."""
    programme: tuple[ProgrammeItem, ...]
    halls: tuple[HallView, ...]
    signings: tuple[SigningView, ...]
    signed: tuple[Amount, ...]
    """What the signings come to, in each currency."""
    recordings: tuple[Link, ...]
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
            it.online.url, localizer.text(it.online.title) or LocalText(localizer.gettext("Join online"))
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
                json_ld=_json_ld(catalogue, localizer, it, row, path),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("event", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
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
                    item.url,
                )
                for item in it.programme
            ]
        ),
        phase=catalogue.ask(queries.event_phase, event_id),
        starts=it.starts,
        ends=it.ends or it.starts,
        halls=tuple([_hall(catalogue, localizer, hall) for hall in it.halls]),
        signings=tuple([_signing(catalogue, localizer, signing) for signing in it.signings]),
        signed=amounts(
            catalogue, localizer, totals([signing.amount for signing in it.signings if signing.amount])
        ),
        recordings=tuple(
            [
                Link(one.url, localizer.text(one.title) or localizer.label("Recording"))
                for one in it.recordings
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


def _hall(catalogue: TrackedCatalogue, localizer: Localizer, hall: Hall) -> HallView:
    named = ((Chain, hall.chain), (Region, hall.region))
    of = [entry_sections.entity_link(catalogue, localizer, kind, key) for kind, key in named if key]
    return HallView(
        localizer.required_text(hall.title),
        tuple(of),
        project_cards.cards(catalogue, localizer, hall.projects),
        tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in hall.parks]),
        policy_rows(catalogue, localizer, hall.policies),
        enterprise_rows(catalogue, localizer, hall.enterprises),
    )


def _signing(catalogue: TrackedCatalogue, localizer: Localizer, signing: Signing) -> SigningView:
    return SigningView(
        localizer.required_text(signing.title),
        localizer.text(signing.parties),
        entry_sections.project_link(catalogue, localizer, signing.project) if signing.project else None,
        localizer.amount(signing.amount),
        localizer.date(signing.at),
    )


def _sign_up(localizer: Localizer, it: Event) -> SignUpView | None:
    if it.sign_up is None:
        return None
    return SignUpView(it.sign_up.url, localizer.date(it.sign_up.until), localizer.amount(it.sign_up.places))


def _json_ld(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Event, row: EventRow, path: str
) -> dict[str, Any] | None:
    """The event as search engines ask for it: times with their zone, and where it is, be it online."""
    if row.starts is None:
        return None
    zone, organiser = catalogue.site.time_zone, localizer.text(it.organiser)
    data: dict[str, Any] = {
        "@type": "Event",
        "name": row.title.text,
        "url": address(catalogue, localizer, path),
        "startDate": with_offset(row.starts.iso, zone),
    }
    if it.ends:
        data["endDate"] = with_offset(it.ends, zone)
    if row.summary:
        data["description"] = row.summary.text
    if organiser:
        data["organizer"] = {"@type": "Organization", "name": organiser.text}
    place = row.place
    if not place and not it.online and it.region:
        place = entry_sections.entity_link(catalogue, localizer, Region, it.region).title
    return data | _where(it, place)


def _where(it: Event, place: LocalText | None) -> dict[str, Any]:
    found: list[dict[str, str]] = []
    if place:
        found.append({"@type": "Place", "name": place.text, "address": place.text})
    if it.online:
        found.append({"@type": "VirtualLocation", "url": it.online.url})
    if not found:
        return {}
    mode = "Mixed" if len(found) > 1 else "Online" if it.online else "Offline"
    return {
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": found if len(found) > 1 else found[0],
    }


def event_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> EventListPage:
    title = localizer.section("events")
    running = catalogue.ask(queries.event_list, "running", "")
    coming = [key for key in catalogue.ask(queries.event_list, "upcoming", "") if key not in running]
    return EventListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="events", title=title)),
        title=title,
        running=event_rows(catalogue, localizer, running),
        upcoming=event_rows(catalogue, localizer, coming),
        past=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "past", "")),
        undated=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "undated", "")),
        feed=localizer.path("events/feed.xml"),
        json_feed=localizer.path("events/feed.json"),
    )
