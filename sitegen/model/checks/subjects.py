"""What a check is given: one entity, one entry's files, one entry among all others, or all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sitegen.content.yaml_nodes import Node, Scalar
from sitegen.diagnostics import Place
from sitegen.model.catalogue import Catalogue
from sitegen.model.decode_context import DecodeContext
from sitegen.model.entities import Entity
from sitegen.model.entries import Claim, Use
from sitegen.model.entry_folder import EntryFolder
from sitegen.model.records import Record
from sitegen.model.site import withdrawn_of

Where = Callable[..., Place]
"""The place of a value in the entry's file, by its keys and list positions: where("plots", 2, "id")."""

EntryKey = tuple[str, str]
"""Kind and id."""


class EntityCheck(NamedTuple):
    """One entity: its values, each of which is right by itself."""

    entity: Entity
    where: Where
    uses: Sequence[Use]


class EntryCheck(NamedTuple):
    """One entry that readers see: its files as they are written."""

    folder: EntryFolder
    scene: DecodeContext
    entity: Entity | None
    """None when the file has errors."""
    node: Node | None
    scalars: Sequence[Scalar]
    """Values of its YAML file, without `internal:` ones."""


class Whole:
    """All entries, as far as checks need them."""

    def __init__(
        self,
        catalogue: Catalogue,
        ids: Mapping[str, set[str]],
        hidden: frozenset[EntryKey],
        records: Mapping[str, Record],
    ) -> None:
        self.catalogue = catalogue
        self.ids = ids
        """Of entries that are there, by kind. One with errors counts: those errors are enough."""
        self.hidden = hidden
        self.withdrawn = withdrawn_of(catalogue.site)
        self._records = records

    @property
    def today(self) -> datetime.date:
        return self.catalogue.today

    @cached_property
    def moved(self) -> dict[EntryKey, str]:
        """By kind and former id, the id that an entry has now; asked for what leads nowhere."""
        return self.catalogue.moved()

    def records(self) -> Iterator[Record]:
        """Of all entries, hidden ones too."""
        return iter(self._records.values())

    def place(self, entity: Entity, kind: str) -> Place:
        """Where an entity refers to another of this kind for the first time."""
        return next(use.place for use in self._record(entity.kind_name, entity.id).uses if use.kind == kind)

    def file_of(self, kind: str, entity_id: str) -> str:
        """The YAML file of an entry that is there."""
        return self._record(kind, entity_id).path

    def claim(self, kind: str, entity_id: str, field: str) -> Claim | None:
        """What an entry claims in a field, if it does."""
        claims = self._record(kind, entity_id).claims
        return next((claim for claim in claims if claim.field == field), None)

    def _record(self, kind: str, entity_id: str) -> Record:
        return self._records[f"{kind}/{entity_id}"]


class RecordCheck(NamedTuple):
    """One entry among all others."""

    record: Record
    whole: Whole
