"""How wide text is in a font: the advance of each character, from the font file itself.

A small reader beside `fonts`, of the tables `cmap`, `hhea`, `hmtx` and `head` of a face in a file.
All faces of a collection of one weight are as wide as each other, but for a few marks as the middle dot.
Kerning is left out: it only ever pulls letters together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import BinaryIO, NamedTuple

from sitegen.channels.fonts import faces, read_at, read_numbers

UNKNOWN = 1.0
"""Of a character that the font lacks, in ems: as wide as it can be."""


class GlyphRun(NamedTuple):
    """Neighbouring characters and the glyph of the first; a list of glyphs where they are not neighbours."""

    first: int
    last: int
    glyph: int


class Metrics:
    """Widths of one font."""

    def __init__(self, runs: list[GlyphRun], advances: list[float]) -> None:
        self._runs = sorted(runs)
        self._starts = [run.first for run in self._runs]
        self._advances = advances
        self._known: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """Of a line of text, in the unit of `size`."""
        return size * sum([self._em(char) for char in text])

    def _em(self, char: str) -> float:
        known = self._known.get(char)
        if known is None:
            known = self._known[char] = self._advance(ord(char))
        return known

    def _advance(self, code: int) -> float:
        place = bisect_right(self._starts, code) - 1
        if place < 0 or code > self._runs[place].last or not self._advances:
            return UNKNOWN
        run = self._runs[place]
        glyph = run.glyph + code - run.first
        return self._advances[min(glyph, len(self._advances) - 1)]


@cache
def metrics_of(path: str, face: int = 0) -> Metrics:
    """Of a face in a file, else of the first after it; read once in each process. Raises OSError."""
    with open(path, "rb") as file:
        for tables in islice(faces(file), face, None):
            if {"cmap", "hhea", "hmtx", "head"} <= tables.keys():
                return Metrics(list(_runs(file, tables["cmap"])), _advances(file, tables))
    return Metrics([], [])


def _advances(file: BinaryIO, tables: dict[str, int]) -> list[float]:
    """In ems, by glyph; glyphs after the last are as wide as it."""
    (em,) = read_at(file, tables["head"] + 18, ">H") or (1000,)
    (count,) = read_at(file, tables["hhea"] + 34, ">H") or (0,)
    file.seek(tables["hmtx"])
    return [advance / (em or 1000) for advance in read_numbers("H", file.read(4 * count))[::2]]


def _runs(file: BinaryIO, table: int) -> Iterator[GlyphRun]:
    """From the fullest of the Unicode subtables: format 12, else format 4."""
    (count,) = read_at(file, table + 2, ">H") or (0,)
    places: dict[int, int] = {}
    for number in range(count):
        record = read_at(file, table + 4 + 8 * number, ">HHI")
        if record and (record[0] == 0 or record[:2] in ((3, 1), (3, 10))):
            for form in read_at(file, table + record[2], ">H"):
                places[form] = table + record[2]
    if 12 in places:
        yield from _groups(file, places[12])
    elif 4 in places:
        yield from _segments(file, places[4])


def _groups(file: BinaryIO, place: int) -> Iterator[GlyphRun]:
    (count,) = read_at(file, place + 12, ">I") or (0,)
    file.seek(place + 16)
    read = read_numbers("I", file.read(12 * min(count, 200_000)))
    for first, last, glyph in zip(read[::3], read[1::3], read[2::3], strict=False):
        yield GlyphRun(first, last, glyph)


def _segments(file: BinaryIO, place: int) -> Iterator[GlyphRun]:
    (length, _, double) = read_at(file, place + 2, ">HHH") or (0, 0, 0)
    count = double // 2
    file.seek(place)
    words = read_numbers("H", file.read(length))
    for number in range(count):
        at = [7 + number + count * part + (part > 0) for part in range(4)]  # end, start, distance, list
        if at[3] >= len(words):
            return
        end, start, distance, offset = [words[one] for one in at]
        if not offset:
            yield GlyphRun(start, min(end, 0xFFFE), (start + distance) % 0x10000)
            continue
        for char in range(start, min(end, 0xFFFE) + 1):
            glyph = at[3] + offset // 2 + char - start
            if glyph < len(words) and words[glyph]:
                yield GlyphRun(char, char, (words[glyph] + distance) % 0x10000)
