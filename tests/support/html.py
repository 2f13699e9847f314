"""Built pages as the standard library's HTML parser reads them: elements, addresses, words, head data.

A second reading, independent of the one that the build does while it renders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "data-kept-list")


@dataclass(slots=True)
class Element:
    """An element, its attributes, and all the text below it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes} {self.text.strip()[:60]!r}>"


@dataclass
class Document:
    """One page."""

    path: Path
    source: str
    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag whose attributes have these values (`class_` is a member of the class list)."""
        return [found for found in self.elements if found.tag == tag and _matches(found, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{self.path}: {len(found)} of {tag} {attributes}"
        return found[0]

    @cached_property
    def ids(self) -> set[str]:
        return {found["id"] for found in self.elements if "id" in found.attributes}

    @property
    def lang(self) -> str:
        return self.one("html")["lang"]

    @property
    def title(self) -> str:
        # Drawings within the page have titles of their own.
        return self.all("title")[0].text.strip()

    @property
    def text(self) -> str:
        return self.one("body").text

    def addresses(self) -> Iterator[str]:
        """Every address that a reader or a browser may follow."""
        for element in self.elements:
            for name in _ADDRESSES:
                if name in element.attributes:
                    yield element[name]

    def meta(self, name: str) -> str | None:
        """The content of the meta element of that name or property; None if there is none."""
        for found in self.all("meta"):
            if name in (found.get("name"), found.get("property")):
                return found["content"]
        return None

    def alternates(self) -> dict[str, str]:
        """hreflang -> address, from the head."""
        return {link["hreflang"]: link["href"] for link in self.all("link") if "hreflang" in link.attributes}

    def canonical(self) -> str:
        return self.one("link", rel="canonical")["href"]

    def json_ld(self) -> list[Any]:
        return [json.loads(found.text) for found in self.all("script", type="application/ld+json")]


def _matches(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        if name == "class_":
            if value not in element.classes:
                return False
        elif element.attributes.get(name.replace("_", "-")) != value:
            return False
    return True


class _Reader(HTMLParser):
    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.document.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # As in SVG: <path …/>
        self.document.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number].tag == tag:
                del self.open[number:]
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parse(source: str, path: Path | None = None) -> Document:
    document = Document(path or Path("page.html"), source)
    reader = _Reader(document)
    reader.feed(source)
    reader.close()
    return document


@lru_cache(4096)
def read(path: Path) -> Document:
    """A page of a tree that no longer changes."""
    return parse(path.read_text(encoding="utf-8"), path)


def pages(tree: Path) -> list[Path]:
    """Every HTML page of a built tree, in a fixed order."""
    return sorted(tree.rglob("*.html"))
