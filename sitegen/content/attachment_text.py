"""The words of a file offered for download, as far as they can be read: to be searched, not to be shown.

Office documents are ZIP files of XML, whose words are read without a library; those of PDF files by pypdf,
where it is installed. Never fails: what cannot be read gives no words.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import unescape

from sitegen.content.attachments import MAIN_PART, AttachmentError, extension_of, open_archive
from sitegen.patterns import pattern

PLAIN = ("csv", "txt", "vcf", "ics", "geojson", "json", "svg", "html", "xml")
MOST = 20_000_000
"""Bytes of words that are looked at."""
MOST_PAGES, LARGEST_PDF = 60, 10_000_000
"""Pages of a PDF, and bytes of one, that are looked at: taking it apart takes long."""
CELL = "\n\0\n"
"""Between the cells of a sheet: no number reaches across it."""

_WORDS = pattern(
    r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml"
    r"|xl/(?:sharedStrings|comments\d*|worksheets/[^/]+)\.xml"
)
_CELL_END = pattern(r"</(?:\w+:)?(?:si|c|tc|comment)>")
_LINE_END = pattern(r"</(?:\w+:)?(?:p|tr|row)>|<(?:\w+:)?(?:br|cr|tab)\b[^>]*>")
_TAG = pattern(r"<[^>]*>")


def words_of(data: bytes, name: str) -> str:
    """The words of a file of a kind that is known; "" of others."""
    extension = extension_of(name)
    if extension in MAIN_PART:
        return "".join(_office_words(data, extension))
    if extension == "pdf":
        return _pdf_words(data)
    if extension not in PLAIN:
        return ""
    text = data[:MOST].decode("utf-8", "replace")
    return _without_tags(text) if extension in ("svg", "html", "xml") else text


def _office_words(data: bytes, extension: str) -> Iterator[str]:
    left = MOST
    try:
        with open_archive(data, extension) as archive:
            for entry in archive.infolist():
                if left > 0 and _WORDS.fullmatch(entry.filename):
                    with archive.open(entry) as file:
                        content = file.read(left)
                    left -= len(content)
                    yield CELL + _without_tags(content.decode("utf-8", "replace"))
    except (
        AttachmentError,
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ):
        return


def _without_tags(markup: str) -> str:
    return unescape(_TAG.sub("", _LINE_END.sub("\n", _CELL_END.sub(CELL, markup))))


def _pdf_words(data: bytes) -> str:
    if len(data) > LARGEST_PDF or b"/Encrypt" in data:
        return ""
    try:
        from pypdf import PdfReader
    except ImportError:
        return ""
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        return CELL.join(page.extract_text() for page, _ in zip(pages, range(MOST_PAGES), strict=False))
    except Exception:  # noqa: BLE001  # whatever a broken file makes of a library of others
        return ""
