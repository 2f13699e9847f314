"""Bodies of entries: what a rendered text is, what it may refer to, and how addresses and headings come out.

Shared by both ways to render Markdown. Links must be on the allow-list that stands here: web addresses, mail,
telephone, anchors, files of the entry's own folder, and entries by id (`[…](project:some-id)`). Headings move
below the page's own. Site addresses are written from the root mark, so that one body serves any page: ROOT
stands for the way to the site's root, LOCALE for the folder of the language that is being shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

import msgspec

from sitegen.content.pictures import PictureInfo
from sitegen.patterns import pattern

ROOT = "\ue000"
LOCALE = "\ue001"

EXTERNAL = pattern(r"https?://[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?([/?#]\S*)?", re.IGNORECASE)
ENTITY = pattern(r"([a-z]+):([a-z0-9-]+)(#[^\s]*)?")
_NO_WORD = pattern(r"\W+")


class BodyReference(msgspec.Struct, frozen=True, array_like=True):
    """An entry that a body links to, and where."""

    kind: str
    id: str
    line: int
    column: int


class Body(msgspec.Struct, frozen=True, array_like=True):
    """A rendered text. `anchors` are the ids of its headings, `files` the names that it links to in its
    folder, `pictures` those that it shows."""

    html: str
    anchors: tuple[str, ...] = ()
    references: tuple[BodyReference, ...] = ()
    files: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


class MarkdownContext(msgspec.Struct, frozen=True):
    """What a body may refer to."""

    path: str
    files_url: str
    """Where the folder's files stand on the site, from ROOT, with a final slash."""
    pictures: Mapping[str, PictureInfo | None]
    """Files of the entry's folder; None for one that is no picture."""
    folders: Mapping[str, str]
    """URL folder of each kind that can be linked to."""


class Headings:
    """The headings of one text: their levels on the page, and their ids."""

    def __init__(self, given: tuple[str, ...] = ()) -> None:
        """`given` are the ids of the text that this one was converted from."""
        self._given = given
        self._open: list[int] = []
        """Levels, as typed, of the headings that the text stands below."""
        self._slugs: dict[str, int] = {}
        self.anchors: list[str] = []
        self.taken: set[str] = set()

    def add(self, typed: int, text: str) -> tuple[int, str]:
        """The level and the id of a heading; `typed` is its level as written."""
        while self._open and self._open[-1] >= typed:
            self._open.pop()
        self._open.append(typed)
        words = _slug(text)
        anchor = f"s-{words}"
        if len(self.anchors) < len(self._given):
            anchor = self._given[len(self.anchors)]
        while anchor in self.taken:
            number = self._slugs[words] = self._slugs.get(words, 1) + 1
            anchor = f"s-{words}-{number}"
        self.taken.add(anchor)
        self.anchors.append(anchor)
        # One below the page's own heading, and no level left out, whichever one the text begins with.
        return min(len(self._open) + 1, 6), anchor


@lru_cache(4096)
def _slug(heading: str) -> str:
    """A heading as an id. Many texts have the same ones."""
    return _NO_WORD.sub("-", heading).strip("-").lower()[:40].strip("-") or "section"


def entity_address(around: MarkdownContext, match: re.Match[str]) -> str:
    kind, entity_id, anchor = match[1], match[2], match[3] or ""
    folder = around.folders[kind]
    path = f"{folder}/{entity_id}/" if folder else f"{entity_id}/"
    return f"{ROOT}{LOCALE}/{path}{quote(anchor, safe='#')}"


def in_locale(html: str, locale: str) -> str:
    """The body's addresses for the language in which it is shown."""
    return html.replace(LOCALE, locale)
