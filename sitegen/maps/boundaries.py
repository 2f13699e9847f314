"""A map of regions within their boundaries: shaded by layers like the tiles, with points (projects, parks).

Points that would touch stand together as one with a number, at fixed places of a grid, so that the same
points give the same drawing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from sitegen.maps.geometry import Grid, Project, Spot, albers, area, label_spots, simplified
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.svg import BOLD, MIDDLE, Point, frame, link, number, text
from sitegen.maps.text_layout import width, wrap
from sitegen.maps.tiles import TileRegion, Value

TOLERANCE = 0.9
CELL = 34.0
MARGIN = 6.0
NAME, SMALL, VALUE = 14.0, 11.0, 12.5
LEAD, DESCENT = 3.0, 3.5
"""Between the lines of a name, and what hangs below its last one."""
OVER = 10.0
"""By how much a name may reach across its region's border before it hides a point."""
TOUCH = 12.0
"""Half of what a finger needs (WCAG 2.2, 2.5.8); dots stand at least this far from each other, twice."""


class MapPoint(NamedTuple):
    """Something with coordinates: a project, a park."""

    lon: float
    lat: float
    id: str
    layer: str = "projects"
    """The layer that it belongs to; only places of one layer are shown together."""
    mark: str = ""
    """What is written on it, as the number of a stop."""


class RegionArea(NamedTuple):
    region: TileRegion
    rings: tuple[tuple[Grid, ...], ...]


class Dot(NamedTuple):
    """One place, or several that stand close together."""

    x: float
    y: float
    places: tuple[MapPoint, ...]

    @property
    def layer(self) -> str:
        return self.places[0].layer

    @property
    def radius(self) -> float:
        return max(_radius(len(self.places)), 10.0 if self.places[0].mark else 0.0)

    @property
    def text(self) -> str:
        """What is written on it: how many places it stands for, or their own marks."""
        marks = ",".join([place.mark for place in self.places if place.mark])
        return marks or (str(len(self.places)) if len(self.places) > 1 else "")


class Names(NamedTuple):
    """What the dots of a layer are called, and where they lead."""

    one: Callable[[str], tuple[str, str]]
    """The name and the address of a place, by its id."""
    several: str
    """With %d for how many."""
    href: str


class BoundaryLayout(NamedTuple):
    width: float
    height: float
    areas: tuple[RegionArea, ...]
    dots: tuple[Dot, ...]


Ring = tuple[tuple[float, float], ...]
Rings = tuple[Ring, ...]


def lay_out(
    regions: Sequence[TileRegion],
    boundaries: Mapping[str, Rings],
    places: Sequence[MapPoint],
    room: float,
    most: float,
) -> BoundaryLayout:
    """Regions by their boundaries (by id), no wider than `room` and no higher than `most`."""
    shown = [region for region in regions if boundaries.get(region.id)]
    sheet = _sheet(tuple([boundaries[region.id] for region in shown]), room, most)
    areas = tuple([RegionArea(region, rings) for region, rings in zip(shown, sheet.areas, strict=True)])
    layers = dict.fromkeys(place.layer for place in places)
    dots = [dot for layer in layers for dot in _dots([one for one in places if one.layer == layer], sheet)]
    return BoundaryLayout(sheet.width, sheet.height, areas, tuple(dots))


class _BoundarySheet(msgspec.Struct, frozen=True, eq=False):
    """Outlines as they are drawn, and how a place on earth comes to its place on the drawing."""

    width: float
    height: float
    areas: tuple[tuple[tuple[Grid, ...], ...], ...]
    project: Project
    fit: _Fit


@lru_cache(32)
def _sheet(outlines: tuple[Rings, ...], room: float, most: float) -> _BoundarySheet:
    """The same in every language."""
    points = [point for rings in outlines for ring in rings for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    project = albers(min(lons), min(lats), max(lons), max(lats))
    projected = [[project(*point) for point in ring] for rings in outlines for ring in rings]
    fit, wide, high = _fitted([point for ring in projected for point in ring], room, most)
    drawn = iter(simplified([[fit(point) for point in ring] for ring in projected], TOLERANCE))
    areas = [tuple([tuple(ring) for ring in islice(drawn, len(rings)) if ring]) for rings in outlines]
    return _BoundarySheet(wide, high, tuple(areas), project, fit)


def _fitted(points: Sequence[Point], room: float, most: float) -> tuple[_Fit, float, float]:
    """From the projection's units to the drawing's, and the drawing's size."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    west, north = min(xs), min(ys)
    across, down = max(max(xs) - west, 1e-9), max(max(ys) - north, 1e-9)
    scale = min((room - 2 * MARGIN) / across, (most - 2 * MARGIN) / down)
    return _Fit(west, north, scale), across * scale + 2 * MARGIN, down * scale + 2 * MARGIN


class _Fit(NamedTuple):
    west: float
    north: float
    scale: float

    def __call__(self, point: Point) -> Point:
        return (point[0] - self.west) * self.scale + MARGIN, (point[1] - self.north) * self.scale + MARGIN


def _dots(places: Sequence[MapPoint], sheet: _BoundarySheet) -> list[Dot]:
    """Places as points; those off the map are left out."""
    groups = _groups(tuple([(place.lon, place.lat) for place in places]), sheet)
    return [Dot(x, y, tuple([places[member] for member in members])) for x, y, members in groups]


_Group = tuple[float, float, tuple[int, ...]]
"""The middle of several points, and which they are."""


@lru_cache(64)
def _groups(places: tuple[tuple[float, float], ...], sheet: _BoundarySheet) -> tuple[_Group, ...]:
    """Points by cell of the grid; groups that would touch are one."""
    points = [sheet.fit(sheet.project(*place)) for place in places]
    cells: dict[tuple[int, int], list[int]] = {}
    for member, (x, y) in enumerate(points):
        if 0 <= x <= sheet.width and 0 <= y <= sheet.height:
            cells.setdefault((int(y // CELL), int(x // CELL)), []).append(member)
    groups = [_gathered(points, tuple(found)) for _, found in sorted(cells.items())]
    close = _closest(groups)
    while close:
        one, other = close
        groups[one] = _gathered(points, groups[one][2] + groups.pop(other)[2])
        close = _closest(groups)
    return tuple(groups)


def _gathered(points: Sequence[Point], members: tuple[int, ...]) -> _Group:
    x = sum(points[member][0] for member in members) / len(members)
    y = sum(points[member][1] for member in members) / len(members)
    return x, y, members


def _closest(groups: Sequence[_Group]) -> tuple[int, int] | None:
    """The first two groups that would touch."""
    for one, (x, y, members) in enumerate(groups):
        radius = _radius(len(members))
        for other in range(one + 1, len(groups)):
            near = groups[other]
            if math.dist((x, y), near[:2]) < max(radius + _radius(len(near[2])) + 4, 24):
                return one, other
    return None


def _radius(count: int) -> float:
    return 5.5 if count == 1 else min(9.5 + count / 6, 15.0)


# Drawing


def draw(plan: BoundaryLayout, layers: Sequence[str], names: Mapping[str, Names], paint: Paint = PAGE) -> str:
    """Areas with the values of these layers, names, and the points of these layers.

    `names` says for each layer that has points what they are called.
    """
    shown = [dot for dot in plan.dots if dot.layer in layers]
    parts = [_area(one, layers, paint) for one in plan.areas]
    parts += [_names(one, layers, shown, paint) for one in plan.areas]
    for layer in dict.fromkeys(dot.layer for dot in shown):
        dots = "".join([_dot(dot, names[layer], paint) for dot in shown if dot.layer == layer])
        parts.append(paint.layer(layer, dots))
    return "".join(parts)


def _path(rings: Sequence[Sequence[Grid]]) -> str:
    data = []
    for ring in rings:
        x, y = ring[0]
        data.append(f"M{x} {y}l")
        steps = []
        for nx, ny in ring[1:]:
            steps.append(f"{nx - x} {ny - y}")
            x, y = nx, ny
        data.append(" ".join(steps) + "z")
    return "".join(data)


def _area(one: RegionArea, layers: Sequence[str], paint: Paint) -> str:
    """The region as a link; its outline once, its shade once for each layer."""
    if not one.rings:
        return ""
    data = _path(one.rings)
    inner = ""
    for layer, value in zip(layers, one.region.values, strict=True):
        shade = f'<path {paint(f"class-{value.shade}")} fill-rule="evenodd" d="{data}"/>'
        inner += paint.layer(layer, shade)
    inner += f'<path {paint("tile-edge")} fill="none" d="{data}"/>'
    if paint.alone:
        return f"<g>{inner}</g>"
    return link(one.region.href, one.region.label, inner)


def _names(one: RegionArea, layers: Sequence[str], dots: Sequence[Dot], paint: Paint) -> str:
    """Name and value where they fit and hide no point, above all areas and out of the pointer's way."""
    label = _label(one, dots)
    if label is None:
        return ""
    drawn, y, lang = "", label.y, one.region.title.lang
    for line in label.lines:
        drawn += text(line, label.x, y, label.size, paint("text"), MIDDLE + BOLD + paint.lang_of(lang))
        y += label.size + LEAD
    pointed = () if label.with_value else {dot.layer for dot in dots}
    for layer, value in zip(layers, one.region.values, strict=True):
        if layer not in pointed and (said := _said(value, label.room)):
            drawn += paint.layer(layer, text(said, label.x, y + 1, VALUE, paint("text"), MIDDLE))
    return f'<g pointer-events="none" aria-hidden="true">{drawn}</g>'


class _Label(NamedTuple):
    """Where a region's name is written, and how."""

    x: float
    y: float
    room: float
    size: float
    lines: tuple[str, ...]
    with_value: bool
    """Whether there is room for the values of layers that have points, which say much the same."""


def _label(one: RegionArea, dots: Sequence[Dot]) -> _Label | None:
    """The first way of writing a name that hides no point; else, of those without a value, the one that
    reaches the least into those of the layer that is shown first, and then into all.
    """
    if not one.rings:
        return None
    ways = list(_ways(one))
    free = next((way for way in chain(ways, _shifted(ways)) if not _hidden(one, way, dots)), None)
    if free or not ways:
        return free
    bare = [way._replace(with_value=False) for way in chain(ways, _shifted(ways))]
    first = [dot for dot in dots if dot.layer == dots[0].layer]
    return min(bare, key=lambda way: (_hidden(one, way, first), _hidden(one, way, dots)))


_SHIFTS = (0.25, -0.25, 0.5, -0.5)
"""Of the room that a name leaves: half of it brings the name to an end of its line."""


def _shifted(ways: Sequence[_Label]) -> Iterator[_Label]:
    """The same beside the middle, inside as well."""
    for way in ways:
        spare = way.room - _widest(way) - 8
        if spare > 0:
            for part in _SHIFTS:
                yield way._replace(x=way.x + part * spare, room=way.room - 2 * abs(part) * spare)


def _widest(way: _Label) -> float:
    return max(width(line, way.size, bold=True) for line in way.lines)


def _ways(one: RegionArea) -> Iterator[_Label]:
    """In one line with the value, without it; in small letters and two lines at most, inside with it, inside
    without it, then wherever the first line is inside, at last a little across the border."""
    name = one.region.title.text
    ring = max(one.rings, key=area)
    wide = width(name, NAME, bold=True) + 8
    level = label_spots(ring)
    for spots in (label_spots(ring, NAME, VALUE + 8), level):
        yield from [_Label(*spot, NAME, (name,), True) for spot in spots if spot[2] >= wide]
    yield from [_Label(*spot, NAME, (name,), False) for spot in level if spot[2] >= wide]
    second = SMALL + LEAD
    yield from _small(name, label_spots(ring, SMALL, VALUE + 8), 1)
    yield from _small(name, label_spots(ring, SMALL, second + VALUE + 8))
    snug, small = _small(name, label_spots(ring, SMALL, second + DESCENT)), _small(name, level)
    yield from [way._replace(with_value=False) for way in snug]
    yield from small
    yield from [way._replace(with_value=False) for way in small]
    wider = [(x, y, room + OVER) for x, y, room in level]
    yield from [way._replace(with_value=False) for way in _small(name, wider)]


def _small(name: str, spots: Iterable[Spot], most: int = 2) -> list[_Label]:
    """In small letters and in so many lines of whole words, the roomiest spot first."""
    found = []
    spaced = " " in name
    for spot in sorted(spots, key=lambda spot: -spot[2]):
        lines = wrap(name, SMALL, max(spot[2] - 4, 1), bold=True)
        if spaced and " ".join(lines) != name:
            continue
        if len(lines) <= most and all(width(line, SMALL, bold=True) <= spot[2] for line in lines):
            found.append(_Label(*spot, SMALL, tuple(lines), True))
    return found


def _said(value: Value, room: float) -> str:
    """A value as far as it fits: in full, else in brief; "" where there is none."""
    found = [one for one in (value.text, value.brief) if one and one != "–" and width(one, VALUE) <= room]
    return found[0] if found else ""


def _hidden(one: RegionArea, way: _Label, dots: Sequence[Dot]) -> float:
    """How far a name reaches into points, with the first layer's value below it where that is written."""
    wide = _widest(way)
    below = (len(way.lines) - 1) * (way.size + LEAD) + DESCENT
    if way.with_value:
        wide = max([wide, *[width(_said(value, way.room), VALUE) for value in one.region.values[:1]]])
        below += VALUE + 8 - DESCENT
    half = wide / 2 + 4
    reached = 0.0
    for dot in dots:
        across = half + dot.radius - abs(dot.x - way.x)
        down = min(dot.y - way.y + way.size, way.y + below - dot.y) + dot.radius
        reached += max(0.0, min(across, down))
    return reached


def _dot(dot: Dot, names: Names, paint: Paint) -> str:
    """A circle for projects, a square for anything else."""
    count = len(dot.places)
    drawn = _shape(dot, paint)
    if dot.text:
        drawn += text(dot.text, dot.x, dot.y + 4, 11, paint("on-point"), MIDDLE)
    if paint.alone:
        return drawn
    label, target = names.one(dot.places[0].id) if count == 1 else (names.several % count, names.href)
    place = f'cx="{number(dot.x)}" cy="{number(dot.y)}" r="{number(max(dot.radius, TOUCH))}"'
    hit = f'<circle {place} fill="none" pointer-events="all"/>'
    return link(target, label, hit + drawn)


def _shape(dot: Dot, paint: Paint) -> str:
    if dot.layer == "projects":
        place = f'cx="{number(dot.x)}" cy="{number(dot.y)}" r="{number(dot.radius)}"'
        return f"<circle {place} {paint('point')}/>"
    half = dot.radius * 0.9
    wide = max(half, width(dot.text, 11) / 2 + 5) if dot.places[0].mark else half
    return f'<rect {frame(dot.x - wide, dot.y - half, 2 * wide, 2 * half)} rx="2" {paint("point")}/>'
