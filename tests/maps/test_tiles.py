"""The schematic map of regions."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.maps.classes import classes, shade_of
from sitegen.maps.drawing_types import MapWords
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.tiles import TileLayout, TileRegion, Value, draw, lay_out, lay_out_narrow

VALUE = Value(2, "12 projects", "CNY 3 billion", "12")


def region(key: str, tile: tuple[int, int] | None = None, *children: TileRegion) -> TileRegion:
    return TileRegion(key, MapWords(key), f"/{key}/", key, tile, (VALUE,), children)


def corners(plan: TileLayout) -> dict[str, tuple[float, float]]:
    return {spot.region.id: (spot.x, spot.y) for spot in plan.spots}


def test_tiles_stand_as_the_regions_do() -> None:
    plan = lay_out([region("west", (0, 1)), region("east", (2, 1)), region("north", (1, 0))], 1200)
    at = corners(plan)
    assert at["west"][0] < at["north"][0] < at["east"][0]
    assert at["north"][1] < at["west"][1] == at["east"][1]


def test_empty_columns_and_rows_are_left_out() -> None:
    plan = lay_out([region("a", (0, 0)), region("b", (7, 9))], 1200)
    assert plan.width < 300
    assert plan.height < 250


def test_what_has_no_place_of_its_own_stands_below() -> None:
    at = corners(lay_out([region("park"), region("county", (0, 0))], 1200))
    assert at["park"][1] > at["county"][1]


def test_two_regions_at_one_place_are_both_drawn() -> None:
    at = corners(lay_out([region("a", (0, 0)), region("b", (0, 0))], 1200))
    assert at["a"] != at["b"]


keys = st.integers(0, 4)


@st.composite
def forests(draw: st.DrawFn) -> list[TileRegion]:
    """Cities with counties, counties without, all with or without a place."""
    places = st.one_of(st.none(), st.tuples(keys, keys))
    made = []
    for number in range(draw(st.integers(1, 6))):
        children = [
            region(f"c{number}-{inner}", draw(places)) for inner in range(draw(st.sampled_from([0, 0, 3, 9])))
        ]
        made.append(region(f"r{number}", draw(places), *children))
    return made


@settings(max_examples=60, deadline=None)
@given(forests())
def test_tiles_never_overlap_and_frames_hold_what_is_theirs(found: list[TileRegion]) -> None:
    for plan in (lay_out(found, 1200), lay_out_narrow(found, 358)):
        spots = {spot.region.id: spot for spot in plan.spots}
        leaves = [spot for spot in plan.spots if not spot.region.children]
        for one, other in combinations(leaves, 2):
            beside = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
            apart = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
            assert beside or apart
        for spot in plan.spots:
            for child in spot.region.children:
                inner = spots[child.id]
                assert spot.x < inner.x
                assert inner.x + inner.width < spot.x + spot.width + 0.01
                assert spot.y < inner.y
                assert inner.y + inner.height < spot.y + spot.height + 0.01


def test_five_columns_fit_on_a_phone() -> None:
    plan = lay_out_narrow([region(f"r{column}", (column, 0)) for column in range(5)], 358)
    assert plan.width <= 358


def test_a_frame_says_its_value_in_brief_where_the_whole_would_cut_its_name() -> None:
    value = Value(1, "5 projects, 2 opportunities", brief="5 + 2")
    children = (region("west", (0, 0)), region("east", (1, 0)))
    province = TileRegion("p", MapWords("Guizhou Province"), "/p/", "p", None, (value,), children)
    said = draw(lay_out_narrow([province], 360), ["projects"], PAGE)
    assert "Guizhou Province<" in said
    assert ">5 + 2<" in said
    assert "..." not in said


def test_drawing_is_well_formed_whatever_names_hold() -> None:
    odd = TileRegion("x", MapWords('<b>"&'), 'https://x/?a=1&b="', "<i>", (0, 0), (VALUE,))
    plan = lay_out([odd], 1200)
    for paint in (PAGE, Paint(alone=True)):
        ElementTree.fromstring(f"<svg>{draw(plan, ['projects'], paint)}</svg>")  # noqa: S314  # our own


def test_classes_hold_about_as_many_regions_each() -> None:
    found = classes([Decimal(value) for value in range(1, 9)])
    assert [(one.shade, int(one.low), int(one.high)) for one in found] == [
        (1, 1, 2),
        (2, 3, 4),
        (3, 5, 6),
        (4, 7, 8),
    ]


def test_equal_values_share_a_class_and_a_class_ends_where_its_values_do() -> None:
    """As a legend says them: from the least to the greatest value that there is."""
    found = classes([Decimal(value) for value in (1, 1, 1, 1, 1, 1, 2, 3, 4, 5)])
    assert [(one.shade, int(one.low), int(one.high)) for one in found] == [(1, 1, 1), (2, 2, 3), (4, 4, 5)]
    found = classes([Decimal(value) for value in (7, 7, 3, 3, 3)])
    assert [(one.shade, int(one.low), int(one.high)) for one in found] == [(1, 3, 3), (3, 7, 7)]


@given(st.lists(st.integers(0, 30).map(Decimal), min_size=1, max_size=40))
def test_classes_have_the_limits_of_their_values(values: list[Decimal]) -> None:
    found = classes(values)
    for one in found:
        held = [value for value in values if shade_of(value, found) == one.shade]
        assert (min(held), max(held)) == (one.low, one.high)
    assert len(found) == min(len(set(values)), 4) or len(set(values)) > 4


@given(st.lists(st.integers(0, 30).map(Decimal), max_size=40))
def test_every_value_has_one_shade_and_larger_ones_no_lighter(values: list[Decimal]) -> None:
    found = classes(values)
    shades = [shade_of(value, found) for value in sorted(values)]
    assert all(1 <= shade <= 4 for shade in shades)
    assert shades == sorted(shades)
    assert shade_of(None, found) == 0
