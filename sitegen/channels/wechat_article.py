"""The text of a WeChat article as it can be pasted or pushed: inline styles, nothing that WeChat refuses.

The theme's template is ordinary HTML with a style sheet. Its rules are written into the elements; then only
elements, attributes and properties of short lists are let through. Links, which are dead in an article,
become words; where there would be more characters than WeChat takes, the end of the entry's text is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from sitegen.channels.tools import Tools

MOST_CHARACTERS = 20_000
"""An article has fewer."""

ELEMENTS = frozenset(
    "section p h1 h2 h3 h4 h5 h6 strong em b i u s del br hr ul ol li blockquote table thead tbody tr th td "
    "img span sup sub code pre".split()
)
DROPPED = frozenset("style script iframe form button select textarea svg object video audio title".split())
"""With all that is in them."""
VOID = frozenset(("br", "hr", "img"))
ATTRIBUTES = {
    "img": ("src", "alt", "style"),
    "th": ("colspan", "rowspan", "style"),
    "td": ("colspan", "rowspan", "style"),
}
PROPERTIES = frozenset(
    "background-color border border-bottom border-collapse border-left border-radius border-right border-top "
    "color font-size font-style font-weight letter-spacing line-height margin margin-bottom margin-left "
    "margin-right margin-top max-width padding padding-bottom padding-left padding-right padding-top "
    "text-align text-decoration text-indent vertical-align width".split()
)
"""What an inline style may set."""


def inlined(source: str, tools: Tools) -> bytes:
    """The recipe: the article's HTML, without a document around it."""
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, resolve_css_variables=True)
    cleaner = _Cleaner()
    cleaner.feed(inliner.inline(source))
    cleaner.close()
    return (_fitted(cleaner) + "\n").encode()


class _Cleaner(HTMLParser):
    """Writes again what may stand in an article. The children of the entry's text are kept apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.before: list[str] = []
        self.body: list[str] = []
        self.more: list[str] = []
        self.after: list[str] = []
        self._out = self.before
        self._open: list[tuple[str, str, str]] = []
        """What each open element began as, what was written for it, and its part."""
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in DROPPED:
            self._dropped += 1
        if self._dropped or (tag not in ELEMENTS and tag != "a") or _is_from_elsewhere(tag, given):
            if tag not in (*DROPPED, *VOID, "input", "link", "meta", "wbr", "source", "col"):
                self._open.append((tag, "", ""))
            return
        written = "span" if tag == "a" else tag
        part = given.get("data-part", "")
        if part == "more":
            self._out = self.more
        elif self._parts() == ["body"] and self._open[-1][2] == "body":
            self.body.append("")
        self._write(_start(written, given))
        if tag not in VOID:
            self._open.append((tag, written, part))
            if part == "body":
                self._out = self.body

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self._dropped = max(self._dropped - 1, 0)
            return
        if self._dropped or tag in VOID or tag not in [each[0] for each in self._open]:
            return
        while self._open:
            began, written, part = self._open.pop()
            if part == "body":
                self._out = self.after
            if written:
                self._write(f"</{written}>")
            if part == "more":
                self._out = self.after
            if began == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            text = data if any(each[0] == "pre" for each in self._open) else " ".join(_edges(data))
            self._write(escape(text, quote=False))

    def _parts(self) -> list[str]:
        return [each[2] for each in self._open if each[2]]

    def _write(self, text: str) -> None:
        if self._out is self.body:
            if not self.body:
                self.body.append("")
            self.body[-1] += text
        else:
            self._out.append(text)


def _is_from_elsewhere(tag: str, given: dict[str, str]) -> bool:
    """A picture that is not beside the article: WeChat takes none from other addresses."""
    return tag == "img" and "/" in given.get("src", "")


def _edges(data: str) -> list[str]:
    """The words of a text; with an empty one where it begins or ends with a blank, so that one is left."""
    words = data.split()
    if not words:
        return ["", ""] if data and "\n" not in data else []
    return [*([""] if data[0] == " " else []), *words, *([""] if data[-1] == " " else [])]


def _start(tag: str, given: dict[str, str]) -> str:
    written = ""
    for name in ATTRIBUTES.get(tag, ("style",)):
        value = given.get(name)
        if name == "style" and value is not None:
            value = _style(value)
        if value or (name == "alt" and value is not None):
            written += f' {name}="{escape(value)}"'
    return f"<{tag}{written}>"


def _style(style: str) -> str:
    """The declarations that may stand in an article."""
    kept = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().removesuffix("!important").strip()
        if name in PROPERTIES and value and not any(one in value for one in ("(", "\\", '"', "'")):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def _fitted(cleaner: _Cleaner) -> str:
    """All of it, or as much of the entry's text as there is room for."""
    before, after, more = ("".join(one) for one in (cleaner.before, cleaner.after, cleaner.more))
    body = list(cleaner.body)
    room = MOST_CHARACTERS - 1 - len(before) - len(after) - 1
    if sum(map(len, body)) <= room:
        return before + "".join(body) + after
    room -= len(more)
    while body and sum(map(len, body)) > room:
        body.pop()
    return before + "".join(body) + more + after
