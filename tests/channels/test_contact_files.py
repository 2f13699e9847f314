"""vCards and calendar entries, line by line as an address book is given them."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.i18n.text import Text
from sitegen.model.entities import Contact, Event
from tests.support.cards import properties
from tests.support.views import made, tracked


def T(text: str) -> Text:
    return Text({"en": text})


def card(**fields: Any) -> list[str]:
    """The lines of a contact's vCard, unfolded, without its frame."""
    contact = Contact(**{"id": "c", "organisation": T("Bureau"), **fields})
    text = made("vcard", tracked(contact), "contacts/c/contact.vcf", "c")
    properties(text.encode())
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-3:] == [
        "SOURCE:https://invest.example.org/en/contacts/c/contact.vcf",
        "END:VCARD",
        "",
    ]
    return lines[2:-3]


def test_an_office_has_its_name_and_nothing_that_nobody_stated() -> None:
    assert card() == ["KIND:org", "FN:Bureau", "ORG:Bureau"]


def test_what_is_stated_has_a_line_each() -> None:
    assert card(
        department=T("Projects"),
        phone="0839-3266000",
        email="a@example.org",
        website="https://example.org/a,b;c",
        address=T("1 Road"),
        postcode="628000",
    ) == [
        "KIND:org",
        "FN:Bureau",
        "ORG:Bureau;Projects",
        'TEL;VALUE=uri;TYPE="work,voice":tel:+86-839-3266000',
        "EMAIL;TYPE=work:a@example.org",
        "URL:https://example.org/a,b;c",
        "ADR;TYPE=work:;;1 Road;;;628000;",
    ]


def test_what_parts_values_is_escaped_wherever_it_is() -> None:
    hard, escaped = "a,b;c\\d\ne", r"a\,b\;c\\d\ne"
    assert card(organisation=T(hard), department=T(hard), address=T(hard)) == [
        "KIND:org",
        f"FN:{escaped}",
        f"ORG:{escaped};{escaped}",
        f"ADR;TYPE=work:;;{escaped};;;;",
    ]


@pytest.mark.parametrize(
    ("fields", "kind", "name"),
    [
        ({"title": T("Desk")}, "org", "Desk"),
        ({"person": T("Officer"), "consent": "2026-01"}, "individual", "Officer"),
        ({"person": T("Officer"), "consent": "2026-01", "title": T("Desk")}, "individual", "Officer"),
        ({"person": T("Officer")}, "org", "Bureau"),
    ],
)
def test_a_person_who_has_agreed_is_named_and_nobody_else(
    fields: dict[str, Any], kind: str, name: str
) -> None:
    assert card(**fields)[:2] == [f"KIND:{kind}", f"FN:{name}"]


def test_long_lines_are_folded_between_characters() -> None:
    contact = Contact(id="c", organisation=Text({"zh": "局" * 60}))
    text = made("vcard", tracked(contact), "x", "c", locale="zh")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines[:-1])
    assert f"FN:{'局' * 60}\r\n" in text.replace("\r\n ", "")


def entry(**fields: Any) -> dict[str, str]:
    """The properties of an event's calendar entry, with their parameters, but for those of every one."""
    event = Event(**{"id": "e", "title": T("Fair"), "kind": "fair", **fields})
    text = made("calendar", tracked(event), "events/e/event.ics", "e")
    found = {one.name + one.params: one.value for one in properties(text.encode())}
    for name in ("BEGIN", "END", "VERSION", "PRODID", "UID", "URL", "SUMMARY"):
        assert found.pop(name)
    return found


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"starts": "2026-05-18"},
            {"DTSTART;VALUE=DATE": "20260518", "DTEND;VALUE=DATE": "20260519"},
        ),
        (
            {"starts": "2026-05-18", "ends": "2026-05-31"},
            {"DTSTART;VALUE=DATE": "20260518", "DTEND;VALUE=DATE": "20260601"},
        ),
        (
            {"starts": "2026-02", "ends": "2026-03"},
            {"DTSTART;VALUE=DATE": "20260201", "DTEND;VALUE=DATE": "20260401"},
        ),
        (
            {"starts": "2026-05-18T09:30", "ends": "2026-05-19T17:00"},
            {
                "DTSTART": "20260518T013000Z",
                "DTEND": "20260519T090000Z",
            },
        ),
        ({"starts": "2026-05-18T09:30"}, {"DTSTART": "20260518T013000Z"}),
        (
            {"starts": "2026-05-18T09:30", "ends": "2026-05-19"},
            {
                "DTSTART": "20260518T013000Z",
                "DTEND": "20260519T155900Z",
            },
        ),
    ],
)
def test_an_event_lasts_to_the_end_of_its_last_day_or_to_its_hour(
    fields: dict[str, Any], expected: dict[str, str]
) -> None:
    found = entry(published="2026-01-02", **fields)
    assert found == {"DTSTAMP": "20260102T000000Z", **expected}


def test_where_an_event_is_and_what_it_is_for_are_texts() -> None:
    found = entry(starts="2026-05-18", place=T("Hall 1, East"), summary=T("Talks; tours"))
    assert (found["LOCATION"], found["DESCRIPTION"]) == (r"Hall 1\, East", r"Talks\; tours")
