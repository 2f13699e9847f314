"""What a project's page says of where it stands, where it lies and what is like it."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.i18n.text import Text
from sitegen.model.entities import Chain, Location, Milestone, Region
from sitegen.views.projects import ProjectPage
from sitegen.views.projects import project as project_view
from tests.support.catalogues import project
from tests.support.views import localizer, tracked


def page(*others: Any, **fields: Any) -> ProjectPage:
    catalogue = tracked(project("p", **fields), *others)
    return project_view(catalogue, localizer(), "projects/p/", "p")


def milestones(*reached: str) -> tuple[Milestone, ...]:
    return tuple(Milestone(date=f"2024-{month:02}", status=status) for month, status in enumerate(reached, 1))


LADDER = ("planned", "open", "in-talks", "intent", "signed", "landed", "under-construction", "operating")


def steps(status: str, *reached: str) -> list[tuple[str, str]]:
    """Rungs with their states; those that are ahead are left out."""
    found = [(one.status.id, one.state) for one in page(status=status, milestones=milestones(*reached)).steps]
    assert [rung for rung, _ in found if rung in LADDER] == list(LADDER)
    return [(rung, state) for rung, state in found if state != "ahead"]


@pytest.mark.parametrize(
    ("status", "reached", "expected"),
    [
        ("planned", (), [("planned", "current")]),
        ("open", ("planned",), [("planned", "done"), ("open", "current")]),
        (
            "signed",
            ("planned", "intent", "signed"),
            [("planned", "done"), ("open", "passed"), ("in-talks", "passed"), ("intent", "done"),
             ("signed", "current")],
        ),
        ("paused", (), [("paused", "current")]),
        ("paused", ("planned",), [("planned", "done"), ("paused", "current")]),
        (
            "paused",
            ("intent", "open"),
            [("planned", "passed"), ("open", "done"), ("in-talks", "passed"), ("intent", "done"),
             ("paused", "current")],
        ),
        ("ended", ("paused", "planned"), [("planned", "done"), ("ended", "current")]),
        ("operating", (), [*[(rung, "passed") for rung in LADDER[:-1]], ("operating", "current")]),
    ],
)  # fmt: skip
def test_the_ladder_shows_how_far_a_project_has_come(
    status: str, reached: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """A side state follows the last rung that was reached; what was never dated is passed, not done."""
    assert steps(status, *reached) == expected


def test_what_happened_on_a_rung_is_told_in_order_of_time() -> None:
    reached = (
        Milestone(date="2025-02", status="open", note=Text({"en": "again"})),
        Milestone(date="2024-03-01", status="open", note=Text({"en": "first"})),
    )
    (rung,) = [one for one in page(status="open", milestones=reached).steps if one.status.id == "open"]
    assert [one.note.text for one in rung.milestones if one.note] == ["first", "again"]


def similar(*others: Any, **fields: Any) -> dict[str, tuple[str, ...]]:
    chain = Chain(id="c", title=Text({"en": "Chain"}))
    return {one.card.id: one.reasons for one in page(chain, *others, **fields).similar}


def test_similar_projects_are_those_named_then_those_alike_and_never_the_project_itself() -> None:
    others = [project(f"q{number}", chain="c", published=f"2025-0{number}") for number in range(1, 7)]
    mine = {"chain": "c", "published": "2025-03-15"}
    assert list(similar(*others, **mine)) == ["q3", "q4", "q2", "q5"]
    assert list(similar(*others, **mine, related=("p", "q6", "q3", "q6"))) == ["q6", "q3", "q4", "q2"]
    assert list(similar(*others, **mine, related=tuple(f"q{n}" for n in range(1, 7)))) == [
        f"q{n}" for n in range(1, 7)
    ]
    assert similar(project("q1", chain="c"), **mine) == {"q1": ("Same chain",)}
    assert similar(project("q1", chain="c"), **mine, related=("q1",)) == {"q1": ("Named by this project",)}
    assert similar(chain="c") == {}


@pytest.mark.parametrize(
    ("kind", "field", "reasons"),
    [
        ("county", "region", ("Same chain", "Same county")),
        ("city", "region", ("Same chain", "Same city")),
        ("park", "park", ("Same chain", "Same park")),
        ("port", "park", ("Same chain", "Same port")),
        ("province", "region", ("Same chain",)),
    ],
)
def test_a_common_place_is_called_what_it_is(kind: str, field: str, reasons: tuple[str, ...]) -> None:
    place = Region(id="r", title=Text({"en": "Place"}), kind=kind)
    assert similar(place, project("q", chain="c", **{field: "r"}), chain="c", **{field: "r"}) == {
        "q": reasons
    }


@pytest.mark.parametrize(
    ("lon", "lat", "said"),
    [
        (105.8430004, 32.4361, "32.43610° N, 105.84300° E (WGS84)"),
        (-58.4, -34.6, "34.60000° S, 58.40000° W (WGS84)"),
        (0.0, 0.0, "0.00000° N, 0.00000° E (WGS84)"),
        (None, 32.0, ""),
        (105.0, None, ""),
    ],
)
def test_coordinates_are_said_with_their_quarter_of_the_earth(
    lon: float | None, lat: float | None, said: str
) -> None:
    found = page(location=Location(lon=lon, lat=lat))
    assert found.coordinates == said
    assert bool(found.maps) == bool(said)


def test_the_open_map_shows_the_place_in_the_middle() -> None:
    (link,) = [
        one for one in page(location=Location(lon=105.843, lat=32.436)).maps if "OpenStreet" in one.name
    ]
    assert link.url.endswith("#map=14/32.436000/105.843000")
