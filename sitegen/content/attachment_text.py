"""The words of a file offered for download, as far as they can be read: to be searched, not to be shown.

Office documents are ZIP files of XML, whose words are read without a library; for PDF files see `pdf_words`.
Never fails: what cannot be read gives no words.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from html import unescape

from sitegen.content.attachments import MAIN_PART, AttachmentError, extension_of, open_archive
from sitegen.content.pdf_words import pdf_words
from sitegen.patterns import pattern

PLAIN = ("csv", "txt", "vcf", "ics", "geojson", "json", "svg", "html", "xml")
MOST = 20_000_000
"""Bytes of words that are looked at."""
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
        return pdf_words(data).text
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
