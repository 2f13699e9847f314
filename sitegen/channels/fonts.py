"""What a font file has: its family's name, and the characters that it can draw.

A small reader of OpenType files and collections (ISO/IEC 14496-22): the tables `name` and `cmap`, of the
latter formats 4 and 12, which cover all fonts with Chinese. What cannot be read counts as absent.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import BinaryIO

Range = tuple[int, int]
"""First and last code point."""


class Coverage:
    """The characters that some fonts have between them."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        merged: list[Range] = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        self._starts = [first for first, _ in merged]
        self._ends = [last for _, last in merged]

    def missing(self, text: str) -> str:
        """The characters of a text that none of the fonts has, each once and in order."""
        return "".join(sorted(char for char in set(text) if _is_drawn(char) and not self._has(char)))

    def _has(self, char: str) -> bool:
        place = bisect_right(self._starts, ord(char)) - 1
        if place >= 0 and ord(char) <= self._ends[place]:
            return True
        composed = unicodedata.normalize(
            "NFC", char
        )  # compatibility ideographs are drawn as what they stand for
        return composed != char and all(self._has(one) for one in composed)


def _is_drawn(char: str) -> bool:
    """Joiners, marks of direction and variation selectors have no form of their own."""
    return unicodedata.category(char) not in ("Cc", "Cf") and not "\ufe00" <= char <= "\ufe0f"


@cache
def known_coverage(paths: tuple[str, ...]) -> Coverage:
    """The same as `coverage`, read once in each process: files of fonts do not change under a build."""
    return coverage(paths)


def coverage(paths: Iterable[str]) -> Coverage:
    """Of all faces in these files. Raises OSError."""
    found: set[Range] = set()
    for path in paths:
        with open(path, "rb") as file:
            for place in {tables["cmap"] for tables in faces(file) if "cmap" in tables}:
                found |= _cmap(file, place)
    return Coverage(found)


def family(path: str) -> str:
    """The family's name as the first face of a file gives it; "" when it gives none. Raises OSError."""
    with open(path, "rb") as file:
        for tables in faces(file):
            if "name" in tables:
                return _family(file, tables["name"])
    return ""


@cache
def face_named(path: str, families: tuple[str, ...]) -> int | None:
    """Which face of a file has the first of these families that any has. Raises OSError."""
    with open(path, "rb") as file:
        names = [_family(file, tables["name"]) if "name" in tables else "" for tables in faces(file)]
    return next((names.index(family) for family in families if family in names), None)


def read_at(file: BinaryIO, place: int, form: str) -> tuple[int, ...]:
    """Numbers at a place, big-endian; none where the file ends too early."""
    file.seek(place)
    data = file.read(struct.calcsize(form))
    return struct.unpack(form, data) if len(data) == struct.calcsize(form) else ()


def faces(file: BinaryIO) -> Iterator[dict[str, int]]:
    """Where the tables of each face are, by tag."""
    file.seek(0)
    places: tuple[int, ...] = (0,)
    if file.read(4) == b"ttcf":
        (count,) = read_at(file, 8, ">I") or (0,)
        places = read_at(file, 12, f">{min(count, 64)}I")
    for place in places:
        (count,) = read_at(file, place + 4, ">H") or (0,)
        file.seek(place + 12)
        records = file.read(16 * count)
        tags = [records[start : start + 16] for start in range(0, len(records) - 15, 16)]
        yield {tag[:4].decode("latin-1"): struct.unpack(">I", tag[8:12])[0] for tag in tags}


def _cmap(file: BinaryIO, table: int) -> set[Range]:
    """Characters of the Unicode subtables; of format 12 alone where there is one, for it has them all."""
    (count,) = read_at(file, table + 2, ">H") or (0,)
    places: dict[int, set[int]] = {}
    for number in range(count):
        record = read_at(file, table + 4 + 8 * number, ">HHI")
        if record and (record[0] == 0 or record[:2] in ((3, 1), (3, 10))):
            for form in read_at(file, table + record[2], ">H"):
                places.setdefault(form, set()).add(table + record[2])
    read, form = (_groups, 12) if 12 in places else (_segments, 4)
    return {found for place in places.get(form, ()) for found in read(file, place)}


def _segments(file: BinaryIO, place: int) -> Iterator[Range]:
    """Format 4: segments at a fixed distance from their glyphs, or with a list of them that may have
    holes.
    """
    (length, _, double) = read_at(file, place + 2, ">HHH") or (0, 0, 0)
    count = double // 2
    file.seek(place)
    words = read_numbers("H", file.read(length))
    for number in range(count):
        at = [7 + number + count * part + (part > 0) for part in range(4)]  # end, start, distance, list
        if at[3] >= len(words):
            return
        end, start, _, offset = [words[one] for one in at]
        end = min(end, 0xFFFE)
        if not offset:
            yield start, end
            continue
        for char in range(start, end + 1):
            glyph = at[3] + offset // 2 + char - start
            if glyph < len(words) and words[glyph]:
                yield char, char


def _groups(file: BinaryIO, place: int) -> Iterator[Range]:
    """Format 12."""
    (count,) = read_at(file, place + 12, ">I") or (0,)
    file.seek(place + 16)
    numbers = read_numbers("I", file.read(12 * min(count, 200_000)))
    return zip(numbers[::3], numbers[1::3], strict=False)


def read_numbers(kind: str, data: bytes) -> array[int]:
    """Big-endian numbers of two (H) or four (I) bytes."""
    numbers = array(kind)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _family(file: BinaryIO, table: int) -> str:
    """Name 1 in English as Windows has it, else in any language."""
    (count, strings) = read_at(file, table + 2, ">HH") or (0, 0)
    found: dict[bool, str] = {}
    for number in range(count):
        record = read_at(file, table + 6 + 12 * number, ">6H")
        if record and record[0] in (0, 3) and record[3] == 1:
            file.seek(table + strings + record[5])
            text = file.read(record[4]).decode("utf-16-be", "replace")
            found.setdefault(record[2] == 0x409, text)
    return found.get(True, found.get(False, ""))
