"""What an edit concerns: from what changed to the pages that have to be made again.

Pure: compares the records of the last build with those of this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import sitegen.model.map_inventory
import sitegen.model.standings
import sitegen.routes  # noqa: F401  # all that have queries: one that is not loaded passes for changed
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, Index
from sitegen.model.offers import is_past
from sitegen.model.queries import QUERIES, group
from sitegen.model.records import Record
from sitegen.model.tracked_catalogue import QueryDependency, answer_of, digest_of
from sitegen.storage.dependents import Dependents

Changes = frozenset[str]
"""Keys, as in `Read`, of everything that differs from the last build, and groups with "g/" before them."""


def compare(
    names: Iterable[str], before: Mapping[str, Record], after: Mapping[str, Record], old: Past, new: Catalogue
) -> Changes:
    """The differences between two states of the content.

    `names` are the entries that may differ, those that have come or gone among them.
    """
    keys: set[str] = set()
    kinds: set[str] = set()
    projects: set[str] = set()
    for name in names:
        one, other = before.get(name), after.get(name)
        if _digest(one) != _digest(other):
            keys.add(f"e/{name}")
        if _card(one) != _card(other):
            keys.add(f"c/{name}")
            kind, _, entity_id = name.partition("/")
            kinds.add(kind)
            if kind == "project":
                projects.add(entity_id)
    keys |= {f"g/{kind}" for kind in kinds if kind != "project"}
    cards = {project_id: old.card(project_id) for project_id in projects}
    for project_id, card in cards.items():
        other_card = new.projects.get(project_id)
        if _figures(card) != _figures(other_card):
            keys.add("g/figures")
        if _place(card) != _place(other_card):
            keys.add("g/places")
        if _compared(card) != _compared(other_card):
            keys.add(f"g/{group('compared', project_id)}")
    another_day = old.today != new.today.isoformat()
    if another_day or kinds & {"region", "collection"}:
        lists = _all_lists(old.catalogue(), new)
    else:
        lists = _lists(cards, new)
    if lists:
        keys |= {"g/memberships", "g/figures", "g/places"}
        keys |= {f"g/{group(*index)}" for index in lists}
    if another_day:
        keys.add("g/today")
        keys |= _stood_otherwise(old.catalogue(), new)
    return frozenset(keys)


class Past(Protocol):
    """The last build's content, as far as it is asked for."""

    @property
    def today(self) -> str: ...

    def card(self, project_id: str) -> ProjectCard | None: ...

    def catalogue(self) -> Catalogue: ...


def _digest(record: Record | None) -> bytes:
    return record.digest if record and record.public else b""


def _card(record: Record | None) -> bytes:
    return record.card if record else b""


def _figures(card: ProjectCard | None) -> object:
    """What sums and standings are made of."""
    return card and (card.status, card.total, card.as_of, card.published)


def _place(card: ProjectCard | None) -> object:
    """What a map shows of a project."""
    return (card.lon, card.lat, card.title) if card and card.lon is not None else None


def _compared(card: ProjectCard | None) -> object:
    """What a project is compared with others by, beside the lists that it is in."""
    return card and (card.total, card.sought, card.park, card.status == "ended")


def _lists(old: Mapping[str, ProjectCard | None], new: Catalogue) -> set[Index]:
    """Lists that projects have come into, gone from, or moved within, where regions are as before."""
    changed: set[Index] = set()
    for project_id, one in old.items():
        other = new.projects.get(project_id)
        before = set(new.memberships(one)) if one else set()
        after = set(new.memberships(other)) if other else set()
        moved = one is None or other is None or new.place_in_lists(one) != new.place_in_lists(other)
        changed |= before | after if moved else before ^ after
    return changed


def _stood_otherwise(old: Catalogue, new: Catalogue) -> Changes:
    """Cards of projects that are confirmed, or in time, on one of two days and not on the other, and what
    they are compared by."""
    found = set()
    for project_id, card in new.projects.items():
        if _standing(old, card) != _standing(new, card):
            found |= {f"c/project/{project_id}", f"g/{group('compared', project_id)}"}
    return frozenset(found | ({"g/figures"} if found else set()))


def _standing(catalogue: Catalogue, card: ProjectCard) -> object:
    """All that the day of a build says of a project."""
    past = is_past(card, catalogue.today)
    return past, catalogue.unconfirmed_since(card), catalogue.place_in_lists(card)


def _all_lists(old: Catalogue, new: Catalogue) -> set[Index]:
    keys = old.index.keys() | new.index.keys()
    return {key for key in keys if old.index.get(key) != new.index.get(key)}


def affected(readers: Dependents, changes: Changes, new: Catalogue) -> set[str]:
    """Paths of pages that were made from something that has changed."""
    keys = {key for key in changes if not key.startswith("g/")}
    asked = readers.asked(key[2:] for key in changes - keys)
    otherwise = [node for node, one in asked.items() if _answers_otherwise(one, new)]
    return readers.paths(readers.pages_of(keys) | readers.askers(otherwise))


def _answers_otherwise(asked: QueryDependency, new: Catalogue) -> bool:
    if asked.name not in QUERIES:
        return True
    try:
        return digest_of(answer_of(new, asked.name, asked.words)) != asked.digest
    except KeyError:
        return True
