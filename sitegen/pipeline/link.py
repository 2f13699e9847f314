"""Records of entries to the catalogue, and the checks that need them all.

Both are made whole, or brought up to date from the last build's when only projects have changed: then
neither time nor memory goes on entries that nobody asks for.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic, has_errors, problem
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Cards, Catalogue, Index
from sitegen.model.checks.reference_checks import check_uses
from sitegen.model.checks.registry import check_record, check_whole
from sitegen.model.checks.subjects import RecordCheck, Whole
from sitegen.model.entries import Use
from sitegen.model.formats import is_slug
from sitegen.model.kinds import CARDS, KINDS, kind_words
from sitegen.model.records import Record
from sitegen.model.site import SiteSettings

Problems = dict[str, tuple[Diagnostic, ...]]
"""By entry ("kind/id"), and under "" what only all of them show."""


def link(
    site: SiteSettings,
    today: datetime.date,
    records: Mapping[str, Record],
    public: Mapping[str, Collection[str]] | None = None,
) -> Catalogue:
    """The catalogue of all public entries; `public` is their ids by kind, where they are known."""
    if public is None:
        cards = _public_cards(records)
        made = {kind: Cards(cards[kind], cards[kind].__getitem__, cls) for kind, cls in CARDS.items()}
    else:
        made = {
            kind: Cards(public.get(kind, ()), _card_in(records, kind), cls) for kind, cls in CARDS.items()
        }
    return Catalogue(site, today, made.pop("project"), made)


def _public_cards(records: Mapping[str, Record]) -> dict[str, dict[str, bytes]]:
    """Encoded cards of public entries by kind and id, in the records' order."""
    found: dict[str, dict[str, bytes]] = {kind: {} for kind in KINDS}
    for record in records.values():
        if record.public:
            found[record.kind][record.id] = record.card
    return found


def _card_in(records: Mapping[str, Record], kind: str) -> Callable[[str], bytes]:
    return lambda entity_id: records[f"{kind}/{entity_id}"].card


class Lists(Mapping[Index, tuple[str, ...]]):
    """An index that is kept on a shelf."""

    def __init__(self, shelf: Mapping[str, tuple[str, ...]]) -> None:
        self._shelf = shelf

    def __getitem__(self, key: Index) -> tuple[str, ...]:
        return self._shelf["\0".join(key)]

    def __iter__(self) -> Iterator[Index]:
        for name in self._shelf:
            way, _, value = name.partition("\0")
            yield way, value

    def __len__(self) -> int:
        return len(self._shelf)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and "\0".join(key) in self._shelf


def shelved(index: Mapping[Index, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """An index as it is kept."""
    return {"\0".join(key): ids for key, ids in index.items()}


def changed_lists(
    before: Mapping[Index, tuple[str, ...]], old: Mapping[str, ProjectCard], catalogue: Catalogue
) -> dict[Index, tuple[str, ...]]:
    """Lists of the catalogue that differ from the last one's, from the cards that some projects had then.

    Regions and collections must be as they were.
    """
    changed: dict[Index, list[str]] = {}

    def order(project_id: str) -> tuple[bool, str, str]:
        return catalogue.place_in_lists(catalogue.projects[project_id])

    for project_id, card in old.items():
        was, now = (
            set(catalogue.memberships(card)),
            set(catalogue.memberships(catalogue.projects[project_id])),
        )
        moved = catalogue.place_in_lists(card) != order(project_id)
        for key in was if moved else was - now:
            changed.setdefault(key, list(before.get(key, ()))).remove(project_id)
        for key in now if moved else now - was:
            bisect.insort(changed.setdefault(key, list(before.get(key, ()))), project_id, key=order)
    return {key: tuple(ids) for key, ids in changed.items() if tuple(ids) != before.get(key, ())}


def check(catalogue: Catalogue, records: Mapping[str, Record], site_uses: Iterable[Use]) -> Problems:
    """What each entry has been found to be wrong with, and what only all entries together show."""
    # An entry with errors of its own counts as being there and public: those errors are enough.
    faulty = {name for name, r in records.items() if r.diagnostics and has_errors(r.diagnostics)}
    hidden = frozenset((r.kind, r.id) for name, r in records.items() if not r.public and name not in faulty)
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for name, record in records.items():
        if record.public or name in faulty:
            ids[record.kind].add(record.id)
    whole = Whole(catalogue, ids, hidden, records)
    found: Problems = {"": (*check_uses(site_uses, whole), *check_whole(whole))}
    for name, record in records.items():
        own = _with_ids(record.diagnostics, catalogue) if name in faulty else record.diagnostics
        found[name] = (*own, *check_record(RecordCheck(record, whole)))
    return {name: problems for name, problems in found.items() if problems}


def _with_ids(diagnostics: Iterable[Diagnostic], catalogue: Catalogue) -> Iterator[Diagnostic]:
    """References by title, with the id of the entry that has it."""
    for found in diagnostics:
        if found.code == "E_REFERENCE" and not is_slug(found.params["id"]):
            wanted = found.params["id"].strip("[]【】 ").casefold()
            kind = next((kind for kind in KINDS if kind_words(kind)["en"] == found.params["en"]), "")
            near = (
                next((key for key in catalogue.ids(kind) if wanted in _titles(catalogue, kind, key)), "")
                if kind
                else ""
            )
            if near:
                yield problem(found.code, found.place, **{**found.params, "near": near})
                continue
        yield found


def _titles(catalogue: Catalogue, kind: str, key: str) -> list[str]:
    entity = catalogue.projects[key] if kind == "project" else catalogue.others[kind][key]
    texts = (entity.title, getattr(entity, "organisation", None))
    return [word.casefold() for text in texts if text is not None for word in text.values.values()]


def check_again(
    catalogue: Catalogue, records: Mapping[str, Record], names: Iterable[str], before: Problems
) -> Problems:
    """What `check` would find, when only these projects have changed and are public as they were."""
    ids = {kind: set(catalogue.ids(kind)) for kind in KINDS}
    whole = Whole(catalogue, ids, frozenset(_hidden(records, ids)), records)
    found = dict(before)
    for name in names:
        record = records[name]
        found[name] = (*record.diagnostics, *check_record(RecordCheck(record, whole)))
    return {name: problems for name, problems in found.items() if problems}


def _hidden(names: Iterable[str], public: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for name in names:
        kind, _, entity_id = name.partition("/")
        if entity_id not in public[kind]:
            yield kind, entity_id
