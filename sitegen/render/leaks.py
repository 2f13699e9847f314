"""Looks for hidden values in what is about to be published.

The model that views are made from does not have hidden values; this is the second lock, on the bytes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from html import escape
from typing import Any

from sitegen.patterns import pattern

SHORTEST = 6
"""Shorter values stand everywhere by chance."""

WORTH_PREPARING = 200
"""Texts from which on the faster automaton has paid for its making."""

_SPECIAL = pattern("[&<>\"']")

MOST = 20_000
"""Patterns for which it would take too much memory."""


class Leaks:
    """Finds any of many values in one pass over a text."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values: list[str] = []
        self._patterns: list[bytes] = []
        for value in {" ".join(value.split()) for value in values}:
            if len(value) >= SHORTEST:
                for form in _forms(value):
                    self._values.append(value)
                    self._patterns.append(form.encode("utf-8", "replace"))
        self._searched = 0
        self._automaton: Any = None

    def find(self, text: bytes) -> list[str]:
        """The hidden values that stand in a text (UTF-8), each once."""
        if not self._patterns:
            return []
        if self._automaton is None or self._searched == WORTH_PREPARING:
            self._prepare()
        self._searched += 1
        return sorted({self._values[index] for index, _, _ in self._automaton.find_matches_as_indexes(text)})

    def _prepare(self) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        fast = self._searched >= WORTH_PREPARING and len(self._patterns) <= MOST
        kind = Implementation.DFA if fast else Implementation.NoncontiguousNFA
        self._automaton = BytesAhoCorasick(self._patterns, implementation=kind)


@functools.lru_cache(1)
def leaks_of(values: tuple[str, ...]) -> Leaks:
    """The same for the same values: the preview makes pages time and again."""
    return Leaks(values)


def _forms(value: str) -> Iterable[str]:
    """How a value may stand in what is published."""
    if not _SPECIAL.search(value):
        return (value,)
    return dict.fromkeys((value, escape(value), escape(value).replace("&#x27;", "&#39;")))
