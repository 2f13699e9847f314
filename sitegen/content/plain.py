"""Plain Markdown, by a fast engine: what most bodies are, in a tenth of the time.

`markdown` is the reference. A text is plain when it uses only what cmark-gfm and the reference are known to
treat alike: headings, paragraphs, lists, quotes, emphasis, tidy tables, links to entries and web addresses.
Whatever else stands in a text, `render_plain` leaves it to the reference. That both give the same is held by
tests on CommonMark's examples, on the shipped texts and on random ones.

As no plain text has a `<`, every tag in the engine's output is the engine's own, and can be found by pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from sitegen.content.blocks import EMPHASIS, Heading, blocks_of, is_tidy_table, render_blocks
from sitegen.i18n.line_ends import HAN
from sitegen.patterns import pattern

Link = tuple[str, int, int]
"""An address as it is written, and where: line and column, from 1."""

MAX_PLAIN = 100_000
"""Characters; a longer text is nobody's usual one."""

# Marks that change meaning, and spaces that engines trim differently.
_MARKS = pattern(
    "[<\\\\`~_\t\r\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000＃｜＊～＞"
    "\ud800-\uf8ff\ufeff\U000e0000-\U0010ffff]"
)
# What the reference tells a writer of, or reads as offices mean it.
_DOTTED = pattern(rf"\.(?<=[0-9]\.)(?=[{HAN}])")
_DASHED = pattern(rf"-(?=[{HAN}])(?<![^\s|]-)")
_CHARACTER = pattern("&#?[0-9A-Za-z]*;")
# Lines of nothing but marks, and indented code. Patterns here begin with a character, which is found fastest.
_LINE = pattern(r"\n(?:(?!-{3,}(?:\n|\Z))(?:[ >*+:-]|[0-9]{1,9}[.)])+(?=\n|\Z)|[ >*+0-9.)-]* {4})")
_STAR = pattern(r"\*(?:(?! )|(?<!^\*)(?<!^ \*)(?<!^  \*)(?<!^   \*))", re.MULTILINE)
"""A star that begins no item of a list."""
_WEB = r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:/[A-Za-z0-9/.-]*)?"
_LINK = pattern(
    r"\[(?<![!\]]\[)[^\[\]()*|:\"'&\s][^\[\]()*|:\"'&\n]*\]"
    rf"\(([a-z]+:[a-z0-9-]+|{_WEB})\)(?![(\[])"
)
_HEADING = pattern(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_HREF = pattern(r'<a href="([^"]*)">')
_TAG = pattern(r"<[^>]*>")


class Plain(NamedTuple):
    """A plain text."""

    text: str
    links: list[Link]
    """In its order."""
    blocks: list[str] | None
    """Where it has no other than `blocks` knows."""


def read_plain_text(text: str) -> Plain | None:
    """What there is to know of a plain text; None when it is not plain."""
    if len(text) > MAX_PLAIN or _MARKS.search(text):
        return None
    blocks = blocks_of(text)
    if blocks is None or _DOTTED.search(text) or _DASHED.search(text) or "】(" in text or "】（" in text:
        return None
    if "&" in text and _CHARACTER.search(text):
        return None
    if "*" in text and _STAR.search(EMPHASIS.sub("", text)):
        return None
    if "[" not in text:
        return None if "]" in text or "://" in text else Plain(text, [], blocks)
    matches = list(_LINK.finditer(text))
    rest = _LINK.sub("", text)
    return (
        None
        if "[" in rest or "]" in rest or "://" in rest
        else Plain(text, list(_placed(text, matches)), blocks)
    )


def _placed(text: str, matches: list[re.Match[str]]) -> Iterator[Link]:
    line, start, seen = 1, 0, 0
    for match in matches:
        place = match.start(1)
        line += text.count("\n", seen, place)
        start = text.rfind("\n", 0, place) + 1
        seen = place
        yield match[1], line, place - start + 1


def _tidy_tables(text: str) -> bool:
    """Whether bars stand only in tables of their own paragraph, with as many cells in each row."""
    return all(
        is_tidy_table(part.split("\n")) for part in re.split(r"\n\n+", text.strip("\n")) if "|" in part
    )


def render_plain(plain: Plain, heading: Heading, addresses: Mapping[str, str]) -> str | None:
    """The HTML of a plain text.

    `heading` is given each heading's level and words and says its level on the page and its id; `addresses`
    are the attributes that stand for each written address. None when the engine has seen other links.
    """
    if plain.blocks is not None:
        return render_blocks(plain.blocks, heading, addresses.__getitem__)
    return _render_by_engine(plain, heading, addresses)


def _render_by_engine(plain: Plain, heading: Heading, addresses: Mapping[str, str]) -> str | None:
    from sitegen.content.cmark import cmark_html

    html = cmark_html(plain.text)
    if _HREF.findall(html) != [address for address, _, _ in plain.links]:
        return None

    def head(match: re.Match[str]) -> str:
        words = html = match[2]
        if "<" in html or "&" in html or "\n" in html:
            words = unescape(_TAG.sub("", html)).replace("\n", "")
        level, anchor = heading(int(match[1]), words)
        return f'<h{level} id="{anchor}">{html}</h{level}>'

    html = html.replace("<br />", "<br>").replace("<hr />", "<hr>")
    html = _HEADING.sub(head, html)
    if plain.links:
        html = _HREF.sub(lambda match: f"<a {addresses[match[1]]}>", html)
    if "<table>" in html:
        html = html.replace("<table>", '<table tabindex="0">')
        for side in ("left", "right", "center"):
            html = html.replace(f' align="{side}">', f' class="align-{side}">')
    return html
