"""What kind of file the first bytes say that a file is, and why a picture is refused."""

from __future__ import annotations

import re

from sitegen.diagnostics import HandledError, InputError
from sitegen.patterns import pattern


class PictureError(InputError):
    """Why a picture is refused: E_PICTURE_KIND(found, expected), E_PICTURE_BROKEN(kind),
    E_PICTURE_PIXELS(width, height, limit) or E_SVG(reason), where the reason is the name of what is not
    allowed, the same in every language."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


class Broken(HandledError):
    """A header is cut short or makes no sense."""


_MAGIC = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (8, b"WEBP", "webp"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"%PDF-", "pdf"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"\xd0\xcf\x11\xe0", "ole"),  # Word and Excel files of before 2007; encrypted ones of today
    (0, b"BM", "bmp"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"MZ", "exe"),
    (4, b"ftypavi", "avif"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
    (0, b"Rar!", "rar"),
    (0, b"7z\xbc\xaf", "7z"),
)
_MARKUP = pattern(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:(?P<html>!doctype\s+html|html\b)|(?P<svg>svg\b)|[?!])",
    re.IGNORECASE | re.DOTALL,
)


UNKNOWN = "?"
"""No kind of file that is known here."""


def kind_of(data: bytes) -> str:
    """What the first bytes say that a file is, whatever its name; UNKNOWN when they say nothing."""
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    match = _MARKUP.match(data[:1000].removeprefix(b"\xef\xbb\xbf"))
    return (match.lastgroup or "xml") if match else UNKNOWN
