"""What templates see: frozen values made for them, never the model. Here are the basic ones.

The others are beside the views that make them. A test holds that a template uses no name that its view
lacks and that a view has no field that no template uses. Every URL inside the site starts with the mark for
the site's root, which rendering turns into the way there from the page.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup


class LocalText(msgspec.Struct, frozen=True, cache_hash=True):
    """Text for readers. `lang` is empty in the page's own language, else the HTML lang of the text."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


class Amount(msgspec.Struct, frozen=True, cache_hash=True):
    """A quantity in words: the whole text, and its parts, which can be set apart."""

    text: str
    before: str
    figure: str
    unit: str
    after: str


class Link(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    count: int | None = None
    current: bool = False
    counts: Counts | None = None
    """In place of `count`, where what is counted are projects and opportunities."""


class Counts(msgspec.Struct, frozen=True, cache_hash=True):
    """How many projects and how many opportunities there are, and how many of both seek investors."""

    projects: int
    opportunities: int
    seeking: int

    def __bool__(self) -> bool:
        return bool(self.projects or self.opportunities)


class When(msgspec.Struct, frozen=True, cache_hash=True):
    """A date for people, and in ISO form for machines (YYYY, YYYY-MM or YYYY-MM-DD)."""

    text: str
    iso: str


class Fact(msgspec.Struct, frozen=True, cache_hash=True):
    """A labelled value: an amount, text, or links. `name` is its key in the model."""

    name: str
    label: str
    amount: Amount | None = None
    said: LocalText | None = None
    links: tuple[Link, ...] = ()
    note: str = ""


class Term(msgspec.Struct, frozen=True, cache_hash=True):
    """One of the field's standard terms: its id (for styling) and its label."""

    id: str
    label: str


class PictureView(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    alt: LocalText
    width: int
    height: int
    offered: str = ""
    """Addresses and widths of the same as WebP, for the attribute `srcset`."""


class File(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    kind: str
    """Extension in capitals: PDF, XLSX …"""
    size: str = ""
    """In words, where it is known."""
    version: str = ""
    language: str = ""
    """Its name."""
    fill_in: LocalText | None = None
    """What to fill in, of a template."""


class BodyText(msgspec.Struct, frozen=True, cache_hash=True):
    html: Markup
    lang: str


class Facets(msgspec.Struct, frozen=True, cache_hash=True):
    """Ways to narrow a list: a heading and its links, each with a count."""

    name: str
    title: str
    links: tuple[Link, ...]
