"""Areas on the earth as areas on a sheet: Albers' equal-area projection, and fewer points along shared
borders.

Borders are simplified by Douglas and Peucker's method, arc by arc between the points where three areas
meet, so that neighbours keep one border and no gap opens between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from sitegen.maps.svg import Point

Project = Callable[[float, float], Point]


def albers(west: float, south: float, east: float, north: float) -> Project:
    """The projection for a part of the earth, its standard parallels a sixth in from its edges; y grows
    southward.
    """
    first, second = (math.radians(south + (north - south) * part) for part in (1 / 6, 5 / 6))
    middle, origin = math.radians((west + east) / 2), math.radians((south + north) / 2)
    n = (math.sin(first) + math.sin(second)) / 2
    if abs(n) < 0.02:  # across the equator the cone is flat: a cylinder then
        return lambda lon, lat: (math.radians(lon) - middle, -math.sin(math.radians(lat)))
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)
    rho = math.sqrt(c - 2 * n * math.sin(origin)) / n

    def project(lon: float, lat: float) -> Point:
        distance = math.sqrt(max(c - 2 * n * math.sin(math.radians(lat)), 0)) / n
        angle = n * (math.radians(lon) - middle)
        return distance * math.sin(angle), distance * math.cos(angle) - rho

    return project


Grid = tuple[int, int]


def simplified(rings: Sequence[Sequence[Point]], tolerance: float) -> list[list[Grid]]:
    """Rings on a grid of whole units, with no more points than the tolerance asks for; tiny rings come out
    empty.
    """
    snapped = [_snapped(ring) for ring in rings]
    junctions = _junctions(snapped)
    cache: dict[tuple[Grid, ...], list[Grid]] = {}
    made = []
    for ring in snapped:
        kept = _ring(ring, junctions, tolerance, cache)
        made.append(kept if len(set(kept)) > 2 else [])
    return made


def _snapped(ring: Sequence[Point]) -> list[Grid]:
    points: list[Grid] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not points or points[-1] != point:
            points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _junctions(rings: Sequence[Sequence[Grid]]) -> set[Grid]:
    """Points where more than two borders meet: those with more than two neighbours in all rings together."""
    near: dict[Grid, set[Grid]] = {}
    for ring in rings:
        for place, point in enumerate(ring):
            near.setdefault(point, set()).update((ring[place - 1], ring[(place + 1) % len(ring)]))
    return {point for point, others in near.items() if len(others) > 2}


def _ring(
    ring: list[Grid], junctions: set[Grid], tolerance: float, cache: dict[tuple[Grid, ...], list[Grid]]
) -> list[Grid]:
    if len(ring) < 3:
        return []
    starts = [place for place, point in enumerate(ring) if point in junctions]
    if not starts:  # an island: cut at its westernmost and easternmost points, the same ones every time
        starts = sorted({ring.index(min(ring)), ring.index(max(ring))})
    made: list[Grid] = []
    for start, end in zip(starts, [*starts[1:], starts[0] + len(ring)], strict=True):
        arc = tuple(ring[place % len(ring)] for place in range(start, end + 1))
        made += _arc(arc, tolerance, cache)[:-1]
    return made


def _arc(arc: tuple[Grid, ...], tolerance: float, cache: dict[tuple[Grid, ...], list[Grid]]) -> list[Grid]:
    """An arc with fewer points, the same whichever of its two neighbours asks."""
    backward = arc[::-1]
    key = min(arc, backward)
    if key not in cache:
        cache[key] = _thinned(key, tolerance)
    return cache[key] if key == arc else cache[key][::-1]


def _thinned(arc: Sequence[Grid], tolerance: float) -> list[Grid]:
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        far, place = max(
            ((_off(arc[i], arc[first], arc[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(place)
            spans += [(first, place), (place, last)]
    return [arc[place] for place in sorted(keep)]


def _off(point: Grid, one: Grid, other: Grid) -> float:
    """How far a point lies from the line between two others."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = math.hypot(dx, dy)
    if not length:
        return math.dist(point, one)
    return abs(dx * (one[1] - point[1]) - (one[0] - point[0]) * dy) / length


def area(ring: Sequence[Grid]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


Spot = tuple[float, float, float]


@lru_cache(4096)
def label_spots(ring: tuple[Grid, ...], above: float = 0, below: float = 0) -> tuple[Spot, ...]:
    """Places for a name inside a ring, each with how wide the ring is there: the middle of the widest piece
    of level cuts, those near its centre first. What reaches above and below the cut has as much room.
    """
    ys = [y for _, y in ring]
    top, bottom = min(ys), max(ys)
    found = []
    for step in range(17):
        part = 0.5 + (-1) ** step * ((step + 1) // 2) * 0.04
        y = top + (bottom - top) * part + 0.25
        levels = [
            y,
            *([y - above, y - above / 2] if above else []),
            *([y + below / 2, y + below] if below else []),
        ]
        start, end = _common([_pieces(ring, level) for level in levels])
        if start < end:
            found.append(((start + end) / 2, y, end - start))
    return tuple(found)


def _pieces(ring: Sequence[Grid], y: float) -> list[tuple[float, float]]:
    """The parts of a level line that are inside a ring."""
    cuts = sorted(_cuts(ring, y))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def _common(levels: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float]:
    """The widest stretch that is inside on every level."""
    shared = list(levels[0])
    for pieces in levels[1:]:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in pieces]
        shared = [(start, end) for start, end in shared if start < end]
    return max(shared, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))


def _cuts(ring: Sequence[Grid], y: float) -> list[float]:
    """Where a level line crosses a ring."""
    return [
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)
        if (a[1] > y) != (b[1] > y)
    ]
