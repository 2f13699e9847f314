"""Regions within their boundaries."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.maps.boundaries import Dot, MapPoint, Names, RegionArea, _hidden, _label, draw, lay_out
from sitegen.maps.drawing_types import MapWords
from sitegen.maps.geometry import albers, area, label_spots, simplified
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.tiles import TileRegion, Value
from sitegen.model.geojson import BoundaryError, parse_boundaries

WEST = ((105.0, 32.0), (105.5, 32.0), (105.5, 32.2), (105.45, 32.3), (105.5, 32.6), (105.0, 32.6))
EAST = ((105.5, 32.0), (106.0, 32.0), (106.0, 32.6), (105.5, 32.6), (105.45, 32.3), (105.5, 32.2))


def named(place_id: str) -> tuple[str, str]:
    return f"<{place_id}>", f"/{place_id}/"


NAMES = {"projects": Names(named, "%d projects", "/all/"), "plots": Names(named, "%d parks", "/regions/")}


def region(key: str) -> TileRegion:
    return TileRegion(
        key, MapWords(key), f"/{key}/", key, None, (Value(2, "3 projects"), Value(1, "2 plots"))
    )


def test_equal_areas_on_the_earth_are_equal_on_the_sheet() -> None:
    project = albers(97, 26, 109, 35)

    def cell(lon: float, lat: float) -> float:
        ring = [(lon, lat), (lon + 0.1, lat), (lon + 0.1, lat + 0.1), (lon, lat + 0.1)]
        return area([(round(x * 1e9), round(y * 1e9)) for x, y in (project(*point) for point in ring)])

    south, north = cell(100, 27), cell(107, 34)
    expected = math.cos(math.radians(27.05)) / math.cos(math.radians(34.05))
    assert south / north == pytest.approx(expected, rel=1e-3)


def test_parallels_a_sixth_from_the_edges_have_their_true_length() -> None:
    """Which holds for one cone only; equal areas hold for any."""
    project = albers(97, 26, 109, 35)
    for lat in (26 + 9 / 6, 35 - 9 / 6):
        drawn = math.dist(project(100, lat), project(100.01, lat))
        assert drawn == pytest.approx(math.radians(0.01) * math.cos(math.radians(lat)), rel=1e-6)
    middle = math.dist(project(100, 30.5), project(100.01, 30.5))
    assert middle < math.radians(0.01) * math.cos(math.radians(30.5))


def test_north_is_up_and_east_is_right() -> None:
    project = albers(105, 32, 106, 33)
    assert project(105.5, 32.9)[1] < project(105.5, 32.1)[1]
    assert project(105.9, 32.5)[0] > project(105.1, 32.5)[0]


def test_the_equator_can_be_drawn_too() -> None:
    assert albers(100, -1, 101, 1)(100.5, 0.5)[1] < 0


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.5, 4))
def test_neighbours_keep_one_border_however_it_is_thinned(seed: int, tolerance: float) -> None:
    random = Random(seed)
    border = [(50 + random.uniform(-8, 8), float(y)) for y in range(1, 100)]
    left = [(0.0, 0.0), (50.0, 0.0), *border, (50.0, 100.0), (0.0, 100.0)]
    right = [(100.0, 0.0), (100.0, 100.0), (50.0, 100.0), *border[::-1], (50.0, 0.0)]
    one, other = simplified([left, right], tolerance)
    assert {point for point in one if 30 < point[0] < 70} == {point for point in other if 30 < point[0] < 70}
    assert abs(area(one) + area(other) - 10_000) < 1


def test_thinning_leaves_few_points_of_a_straight_line() -> None:
    ring = [(float(x), 0.0) for x in range(100)] + [(100.0, 0.0), (100.0, 50.0), (0.0, 50.0)]
    assert len(simplified([ring], 0.5)[0]) <= 5


def test_names_stand_inside_their_region() -> None:
    hook = ((0, 0), (100, 0), (100, 20), (20, 20), (20, 100), (0, 100))
    for x, y, room in label_spots(hook):
        assert (0 <= x <= 100 and y <= 20) or x <= 20
        assert room > 0


def test_a_map_keeps_to_its_room_and_points_to_theirs() -> None:
    places = [
        MapPoint(105.2, 32.3, "a"),
        MapPoint(105.2001, 32.3001, "b"),
        MapPoint(120.0, 30.0, "far"),
    ]
    plan = lay_out([region("west"), region("east")], {"west": (WEST,), "east": (EAST,)}, places, 600, 400)
    assert plan.width <= 600.01
    assert plan.height <= 400.01
    assert [len(dot.places) for dot in plan.dots] == [2]
    assert len(plan.areas) == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(105, 106), st.floats(32, 32.6)), max_size=60))
def test_points_never_touch_and_none_is_lost(spots: list[tuple[float, float]]) -> None:
    places = [MapPoint(lon, lat, "p") for lon, lat in spots]
    plan = lay_out([region("west"), region("east")], {"west": (WEST,), "east": (EAST,)}, places, 900, 700)
    assert sum(len(dot.places) for dot in plan.dots) == len(places)
    for number, dot in enumerate(plan.dots):
        for other in plan.dots[number + 1 :]:
            apart = math.dist((dot.x, dot.y), (other.x, other.y))
            assert apart >= max(24, dot.radius + other.radius + 4) - 1e-9, "a finger hits one of them"


def test_points_that_stand_apart_stay_apart() -> None:
    spots = [MapPoint(105.1, 32.1, "a"), MapPoint(105.9, 32.5, "b"), MapPoint(105.1, 32.5, "c")]
    plan = lay_out([region("west"), region("east")], {"west": (WEST,), "east": (EAST,)}, spots, 900, 700)
    assert sorted(place.id for dot in plan.dots for place in dot.places) == ["a", "b", "c"]
    assert [len(dot.places) for dot in plan.dots] == [1, 1, 1]
    found = {dot.places[0].id: dot for dot in plan.dots}
    assert found["a"].x < found["b"].x
    assert found["a"].y > found["c"].y


def test_drawing_is_well_formed_and_links_every_region_and_point() -> None:
    places = [
        MapPoint(105.2, 32.3, "a"),
        MapPoint(105.8, 32.3, "b"),
        MapPoint(105.8, 32.3, "c"),
        MapPoint(105.8, 32.3, "park", "plots"),
    ]
    plan = lay_out([region("west"), region("east")], {"west": (WEST,), "east": (EAST,)}, places, 600, 400)
    for paint in (PAGE, Paint(alone=True)):
        text = draw(plan, ["projects", "plots"], NAMES, paint)
        ElementTree.fromstring(f"<svg>{text}</svg>")  # noqa: S314  # our own
    page = draw(plan, ["projects", "plots"], NAMES)
    assert page.count("<a ") == 5
    assert page.index('class="ly ly-plots"><a href="/park/"') > 0  # a mark of its own, whatever else is there
    assert "<title>2 projects</title>" in page


def feature(ring: object, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def encoded(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def test_areas_are_read_with_what_names_them() -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [105, 32]}}
    ring = [[*position, 480.0] for position in (*WEST, WEST[0])]
    (found,) = parse_boundaries(encoded(feature(ring, adcode=510802, name="利州区"), point))
    assert found.names == ("510802", "利州区")
    assert found.rings == (WEST,)


@pytest.mark.parametrize(
    ("properties", "names"),
    [
        ({"code": "510811000000"}, ("510811000000", "510811")),
        ({"code": "510811101000"}, ("510811101000",)),  # a town of the county
        ({"gb": "156510811"}, ("156510811", "510811")),
        ({"XZQDM": 510811, "NAME": " 甲县 "}, ("510811", "甲县")),
        ({"PAC": 510811.0, "行政区名称": "甲县"}, ("510811", "甲县")),
        ({"code": None, "name": True}, ()),
    ],
)
def test_codes_and_names_are_found_as_common_sources_write_them(
    properties: dict[str, object], names: tuple[str, ...]
) -> None:
    (found,) = parse_boundaries(encoded(feature([*WEST, WEST[0]], **properties)), "content/maps/a.geojson")
    assert found.names == names
    assert found.file == "content/maps/a.geojson"


def test_areas_are_read_out_of_collections_and_none_is_lost_in_silence() -> None:
    point = {"type": "Point", "coordinates": [105, 32]}
    areas = [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in (WEST, EAST)]
    mixed = {
        "type": "Feature",
        "properties": {"id": "a"},
        "geometry": {"type": "GeometryCollection", "geometries": [point, *areas]},
    }
    empty = {"type": "Feature", "properties": {"id": "b"}, "geometry": None}
    found = parse_boundaries(encoded(mixed, empty, feature([[105, 32]], id="c")))
    assert [(area.names, area.rings) for area in found] == [
        (("a",), (WEST, EAST)),
        (("b",), ()),
        (("c",), ()),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        encoded(feature([[35000, 3], [36000, 3], [36000, 4], [35000, 3]])),
        encoded(feature([[32, 105], [33, 105], [33, 106], [32, 105]])),
        encoded(feature([["a", 1], [2, 3]])),
        encoded(feature(None)),
        encoded(),
        encoded(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
    ],
)
def test_what_cannot_be_drawn_is_refused(data: bytes) -> None:
    with pytest.raises(BoundaryError):
        parse_boundaries(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            '{"type": "FeatureCollection", "features": [{"properties": {"name": "甲县"}}]}'.encode("gbk"),
            "UTF-8",
        ),
        (b'{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON"),
        (b"<kml/>", "JSON"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(data: bytes, said: str) -> None:
    with pytest.raises(BoundaryError) as refused:
        parse_boundaries(data)
    assert said in refused.value.zh


def test_the_demo_has_boundaries_that_share_their_borders_and_say_that_they_are_invented(
    demo_site: Path,
) -> None:
    (file,) = (demo_site / "content/maps").glob("*.geojson")
    whole = json.loads(file.read_text("utf-8"))
    assert "虚构" in whole["note"]
    assert all("fictional" in one["properties"]["note"] for one in whole["features"])
    rings = [boundary.rings[0] for boundary in parse_boundaries(file.read_bytes())]
    assert len(rings) == 9
    held = Counter(point for ring in rings for point in ring)
    assert sum(count > 1 for count in held.values()) > 100
    crowd = [[(round(x * 1e4), round(y * 1e4)) for x, y in ring] for ring in rings]
    whole_area = sum(abs(area(ring)) for ring in crowd)
    corners = [point for ring in crowd for point in ring]
    wide, high = (max(axis) - min(axis) for axis in zip(*corners, strict=True))
    assert 0.7 * wide * high < whole_area < wide * high
    page = (demo_site / "build/zh/regions/index.html").read_text("utf-8")
    assert "示审字〔2026〕0001号（虚构）" in page
    assert "不表示界线" not in page
    assert page.count('class="ly ly-plots"><a') == 2  # marks of parks, on the desk's form and the phone's


def test_a_name_gives_way_to_the_points_of_its_region() -> None:
    """It is written above or below them, at last without a value that they tell anyway; never over one."""
    square = ((0, 0), (150, 0), (150, 80), (0, 80))
    region = TileRegion("r", MapWords("Lancheng District"), "/r/", "r", None, (Value(1, "8 projects"),))
    place = RegionArea(region, (square,))
    for spot in ((75.0, 40.0), (75.0, 14.0), (75.0, 66.0), (20.0, 40.0)):
        dot = Dot(*spot, tuple(MapPoint(0, 0, str(number)) for number in range(8)))
        label = _label(place, [dot])
        assert label is not None
        assert not _hidden(place, label, [dot])


def test_a_name_stands_beside_a_point_where_there_is_room_neither_above_nor_below() -> None:
    flat = ((0, 0), (300, 0), (300, 14), (0, 14))
    region = TileRegion("r", MapWords("Qingyu"), "/r/", "r", None, (Value(1, "8"),))
    place = RegionArea(region, (flat,))
    dots = [Dot(150.0, 7.0, (MapPoint(0, 0, "1"),))]
    label = _label(place, dots)
    assert label is not None
    assert not _hidden(place, label, dots)
    assert label.x != 150
    assert label.x - label.room / 2 > -0.01
    assert label.x + label.room / 2 < 300.01


def test_among_points_everywhere_a_name_reaches_into_them_as_little_as_it_can() -> None:
    flat = ((0, 0), (200, 0), (200, 14), (0, 14))
    region = TileRegion("r", MapWords("Wangchuan District"), "/r/", "r", None, (Value(1, "8"),))
    place = RegionArea(region, (flat,))
    dots = [Dot(x, 7.0, (MapPoint(0, 0, str(x)),)) for x in (20.0, 80.0, 100.0, 120.0)]
    label = _label(place, dots)
    assert label is not None
    assert not label.with_value
    assert 0 < _hidden(place, label, dots) < _hidden(place, label._replace(y=10.0), dots)


def test_a_name_in_two_lines_and_its_value_stay_within_their_region() -> None:
    """A value across a border would be taken for the neighbour's, or cover its name."""
    narrow = ((10, 0), (80, 0), (90, 150), (0, 150))
    region = TileRegion("r", MapWords("Langang District"), "/r/", "r", None, (Value(1, "2 + 1"),))
    label = _label(RegionArea(region, (narrow,)), [Dot(45.0, 75.0, (MapPoint(0, 0, "1"),))])
    assert label is not None
    assert label.lines == ("Langang", "District"), "no word is parted"
    assert label.with_value
    assert label.y + 14 + 20.5 < 150
    assert label.y - 11 > 0


def test_no_word_of_a_name_is_parted() -> None:
    tight = ((0, 0), (66, 0), (66, 60), (76, 61), (76, 90), (0, 90))
    region = TileRegion("r", MapWords("Wangchuan District"), "/r/", "r", None, (Value(0, ""),))
    label = _label(RegionArea(region, (tight,)), [])
    assert label is None or label.lines == ("Wangchuan", "District")
