"""Chance that repeats itself: the same numbers for the same name, in any version and on any machine.

Only `Random.random` is promised to stay the same across Python versions, so everything is made of it, with
arithmetic that rounds the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance of one entry."""

    __slots__ = ("roll",)

    def __init__(self, *name: object) -> None:
        self.roll = Random("/".join(map(str, name))).random

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.roll() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))

    def within(self, low: float, high: float) -> float:
        return low + (high - low) * self.roll()

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Different ones, in the order in which they were drawn."""
        left = list(choices)
        return [left.pop(int(self.roll() * len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """By whole weights that come to a hundred."""
        rest = self.roll() * 100
        for choice, weight in choices:
            rest -= weight
            if rest < 0:
                return choice
        return choices[-1][0]
