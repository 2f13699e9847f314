"""Which column each segment stands in, and in what order: the first half of a layered drawing.

The method is that of Sugiyama, Tagawa and Toda (1981): layers, lanes where a link passes through a layer on
its way, and orders by barycentres in sweeps to and fro, of which the one with the fewest crossings is kept
(counted by inversions). Layers are given by the stages here; a stage with links inside it, or with many
segments, takes several columns. Links of one segment run together as one net and part where they have to,
so a lane serves all of them. Where things stand exactly is for `places`, the lines for `wires`.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitegen.maps.drawing_types import MapChain, MapStage

MOST_COLUMNS = 6
FULL = 7
"""Segments in a column before its stage would rather take another one."""
SWEEPS = 8


class Seat(NamedTuple):
    """The column and the band of a segment. Band 0 is the flow; each supporting stage has its own below."""

    column: int
    band: int


class Lane(NamedTuple):
    """Where a net passes through a column."""

    net: str
    column: int


Item = str | Lane
"""A segment by its id, or a lane."""


class Pass(NamedTuple):
    """A net within one channel: from one item to others, each with the side of the channel it stands on.

    Channel k lies left of column k; the last one lies right of the last column.
    """

    net: str
    channel: int
    start: tuple[Item, bool]
    """(item, it is left of the channel)"""
    ends: tuple[tuple[Item, bool], ...]


class Layers(NamedTuple):
    columns: tuple[tuple[Item, ...], ...]
    """Items of each column from the top."""
    bands: Mapping[Item, int]
    passes: tuple[Pass, ...]


def seats_wide(chain: MapChain) -> tuple[dict[str, Seat], tuple[range, ...]]:
    """Seats with the flow from left to right, and the columns of each stage of the flow."""
    flow = [stage for stage in chain.stages if not stage.support]
    inner = [_depths(stage) for stage in flow]
    counts = _column_counts(flow, inner)
    seats: dict[str, Seat] = {}
    ranges: list[range] = []
    first = 0
    for stage, depths, count in zip(flow, inner, counts, strict=True):
        for key, column in _spread(stage, depths, count).items():
            seats[key] = Seat(first + column, 0)
        ranges.append(range(first, first + count))
        first += count
    columns = max(
        first, 1 if flow else min(MOST_COLUMNS, max((len(s.segments) for s in chain.stages), default=1))
    )
    for band, stage in enumerate([stage for stage in chain.stages if stage.support], 1):
        seats |= _support_seats(chain, stage, seats, columns, band)
    return seats, tuple(ranges)


def seats_tall(chain: MapChain) -> dict[str, Seat]:
    """Seats in one column, a band for each stage."""
    return {
        segment.id: Seat(0, band) for band, stage in enumerate(chain.stages) for segment in stage.segments
    }


def links_of(chain: MapChain) -> list[tuple[str, str]]:
    """Links between segments that exist, each once, none to itself."""
    known = {segment.id for stage in chain.stages for segment in stage.segments}
    links = [
        (segment.id, other)
        for stage in chain.stages
        for segment in stage.segments
        for other in segment.feeds
        if other in known and other != segment.id
    ]
    return list(dict.fromkeys(links))


def _depths(stage: MapStage) -> dict[str, int]:
    """How far into the stage each segment lies that has links within it; links that close a circle don't
    count.
    """
    inside = {segment.id for segment in stage.segments}
    feeds = {s.id: [f for f in s.feeds if f in inside and f != s.id] for s in stage.segments}
    linked = {key for key, targets in feeds.items() if targets} | {t for ts in feeds.values() for t in ts}
    depths: dict[str, int] = {}
    order = _from_sources(feeds)
    for key in order:
        depths.setdefault(key, 0)
        for target in feeds[key]:
            if target not in depths or order[target] > order[key]:
                depths[target] = max(depths.get(target, 0), depths[key] + 1)
    return {key: depths[key] for key in feeds if key in linked}


def _from_sources(feeds: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """An order in which links lead forward, except those that close a circle."""
    done: dict[str, None] = {}
    open_: set[str] = set()

    def visit(start: str) -> None:
        stack = [(start, iter(feeds[start]))]
        open_.add(start)
        while stack:
            key, rest = stack[-1]
            for target in rest:
                if target not in done and target not in open_:
                    open_.add(target)
                    stack.append((target, iter(feeds[target])))
                    break
            else:
                stack.pop()
                done[key] = None

    for key in feeds:
        if key not in done:
            visit(key)
    return {key: place for place, key in enumerate(reversed(done))}


def _column_counts(flow: Sequence[MapStage], inner: Sequence[Mapping[str, int]]) -> list[int]:
    """One column for each stage, and the rest of the room for those that need it most."""
    counts = [1] * len(flow)
    sizes = [len(stage.segments) for stage in flow]
    wanted = [
        max(max(depths.values(), default=-1) + 1, -(-size // FULL), 1)
        for depths, size in zip(inner, sizes, strict=True)
    ]
    while sum(counts) < MOST_COLUMNS:
        needs = [
            (size / count, -place)
            for place, (count, want, size) in enumerate(zip(counts, wanted, sizes, strict=True))
            if count < want
        ]
        if not needs:
            break
        counts[-max(needs)[1]] += 1
    return counts


def _spread(stage: MapStage, depths: Mapping[str, int], count: int) -> dict[str, int]:
    """Column of each segment within its stage."""
    fill = [0] * count
    columns: dict[str, int] = {}
    deepest = max(depths.values(), default=0)
    for key, depth in depths.items():
        columns[key] = depth if deepest < count else depth * count // (deepest + 1)
        fill[columns[key]] += 1
    inside = {segment.id for segment in stage.segments}
    for segment in stage.segments:
        if segment.id not in columns:
            outward = any(target not in inside for target in segment.feeds)
            order = range(count - 1, -1, -1) if outward else range(count)
            columns[segment.id] = min(order, key=lambda column: fill[column])
            fill[columns[segment.id]] += 1
    return _relieved(stage, columns, fill)


def _relieved(stage: MapStage, columns: dict[str, int], fill: list[int]) -> dict[str, int]:
    """The same with columns that are far too full handing on to the next one."""
    even = -(-len(stage.segments) // len(fill)) + 2
    for column in range(len(fill) - 1):
        here = [segment.id for segment in stage.segments if columns[segment.id] == column]
        for key in here[max(even, FULL) :]:
            columns[key] = column + 1
    return columns


def _support_seats(
    chain: MapChain, stage: MapStage, seats: Mapping[str, Seat], columns: int, band: int
) -> dict[str, Seat]:
    """Supporting segments near what they are linked with, spread evenly over the columns."""
    near: dict[str, list[int]] = {segment.id: [] for segment in stage.segments}
    for one, other in links_of(chain):
        if one in near and other in seats:
            near[one].append(seats[other].column)
        if other in near and one in seats:
            near[other].append(seats[one].column)
    rows = -(-len(near) // columns) if near else 1
    fill = [0] * columns
    made: dict[str, Seat] = {}
    for key in sorted(near, key=lambda key: not near[key]):
        wanted = sum(near[key]) / len(near[key]) if near[key] else 0.0
        free = [column for column in range(columns) if fill[column] < rows]
        column = min(free, key=lambda column: (abs(column - wanted), column))
        fill[column] += 1
        made[key] = Seat(column, band)
    return {segment.id: made[segment.id] for segment in stage.segments}


# Nets and lanes


def layer(seats: Mapping[str, Seat], links: Sequence[tuple[str, str]]) -> Layers:
    """Columns in the order that crosses the fewest links."""
    targets: dict[tuple[str, bool], list[str]] = {}
    for one, other in links:
        forward = seats[other].column >= seats[one].column
        targets.setdefault((one, forward), []).append(other)
    bands: dict[Item, int] = {key: seat.band for key, seat in seats.items()}
    passes: list[Pass] = []
    for (source, forward), others in targets.items():
        passes += _net(source, forward, others, seats, bands)
    count = max((seat.column for seat in seats.values()), default=0) + 1
    columns: list[list[Item]] = [[] for _ in range(count)]
    for item in bands:
        columns[item.column if isinstance(item, Lane) else seats[item].column].append(item)
    return Layers(tuple(tuple(c) for c in _ordered(columns, bands, passes)), bands, tuple(passes))


def _net(
    source: str, forward: bool, targets: Sequence[str], seats: Mapping[str, Seat], bands: dict[Item, int]
) -> list[Pass]:
    """The way of one segment's links through channels, with a lane for each column between."""
    name = source if forward else f"{source}<"
    here = seats[source].column
    band = min([seats[source].band, *[seats[target].band for target in targets]])
    step = 1 if forward else -1
    column, start = here, source  # type: int, Item
    made: list[Pass] = []
    rest = list(targets)
    while rest:
        nearest = column + step
        reached = [t for t in rest if seats[t].column in ((here, nearest) if column == here else (nearest,))]
        rest = [t for t in rest if t not in reached]
        ends: list[tuple[Item, bool]] = [(t, (seats[t].column == here) or not forward) for t in reached]
        lane = Lane(name, nearest)
        if rest:
            bands[lane] = band
            ends.append((lane, not forward))
        channel = column + 1 if forward else column
        made.append(Pass(name, channel, (start, forward), tuple(ends)))
        column, start = nearest, lane
    return made


def neighbours(passes: Sequence[Pass]) -> tuple[dict[Item, list[Item]], dict[Item, list[Item]]]:
    """For each item what it is linked with across the channel on its left, and on its right."""
    left: dict[Item, list[Item]] = {}
    right: dict[Item, list[Item]] = {}
    for one in passes:
        start, start_left = one.start
        for end, end_left in one.ends:
            if start_left == end_left:
                continue
            a, b = (start, end) if start_left else (end, start)
            right.setdefault(a, []).append(b)
            left.setdefault(b, []).append(a)
    return left, right


def _ordered(
    columns: list[list[Item]], bands: Mapping[Item, int], passes: Sequence[Pass]
) -> list[list[Item]]:
    left, right = neighbours(passes)
    best = [sorted(column, key=lambda item: bands[item]) for column in columns]
    fewest = _crossings(best, right)
    now = best
    for sweep in range(SWEEPS):
        if not fewest:
            break
        now = list(now)
        forth = sweep % 2 == 0
        order = range(1, len(now)) if forth else range(len(now) - 2, -1, -1)
        for column in order:
            beside = now[column - 1 if forth else column + 1]
            now[column] = _by_barycentre(now[column], beside, left if forth else right, bands)
        crossings = _crossings(now, right)
        if crossings < fewest:
            best, fewest = now, crossings
    return best


def _by_barycentre(
    column: list[Item], beside: list[Item], links: Mapping[Item, list[Item]], bands: Mapping[Item, int]
) -> list[Item]:
    places = {item: place for place, item in enumerate(beside)}
    scale = len(beside) / max(len(column), 1)

    def centre(place: int, item: Item) -> float:
        linked = links.get(item)
        if not linked:
            return place * scale
        return sum([places[other] for other in linked]) / len(linked)

    keys = {item: (bands[item], centre(place, item), place) for place, item in enumerate(column)}
    return sorted(column, key=keys.__getitem__)


def _crossings(columns: Sequence[Sequence[Item]], right: Mapping[Item, list[Item]]) -> int:
    total = 0
    for one, other in pairwise(columns):
        places = {item: place for place, item in enumerate(other)}
        seen: list[int] = []
        for item in one:
            ends = [places[end] for end in right.get(item, ())]
            total += sum([len(seen) - bisect_right(seen, end) for end in ends])
            for end in ends:
                insort(seen, end)
    return total
