"""What a search for numbers of persons finds, and how it is shown."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """A code as E_MOBILE or E_QQ at text[start:end]. `found` shows it with its middle hidden, so that
    messages don't spread the number."""

    code: str
    start: int
    end: int
    found: str


def hide(number: str, first: int, last: int) -> str:
    return f"{number[:first]}{'*' * (len(number) - first - last)}{number[len(number) - last :]}"
