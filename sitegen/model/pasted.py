"""Internal words that somebody has pasted where readers see them.

What stands below `internal:` has no field in the model, so no view can show it; but a clerk may copy a
sentence, a figure or a name from there into a title, a summary or a body. What is distinctive is looked for
in the public texts of its own entry as it is read, and in finished pages (`pipeline.internal_words`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.content.yaml_nodes import Scalar
from sitegen.diagnostics import Place, place_at
from sitegen.patterns import pattern

SHORTEST = 6
"""Characters of a value that is looked for everywhere; a shorter one stands somewhere by chance."""

_DATE = pattern(r"[0-9]{4}([-/.年]([0-9]{1,2}([-/.月]([0-9]{1,2}日?)?)?)?)?")
_FIGURE = pattern(r"[^0-9]{0,3}[0-9][0-9,.]*\s?[^\s0-9]{1,6}")
_WORD = pattern(r"[A-Za-z][a-z]*")
_SLUG = pattern(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_SENTENCE = pattern(r"[，。；：！？、]|[a-z] [a-z]+ [a-z]")


class Kept(NamedTuple):
    """A value below `internal:`, and its line."""

    text: str
    line: int


def is_distinctive(text: str) -> bool:
    """Whether a value says something of its own: a sentence, a figure with its unit, a number, a name.

    Dates, single English words and ids are the catalogue's own vocabulary; so is what is too short.
    """
    if _DATE.fullmatch(text) or _WORD.fullmatch(text) or _SLUG.fullmatch(text):
        return False
    return len(text) >= SHORTEST or is_figure(text)


def is_figure(text: str) -> bool:
    """Whether it is a figure with its unit, such as 8.5亿元: short, and yet no chance."""
    return len(text) >= 4 and _FIGURE.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """Whether it says so much that no field would hold the same by chance."""
    return len(text) > 20 or _SENTENCE.search(text) is not None


def distinctive(kept: Iterable[Kept]) -> list[Kept]:
    """Those that are looked for, their blanks folded."""
    folded = (Kept(" ".join(one.text.split()), one.line) for one in kept)
    return [one for one in folded if is_distinctive(one.text)]


class Pasted(NamedTuple):
    """A kept value that stands in a public text of its own entry, and where."""

    kept: Kept
    place: Place


def stated(scalars: Sequence[Scalar], texts: Sequence[Scalar], titles: Iterable[str]) -> frozenset[str]:
    """What an entry says in public by itself: its titles, and whatever is no text (sums, numbers, ids)."""
    words = {id(scalar) for scalar in texts}
    return frozenset((*titles, *[" ".join(s.text.split()) for s in scalars if id(s) not in words]))


def pasted(
    kept: Iterable[Kept], path: str, texts: Sequence[Scalar], bodies: Sequence[tuple[str, str]]
) -> Iterator[Pasted]:
    """Values of the `internal:` block in its texts and bodies (path, text), each at its first place."""
    for one in kept:
        places = (Place(path, s.line, s.column) for s in texts if one.text in " ".join(s.text.split()))
        place = next(places, None) or next(_in_bodies(one.text, bodies), None)
        if place:
            yield Pasted(one, place)


def _in_bodies(text: str, bodies: Iterable[tuple[str, str]]) -> Iterator[Place]:
    for path, body in bodies:
        start = body.find(text)
        if start >= 0:
            yield place_at(path, body, start)
        elif text in " ".join(body.split()):
            yield Place(path, 1, 1)
