"""What an edit concerns: from what changed to the pages that have to be made again.

Pure: compares the records of the last build with those of this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

import msgspec

from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, Index
from sitegen.model.queries import QUERIES, group
from sitegen.model.reader import Asked, answer_of, digest_of
from sitegen.output.memory import PageMemory
from sitegen.render.worker import Record


class Changes(msgspec.Struct, frozen=True):
    """Keys, as in `Read`, of everything that differs from the last build."""

    keys: frozenset[str]

    @property
    def only_texts(self) -> bool:
        """Nothing has changed that another page could show."""
        return all(key.startswith("e/") for key in self.keys)

    @property
    def routes_may_differ(self) -> bool:
        return any(key.startswith("g/") and key != "g/project" for key in self.keys)


def compare(before: Mapping[str, Record], after: Mapping[str, Record], old: Past, new: Catalogue) -> Changes:
    """The differences between two states of the content, as keys and groups."""
    keys: set[str] = set()
    kinds: set[str] = set()
    projects: set[str] = set()
    for name in before.keys() | after.keys():
        one, other = before.get(name), after.get(name)
        if one is other:
            continue
        if _digest(one) != _digest(other):
            keys.add(f"e/{name}")
        if _card(one) != _card(other):
            keys.add(f"c/{name}")
            kind, _, entity_id = name.partition("/")
            kinds.add(kind)
            if kind == "project":
                projects.add(entity_id)
    keys |= {f"g/{kind}" for kind in kinds}
    if kinds & {"region", "collection"}:
        lists = _all_lists(old.catalogue(), new)
    else:
        lists = _lists({project_id: old.card(project_id) for project_id in projects}, new)
    if lists:
        keys.add("g/memberships")
        keys |= {f"g/{group(*index)}" for index in lists}
    if old.today != new.today.isoformat():
        keys.add("g/today")
    return Changes(frozenset(keys))


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


def _lists(old: Mapping[str, ProjectCard | None], new: Catalogue) -> set[Index]:
    """Lists that projects have come into, gone from, or moved within, where regions are as before."""
    changed: set[Index] = set()
    for project_id, one in old.items():
        other = new.projects.get(project_id)
        before = set(new.memberships(one)) if one else set()
        after = set(new.memberships(other)) if other else set()
        moved = one is None or other is None or one.published != other.published
        changed |= before | after if moved else before ^ after
    return changed


def _all_lists(old: Catalogue, new: Catalogue) -> set[Index]:
    keys = old.index.keys() | new.index.keys()
    return {key for key in keys if old.index.get(key) != new.index.get(key)}


def affected(pages: Mapping[str, PageMemory], changes: Changes, new: Catalogue) -> set[str]:
    """Paths of pages that were made from something that has changed."""
    if not changes.keys:
        return set()

    @cache
    def answers_otherwise(asked: Asked) -> bool:
        if asked.name not in QUERIES:
            return True
        try:
            return digest_of(answer_of(new, asked.name, asked.words)) != asked.digest
        except KeyError:
            return True

    found = set()
    for path, page in pages.items():
        touched = changes.keys.intersection(page.read.keys)
        if touched and (
            any(not key.startswith("g/") for key in touched)
            or any(answers_otherwise(asked) for asked in page.read.asked)
        ):
            found.add(path)
    return found
