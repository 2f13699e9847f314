"""What pages have read, as a build remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen.model.nodes import Nodes
from sitegen.model.reader import Read
from sitegen.output.readers import Readers


def updated(before: Readers, made: Mapping[str, Read], gone: Iterable[str] = ()) -> Readers:
    """As workers tell of it, and the build takes it in."""
    nodes = Nodes()
    packed = {path: nodes.packed(read) for path, read in made.items()}
    return before.updated(packed, nodes.new_questions(), gone)
