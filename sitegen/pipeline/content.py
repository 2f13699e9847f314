"""From the files of a site to its catalogue: the stages read, parse, decode, link and check.

Shared by `build` and `check`. What a memory still holds true is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from sitegen.content.pictures import PictureInfo
from sitegen.diagnostics import Diagnostic
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, Index
from sitegen.model.entities import Chain
from sitegen.model.entry_files import EntryFiles
from sitegen.model.entry_folder import converter
from sitegen.model.kinds import KINDS
from sitegen.model.records import Record
from sitegen.pipeline.link import Lists, changed_lists, check, check_again, link, shelved
from sitegen.pipeline.settings import Settings
from sitegen.pipeline.site_inputs import SiteInputs
from sitegen.storage.lazy_mapping import LazyMapping
from sitegen.storage.memory import Findings, Memory
from sitegen.views.labels import TERMS
from sitegen.workers.pool import WorkerPool

VOCABULARY = frozenset({"draft", "internal", *[code for codes in TERMS.values() for code in codes]})
"""Words of the format."""

ROOT_FILES = "files"
"""Folder of a site whose files stand at the site's root."""


class Content(msgspec.Struct, frozen=True):
    """A site's content, read and linked."""

    sources: Mapping[str, EntryFiles]
    """By "kind/id", like records."""
    records: LazyMapping[Record]
    index: LazyMapping[tuple[str, ...]]
    """The catalogue's, as it is kept."""
    catalogue: Catalogue
    findings: Findings
    changed: frozenset[str]
    """Entries that have been read now, and those that are no more."""
    only_projects_changed: bool = False
    """Only projects have changed; none has come, gone or been hidden."""
    lists_unchanged: bool = False
    """And each stands in the lists that it stood in, and shows the photographs that it showed."""

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return [found for problems in self.findings.problems.values() for found in problems]


def read_records(workers: WorkerPool, inputs: SiteInputs, memory: Memory | None) -> LazyMapping[Record]:
    """The records of all entries: what is stale is read, the rest is taken from memory."""
    sources, stale = inputs.sources, inputs.stale
    read = workers.share("read", [sources[name] for name in stale], about=lambda one: "/".join(one.key))
    return LazyMapping.repacked(
        Record, sources, dict(zip(stale, read, strict=True)), memory.records if memory else None
    )


def link_records(inputs: SiteInputs, records: LazyMapping[Record], memory: Memory | None) -> Content:
    """The content, all of it linked and checked."""
    settings, today, sources, stale = inputs.settings, inputs.today, inputs.sources, inputs.stale
    fresh = {name: records[name] for name in stale} if memory else {}
    if memory and _only_projects(memory, inputs, fresh):
        return _content_after(inputs, records, fresh, memory)
    catalogue = link(settings.site, today, records)
    _give_words(catalogue, settings, records)
    _give_pictures(catalogue, settings, records)
    catalogue.boundaries = settings.boundaries
    findings = Findings(
        public={kind: tuple(catalogue.ids(kind)) for kind in KINDS},
        problems=check(catalogue, records, settings.uses),
        uses=tuple(settings.uses),
        hidden=_hidden(records.values(), settings, catalogue),
        areas=_areas(settings),
    )
    records.forget()
    index = LazyMapping.of(tuple[str, ...], shelved(catalogue.index))
    gone = [name for name in memory.records if name not in records] if memory else []
    return Content(sources, records, index, catalogue, findings, frozenset((*stale, *gone)))


def _give_words(catalogue: Catalogue, settings: Settings, records: Mapping[str, Record]) -> None:
    """What the search looks through in texts, where it does."""
    if settings.reading.search_bodies:
        catalogue.words = lambda kind, key: records[f"{kind}/{key}"].words


def _give_pictures(catalogue: Catalogue, settings: Settings, records: LazyMapping[Record]) -> None:
    """The pictures that pages show, where they are made in sizes."""
    if not settings.reading.photographs:
        return

    @cache
    def by_entry() -> dict[str, dict[str, PictureInfo]]:
        return {name: record.shown for name, record in records.passing() if record.shown}

    catalogue.shown = lambda kind, key: by_entry().get(f"{kind}/{key}", {})


def _only_projects(memory: Memory, inputs: SiteInputs, fresh: Mapping[str, Record]) -> bool:
    """Whether what has changed is projects alone, none of which has come, gone or been hidden."""
    return (
        memory.head.site == inputs.settings.site
        and memory.findings.uses == tuple(inputs.settings.uses)
        and memory.findings.areas == _areas(inputs.settings)
        and memory.glance.today == inputs.today.isoformat()
        and (memory.sources is inputs.sources or memory.sources.keys() == inputs.sources.keys())
        and all(r.kind == "project" and r.public == memory.records[name].public for name, r in fresh.items())
        and all(_claimed(record) == _claimed(memory.records[name]) for name, record in fresh.items())
    )


def _areas(settings: Settings) -> tuple[tuple[str, ...], ...]:
    """What checks see of the boundaries."""
    return tuple([(area.file, str(bool(area.rings)), *area.names) for area in settings.boundaries])


def _claimed(record: Record) -> list[tuple[str, str]]:
    """What no other project may have."""
    return [(claim.field, claim.value) for claim in record.claims]


def _content_after(
    inputs: SiteInputs, records: LazyMapping[Record], fresh: Mapping[str, Record], memory: Memory
) -> Content:
    """The content after changes to a few projects."""
    before = memory.findings
    catalogue = link(inputs.settings.site, inputs.today, records, before.public)
    _give_words(catalogue, inputs.settings, records)
    _give_pictures(catalogue, inputs.settings, records)
    old = {
        record.id: msgspec.msgpack.decode(memory.records[name].card, type=ProjectCard)
        for name, record in fresh.items()
        if record.public and record.card != memory.records[name].card
    }
    lists = changed_lists(Lists(memory.index), old, catalogue)
    index = _index_after(memory.index, lists)
    catalogue.index = Lists(index)
    hidden = before.hidden
    if any(record.hidden != memory.records[name].hidden for name, record in fresh.items()):
        hidden = _hidden(records.values(), inputs.settings, catalogue)
    findings = Findings(
        public=before.public,
        problems=check_again(catalogue, records, fresh, before.problems),
        uses=before.uses,
        hidden=hidden,
        areas=before.areas,
    )
    same_pictures = all(record.shown == memory.records[name].shown for name, record in fresh.items())
    unchanged = not lists and same_pictures
    return Content(inputs.sources, records, index, catalogue, findings, frozenset(fresh), True, unchanged)


def _index_after(
    before: LazyMapping[tuple[str, ...]], lists: Mapping[Index, tuple[str, ...]]
) -> LazyMapping[tuple[str, ...]]:
    """The index with lists that have changed; an empty one is none."""
    if not lists:
        return before
    changed = shelved(lists)
    names = [name for name in {**dict.fromkeys(before), **changed} if changed.get(name) != ()]
    return LazyMapping.updated(tuple[str, ...], names, {n: ids for n, ids in changed.items() if ids}, before)


def _hidden(records: Iterable[Record], settings: Settings, catalogue: Catalogue) -> tuple[str, ...]:
    """Values that must not be seen, as they are written and as they would be converted.

    Words of the format and ids of what is public are none, wherever they stand.
    """
    public = VOCABULARY.union(*[catalogue.ids(kind) for kind in KINDS])
    public |= {segment.id for chain in catalogue.all(Chain).values() for segment in chain.segments}
    values = {value for record in records for value in record.hidden} - public
    converted: set[str] = set()
    for derived in settings.reading.derived if values else ():
        convert = converter(derived)
        converted |= {convert(value) for value in values}
    return tuple(sorted(values | converted))
