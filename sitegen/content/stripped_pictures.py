"""Pictures without what they carry along unseen: where and with what they were taken, by whom, remarks.

Nothing that is seen changes: the compressed picture is copied byte for byte, with its colour profile, its
resolution and the way it has to be turned. What lies behind the picture's end goes too: telephones put films
and further pictures there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from sitegen.content.file_kinds import PictureError
from sitegen.content.pictures import ACCEPTED, exif_orientation, gif_blocks, gif_colours
from sitegen.patterns import pattern


def stripped(data: bytes, name: str) -> bytes:
    """The same picture with nothing but what is seen; what is no picture of a known kind as it is.

    Raises PictureError for one in which what is seen cannot be told from the rest.
    """
    kind = ACCEPTED.get(name.rpartition(".")[2].lower(), "")
    strip = _STRIPPERS.get(kind)
    try:
        return strip(data) if strip else data
    except (IndexError, struct.error):
        raise PictureError("E_PICTURE_BROKEN", kind=kind) from None


def _orientation_alone(exif: bytes) -> bytes:
    """Exif data that says only how a picture has to be turned; nothing for one that has not."""
    turned = exif_orientation(exif)
    if not 2 <= turned <= 8:
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)


_NEXT_MARKER = pattern(rb"\xff+[^\x00\xff\xd0-\xd7]")
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def _jpeg(data: bytes) -> bytes:
    pieces, place = [data[:2]], 2
    while True:
        while data[place + 1] == 0xFF:  # fillers
            place += 1
        marker = data[place + 1]
        if marker == 0xD9:
            return b"".join([*pieces, b"\xff\xd9"])
        end = place + 2 if marker == 0x01 else place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        body = data[place + 4 : end]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            if exif := _orientation_alone(body[6:]):
                pieces.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif)
        elif marker in _KEPT_APPS:
            if body.startswith(_KEPT_APPS[marker]):
                pieces.append(data[place:end])
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            pieces.append(data[place:end])
        place = end
        if marker == 0xDA:
            match = _NEXT_MARKER.search(data, end)
            if match is None:
                raise IndexError
            pieces.append(data[end : match.start()])
            place = match.end() - 2


_KEPT_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS iCCP sRGB gAMA cHRM cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT"
    b" acTL fcTL fdAT".split()
)


def _png(data: bytes) -> bytes:
    pieces, place = [data[:8]], 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if kind in _KEPT_CHUNKS:
            pieces.append(data[place:end])
        elif kind == b"eXIf" and (exif := _orientation_alone(data[place + 8 : end - 4])):
            checked = kind + exif
            pieces.append(struct.pack(">I", len(exif)) + checked + struct.pack(">I", zlib.crc32(checked)))
        if kind == b"IEND":
            return b"".join(pieces)
        place = end


_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_HEAD_BYTES = 10
_SHOWN_CHUNKS = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def _webp(data: bytes) -> bytes:
    pieces: list[bytes] = []
    place, end = 12, 8 + struct.unpack_from("<I", data, 4)[0]
    head, turned = b"", b""
    while place + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, place)
        after = place + 8 + length + length % 2
        body = data[place + 8 : place + 8 + length]
        if kind == b"EXIF":
            turned = _orientation_alone(body.removeprefix(b"Exif\0\0"))
        elif kind == b"VP8X":
            if length != _HEAD_BYTES:
                raise IndexError
            head = body
        elif kind in _SHOWN_CHUNKS:
            pieces.append(data[place:after])
        place = after
    if head:
        flags = head[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turned else 0)
        pieces.insert(0, b"VP8X" + struct.pack("<IB", len(head), flags) + head[1:])
    if turned:
        pieces.append(b"EXIF" + struct.pack("<I", len(turned)) + turned)
    made = b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + made


_CONTROL, _APPLICATION = 0xF9, 0xFF
"""How long a picture of an animation is shown, and what programs add."""
_KEPT_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often an animation is repeated, and the colour profile."""


def _gif(data: bytes) -> bytes:
    """Whole blocks of what is seen, up to the end or to what is none: browsers show nothing behind it."""
    place = 13 + gif_colours(data[10])
    pieces = [data[:place]]
    while (kind := data[place : place + 1]) in (b"\x21", b"\x2c"):
        try:
            end = _block_end(data, place)
        except IndexError:
            break
        named = data[place + 3 : place + 14]
        if (
            kind == b"\x2c"
            or data[place + 1] == _CONTROL
            or (data[place + 1] == _APPLICATION and named in _KEPT_APPLICATIONS)
        ):
            pieces.append(data[place:end])
        place = end
    return b"".join([*pieces, b"\x3b"])


def _block_end(data: bytes, place: int) -> int:
    """Where an extension or an image of a GIF ends. Raises IndexError where it does not."""
    if data[place] == 0x21:
        return gif_blocks(data, place + 2)
    return gif_blocks(data, place + 11 + gif_colours(data[place + 9]))


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif}
