"""A page's text as Markdown, for programs that read: what stands in its <main>, without what only people use.

Made from the finished page, so that it says what the page says. The pages are our own templates': well
formed, with `<` and `>` escaped wherever they are no tags.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from sitegen.patterns import pattern

_TOKEN = pattern(r"<(/?)([a-z][a-z0-9-]*)([^>]*)>|<!--.*?-->|([^<]+)", re.DOTALL)
_MAIN = pattern(r'<main id="main">(.*?)</main>', re.DOTALL)
_ATTRIBUTE = pattern(r'([a-z-]+)(?:="([^"]*)")?')
_SPECIAL = pattern(r"([\\`*_\[\]<>|~])")
_AT_START = pattern(r"^(\s*)([#+-]|\d+[.)])(?=\s)")
_BLANKS = pattern(r"\s+")
_HEADING = pattern("h[1-6]")
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "source", "link", "meta"))
_SKIPPED = frozenset(("script", "style", "template", "svg", "button", "form", "nav", "select", "dialog"))
_ONLY_PEOPLE = ("js-only", "without-js", "print-only", "toast", "visually-hidden")
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "aside", "header", "figure", "figcaption", "details", "summary", "dl",
     "ul", "ol", "table", "thead", "tbody", "blockquote", "pre", "caption", "address")
)  # fmt: skip


def page_text(html: str, language: str, address: str) -> str:
    """Markdown of a page; its first lines say which language it is in and where the page stands."""
    main = _MAIN.search(html)
    text = _Writer().written(main[1] if main else "")
    return f"---\nlang: {language}\nurl: {address}\n---\n\n{text}\n"


class _Open(NamedTuple):
    tag: str
    end: str
    """What is written where it ends."""
    skipped: bool


class _Writer:
    """Writes Markdown while tags open and close."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._indent = ""
        self._open: list[_Open] = []
        self._lists: list[str] = []
        self._cells: list[str] | None = None
        self._head_done = False

    def written(self, html: str) -> str:
        for closing, tag, attributes, text in _TOKEN.findall(html):
            if text:
                self._say(text)
            elif closing:
                self._close(tag)
            elif tag:
                self._begin(tag, attributes)
        self._break()
        text = "\n".join(self._lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    @property
    def _is_silent(self) -> bool:
        return any(one.skipped for one in self._open)

    def _say(self, text: str) -> None:
        if self._is_silent:
            return
        plain = _escaped(_BLANKS.sub(" ", unescape(text)))
        if not self._line:
            plain = _AT_START.sub(r"\1\\\2", plain.lstrip())
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

    def _begin(self, tag: str, attributes: str) -> None:
        named = dict(_ATTRIBUTE.findall(attributes))
        if tag in _VOID:
            self._put_void(tag, named)
            return
        skipped = (
            tag in _SKIPPED
            or "hidden" in named
            or named.get("aria-hidden") == "true"
            or any(one in named.get("class", "").split() for one in _ONLY_PEOPLE)
        )
        end = ""
        if not skipped and not self._is_silent:
            end = self._opened(tag, named)
        self._open.append(_Open(tag, end, skipped))

    def _put_void(self, tag: str, named: dict[str, str]) -> None:
        if self._is_silent:
            return
        if tag == "img" and named.get("alt"):
            self._line += f"![{_escaped(unescape(named['alt']))}]({_address(named.get('src', ''))})"
        elif tag == "br":
            self._line += " "

    def _opened(self, tag: str, named: dict[str, str]) -> str:
        """Write how an element begins; what is to be written where it ends."""
        if _HEADING.fullmatch(tag) and self._is_in("li", "dd", "td", "th"):
            self._line += "**"
            return "**"
        if _HEADING.fullmatch(tag):
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
        elif tag == "a" and named.get("href"):
            self._line += " [" if self._line.endswith(")") else "["
            return f"]({_address(named['href'])})"
        elif tag in ("b", "strong"):
            self._line += "**"
            return "**"
        elif tag in ("thead", "tbody", "code"):
            return ""
        elif tag in _BLOCKS and self._cells is None and not self._is_in("li", "dd", "dt"):
            self._break(blank=not self._is_in("dl"))
        elif tag in _BLOCKS and self._line:
            self._line = f"{self._line.rstrip()} "
        elif tag in ("span", "time", "td", "th") and self._line and not self._line.endswith((" ", "[", "*")):
            self._line += " " if tag == "span" else ""
        return ""

    def _is_in(self, *tags: str) -> bool:
        return any(one.tag in tags for one in self._open)

    def _close(self, tag: str) -> None:
        while self._open:
            one = self._open.pop()
            if not one.skipped and not self._is_silent:
                self._ended(one)
            if one.tag == tag:
                return

    def _ended(self, one: _Open) -> None:
        if one.end:
            self._line = self._line.rstrip() + one.end + (" " if _HEADING.fullmatch(one.tag) else "")
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
        elif one.tag == "dl" or _HEADING.fullmatch(one.tag):
            self._break()
        elif one.tag in _BLOCKS:
            if self._cells is None and not self._is_in("li", "dd", "dt"):
                self._break(blank=not self._is_in("dl"))
            elif self._line:
                self._line = f"{self._line.rstrip()} "

    def _end_row(self) -> None:
        cells, self._cells = self._cells or [], None
        self._line = ""
        self._lines.append(f"| {' | '.join(cells)} |")
        if not self._head_done:
            self._head_done = True
            self._lines.append("|" + " --- |" * len(cells))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _address(href: str) -> str:
    """An address between parentheses."""
    return unescape(href).replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
