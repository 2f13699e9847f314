"""A built page as a tree of elements, by the standard library's parsers alone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

from tests.support.html import VOID


def parsed(file: Path) -> Element:
    """The root element of a page."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader.builder.close()


def text_of(element: Element) -> str:
    """All text below an element, each run of blanks as one."""
    return " ".join("".join(element.itertext()).split())


def having(root: Element, name: str, tag: str = "") -> list[Element]:
    """Elements below with a class."""
    return [each for each in root.iter(tag or None) if name in each.get("class", "").split()]


class _Reader(HTMLParser):
    """Builds the tree; elements that need no end tag (`li` never lacks one here) are the void ones."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)
