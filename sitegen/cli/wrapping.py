"""Text in the columns of a terminal, where a Chinese character takes two.

The library for command lines counts characters: its lines come out up to twice too wide in Chinese, and it
breaks nowhere but at blanks, of which Chinese has none.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from functools import reduce

from sitegen.maps.text_layout import CLOSING, OPENING

NARROWEST, WIDEST = 50, 100

FARTHEST = 30
"""The second column of a table never begins farther right than this."""

_CLAUSE_ENDS = "，。；：、"
_PROSE = 88
"""Lines of prose are never shorter than this where they stand in a file, but for a paragraph's last."""


def width(text: str) -> int:
    """Columns that a text takes, at most: “ ” … take two with Chinese fonts and one with others."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def wrap(text: str, room: int) -> list[str]:
    """Lines no wider than `room`, unless a single word is.

    Chinese breaks after punctuation where that leaves a line two thirds full, else between any two characters
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


def reflow(text: str, room: int) -> str:
    """Paragraphs wrapped anew. Examples stay as they are: blocks in which a line before the last is short."""
    return "\n\n".join(_reflowed(block, room) for block in text.split("\n\n"))


def _reflowed(block: str, room: int) -> str:
    lines = block.split("\n")
    if any(line.startswith(" ") for line in lines) or any(width(line) < _PROSE for line in lines[:-1]):
        return block
    return "\n".join(wrap(reduce(_joined, lines), room))


def _joined(paragraph: str, line: str) -> str:
    """Chinese runs on without a blank."""
    together = _is_chinese(paragraph[-1]) or _is_chinese(line[0])
    return paragraph + ("" if together else " ") + line


def _break(line: list[str], room: int) -> int:
    """How many of the pieces stay in the line, of which the last is too much."""
    last = len(line) - 1
    clauses = (end for end in range(last, 0, -1) if line[end - 1][-1] in _CLAUSE_ENDS)
    end = next(clauses, last)
    return end if width("".join(line[:end])) * 3 >= room * 2 else last


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


def room() -> int:
    """Columns to write in: the terminal's, within reason."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST) - 1)


def table(rows: Iterable[tuple[str, str]], left: int, columns: int) -> Iterator[str]:
    """Lines of a table of two columns, the second of which begins at `left`."""
    for name, text in rows:
        first, *more = wrap(text, columns - left)
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
