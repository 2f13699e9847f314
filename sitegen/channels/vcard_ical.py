"""vCards of contacts (RFC 6350) and calendar entries of events (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.i18n.dates import first_day, last_day
from sitegen.i18n.phones import dialled
from sitegen.model.entities import Contact, Event
from sitegen.routes import Route
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
    catalogue, localizer = context.catalogue, context.localizer
    event = catalogue.get(Event, route.args[0])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//catalogue//EN",
        "BEGIN:VEVENT",
        f"UID:{event.id}@{urlsplit(catalogue.site.base_url).netloc}",
        f"DTSTAMP:{first_day(event.published or event.starts):%Y%m%d}T000000Z",
        *_span(event.starts, event.ends or event.starts, catalogue.site.time_zone),
        f"SUMMARY:{ical_text(localizer.required_text(event.title).text)}",
        f"URL:{context.address(f'events/{event.id}/')}",
    ]
    for name, said in (
        ("LOCATION", localizer.text(event.place)),
        ("DESCRIPTION", localizer.text(event.summary)),
    ):
        if said:
            lines.append(f"{name}:{ical_text(said.text)}")
    return folded([*lines, "END:VEVENT", "END:VCALENDAR"])


def _span(starts: str, ends: str, zone: str) -> Iterable[str]:
    if "T" in starts:
        yield f"DTSTART;TZID={zone}:{_stamp(starts)}"
        yield f"DTEND;TZID={zone}:{_stamp(ends if 'T' in ends else ends + 'T23:59')}"
    else:
        yield f"DTSTART;VALUE=DATE:{first_day(starts):%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last_day(ends) + datetime.timedelta(days=1):%Y%m%d}"


def _stamp(iso: str) -> str:
    return iso.replace("-", "").replace(":", "") + "00"


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
