"""A schematic map of regions: a tile for each, standing to its neighbours as the regions do.

Needs no boundaries, so it works where none may be shown. A region with regions in it is a frame around
their tiles; what has no place of its own (parks, ports) stands in rows below. Rows and columns that are
empty throughout are left out. Frames differ too much in size for a grid: they stand side by side in reading
order of their places. Every layer of values is in the drawing, each in a group of its own for the page to
show or hide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.maps.drawing_types import MapWords
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.svg import BOLD, END, extent, frame, link, shift, text
from sitegen.maps.text_layout import clip, clip_lines, width

TILE_WIDTH, TILE_HEIGHT = 124.0, 92.0
GAP, PAD, HEAD = 8.0, 12.0, 36.0
NAME, VALUE, SMALL = 13.5, 15.0, 11.5
INNER = 9.0


class Value(NamedTuple):
    """What one layer says of a region. Shade 0 is no figure."""

    shade: int
    text: str
    small: str = ""
    """Left out where it does not fit."""
    brief: str = ""
    """In place of the text where that does not fit."""


class TileRegion(NamedTuple):
    id: str
    title: MapWords
    href: str
    label: str
    tile: tuple[int, int] | None
    values: tuple[Value, ...]
    """One for each layer, in their order."""
    children: tuple[TileRegion, ...] = ()


class Spot(NamedTuple):
    """A region with its corner and size; one with others in it is drawn as a frame."""

    region: TileRegion
    x: float
    y: float
    width: float
    height: float


class TileLayout(NamedTuple):
    width: float
    height: float
    spots: tuple[Spot, ...]
    """Frames before what they hold."""


def lay_out(
    regions: Sequence[TileRegion], room: float, tile_width: float = TILE_WIDTH, stack: bool = False
) -> TileLayout:
    """Places for all regions. `stack` puts frames under each other, in reading order, for a narrow page."""
    return _grid(regions, room, tile_width, stack)


def lay_out_narrow(regions: Sequence[TileRegion], room: float) -> TileLayout:
    """The same for a phone: tiles as narrow as the widest row asks for."""
    wide = TILE_WIDTH
    plan = _grid(regions, room, wide, stack=True)
    while plan.width > room and wide > 44:
        wide -= 4
        plan = _grid(regions, room, wide, stack=True)
    return plan


def _grid(regions: Sequence[TileRegion], room: float, tile: float, stack: bool) -> TileLayout:
    placed, loose = _seated(regions)
    plans = {region.id: _plan(region, room, tile, stack) for region in regions}
    if any(region.children for region in regions):
        placed, loose = {}, list(regions)
        loose.sort(key=lambda region: (region.tile is None, *(region.tile or (0, 0))[::-1]))
    columns = sorted({column for column, _ in placed})
    rows = sorted({row for _, row in placed})
    lefts = _steps(
        [max(plans[r.id].width for (c, _), r in placed.items() if c == column) for column in columns]
    )
    tops = _steps([max(plans[r.id].height for (_, w), r in placed.items() if w == row) for row in rows])
    spots: list[Spot] = []
    for (column, row), region in sorted(placed.items(), key=lambda pair: (pair[0][1], pair[0][0])):
        x, y = lefts[columns.index(column)], tops[rows.index(row)]
        spots += _moved(plans[region.id], x, y)
    across = max((spot.x + spot.width for spot in spots), default=0.0)
    y = max((spot.y + spot.height for spot in spots), default=-GAP) + GAP
    if any(region.children for region in regions):
        across = 0.0 if stack else room
    else:
        across = max(across, min(room, 4 * (tile + GAP)))
    spots += _rows([plans[region.id] for region in loose], across, y)
    wide = max((spot.x + spot.width for spot in spots), default=0.0)
    high = max((spot.y + spot.height for spot in spots), default=0.0)
    return TileLayout(wide, high, tuple(spots))


def _seated(regions: Sequence[TileRegion]) -> tuple[dict[tuple[int, int], TileRegion], list[TileRegion]]:
    """Regions by their place, and those that have none or whose place is taken."""
    placed: dict[tuple[int, int], TileRegion] = {}
    loose = []
    for region in regions:
        if region.tile is None or region.tile in placed:
            loose.append(region)
        else:
            placed[region.tile] = region
    return placed, loose


def _steps(sizes: Sequence[float]) -> list[float]:
    """Where rows or columns of these sizes begin."""
    return [sum(sizes[:place]) + GAP * place for place in range(len(sizes))]


def _rows(plans: Sequence[TileLayout], across: float, y: float) -> list[Spot]:
    """Plans side by side, on as many rows as it takes."""
    spots: list[Spot] = []
    x = deep = 0.0
    for plan in plans:
        if x and x + plan.width > across + 0.01:
            x, y, deep = 0.0, y + deep + GAP, 0.0
        spots += _moved(plan, x, y)
        x += plan.width + GAP
        deep = max(deep, plan.height)
    return spots


def _moved(plan: TileLayout, x: float, y: float) -> list[Spot]:
    return [spot._replace(x=spot.x + x, y=spot.y + y) for spot in plan.spots]


def _plan(region: TileRegion, room: float, tile: float, stack: bool) -> TileLayout:
    if not region.children:
        return TileLayout(tile, TILE_HEIGHT, (Spot(region, 0, 0, tile, TILE_HEIGHT),))
    inner = _grid(region.children, room - 2 * PAD, tile, stack)
    wide = max(inner.width + 2 * PAD, 150.0)
    high = inner.height + HEAD + PAD
    return TileLayout(wide, high, (Spot(region, 0, 0, wide, high), *_moved(inner, PAD, HEAD)))


# Drawing


def draw(plan: TileLayout, layers: Sequence[str], paint: Paint = PAGE) -> str:
    """All regions with the values of these layers (ids, which become classes on a page)."""
    return "".join(
        [_frame(s, layers, paint) if s.region.children else _tile(s, layers, paint) for s in plan.spots]
    )


def _linked(spot: Spot, inner: str, paint: Paint) -> str:
    place = shift(spot.x, spot.y)
    if paint.alone or not spot.region.href:
        return f"<g {place}>{inner}</g>"
    return link(spot.region.href, spot.region.label, inner, f" {place}")


def _frame(spot: Spot, layers: Sequence[str], paint: Paint) -> str:
    """The ground of a region with others in it: its name, and its own value at the right."""
    ground = f'<rect {frame(spot.x, spot.y, spot.width, spot.height)} rx="10" {paint("group")}/>'
    region = spot.region
    room = spot.width - 2 * PAD
    widest = max([width(value.brief or value.text, SMALL + 1) for value in region.values], default=0.0)
    name = clip(region.title.text, NAME + 1, max(room - widest - GAP, room / 2), bold=True)
    hit = f'<rect {extent(spot.width, HEAD - 4)} rx="10" fill="none" pointer-events="all"/>'
    head = hit + text(name, PAD, 23, NAME + 1, paint("text"), BOLD + paint.lang_of(region.title.lang))
    left = room - width(name, NAME + 1, bold=True) - GAP
    for layer, value in zip(layers, region.values, strict=True):
        said = value.text if width(value.text, SMALL + 1) <= left else value.brief
        said = clip(said or value.text, SMALL + 1, left)
        if said:
            head += paint.layer(layer, text(said, spot.width - PAD, 23, SMALL + 1, paint("quiet"), END))
    return ground + _linked(spot, head, paint)


def _name_size(name: str, room: float) -> float:
    """As large as lets the longest word stand unbroken, within reason."""
    longest = max([width(word, NAME, bold=True) for word in name.split()], default=0.0)
    return NAME if longest <= room or not name.isascii() else max(0.999 * NAME * room / longest, 10.5)


def _value(value: Value, inset: float, room: float, paint: Paint) -> str:
    """The value large, else small, else in brief; never cut, for a figure that is cut says something else."""
    drawn = ""
    for said, size in ((value.text, VALUE), (value.text, SMALL), (value.brief, VALUE), (value.brief, SMALL)):
        if said and width(said, size, bold=True) <= room:
            drawn = text(said, inset, 64, size, paint("text"), BOLD)
            break
    else:
        if not value.brief:
            drawn = text(clip(value.text, SMALL, room), inset, 64, SMALL, paint("text"))
    if value.small and width(value.small, SMALL) <= room:
        drawn += text(value.small, inset, 82, SMALL, paint("quiet-ink"))
    return drawn


def _tile(spot: Spot, layers: Sequence[str], paint: Paint) -> str:
    region = spot.region
    size = f'{extent(spot.width, spot.height)} rx="6"'
    inner = f"<rect {size} {paint('tile')}/>"
    inset = INNER if spot.width > 80 else 4.0
    room = spot.width - 2 * inset
    for layer, value in zip(layers, region.values, strict=True):
        shade = f"<rect {size} {paint(f'class-{value.shade}')}/>"
        inner += paint.layer(layer, shade + _value(value, inset, room, paint))
    name_size = _name_size(region.title.text, room)
    for line, name in enumerate(clip_lines(region.title.text, name_size, room, 2, bold=True)):
        more = BOLD + paint.lang_of(region.title.lang)
        inner += text(name, inset, 21 + line * 17, name_size, paint("text"), more)
    edge = f'<rect {size} fill="none" {paint("tile-edge")}/>'
    return _linked(spot, inner + edge, paint)
