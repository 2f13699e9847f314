"""The stages of a build, from the content to the site in place, as one readable sequence.

read -> parse -> decode -> link -> check -> route -> view -> render -> verify -> publish

Problems gather within a stage; a stage with errors ends the build before anything of the last good site is
touched. What a build remembers (`storage.memory`) only tells it what it need not do again.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.content.listing import settled
from sitegen.content.safe_files import read_in
from sitegen.diagnostics import Diagnostic, sort_key, stop_on_errors
from sitegen.model.entry_files import EntryFiles
from sitegen.pipeline.assets import kept_assets, theme_assets
from sitegen.pipeline.build_options import Kept, Options, Outcome
from sitegen.pipeline.clock import Clock
from sitegen.pipeline.content import Content, read_content
from sitegen.pipeline.copies import check_root_files, copied_files, copy_files, kept_files
from sitegen.pipeline.page_plan import (
    PagePlan,
    brief_for,
    make_pages,
    plan_pages,
    remember_pages,
    removed_files,
    targets_of,
    tools_for,
)
from sitegen.pipeline.settings import Settings
from sitegen.pipeline.site_inputs import collect_inputs, reading_digest
from sitegen.pipeline.source_status import SourceStatus
from sitegen.pipeline.stamps import font_stamps, seconds_of
from sitegen.pipeline.verify import verify
from sitegen.processors import processors
from sitegen.render.finished_store import FinishedStore, drop_unused
from sitegen.routes import check_routes
from sitegen.storage.build_stamp import BuildStamp
from sitegen.storage.dependents import Dependents
from sitegen.storage.lazy_mapping import LazyMapping
from sitegen.storage.memory import (
    Memory,
    MemoryHead,
    PageMemory,
    Shelves,
    drop_other_memories,
    load_memory,
    save_memory,
    written_pieces,
)
from sitegen.storage.trees import Ready, Trees
from sitegen.workers.pool import WorkerPool, jobs_for

if TYPE_CHECKING:
    from sitegen.workers.executors import Cluster


END_OF_TIME = 2**62


def _seconds_of(today: datetime.date, settings: Settings, options: Options) -> tuple[int, int]:
    """When the day that counts begins and ends. One that site.yml names never ends; beside another that --now
    names, there is no telling."""
    if settings.site.as_of:
        return (0, 0) if options.now else (0, END_OF_TIME)
    return seconds_of(today, settings.site.time_zone)


def run_stages(
    options: Options,
    trees: Trees,
    key: bytes,
    program: str,
    now: SourceStatus | None,
    clock: Clock,
    kept: Kept,
) -> Outcome:
    """Build what has changed, or everything where nothing is remembered. Raises ContentError, OSError."""
    memory = _recall(options.work, now, key, kept)
    intake = collect_inputs(options, now, memory)
    listing, settings, today = intake.listing, intake.settings, intake.today

    clock.stage("parse")
    most = options.jobs or processors()
    jobs = jobs_for(len(intake.stale), most)
    with WorkerPool(str(options.root), settings.reading, jobs, most, _cluster(options)) as crew:
        content = read_content(crew, intake, memory)
        stop_on_errors(found := [*intake.problems, *content.diagnostics], options.strict)

        clock.stage("route")
        tools = tools_for(settings)
        plan = plan_pages(content, settings, options.base_url or "", tools, memory)
        found += check_routes(plan.pages or [])
        targets = targets_of(plan, settings, memory)
        found += check_root_files(listing, targets, settings.locales)
        stop_on_errors(found, options.strict)
        others = kept_assets(plan, memory)
        assets = {} if others else theme_assets(plan.theme, settings.site.brand)
        copies = copied_files(options.root, content, listing, assets)
        others |= kept_files(content, memory)
        targets = targets.plus([*others, *copies])

        clock.stage("render")
        outbox = trees.new_outbox(soon=memory is not None)
        store = FinishedStore(str(store_folder(options)), key)
        results = make_pages(crew, brief_for(content, plan, settings, targets, outbox, store), plan)
        shared = crew.ask_one("shared") if results else ([], [])

    clock.stage("verify")
    read = partial(read_in, str(options.root))
    found += verify(results, shared, outbox, options.output, content, plan, read, memory)
    stop_on_errors(found, options.strict)

    clock.stage("publish")
    digests, copied = copy_files(copies, outbox, memory, listing)
    written = [path for result in results for path in result.written] + copied
    digests |= others
    removed = removed_files(plan, settings, digests, memory)
    pages, readers, marks = remember_pages(plan, results, memory)
    old_tree = memory.glance.tree if memory else ""
    with written_pieces(options.work, _shelves(content, pages, readers, memory)) as on_disk:
        ready = _make_ready(trees, outbox, written, removed, whole=memory is None)
        new = Memory(
            **msgspec.structs.asdict(on_disk),
            head=_head(settings, plan),
            findings=content.findings,
            marks=marks,
            files=digests,
            glance=BuildStamp(
                program=program,
                tree=ready.tree.key if ready else old_tree,
                listing=settled(listing),
                base_url=options.base_url or "",
                today=today.isoformat(),
                seconds=_seconds_of(today, settings, options),
                theme=settings.site.theme,
                theme_folders=settings.theme_folders,
                theme_stamp=plan.stamp,
                fonts=font_stamps([path for tool in tools.values() for path in tool.fonts]),
                pages=len(pages) - len(marks.files) - len(marks.alone),
                warnings=msgspec.msgpack.encode(found) if found else b"",
            ),
        )
        save_memory(options.work, new, key)
        if ready:
            trees.put_in_place(ready)
    kept.memory, kept.glance = new, new.glance
    drop_other_memories(options.work, new)
    drop_unused(store_folder(options), (name for names in marks.kept.values() for name in names))
    clock.stage("")
    return Outcome(
        diagnostics=sorted(found, key=sort_key),
        pages=new.glance.pages,
        rendered=sum(result.route.scope == "page" for result in results),
        written=len(written),
        removed=len(removed),
        swapped=ready is not None,
        kept=str(trees.kept or ""),
        timings=clock.timings,
    )


def _cluster(options: Options) -> Callable[[], Cluster] | None:
    """How to reach the workers elsewhere that are asked for, if any are."""
    if not options.executor:
        return None
    from sitegen.workers.executors import cluster_for

    return cluster_for(options.executor, options.root, options.work)


def store_folder(options: Options) -> Path:
    """Where finished bytes are kept that took long to make."""
    return options.work / "finished"


def _recall(work: Path, now: SourceStatus | None, key: bytes, kept: Kept) -> Memory | None:
    """The rest of what the last build remembers."""
    if now is None:
        return None
    memory: Memory | None = kept.memory
    return (
        memory if memory is not None and memory.glance is now.glance else load_memory(work, now.glance, key)
    )


def run_checks(options: Options, key: bytes, now: SourceStatus | None) -> list[Diagnostic]:
    """The stages up to check: all that is wrong."""
    memory = _recall(options.work, now, key, Kept())
    intake = collect_inputs(options, now, memory)
    jobs = jobs_for(len(intake.stale), options.jobs or processors())
    with WorkerPool(str(options.root), intake.settings.reading, jobs) as crew:
        content = read_content(crew, intake, memory)
    return sorted([*intake.problems, *content.diagnostics], key=sort_key)


def _shelves(
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


def _head(settings: Settings, plan: PagePlan) -> MemoryHead:
    return MemoryHead(
        site=settings.site,
        locales=tuple(settings.locales),
        settings=plan.settings,
        reading=reading_digest(settings),
        languages=plan.languages,
        templates=plan.templates,
    )


def _make_ready(
    trees: Trees, outbox: Path, written: list[str], removed: list[str], *, whole: bool
) -> Ready | None:
    """The new site's tree, all but in place; None when nothing differs."""
    if whole:
        return trees.ready_whole(outbox)
    if written or removed:
        return trees.ready_changes(outbox, written, removed)
    shutil.rmtree(outbox, ignore_errors=True)
    return None
