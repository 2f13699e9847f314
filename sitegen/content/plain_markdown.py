"""Plain Markdown, without a parser: what most bodies are, in a small part of the time.

`markdown` is the reference. A text is plain when `blocks` knows the shape of each of its blocks, and when its
lines use only what is checked here: emphasis, and links to entries and web addresses. Whatever else is in a
text, `read_plain_text` leaves it to the reference. That both give the same is held by tests on CommonMark's
examples, on the shipped texts and on random ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.content.blocks import EMPHASIS, blocks_of
from sitegen.i18n.line_ends import HAN
from sitegen.patterns import pattern

Link = tuple[str, int, int]
"""An address as it is written, and where: line and column, from 1."""

MAX_PLAIN = 100_000
"""Characters; a longer text is nobody's usual one."""

# Marks that change meaning, and spaces that parsers trim differently.
_MARKS = pattern(
    "[<\\\\`~_\t\r\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000＃｜＊～＞"
    "\ud800-\uf8ff\ufeff\U000e0000-\U0010ffff]"
)
# What the reference tells a writer of, or reads as offices mean it.
_DOTTED = pattern(rf"\.(?<=[0-9]\.)(?=[{HAN}])")
_DASHED = pattern(rf"-(?=[{HAN}])(?<![^\s|]-)")
_CHARACTER = pattern("&#?[0-9A-Za-z]*;")
_WEB = r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:/[A-Za-z0-9/.-]*)?"
_LINK = pattern(
    r"\[(?<![!\]]\[)[^\[\]()*|:\"'&\s][^\[\]()*|:\"'&\n]*\]"
    rf"\(([a-z]+:[a-z0-9-]+|{_WEB})\)(?![(\[])"
)


class Plain(NamedTuple):
    """A plain text."""

    blocks: list[str]
    links: list[Link]
    """In its order."""


def read_plain_text(text: str) -> Plain | None:
    """What there is to know of a plain text; None when it is not plain."""
    if len(text) > MAX_PLAIN or _MARKS.search(text):
        return None
    blocks = blocks_of(text)
    if blocks is None or _DOTTED.search(text) or _DASHED.search(text) or "】(" in text or "】（" in text:
        return None
    if "&" in text and _CHARACTER.search(text):
        return None
    if "*" in text and "*" in EMPHASIS.sub("", text):
        return None
    if "[" not in text:
        return None if "]" in text or "://" in text else Plain(blocks, [])
    matches = list(_LINK.finditer(text))
    rest = _LINK.sub("", text)
    if "[" in rest or "]" in rest or "://" in rest:
        return None
    return Plain(blocks, list(_placed(text, matches)))


def _placed(text: str, matches: list[re.Match[str]]) -> Iterator[Link]:
    line, start, seen = 1, 0, 0
    for match in matches:
        place = match.start(1)
        line += text.count("\n", seen, place)
        start = text.rfind("\n", 0, place) + 1
        seen = place
        yield match[1], line, place - start + 1
