"""What the end of a source line comes to within a text: nothing between Chinese characters, else a blank.

Languages that part words by blanks take a line's end for one; Chinese has none to take it for (CSS Text 3,
segment break transformation rules). Korean does part words.
"""

from __future__ import annotations

import re

from sitegen.patterns import pattern

HAN = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
"""Characters of Chinese and Japanese, as a part of a class in a pattern."""
MARKS = (
    "\u3001-\u3003\u3008-\u3020\u3030\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe5"
)
"""Their punctuation, which is as wide as they are."""
_EITHER = "\u00b7\u2014\u2018\u2019\u201c\u201d\u2025-\u2027\u2e3a"
"""Quotation marks, dashes and dots: Chinese where their neighbour is."""


def _between(end: str) -> str:
    """The pattern of `end` where it stands between two characters that it does not part."""
    return (
        rf"(?<=[{MARKS}]){end}(?=\S)|(?<=\S){end}(?=[{MARKS}])|(?<=[{HAN}]){end}(?=[{HAN}{_EITHER}])"
        rf"|(?<=[{_EITHER}]){end}(?=[{HAN}])"
    )


_SEAM = pattern(_between(r"[ \t\r]*\n\s*"))
_BLANKS = pattern("[ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FOLD = pattern(_between(" "))


def is_seam(before: str, after: str) -> bool:
    """Whether a line's end between these two characters comes to nothing."""
    return bool(before and after) and _FOLD.match(f"{before} {after}", 1) is not None


def one_line(text: str) -> str:
    """A text of several lines, or with blanks of other widths, as it reads in one."""
    return _BLANKS.sub(" ", _SEAM.sub("", text)).strip(" ")


def unfolded(folded: str, source: str) -> str:
    """A text whose lines have been joined by blanks, without those between Chinese characters.

    `source` is the text as written: a blank that it has within a line stays.
    """
    if not _FOLD.search(folded):
        return folded
    written = {source[m.start() - 1] + source[m.end()] for m in _FOLD.finditer(source)}

    def seam(match: re.Match[str]) -> str:
        return " " if folded[match.start() - 1] + folded[match.end()] in written else ""

    return _FOLD.sub(seam, folded)
