"""Inspection tours: their hours, their page and what leads to it, their days as a calendar."""

from __future__ import annotations

import pytest

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Tour, TourStop
from sitegen.model.timetables import Lasts, lasts, timetable
from tests.support.site import Site

T = Text({"zh": "线路"})


def tour(*stops: tuple[int, str, str], departs: str = "09:00") -> Tour:
    """Each stop: day, time on the way, time of stay."""
    made = [
        TourStop(
            day=day,
            travel=parse_quantity(travel) if travel else None,
            stay=parse_quantity(stay) if stay else None,
        )
        for day, travel, stay in stops
    ]
    return Tour(id="t", title=T, departs=departs, stops=tuple(made))


def test_hours_are_summed_day_by_day() -> None:
    made = tour((0, "30分钟", "40分钟"), (0, "", "1.5小时"), (2, "1小时", "20分钟"))
    hours = [(one.day, one.arrives, one.leaves) for one in timetable(made)]
    assert hours == [(1, "09:30", "10:10"), (1, "10:10", "11:40"), (2, "10:00", "10:20")]
    assert lasts(made) == Lasts(2, 160)


@pytest.mark.parametrize(
    ("stops", "hours"),
    [
        ([(0, "", ""), (0, "5分钟", "5分钟")], [("09:00", ""), ("", "")]),
        ([(0, "1天", "5分钟")], [("", "")]),
        ([(0, "", ""), (2, "5分钟", "5分钟")], [("09:00", ""), ("09:05", "09:10")]),
        ([(0, "14小时", "2小时")], [("23:00", "")]),
    ],
)
def test_what_is_not_known_has_no_hour(
    stops: list[tuple[int, str, str]], hours: list[tuple[str, str]]
) -> None:
    assert [(one.arrives, one.leaves) for one in timetable(tour(*stops))] == hours


def test_without_an_hour_of_departure_there_are_none() -> None:
    assert timetable(tour((0, "5分钟", "5分钟"), departs=""))[0].arrives == ""


def test_places_chains_and_projects_lead_to_it(demo: Site) -> None:
    for page in ("chains/energy-storage/", "regions/yunlan-etdz/", "regions/wangchuan/", "regions/yunlan/"):
        assert 'tours/storage-in-a-day/"' in demo.page(f"en/{page}").source, page
    assert 'en/tours/"' in demo.page("en/").source


def test_its_page_has_hours_and_a_map_and_no_days_gone_by(demo: Site) -> None:
    page = demo.page("zh/tours/storage-in-a-day/")
    assert "09:30" in page.text
    assert 'datetime="2026-07-09"' not in page.source, "it is over"
    assert page.source.count('href="#stop-') >= 4, "the map leads to the stops"
    days = (demo.tree / "zh/tours/storage-in-a-day/tour.ics").read_text("utf-8")
    assert days.count("BEGIN:VEVENT") == 3
    assert "DTSTART:20260709T010000Z" in days
