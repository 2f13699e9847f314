"""What YAML content is, once parsed: scalars as text, mappings, sequences, each with its place."""

from __future__ import annotations

from collections.abc import Iterator


class Node:
    """A value with the line and column (from 1) at which it starts."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Scalar(Node):
    """Text as it was written. Whether `no`, `010` or `1:30` is more than text is the model's to say."""

    __slots__ = ("plain", "text")

    def __init__(self, text: str, plain: bool, line: int, column: int) -> None:
        self.text = text
        self.plain = plain
        self.line = line
        self.column = column

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


class Mapping(Node):
    """Keys in file order. `entries` maps the key's text to its own node and its value."""

    __slots__ = ("entries",)

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def __iter__(self) -> Iterator[tuple[str, tuple[Scalar, Node]]]:
        return iter(self.entries.items())


class Sequence(Node):
    __slots__ = ("items",)

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []
