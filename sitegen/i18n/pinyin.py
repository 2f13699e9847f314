"""Keys by which a Chinese name is found in pinyin: syllables by twos, and their first letters.

铝箔 is found by lvbo and lb. Of a character that is read in several ways each counts, so that no list of
words has to know which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sitegen.i18n.folding import TABLES, fold, is_han, runs

SYLLABLES, INITIALS = "*", "+"
"""Begin such keys."""


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Each character in use, with its syllables, without tones, ü as v."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (TABLES / "pinyin.txt").read_text("utf-8").splitlines():
        syllable, chars = line.split()
        for char in chars:
            found[char] = (*found.get(char, ()), syllable)
    return found


def syllables() -> list[str]:
    """All there are."""
    return sorted({syllable for each in readings().values() for syllable in each})


def pinyin_keys(name: str) -> Iterator[str]:
    known = readings()
    for run in runs(fold(name)):
        if not is_han(run):
            continue
        said = [known.get(char, ()) for char in run]
        for first, second in pairwise(said):
            for one in first:
                for other in second:
                    yield SYLLABLES + one + other
                    yield INITIALS + one[0] + other[0]
        for last in said[-1]:
            yield SYLLABLES + last
