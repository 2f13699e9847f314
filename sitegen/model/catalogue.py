"""All public entries at once, linked both ways.

Projects are held as cards, other kinds whole. The catalogue knows nothing of hidden entries but their
names, and those only to say that a reference must not point at them. What is asked of it stands in
`queries`; `TrackedCatalogue` is how a page reads it, leaving a record of what it has read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from sitegen.content.pictures import PictureInfo
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import Collection, Entity, Region, Where
from sitegen.model.formats import tag_key
from sitegen.model.fund_matches import stages_of
from sitegen.model.geojson import Boundary
from sitegen.model.kinds import KINDS
from sitegen.model.offers import is_seeking, is_settled, months_of, sinks, unconfirmed_since
from sitegen.model.references import Referrer, ref_fields, values_at
from sitegen.model.site import Logo, SiteSettings
from sitegen.model.tag_names import keys_by_name

E = TypeVar("E", bound=Entity)
Card = TypeVar("Card", ProjectCard, Entity)
Made = TypeVar("Made")
Index = tuple[str, str]
"""A way to pick projects and its value: ("chain", "aluminium")."""

MAX_DECODED = 300
"""Cards of a kind that stay decoded. They take three times the memory then, and those of a page's neighbours
are asked for again and again, others hardly ever.
"""

_encode = msgspec.msgpack.Encoder().encode


class Cards(Mapping[str, Card]):
    """Public entries of one kind by id, each decoded when it is asked for, of which few stay decoded."""

    def __init__(self, ids: Iterable[str], packed: Callable[[str], bytes], cls: type[Card]) -> None:
        self.packed = packed
        """An entry's bytes by its id."""
        self._ids = dict.fromkeys(ids)
        self._decode: Callable[[bytes], Card] = msgspec.msgpack.Decoder(cls).decode
        self._made: dict[str, Card] = {}

    def __getitem__(self, entity_id: str) -> Card:
        made = self._made.get(entity_id)
        if made is None:
            if entity_id not in self._ids:
                raise KeyError(entity_id)
            if len(self._made) >= MAX_DECODED:
                self._made.clear()
            made = self._made[entity_id] = self._decode(self.packed(entity_id))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._ids


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
        self.logos: tuple[Logo, ...] = ()
        """The site's logo, and that for the dark scheme: likewise."""
        self.words: Callable[[str, str], bytes] = _no_words
        """Keys of an entry's texts by its kind and id, where the search looks through them."""
        self.shown: Callable[[str, str], Mapping[str, PictureInfo]] = _no_pictures
        """Pictures that an entry's page shows by its kind and id, where the site has photographs in sizes.
        For routes alone, so workers have none."""
        self.answers: dict[tuple[str, tuple[str, ...]], object] = {}
        """Answers to queries, kept because many pages ask the same; and what several queries need."""
        self.asked: dict[tuple[str, tuple[str, ...]], Any] = {}
        """Readers' records of them."""
        self.parts: dict[tuple[str, tuple[str, ...]], Any] = {}
        """What many pages show, with what was read for it: a reader's too."""

    def all(self, cls: type[E]) -> Mapping[str, E]:
        """Every public entity of a kind other than project, by id."""
        return self.others.get(cls.kind_name, {})  # type: ignore[return-value]

    def once(self, name: str, words: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Something that is worked out when it is first asked for, and kept with the answers."""
        key = (name, words)
        if key not in self.answers:
            self.answers[key] = make()
        return self.answers[key]  # type: ignore[return-value]

    def ids(self, kind: str) -> list[str]:
        return list(self.projects if kind == "project" else self.others.get(kind, {}))

    def moved(self) -> dict[tuple[str, str], str]:
        """By kind and former id: the id that an entry has now."""
        found = {("project", old): ids[0] for (name, old), ids in self.index.items() if name == "alias"}
        for kind, entities in self.others.items():
            found |= {(kind, old): key for key, entity in entities.items() for old in entity.aliases}
        return found

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
    def _stale_months(self) -> int:
        return months_of(self.site.stale_after)

    def is_seeking(self, card: ProjectCard) -> bool:
        """Whether a project seeks an investor on the day of the build."""
        return is_seeking(card, self.today, self._stale_months)

    def unconfirmed_since(self, card: ProjectCard) -> str:
        """The date of an offer's newest fact where that is too old to count; "" for all others."""
        return unconfirmed_since(card, self.today, self._stale_months)

    def place_in_lists(self, card: ProjectCard) -> tuple[bool, str, str]:
        """What lists are sorted by, oldest first; what has sunk comes before all others, that is last."""
        return not sinks(card, self.today, self._stale_months), card.published, card.id

    def naming(self, kind: str, entity_id: str, by: str) -> tuple[Referrer, ...]:
        """Entries of one kind that name an entry: once for each field in which they do.

        Projects are left out, which `index` lists by what they name.
        """
        named = self.once("named", (by,), lambda: self._named_by(by))
        return tuple(named.get((kind, entity_id), ()))

    def _named_by(self, by: str) -> dict[tuple[str, str], dict[Referrer, None]]:
        """By kind and id of an entry: who of one kind names it, from the `Ref` markers of that kind's type.

        Of one kind alone, for an edit of a project asks for few, and what is asked for has to be decoded.
        """
        found: dict[tuple[str, str], dict[Referrer, None]] = defaultdict(dict)
        for entity in self.others.get(by, {}).values():
            for field in ref_fields(KINDS[by]):
                for named in values_at(entity, field.path):
                    found[field.kind, named][Referrer(by, entity.id, ".".join(field.path))] = None
        return found

    @cached_property
    def index(self) -> Mapping[Index, tuple[str, ...]]:
        """Project ids for every way to pick them, in the order of `place_in_lists` (list pages are numbered
        from the oldest)."""
        known: dict[Index, Index] = {}
        rows = []
        for card in self.projects.values():  # once: it is decoded for this
            keys = [known.setdefault(key, key) for key in dict.fromkeys(self.memberships(card))]
            rows.append((*self.place_in_lists(card), keys))
        lists: dict[Index, list[str]] = defaultdict(list)
        for _, _, project_id, keys in sorted(rows):
            for key in keys:
                lists[key].append(project_id)
        return {key: tuple(ids) for key, ids in lists.items()}

    def memberships(self, card: ProjectCard) -> Iterator[Index]:
        """Every list that a project stands in.

        Beside each list stands a part of it, `chain:opportunity`: those in it that are directions and no
        projects. Lists of places, chains and the like have two more: `chain:seeking`, those that seek an
        investor, and `chain:settled`, those that occupy their segment. `near` lists those of a chain in one
        county or city.
        """
        for name, value in self._plain_lists(card):
            yield name, value
            if card.kind == "opportunity":
                yield f"{name}:opportunity", value
        parts = [part for part, has in self._parts_of(card) if has]
        for name, value in self._parted_lists(card):
            yield name, value
            for part in parts:
                yield f"{name}:{part}", value

    def _parts_of(self, card: ProjectCard) -> Iterator[tuple[str, bool]]:
        yield "opportunity", card.kind == "opportunity"
        yield "seeking", self.is_seeking(card)
        yield "settled", is_settled(card.kind, card.status)

    def _plain_lists(self, card: ProjectCard) -> Iterator[Index]:
        yield "kind", card.kind
        if card.technology:
            yield "kind", "technology"
        yield "status", card.status
        for mode in card.cooperation:
            yield "cooperation", mode
        if card.year:
            yield "year", card.year
        if card.featured:
            yield "featured", ""
        if self.is_seeking(card):
            yield "seeking", ""
            if card.seeks_capital:
                for stage in stages_of(card.nature, card.cooperation) or ("",):
                    yield "capital", f"{card.chain}/{stage}"
        for tag in card.tags:
            yield "tag", self.tag_list(tag)
        for name, ids in (("policy", card.policies), ("contact", card.contacts), ("beside", card.beside)):
            for entity_id in dict.fromkeys(ids):
                yield name, entity_id
        for alias in card.aliases:
            yield "alias", alias

    def tag_list(self, tag: str) -> str:
        """The list of projects that a tag leads to, whichever of its names it is."""
        key = tag_key(tag)
        return self._tags_by_name.get(key, key)

    @cached_property
    def _tags_by_name(self) -> dict[str, str]:
        return keys_by_name(self.site.tags)

    def _parted_lists(self, card: ProjectCard) -> Iterator[Index]:
        yield "all", ""
        if card.chain:
            yield "chain", card.chain
            for segment in card.segments:
                yield "segment", f"{card.chain}/{segment}"
        if card.chain or card.region or card.park:
            yield "near", f"{card.chain}/{self.home(card)}"
        for region in self.places(card):
            yield "region", region
        for enterprise in dict.fromkeys(card.enterprises):
            yield "enterprise", enterprise
        for collection in self.collections_of(card):
            yield "collection", collection

    def places(self, card: ProjectCard) -> tuple[str, ...]:
        """The regions that a project lies in, from its park up to its province."""
        ancestors = self.ancestors
        places = (*ancestors.get(card.park, ()), *ancestors.get(card.region, ()))
        return tuple(dict.fromkeys(places))

    def home(self, card: ProjectCard) -> str:
        """The county or city that a project lies in, the nearest; "" where none is named."""
        regions = self.all(Region)
        return next((key for key in self.places(card) if regions[key].kind in ("county", "city")), "")

    def collections_of(self, card: ProjectCard) -> tuple[str, ...]:
        """Collections that name it, that it names, or whose conditions it meets."""
        found = {*card.collections, *[each.id for each in self.naming("project", card.id, "collection")]}
        found.update([key for key, where in self._conditions if self._meets(where, card)])
        return tuple([key for key in self.all(Collection) if key in found]) if found else ()

    @cached_property
    def _conditions(self) -> list[tuple[str, Where]]:
        """Of the collections that have any."""
        return [(each.id, each.where) for each in self.all(Collection).values() if each.where is not None]

    def _meets(self, where: Where, card: ProjectCard) -> bool:
        return (
            (not where.chain or where.chain == card.chain)
            and (not where.status or card.status in where.status)
            and (not where.batch or where.batch == card.batch)
            and (not where.tag or self.tag_list(where.tag) in map(self.tag_list, card.tags))
            and (not where.kind or where.kind == card.kind)
            and (not where.region or where.region in self.places(card))
        )


def _no_words(kind: str, entity_id: str) -> bytes:
    return b""


def _no_pictures(kind: str, entity_id: str) -> Mapping[str, PictureInfo]:
    return {}


class _Packed(msgspec.Struct, frozen=True):
    """A catalogue as plain data, to send to another process or to keep."""

    site: SiteSettings
    today: datetime.date
    projects: dict[str, msgspec.Raw]
    others: dict[str, dict[str, msgspec.Raw]]
    index: list[tuple[str, str, list[int]]]
    """(way, value, projects), these by their place in `projects`, from 0."""
    words: dict[str, bytes] = {}
    """`Catalogue.words` by "kind/id", of those who have any."""


def pack(catalogue: Catalogue) -> bytes:
    numbers = {key: number for number, key in enumerate(catalogue.projects)}
    index = [(*key, [numbers[each] for each in ids]) for key, ids in catalogue.index.items()]
    others = {kind: _packed_cards(entities) for kind, entities in catalogue.others.items()}
    projects = _packed_cards(catalogue.projects)
    return _encode(
        _Packed(catalogue.site, catalogue.today, projects, others, index, _packed_words(catalogue))
    )


def _packed_words(catalogue: Catalogue) -> dict[str, bytes]:
    if catalogue.words is _no_words:
        return {}
    names = [(kind, key) for kind in KINDS for key in catalogue.ids(kind)]
    return {f"{kind}/{key}": words for kind, key in names if (words := catalogue.words(kind, key))}


def _packed_cards(cards: Mapping[str, Any]) -> dict[str, msgspec.Raw]:
    if isinstance(cards, Cards):
        return {key: msgspec.Raw(cards.packed(key)) for key in cards}
    return {key: msgspec.Raw(_encode(card)) for key, card in cards.items()}


def unpack(data: bytes) -> Catalogue:
    """The catalogue, with its index; its cards are decoded when they are asked for."""
    packed = msgspec.msgpack.decode(data, type=_Packed)
    cards = packed.projects
    projects = Cards(cards, lambda key: bytes(cards[key]), ProjectCard)
    catalogue = Catalogue(packed.site, packed.today, projects, _unpacked(packed.others))
    if words := packed.words:
        catalogue.words = lambda kind, key: words.get(f"{kind}/{key}", b"")
    ids = list(cards)
    catalogue.index = {
        (name, value): tuple([ids[n] for n in numbers]) for name, value, numbers in packed.index
    }
    return catalogue


def _unpacked(others: Mapping[str, Mapping[str, msgspec.Raw]]) -> dict[str, dict[str, Entity]]:
    made: dict[str, dict[str, Entity]] = {}
    for kind, entities in others.items():
        decoder = msgspec.msgpack.Decoder(KINDS[kind])
        made[kind] = {entity_id: decoder.decode(raw) for entity_id, raw in entities.items()}
    return made
