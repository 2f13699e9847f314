"""Plain YAML, without a parser: what nearly all entries are, in less than half the time.

`yaml_reference` says what YAML means. A text is plain when each of its lines is a name, a list's item or
both, with a value on the same line (words, quoted or not, or a list or mapping in brackets) or indented below
it. Whatever else stands in a text (tags, anchors, escapes, text over several lines, odd indentation, any
fault) `read_plain` leaves to the reference, and so is all that has to be told about it. That both give the
same nodes at the same places is held by tests on the shipped entries and on random texts.
"""

from __future__ import annotations

import re

from sitegen.content.nodes import Mapping, Node, Scalar, Sequence
from sitegen.patterns import pattern

MAX_PLAIN = 50_000
"""Characters; too few for more nodes than a file may have."""

MAX_LEVELS = 12
MAX_BRACKETS = 4
"""Together fewer levels than a file may have."""

_NAME = r"\w[\w.-]{0,99}"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_LINE = pattern(
    rf"^( *)(- +)?(?:({_NAME})(:(?: +|$)))?"
    r"((?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=\w))[^:#\n]*(?:(?::(?! |$)|(?<! )#)[^:#\n]*)*"
    rf"|{_QUOTED}|[\[{{].*[\]}}])?"
    r" *(?:(?<![^ \n])#.*)?$",
    re.MULTILINE,
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
    lines = _LINE.findall(text.replace("\r\n", "\n"))
    if len(lines) != text.count("\n") + 1:
        return None
    outline = _Outline()
    for line, (indent, hyphen, name, colon, written) in enumerate(lines, 1):
        value = None
        if written:
            before = len(indent) + len(hyphen) + len(name) + len(colon)
            value = _value(written, line, before + 1)
            if value is None:
                return None
        if hyphen and not outline.item(line, len(indent)):
            return None
        if name:
            if not outline.name(name, line, len(indent) + len(hyphen), value):
                return None
        elif value is None if hyphen else written:
            return None
        elif value is not None:
            outline.put(value)
    return outline.whole()


class _Outline:
    """The mappings and lists that are open at a line, and the one that takes the next value, if any does."""

    __slots__ = ("above", "column", "key", "node", "root", "waiting")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.node: Mapping | Sequence | None = None
        """The innermost one."""
        self.column = -1
        """Where it stands, from 0."""
        self.above: list[tuple[int, Mapping | Sequence | None]] = []
        self.waiting = False
        """Whether it waits for a value."""
        self.key = Scalar("", True, 0, 0)
        """The name of this value in a mapping."""

    def put(self, value: Node) -> None:
        if type(self.node) is Mapping:
            self.node.entries[self.key.text] = (self.key, value)
        elif type(self.node) is Sequence:
            self.node.items.append(value)
        else:
            self.root = value
        self.waiting = False

    def item(self, line: int, column: int) -> bool:
        """A hyphen: an item of the list at this column, or the beginning of one."""
        if self.waiting and column < self.column:
            self._leave_out()
        if self.waiting or self.root is None:
            if not self._open(Sequence(line, column + 1), column):
                return False
        else:
            while self.column > column or (self.column == column and type(self.node) is Mapping):
                self.column, self.node = self.above.pop()
            if self.column != column:
                return False
        self.waiting = True
        return True

    def name(self, name: str, line: int, column: int, value: Node | None) -> bool:
        """A name and what stands behind it: of the mapping at this column, or the beginning of one."""
        if self.waiting and column <= self.column:
            self._leave_out()
        if self.waiting or self.root is None:
            if not self._open(Mapping(line, column + 1), column):
                return False
        else:
            while self.column > column or (self.column == column and type(self.node) is Sequence):
                self.column, self.node = self.above.pop()
            if self.column != column:
                return False
        node = self.node
        if type(node) is not Mapping or name in node.entries:
            return False
        self.key = key = Scalar(name, True, line, column + 1)
        if value is None:
            self.waiting = True
        else:
            node.entries[name] = (key, value)
        return True

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
        if self.waiting:
            self._leave_out()
        return self.root


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
