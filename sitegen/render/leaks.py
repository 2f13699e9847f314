"""Looks for hidden values in what is about to be published.

The model that views are made from does not have hidden values; this is the second lock, on the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

SHORTEST = 6
"""Shorter values stand everywhere by chance."""

MANY = 2_000
"""Patterns for which the fastest automaton would take too much memory."""


class Leaks:
    """Finds any of many values in one pass over a text."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values: list[str] = []
        patterns: list[bytes] = []
        for value in sorted({" ".join(value.split()) for value in values}):
            if len(value) >= SHORTEST:
                for form in dict.fromkeys((value, escape(value), escape(value).replace("&#x27;", "&#39;"))):
                    self._values.append(value)
                    patterns.append(form.encode("utf-8", "replace"))
        self._automaton: Any = None
        if patterns:
            from ahocorasick_rs import BytesAhoCorasick, Implementation

            self._automaton = BytesAhoCorasick(
                patterns, implementation=Implementation.DFA if len(patterns) < MANY else None
            )

    def find(self, text: bytes) -> list[str]:
        """The hidden values that stand in a text (UTF-8), each once."""
        if self._automaton is None:
            return []
        return sorted({self._values[index] for index, _, _ in self._automaton.find_matches_as_indexes(text)})
