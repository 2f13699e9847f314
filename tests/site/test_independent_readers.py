"""vCards, calendars and feeds, read back by libraries that others have written."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
import vobject

from tests.support.site import Site

_CALENDARS = ("*/events/*/event.ics", "*/events/calendar.ics", "*/tours/*/tour.ics", "*/projects/*/dates.ics")


def test_vcards_say_what_their_pages_say(demo: Site) -> None:
    seen: Counter[str] = Counter()
    for file in sorted(demo.tree.glob("*/contacts/*/contact.vcf")):
        (card,) = vobject.readComponents(file.read_bytes().decode())
        assert card.validate(raiseException=True)
        page = demo.page(f"{file.parent.relative_to(demo.tree)}/")
        assert card.org.value[0] in page.text
        dialled = {link["href"] for link in page.all("a")}
        for name, lines in card.contents.items():
            seen[name] += len(lines)
        for phone in card.contents.get("tel", []):
            assert phone.value.startswith("tel:+86-")
            assert phone.value in dialled or "fax" in phone.params["TYPE"][0]
        for mail in card.contents.get("email", []):
            assert mail.value in page.text
        for address in card.contents.get("adr", []):
            assert address.value.street in page.text
            assert address.value.code in page.text
    assert {"fn", "org", "tel", "email", "adr"} <= {name for name, count in seen.items() if count}


@pytest.mark.parametrize("pattern", _CALENDARS)
def test_calendars_are_read_alike_by_two_libraries(demo: Site, pattern: str) -> None:
    files = sorted(demo.tree.glob(pattern))
    assert files
    for file in files:
        text = file.read_bytes().decode()
        calendar: Any = icalendar.Calendar.from_ical(text)
        events = calendar.walk("VEVENT")
        assert events, file
        assert not [error for part in calendar.walk() for error in part.errors], file
        assert not _zones_without_description(calendar), file
        for event in events:
            _check_span(event, file)
        (other,) = vobject.readComponents(text)
        assert [str(one["SUMMARY"]) for one in events] == [one.summary.value for one in other.vevent_list]
        assert [one["DTSTART"].dt for one in events] == [one.dtstart.value for one in other.vevent_list]
        uids = [str(one["UID"]) for one in events]
        assert len(uids) == len(set(uids)), file


def _zones_without_description(calendar: Any) -> set[str]:
    named = {
        value.params["TZID"]
        for part in calendar.walk()
        for _, value in part.property_items(recursive=False)
        if "TZID" in getattr(value, "params", {})
    }
    return named - {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}


def _check_span(event: Any, file: Path) -> None:
    """A time names its zone; what has an end ends after it has begun, in the same kind of value."""
    starts = event["DTSTART"].dt
    timed = isinstance(starts, datetime.datetime)
    assert not timed or starts.utcoffset() is not None, file
    if "DTEND" in event:
        ends = event["DTEND"].dt
        assert isinstance(ends, datetime.datetime) == timed, file
        assert ends > starts, file
    assert event["DTSTAMP"].dt.utcoffset() == datetime.timedelta(), file


def test_feeds_are_read_without_a_complaint(demo: Site) -> None:
    files = sorted(demo.tree.glob("**/feed.xml"))
    assert {f"{locale}/feed.xml" for locale in demo.locales} <= {
        str(file.relative_to(demo.tree)) for file in files
    }
    for file in files:
        found = feedparser.parse(file.read_bytes())
        assert not found.bozo, (file, found.get("bozo_exception"))
        assert found.version == "atom10"
        assert found.feed.updated_parsed.tm_year > 2000, file
        for entry in found.entries:
            assert entry.updated_parsed.tm_year > 2000, file
            assert entry.title, file
            assert demo.has(demo.inside(entry.link.partition("#")[0])), file
