"""What is drawn and set instead of characters that no font has: nothing for a pictograph, a mark for others.

resvg leaves out, without a word, what no font has, and PDF/UA-1 forbids a document with it. One office's
emoji must not stop everybody's publishing, so both are given a text that can be shown whole; the build says
which characters that was for (`unshown_in`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from sitegen.channels.fonts import known_coverage
from sitegen.channels.tools import Tool
from sitegen.model.output_rows import load
from sitegen.patterns import pattern
from sitegen.views.context import Bytes

MARK = "□"
"""In place of a character, as Chinese texts are printed where one is illegible or lacking."""

TEXTS = {
    "channels.raster.png": "channels.glyphs.text_of",
    "channels.picture_layout.png": "channels.glyphs.text_of",
    "channels.typesetting.pdf": "channels.typesetting.text_of",
    "channels.epub.packed": "channels.epub.text_of",
}
"""By recipe, the function (source) -> text of what is drawn or set with fonts of this machine."""

_TAG = pattern(r"<[^>]*>")
_BETWEEN_TAGS = pattern(r"(?<=>)[^<]+")
_SELECTORS = frozenset("\ufe0e\ufe0f\u20e3")
"""Whether a character is drawn as a picture, and the frame of a keycap: its digit is kept."""
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them are a flag, even where a font has them as letters."""
_PICTURES = range(0x1F000, 0x1FC00)
_GONE = "\0"
_RUN = "\0[\0\u200d\U000e0020-\U000e007f]*"
"""Pictographs with what joins them, and the name of a region's flag."""
_RUNS = pattern(
    rf'(?P<alone>(?<![^">]){_RUN}(?![^"<]))|(?<![^\s">]){_RUN} ?| {_RUN}(?![^\s"<])|{_RUN}',
)
"""One that is all of a text; else with the space that is left over at the beginning, end or in between."""


def unshown(text: str, fonts: Sequence[str]) -> str:
    """The characters of a text that are not drawn as they are, each once and in order."""
    missing = set(known_coverage(tuple(fonts)).missing(text)) - _SELECTORS
    return "".join(sorted(missing | (_FLAG_LETTERS & set(text))))


def drawable(text: str, fonts: Sequence[str]) -> str:
    """The same text of characters that the fonts have. It may be JSON: of that, no sign is changed."""
    missing = unshown(text, fonts)
    if not missing and _SELECTORS.isdisjoint(text):
        return text
    instead = {ord(char): _instead(char) for char in missing} | {ord(char): None for char in _SELECTORS}
    return _RUNS.sub(_without, text.translate(instead))


def drawable_svg(svg: str, fonts: Sequence[str]) -> str:
    """The same for a drawing, whose elements are left alone."""
    return _BETWEEN_TAGS.sub(lambda found: drawable(found[0], fonts), svg)


def text_of(svg: str) -> str:
    """What stands between the elements of a drawing."""
    return unescape(_TAG.sub("", svg))


def unshown_in(made: Bytes, needs: Sequence[str], tools: Mapping[str, Tool]) -> str:
    """The characters that a file will not show as they are, by the text that it is made from."""
    fonts = next((tools[name].fonts for name in needs if name in tools and tools[name].fonts), ())
    if not fonts or made.recipe not in TEXTS:
        return ""
    read: Callable[[str], str] = load(TEXTS[made.recipe])
    return unshown(read(made.source), fonts)


def _instead(char: str) -> str | None:
    category = unicodedata.category(char)
    if ord(char) in _PICTURES or category in ("So", "Sk"):
        return _GONE
    return None if category.startswith("M") else MARK


def _without(run: re.Match[str]) -> str:
    return MARK if run["alone"] else ""
