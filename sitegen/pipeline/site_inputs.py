"""What a build finds before it reads an entry: the files, the settings, and which entries have to be read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import msgspec

from sitegen.content.listing import STARTS, Listing, walk
from sitegen.diagnostics import Diagnostic
from sitegen.i18n.dates import last_day
from sitegen.model.entry_files import EntryFiles, entry_of, group_sources
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.pipeline.source_status import SourceStatus
from sitegen.pipeline.stamps import build_date, digest
from sitegen.storage.memory import Memory


class SiteInputs(msgspec.Struct, frozen=True):
    """A site's files and settings."""

    listing: Listing
    settings: Settings
    today: datetime.date
    sources: Mapping[str, EntryFiles]
    """By "kind/id"."""
    stale: list[str]
    """Entries to read: their files, or the settings that they are read under, are not as they were."""
    problems: list[Diagnostic]
    """Of the files' names."""


def collect_inputs(
    options: Options, now: SourceStatus | None = None, memory: Memory | None = None
) -> SiteInputs:
    """Look at a site's files and read its settings. Raises ContentError, OSError.

    Args:
        now: what has been seen of the files already; it is of use only with the memory that it goes with.
    """
    listing = now.listing if now and memory else walk(str(options.root), STARTS)
    settings = load_settings(options.root, options.base_url, drafts=options.drafts)
    if options.light:
        site = msgspec.structs.replace(settings.site, files=())
        settings = msgspec.structs.replace(settings, site=site)
    today = build_date(options.now or _catalogue_day(settings), settings.site.time_zone)
    sources, found = _sources_of(listing, memory)
    return SiteInputs(listing, settings, today, sources, _stale(sources, listing, settings, memory), found)


def _catalogue_day(settings: Settings) -> str:
    """The day that site.yml says the catalogue is of, if it does."""
    return last_day(settings.site.as_of).isoformat() if settings.site.as_of else ""


def _sources_of(listing: Listing, memory: Memory | None) -> tuple[Mapping[str, EntryFiles], list[Diagnostic]]:
    if memory is not None and listing.same_names and not listing.special:
        return memory.sources, []
    sources, found = group_sources(listing.files, listing.special)
    return {f"{source.kind}/{source.id}": source for source in sources}, found


def _stale(
    sources: Mapping[str, EntryFiles], listing: Listing, settings: Settings, memory: Memory | None
) -> list[str]:
    if memory is None or memory.head.reading != reading_digest(settings):
        return list(sources)
    changed = {entry_of(path) for path in listing.changed}
    return [name for name in sources if name in changed]


def reading_digest(settings: Settings) -> bytes:
    """Of what entries are read under."""
    return digest(settings.reading)
