"""A small line plot as SVG: both axes logarithmic, one line for each series, light and dark."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 36, 48
COLOURS = ("#0b5a6b", "#b5401f", "#6a51a3", "#4d7c0f")
DASHES = ("", "6 3", "2 3", "8 3 2 3")
"""Lines can be told apart without colours too."""


class Plot(NamedTuple):
    title: str
    across: str
    upward: str
    series: Mapping[str, Mapping[int, float]]
    """Name -> x -> y; all above 0."""


class _Scale(NamedTuple):
    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = math.log(self.high / self.low) or 1
        return self.start + (self.end - self.start) * math.log(value / self.low) / span


def draw(plot: Plot) -> str:
    """The drawing as a file's text."""
    xs = [x for line in plot.series.values() for x in line]
    ys = [y for line in plot.series.values() for y in line.values()]
    across = _Scale(min(xs), max(xs), LEFT, WIDTH - RIGHT)
    upward = _Scale(_decade(min(ys), math.floor), _decade(max(ys), math.ceil), HEIGHT - BOTTOM, TOP)
    body = [*_grid(plot, sorted(set(xs)), across, upward)]
    for number, (name, line) in enumerate(plot.series.items()):
        body += _line(number, name, line, across, upward)
    style = (
        "text{font:13px sans-serif;fill:#333}.t{font-weight:bold}.g{stroke:#8884}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join([head, f"<title>{escape(plot.title)}</title><style>{style}</style>", *body, "</svg>\n"])


def _decade(value: float, rounded: Callable[[float], int]) -> float:
    return float(10.0 ** rounded(math.log10(value)))


def _grid(plot: Plot, xs: list[int], across: _Scale, upward: _Scale) -> Iterator[str]:
    yield f'<text class="t" x="{LEFT}" y="20">{escape(plot.title)}</text>'
    for x in xs:
        place = across(x)
        yield f'<path class="g" d="M{place:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
        yield f'<text x="{place:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x:,.0f}</text>'
    value = upward.low
    while value <= upward.high * 1.001:
        place = upward(value)
        yield f'<path class="g" d="M{LEFT} {place:.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 6}" y="{place + 4:.1f}" text-anchor="end">{value:,g}</text>'
        value *= 10
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(plot.across)}</text>'
    yield (
        f'<text transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(plot.upward)}</text>'
    )


def _line(number: int, name: str, line: Mapping[int, float], across: _Scale, upward: _Scale) -> Iterator[str]:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    points = [(across(x), upward(y)) for x, y in sorted(line.items())]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    yield f'<polyline points="{path}" fill="none" {stroke}/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
    x, y = points[-1]
    yield f'<text x="{x + 8:.1f}" y="{y + 4:.1f}">{escape(name)}</text>'
