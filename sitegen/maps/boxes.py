"""The box of a segment: what stands in it, how high that is, and its drawing.

Strength is told by fill, outline and word at once: strong solid, present tinted, weak hatched, missing
dashed with a plus, not assessed plain. All of it works in black and white.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.maps.drawing_types import MapSegment, MapWords
from sitegen.maps.paint import Paint
from sitegen.maps.svg import BOLD, extent, link, number, shift, text
from sitegen.maps.text_layout import clip, clip_lines, width, wrap

PAD_X, PAD_TOP, PAD_BOTTOM = 12.0, 10.0, 10.0
TITLE, TITLE_LEADING = 14.5, 20.0
SMALL, SMALL_LEADING = 12.0, 17.0
ICON, ICON_GAP, BADGE_GAP = 11.0, 4.0, 9.0
PLUS = 16.0
MOST_LEADERS = 2


class BoxLine(NamedTuple):
    """A line of text: distance of its left end and its baseline from the box's corner."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    role: str
    lang: str

    @property
    def width(self) -> float:
        return width(self.text, self.size, self.bold)


class Badge(NamedTuple):
    """A small picture with a number after it."""

    icon: str
    x: float
    y: float
    number: int


class Box(NamedTuple):
    """A segment made ready for a width: its lines and badges, all measured from its corner."""

    segment: MapSegment
    width: float
    height: float
    lines: tuple[BoxLine, ...]
    badges: tuple[Badge, ...]


def make_box(segment: MapSegment, box_width: float) -> Box:
    """Wrap everything into a box of this width."""
    room = box_width - 2 * PAD_X
    title_room = room - (PLUS + 2 if segment.strength == "missing" else 0)
    lines: list[BoxLine] = []
    y = PAD_TOP
    for words in wrap(segment.title.text, TITLE, title_room, bold=True):
        lines.append(BoxLine(PAD_X, y + 15, words, TITLE, True, "text", segment.title.lang))
        y += TITLE_LEADING
    y += 2
    badges, y = _meta(segment, room, y, lines)
    for leader in _leaders(segment, room):
        lines.append(BoxLine(PAD_X, y + 13, leader.text, SMALL, False, "text", leader.lang))
        y += SMALL_LEADING
    return Box(segment, box_width, y + PAD_BOTTOM - 3, tuple(lines), tuple(badges))


def _meta(segment: MapSegment, room: float, y: float, lines: list[BoxLine]) -> tuple[list[Badge], float]:
    """Strength and counts, on one line where they fit; the badges, and where the next line starts."""
    badges_of = (("firm", segment.enterprises), ("open", segment.seeking), ("trade", segment.trades))
    counts = [(icon, count) for icon, count in badges_of if count]
    widths = [ICON + ICON_GAP + width(str(count), SMALL) for _, count in counts]
    taken = sum(widths) + BADGE_GAP * len(widths)
    word = clip(segment.strength_word, SMALL, room)
    lines.append(BoxLine(PAD_X, y + 13, word, SMALL, False, "quiet", ""))
    if not counts:
        return [], y + SMALL_LEADING
    x = PAD_X + room - taken + BADGE_GAP
    if width(word, SMALL) + BADGE_GAP > room - taken:
        y += SMALL_LEADING
        x = PAD_X
    badges = []
    for (icon, count), wide in zip(counts, widths, strict=True):
        badges.append(Badge(icon, x, y + 13, count))
        x += wide + BADGE_GAP
    return badges, y + SMALL_LEADING


def _leaders(segment: MapSegment, room: float) -> list[MapWords]:
    """Chain leaders by name, each on two lines at most, with a star; how many more there are at the end."""
    found: list[MapWords] = []
    shown = segment.leaders[:MOST_LEADERS]
    for leader in shown:
        lines = clip_lines(f"★ {leader.text}", SMALL, room, 2)
        found += [MapWords(line, leader.lang) for line in lines]
    rest = len(segment.leaders) - len(shown)
    return [*found, MapWords(f"+{rest}")] if rest else found


# Drawing


def draw_box(box: Box, x: float, y: float, paint: Paint, faded: bool = False) -> str:
    """The box as a link (or a group, where it leads nowhere) with its corner at x, y."""
    segment = box.segment
    inner = _ground(box, paint, faded) + "".join([_line(line, box, paint, faded) for line in box.lines])
    inner += "".join([_badge(badge, box, paint, faded) for badge in box.badges])
    place = shift(x, y)
    if not segment.href or paint.alone:
        return f"<g {place}>{inner}</g>"
    return link(segment.href, segment.label or segment.title.text, inner, f" {place}")


def _rect(box: Box, attributes: str, inset: float = 0) -> str:
    place = f'x="{number(inset)}" y="{number(inset)}" ' if inset else ""
    size = extent(box.width - 2 * inset, box.height - 2 * inset)
    return f'<rect {place}{size} rx="{number(6 - inset)}" {attributes}/>'


def _ground(box: Box, paint: Paint, faded: bool) -> str:
    segment = box.segment
    strength = segment.strength
    more = ("sought",) if segment.sought and faded else ()
    if faded and not segment.sought:
        return _rect(box, paint("box-faded", "box") if not paint.alone else paint("box-faded"))
    drawn = _rect(
        box, paint(f"box-{strength}", *more) if paint.alone else paint(f"box-{strength}", "box", *more)
    )
    if strength == "weak":
        drawn += f'<path {paint("hatch")} fill="none" stroke-width="1.6" d="{_hatch(box)}"/>'
    if strength == "missing":
        cross = number(box.width - PAD_X - PLUS / 2)
        role = "plus-sought" if more else "plus"
        arms = f"M{cross} {number(PAD_TOP + 2)}v12m-6-6h12"
        drawn += f'<path {paint(role)} fill="none" stroke-width="2" d="{arms}"/>'
    return drawn


def _hatch(box: Box) -> str:
    """Slanted strokes over a box, clipped to it by reckoning: no pattern, so no ids to keep apart."""
    inset, step = 2.0, 9.0
    wide, high = box.width - inset, box.height - inset
    data = []
    start = inset + step
    while start < wide + high - inset:
        x1, y1 = (start, inset) if start <= wide else (wide, inset + start - wide)
        x2, y2 = (inset, start) if start <= high else (inset + start - high, high)
        if x1 - x2 > 3:
            data.append(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")
        start += step
    return "".join(data)


def _line(line: BoxLine, box: Box, paint: Paint, faded: bool) -> str:
    role = _text_role(line.role, box.segment, faded)
    look = paint(role) + paint.lang_of(line.lang)
    return text(line.text, line.x, line.y, line.size, look, BOLD if line.bold else "")


def _text_role(role: str, segment: MapSegment, faded: bool) -> str:
    if faded and not segment.sought:
        return "faded"
    return "on-strong" if segment.strength == "strong" else role


ICONS = {
    "firm": ("M1.5 0v-9.5h5.5v9.5M7 -5.5h3v5.5M0 0h11M3.4 -7h1.7M3.4 -4.5h1.7M3.4 -2h1.7", ""),
    "open": (
        "M10.4 -4.6a4.9 4.9 0 1 1 -9.8 0a4.9 4.9 0 1 1 9.8 0z",
        "M7.8 -4.6a2.3 2.3 0 1 1 -4.6 0a2.3 2.3 0 1 1 4.6 0z",
    ),
    "trade": ("M0.5 -7.5h10M7.8 -10l2.7 2.5l-2.7 2.5M10.5 -2h-10M3.2 -4.5l-2.7 2.5l2.7 2.5", ""),
}
"""Small pictures, 11 wide, on a baseline: (outline, filled part)."""


def icon(name: str, x: float, y: float, paint: Paint, strong: bool = False) -> str:
    outline, filled = ICONS[name]
    end = "-strong" if strong else ""
    drawn = f'<path {paint("icon" + end)} fill="none" stroke-width="1.2" d="{outline}"/>'
    if filled:
        drawn += f'<path {paint("icon-fill" + end)} d="{filled}"/>'
    return f"<g {shift(x, y)}>{drawn}</g>"


def _badge(badge: Badge, box: Box, paint: Paint, faded: bool) -> str:
    strong = box.segment.strength == "strong" and (not faded or box.segment.sought)
    look = paint(_text_role("text", box.segment, faded))
    count = text(str(badge.number), badge.x + ICON + ICON_GAP, badge.y, SMALL, look)
    return icon(badge.icon, badge.x, badge.y, paint, strong) + count
