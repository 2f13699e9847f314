"""A page's text as Markdown, for programs that read: what stands in its <main>, without what only people use.

Made from the finished page, so that it says what the page says. The pages are our own templates': well
formed, with `<` and `>` escaped wherever they are no tags.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from sitegen.patterns import pattern

_TOKEN = pattern(r"<(/?)([a-z][a-z0-9-]*)([^>]*)>|<!--.*?-->|([^<]+)", re.DOTALL)
_ATTRIBUTE = pattern(r'([a-z-]+)(?:="([^"]*)")?')
_SPECIAL = pattern(r"([\\`*_\[\]<>|~])")
_AT_START = pattern(r"^([#+-]|\d+[.)])(?=\s)")
_STARTS = ("#", "+", "-", *"0123456789")
_BLANKS = pattern(r"\s+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "source", "link", "meta"))
_SKIPPED = frozenset(("script", "style", "template", "svg", "button", "form", "nav", "select", "dialog"))
_ONLY_PEOPLE = frozenset(("js-only", "without-js", "print-only", "toast", "visually-hidden"))
_TIED = frozenset(("tied", "q-unit", "q-word"))
"""What holds its own blanks: a sum's parts, the unit after its figure."""
_ITEMS = frozenset(("li", "dd", "dt"))
_TIGHT = frozenset(("li", "dd", "td", "th"))
"""Within these, a heading is one in bold."""
_COUNTED = _ITEMS | _TIGHT | {"dl"}
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "aside", "header", "figure", "figcaption", "details", "summary", "dl",
     "ul", "ol", "table", "thead", "tbody", "blockquote", "pre", "caption", "address")
)  # fmt: skip


def page_text(html: str, language: str, address: str) -> str:
    """Markdown of a page; its first lines say which language it is in and where the page stands."""
    main = html.partition('<main id="main">')[2].partition("</main>")[0]
    text = _MarkdownWriter().written(main)
    return f"---\nlang: {language}\nurl: {address}\n---\n\n{text}\n"


class _OpenElement(NamedTuple):
    tag: str
    end: str
    """What is written where it ends."""


class _Attributes(NamedTuple):
    href: str
    src: str
    alt: str
    skipped: bool
    """Whether the element is left out, by what its attributes say."""
    tied: bool
    """Whether nothing comes between it and what stands before it."""


class _MarkdownWriter:
    """Writes Markdown while tags open and close."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._indent = ""
        self._open: list[_OpenElement] = []
        self._lists: list[str] = []
        self._cells: list[str] | None = None
        self._head_done = False
        self._in_items = self._in_tight = self._in_dl = 0
        """How many of these are open."""

    def written(self, html: str) -> str:
        left_out, depth, closed = "", 0, ""
        for closing, tag, attributes, text in _TOKEN.findall(html):
            if closed and tag == "time" and self._line and not left_out:
                self._line = f"{self._line.rstrip()} "
            closed = closing
            if left_out:
                if tag == left_out:
                    depth += -1 if closing else 1
                    left_out = left_out if depth else ""
            elif text:
                self._say(text)
            elif closing:
                self._close(tag)
            elif tag in _VOID:
                self._put_void(tag, _attributes(attributes))
            elif tag:
                named = _attributes(attributes)
                if tag in _SKIPPED or named.skipped:
                    left_out, depth = tag, 1
                else:
                    self._begin(tag, named)
        self._break()
        text = "\n".join(self._lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def _say(self, text: str) -> None:
        plain = _plain(text)
        if not self._line:
            plain = plain.lstrip()
            if plain.startswith(_STARTS):
                plain = _AT_START.sub(r"\\\1", plain)
        self._line += plain.lstrip() if self._line.endswith(" ") else plain

    def _break(self, blank: bool = True) -> None:
        line = self._line.strip()
        self._line = ""
        if line and self._cells is not None:
            self._cells.append(line)
        elif line:
            self._lines.append(self._indent + line)
        self._indent = ""
        if blank and self._cells is None and self._lines and self._lines[-1]:
            self._lines.append("")

    def _begin(self, tag: str, named: _Attributes) -> None:
        self._open.append(_OpenElement(tag, "" if named.tied else self._opened(tag, named.href)))
        if tag in _COUNTED:
            self._count(tag, 1)

    def _count(self, tag: str, step: int) -> None:
        self._in_items += step if tag in _ITEMS else 0
        self._in_tight += step if tag in _TIGHT else 0
        self._in_dl += step if tag == "dl" else 0

    def _put_void(self, tag: str, named: _Attributes) -> None:
        if tag == "img" and named.alt and not named.skipped:
            self._line += f"![{_escaped(unescape(named.alt))}]({_address(named.src)})"
        elif tag == "br":
            self._line += " "

    def _opened(self, tag: str, href: str) -> str:
        """Write how an element begins; what is to be written where it ends."""
        if tag in _HEADINGS and self._in_tight:
            self._line += "**"
            return "**"
        if tag in _HEADINGS:
            self._break()
            self._line = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._break(blank=False)
            mark = "1." if self._lists and self._lists[-1] == "ol" else "-"
            self._indent = "  " * (len(self._lists) - 1)
            self._line = f"{mark} "
        elif tag in ("ul", "ol"):
            self._break(blank=not self._lists)
            self._lists.append(tag)
        elif tag == "tr":
            self._break(blank=False)
            self._cells = []
        elif tag == "dt":
            self._break(blank=False)
            self._line = "- "
        elif tag == "dd":
            self._line = f"{self._line.rstrip()}: " if self._line else "- "
        elif tag == "a" and href:
            self._line += " [" if self._line.endswith(")") else "["
            return f"]({_address(href)})"
        elif tag in ("b", "strong"):
            self._line += "**"
            return "**"
        elif tag in ("thead", "tbody", "code"):
            return ""
        elif tag in _BLOCKS and self._cells is None and not self._in_items:
            self._break(blank=not self._in_dl)
        elif tag in _BLOCKS and self._line:
            self._line = f"{self._line.rstrip()} "
        elif tag in ("span", "time", "td", "th") and self._line and not self._line.endswith((" ", "[", "*")):
            self._line += " " if tag == "span" else ""
        return ""

    def _close(self, tag: str) -> None:
        while self._open:
            one = self._open.pop()
            if one.tag in _COUNTED:
                self._count(one.tag, -1)
            self._ended(one)
            if one.tag == tag:
                return

    def _ended(self, one: _OpenElement) -> None:
        if one.end:
            self._line = self._line.rstrip() + one.end + (" " if one.tag in _HEADINGS else "")
            return
        if one.tag in ("thead", "tbody"):
            return
        if one.tag in ("ul", "ol"):
            self._break(blank=len(self._lists) == 1)
            self._lists.pop()
        elif one.tag in ("td", "th"):
            if self._cells is not None:
                self._cells.append(self._line.strip())
                self._line = ""
        elif one.tag == "tr":
            self._end_row()
        elif one.tag == "table":
            self._head_done = False
            self._break()
        elif one.tag in ("li", "dd"):
            self._break(blank=False)
        elif one.tag == "dl" or one.tag in _HEADINGS:
            self._break()
        elif one.tag in _BLOCKS:
            if self._cells is None and not self._in_items:
                self._break(blank=not self._in_dl)
            elif self._line:
                self._line = f"{self._line.rstrip()} "

    def _end_row(self) -> None:
        cells, self._cells = self._cells or [], None
        self._line = ""
        self._lines.append(f"| {' | '.join(cells)} |")
        if not self._head_done:
            self._head_done = True
            self._lines.append("|" + " --- |" * len(cells))


# The same attributes and the same words stand on many pages.


@lru_cache(maxsize=10_000)
def _attributes(written: str) -> _Attributes:
    named = dict(_ATTRIBUTE.findall(written))
    classes = named.get("class", "").split()
    skipped = "hidden" in named or named.get("aria-hidden") == "true" or not _ONLY_PEOPLE.isdisjoint(classes)
    return _Attributes(
        named.get("href", ""),
        named.get("src", ""),
        named.get("alt", ""),
        skipped,
        not _TIED.isdisjoint(classes),
    )


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return _escaped(_BLANKS.sub(" ", unescape(text)))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _address(href: str) -> str:
    """An address between parentheses."""
    return unescape(href).replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
