"""The lines of a layered drawing: level through columns, upright only in the channels between them.

A box is therefore never crossed, whatever the links are. Within a channel each net has one upright line;
nets whose uprights would touch stand beside each other, in an order that a local search (swaps of
neighbours) has found to cross the fewest level pieces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sitegen.maps.layers import Item, Lane, Pass
from sitegen.maps.svg import Point

STEP = 8.0
"""Between neighbouring uprights."""
MARGIN = 15.0
"""Between a box and the nearest upright: room for the arrowhead and the bend."""
CLEAR = 7.0
"""Between the ends of two uprights on one line."""
PORTS = 11.0
"""Between lines that enter one side of a box."""

Port = tuple[int, str, Item, bool]
"""(channel, net, item, the item is left of the channel)"""


class Upright(NamedTuple):
    """One net's share of a channel: heights where it meets the left side and the right side."""

    net: str
    left: tuple[float, ...]
    right: tuple[float, ...]

    @property
    def top(self) -> float:
        return (
            min(*self.left, *self.right)
            if len(self.left) + len(self.right) > 1
            else (*self.left, *self.right)[0]
        )

    @property
    def bottom(self) -> float:
        return (
            max(*self.left, *self.right)
            if len(self.left) + len(self.right) > 1
            else (*self.left, *self.right)[0]
        )


class Tracks(NamedTuple):
    """Where the uprights of one channel stand."""

    places: dict[str, int]
    number: int


class Wire(NamedTuple):
    """One stretch of a net: a line from an item to another, and whether it ends in an arrow."""

    net: str
    points: tuple[Point, ...]
    arrow: bool
    eastward: bool
    """The direction of the arrow."""


def ports(
    passes: Sequence[Pass], middles: Mapping[Item, float], heights: Mapping[str, float]
) -> dict[Port, float]:
    """The height at which each net meets each item."""
    sides: dict[tuple[str, bool], list[tuple[float, Port]]] = {}
    found: dict[Port, float] = {}
    for one in passes:
        for item, is_left in (one.start, *one.ends):
            port = (one.channel, one.net, item, is_left)
            if isinstance(item, Lane):
                found[port] = middles[item]
            else:
                sides.setdefault((item, is_left), []).append((_aim(one, item, middles), port))
    for (item, _), here in sides.items():
        here.sort(key=lambda pair: (pair[0], pair[1][1]))
        room = max(heights[item] - 24, 0)
        step = min(PORTS, room / max(len(here) - 1, 1))
        top = middles[item] - step * (len(here) - 1) / 2
        for number, (_, port) in enumerate(here):
            found[port] = top + number * step
    return _levelled(passes, found, middles, heights, {key: len(here) for key, here in sides.items()})


def _aim(one: Pass, item: Item, middles: Mapping[Item, float]) -> float:
    """Where a net comes from, or goes to, as seen from one of its items."""
    others = [middles[other] for other, _ in (one.start, *one.ends) if other != item]
    return sum(others) / len(others) if item == one.start[0] else middles[one.start[0]]


def _levelled(
    passes: Sequence[Pass],
    found: dict[Port, float],
    middles: Mapping[Item, float],
    heights: Mapping[str, float],
    crowd: Mapping[tuple[str, bool], int],
) -> dict[Port, float]:
    """The same, with lines that are nearly straight made straight where a box has its side to itself."""
    for one in passes:
        if len(one.ends) != 1:
            continue
        start: Port = (one.channel, one.net, *one.start)
        end: Port = (one.channel, one.net, *one.ends[0])
        if one.start[1] == one.ends[0][1] or not 0 < abs(found[start] - found[end]) <= 14:
            continue
        for port, other in ((end, start), (start, end)):
            item = port[2]
            if isinstance(item, Lane) or crowd[item, port[3]] != 1:
                continue
            if abs(found[other] - middles[item]) <= heights[item] / 2 - 12:
                found[port] = found[other]
                break
    return found


def uprights(passes: Sequence[Pass], at: Mapping[Port, float], channel: int) -> list[Upright]:
    """The nets of a channel, those that run straight through it included."""
    made = []
    for one in passes:
        if one.channel == channel:
            ys = [(at[channel, one.net, item, is_left], is_left) for item, is_left in (one.start, *one.ends)]
            made.append(
                Upright(one.net, tuple(y for y, left in ys if left), tuple(y for y, left in ys if not left))
            )
    return made


def tracks(nets: Sequence[Upright]) -> Tracks:
    """A place for the upright of every net that has one, from left to right."""
    bent = [net for net in nets if net.bottom - net.top > 0.05 or not net.left or not net.right]
    order = _fewest_crossings(sorted(bent, key=lambda net: (net.top + net.bottom, net.net)))
    places: dict[str, int] = {}
    for number, net in enumerate(order):
        before = [places[other.net] for other in order[:number] if _touch(net, other)]
        places[net.net] = max(before, default=-1) + 1
    return Tracks(places, max(places.values(), default=-1) + 1)


def _touch(one: Upright, other: Upright) -> bool:
    return one.top < other.bottom + CLEAR and other.top < one.bottom + CLEAR


def _cost(west: Upright, east: Upright) -> int:
    """Crossings when one upright stands left of the other; level pieces on one line count ten."""
    cost = sum([west.top < y < west.bottom for y in east.left]) + sum(
        [east.top < y < east.bottom for y in west.right]
    )
    return cost + 10 * sum([abs(a - b) < 4 for a in west.right for b in east.left])


def _fewest_crossings(order: list[Upright]) -> list[Upright]:
    gains: dict[tuple[str, str], int] = {}

    def gain(one: Upright, other: Upright) -> int:
        """What is saved when the two change places."""
        key = (one.net, other.net)
        if key not in gains:
            gains[key] = _cost(one, other) - _cost(other, one) if _touch(one, other) else 0
        return gains[key]

    for _ in range(len(order)):
        swapped = False
        for place in range(len(order) - 1):
            if gain(order[place], order[place + 1]) > 0:
                order[place], order[place + 1] = order[place + 1], order[place]
                swapped = True
        if not swapped:
            break
    return order


def channel_width(count: int, least: float) -> float:
    return max(least, 2 * MARGIN + max(count - 1, 0) * STEP)


def wire(one: Pass, at: Mapping[Port, float], left: float, right: float, track: Tracks) -> list[Wire]:
    """The lines of a net in a channel that reaches from `left` to `right`."""
    spare = (right - left) - max(track.number - 1, 0) * STEP
    x = left + spare / 2 + track.places.get(one.net, 0) * STEP
    edge = {True: left, False: right}
    start_y = at[one.channel, one.net, *one.start]
    wires = []
    for item, is_left in one.ends:
        y = at[one.channel, one.net, item, is_left]
        straight = abs(y - start_y) < 0.05 and is_left != one.start[1]
        start, end = (edge[one.start[1]], start_y), (edge[is_left], start_y if straight else y)
        points = (start, end) if straight else (start, (x, start_y), (x, y), end)
        wires.append(Wire(one.net, points, not isinstance(item, Lane), not is_left))
    return wires
