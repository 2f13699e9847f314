"""The words of a PDF file, to be searched for personal numbers; by pypdf, where it is installed.

Bounded by what is in the file, not by time, so that every machine reads as far. Never fails: what cannot be
read is said to be missing.
"""

from __future__ import annotations

import contextlib
import io
import logging
from typing import NamedTuple

BETWEEN = "\n\0\n"
"""Between pages: no number reaches across it."""
MOST_BYTES, MOST_PAGES, MOST_OPERATORS = 30_000_000, 200, 500_000
"""Of a file; of it, pages that are read; and in them, the steps that draw them, some 10 microseconds each."""


class PdfWords(NamedTuple):
    text: str
    is_whole: bool
    """Whether all pages have been read."""


def pdf_words(data: bytes) -> PdfWords:
    pages: list[str] = []
    is_whole = False
    if len(data) <= MOST_BYTES and b"/Encrypt" not in data:
        with contextlib.suppress(Exception):  # whatever a broken file makes of a library of others
            is_whole = _read(data, pages)
    return PdfWords(BETWEEN.join(pages), is_whole)


def _read(data: bytes, pages: list[str]) -> bool:
    """Add the words of each page; whether that is all of them. Raises whatever a broken file brings about."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a file is nothing to a reader
    left = MOST_OPERATORS

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise ValueError("too many steps")

    found = PdfReader(io.BytesIO(data)).pages
    for page, _ in zip(found, range(MOST_PAGES), strict=False):
        pages.append(page.extract_text(visitor_operand_before=count))
    return len(found) <= MOST_PAGES
