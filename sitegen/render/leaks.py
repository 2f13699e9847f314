"""Looks for hidden values in what is about to be published.

The model that views are made from does not have hidden values; this is the second lock, on the bytes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from html import escape
from typing import Any

import markupsafe
import msgspec

from sitegen.patterns import pattern

SHORTEST = 6
"""Shorter values stand everywhere by chance."""

_SPECIAL = pattern("[&<>\"'\\\\,;]")


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
        self._automaton: Any = None

    def find(self, text: bytes) -> list[str]:
        """The hidden values that stand in a text (UTF-8), each once."""
        if not self._patterns:
            return []
        if self._automaton is None:
            from ahocorasick_rs import BytesAhoCorasick, Implementation

            # A DFA saves a sixth of the search and takes 5 KB for each value, in every worker.
            self._automaton = BytesAhoCorasick(self._patterns, implementation=Implementation.ContiguousNFA)
        return sorted({self._values[index] for index, _, _ in self._automaton.find_matches_as_indexes(text)})


@functools.lru_cache(1)
def leaks_of(values: tuple[str, ...]) -> Leaks:
    """The same for the same values: the preview makes pages time and again."""
    return Leaks(values)


def _forms(value: str) -> Iterable[str]:
    """How a value may be written in what is published: in HTML by the theme or by `html`, in JSON (within a
    page, too), in vCards and calendars.
    """
    if not _SPECIAL.search(value):
        return (value,)
    json = msgspec.json.encode(value).decode()[1:-1]
    in_page = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    card = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return dict.fromkeys((value, escape(value), str(markupsafe.escape(value)), json, in_page, card))
