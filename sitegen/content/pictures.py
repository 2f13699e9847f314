"""What a picture file is and how large it is shown, read from its own bytes.

Pictures come from people we don't know. A file must be what its name says; its header must make sense, so
that pages can reserve the right room. Nothing is decoded or rewritten here, so a picture that passes may
still show noise; how many bytes it may have, and where it may lie, is for those who read files. What a
drawing (SVG) may hold is `svg_pictures`' to say.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import msgspec

from sitegen.content.file_kinds import Broken, PictureError, kind_of

ACCEPTED = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "gif": "gif", "svg": "svg"}
"""Extensions and the kind of content that each stands for."""


class PictureInfo(msgspec.Struct, frozen=True, array_like=True):
    """Kind (png, jpeg, webp, gif, svg) and size in CSS pixels, as a browser shows the picture."""

    kind: str
    width: int
    height: int
    moving: bool = False
    digest: bytes = b""
    """Of the file's bytes, where the site has its photographs in sizes."""


def picture_info(data: bytes, name: str, *, max_pixels: int) -> PictureInfo:
    """The picture's kind and size. Raises PictureError and nothing else, whatever the bytes are."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    expected = ACCEPTED.get(extension)
    if expected is None:
        raise PictureError("E_PICTURE_KIND", found=extension or "-", expected=", ".join(ACCEPTED))
    if not data:
        raise PictureError("E_PICTURE_BROKEN", kind=expected)
    found = kind_of(data)
    # An SVG may begin with anything that XML allows; only its parser can say.
    if found != expected and not (expected == "svg" and found in ("xml", "?")):
        raise PictureError("E_PICTURE_KIND", found=found, expected=expected)
    try:
        width, height = _SIZES[expected](data)
    except (Broken, IndexError) as error:
        raise PictureError("E_PICTURE_BROKEN", kind=expected) from error
    if width < 1 or height < 1:
        raise PictureError("E_PICTURE_BROKEN", kind=expected)
    if width * height > max_pixels:
        raise PictureError("E_PICTURE_PIXELS", width=width, height=height, limit=max_pixels)
    return PictureInfo(expected, width, height, _is_moving(expected, data))


def _is_moving(kind: str, data: bytes) -> bool:
    """Whether a picture may have several frames."""
    if kind == "png":
        return data.find(b"acTL", 0, data.find(b"IDAT")) > 0
    if kind == "webp":
        return data[12:16] == b"VP8X" and bool(data[20] & 0x02)
    return kind == "gif"


def _big(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_exactly(data, start, length), "big")


def _little(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_exactly(data, start, length), "little")


def _exactly(data: bytes, start: int, length: int) -> bytes:
    piece = data[start : start + length]
    if len(piece) < length:
        raise Broken
    return piece


_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def _png(data: bytes) -> tuple[int, int]:
    header = _exactly(data, 12, 17)
    depth, colour, compression, filtering, interlace = header[12:]
    if header[:4] != b"IHDR" or _big(data, 8, 4) != 13 or zlib.crc32(header) != _big(data, 29, 4):
        raise Broken
    if depth not in _PNG_DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise Broken
    start, kind, kinds = 8, b"", set()
    while kind != b"IEND":  # a chunk is 12 bytes and its content, so this ends
        kind = _exactly(data, start + 4, 4)
        start += 12 + _big(data, start, 4)
        kinds.add(kind)
    if b"IDAT" not in kinds or start > len(data):
        raise Broken
    return _big(header, 4, 4), _big(header, 8, 4)


def _jpeg(data: bytes) -> tuple[int, int]:
    width = height = 0
    turned = False
    for marker, start, length in _jpeg_segments(data):
        if marker == 0xE1 and data.startswith(b"Exif\0\0", start):
            turned = turned or _exif_turned(data[start + 6 : start + length])
        elif marker in (0xC0, 0xC1, 0xC2):  # what browsers show: baseline, extended, progressive
            depth, components = data[start], data[start + 5]
            if depth not in (8, 12) or components not in (1, 3, 4) or length < 6 + 3 * components:
                raise Broken
            height, width = _big(data, start + 1, 2), _big(data, start + 3, 2)
    return (height, width) if turned else (width, height)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and length of each segment up to the scan, which must be there and come to its end."""
    start = 2
    while True:
        if data[start] != 0xFF:
            raise Broken
        while data[start] == 0xFF:
            start += 1
        marker = data[start]
        start += 1
        if marker == 0x01:  # stands alone, without a length
            continue
        length = _big(data, start, 2)
        if marker < 0xC0 or 0xD0 <= marker <= 0xD9 or length < 2:
            raise Broken
        if marker == 0xDA:
            if data.rfind(b"\xff\xd9", start) < 0:
                raise Broken
            return
        _exactly(data, start + length - 1, 1)
        yield marker, start + 2, length - 2
        start += length


def _exif_turned(exif: bytes) -> bool:
    """Whether a camera held upright made the picture: browsers then swap width and height."""
    return 5 <= exif_orientation(exif) <= 8


def exif_orientation(exif: bytes) -> int:
    """How a picture has to be turned, 1 to 8; 0 where Exif data does not say."""
    read = {b"II": _little, b"MM": _big}.get(exif[:2])
    if read is None:
        return 0
    try:
        entries = read(exif, 4, 4)
        for entry in range(entries + 2, entries + 2 + 12 * min(read(exif, entries, 2), 200), 12):
            if read(exif, entry, 2) == 0x0112:
                return read(exif, entry + 8, 2)
    except Broken:  # browsers, too, show the picture without such data
        pass
    return 0


def _webp(data: bytes) -> tuple[int, int]:
    end = 8 + _little(data, 4, 4)
    if data[:4] != b"RIFF" or end > len(data):
        raise Broken
    kind, start = data[12:16], 20
    if kind == b"VP8X":
        size = 1 + _little(data, start + 4, 3), 1 + _little(data, start + 7, 3)
        position = start + 10
        while data[position : position + 4] not in (b"VP8 ", b"VP8L", b"ANMF"):
            length = _little(data, position + 4, 4)
            position += 8 + length + length % 2
        _exactly(data, position, 8 + _little(data, position + 4, 4))
        return size
    _exactly(data, start, _little(data, 16, 4))
    if kind == b"VP8L" and data[start] == 0x2F:
        bits = _little(data, start + 1, 4)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[start] & 1 == 0 and data[start + 3 : start + 6] == b"\x9d\x01\x2a":
        return _little(data, start + 6, 2) & 0x3FFF, _little(data, start + 8, 2) & 0x3FFF
    raise Broken


def _gif(data: bytes) -> tuple[int, int]:
    start = 13 + gif_colours(data[10])
    while data[start] == 0x21:
        start = gif_blocks(data, start + 2)
    if data[start] != 0x2C:
        raise Broken
    gif_blocks(data, start + 11 + gif_colours(data[start + 9]))
    return _little(data, 6, 2), _little(data, 8, 2)


def gif_colours(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def gif_blocks(data: bytes, start: int) -> int:
    """Where a chain of blocks ends, each led by its length."""
    while length := data[start]:
        start += 1 + length
    return start + 1


def _svg(data: bytes) -> tuple[int, int]:
    from sitegen.content.svg_pictures import svg_size  # few entries have drawings

    return svg_size(data)


_SIZES: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "png": _png,
    "jpeg": _jpeg,
    "webp": _webp,
    "gif": _gif,
    "svg": _svg,
}
