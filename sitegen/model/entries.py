"""One entry as it has been read from its files, and the settings that it is read under."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from sitegen.content.captions import Cue
from sitegen.content.films import FilmInfo
from sitegen.content.markdown_body import Body
from sitegen.content.pictures import PictureInfo
from sitegen.diagnostics import Diagnostic, Place
from sitegen.model.entities import Entity
from sitegen.model.pasted import Kept, Pasted
from sitegen.model.site import Limits


class Use(msgspec.Struct, frozen=True, array_like=True):
    """An entry that this one refers to, or a part of a chain, and where it does."""

    kind: str
    id: str
    place: Place


class Claim(msgspec.Struct, frozen=True, array_like=True):
    """A value that only one entry of a kind may have (`Kind.unique`), and where it is."""

    field: str
    value: str
    """Of projects, which are compared without their entities, and of former ids; else empty."""
    place: Place


ALIAS = "alias"
"""The claim to a former id."""


class Entry(msgspec.Struct, frozen=True):
    """Everything that the site needs to know from one entry's files."""

    kind: str
    id: str
    path: str
    entity: Entity | None
    """None when the file has errors."""
    bodies: dict[str, Body] = {}
    files: dict[str, PictureInfo | None] = {}
    """Pictures and attachments that the entry names, which the site carries."""
    films: dict[str, FilmInfo] = {}
    """Of those files, the films."""
    captions: dict[str, tuple[Cue, ...]] = {}
    """Of those files, the captions of films."""
    uses: tuple[Use, ...] = ()
    claims: tuple[Claim, ...] = ()
    hidden: tuple[str, ...] = ()
    """Values that must never be seen: of `internal:` blocks, and all of an entry that is not public."""
    kept: tuple[Kept, ...] = ()
    """What is distinctive below `internal:`."""
    pasted: tuple[Pasted, ...] = ()
    """What of that stands in its own public texts, too."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def public(self) -> bool:
        return self.entity is not None and self.entity.visibility == "public"


class Derived(msgspec.Struct, frozen=True):
    """A locale that is converted from another."""

    locale: str
    origin: str
    config: str
    phrases: dict[str, str]


class Reading(msgspec.Struct, frozen=True):
    """The settings that entries are read under."""

    locales: tuple[str, ...]
    default_locale: str
    derived: tuple[Derived, ...]
    limits: Limits
    translations: str = "required"
    """"optional" where nobody is to be told of texts that are missing in a language."""
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    """Kinds and ids of entries that are hidden whatever they say, and what refers to them does not."""
    search_bodies: bool = False
    """The search looks through texts, so their words are kept."""
    photographs: bool = False
    """Photographs are shown in sizes that are made of them, so they may be larger."""
    drafts: bool = False
    """Drafts count as public, and their titles say what they are: for previews, not for what is published."""

    @property
    def written(self) -> tuple[str, ...]:
        """The locales that texts have to be written in."""
        derived = {each.locale for each in self.derived}
        return tuple([locale for locale in self.locales if locale not in derived])

    @property
    def required(self) -> tuple[str, ...]:
        """The locales in which a missing text is reported."""
        return self.written if self.translations == "required" else ()


LookIntoFile = Callable[[str, int, Callable[[BinaryIO], FilmInfo]], FilmInfo | None]
"""What is found in a file that is too large to be read whole; None when it is longer than the limit."""
ReadFile = Callable[[str, int], bytes | None]
"""A file's bytes by its path from the site's root; None when it is longer than the limit."""
