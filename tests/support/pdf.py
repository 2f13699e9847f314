"""What a PDF says, read by another program than the one that makes it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject

_BLANK = re.compile(r"\s+")


def reader(data: bytes | Path) -> PdfReader:
    return PdfReader(BytesIO(data if isinstance(data, bytes) else data.read_bytes()))


def squeezed(text: str) -> str:
    """Without blanks: where lines end differs from the page on the screen."""
    return _BLANK.sub("", text)


def text_of(pdf: PdfReader) -> str:
    """All text, without blanks."""
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def place_of(page: PageObject, words: str) -> tuple[int, int]:
    """Where words first stand on a page, in points from its lower left corner."""
    found: list[tuple[int, int]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if words in text:
            found.append((round(cm[0] * tm[4] + cm[4]), round(cm[3] * tm[5] + cm[5])))

    page.extract_text(visitor_text=visit)
    return found[0]


def links_of(pdf: PdfReader) -> set[str]:
    """Addresses that it leads to."""
    found: set[str] = set()
    for page in pdf.pages:
        for mark in page.get("/Annots", ()):
            action = mark.get_object().get("/A", {})
            if "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def bookmarks_of(pdf: PdfReader) -> list[str]:
    """Titles of the outline, in order."""

    def walk(items: list[Any]) -> list[str]:
        return [
            title for one in items for title in (walk(one) if isinstance(one, list) else [str(one.title)])
        ]

    return walk(list(pdf.outline))


def is_tagged(pdf: PdfReader) -> bool:
    """Whether it says that it is PDF/UA-1, with a language, a title that is shown, and a structure."""
    root = pdf.trailer["/Root"]
    assert not isinstance(root, IndirectObject)
    meta = bytes(root["/Metadata"].get_data())  # type: ignore[index]
    return (
        bool(root["/MarkInfo"]["/Marked"])  # type: ignore[index]
        and "/StructTreeRoot" in root  # type: ignore[operator]
        and bool(root["/ViewerPreferences"]["/DisplayDocTitle"])  # type: ignore[index]
        and "/Lang" in root  # type: ignore[operator]
        and b"<pdfuaid:part>1</pdfuaid:part>" in meta
    )
