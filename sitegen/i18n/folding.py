"""Words as the search compares them: one way of writing each, and the keys by which a text is found.

The theme's search page does the same to what a reader types (themes/default/scripts/search/words.js): change
both together. Width, capitals, accents and Traditional characters make no difference. Chinese, which nobody
parts by blanks, is found by its pairs of characters; everything else by its words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from sitegen.patterns import pattern

TABLES = Path(__file__).parent / "tables"
HAN = "\u3400-\u9fff\u3007\U00020000-\U0003ffff"
_RUNS = pattern(f"[{HAN}]+|[a-z0-9]+|(?:(?![{HAN}])[^\\W_])+")
_HAN = pattern(f"[{HAN}]")
_ACCENTED = pattern("[\u00c0-\u024f]")
_MARKS = pattern("[\u0300-\u036f]")
LONGEST = 24
"""Characters of a word that count."""
CODE = "#"
"""Begins the key of a number or code as a whole, whatever brackets and blanks it is written with."""


@cache
def simplified() -> dict[int, int]:
    """Each Traditional character, or one of Taiwan or Hong Kong, with the Simplified one."""
    before, after = (TABLES / "traditional.txt").read_text("utf-8").split()
    return {ord(one): ord(other) for one, other in zip(before, after, strict=True)}


def fold(text: str) -> str:
    """One way of writing."""
    if text.isascii():
        return text.lower()
    if _ACCENTED.search(text):
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", text).lower().translate(simplified())


def is_han(run: str) -> bool:
    """Whether a run of one sort, of `runs`, is Chinese."""
    return _HAN.match(run) is not None


def runs(folded: str) -> list[str]:
    """Words, and Chinese as far as it goes on."""
    found: list[str] = _RUNS.findall(folded)
    return found


def keys_of(text: str) -> Iterator[str]:
    """Keys of a text: pairs and last characters of what is Chinese, words of all else."""
    for run in runs(fold(text)):
        if is_han(run):
            for one, other in pairwise(run):
                yield one + other
            yield run[-1]
        else:
            yield run[:LONGEST]


def code_key(text: str) -> str:
    """The key of a number or code, 广经合〔2020〕3号, whatever its brackets; "" where it has none."""
    plain = "".join(runs(fold(text)))
    return CODE + plain if plain else ""


def packed(keys: Iterable[str]) -> str:
    """Keys as they are kept."""
    return " ".join(sorted(set(keys)))
