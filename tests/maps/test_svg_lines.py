"""Lines and points of drawings, by their numbers."""

from __future__ import annotations

import pytest

from sitegen.maps.boundaries import TOUCH, MapPoint, Names, _closest, draw, lay_out
from sitegen.maps.drawing_types import MapWords
from sitegen.maps.svg import rounded
from sitegen.maps.tiles import TileRegion, Value


@pytest.mark.parametrize(
    ("points", "data"),
    [
        ([(0, 0), (100, 0)], "M0 0H100"),
        ([(0, 0), (0, 100)], "M0 0V100"),
        ([(0, 0), (10, 5)], "M0 0L10 5"),
        ([(0, 0), (10, 0.2)], "M0 0L10 0.2"),
        ([(0, 0), (0.2, 10)], "M0 0L0.2 10"),
        ([(0, 0), (50, 0), (100, 0)], "M0 0H100"),
        ([(0, 0), (100, 0), (100, 50)], "M0 0H94Q100 0 100 6V50"),
        ([(0, 0), (100, 0), (100, 8)], "M0 0H96Q100 0 100 4V8"),
        ([(0, 0), (8, 0), (8, 50)], "M0 0H4Q8 0 8 4V50"),
    ],
)
def test_corners_are_rounded_as_far_as_there_is_room(points: list[tuple[float, float]], data: str) -> None:
    assert rounded(points) == data


@pytest.mark.parametrize(
    ("count", "apart", "touch"), [(1, 23.9, True), (1, 24.0, False), (30, 32.9, True), (30, 33.1, False)]
)
def test_how_near_two_points_may_be(count: int, apart: float, touch: bool) -> None:
    """24 of any two; 4 between the edges of large ones."""
    members = tuple(range(count))
    assert (_closest([(0, 0, members), (apart, 0, members)]) is not None) is touch


def test_a_point_is_large_enough_for_a_finger() -> None:
    outline = ((105.0, 32.0), (106.0, 32.0), (106.0, 33.0), (105.0, 33.0), (105.0, 32.0))
    region = TileRegion("west", MapWords("西"), "/west/", "西", None, (Value(1, "1"),))
    names = Names(lambda key: (key, f"/{key}/"), "%d", "/all/")
    plan = lay_out([region], {"west": (outline,)}, [MapPoint(105.5, 32.5, "a")], 400, 400)
    assert f'r="{TOUCH:.0f}" fill="none" pointer-events="all"' in draw(
        plan, ["projects"], {"projects": names}
    )
