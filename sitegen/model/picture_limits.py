"""How large pictures may be: as they are, and photographs of which sizes are made."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from sitegen.content.file_kinds import PictureError
from sitegen.content.picture_sizes import widths_of
from sitegen.content.pictures import PictureInfo, picture_info
from sitegen.diagnostics import megabytes
from sitegen.model.entries import Reading

_DRAWN = (".svg", ".gif")
_JPEG = (".jpg", ".jpeg")


def most_bytes(reading: Reading) -> int:
    """Bytes of the largest picture that is read at all."""
    limits = reading.limits
    return max(limits.picture_bytes, limits.photograph_bytes) if reading.photographs else limits.picture_bytes


def too_many_bytes(name: str, limit: int, reading: Reading) -> PictureError:
    """What is said of a picture of more bytes than that: of a photograph, that sizes can be made of it."""
    drawn = name.lower().endswith(_DRAWN)
    code = "E_FILE_SIZE" if reading.photographs or drawn else "E_PICTURE_SIZE"
    return PictureError(code, limit=megabytes(limit))


def checked_picture(data: bytes, name: str, reading: Reading) -> PictureInfo:
    """A picture's kind and size; with its digest where sizes are made of it. Raises PictureError."""
    limits, in_sizes = reading.limits, reading.photographs
    if len(data) > most_bytes(reading):
        raise too_many_bytes(name, most_bytes(reading), reading)
    most = limits.picture_pixels
    if in_sizes and name.lower().endswith(_JPEG):  # the one kind that takes little memory to be made small
        most = max(most, limits.photograph_pixels)
    info = picture_info(data, name, max_pixels=most)
    if in_sizes and widths_of(info):
        return msgspec.structs.replace(info, digest=blake2b(data, digest_size=16).digest())
    if len(data) > limits.picture_bytes:
        raise too_many_bytes(name, limits.picture_bytes, reading)
    return info
