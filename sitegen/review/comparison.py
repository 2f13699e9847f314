"""Two states of a site compared: entries by their facts, pages by what is read on them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.content.listing import walk
from sitegen.content.safe_files import read_in
from sitegen.diagnostics import ContentError
from sitegen.model.entries import Entry
from sitegen.model.entry_files import EntryFiles, group_sources
from sitegen.model.read_entry import read_entry
from sitegen.pipeline.build import STARTS, Options, build
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.review.changed_facts import ChangedFact, differences, facts_of
from sitegen.review.changed_pages import PageChanges, compare_sites


class EntryChange(msgspec.Struct, frozen=True):
    """An entry that differs. Of one that is not public before or after, nothing but its name is told."""

    kind: str
    id: str
    state: str
    """added, removed, changed, published, withdrawn; hidden where readers have never seen it."""
    facts: tuple[ChangedFact, ...] = ()
    texts: tuple[str, ...] = ()
    """Locales whose text differs."""


class Comparison(msgspec.Struct, frozen=True):
    """What a change comes to."""

    revision: str
    entries: tuple[EntryChange, ...]
    others: tuple[str, ...]
    """Files that differ and belong to no entry: site.yml, of the theme, of files/."""
    pages: PageChanges | None
    """None where one of the two states cannot be built."""
    trouble: str = ""
    """What is wrong with that state first."""


class Days(NamedTuple):
    """As of which days the two states are shown; None for today."""

    now: str | None = None
    then: str | None = None


def compare(before: Path, after: Path, revision: str, days: Days) -> Comparison:
    """Compare two states of a site, each a folder. Raises ContentError for a site.yml of no use, OSError."""
    old, new = _State(before), _State(after)
    names = sorted(
        name for name in old.sources.keys() | new.sources.keys() if old.bytes_of(name) != new.bytes_of(name)
    )
    entries = [_entry_change(old.entry(name), new.entry(name)) for name in names]
    others = sorted(path for path in old.others | new.others if old.other(path) != new.other(path))
    try:
        pages, trouble = _pages(before, after, days), ""
    except ContentError as error:
        first = next(each for each in error.diagnostics if each.severity == "error")
        pages, trouble = None, f"{first.place.path}:{first.place.line} {first.code}"
    return Comparison(revision, tuple(entries), tuple(others), pages, trouble)


_LARGEST = 200_000_000


class _State:
    """The files of a site, by the entries that they belong to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings: Settings = load_settings(root)
        listing = walk(str(root), [*STARTS, "theme", "themes"])
        found, _ = group_sources(listing.files, listing.special)
        self.sources: dict[str, EntryFiles] = {f"{source.kind}/{source.id}": source for source in found}
        owned = {path for source in found for path in source.paths}
        self.others = {path for path in listing.files if path not in owned}

    def bytes_of(self, name: str) -> dict[str, bytes | None]:
        source = self.sources.get(name)
        return {path: self._read(path, _LARGEST) for path in (source.paths if source else ())}

    def other(self, path: str) -> bytes | None:
        return self._read(path, _LARGEST) if path in self.others else None

    def entry(self, name: str) -> Entry | None:
        source = self.sources.get(name)
        return read_entry(source, self.settings.reading, self._read) if source else None

    def _read(self, path: str, limit: int) -> bytes | None:
        return read_in(str(self.root), path, limit)


def _entry_change(before: Entry | None, after: Entry | None) -> EntryChange:
    entry = after or before
    assert entry is not None
    was, now = (before if before and before.public else None), (after if after and after.public else None)
    if was is None and now is None:
        return EntryChange(entry.kind, entry.id, "hidden")
    facts = differences(facts_of(was.entity if was else None), facts_of(now.entity if now else None))
    bodies = [each.bodies if each else {} for each in (was, now)]
    texts = [
        key for key in dict.fromkeys([*bodies[0], *bodies[1]]) if bodies[0].get(key) != bodies[1].get(key)
    ]
    return EntryChange(entry.kind, entry.id, _state(before, after, was, now), tuple(facts), tuple(texts))


def _state(before: Entry | None, after: Entry | None, was: Entry | None, now: Entry | None) -> str:
    if was and now:
        return "changed"
    if now:
        return "published" if before else "added"
    return "withdrawn" if after else "removed"


def _pages(before: Path, after: Path, days: Days) -> PageChanges:
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        built = []
        for name, root, day in (("old", before, days.then), ("new", after, days.now)):
            output = Path(folder, name, "site")
            output.parent.mkdir()
            build(Options(root=root.resolve(), output=output, now=day, light=True))
            built.append(output.resolve())
        return compare_sites(*built)
