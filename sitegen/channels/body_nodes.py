"""Rendered Markdown as a tree of plain data, for documents that are no HTML.

The HTML is our own (`content.markdown`), so only what that makes is known here; of anything else the text is
taken.
"""

from __future__ import annotations

from html.parser import HTMLParser

import msgspec
from markupsafe import escape

_BLOCKS = "p ul ol li h2 h3 h4 h5 h6 blockquote pre hr section table tr th td"
_INLINE = "a strong em code s sup sub br"
_KNOWN = frozenset(f"{_BLOCKS} {_INLINE}".split())
_EMPTY = frozenset({"br", "hr", "img", "input"})
_BETWEEN = frozenset({"root", "ul", "ol", "table", "tr", "section", "blockquote"})
"""Elements between whose children blanks mean nothing."""


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """An element. `url` is absolute or begins with the root mark; "" for a place in the text itself."""

    tag: str
    kids: tuple[Node | str, ...] = ()
    url: str = ""

    def __html__(self) -> str:
        """The element as XHTML: templates show it as it is."""
        link = f' href="{escape(self.url)}"' if self.tag == "a" and self.url else ""
        tag = "span" if self.tag == "a" and not self.url else self.tag
        if tag in _EMPTY:
            return f"<{tag}/>"
        inner = "".join([escape(kid) for kid in self.kids])
        return f"<{tag}{link}>{inner}</{tag}>"


class _Open:
    """An element whose end has not come yet."""

    def __init__(self, tag: str, url: str = "") -> None:
        self.tag = tag
        self.url = url
        self.kids: list[Node | str] = []

    def closed(self) -> Node:
        return Node(self.tag, tuple(self.kids), self.url)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [_Open("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "img" and said.get("alt"):
            self.handle_data(str(said["alt"]))
        if tag not in _KNOWN:
            return
        if tag in _EMPTY:
            self.stack[-1].kids.append(Node(tag))
            return
        url = said.get("href") or ""
        self.stack.append(_Open(tag, "" if url.startswith("#") else url))

    def handle_endtag(self, tag: str) -> None:
        if tag in _KNOWN and tag not in _EMPTY and any(one.tag == tag for one in self.stack[1:]):
            while len(self.stack) > 1:
                done = self.stack.pop()
                self.stack[-1].kids.append(done.closed())
                if done.tag == tag:
                    return

    def handle_data(self, data: str) -> None:
        place = self.stack[-1]
        if place.tag in _BETWEEN and not data.strip():
            return
        place.kids.append(data if place.tag == "pre" else data.replace("\n", " "))


def nodes_of(html: str) -> tuple[Node | str, ...]:
    """The elements of a text, in order."""
    reader = _Reader()
    reader.feed(str(html))  # slices of markup would be markup too
    reader.close()
    while len(reader.stack) > 1:
        done = reader.stack.pop()
        reader.stack[-1].kids.append(done.closed())
    return tuple(reader.stack[0].kids)


def plain_text(nodes: tuple[Node | str, ...]) -> str:
    """What the elements say, without their form."""
    return "".join([node if isinstance(node, str) else plain_text(node.kids) for node in nodes])
