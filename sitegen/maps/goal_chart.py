"""How far a goal is: a bar for each result, by date, and the goal as a line across them.

The page states the same figures as text below; a bar's own words are its amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.svg import END, escape, extent, frame, number, text
from sitegen.maps.text_layout import width

ROOM, HEAD, ROW, BAR, SMALL = 320.0, 18.0, 20.0, 12.0, 12.0
EDGE = 1.0
"""So much is left beside the goal's line where it is outermost."""
MOST_BARS = 5
"""The newest; more would be too small on a phone to be told apart."""


class ResultBar(NamedTuple):
    """A result: its date and amount in words, and its size in the goal's unit."""

    date: str
    words: str
    size: float


def draw(label: str, goal: tuple[str, float], results: Sequence[ResultBar], paint: Paint = PAGE) -> str:
    """A whole svg element with its name for screen readers. `goal` is the line's name and its size."""
    bars = results[-MOST_BARS:]
    left = max([width(bar.date, SMALL) for bar in bars], default=0.0) + 8
    name, aim = goal
    scale = (ROOM - left - EDGE) / (max([aim, *[bar.size for bar in bars]]) or 1)
    high = HEAD + ROW * len(bars)
    parts = [_bar(bar, left, HEAD + ROW * place, scale, paint) for place, bar in enumerate(bars)]
    x = left + max(aim, 0.0) * scale
    fits = x - left > width(name, SMALL)
    parts.append(text(name, x, SMALL, SMALL, paint("text"), END if fits else ""))
    parts.append(f'<path {paint("goal")} d="M{number(x)} {number(HEAD - 2)}V{number(high)}"/>')
    size = f'viewBox="0 0 {number(ROOM)} {number(high)}" {extent(ROOM, high)}'
    name = f"<title>{escape(label)}</title>"
    return f'<svg class="drawing goal-chart" role="img" {size}>{name}{"".join(parts)}</svg>'


def _bar(bar: ResultBar, left: float, y: float, scale: float, paint: Paint) -> str:
    place = frame(left, y + (ROW - BAR) / 2, max(bar.size * scale, 1.0), BAR)
    told = f"<title>{escape(bar.words)}</title>"
    name = text(bar.date, 0, y + 14, SMALL, paint("quiet"))
    return f"{name}<rect {place} {paint('bar')}>{told}</rect>"
