"""Phases of a roadmap as bars on an axis of time, with their goals and projects in files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.maps.drawing_types import MapWords
from sitegen.maps.paint import PAGE, Paint
from sitegen.maps.svg import BOLD, MIDDLE, frame, number, text
from sitegen.maps.text_layout import width, wrap

AXIS, BAR, GAP, TEXT_GAP = 26.0, 10.0, 22.0, 28.0
TITLE, SMALL, LEADING = 15.0, 13.0, 19.0
NARROWEST = 260.0
MOST_TICKS = 10


class RoadmapPhase(NamedTuple):
    """Start and end in years and parts of years (2023.0 is the first of January)."""

    start: float
    end: float
    period: str
    title: MapWords
    goals: tuple[MapWords, ...] = ()
    projects: tuple[MapWords, ...] = ()


class TextLine(NamedTuple):
    text: str
    size: float
    bold: bool
    role: str
    lang: str
    indent: float = 0.0


class PhaseBar(NamedTuple):
    """A phase with its place: the bar from x1 to x2, the text below it from x on."""

    phase: RoadmapPhase
    x1: float
    x2: float
    x: float
    y: float
    width: float
    lines: tuple[TextLine, ...]

    @property
    def height(self) -> float:
        return BAR + 6 + LEADING * len(self.lines)


class RoadmapLayout(NamedTuple):
    width: float
    height: float
    ticks: tuple[float, ...]
    years: tuple[tuple[float, str], ...]
    """Where the name of a year stands, in the middle of it or of the years up to the next tick."""
    blocks: tuple[PhaseBar, ...]


def lay_out(phases: Sequence[RoadmapPhase], room: float, whole: bool = False) -> RoadmapLayout:
    """Bars by time; text under each, on as few rows as fit. `whole` adds goals and projects."""
    start = math.floor(min(phase.start for phase in phases))
    end = max(math.ceil(max(phase.end for phase in phases)), start + 1)

    def at(year: float) -> float:
        return (year - start) / (end - start) * room

    rows: list[list[PhaseBar]] = []
    for phase in sorted(phases, key=lambda phase: (phase.start, phase.end)):
        block = _block(phase, at(phase.start), at(phase.end), room, whole)
        free = [row for row in rows if all(not _touch(block, other) for other in row)]
        (free[0] if free else _new(rows)).append(block)
    placed: list[PhaseBar] = []
    y = AXIS + 12
    for row in rows:
        placed += [block._replace(y=y) for block in row]
        y += max(block.height for block in row) + GAP
    return RoadmapLayout(room, y - GAP + 8, *_ticks(start, end, room), tuple(placed))


def _new(rows: list[list[PhaseBar]]) -> list[PhaseBar]:
    rows.append([])
    return rows[-1]


def _touch(one: PhaseBar, other: PhaseBar) -> bool:
    return (
        min(one.x, one.x1) < max(other.x + other.width, other.x2) + TEXT_GAP
        and min(other.x, other.x1) < max(one.x + one.width, one.x2) + TEXT_GAP
    )


def _block(phase: RoadmapPhase, x1: float, x2: float, room: float, whole: bool) -> PhaseBar:
    wide = min(max(x2 - x1 - TEXT_GAP, NARROWEST), room)
    x = max(min(x1, room - wide), 0.0)
    lines = _wrapped(MapWords(phase.period), SMALL, wide, "brand", bold=True)
    lines += _wrapped(phase.title, TITLE, wide, "text", bold=True)
    if whole:
        for goal in phase.goals:
            lines += _wrapped(goal, SMALL, wide, "text", mark="· ")
        for project in phase.projects:
            lines += _wrapped(project, SMALL, wide, "quiet", mark="– ")
    return PhaseBar(phase, x1, max(x2 - 3, x1 + 6), x, 0.0, wide, tuple(lines))


def _wrapped(
    words: MapWords, size: float, room: float, role: str, bold: bool = False, mark: str = ""
) -> list[TextLine]:
    indent = width(mark, size) if mark else 0.0
    texts = wrap(words.text, size, room - indent, bold)
    return [
        TextLine(
            (mark if mark and not place else "") + text,
            size,
            bold,
            role,
            words.lang,
            indent if place else 0.0,
        )
        for place, text in enumerate(texts)
    ]


def _ticks(start: int, end: int, room: float) -> tuple[tuple[float, ...], tuple[tuple[float, str], ...]]:
    most = min(MOST_TICKS, max(int(room // 60), 2))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10_000) if (end - start) / s <= most)

    def at(year: float) -> float:
        return (min(year, end) - start) / (end - start) * room

    years = range(start, end, step)
    names = [
        (at(year + min(step, end - year) / 2), _years(year, min(year + step, end) - 1)) for year in years
    ]
    return tuple([at(year) for year in (*years, end)]), tuple(names)


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last % 100:02d}"


def draw(plan: RoadmapLayout, paint: Paint = PAGE) -> str:
    parts = [
        f'<path {paint("axis")} fill="none" stroke-width="1.5" d="M0 {number(AXIS)}H{number(plan.width)}"/>'
    ]
    for x in plan.ticks:
        inside = min(max(x, 0.75), plan.width - 0.75)
        parts.append(f'<path {paint("axis")} fill="none" d="M{number(inside)} {number(AXIS - 5)}v10"/>')
    for x, name in plan.years:
        parts.append(text(name, x, 15, 12.5, paint("quiet"), MIDDLE))
    parts += [_draw_block(block, paint) for block in plan.blocks]
    return "".join(parts)


def _draw_block(block: PhaseBar, paint: Paint) -> str:
    drawn = f'<rect {frame(block.x1, block.y, block.x2 - block.x1, BAR)} rx="3" {paint("bar")}/>'
    y = block.y + BAR + 6
    for line in block.lines:
        y += LEADING
        look = paint(line.role) + paint.lang_of(line.lang)
        drawn += text(line.text, block.x + line.indent, y - 4, line.size, look, BOLD if line.bold else "")
    return drawn
