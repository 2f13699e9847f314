"""What is wrong with content: a permanent code, a place, and what to do, in Chinese and English.

A `Diagnostic` is data: it names a code and the words to fill in. The wording of every code stands in
codes.toml; `show` turns diagnostics into text for a terminal, JSON or workflow annotations. This is the
ground of the house: it imports nothing else of sitegen.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A place in a content file. Lines and columns count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0


class Diagnostic(msgspec.Struct, frozen=True):
    """One problem. `code` starts with E_ (error: the build stops) or W_ (warning)."""

    code: str
    place: Place
    params: dict[str, str] = {}

    @property
    def severity(self) -> str:
        return "error" if self.code.startswith("E_") else "warning"


def problem(code: str, place: Place, **params: object) -> Diagnostic:
    """A diagnostic with its words filled in as text."""
    return Diagnostic(code, place, {name: str(value) for name, value in params.items()})


def place_at(path: str, text: str, index: int) -> Place:
    """The place of the character at `index` of a file's text."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def too_large(place: Place, limit: int) -> Diagnostic:
    """A file of more than so many bytes."""
    return problem("E_FILE_SIZE", place, limit=megabytes(limit))


def megabytes(count: int) -> str:
    """So many bytes in the units that a file manager shows."""
    for size, unit in ((1_000_000, "MB"), (1000, "KB")):
        if count >= size:
            return f"{count / size:.4g} {unit}"
    return f"{count} bytes"


def nearest(word: str, known: Iterable[str]) -> dict[str, str]:
    """`{"near": …}` when a known word is close enough to be what was meant, else nothing. Of words that are
    equally close, one that begins alike.
    """
    # Only where something is wrong: it takes a while to load.
    from difflib import SequenceMatcher, get_close_matches

    words = list(known)
    same = [one for one in words if one.casefold() == word.casefold()]
    if same:
        return {"near": same[0]}
    word = word[:80]
    matches = get_close_matches(word, words, n=3, cutoff=0.6)
    if not matches:
        return {}
    best = max(matches, key=lambda one: (SequenceMatcher(None, one, word).ratio(), one[:1] == word[:1]))
    return {"near": best}


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    place = diagnostic.place
    return place.path, place.line, place.column, diagnostic.code


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether these stop a build; with `strict`, warnings do too."""
    return any(strict or diagnostic.severity == "error" for diagnostic in diagnostics)


class SitegenError(Exception):
    """Whatever sitegen itself raises. Its kinds, each a class below, are what callers tell apart."""


class ContentError(SitegenError):
    """A stage found errors in the content; the build ends before the last good site is touched. Exit status
    1.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__("problems in the content")
        self.diagnostics = sorted(diagnostics, key=sort_key)

    def __reduce__(self) -> tuple[type[ContentError], tuple[list[Diagnostic]]]:
        """So that it comes whole out of a worker process."""
        return ContentError, (self.diagnostics,)


def stop_on_errors(found: Iterable[Diagnostic], strict: bool) -> None:
    """Raises ContentError with all of these where they stop a build."""
    found = list(found)
    if has_errors(found, strict=strict):
        raise ContentError(found)


class RequestError(SitegenError):
    """What was asked for cannot be: no such kind, target or file. Exit status 2."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.diagnostic = problem(code, Place(""), **params)


class MachineError(SitegenError):
    """The machine failed us: disk full, no permission, no network. Exit status 3."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.diagnostic = problem(code, Place(""), **params)


class InputError(SitegenError, ValueError):
    """A value or a file that cannot be used as what it is meant to be. Whoever reads it knows its place, and
    makes a diagnostic of it."""


class HandledError(SitegenError):
    """Raised in one part of sitegen for another that always handles it: people are told something else."""
