"""What YAML content is, once parsed: scalars as text, mappings, sequences, each with its place.

The line and column (from 1) are those at which a value starts. The types are msgspec's because a site has
hundreds of thousands of such nodes, and these are made fastest.
"""

from __future__ import annotations

import msgspec

NULLS = frozenset(("", "~", "null"))
"""What stands for nothing where it is not quoted."""


class Scalar(msgspec.Struct, eq=False, gc=False):
    """Text as it was written. Whether `no`, `010` or `1:30` is more than text is the model's to say."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


class Mapping(msgspec.Struct, eq=False):
    """Keys in file order. `entries` maps the key's text to its own node and its value."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = {}


class Sequence(msgspec.Struct, eq=False):
    line: int
    column: int
    items: list[Node] = []


Node = Scalar | Mapping | Sequence
