"""Plain YAML, without a parser: what nearly all entries are, in less than half the time.

`yaml_reference` says what YAML means. A text is plain when each of its lines is a name, a list's item or
both, with a value on the same line (words, quoted or not, or a list or mapping in brackets) or indented below
it. Whatever else stands in a text (tags, anchors, escapes, text over several lines, odd indentation, any
fault) `read_plain` leaves to the reference, and so is all that has to be told about it. That both give the
same nodes at the same places is held by tests on the shipped entries and on random texts.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.patterns import pattern

MAX_PLAIN = 50_000
"""Characters; too few for more nodes than a file may have."""

MAX_HEAD = 200
"""Characters; a name with all that may stand before it has fewer."""

MAX_LEVELS = 12
MAX_BRACKETS = 4
"""Together fewer levels than a file may have."""

_NAME = r"\w[\w.-]{0,99}"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_BEGINNING = pattern(rf"( *)(- +)?({_NAME})(:)?")
_LINE = pattern(
    rf"( *)(- +)?(?:({_NAME})(:(?: +|$)))?"
    r"((?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=\w))[^:#\n]*(?:(?::(?! |$)|(?<! )#)[^:#\n]*)*"
    rf"|{_QUOTED}|[\[{{].*[\]}}])?"
    r" *(?:(?<![^ ])#.*)?"
)
"""Indentation, hyphen, name, colon and value of a line; all of them are empty in one of comment."""

_OPENING = frozenset("'\"[{")
_WORD = r"\w(?:[^\[\]{},:?#\n]|:(?=[\w/]))*"
_IDS = pattern(r"\[\w[\w-]*(?:, \w[\w-]*)*\]")
_ITEM = pattern(rf" *(?:({_NAME}): +)?({_QUOTED}|{_WORD})? *")
"""Name and value between brackets."""


def read_plain(text: str) -> Node | None:
    """The value of a text that holds no refused characters; None when the text is not plain."""
    if len(text) > MAX_PLAIN or "\t" in text:
        return None
    outline = _Outline()
    entries: dict[str, tuple[Scalar, Node]] | None = None
    number = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        number += 1  # noqa: SIM113 - faster
        head, colon, written = line.partition(": ")
        hyphen, at, name, end = (len(head) < MAX_HEAD and _beginning(head)) or _OTHER
        value: Node | None = None
        if colon and end and written[:1].isalnum() and ":" not in written and "#" not in written:
            value = Scalar(written.rstrip(" "), True, number, end + 3)
        elif colon and end and _IDS.fullmatch(written):
            value = _ids(written, number, end + 3)
        elif colon or end or not name:  # else it is a name alone
            found = _any_line(line, number)
            if found is None:
                return None
            hyphen, at, name, value = found
        if hyphen is not None:
            if not outline.item(number, hyphen):
                return None
            entries = None
        if name:
            if entries is None or at != outline.column or outline.waiting:
                entries = outline.mapping(number, at)
            if entries is None or name in entries:
                return None
            key = Scalar(name, True, number, at + 1)
            if value is None:
                outline.key = key
                outline.waiting = True
            else:
                entries[name] = (key, value)
        elif value is not None:
            outline.put(value)
    return outline.whole()


_OTHER: tuple[int | None, int, str, int] = (None, 0, "", 0)


@lru_cache(4096)
def _beginning(head: str) -> tuple[int | None, int, str, int] | None:
    """Where a line's hyphen and name stand, if any; the name; and where it ends, 0 if with its colon.

    `head` is a line up to its first colon with a blank behind, or all of it; None where it is more than that.
    There are few different ones.
    """
    match = _BEGINNING.fullmatch(head)
    if match is None:
        return None
    indent, hyphen, name, colon = match.groups("")
    return len(indent) if hyphen else None, match.start(3), name, 0 if colon else match.end(3)


def _any_line(text: str, line: int) -> tuple[int | None, int, str, Node | None] | None:
    """Where hyphen and name of any plain line stand, the name, and the value; None if it is not plain."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    indent, hyphen, name, colon, written = match.groups("")
    at = len(indent) + len(hyphen)
    value = _value(written, line, at + len(name) + len(colon) + 1) if written else None
    if value is None and (written or (hyphen and not name)):
        return None
    if written and not name and not hyphen:
        return None
    return len(indent) if hyphen else None, at, name, value


class _Outline:
    """The mappings and lists that are open at a line, and the one that takes the next value, if any does."""

    __slots__ = ("above", "column", "key", "node", "waiting")

    def __init__(self) -> None:
        self.node: Mapping | Sequence = Sequence(0, 0)
        """The innermost one; at first one that holds the whole."""
        self.column = -1
        """Where it stands, from 0."""
        self.above: list[tuple[int, Mapping | Sequence]] = []
        self.waiting = True
        """Whether it waits for a value."""
        self.key = Scalar("", True, 0, 0)
        """The name of this value in a mapping."""

    def put(self, value: Node) -> None:
        node = self.node
        if isinstance(node, Mapping):
            node.entries[self.key.text] = (self.key, value)
        else:
            node.items.append(value)
        self.waiting = False

    def item(self, line: int, column: int) -> bool:
        """A hyphen: an item of the list at this column, or the beginning of one."""
        if self.waiting and column < self.column:
            self._leave_out()
        if self.waiting:
            if not self._open(Sequence(line, column + 1), column):
                return False
        else:
            while self.column > column or (self.column == column and type(self.node) is Mapping):
                self.column, self.node = self.above.pop()
            if self.column != column:
                return False
        self.waiting = True
        return True

    def mapping(self, line: int, column: int) -> dict[str, tuple[Scalar, Node]] | None:
        """The mapping that a name at this column stands in, or begins; None if there is none."""
        if self.waiting:
            if column > self.column:
                node = Mapping(line, column + 1)
                return node.entries if self._open(node, column) else None
            self._leave_out()
        while self.column > column or (self.column == column and type(self.node) is Sequence):
            self.column, self.node = self.above.pop()
        return self.node.entries if self.column == column and type(self.node) is Mapping else None

    def _open(self, node: Mapping | Sequence, column: int) -> bool:
        self.put(node)
        self.above.append((self.column, self.node))
        self.column, self.node = column, node
        return len(self.above) <= MAX_LEVELS

    def _leave_out(self) -> None:
        """The value that was waited for: nothing, right behind the colon."""
        key = self.key
        self.put(Scalar("", True, key.line, key.column + len(key.text) + 1))

    def whole(self) -> Node | None:
        if self.waiting and self.above:
            self._leave_out()
        whole = self.above[0][1] if self.above else self.node
        return whole.items[0] if type(whole) is Sequence and whole.items else None


def _value(written: str, line: int, column: int) -> Node | None:
    first = written[0]
    if first not in _OPENING:
        return Scalar(written.rstrip(" "), True, line, column)
    if first in ("'", '"'):
        return Scalar(written[1:-1], False, line, column)
    if _IDS.fullmatch(written):
        return _ids(written, line, column)
    node, end = _bracketed(written, 0, line, column, 0)
    return node if end == len(written) else None


def _ids(written: str, line: int, column: int) -> Node:
    """What most brackets hold: words with a comma and a blank between."""
    node = Sequence(line, column)
    for word in written[1:-1].split(", "):
        column += 1
        node.items.append(Scalar(word, True, line, column))
        column += len(word) + 1
    return node


_Found = tuple[Node | None, int]


def _bracketed(text: str, start: int, line: int, column: int, depth: int) -> _Found:
    """What stands in the brackets that open at `start`, and where they end; `column` is the text's own."""
    if depth > MAX_BRACKETS:
        return None, 0
    if text[start] == "[":
        return _list(text, start, line, column, depth)
    return _mapping(text, start, line, column, depth)


def _list(text: str, start: int, line: int, column: int, depth: int) -> _Found:
    node = Sequence(line, column + start)
    while True:
        name, value, start = _item(text, start + 1, line, column, depth)
        if name or (value is None and (node.items or text[start : start + 1] != "]")):
            return None, 0
        if value is not None:
            node.items.append(value)
        if text[start : start + 1] == "]":
            return node, start + 1
        if text[start : start + 1] != ",":
            return None, 0


def _mapping(text: str, start: int, line: int, column: int, depth: int) -> _Found:
    node = Mapping(line, column + start)
    while True:
        name, value, start = _item(text, start + 1, line, column, depth)
        if name is None or value is None or name.text in node.entries:
            return None, 0
        node.entries[name.text] = (name, value)
        if text[start : start + 1] == "}":
            return node, start + 1
        if text[start : start + 1] != ",":
            return None, 0


def _item(
    text: str, start: int, line: int, column: int, depth: int
) -> tuple[Scalar | None, Node | None, int]:
    """Name and value that stand between brackets, if any, and what comes behind them."""
    match = _ITEM.match(text, start)
    assert match is not None  # it matches nothing at all, too
    name, written = match.groups()
    end = match.end()
    key = Scalar(name, True, line, column + match.start(1)) if name else None
    if written:
        value = _value(written, line, column + match.start(2))
    elif text[end : end + 1] in ("[", "{"):
        value, end = _bracketed(text, end, line, column, depth + 1)
        while text[end : end + 1] == " ":
            end += 1
    else:
        value = None
    return key, value, end
