"""How a query comes to its name. What a query is, the package says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

Answer = TypeVar("Answer")
Watch = Callable[..., tuple[str, ...]]


class Query(NamedTuple):
    """A question by its name: what answers it, and which groups the answer hangs on."""

    name: str
    answer: Callable[..., Any]
    watch: Watch


QUERIES: dict[str, Query] = {}


def query(
    *groups: str, watch: Watch | None = None
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Register a query; its groups are always these, or for each question what `watch` says."""

    def register(function: Callable[..., Answer]) -> Callable[..., Answer]:
        name = function.__name__
        QUERIES[name] = Query(name, function, watch or (lambda catalogue, *words: groups))
        return function

    return register


def group(name: str, value: str = "") -> str:
    """The name of a list of projects as a group."""
    return f"{name}={value}"
