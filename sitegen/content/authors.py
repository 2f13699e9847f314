"""Names of persons that documents carry along unseen: of the author, and of who edited it last.

Read from what `attachments` has let pass; what cannot be read gives no names.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from xml.parsers import expat

from sitegen.content.attachments import (
    MAIN_PART,
    AttachmentError,
    extension_of,
    object_streams,
    open_archive,
    part_of,
)
from sitegen.patterns import pattern

_NOBODY = pattern(
    r"(?:admin(?:istrator)?|users?|owner|author|unknown|anonymous|pc|lenovo|dell|hp|asus|windows|wps|openpyxl"
    r"|apache poi|microsoft(?: office)?(?: user)?|python-(?:docx|pptx)|libreoffice.{0,40}"
    r"|(?:微软)?用户|作者|未知)\d*",
    re.IGNORECASE,
)
"""What programs write where nobody gave a name."""
_AUTHOR = pattern(rb"/Author\s*(?:\(((?:[^()\\]|\\.){0,400})\)|<([0-9A-Fa-f\s]{0,1600})>)", re.DOTALL)
_ESCAPE = pattern(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPES = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_GBK = pattern(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*")


def personal_metadata(data: bytes, name: str) -> list[str]:
    """Names of author and last editor that an office document or a PDF carries along unseen, for a warning.

    Never fails: what cannot be read gives no names.
    """
    extension = extension_of(name)
    try:
        if extension == "pdf":
            found = _pdf_authors(data)
        elif extension in MAIN_PART:
            with open_archive(data, extension) as archive:
                found = _core_names(part_of(archive, "docProps/core.xml") or b"")
        else:
            found = []
    except AttachmentError:
        return []
    shown = (" ".join("".join(c if c.isprintable() else " " for c in text).split())[:80] for text in found)
    return [text for text in dict.fromkeys(shown) if text and not _NOBODY.fullmatch(text)]


def _core_names(core: bytes) -> list[str]:
    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[list[str]] = []
    inside = False

    def start(qualified: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = qualified.rpartition(" ")[2] in ("creator", "lastModifiedBy")
        if inside:
            found.append([])

    def end(_qualified: str) -> None:
        nonlocal inside
        inside = False

    def text(piece: str) -> None:
        if inside:
            found[-1].append(piece)

    def doctype(*_: object) -> None:
        raise ValueError("a document type has no business here")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        parser.Parse(core, True)
    except (expat.ExpatError, ValueError, LookupError):
        return []
    return ["".join(pieces) for pieces in found[:20]]


def _pdf_authors(data: bytes) -> list[str]:
    if b"/Encrypt" in data:
        return []
    found = []
    for text in chain((data,), object_streams(data)):
        for match in islice(_AUTHOR.finditer(text), 20):
            if match[2] is not None:
                digits = b"".join(match[2].split())
                found.append(_pdf_text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())))
            else:
                found.append(_pdf_text(_ESCAPE.sub(_unescape, match[1])))
    return found


def _unescape(match: re.Match[bytes]) -> bytes:
    octal, other = match.groups()
    return bytes([int(octal, 8) & 0xFF]) if octal else _ESCAPES.get(other, other)


def _pdf_text(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    # The format means a kind of Latin-1 here; Chinese programs write what they have.
    return text.decode("gbk" if _GBK.fullmatch(text) else "latin-1", "replace")
