"""Text in the columns of a terminal, where a Chinese character takes two.

The library for command lines counts characters: its lines come out up to twice too wide in Chinese, and it
breaks nowhere but at blanks, of which Chinese has none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sitegen.maps.text import CLOSING, OPENING

FARTHEST = 30
"""The second column of a table never begins farther right than this."""

_CLAUSE_ENDS = "，。；：、"


def width(text: str) -> int:
    """Columns that a text takes, at most: “ ” … take two with Chinese fonts and one with others."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def wrap(text: str, room: int) -> list[str]:
    """Lines no wider than `room`, unless a single word is.

    Chinese breaks after punctuation where that leaves no line half empty, else between any two characters
    except before closing and after opening punctuation. Everything else breaks at blanks alone: a command, a
    path or a name can be copied whole.
    """
    lines: list[str] = []
    line: list[str] = []
    for piece in _pieces(" ".join(text.split())):
        line.append(piece)
        while len(line) > 1 and width("".join(line).rstrip()) > room:
            end = _break(line, room)
            lines.append("".join(line[:end]).rstrip())
            line = line[end:]
    return [*lines, "".join(line).rstrip()]


def _break(line: list[str], room: int) -> int:
    """How many of the pieces stay in the line, of which the last is too much."""
    last = len(line) - 1
    clauses = (end for end in range(last, 0, -1) if line[end - 1][-1] in _CLAUSE_ENDS)
    end = next(clauses, last)
    return end if width("".join(line[:end])) * 2 >= room else last


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken, with the blank after it."""
    piece = ""
    for char in text:
        if piece and not _sticks(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _sticks(last: str, char: str) -> bool:
    if last == " ":
        return False
    return last in OPENING or char in CLOSING or char == " " or not (_is_chinese(last) or _is_chinese(char))


def _is_chinese(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def table(rows: Iterable[tuple[str, str]], left: int, room: int) -> Iterator[str]:
    """Lines of a table of two columns, the second of which begins at `left`."""
    for name, text in rows:
        first, *more = wrap(text, room - left)
        line = f"  {name}"
        if not first:
            yield line
        elif width(line) + 2 > left:
            yield line
            yield " " * left + first
        else:
            yield line + " " * (left - width(line)) + first
        yield from (" " * left + line for line in more)


def second_column(names: Iterable[str]) -> int:
    """Where the second column begins, for these in the first."""
    fitting = [width(name) + 4 for name in names]
    return max((column for column in fitting if column <= FARTHEST), default=FARTHEST)
