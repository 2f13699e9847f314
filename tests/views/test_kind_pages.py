"""Pages of policies, regions, enterprises and events: what they choose to show, and in which order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Applies,
    Chain,
    ChainRole,
    Contact,
    Enterprise,
    Event,
    Grant,
    Online,
    Plot,
    Policy,
    Region,
    Segment,
    Stage,
)
from sitegen.views.enterprises import enterprise, enterprise_list
from sitegen.views.events import EventPage, event
from sitegen.views.policies import PolicyPage, policy
from sitegen.views.policy_rows import policy_row
from sitegen.views.regions import RegionPage, region
from tests.support.catalogues import project
from tests.support.views import localizer, tracked


def T(text: str) -> Text:
    return Text({"en": text})


def chain(key: str, *segments: str, **fields: Any) -> Chain:
    return Chain(
        id=key,
        title=T(f"chain {key}"),
        stages=(Stage(id="up", title=T("Up")),),
        segments=tuple(Segment(id=one, stage="up", title=T(f"segment {one}")) for one in segments),
        **fields,
    )


def place(key: str, **fields: Any) -> Region:
    return Region(**{"id": key, "title": T(key.title()), "kind": "county", **fields})


def office(key: str, **fields: Any) -> Contact:
    return Contact(id=key, organisation=T(key), **fields)


# Policies


def policy_page(*others: Any, **fields: Any) -> PolicyPage:
    it = Policy(**{"id": "p", "title": T("Measures"), "level": "city", **fields})
    return policy(tracked(it, *others), localizer(), "policies/p/", "p")


OFFICES = (office("for-a", chains=("a",)), office("for-city", regions=("city",)), office("contact-0"))
AROUND = (*OFFICES, chain("a"), chain("b"), place("city"), place("county", parent="city"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["contact-0"]),
        ({"contacts": ("for-city",)}, ["for-city"]),
        ({"applies": Applies(chains=("a",))}, ["for-a"]),
        ({"applies": Applies(chains=("a", "b"))}, ["contact-0"]),
        ({"applies": Applies(regions=("county", "city"))}, ["for-city"]),
        ({"applies": Applies(chains=("a",), regions=("county",))}, ["for-a", "for-city"]),
    ],
)
def test_who_answers_for_a_policy(fields: dict[str, Any], expected: list[str]) -> None:
    """Those that it names, else those of its one chain and first place, else the site's own."""
    assert [one.id for one in policy_page(*AROUND, **fields).contacts] == expected


def test_related_policies_are_those_named_and_those_that_name_it_but_not_itself() -> None:
    others = [
        Policy(id=key, title=T(key), level="city", related=related)
        for key, related in (("q", ("p",)), ("r", ()), ("s", ("p", "q")))
    ]
    found = policy_page(*others, related=("r", "p", "s"))
    assert [row.id for row in found.related] == ["r", "s", "q"]


@pytest.mark.parametrize(
    ("grant", "gist"),
    [
        ({"rate": "10%", "amount": "30万元", "cap": "200万元"}, "Grant: 10%"),
        ({"amount": "30万元", "cap": "200万元"}, "Grant: CNY 300,000"),
        ({"cap": "200万元"}, "Grant: CNY 2 million"),
        ({}, "Grant"),
    ],
)
def test_the_gist_is_the_first_grant_with_its_rate_or_amount_or_limit(
    grant: dict[str, str], gist: str
) -> None:
    figures: dict[str, Any] = {name: parse_quantity(text) for name, text in grant.items()}
    grants = (Grant(title=T("Grant"), **figures), Grant(title=T("Other"), rate=parse_quantity("50%")))
    it = Policy(id="p", title=T("Measures"), level="city", summary=T("Summary"), grants=grants)
    row = policy_row(tracked(it), localizer(), "p")
    assert row.gist is not None
    assert row.gist.text.replace("\u00a0", " ") == gist


# Regions


def region_page(*others: Any, **fields: Any) -> RegionPage:
    return region(tracked(place("r", **fields), *others), localizer(), "regions/r/", "r")


def test_the_way_to_a_region_leads_from_the_largest_down() -> None:
    found = region_page(place("city", parent="province"), place("province"), parent="city")
    assert [one.title.text for one in found.crumbs] == ["Home", "Regions and parks", "Province", "City", "R"]
    assert [one.title.text for one in found.parents] == ["City", "Province"]


def test_a_plot_without_a_name_is_called_by_its_id() -> None:
    area = parse_quantity("100亩")
    plots = (Plot(id="a-01", area=area), Plot(id="a-02", area=area, title=T("South plot")))
    assert [one.title.text for one in region_page(plots=plots).plots] == ["A-01", "South plot"]


def test_a_region_has_its_own_chains_and_what_lies_in_it() -> None:
    found = region_page(
        chain("mine", region="r"),
        chain("other"),
        place("park", parent="r"),
        project("in-park", region="park"),
        project("elsewhere"),
        Enterprise(id="e", title=T("E"), region="park"),
        contact := office("contact-0"),
    )
    assert [one.id for one in found.chains] == ["mine"]
    assert [one.id for one in found.projects] == ["in-park"]
    assert [one.id for one in found.enterprises] == ["e"]
    assert [one.id for one in found.contacts] == [contact.id]


def test_projects_that_seek_an_investor_come_first_and_those_that_stand_still_last() -> None:
    states = ("paused", "signed", "open", "ended", "planned", "in-talks")
    others = [
        project(status, region="r", status=status, published=f"2025-01-{number:02}")
        for number, status in enumerate(states, 1)
    ]
    found = [
        one.id
        for one in region_page(
            *others, project("idea", region="r", kind="opportunity", status="planned")
        ).projects
    ]
    assert set(found[:2]) == {"open", "idea"}
    assert set(found[2:5]) == {"signed", "planned", "in-talks"}
    assert set(found[5:]) == {"paused", "ended"}


# Enterprises


def test_enterprises_are_listed_under_each_of_their_chains_and_its_first_segment() -> None:
    roles = (
        ChainRole(chain="a", segments=("y",)),
        ChainRole(chain="b"),
        ChainRole(chain="a", segments=("x",)),
    )
    found = enterprise_list(
        tracked(
            chain("a", "x", "y", order=2),
            chain("b", "z", order=1),
            Enterprise(id="two", title=T("Two"), chains=roles),
            Enterprise(
                id="lead", title=T("Lead"), role="leader", chains=(ChainRole(chain="a", segments=("x",)),)
            ),
            Enterprise(id="none", title=T("None")),
        ),
        localizer(),
        "enterprises/",
    )
    said = [
        (
            group.chain.title.text if group.chain else "",
            [(head.title.text if head else "", [row.id for row in rows]) for head, rows in group.segments],
        )
        for group in found.groups
    ]
    assert said == [
        ("chain b", [("", ["two"])]),
        ("chain a", [("segment x", ["lead", "two"])]),
        ("", [("", ["none"])]),
    ]
    assert [group.number for group in found.groups] == [1, 2, 1]


def test_who_answers_for_an_enterprise() -> None:
    it = Enterprise(
        id="e", title=T("E"), chains=(ChainRole(chain="a"), ChainRole(chain="b")), region="county"
    )
    found = enterprise(tracked(it, *AROUND), localizer(), "enterprises/e/", "e")
    assert [one.id for one in found.contacts] == ["for-a", "for-city"]


# Events


def event_page(*others: Any, **fields: Any) -> EventPage:
    it = Event(**{"id": "e", "title": T("Fair"), "kind": "fair", **fields})
    return event(tracked(it, *others), localizer(), "events/e/", "e")


def test_only_an_event_with_a_day_can_be_put_into_a_calendar() -> None:
    assert event_page(starts="2026-05").calendar.endswith("/events/e/event.ics")
    assert event_page().calendar == ""
    assert '"@type":"Event"' not in event_page().head.json_ld
    assert '"startDate":"2026-05"' in event_page(starts="2026-05").head.json_ld


def test_search_engines_are_told_when_and_where_an_event_is() -> None:
    def said(*others: Any, **fields: Any) -> Any:
        about, _ = json.loads(event_page(*others, **fields).head.json_ld)["@graph"]
        return about

    online = Online(url="https://example.org/live")
    both = said(starts="2026-05-18T09:30", ends="2026-05-18T17:00", place=T("Hall"), online=online)
    assert (both["startDate"], both["endDate"]) == ("2026-05-18T09:30+08:00", "2026-05-18T17:00+08:00")
    assert [one["@type"] for one in both["location"]] == ["Place", "VirtualLocation"]
    assert both["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    only = said(*AROUND, starts="2026-05-18", online=online, region="county")
    assert only["location"] == {"@type": "VirtualLocation", "url": "https://example.org/live"}
    assert only["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    there = said(*AROUND, starts="2026-05-18", region="county", organiser=T("Office"))
    assert there["location"]["address"] == there["location"]["name"] != ""
    assert there["organizer"]["name"] == "Office"
    assert "location" not in said(starts="2026-05-18")


def test_taking_part_online_has_a_name_of_its_own_or_the_usual_one() -> None:
    for given, said in ((T("Stream"), "Stream"), (None, "Join online")):
        found = event_page(online=Online(url="https://example.org/", title=given)).online
        assert found is not None
        assert (found.url, found.title.text) == ("https://example.org/", said)


def test_who_answers_for_an_event() -> None:
    assert [one.id for one in event_page(*AROUND, region="county").contacts] == ["for-city"]
    assert [one.id for one in event_page(*AROUND, contacts=("for-a",)).contacts] == ["for-a"]
