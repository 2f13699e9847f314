"""vCards of contacts (RFC 6350); events and last days as calendar entries (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen.i18n.dates import first_day, last_day
from sitegen.i18n.phones import dialled
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Contact, Event, Tour
from sitegen.model.kinds import FOLDERS
from sitegen.model.output_rows import Output
from sitegen.model.timetables import ends_at, lasts
from sitegen.routes import Route, each_entry, entity_path, has_section
from sitegen.views.context import Context


def vcard(context: Context, route: Route) -> str:
    catalogue, localizer = context.catalogue, context.localizer
    contact = catalogue.get(Contact, route.args[0])
    organisation = localizer.required_text(contact.organisation).text
    department = localizer.text(contact.department)
    name = localizer.text(contact.person) if contact.consent else None
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"KIND:{'individual' if name else 'org'}",
        f"FN:{ical_text((name or localizer.required_text(contact.title or contact.organisation)).text)}",
        f"ORG:{ical_text(organisation)}" + (f";{ical_text(department.text)}" if department else ""),
    ]
    if contact.phone:
        lines.append(f'TEL;VALUE=uri;TYPE="work,voice":{dialled(contact.phone)}')
    for line in contact.phones:
        kind = "fax" if line.is_fax else "voice"
        lines.append(f'TEL;VALUE=uri;TYPE="work,{kind}":{dialled(line.number)}')
    if contact.email:
        lines.append(f"EMAIL;TYPE=work:{ical_text(contact.email)}")
    if contact.website:
        lines.append(f"URL:{contact.website}")
    place = localizer.text(contact.address)
    if place or contact.postcode:
        street = ical_text(place.text) if place else ""
        lines.append(f"ADR;TYPE=work:;;{street};;;{ical_text(contact.postcode)};")
    lines += [f"SOURCE:{context.address(route.path)}", "END:VCARD"]
    return folded(lines)


def calendar(context: Context, route: Route) -> str:
    """The event as days or, where its times are known, as a span in the site's time zone."""
    return _calendar([_event(context, route.args[0])])


def all_dates(context: Context, route: Route) -> str:
    """All events, and the last days of applying for policies, for a calendar that is subscribed to."""
    catalogue = context.catalogue
    name = ical_text(context.localizer.required_text(catalogue.site.title).text)
    entries = [_dated(context, *one) for one in catalogue.ask(queries.all_dates)]
    return _calendar(entries, [f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:P1D"])


def project_dates(context: Context, route: Route) -> str:
    """The days that belong to a project: until when it is offered, events, applications."""
    key = route.args[0]
    return _calendar([_dated(context, *one) for one in context.catalogue.ask(queries.project_dates, key)])


def dated_projects(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Those that have any such day."""
    for route in each_entry(catalogue, output):
        if queries.project_dates(catalogue, route.args[0]):
            yield route


def dated_tours(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Those that say on which days they are held."""
    for route in each_entry(catalogue, output):
        if catalogue.all(Tour)[route.args[0]].dates:
            yield route


def tour_calendar(context: Context, route: Route) -> str:
    """Every day on which a tour is held, from departure to the end of its last stop."""
    key = route.args[0]
    dates = context.catalogue.get(Tour, key).dates
    return _calendar([_tour(context, key, number, day) for number, day in enumerate(dates, 1)])


def _tour(context: Context, key: str, number: int, day: str) -> list[str]:
    catalogue, localizer = context.catalogue, context.localizer
    tour = catalogue.get(Tour, key)
    ends = (last_day(day) + datetime.timedelta(days=max(lasts(tour).days - 1, 0))).isoformat()
    timed = bool(tour.departs) and len(day) == len("2026-01-15")
    first = f"{day}T{tour.departs}" if timed else day
    hour = ends_at(tour) if timed else ""
    title = localizer.required_text(tour.title).text
    lines = [
        f"UID:tour-{key}-{number}@{urlsplit(catalogue.site.base_url).netloc}",
        f"DTSTAMP:{first_day(tour.published or day):%Y%m%d}T000000Z",
        *_span(first, f"{ends}T{hour}" if hour else ends, catalogue.site.time_zone),
        f"SUMMARY:{ical_text(title)}",
        f"URL:{_page(context, 'tour', key)}",
    ]
    meeting = localizer.text(tour.meeting)
    return [*lines, f"LOCATION:{ical_text(meeting.text)}"] if meeting else lines


def _calendar(entries: list[list[str]], head: Iterable[str] = ()) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//catalogue//EN", *head]
    for entry in entries:
        lines += ["BEGIN:VEVENT", *entry, "END:VEVENT"]
    return folded([*lines, "END:VCALENDAR"])


def _dated(context: Context, day: str, kind: str, key: str) -> list[str]:
    """An event; or a last day, named by what ends."""
    if kind == "event":
        return _event(context, key)
    localizer = context.localizer
    title = localizer.required_text(context.catalogue.card(kind, key).title).text
    said = localizer.gettext("Last day to apply") if kind == "policy" else localizer.gettext("Offered until")
    return [
        f"UID:{kind}-{key}@{urlsplit(context.catalogue.site.base_url).netloc}",
        f"DTSTAMP:{first_day(day):%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{last_day(day):%Y%m%d}",
        f"SUMMARY:{ical_text(f'{said}{localizer.colon}{title}')}",
        f"URL:{_page(context, kind, key)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P7D",
        f"DESCRIPTION:{ical_text(title)}",
        "END:VALARM",
    ]


def _page(context: Context, kind: str, key: str) -> str:
    has_page = kind == "project" or has_section(context.catalogue.site, FOLDERS[kind])
    return context.address(entity_path(kind, key) if has_page else "")


def _event(context: Context, key: str) -> list[str]:
    catalogue, localizer = context.catalogue, context.localizer
    event = catalogue.get(Event, key)
    lines = [
        f"UID:{event.id}@{urlsplit(catalogue.site.base_url).netloc}",
        f"DTSTAMP:{first_day(event.published or event.starts):%Y%m%d}T000000Z",
        *_span(event.starts, event.ends or event.starts, catalogue.site.time_zone),
        f"SUMMARY:{ical_text(localizer.required_text(event.title).text)}",
        f"URL:{_page(context, 'event', event.id)}",
    ]
    for name, said in (
        ("LOCATION", localizer.text(event.place)),
        ("DESCRIPTION", localizer.text(event.summary)),
    ):
        if said:
            lines.append(f"{name}:{ical_text(said.text)}")
    return lines


def _span(starts: str, ends: str, zone: str) -> Iterable[str]:
    if "T" in starts:
        yield f"DTSTART:{in_utc(starts, zone)}"
        end = ends if "T" in ends else f"{last_day(ends).isoformat()}T23:59"
        if end > starts:  # without an end of its own, an event has none
            yield f"DTEND:{in_utc(end, zone)}"
    else:
        yield f"DTSTART;VALUE=DATE:{first_day(starts):%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last_day(ends) + datetime.timedelta(days=1):%Y%m%d}"


def in_utc(iso: str, zone: str) -> str:
    """A local time as calendars everywhere read it, without a description of the zone beside it."""
    local = datetime.datetime.fromisoformat(iso).replace(tzinfo=ZoneInfo(zone))
    return f"{local.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def ical_text(value: str) -> str:
    """Text escaped as both formats ask, so that content cannot add lines of its own."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def folded(lines: Iterable[str]) -> str:
    """Lines of at most 75 bytes, continued after a blank, never inside a character."""
    folded = []
    for line in lines:
        piece, size = "", 0
        for char in line:
            width = len(char.encode())
            if size + width > 75:
                folded.append(piece)
                piece, size = " ", 1
            piece += char
            size += width
        folded.append(piece)
    return "\r\n".join(folded) + "\r\n"
