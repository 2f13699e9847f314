"""How a page reads the catalogue, and the record of what it has read.

A page is made again when something that it read has changed, and not otherwise; so everything that a page
shows has to come through its reader.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec

from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Entity
from sitegen.model.entries import Entry
from sitegen.model.geojson import Boundary
from sitegen.model.kinds import KINDS
from sitegen.model.offers import is_past
from sitegen.model.queries import QUERIES
from sitegen.model.site import Logo, SiteSettings

Answer = TypeVar("Answer")
E = TypeVar("E", bound=Entity)
LoadEntry = Callable[[str, str], Entry]
Weigh = Callable[["TrackedCatalogue", "FileRequest"], int]
Question = tuple[str, tuple[str, ...]]
"""A name and its words."""

_encode = msgspec.msgpack.Encoder().encode


class FileRequest(msgspec.Struct, frozen=True):
    """A file that an output makes: the output's name and args, the file's path within a language."""

    output: str
    args: tuple[str, ...]
    path: str
    locale: str


class QueryDependency(msgspec.Struct, frozen=True, array_like=True):
    """A query that a page has asked, and a digest of the answer that it got."""

    name: str
    words: tuple[str, ...]
    digest: bytes
    groups: tuple[str, ...] = ()
    """What its answer hangs on, see `queries`."""


class Dependencies(msgspec.Struct, frozen=True, array_like=True):
    """What one page was made from: keys of cards ("c/kind/id"), entries ("e/…"), queries."""

    keys: tuple[str, ...] = ()
    asked: tuple[QueryDependency, ...] = ()


class TrackedCatalogue:
    """One page's view of the catalogue."""

    def __init__(self, catalogue: Catalogue, load: LoadEntry, weigh: Weigh | None = None) -> None:
        self._catalogue = catalogue
        self._load = load
        self._weigh = weigh
        self._keys: set[str] = set()
        self._asked: dict[Question, QueryDependency] = {}
        self._parts: dict[int, Dependencies] = {}
        """What was read for the parts that it shows, each once."""

    def project(self, project_id: str) -> ProjectCard:
        self._keys.add(f"c/project/{project_id}")
        return self._catalogue.projects[project_id]

    def unconfirmed_since(self, project_id: str) -> str:
        """See `Catalogue.unconfirmed_since`; read from the card, of which the day of the build is a part."""
        return self._catalogue.unconfirmed_since(self.project(project_id))

    def is_past(self, project_id: str) -> bool:
        """Whether a project's date has passed; likewise."""
        return is_past(self.project(project_id), self._catalogue.today)

    def is_seeking(self, project_id: str) -> bool:
        """Whether a project seeks an investor on the day of the build; likewise."""
        return self._catalogue.is_seeking(self.project(project_id))

    def get(self, cls: type[E], entity_id: str) -> E:
        """An entity of a kind other than project."""
        self._keys.add(f"c/{cls.kind_name}/{entity_id}")
        return self._catalogue.all(cls)[entity_id]

    def card(self, kind: str, entity_id: str) -> ProjectCard | Entity:
        """What other pages may read of an entry of any kind."""
        return self.project(entity_id) if kind == "project" else self.get(KINDS[kind], entity_id)

    def entry(self, kind: str, entity_id: str) -> Entry:
        """All of an entry, with its texts and files."""
        self._keys.add(f"e/{kind}/{entity_id}")
        return self._load(kind, entity_id)

    def words(self, kind: str, entity_id: str) -> bytes:
        """Keys of an entry's texts, packed; see `model.body_words`. They may be any of its words."""
        self._keys.add(f"e/{kind}/{entity_id}")
        return self._catalogue.words(kind, entity_id)

    @property
    def site(self) -> SiteSettings:
        """The settings; every page depends on them, so reading them leaves no record."""
        return self._catalogue.site

    def tag_list(self, tag: str) -> str:
        """See `Catalogue.tag_list`; it depends on the settings alone."""
        return self._catalogue.tag_list(tag)

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """Areas of regions; like the settings, reading them leaves no record."""
        return self._catalogue.boundaries

    @property
    def logos(self) -> tuple[Logo, ...]:
        """The site's logo, and that for the dark scheme; likewise."""
        return self._catalogue.logos

    def ask(self, question: Callable[..., Answer], *words: str) -> Answer:
        """The answer to one of `queries`."""
        key = (question.__name__, words)
        if key not in self._asked:
            self._asked[key] = self._noted(*key)
        return self._catalogue.answers[key]  # type: ignore[return-value]

    def _noted(self, name: str, words: tuple[str, ...]) -> QueryDependency:
        """The record of a query, the same for all pages that ask it."""
        records: dict[Question, QueryDependency] = self._catalogue.asked
        record = records.get((name, words))
        if record is None:
            answer = answer_of(self._catalogue, name, words)
            groups = tuple(QUERIES[name].watch(self._catalogue, *words))
            record = records[name, words] = QueryDependency(name, words, digest_of(answer), groups)
        return record

    def part(self, name: str, words: tuple[str, ...], make: Callable[[TrackedCatalogue], Answer]) -> Answer:
        """Something that many pages show, made once; each of them has read what it was made from."""
        key = (name, words)
        parts: dict[Question, tuple[Answer, Dependencies]] = self._catalogue.parts
        made = parts.get(key)
        if made is None:
            inner = TrackedCatalogue(self._catalogue, self._load)
            made = parts[key] = make(inner), inner.read()
        value, read = made
        self._parts[id(read)] = read
        return value

    def file_size(self, output: str, args: tuple[str, ...], path: str, locale: str) -> int:
        """How many bytes a file has that another output makes; 0 where it is not made here.

        The file is made for that, if it is not kept from before; the page then has read what the file shows.
        """
        return self._weigh(self, FileRequest(output, args, path, locale)) if self._weigh else 0

    def read(self) -> Dependencies:
        """All that has been read, in an order of its own."""
        keys = self._keys.union(*[part.keys for part in self._parts.values()])
        asked = dict(self._asked)
        for part in self._parts.values():
            for each in part.asked:
                asked[each.name, each.words] = each
        return Dependencies(tuple(sorted(keys)), tuple([asked[key] for key in sorted(asked)]))


def answer_of(catalogue: Catalogue, name: str, words: tuple[str, ...]) -> Any:
    """The answer to a query, computed once for each catalogue."""
    return catalogue.once(name, words, lambda: QUERIES[name].answer(catalogue, *words))


def digest_of(answer: object) -> bytes:
    return blake2b(_encode(answer), digest_size=8).digest()
