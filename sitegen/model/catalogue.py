"""All public entries at once, linked both ways.

Projects are held as cards, other kinds whole. The catalogue knows nothing of hidden entries but their
names, and those only to say that a reference must not point at them. What is asked of it stands in
`queries`; `Reader` is how a page reads it, leaving a record of what it has read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from sitegen.model.boundaries import Boundary
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import KINDS, Collection, Entity, Region, is_seeking
from sitegen.model.site import SiteSettings

E = TypeVar("E", bound=Entity)
Index = tuple[str, str]
"""A way to pick projects and its value: ("chain", "aluminium")."""


class Catalogue:
    """The public model. Immutable once made; what is derived from it is computed when first asked for."""

    def __init__(
        self,
        site: SiteSettings,
        today: datetime.date,
        projects: Mapping[str, ProjectCard],
        others: Mapping[str, Mapping[str, Entity]],
    ) -> None:
        self.site = site
        self.today = today
        self.projects = projects
        self.others = others
        self.boundaries: tuple[Boundary, ...] = ()
        """Areas of regions, for maps: set before the first page, which depends on them as on the settings."""
        self.answers: dict[tuple[str, tuple[str, ...]], object] = {}
        """Answers to queries, kept because many pages ask the same."""
        self.asked: dict[tuple[str, tuple[str, ...]], Any] = {}
        """Readers' records of them."""
        self.parts: dict[tuple[str, tuple[str, ...]], Any] = {}
        """What many pages show, with what was read for it: a reader's too."""

    def all(self, cls: type[E]) -> Mapping[str, E]:
        """Every public entity of a kind other than project, by id."""
        return self.others.get(cls.kind_name, {})  # type: ignore[return-value]

    def has(self, kind: str, entity_id: str) -> bool:
        return entity_id in (self.projects if kind == "project" else self.others.get(kind, {}))

    def ids(self, kind: str) -> list[str]:
        return list(self.projects if kind == "project" else self.others.get(kind, {}))

    @cached_property
    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """Each region with those above it, nearest first, itself included; a loop is cut where it closes."""
        regions = self.all(Region)
        made = {}
        for region_id in regions:
            path: list[str] = []
            step = region_id
            while step in regions and step not in path:
                path.append(step)
                step = regions[step].parent
            made[region_id] = tuple(path)
        return made

    @cached_property
    def index(self) -> Mapping[Index, tuple[str, ...]]:
        """Project ids for every way to pick them, oldest first (list pages are numbered from the oldest)."""
        lists: dict[Index, list[str]] = defaultdict(list)
        for card in sorted(self.projects.values(), key=lambda card: (card.published, card.id)):
            for key in dict.fromkeys(self.memberships(card)):
                lists[key].append(card.id)
        return {key: tuple(ids) for key, ids in lists.items()}

    def memberships(self, card: ProjectCard) -> Iterator[Index]:
        """Every list that a project stands in."""
        yield "all", ""
        yield "kind", card.kind
        yield "status", card.status
        seeking = is_seeking(card.kind, card.status)
        if seeking:
            yield "seeking", ""
        if card.chain:
            yield "chain", card.chain
            if seeking:
                yield "chain-seeking", card.chain
            for segment in card.segments:
                yield "segment", f"{card.chain}/{segment}"
                if seeking:
                    yield "segment-seeking", f"{card.chain}/{segment}"
        for region in self.places(card):
            yield "region", region
        for mode in card.cooperation:
            yield "cooperation", mode
        if card.year:
            yield "year", card.year
        if card.featured:
            yield "featured", ""
        for tag in card.tags:
            yield "tag", tag
        for name, ids in (
            ("policy", card.policies),
            ("enterprise", card.enterprises),
            ("contact", card.contacts),
            ("collection", self.collections_of(card)),
        ):
            for entity_id in dict.fromkeys(ids):
                yield name, entity_id

    def places(self, card: ProjectCard) -> tuple[str, ...]:
        """The regions that a project lies in, from its park up to its province."""
        ancestors = self.ancestors
        places = (*ancestors.get(card.park, ()), *ancestors.get(card.region, ()))
        return tuple(dict.fromkeys(places))

    def collections_of(self, card: ProjectCard) -> tuple[str, ...]:
        """Collections that name it, that it names, or whose conditions it meets."""
        named = self._naming.get(card.id, ())
        return tuple(
            collection.id
            for collection in self.all(Collection).values()
            if collection.id in card.collections or collection.id in named or self._meets(collection, card)
        )

    @cached_property
    def _naming(self) -> dict[str, set[str]]:
        """By project, the collections that name it."""
        found: dict[str, set[str]] = defaultdict(set)
        for collection in self.all(Collection).values():
            for project_id in collection.projects:
                found[project_id].add(collection.id)
        return found

    def _meets(self, collection: Collection, card: ProjectCard) -> bool:
        where = collection.where
        return where is not None and all(
            (
                not where.chain or where.chain == card.chain,
                not where.region or where.region in self.places(card),
                not where.status or card.status in where.status,
                not where.batch or where.batch == card.batch,
                not where.tag or where.tag in card.tags,
                not where.kind or where.kind == card.kind,
            )
        )


class Packed(msgspec.Struct, frozen=True):
    """A catalogue as plain data, to send to another process or to keep."""

    site: SiteSettings
    today: datetime.date
    projects: dict[str, ProjectCard]
    others: dict[str, dict[str, msgspec.Raw]]
    index: list[tuple[Index, tuple[str, ...]]]


def pack(catalogue: Catalogue) -> bytes:
    encode = msgspec.msgpack.Encoder().encode
    others = {
        kind: {entity_id: msgspec.Raw(encode(entity)) for entity_id, entity in entities.items()}
        for kind, entities in catalogue.others.items()
    }
    index = list(catalogue.index.items())
    return encode(Packed(catalogue.site, catalogue.today, dict(catalogue.projects), others, index))


def unpack(data: bytes) -> Catalogue:
    packed = msgspec.msgpack.decode(data, type=Packed)
    catalogue = Catalogue(packed.site, packed.today, packed.projects, unpack_others(packed.others))
    catalogue.index = dict(packed.index)
    return catalogue


def unpack_others(others: Mapping[str, Mapping[str, msgspec.Raw]]) -> dict[str, dict[str, Entity]]:
    made: dict[str, dict[str, Entity]] = {}
    for kind, entities in others.items():
        decoder = msgspec.msgpack.Decoder(KINDS[kind])
        made[kind] = {entity_id: decoder.decode(raw) for entity_id, raw in entities.items()}
    return made
