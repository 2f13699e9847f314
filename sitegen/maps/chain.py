"""The map of a chain, whole: layout in a wide form and in a tall one for phones, and its drawing.

The wide form has the stages from left to right and supporting services below, and needs a desk's width; the
tall one has everything in a single column, with links in a margin beside it. Both come from the same
layers, places and wires.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sitegen.maps.boxes import Box, draw_box, make_box
from sitegen.maps.drawing_types import PHONE, WIDE, MapChain, MapWords
from sitegen.maps.layers import Item, Lane, Layers, Seat, layer, links_of, seats_tall, seats_wide
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.places import Band, place
from sitegen.maps.svg import BOLD, escape, frame, number, rounded, text
from sitegen.maps.text_layout import clip_lines
from sitegen.maps.wires import Port, Tracks, Upright, Wire, channel_width, ports, tracks, uprights, wire

PAD = 12.0
"""From the edge of a panel to the boxes in it."""
BETWEEN_PANELS = 14.0
WITHIN, BETWEEN = 38.0, 2 * PAD + BETWEEN_PANELS + 16
"""Least width of a channel inside a stage, and of one between stages."""
NARROWEST, WIDEST = 132.0, 232.0
HEAD, HEAD_LEADING, HEAD_SIZE = 20.0, 18.0, 13.5
PHONE_TRACKS = 10
"""With more lines beside each other than this, the tall form leaves them out: the list below names them."""


class Panel(NamedTuple):
    """The ground of a stage, and its heading."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    lang: str
    support: bool


class Placed(NamedTuple):
    box: Box
    x: float
    y: float


class Layout(NamedTuple):
    width: float
    height: float
    panels: tuple[Panel, ...]
    boxes: tuple[Placed, ...]
    wires: tuple[Wire, ...]


def lay_out_wide(chain: MapChain, room: float = WIDE) -> Layout:
    """Stages from left to right. Wider than `room` only where the boxes would get too narrow."""
    chain = _without_empty_stages(chain)
    seats, ranges = seats_wide(chain)
    layers = layer(seats, links_of(chain))
    count = len(layers.columns)
    least = _least_channels(count, ranges)
    channels = least
    layout = None
    for _ in range(2):
        box_width = (room - 2 * PAD - sum(channels)) / max(count, 1)
        box_width = min(max(box_width, NARROWEST), WIDEST)
        layout = _MapFrame(chain, layers, seats, ranges, box_width, least).layout(room)
        if layout[1] == channels:
            break
        channels = layout[1]
    assert layout is not None
    return layout[0]


def lay_out_tall(chain: MapChain, room: float = PHONE) -> Layout:
    """Everything in one column."""
    chain = _without_empty_stages(chain)
    seats = seats_tall(chain)
    links = links_of(chain)
    frame = _MapFrame(chain, layer(seats, links), seats, (), 0, [0.0, 0.0], tall=True)
    margin = channel_width(1, 0) if links else 0.0
    while margin <= channel_width(PHONE_TRACKS, 0):
        frame = frame._replace(box_width=room - 2 * PAD - margin, least=[0.0, margin])
        layout, (_, needed) = frame.layout(room)
        if needed <= margin:
            return layout
        margin = needed
    frame = frame._replace(layers=layer(seats, []), box_width=room - 2 * PAD, least=[0.0, 0.0])
    return frame.layout(room)[0]


def _without_empty_stages(chain: MapChain) -> MapChain:
    return chain._replace(stages=tuple([stage for stage in chain.stages if stage.segments]))


def _least_channels(count: int, ranges: Sequence[range]) -> list[float]:
    """Least widths of the channels: left of the first column, between columns, right of the last."""
    starts = {columns.start for columns in ranges}
    return [0.0, *[BETWEEN if column in starts else WITHIN for column in range(1, count)], 0.0]


class _MapFrame(NamedTuple):
    """Everything that a layout is reckoned from, for one width of the boxes."""

    chain: MapChain
    layers: Layers
    seats: Mapping[str, Seat]
    ranges: Sequence[range]
    box_width: float
    least: Sequence[float]
    tall: bool = False

    def boxes(self) -> dict[str, Box]:
        return {s.id: make_box(s, self.box_width) for stage in self.chain.stages for s in stage.segments}

    def placed(self) -> tuple[dict[Port, float], dict[Item, float], list[Band], dict[str, Box]]:
        boxes = self.boxes()
        heights = {key: box.height for key, box in boxes.items()}
        middles, bands = place(self.layers, heights, self.heads())
        return ports(self.layers.passes, middles, heights), middles, bands, boxes

    def tracks(self, at: Mapping[Port, float]) -> list[Tracks]:
        nets: list[list[Upright]] = [
            uprights(self.layers.passes, at, channel) for channel in range(len(self.layers.columns) + 1)
        ]
        return [tracks(net) for net in nets]

    def titles(self) -> list[list[tuple[MapWords, bool]]]:
        """(title, supporting) of the stages of each band."""
        stages = [(stage.title, stage.support) for stage in self.chain.stages]
        if self.tall:
            return [[stage] for stage in stages]
        return [[s for s in stages if not s[1]], *[[s] for s in stages if s[1]]]

    def _spans(self, band: int) -> list[int]:
        """How many columns each panel of a band covers."""
        if band == 0 and self.ranges:
            return [len(columns) for columns in self.ranges]
        return [1]

    def head_lines(self, band: int) -> list[list[str]]:
        titles = self.titles()[band]
        widths = [span * self.box_width + (span - 1) * WITHIN for span in self._spans(band)]
        return [
            clip_lines(title.text, HEAD_SIZE, wide, 3, bold=True)
            for (title, _), wide in zip(titles, widths, strict=False)
        ]

    def head(self, band: int) -> float:
        """Height of the headings of a band."""
        return HEAD + HEAD_LEADING * max([len(lines) for lines in self.head_lines(band)], default=0)

    def heads(self) -> list[float]:
        """Free height above each band: the end of the panel above, the gap, the heading."""
        heads = []
        for band, titles in enumerate(self.titles()):
            before = PAD + BETWEEN_PANELS if band and (band > 1 or self.tall or self.titles()[0]) else 0.0
            heads.append(before + self.head(band) if titles else 0.0)
        return heads

    def layout(self, room: float) -> tuple[Layout, list[float]]:
        """The layout, and the widths that its channels came to."""
        at, middles, bands, boxes = self.placed()
        channels = self.tracks(at)
        widths = self._channel_widths(channels, room)
        lefts: list[float] = []
        x = PAD + widths[0]
        for column in range(len(self.layers.columns)):
            lefts.append(x)
            x += self.box_width + widths[column + 1]
        total = x + PAD
        placed = [
            Placed(box, lefts[self.seats[key].column], middles[key] - box.height / 2)
            for key, box in boxes.items()
        ]
        panels = self._panels(bands, lefts, total)
        height = max([panel.y + panel.height for panel in panels], default=0.0)
        wires = self._wires(at, middles, lefts, widths, channels)
        return Layout(total, height, tuple(panels), tuple(placed), tuple(wires)), list(widths)

    def _channel_widths(self, channels: Sequence[Tracks], room: float) -> list[float]:
        widths = []
        for least, net in zip(self.least, channels, strict=True):
            extra = 2 * PAD if least == BETWEEN and not self.tall else 0.0
            widths.append(max(least, channel_width(net.number, 0) + extra) if net.number else least)
        inner = range(1, len(widths) - 1)
        spare = room - 2 * PAD - sum(widths) - self.box_width * len(self.layers.columns)
        if self.ranges and spare > 0 and len(inner):
            each = min(spare / len(inner), 44.0)
            widths = [wide + each if number in inner else wide for number, wide in enumerate(widths)]
        return widths

    def _panels(self, bands: Sequence[Band], lefts: Sequence[float], total: float) -> list[Panel]:
        panels = []
        for level, (band, titles) in enumerate(zip(bands, self.titles(), strict=True)):
            head = self.head(level)
            top, height = band.top - head, band.bottom - band.top + head + PAD
            for place_, ((title, support), lines) in enumerate(
                zip(titles, self.head_lines(level), strict=False)
            ):
                start, end = 0.0, total
                if level == 0 and self.ranges:
                    columns = self.ranges[place_]
                    start = lefts[columns.start] - PAD if columns.start else 0.0
                    last = columns.stop == len(lefts)
                    end = total if last else lefts[columns.stop] - PAD - BETWEEN_PANELS
                panels.append(Panel(start, top, end - start, height, tuple(lines), title.lang, support))
        return panels

    def _wires(
        self,
        at: Mapping[Port, float],
        middles: Mapping[Item, float],
        lefts: Sequence[float],
        widths: Sequence[float],
        channels: Sequence[Tracks],
    ) -> list[Wire]:
        edges = [
            (lefts[0] - widths[0] if channel == 0 else lefts[channel - 1] + self.box_width,
             lefts[channel] if channel < len(lefts) else lefts[-1] + self.box_width + widths[-1])
            for channel in range(len(lefts) + 1)
        ] if lefts else []  # fmt: skip
        wires = []
        for one in self.layers.passes:
            wires += wire(one, at, *edges[one.channel], channels[one.channel])
        for item in self.layers.bands:
            if isinstance(item, Lane):
                y, x = middles[item], lefts[item.column]
                wires.append(Wire(item.net, ((x, y), (x + self.box_width, y)), False, True))
        return wires


# Drawing


def draw(layout: Layout, paint: Paint = PAGE, faded: bool = False) -> str:
    """The drawing without its outermost element. `faded` leaves strength to what is sought."""
    parts = [_panel(panel, paint) for panel in layout.panels]
    parts += _draw_wires(layout, paint, faded)
    parts += [draw_box(placed.box, placed.x, placed.y, paint, faded) for placed in layout.boxes]
    return "".join(parts)


def _panel(panel: Panel, paint: Paint) -> str:
    drawn = f'<rect {frame(panel.x, panel.y, panel.width, panel.height)} rx="10" {paint("panel")}/>'
    look = paint("stage") + paint.lang_of(panel.lang)
    for count, line in enumerate(panel.lines):
        y = panel.y + 21 + count * HEAD_LEADING
        drawn += text(line, panel.x + PAD, y, HEAD_SIZE, look, BOLD)
    return drawn


def _draw_wires(layout: Layout, paint: Paint, faded: bool) -> list[str]:
    """One path for each net, so that a script can bring it out, and its arrowheads."""
    nets: dict[str, list[Wire]] = {}
    feeds = {placed.box.segment.id: placed.box.segment.feeds for placed in layout.boxes}
    for one in layout.wires:
        nets.setdefault(one.net, []).append(one)
    prefix = "faded-" if faded else ""
    parts = []
    for net, stretches in nets.items():
        data = "".join([rounded(_shortened(one)) for one in stretches])
        heads = "".join([_arrow(one) for one in stretches if one.arrow])
        source = net.removesuffix("<")
        ends = f'data-net="{escape(source)}" data-to="{escape(" ".join(feeds.get(source, ())))}"'
        data_net = "" if paint.alone else f" {ends}"
        line = f'<path {paint(prefix + "wire")} stroke-width="1.5" fill="none" d="{data}"/>'
        parts.append(f'<g{data_net}>{line}<path {paint(prefix + "arrow")} d="{heads}"/></g>')
    return [f'<g aria-hidden="true">{"".join(parts)}</g>'] if parts else []


def _shortened(one: Wire) -> Sequence[tuple[float, float]]:
    """The line without the length that its arrowhead takes."""
    if not one.arrow:
        return one.points
    x, y = one.points[-1]
    return (*one.points[:-1], (x - 5 if one.eastward else x + 5, y))


def _arrow(one: Wire) -> str:
    x, y = one.points[-1]
    back = -6 if one.eastward else 6
    return f"M{number(x)} {number(y)}l{back}-3.6v7.2z"
