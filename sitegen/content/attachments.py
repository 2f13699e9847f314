"""What may be offered for download.

Attachments come from people we don't know and go to people who trust the site: a file must be what its name
says, and hold nothing that acts when it is opened (macros, scripts, programs). The checks read headers, lists
of contents and names; they take nothing apart, look for no virus, and cannot see into what is encrypted. How
large a file may be, and where it may lie, is for those who read files; whom it would name, for `authors`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Literal

import msgspec

from sitegen.content.file_kinds import kind_of
from sitegen.content.films import FILMS
from sitegen.diagnostics import InputError
from sitegen.patterns import pattern

LOOKED_INTO = ("pdf", "docx", "xlsx", "pptx", "csv", "txt", "zip", "geojson", "ics", "vcf")
ALLOWED = (*LOOKED_INTO, *FILMS)
"""Films are too large to be read whole: what they must be, `films` says."""


NO_PICTURES = frozenset(("heic", "heif", "bmp", "tif", "tiff", "avif", "jfif", "psd", "cdr", "wmf", "emf"))
"""Files that people take for pictures, which browsers do not show, or not all of them."""


class AttachmentError(InputError):
    """Why an attachment is refused: E_ATTACHMENT_KIND(extension, allowed), E_ATTACHMENT_ACTIVE(found),
    E_ENCODING(en, zh) for text that is not UTF-8, E_PICTURE_FORMAT(extension) for a picture of a kind that is
    not shown, or E_ATTACHMENT_CONTENT(found, expected) for one that is damaged or something else than it is
    called."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value)[:100] for name, value in params.items()}


def check_attachment(data: bytes, name: str) -> None:
    """Raises AttachmentError, and nothing else, unless this may be published under this name."""
    extension = extension_of(name)
    if extension in NO_PICTURES:
        raise AttachmentError("E_PICTURE_FORMAT", extension=extension)
    if extension not in LOOKED_INTO:
        raise AttachmentError("E_ATTACHMENT_KIND", extension=extension or "-", allowed=", ".join(ALLOWED))
    _CHECKS[extension](data, extension)


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _unfit(data: bytes, expected: str, found: str = "") -> AttachmentError:
    return AttachmentError("E_ATTACHMENT_CONTENT", found=found or kind_of(data), expected=expected)


# --- Text -----------------------------------------------------------------------------------------------

_CONTROL = pattern(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def _text(data: bytes, extension: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = _encoding(data)
        if found in ("GB18030", "UTF-16"):
            name = found.replace("GB18030", "GBK")  # as Windows programs call it
            raise AttachmentError("E_ENCODING", en=name, zh=name) from error
        raise _unfit(data, "UTF-8", found) from error
    if _CONTROL.search(text) or kind_of(data) == "html":
        raise _unfit(data, extension)
    return text


def _encoding(data: bytes) -> str:
    """The likely encoding of a text that is not UTF-8: Excel on a Chinese desktop writes GB 18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    known = kind_of(data)
    if known == "?" and not _CONTROL.search(data[:4000].decode("latin-1")):
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return "?"
        return "GB18030"
    return known


def _plain(data: bytes, extension: str) -> None:
    _text(data, extension)


def _framed(frame: str) -> Callable[[bytes, str], None]:
    def check(data: bytes, extension: str) -> None:
        text = _text(data, extension).strip().upper()
        if not (text.startswith(f"BEGIN:{frame}") and text.endswith(f"END:{frame}")):
            raise _unfit(data, f"BEGIN:{frame} … END:{frame}")

    return check


class _GeoJSON(msgspec.Struct):
    type: Literal[
        "Feature",
        "FeatureCollection",
        "GeometryCollection",
        "LineString",
        "MultiLineString",
        "MultiPoint",
        "MultiPolygon",
        "Point",
        "Polygon",
    ]


def _geojson(data: bytes, extension: str) -> None:
    text = _text(data, extension)
    try:
        msgspec.json.decode(text, type=_GeoJSON)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _unfit(data, "GeoJSON") from error


# --- ZIP, and the office documents that are ZIP inside ---------------------------------------------------

MAX_DIRECTORY = 2_000_000
"""Bytes of a ZIP's list of contents; `zipfile` makes an object of each entry."""
MAX_PART = 1_000_000
"""Bytes of an office document's part that are looked at, once unpacked."""
MAX_ZIP, MAX_RATIO = 100_000_000, 100
"""Bytes of a ZIP once unpacked, and how many times its own: beyond both it is made to fill readers' disks."""
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,  # an encrypted entry
    OSError,
    EOFError,
    LookupError,
    ValueError,
    OverflowError,
)
_PROGRAM = pattern(
    r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|reg|cpl|apk|sh"
    r"|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppsm|ppam)\Z",
    re.IGNORECASE,
)
_MACRO = pattern(r"vbaProject|vbaData|(?:^|/)activeX/|(?:^|/)macrosheets/", re.IGNORECASE)
_MACRO_TYPE = pattern(rb"macroEnabled|vbaProject|macrosheet|activeX", re.IGNORECASE)
MAIN_PART = {
    "docx": pattern(r"word/document\d*\.xml"),
    "xlsx": pattern(r"xl/workbook\d*\.xml"),
    "pptx": pattern(r"ppt/presentation\d*\.xml"),
}


def _zip(data: bytes, extension: str) -> None:
    with open_archive(data, extension) as archive:
        _check_names(data, archive.namelist(), extension)


def _check_names(data: bytes, names: list[str], extension: str) -> None:
    for name in names:
        if _PROGRAM.search(name):
            raise AttachmentError("E_ATTACHMENT_ACTIVE", found=name)
        if name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in re.split(r"[/\\]", name):
            raise _unfit(data, extension, name)


def _office(data: bytes, extension: str) -> None:
    with open_archive(data, extension) as archive:
        names = archive.namelist()
        folded = [name.casefold() for name in names]
        if len(set(folded)) < len(folded):  # which of two parts is read would be up to the reader
            raise _unfit(data, extension)
        for name in names:
            if _MACRO.search(name):
                raise AttachmentError("E_ATTACHMENT_ACTIVE", found=name)
        _check_names(data, names, extension)
        if not any(map(MAIN_PART[extension].fullmatch, names)):
            raise _unfit(data, extension, _office_kind(names))
        types = part_of(archive, "[Content_Types].xml")
    if types is None:
        raise _unfit(data, extension)
    if match := _MACRO_TYPE.search(types.replace(b"\0", b"")):  # it may be UTF-16
        raise AttachmentError("E_ATTACHMENT_ACTIVE", found=match[0].decode())


def _office_kind(names: list[str]) -> str:
    """What an office document is in truth, for the message."""
    return next((kind for kind, part in MAIN_PART.items() if any(map(part.fullmatch, names))), "zip")


def open_archive(data: bytes, extension: str) -> zipfile.ZipFile:
    end = data.rfind(b"PK\x05\x06")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or not 0 <= end <= len(data) - 22:
        raise _unfit(data, extension)
    # The 64-bit form is for files beyond 4 GB, and would hide the size of the list from the next line.
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if size > MAX_DIRECTORY or data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise _unfit(data, extension)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_FAULTS as error:
        raise _unfit(data, extension) from error
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_ZIP and unpacked > MAX_RATIO * len(data):
        raise _unfit(data, extension, f"zip, {unpacked // 1_000_000} MB")
    return archive


def part_of(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The part's bytes; None when it is missing, unreadable or larger than MAX_PART."""
    try:
        entry = archive.getinfo(name)
        # Only these two are unpacked no further than asked for.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return None
        with archive.open(entry) as file:
            content = file.read(MAX_PART + 1)
    except _ZIP_FAULTS:
        return None
    return content if len(content) <= MAX_PART else None


# --- PDF ------------------------------------------------------------------------------------------------

MAX_UNPACKED = 64_000_000
"""Bytes that a PDF's object streams may unpack to, all together."""


def _name_pattern(*names: str) -> re.Pattern[bytes]:
    """Finds PDF names, in which any character may be written as # and two hexadecimal digits."""
    spelt = ("".join(f"(?:{c}|#(?i:{ord(c):02x}))" for c in name) for name in names)
    return pattern(rf"/(?:{'|'.join(spelt)})(?![A-Za-z0-9_.+-])".encode())


_ACTIVE_NAME = _name_pattern("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles")
_OBJECT_STREAM = _name_pattern("ObjStm")
_FILTER = _name_pattern("Filter")
_FLATE = pattern(rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode)(?![A-Za-z0-9_.#])")
_STREAM = pattern(rb"\bstream[ \t]*(?:\r\n|\n|\r)")


def _pdf(data: bytes, extension: str) -> None:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-4096:]:
        raise _unfit(data, extension)
    for text in chain((data,), object_streams(data)):
        if match := _ACTIVE_NAME.search(text):
            raise AttachmentError("E_ATTACHMENT_ACTIVE", found=_unescape_name(match[0]))


def _unescape_name(name: bytes) -> str:
    return re.sub(rb"#(..)", lambda match: bytes([int(match[1], 16)]), name).decode("latin-1")


def object_streams(data: bytes) -> Iterator[bytes]:
    """Objects that stand in packed streams, unpacked. A stream that cannot be looked into is refused."""
    left, before = MAX_UNPACKED, 0
    while match := _STREAM.search(data, before):
        window, before = data[before : match.start()], match.end()
        # What is not packed, the search through the whole file has seen.
        if not _OBJECT_STREAM.search(window) or not (_FILTER.search(window) or b"/DecodeParms" in window):
            continue
        dictionary = window.rpartition(b"endobj")[2]
        end = data.find(b"endstream", before)
        content = None
        if end >= 0 and _OBJECT_STREAM.search(dictionary) and _is_flate(dictionary):
            content = _inflate(data[before:end], left)
        if content is None:
            raise AttachmentError("E_ATTACHMENT_ACTIVE", found="/ObjStm")
        left, before = left - len(content), end
        yield content


def _is_flate(dictionary: bytes) -> bool:
    filters = len(_FILTER.findall(dictionary))
    return filters == 1 and _FLATE.search(dictionary) is not None and b"/DecodeParms" not in dictionary


def _inflate(data: bytes, limit: int) -> bytes | None:
    """All that the bytes unpack to; None when that is too much, or when they hold more than that."""
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(data, limit + 1)
    except zlib.error:
        return None
    return content if reader.eof and len(content) <= limit and not reader.unused_data.strip() else None


_CHECKS: dict[str, Callable[[bytes, str], None]] = {
    "pdf": _pdf,
    "docx": _office,
    "xlsx": _office,
    "pptx": _office,
    "csv": _plain,
    "txt": _plain,
    "zip": _zip,
    "geojson": _geojson,
    "ics": _framed("VCALENDAR"),
    "vcf": _framed("VCARD"),
}
