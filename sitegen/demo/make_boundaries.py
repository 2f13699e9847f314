"""Boundaries of the demo's counties: invented, like the counties, and marked so wherever they show.

Each county is what lies nearest to its seat, within one outline; then all borders are made crooked, each in
the same way for both of its neighbours. Only sums, products and quotients, so that every machine writes the
same bytes.
"""

from __future__ import annotations

import json

from sitegen.demo.dice import Dice
from sitegen.demo.emit import DemoFolder
from sitegen.demo.vocabulary import PlaceWords, Vocabulary

Point = tuple[float, float]

ROOM = 0.2
"""Degrees between the outermost seats and the outline."""
CROOKED = 0.13
"""How far the middle of a line may stand aside, as a share of its length."""
SHORTEST = 0.012
"""Lines shorter than this (degrees) stay straight."""

NOTE = (
    "虚构的边界，仅用于演示，不是任何地方的地图。Invented boundaries for a demonstration; a map of no place."
)


def write_boundaries(folder: DemoFolder, words: Vocabulary, seed: int) -> None:
    places = [place for place in words.places if place.kind == "county"]
    features = [_feature(place, _cell(place, places), seed) for place in places]
    collection = {"type": "FeatureCollection", "note": NOTE, "features": features}
    folder.write("content/maps/yunlan-fictional.geojson", json.dumps(collection, ensure_ascii=False) + "\n")


def _feature(place: PlaceWords, corners: list[Point], seed: int) -> dict[str, object]:
    ring = [point for start, end in _sides(corners) for point in _crooked(start, end, seed)]
    return {
        "type": "Feature",
        "properties": {"id": place.id, "name": place.name.zh, "note": "虚构 / fictional"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def _sides(corners: list[Point]) -> list[tuple[Point, Point]]:
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def _outline(places: list[PlaceWords]) -> list[Point]:
    """Around all seats, its corners cut off; anticlockwise, as RFC 7946 wants it."""
    west, east = min(p.lon for p in places) - ROOM, max(p.lon for p in places) + ROOM
    south, north = min(p.lat for p in places) - ROOM, max(p.lat for p in places) + ROOM
    x, y = (east - west) * 0.22, (north - south) * 0.3
    return [
        (west + x, south), (east - x, south), (east, south + y), (east, north - y),
        (east - x, north), (west + x, north), (west, north - y), (west, south + y),
    ]  # fmt: skip


def _cell(place: PlaceWords, places: list[PlaceWords]) -> list[Point]:
    """What is nearer to this seat than to any other."""
    corners = _outline(places)
    for other in places:
        if other is not place:
            corners = _nearer(corners, place, other)
    rounded = [(round(x, 4), round(y, 4)) for x, y in corners]
    return [point for point, (_, after) in zip(rounded, _sides(rounded), strict=True) if point != after]


def _nearer(corners: list[Point], place: PlaceWords, other: PlaceWords) -> list[Point]:
    """The part of an area that is on this seat's side of the line midway to another."""
    kept: list[Point] = []
    for start, end in _sides(corners):
        one, two = _lead(start, place, other), _lead(end, place, other)
        if one >= 0:
            kept.append(start)
        if (one >= 0) != (two >= 0):
            share = one / (one - two)
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept


def _lead(point: Point, place: PlaceWords, other: PlaceWords) -> float:
    """By how much (of squared distance) a point is nearer to one seat than to the other."""

    def distance(seat: PlaceWords) -> float:
        x, y = point[0] - seat.lon, point[1] - seat.lat
        return x * x + y * y

    return distance(other) - distance(place)


def _crooked(start: Point, end: Point, seed: int) -> list[Point]:
    """A line's points without the last; the same ones backwards for the neighbour."""
    if start > end:
        return [start, *_inner(end, start, seed)[::-1]]
    return [start, *_inner(start, end, seed)]


def _inner(start: Point, end: Point, seed: int) -> list[Point]:
    x, y = end[0] - start[0], end[1] - start[1]
    if x * x + y * y < SHORTEST * SHORTEST:
        return []
    dice = Dice(seed, "border", f"{start} {end}")
    aside, along = dice.within(-CROOKED, CROOKED), dice.within(0.42, 0.58)
    middle = (round(start[0] + x * along - y * aside, 4), round(start[1] + y * along + x * aside, 4))
    return [*_inner(start, middle, seed), middle, *_inner(middle, end, seed)]
