"""Which parts of a Markdown source are prose, and which are addresses or code that a conversion must not
touch.

A scanner, not a parser: rendering is somebody else's. Where it errs, it takes prose for code (a fence that is
indented too far), never the other way round. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from sitegen.patterns import pattern

_FENCE = pattern(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?P<marks>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_LEFT_ALONE = (
    r"\\(?P<escape>.)"
    r"|(?P<ticks>`+)"
    r"|\]\([ \t\n]*(?P<to><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"|^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*(?P<definition><[^<>\n]*>|\S+)"
    r"|(?P<auto><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>|<[^<>\s@]{1,64}@[^<>\s]{1,255}>)"
    r"|(?P<bare>(?<![A-Za-z])(?:https?|mailto|tel{schemes}):"
    r"[^\s<>()\[\]（）【】《》“”‘’「」，。；：、！？]+)"
    r"|(?P<reference>&[A-Za-z0-9#]{1,32};)"
)


@cache
def _left_alone(schemes: tuple[str, ...]) -> re.Pattern[str]:
    words = "".join(f"|{scheme}" for scheme in schemes)
    return re.compile(_LEFT_ALONE.replace("{schemes}", words), re.MULTILINE)


def prose(text: str, schemes: tuple[str, ...] = ()) -> Iterator[tuple[str, bool]]:
    """The source in pieces that join to itself, each with whether it is prose.

    `schemes` are words that begin a bare address, besides those of the web.
    """
    for block, is_code in _fences(text):
        if is_code:
            yield block, False
        else:
            yield from _spans(block, _left_alone(schemes))


def _fences(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of lines outside and inside of fenced code; an unclosed fence goes on to the end."""
    lines: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        marks = found["marks"] if found else ""
        if not fence:
            if found and not (marks[0] == "`" and "`" in found["info"]):
                yield "".join(lines), False
                lines, fence = [], marks
            lines.append(line)
            continue
        lines.append(line)
        if found and marks.startswith(fence) and not found["info"].strip():
            yield "".join(lines), True
            lines, fence = [], ""
    yield "".join(lines), bool(fence)


def _spans(block: str, left_alone: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    closing = _closing_ticks(block)
    end = place = 0
    while found := left_alone.search(block, place):
        place = found.end()
        kind = found.lastgroup or ""
        start, stop = found.span(kind)
        if kind == "escape":
            continue
        if kind == "ticks":
            closed = closing.get(start)
            if closed is None:
                continue
            stop = place = closed
        if start < stop:
            yield block[end:start], True
            yield block[start:stop], False
            end = stop
    yield block[end:], True


def _closing_ticks(block: str) -> dict[int, int]:
    """Where a run of backticks opens a code span -> where the span ends: at the next run of the same length.

    A span cannot leave its paragraph; a run whose first backtick is escaped opens with one fewer.
    """
    closing: dict[int, int] = {}
    later: defaultdict[int, int] = defaultdict(int)
    runs = [found.span() for found in re.finditer(r"`+|\n[ \t]*\n", block)]
    for start, stop in reversed(runs):
        if block[start] == "\n":
            later.clear()
            continue
        if later[stop - start]:
            closing[start] = later[stop - start]
        if start and block[start - 1] == "\\" and later[stop - start - 1]:
            closing[start + 1] = later[stop - start - 1]
        later[stop - start] = stop
    return closing
