"""What a page says to a reader and to machines, taken from its HTML: for comparing two generators' pages."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from posixpath import normpath
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Card(NamedTuple):
    """An entry of a list."""

    text: str
    links: tuple[str, ...]


class Page(NamedTuple):
    title: str
    text: str
    """Visible, blanks made one; without cards and pager."""
    links: frozenset[str]
    """Of the same part, and the head's; those of the site as paths from its root."""
    meta: tuple[tuple[str, str], ...]
    data: Any
    """JSON-LD."""
    cards: tuple[Card, ...]


def parse_page(html: str, path: str) -> Page:
    """The page that stands at `path` ("zh/projects/x/") of its site."""
    reader = _Reader(path)
    reader.feed(html)
    reader.close()
    return Page(
        title=_plain(reader.title),
        text=_plain(reader.text),
        links=frozenset(reader.links),
        meta=tuple(sorted(reader.meta)),
        data=json.loads("".join(reader.data) or "null"),
        cards=tuple([Card(_plain(text), tuple(links)) for text, links in reader.cards]),
    )


def _plain(pieces: list[str]) -> str:
    return " ".join(" ".join(pieces).split())


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self._path = path
        self._open: list[tuple[str, str]] = []
        self.title: list[str] = []
        self.text: list[str] = []
        self.data: list[str] = []
        self.links: list[str] = []
        self.meta: list[tuple[str, str]] = []
        self.cards: list[tuple[list[str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        names = given.get("class", "")
        if tag == "article" and names == "card":
            self.cards.append(([], []))
        if tag not in VOID:
            self._open.append((tag, names))
        if tag == "meta" and "content" in given:
            self.meta.append((given.get("name") or given.get("property", ""), given["content"]))
        elif "href" in given and given.get("rel") != "stylesheet":
            self._link(given)

    def _link(self, given: dict[str, str]) -> None:
        target = resolved(given["href"], self._path)
        if self._within("article", "card"):
            self.cards[-1][1].append(target)
        elif not self._within("nav", "pager"):
            self.links.append(" ".join((given.get("rel", ""), given.get("hreflang", ""), target)).strip())

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _ = self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        tag = self._open[-1][0] if self._open else ""
        if tag == "script":
            self.data.append(data)
        elif tag == "title":
            self.title.append(data)
        elif self._within("article", "card"):
            self.cards[-1][0].append(data)
        elif not self._within("nav", "pager"):
            self.text.append(data)

    def _within(self, tag: str, names: str) -> bool:
        return (tag, names) in self._open


def resolved(address: str, path: str) -> str:
    """Where an address on a page leads: a path from the site's root, else the address itself."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    joined = urlsplit(urljoin(f"/{path}", address)).path
    folder = "/" if joined.endswith("/") and joined != "/" else ""
    return unquote(normpath(joined)) + folder + (f"#{parts.fragment}" if parts.fragment else "")
