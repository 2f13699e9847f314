"""How high each item of a layered drawing stands: the second half of it, before the lines.

Every item wants to stand level with what it is linked with. Keeping the order and the distances, the
heights that are nearest to all wishes (by squares) are an isotonic regression, which pooling adjacent
violators solves exactly; a few sweeps over the columns bring them to rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sitegen.maps.layers import Item, Lane, Layers, neighbours

BETWEEN_BOXES = 18.0
BETWEEN_LANES = 9.0
BESIDE_BOX = 11.0
SWEEPS = 8


class Band(NamedTuple):
    top: float
    bottom: float


def gap(above: Item, below: Item) -> float:
    """Free height between two items."""
    if isinstance(above, Lane) and isinstance(below, Lane):
        return BETWEEN_LANES
    return BESIDE_BOX if isinstance(above, Lane) or isinstance(below, Lane) else BETWEEN_BOXES


def place(
    layers: Layers, heights: Mapping[str, float], heads: Sequence[float]
) -> tuple[dict[Item, float], list[Band]]:
    """The middle of every item, and where each band lies. `heads` is the height free above each band."""
    sizes: dict[Item, float] = {
        item: 0.0 if isinstance(item, Lane) else heights[item] for item in layers.bands
    }
    middles: dict[Item, float] = {}
    bands: list[Band] = []
    y = 0.0
    for number, head in enumerate(heads):
        columns = [[item for item in column if layers.bands[item] == number] for column in layers.columns]
        top = y + head
        found = _band(columns, layers, sizes)
        highest = min((middle - sizes[item] / 2 for item, middle in found.items()), default=0.0)
        middles |= {item: middle - highest + top for item, middle in found.items()}
        y = max((middles[item] + sizes[item] / 2 for item in found), default=top)
        bands.append(Band(top, y))
    return middles, bands


def _band(
    columns: Sequence[Sequence[Item]], layers: Layers, sizes: Mapping[Item, float]
) -> dict[Item, float]:
    left, right = neighbours(layers.passes)
    middles: dict[Item, float] = {}
    for column in columns:
        middles |= _packed(column, sizes)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in columns if forth else reversed(columns):
            wishes = _wish(middles, left if forth else right, right if forth else left)
            middles |= _nearest(column, sizes, wishes)
    return middles


def _packed(column: Sequence[Item], sizes: Mapping[Item, float]) -> dict[Item, float]:
    """As tight as may be, around height nought."""
    middles: dict[Item, float] = {}
    y = 0.0
    for before, item in zip([None, *column], column, strict=False):
        y += gap(before, item) if before is not None else 0.0
        middles[item] = y + sizes[item] / 2
        y += sizes[item]
    return {item: middle - y / 2 for item, middle in middles.items()}


def _wish(
    middles: Mapping[Item, float], first: Mapping[Item, list[Item]], second: Mapping[Item, list[Item]]
) -> Callable[[Item], tuple[float, float]]:
    """Where an item would like to stand, and how much: level with those on the side just placed, else on the
    other. One without links keeps to the middle, and gives way to all others.
    """
    centre = sum(middles.values()) / max(len(middles), 1)

    def wish(item: Item) -> tuple[float, float]:
        for links in (first, second):
            near = [middles[other] for other in links.get(item, ()) if other in middles]
            if near:
                return sum(near) / len(near), 3.0 if isinstance(item, Lane) else 1.0
        return centre, 0.02

    return wish


def _nearest(
    column: Sequence[Item], sizes: Mapping[Item, float], wish: Callable[[Item], tuple[float, float]]
) -> dict[Item, float]:
    """Heights in order and at their distances that are nearest to the wishes."""
    offsets: list[float] = []
    for before, item in zip([None, *column], column, strict=False):
        last = offsets[-1] if offsets else 0.0
        offsets.append(
            last if before is None else last + sizes[before] / 2 + gap(before, item) + sizes[item] / 2
        )
    pools: list[list[float]] = []  # [sum of weighted wishes, weight, members]
    for item, offset in zip(column, offsets, strict=True):
        wanted, weight = wish(item)
        pools.append([(wanted - offset) * weight, weight, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, weight, members = pools.pop()
            pools[-1] = [pools[-1][0] + total, pools[-1][1] + weight, pools[-1][2] + members]
    levels = [pool[0] / pool[1] for pool in pools for _ in range(int(pool[2]))]
    return {item: level + offset for item, level, offset in zip(column, levels, offsets, strict=True)}
