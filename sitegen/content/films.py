"""What a film file is, how large its picture is and how long it lasts, read from its own bytes.

Films come from people we don't know, and are too large to be read whole: only their headers are, a part at
a time. A file must be what its name says, an MP4 that browsers play or a WebM. Nothing is decoded.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

import msgspec

from sitegen.content.file_kinds import UNKNOWN, Broken, kind_of
from sitegen.diagnostics import InputError

FILMS = ("mp4", "webm")
"""Extensions; each is also what its kind of content is called."""

NO_FILMS = frozenset(
    ("mov", "m4v", "mkv", "avi", "wmv", "flv", "mpg", "mpeg", "3gp", "rmvb", "vob", "mts", "m2ts")
)
"""Films in forms that browsers do not play, or not all of them."""

MOST_HEADER = 32_000_000
"""Bytes of an MP4's index that are read; that of an hour has some two million."""
_MOST_BOXES = 10_000
_START = 1_000_000
"""Bytes of a WebM in which all that is asked for has to be said."""

PLAYED = ("avc1", "avc3", "vp09", "av01", "V_VP8", "V_VP9", "V_AV1")
"""How pictures are packed that browsers play. Others (H.265 from telephones) some do and many do not."""


class FilmError(InputError):
    """Why a film is refused: E_FILM_CONTENT(found, expected) or E_FILM_BROKEN(kind)."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value)[:100] for name, value in params.items()}


class FilmInfo(msgspec.Struct, frozen=True, array_like=True):
    """A film as far as its headers tell it."""

    kind: str
    size: int
    """Bytes."""
    seconds: float = 0
    """0 where it does not say."""
    width: int = 0
    height: int = 0
    codec: str = ""
    """How its picture is packed, as the file names it."""
    index_last: bool = False
    """A browser has to fetch its end before it can begin."""
    has_place: bool = False
    """It says where it was taken."""


def film_info(file: BinaryIO, name: str) -> FilmInfo:
    """A film's facts; `file` can be sought in. Raises FilmError and OSError, whatever the bytes are."""
    expected = name.rpartition(".")[2].lower()
    start = file.read(4096)
    found = film_kind(start)
    if found != expected:
        found = found or kind_of(start)
        if found == UNKNOWN:
            raise FilmError("E_FILM_BROKEN", kind=expected)
        raise FilmError("E_FILM_CONTENT", found=found, expected=expected)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    try:
        info = _mp4(file, size) if expected == "mp4" else _webm(file.read(_START), size)
    except (Broken, LookupError, struct.error, ValueError, OverflowError) as error:
        raise FilmError("E_FILM_BROKEN", kind=expected) from error
    if not info.codec:
        raise FilmError("E_FILM_BROKEN", kind=expected)
    return info


def film_kind(start: bytes) -> str:
    """mp4 or webm by the first bytes; "mov" and "mkv" for their kin that browsers do not play; else ""."""
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        if brand == b"qt  ":
            return "mov"
        return "" if brand[:3] in (b"hei", b"hev", b"mif", b"msf", b"avi", b"M4A", b"M4B") else "mp4"
    if start[:4] == b"\x1aE\xdf\xa3":
        head = start[:128]
        return "webm" if b"\x42\x82" in head and b"webm" in head else "mkv"
    return ""


# --- MP4: boxes within boxes, each led by its length and name ---------------------------------------------


def _mp4(file: BinaryIO, size: int) -> FilmInfo:
    index, data_seen, place = b"", False, 0
    index_last = False
    for _ in range(_MOST_BOXES):
        if place >= size:
            break
        file.seek(place)
        head = file.read(16)
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1:
            length = struct.unpack(">Q", head[8:16])[0]
        elif length == 0:
            length = size - place
        if length < 8 or place + length > size:
            raise Broken
        if name == b"mdat":
            data_seen = True
        elif name == b"moov":
            if length > MOST_HEADER:
                raise Broken
            file.seek(place)
            index, index_last = file.read(length), data_seen
        place += length
    if not index or not data_seen:
        raise Broken
    boxes = dict(_boxes(index, 8, len(index)))
    seconds = _duration(index, *boxes[b"mvhd"]) if b"mvhd" in boxes else 0.0
    width, height, codec = _picture(index)
    has_place = b"\xa9xyz" in index or b"location.ISO6709" in index or b"loci" in index
    return FilmInfo("mp4", size, seconds, width, height, codec, index_last, has_place)


def _boxes(data: bytes, start: int, end: int) -> list[tuple[bytes, tuple[int, int]]]:
    """Names of the boxes there, with where their contents begin and end."""
    found: list[tuple[bytes, tuple[int, int]]] = []
    while start + 8 <= end and len(found) < _MOST_BOXES:
        length, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        if length < head or start + length > end:
            raise Broken
        found.append((name, (start + head, start + length)))
        start += length
    return found


def _duration(data: bytes, start: int, end: int) -> float:
    if data[start]:  # the form with 64 bits
        scale, duration = struct.unpack_from(">IQ", data, start + 20)
    else:
        scale, duration = struct.unpack_from(">II", data, start + 12)
    return _believed(duration / scale) if scale else 0.0


def _believed(seconds: float) -> float:
    """A film lasts less than twelve days; what says something else doesn't know."""
    return seconds if 0 < seconds < 1e6 else 0.0


def _picture(data: bytes) -> tuple[int, int, str]:
    """Size and packing of the first track of pictures."""
    for name, (start, end) in _boxes(data, 8, len(data)):
        if name != b"trak":
            continue
        track = dict(_boxes(data, start, end))
        media = dict(_boxes(data, *track[b"mdia"])) if b"mdia" in track else {}
        if b"hdlr" not in media or data[media[b"hdlr"][0] + 8 :][:4] != b"vide":
            continue
        inner = dict(_boxes(data, *media[b"minf"]))
        description = dict(_boxes(data, *inner[b"stbl"]))[b"stsd"][0]
        codec = data[description + 12 : description + 16].decode("latin-1")
        head_end = track[b"tkhd"][1]
        width, height = struct.unpack_from(">II", data, head_end - 8)
        return width >> 16, height >> 16, codec
    raise Broken


# --- WebM: elements within elements, each led by its number and length -------------------------------------

_EBML, _SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK, _TYPE, _CODEC, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA
_PICTURES = 1


def _webm(data: bytes, size: int) -> FilmInfo:
    outer = _elements(data, 0, len(data))
    if _EBML not in outer or _SEGMENT not in outer:
        raise Broken
    segment = _elements(data, *outer[_SEGMENT])
    seconds = _length(data, _elements(data, *segment[_INFO]))
    start, end = segment[_TRACKS]
    while start < end:
        name, begin, after = _element(data, start, end)
        track = _elements(data, begin, after) if name == _TRACK else {}
        if _TYPE in track and _number(data, *track[_TYPE]) == _PICTURES:
            video = _elements(data, *track[_VIDEO])
            codec = data[slice(*track[_CODEC])].decode("latin-1").rstrip("\0")
            width, height = _number(data, *video[_WIDTH]), _number(data, *video[_HEIGHT])
            return FilmInfo("webm", size, seconds, width, height, codec)
        start = after
    raise Broken


def _length(data: bytes, info: dict[int, tuple[int, int]]) -> float:
    """Seconds; 0 of a film that was recorded without being finished."""
    if _DURATION not in info:
        return 0.0
    scale = _number(data, *info[_SCALE]) if _SCALE in info else 1_000_000
    start, end = info[_DURATION]
    (ticks,) = struct.unpack(">d" if end - start == 8 else ">f", data[start:end])
    return _believed(ticks * scale / 1e9)


def _elements(data: bytes, start: int, end: int) -> dict[int, tuple[int, int]]:
    """Where the contents of the elements there begin and end, the first of each; up to the first pictures."""
    found: dict[int, tuple[int, int]] = {}
    for _ in range(_MOST_BOXES):
        if start >= end:
            break
        name, begin, after = _element(data, start, end)
        if name == _CLUSTER:
            break
        found.setdefault(name, (begin, after))
        start = after
    return found


def _element(data: bytes, start: int, end: int) -> tuple[int, int, int]:
    """An element's number, and where its content begins and ends, as far as it has been read."""
    name_length = _vint_length(data[start])
    name = int.from_bytes(data[start : start + name_length], "big")
    start += name_length
    length = _vint_length(data[start])
    size = int.from_bytes(data[start : start + length], "big") & ((1 << 7 * length) - 1)
    unknown = size == (1 << 7 * length) - 1
    start += length
    return name, start, end if unknown else min(start + size, end)


def _vint_length(first: int) -> int:
    if not first:
        raise Broken
    return 9 - first.bit_length()


def _number(data: bytes, start: int, end: int) -> int:
    if not 0 < end - start <= 8:
        raise Broken
    return int.from_bytes(data[start:end], "big")
