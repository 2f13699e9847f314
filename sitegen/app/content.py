"""From the files of a site to its catalogue: the stages read, parse, decode, link and check.

Shared by `build` and `check`. What a memory still holds true is not read again.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.app.crew import Crew
from sitegen.app.link import check, link
from sitegen.app.settings import Settings
from sitegen.app.stamps import digest
from sitegen.content.files import FileStat, Listing, walk
from sitegen.diagnostics import Diagnostic
from sitegen.model.catalogue import Catalogue
from sitegen.model.sources import Source
from sitegen.output.memory import Memory
from sitegen.render.worker import Record

ROOT_FILES = "files"
"""Folder of a site whose files stand at the site's root."""


class Content(msgspec.Struct, frozen=True):
    """A site's content, read and linked."""

    sources: dict[str, Source]
    """By "kind/id", like records."""
    records: dict[str, Record]
    catalogue: Catalogue
    diagnostics: list[Diagnostic]


def read_listing(root: str, starts: Iterable[str], memory: Memory | None) -> tuple[Listing, int]:
    """The files of the site, and the time just before they were listed (ns)."""
    now = time.time_ns()
    return walk(root, starts, memory.glance.listing.folders if memory else {}), now


def stale_sources(
    sources: Mapping[str, Source], listing: Listing, memory: Memory | None, reading: bytes
) -> list[str]:
    """Entries whose files, or the settings they are read under, are not as they were."""
    if memory is None or memory.reading != reading:
        return list(sources)
    known, files = memory.glance.listing.files, listing.files
    return [
        name
        for name, source in sources.items()
        if memory.sources.get(name) != source or any(_differs(path, known, files) for path in source.paths)
    ]


def _differs(path: str, known: Mapping[str, FileStat], files: Mapping[str, FileStat]) -> bool:
    return path not in known or known[path] != files.get(path)


def read_content(
    crew: Crew,
    settings: Settings,
    today: datetime.date,
    sources: dict[str, Source],
    stale: list[str],
    memory: Memory | None,
) -> Content:
    """Read what is stale, take the rest from memory, link and check all of it."""
    fresh = dict(zip(stale, crew.share("read", [sources[name] for name in stale]), strict=True))
    remembered = memory.records if memory else {}
    records = {name: fresh[name] if name in fresh else remembered[name] for name in sources}
    found = [diagnostic for record in records.values() for diagnostic in record.diagnostics]
    catalogue = link(settings.site, today, records.values())
    found += check(catalogue, records, settings.uses)
    return Content(sources, records, catalogue, found)


def reading_digest(settings: Settings) -> bytes:
    return digest(settings.reading)
