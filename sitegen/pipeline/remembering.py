"""What a build remembers for the next one, put together from what it has made. See `storage.memory`."""

from __future__ import annotations

import datetime

from sitegen.model.entry_files import EntryFiles
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.content import Content
from sitegen.pipeline.page_plan import PagePlan
from sitegen.pipeline.settings import Settings
from sitegen.pipeline.site_inputs import reading_digest
from sitegen.pipeline.stamps import seconds_of
from sitegen.storage.dependents import Dependents
from sitegen.storage.lazy_mapping import LazyMapping
from sitegen.storage.memory import Memory, MemoryHead, PageMemory, Shelves

END_OF_TIME = 2**62


def seconds_that_count(today: datetime.date, settings: Settings, options: Options) -> tuple[int, int]:
    """When the day that counts begins and ends. One that site.yml names never ends; beside another that --now
    names, there is no telling."""
    if settings.site.as_of:
        return (0, 0) if options.now else (0, END_OF_TIME)
    return seconds_of(today, settings.site.time_zone)


def segments_of(
    content: Content, pages: LazyMapping[PageMemory], readers: Dependents, memory: Memory | None
) -> Shelves:
    """What is to be remembered in pieces."""
    sources = content.sources
    return Shelves(
        sources=sources if isinstance(sources, LazyMapping) else LazyMapping.of(EntryFiles, sources),
        records=content.records,
        index=content.index,
        pages=pages,
        readers=readers,
        volumes=memory.volumes if memory else {},
    )


def head_of(settings: Settings, plan: PagePlan) -> MemoryHead:
    return MemoryHead(
        site=settings.site,
        locales=tuple(settings.locales),
        settings=plan.settings,
        reading=reading_digest(settings),
        languages=plan.languages,
        templates=plan.templates,
    )
