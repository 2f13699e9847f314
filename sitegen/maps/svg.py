"""SVG as text: escaping, short numbers, lines of text, links, polylines with rounded corners."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def number(value: float) -> str:
    """To a tenth, without what says nothing."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def escape(text: str) -> str:
    """Text for element content and double-quoted attributes; what XML cannot hold is dropped."""
    kept = "".join([char for char in text if char >= " " or char in "\t\n"])
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


BOLD = ' font-weight="600"'
END = ' text-anchor="end"'
MIDDLE = ' text-anchor="middle"'
"""More attributes of a text."""


def text(words: str, x: float, y: float, size: float, look: str, more: str = "") -> str:
    """A line of text with its baseline at a place. `look` is what a `Paint` says, `more` stands before it."""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f"<text {place}{more} {look}>{escape(words)}</text>"


def frame(x: float, y: float, wide: float, high: float) -> str:
    """Attributes of a rectangle."""
    return f'x="{number(x)}" y="{number(y)}" {extent(wide, high)}'


def extent(wide: float, high: float) -> str:
    return f'width="{number(wide)}" height="{number(high)}"'


def shift(x: float, y: float) -> str:
    """The attribute that moves a group to a place."""
    return f'transform="translate({number(x)} {number(y)})"'


def link(href: str, name: str, inner: str, more: str = "") -> str:
    """A link with its name for screen readers and pointers, around what is drawn."""
    return f'<a href="{escape(href)}" class="m-link"{more}><title>{escape(name)}</title>{inner}</a>'


def rounded(points: Sequence[Point], radius: float = 6) -> str:
    """Path data of a polyline of level and upright pieces, its corners rounded."""
    points = _corners(points)
    first = points[0]
    data = [f"M{number(first[0])} {number(first[1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _toward(corner, before, bend), _toward(corner, after, bend)
        data.append(_line(before, start))
        data.append(f"Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}")
    data.append(_line(points[-2], points[-1]))
    return "".join(data)


def _corners(points: Sequence[Point]) -> list[Point]:
    """The same line without points that stand on a straight stretch."""
    kept: list[Point] = [points[0]]
    for here, after in zip(points[1:], [*points[2:], None], strict=True):
        before = kept[-1]
        if here == before and after is not None:
            continue
        straight = after is not None and (
            before[0] == here[0] == after[0] or before[1] == here[1] == after[1]
        )
        if not straight:
            kept.append(here)
    return kept if len(kept) > 1 else [points[0], points[-1]]


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(start: Point, goal: Point, distance: float) -> Point:
    whole = _length(start, goal) or 1
    part = distance / whole
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part


def _line(start: Point, end: Point) -> str:
    if abs(start[1] - end[1]) < 0.05:
        return f"H{number(end[0])}"
    if abs(start[0] - end[0]) < 0.05:
        return f"V{number(end[1])}"
    return f"L{number(end[0])} {number(end[1])}"
