"""The stages of a build, from the content to the site in place, as one readable sequence.

read -> parse -> decode -> link -> check -> route -> view -> render -> verify -> publish

Problems gather within a stage; a stage with errors ends the build before anything of the last good site is
touched. What a build remembers (`output.memory`) only tells it what it need not do again.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sitegen.app.build import STARTS, stop_on_errors
from sitegen.app.clock import Clock
from sitegen.app.content import read_content, read_listing, reading_digest, stale_sources
from sitegen.app.copies import check_root_files, copied_files, copy_files
from sitegen.app.crew import Crew, default_jobs, jobs_for
from sitegen.app.executors import cluster_for
from sitegen.app.options import Kept, Options, Outcome
from sitegen.app.pages import (
    PagePlan,
    brief_for,
    make_pages,
    outputs_of,
    plan_pages,
    removed_files,
    tools_for,
)
from sitegen.app.settings import load_settings
from sitegen.app.stamps import build_date, font_stamps
from sitegen.app.verify import verify
from sitegen.channels.raster import Pictures, drop_unused
from sitegen.content.files import Listing, read_in, settled
from sitegen.diagnostics import Diagnostic, sort_key
from sitegen.model.sources import Source, group_sources
from sitegen.output.glance import Glance
from sitegen.output.memory import Memory, PageMemory, drop_other_memories, load_memory, save_memory
from sitegen.output.trees import Ready, Trees
from sitegen.render.worker import PageResult
from sitegen.routes import check_routes


def run_stages(
    options: Options,
    trees: Trees,
    key: bytes,
    program: str,
    glance: Glance | None,
    clock: Clock,
    kept: Kept,
) -> Outcome:
    """Build what has changed since `glance`, or everything. Raises ContentError, OSError."""
    memory = _recall(options.work, glance, key, kept)
    listing, listed_ns = read_listing(str(options.root), STARTS, memory)
    settings = load_settings(options.root, options.base_url)
    today = build_date(options.now, settings.site.time_zone)

    clock.stage("parse")
    sources, found = sources_of(listing)
    stale = stale_sources(sources, listing, memory, reading_digest(settings))
    most = options.jobs or default_jobs()
    jobs = jobs_for(len(stale), most)
    with Crew(str(options.root), settings.reading, jobs, most, cluster_for(options)) as crew:
        content = read_content(crew, settings, today, sources, stale, memory)
        stop_on_errors(found := [*found, *content.diagnostics], options.strict)

        clock.stage("route")
        tools = tools_for(settings)
        plan = plan_pages(content, settings, options.base_url or "", tools, memory)
        found += check_routes(plan.pages)
        found += check_root_files(listing, outputs_of(plan.pages, settings), list(settings.locales))
        stop_on_errors(found, options.strict)
        copies = copied_files(options.root, content, listing, plan.theme)

        clock.stage("render")
        outbox = trees.new_outbox()
        pictures = Pictures(str(pictures_folder(options)), key, tools)
        results = make_pages(crew, brief_for(content, settings, plan, copies, outbox, pictures), plan)
        shared = crew.ask_one("shared") if results else ([], [])

    clock.stage("verify")
    read = partial(read_in, str(options.root))
    found += verify(results, shared, outbox, options.output, content, plan, read, memory)
    stop_on_errors(found, options.strict)

    clock.stage("publish")
    digests, copied = copy_files(copies, outbox, memory, listing)
    written = [path for result in results for path in result.written] + copied
    removed = removed_files(plan, settings, copies, memory)
    ready = _make_ready(trees, outbox, written, removed, whole=memory is None)
    tree = ready.tree.key if ready else memory.glance.tree  # type: ignore[union-attr]  # no memory: a whole new tree
    kept.memory = Memory(
        site=settings.site,
        locales=tuple(settings.locales),
        settings=plan.settings,
        reading=reading_digest(settings),
        languages=plan.languages,
        templates=plan.templates,
        sources=sources,
        records=content.records,
        pages=_page_memories(plan, results, memory),
        files=digests,
        glance=Glance(
            program=program,
            tree=tree,
            listing=settled(listing, listed_ns),
            base_url=options.base_url or "",
            today=today.isoformat(),
            time_zone=settings.site.time_zone,
            theme=settings.site.theme,
            theme_folders=settings.theme_folders,
            theme_stamp=plan.stamp,
            fonts=font_stamps(tools.fonts),
            pages=sum(page.scope == "page" for page in plan.pages),
            diagnostics=tuple(found),
        ),
    )
    kept.glance = kept.memory.glance
    save_memory(options.work, kept.memory, key)
    if ready:
        trees.put_in_place(ready)
    drop_other_memories(options.work, tree)
    drop_unused(pictures_folder(options), (n for page in kept.memory.pages.values() for n in page.pictures))
    clock.stage("")
    return Outcome(
        diagnostics=sorted(found, key=sort_key),
        pages=kept.glance.pages,
        rendered=sum(result.spec.scope == "page" for result in results),
        written=len(written),
        removed=len(removed),
        swapped=ready is not None,
        kept=str(trees.kept or ""),
        timings=clock.timings,
    )


def pictures_folder(options: Options) -> Path:
    """Where finished pictures are kept."""
    return options.work / "pictures"


def sources_of(listing: Listing) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Entries by "kind/id", and what is wrong with the names of files."""
    sources, found = group_sources(listing.files, listing.odd)
    return {f"{source.kind}/{source.id}": source for source in sources}, found


def _recall(work: Path, glance: Glance | None, key: bytes, kept: Kept) -> Memory | None:
    """The rest of what the last build remembers."""
    if glance is None:
        return None
    memory: Memory | None = kept.memory
    return memory if memory is not None and memory.glance is glance else load_memory(work, glance, key)


def run_checks(options: Options, key: bytes, glance: Glance | None) -> list[Diagnostic]:
    """The stages up to check: all that is wrong."""
    memory = _recall(options.work, glance, key, Kept())
    listing, _ = read_listing(str(options.root), STARTS, memory)
    settings = load_settings(options.root, options.base_url)
    today = build_date(options.now, settings.site.time_zone)
    sources, found = sources_of(listing)
    stale = stale_sources(sources, listing, memory, reading_digest(settings))
    jobs = jobs_for(len(stale), options.jobs or default_jobs())
    with Crew(str(options.root), settings.reading, jobs) as crew:
        content = read_content(crew, settings, today, sources, stale, memory)
    return sorted([*found, *content.diagnostics], key=sort_key)


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


def _page_memories(
    plan: PagePlan, results: Sequence[PageResult], memory: Memory | None
) -> dict[str, PageMemory]:
    made = {
        result.spec.path: PageMemory(
            result.spec, result.digests, result.read, result.anchors, result.pictures
        )
        for result in results
    }
    return {page.path: made.get(page.path) or memory.pages[page.path] for page in plan.pages}  # type: ignore[union-attr]
