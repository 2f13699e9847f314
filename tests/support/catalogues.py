"""Small catalogues of random entries, and random edits of them, without any files."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from sitegen.i18n.text import Text
from sitegen.model.cards import ProjectCard, card_of
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import (
    Chain,
    Collection,
    Entity,
    Event,
    Policy,
    Project,
    Region,
    Segment,
    Stage,
    Where,
)
from sitegen.model.kinds import KINDS
from sitegen.model.records import Record
from sitegen.model.site import Limits, SiteSettings
from sitegen.pipeline.invalidation import Changes, compare
from sitegen.pipeline.link import link
from tests.support.entities import Maker

SITE = SiteSettings(
    title=Text({"zh": "目录"}),
    base_url="https://invest.example.org/",
    limits=Limits(page_size=2),
    fallback_contact="contact-0",
)
DAYS = tuple(datetime.date(year, 6, 1) for year in (2025, 2026, 2027))
SEGMENTS = ("first", "second")
COUNTS = {
    "project": 9, "policy": 4, "chain": 2, "enterprise": 3, "region": 4, "contact": 3, "event": 3,
    "news": 3, "service": 3, "tour": 3, "origin": 2, "fund": 3, "collection": 3,
    "page": 2,
}  # fmt: skip

Entities = dict[tuple[str, str], Entity]


def record(entity: Entity, **changes: Any) -> Record:
    """What the build would keep of an entry."""
    kind = entity.kind_name
    encode = msgspec.msgpack.encode
    given: dict[str, Any] = {
        "kind": kind,
        "id": entity.id,
        "path": f"content/{kind}/{entity.id}.yml",
        "public": True,
        "broken": False,
        "digest": blake2b(encode(entity), digest_size=16).digest(),
        "card": encode(card_of(entity)),
        "uses": (),
        "claims": (),
        "hidden": (),
        "kept": (),
        "pasted": (),
        "files": (),
        "diagnostics": (),
    }
    return Record(**(given | changes))


class State:
    """All entries of a site on one day."""

    def __init__(self, entities: Entities, today: datetime.date = DAYS[1], site: SiteSettings = SITE) -> None:
        self.day = today
        self.entities = entities
        self.site = site
        self.records = {f"{kind}/{key}": record(entity) for (kind, key), entity in sorted(entities.items())}

    @property
    def today(self) -> str:
        return self.day.isoformat()

    def card(self, project_id: str) -> ProjectCard | None:
        found = self.records.get(f"project/{project_id}")
        return msgspec.msgpack.decode(found.card, type=ProjectCard) if found else None

    def catalogue(self) -> Catalogue:
        """A new one, that has not answered anything yet."""
        return link(self.site, self.day, self.records)

    def changes(self, later: State, catalogue: Catalogue) -> Changes:
        """What a build of a later state, with its catalogue, takes for changed."""
        names = self.records.keys() | later.records.keys()
        return compare(names, self.records, later.records, self, catalogue)


def project(key: str = "p", **fields: Any) -> Project:
    """A project that says what it must and no more."""
    return Project(**{"id": key, "title": Text({"zh": "题"}), "status": "open", **fields})


def catalogue_of(*entities: Entity) -> Catalogue:
    return State({(entity.kind_name, entity.id): entity for entity in entities}).catalogue()


def ids(counts: Mapping[str, int] = COUNTS) -> dict[str, list[str]]:
    found = {kind: [f"{kind}-{number}" for number in range(count)] for kind, count in counts.items()}
    return found | {"segment": list(SEGMENTS), "stage": ["up"]}


def make_entity(rng: random.Random, kind: str, entity_id: str, known: Mapping[str, list[str]]) -> Entity:
    """An entry whose references lead to entries that are there, and regions to regions of lower number."""
    maker = Maker(rng, known, fill=0.5)
    fixed: dict[str, Any] = {"id": entity_id, "visibility": "public"}
    cls = KINDS[kind]
    if issubclass(cls, Chain):
        fixed["stages"] = (Stage(id="up", title=Text({"zh": "上"})),)
        fixed["segments"] = tuple(
            maker.struct(Segment, id=name, stage="up", feeds=()) for name in SEGMENTS[: rng.randint(1, 2)]
        )
    elif issubclass(cls, Region):
        above = [key for key in known["region"] if key < entity_id]
        fixed["parent"] = rng.choice(above) if above and rng.random() < 0.8 else ""
    elif issubclass(cls, Project):
        chain = rng.choice(["", *known["chain"]])
        fixed["chain"] = chain
        fixed["segments"] = tuple(rng.choices(SEGMENTS, k=rng.randint(0, 2))) if chain else ()
        fixed["published"] = rng.choice(("", "2025", "2025-03-01", "2025-11-30", "2026-01-15"))
        fixed["expires"] = rng.choice(("", "2025-12-31", "2026-08"))
    elif issubclass(cls, Policy):
        fixed["expires"] = rng.choice(("", "2025-12-31", "2026-08", "2028"))
    elif issubclass(cls, Event):
        fixed["starts"] = rng.choice(("", "2025-03", "2026-06-01T09:30", "2027-05-01"))
        fixed["ends"] = ""
    elif issubclass(cls, Collection) and rng.random() < 0.5:
        fixed["where"] = maker.struct(Where)
    return maker.struct(cls, **fixed)


def make_state(seed: int, counts: Mapping[str, int] = COUNTS) -> State:
    rng = random.Random(seed)
    known = ids(counts)
    entities = {
        (kind, key): make_entity(rng, kind, key, known)
        for kind, count in counts.items()
        for key in known[kind][:count]
        if kind != "project" or rng.random() < 0.8
    }
    return State(entities, rng.choice(DAYS))


def edited(state: State, rng: random.Random, edits: int = 1) -> State:
    """The state after some edits: a field or all of an entry, an entry more or less, another day."""
    entities, day = dict(state.entities), state.day
    for _ in range(edits):
        choice: Callable[[random.Random, Entities], None] | None = rng.choice(
            (_one_field, _one_field, _one_field, _whole, _come_or_go, None)
        )
        if choice is None:
            day = rng.choice(DAYS)
        else:
            choice(rng, entities)
    return State(entities, day, state.site)


def _one_field(rng: random.Random, entities: Entities) -> None:
    kind, key = rng.choice(sorted(entities))
    old = entities[kind, key]
    new = make_entity(rng, kind, key, _present(entities))
    names = [name for name in old.__struct_fields__ if getattr(old, name) != getattr(new, name)]
    if kind == "project":
        names = [name for name in names if name not in ("chain", "segments")] + ["chain"]
    if names:
        name = rng.choice(names)
        fields = {name: getattr(new, name)}
        if name == "chain":
            fields["segments"] = new.segments  # type: ignore[attr-defined]
        entities[kind, key] = msgspec.structs.replace(old, **fields)


def _whole(rng: random.Random, entities: Entities) -> None:
    kind, key = rng.choice(sorted(entities))
    entities[kind, key] = make_entity(rng, kind, key, _present(entities))


def _come_or_go(rng: random.Random, entities: Entities) -> None:
    """Projects, events and pages only: what others name has to stay."""
    kind = rng.choice(("project", "project", "event", "page"))
    key = f"{kind}-{rng.randrange(12)}"
    if (kind, key) in entities:
        del entities[kind, key]
    else:
        entities[kind, key] = make_entity(rng, kind, key, _present(entities))


def _present(entities: Entities) -> dict[str, list[str]]:
    known = ids(dict.fromkeys(COUNTS, 0))
    for kind, key in sorted(entities):
        known[kind].append(key)
    return known
