"""How much markup a text may have.

The parser takes some twenty microseconds and two kilobytes for each mark, and looks for the end of each
bracket through the marks behind it in its paragraph. A text made of little else would take minutes and all
the memory there is; such a one is refused before it is parsed. What people write stays far below.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.patterns import pattern

MAX_MARKS = 80_000
"""Marks in one text, line ends and tabs among them: a table of 8,000 rows and nine columns."""
MAX_BRACKETS = 150_000_000
"""Opening brackets times marks, over all paragraphs: 10,000 brackets in one of 15,000 marks."""

_MARK = pattern(r"[\[\]()*_`<>!&\\~|\t\n#^]")
_BLANK_LINE = pattern(r"\n[ \t>]*\n")


class TooMuch(NamedTuple):
    """Where it becomes too much, and what there is too much of, in both languages."""

    at: int
    en: str
    zh: str


def too_much_markup(text: str) -> TooMuch | None:
    """What makes a text too much for the parser; None for any that people write."""
    if len(text) > MAX_MARKS:
        for count, match in enumerate(_MARK.finditer(text), 1):
            if count > MAX_MARKS:
                return TooMuch(
                    match.start(),
                    f"more than {MAX_MARKS:,} marks and line ends",
                    f"标记和换行超过 {MAX_MARKS:,} 个",
                )
    if text.count("[") * min(len(text), MAX_MARKS) <= MAX_BRACKETS:
        return None
    work, start = 0, 0
    for paragraph in _BLANK_LINE.split(text):
        brackets = paragraph.count("[")
        work += brackets * len(_MARK.findall(paragraph))
        if work > MAX_BRACKETS:
            at = text.index(paragraph, start)
            return TooMuch(
                at + paragraph.index("["),
                f"{brackets:,} opening brackets in one paragraph",
                f"一个段落里有 {brackets:,} 个左方括号",
            )
        start += len(paragraph)
    return None
