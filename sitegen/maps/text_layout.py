"""How wide text is, and where it breaks, without a font.

The same drawing is shown in whatever face a reader's system has, so widths come from a table that is no
narrower than the widest of the usual ones (DejaVu Sans, Verdana; PingFang, YaHei and Noto Sans CJK have
Chinese characters of one em). A line that fits by this table fits everywhere; most readers see a little
more room.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

BOLD = 1.11
"""How much wider the bold Latin letters of those faces are."""

_LATIN: dict[str, float] = {}
for _letters, _width in (
    ("ijl'|", 0.3),
    ("I,.:;!/\\ ", 0.36),
    ('frt()[]{}-"`', 0.43),
    ("Jcksz?_*^", 0.6),
    ("abdeghnopquvxyL0123456789EFPSTYZ$#+<>=~", 0.66),
    ("ABCKRVX&", 0.72),
    ("DGHNOQUw", 0.82),
    ("mM%", 1.0),
    ("W@", 1.05),
):
    _LATIN |= dict.fromkeys(_letters, _width)

CLOSING = set("，。、；：！？）》」』】〕〉”’…％,.;:!?)]}%·•—")
"""Never at the start of a line."""
OPENING = set("（《「『【〔〈“‘([{")
"""Never at the end of one."""
UNITS = set("亿万元亩吨年月日个项家级号米")
"""Never parted from the figure before them."""


@lru_cache(4096)
def _em(char: str) -> float:
    known = _LATIN.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.84 if char.isupper() else 0.72


@lru_cache(8192)
def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


@lru_cache(8192)
def _bold_em(char: str) -> float:
    return 1.0 if _is_wide(char) else _em(char) * BOLD


def width(text: str, size: float, bold: bool = False) -> float:
    """An upper bound of the width of a line of text, in the unit of `size`."""
    if not bold:
        return size * sum([_em(char) for char in text])
    return size * sum([_bold_em(char) for char in text])


Measure = Callable[[str], float]
"""How wide a line of text is."""


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Lines no wider than `room`, as few as possible and then as even as possible.

    Chinese breaks between any two characters except before closing and after opening punctuation; Latin at
    blanks and after slashes, and inside a word (after a hyphen if it has one) only where the word alone is
    too wide.
    """
    return wrap_measured(text, room, _measure(size, bold))


def wrap_measured(text: str, room: float, measure: Measure) -> list[str]:
    """The same by any measure: that of a font, where the font is known."""
    pieces = _pieces(" ".join(text.split()), room, measure)
    lines = _fill(pieces, room, measure)
    if len(lines) < 2:
        return lines
    narrow, wide = room / 2, room
    for _ in range(6):
        middle = (narrow + wide) / 2
        if len(_fill(pieces, middle, measure)) <= len(lines):
            wide = middle
        else:
            narrow = middle
    even = _fill(pieces, wide, measure)
    return even if all(measure(line) <= room for line in even) else lines


def _measure(size: float, bold: bool) -> Measure:
    return lambda line: width(line, size, bold)


def clip(text: str, size: float, room: float, bold: bool = False) -> str:
    """One line: the text, cut with an ellipsis where it is too long."""
    text = " ".join(text.split())
    return text if width(text, size, bold) <= room else _cut(text, size, room, bold)


def _cut(text: str, size: float, room: float, bold: bool) -> str:
    """Its beginning with an ellipsis: of Chinese type the wide one, else three dots, as "…" may be drawn
    from a Chinese face, one em wide and at half height. Words stay whole where most of the line is left.
    """
    wide = any(map(_is_wide, text))
    dots, whole = "…" if wide else "...", text
    while text and width(text + dots, size, bold) > room:
        text = text[:-1]
    words = text.rpartition(" ")[0]
    if not wide and len(words) * 3 > len(text) * 2 and whole[len(text) : len(text) + 1].strip():
        text = words
    return text.rstrip(" ，,、·(（.") + dots if text else ""


def clip_lines(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """At most so many lines, the last one cut where there would be more."""
    lines = wrap(text, size, room, bold)
    if len(lines) <= most:
        return lines
    measure = _measure(size, bold)
    lines = _fill(_pieces(" ".join(text.split()), room, measure), room, measure)
    rest = " ".join(lines[most - 1 :]) if " " in text else "".join(lines[most - 1 :])
    return [*lines[: most - 1], _cut(rest, size, room, bold)]


def _pieces(text: str, room: float, measure: Measure) -> list[str]:
    """What may not be broken: single wide characters with their punctuation, words with the blank after
    them.
    """
    pieces: list[str] = []
    for char in text:
        if not pieces or not _sticks(pieces[-1], char):
            pieces.append(char)
        elif measure((pieces[-1] + char).rstrip()) <= room:
            pieces[-1] += char
        else:
            head, hyphen, tail = pieces[-1].rpartition("-")
            pieces[-1:] = [head + hyphen, tail + char] if head else [pieces[-1], char]
    return pieces


def _sticks(piece: str, char: str) -> bool:
    last = piece[-1]
    if last in OPENING or char in CLOSING or char == " ":
        return True
    if char in UNITS and (last.isdigit() or (last in UNITS and any(map(str.isdigit, piece)))):
        return True
    return not (last in " /–—" or _is_wide(last) or _is_wide(char))


def _fill(pieces: list[str], room: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    used = 0.0
    for piece in pieces:
        whole = measure(piece)
        if line and used + measure(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, used = piece.lstrip(), whole
        else:
            line += piece
            used += whole
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
