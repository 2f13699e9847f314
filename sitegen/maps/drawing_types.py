"""What the drawings are made from: frozen values, all words ready in the language of the page."""

from __future__ import annotations

from typing import NamedTuple

WIDE, PHONE = 1200.0, 358.0
"""Room for a drawing on a page at full width, and on a narrow phone, in pixels."""


class MapWords(NamedTuple):
    """Text for readers. `lang` is empty in the drawing's own language, else the HTML lang of the text."""

    text: str
    lang: str = ""


class MapSegment(NamedTuple):
    """A box of a chain map."""

    id: str
    title: MapWords
    strength: str
    """strong, present, weak, missing or unknown"""
    strength_word: str
    href: str = ""
    label: str = ""
    """What a screen reader says of the box as a link; the title when empty."""
    enterprises: int = 0
    seeking: int = 0
    """Open projects."""
    trades: int = 0
    """Products that are offered or needed there."""
    leaders: tuple[MapWords, ...] = ()
    feeds: tuple[str, ...] = ()
    sought: bool = False
    """Brought out on the map of what to attract."""


class MapStage(NamedTuple):
    id: str
    title: MapWords
    segments: tuple[MapSegment, ...]
    support: bool = False


class MapChain(NamedTuple):
    stages: tuple[MapStage, ...]
    label: str
    """What the drawing is, for screen readers."""
