"""The values of an entry's file one by one, whatever they mean."""

from __future__ import annotations

from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence

NOT_PUBLIC = ("draft", "internal")
"""Words that keep an entry from being shown."""


def scalars_of(node: Node | None) -> list[Scalar]:
    """The values of a file in its order, without `internal:` ones."""
    found: list[Scalar] = []
    if node is not None:
        _collect(node, found)
    return found


def _collect(node: Node, found: list[Scalar]) -> None:
    # Most values are scalars, and every entry passes through here: no call for each of them.
    if type(node) is Mapping:
        for key, (_, value) in node.entries.items():
            if key != "internal":
                if type(value) is Scalar:
                    found.append(value)
                else:
                    _collect(value, found)
    elif type(node) is Sequence:
        for value in node.items:
            if type(value) is Scalar:
                found.append(value)
            else:
                _collect(value, found)
    elif type(node) is Scalar:
        found.append(node)


def is_marked_hidden(node: Node | None) -> bool:
    """Whether an entry is not meant to be seen, as far as one with errors says so."""
    mark = node.entries.get("visibility") if isinstance(node, Mapping) else None
    return mark is not None and isinstance(mark[1], Scalar) and mark[1].text.strip() in NOT_PUBLIC
