"""What pages have read, as a build remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen.model.dependency_ids import Nodes
from sitegen.model.tracked_catalogue import Dependencies
from sitegen.storage.dependents import Dependents


def updated(before: Dependents, made: Mapping[str, Dependencies], gone: Iterable[str] = ()) -> Dependents:
    """As workers tell of it, and the build takes it in."""
    nodes = Nodes()
    packed = {path: nodes.packed(read) for path, read in made.items()}
    return before.updated(packed, nodes.new_questions(), gone)
