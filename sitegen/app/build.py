"""The build, from the content to the site in place, as one readable sequence.

read -> parse -> decode -> link -> check -> route -> view -> render -> verify -> publish

Problems gather within a stage; a stage with errors ends the build before anything of the last good site is
touched. What a build remembers (`output.memory`) only tells it what it need not do again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from sitegen.app.clock import Clock
from sitegen.app.content import read_content, read_listing, reading_digest, stale_sources
from sitegen.app.copies import check_root_files, copied_files, copy_files
from sitegen.app.crew import Crew, default_jobs, jobs_for
from sitegen.app.pages import PagePlan, brief_for, make_pages, outputs_of, plan_pages, removed_files
from sitegen.app.settings import build_date, load_settings, program_digest, theme_stamp
from sitegen.app.verify import verify
from sitegen.content.files import Listing, read_in, settled
from sitegen.diagnostics import ContentError, Diagnostic, has_errors, sort_key
from sitegen.model.sources import Source, group_sources
from sitegen.output.ledger import Tree
from sitegen.output.lock import locked
from sitegen.output.memory import Memory, PageMemory, drop_other_memories, load_memory, save_memory
from sitegen.output.seal import cache_key
from sitegen.output.trees import Ready, Trees
from sitegen.render.theme import theme_folders
from sitegen.render.worker import PageResult
from sitegen.routes import check_routes


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to build."""

    root: Path
    output: Path
    strict: bool = False
    jobs: int = 0
    """0: one for each processor."""
    fresh: bool = False
    base_url: str | None = None
    now: str | None = None
    alone: bool = False
    """Nobody but this program reads the output: a tree that is out of sight may be used again at once."""

    @property
    def work(self) -> Path:
        """Where the cache and spare trees are: beside the output, on the same file system."""
        return self.output.parent / ".sitegen" / self.output.name


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did. Pages are counted once for all languages."""

    diagnostics: list[Diagnostic]
    pages: int
    rendered: int = 0
    written: int = 0
    """Files whose bytes differ from the last build's."""
    removed: int = 0
    swapped: bool = False
    kept: str = ""
    """Where a folder is now that stood at the output and is not sitegen's; "" when there was none."""
    timings: list[tuple[str, float]] = []


Report = Callable[[str], None]


def _silent(stage: str) -> None:
    return


class Kept:
    """The last build's memory, held between the builds of one process so that it need not be read again."""

    memory: Memory | None = None

    def recall(self, work: Path, live: Tree | None, program: str, key: bytes) -> Memory | None:
        memory = self.memory
        if live is not None and memory is not None and (memory.tree, memory.program) == (live.key, program):
            return memory
        return load_memory(work, live, program, key)


def build(options: Options, report: Report = _silent, kept: Kept | None = None) -> Outcome:
    """Build the site. Raises ContentError for problems in the content, OSError for the machine's."""
    key = cache_key()
    with (
        locked(options.work / "lock"),
        Trees(options.output, options.work, key, alone=options.alone) as trees,
    ):
        return _build(options, trees, key, Clock(report), kept or Kept())


def _build(options: Options, trees: Trees, key: bytes, clock: Clock, kept: Kept) -> Outcome:
    clock.stage("read")
    program = program_digest()
    memory = None if options.fresh else kept.recall(options.work, trees.live, program, key)
    listing, listed_ns = read_listing(str(options.root), memory)
    if memory and _nothing_changed(memory, listing, options):
        return _unchanged(memory, options, clock)
    settings = load_settings(options.root, options.base_url)
    today = build_date(options.now, settings.site.time_zone)

    clock.stage("parse")
    sources, found = sources_of(listing)
    stale = stale_sources(sources, listing, memory, reading_digest(settings))
    jobs = jobs_for(len(stale), options.jobs or default_jobs())
    with Crew(str(options.root), settings.reading, jobs) as crew:
        content = read_content(crew, settings, today, sources, stale, memory)
        stop_on_errors(found := [*found, *content.diagnostics], options.strict)

        clock.stage("route")
        plan = plan_pages(content, settings, options.base_url or "", memory)
        found += check_routes(plan.pages)
        found += check_root_files(listing, outputs_of(plan.pages, settings), list(settings.locales))
        stop_on_errors(found, options.strict)
        copies = copied_files(options.root, content, listing, plan.theme)

        clock.stage("render")
        outbox = trees.new_outbox()
        results = make_pages(crew, brief_for(content, settings, plan, copies, outbox), plan)
        shared = crew.ask_one("shared") if results else ([], [])

    clock.stage("verify")
    read = partial(read_in, str(options.root))
    found += verify(results, shared, outbox, options.output, content, plan, read)
    stop_on_errors(found, options.strict)

    clock.stage("publish")
    digests, copied = copy_files(copies, outbox, memory, listing)
    written = [path for result in results for path in result.written] + copied
    removed = removed_files(plan, settings, copies, memory)
    ready = _make_ready(trees, outbox, written, removed, whole=memory is None)
    tree = ready.tree.key if ready else memory.tree  # type: ignore[union-attr]  # no memory: a whole new tree
    kept.memory = save_memory(
        options.work,
        Memory(
            program=program,
            tree=tree,
            listing=settled(listing, listed_ns),
            base_url=options.base_url or "",
            today=today.isoformat(),
            site=settings.site,
            locales=tuple(settings.locales),
            theme=plan.stamp,
            theme_folders=settings.theme_folders,
            settings=plan.settings,
            reading=reading_digest(settings),
            languages=plan.languages,
            templates=plan.templates,
            sources=sources,
            records=content.records,
            pages=_page_memories(plan, results, memory),
            files=digests,
            diagnostics=tuple(found),
        ),
        key,
    )
    if ready:
        trees.put_in_place(ready)
    drop_other_memories(options.work, tree)
    clock.stage("")
    return Outcome(
        diagnostics=sorted(found, key=sort_key),
        pages=sum(page.scope == "page" for page in plan.pages),
        rendered=sum(result.spec.scope == "page" for result in results),
        written=len(written),
        removed=len(removed),
        swapped=ready is not None,
        kept=str(trees.kept or ""),
        timings=clock.timings,
    )


def check_content(options: Options, report: Report = _silent) -> list[Diagnostic]:
    """Everything up to the check stage, without a build: all that is wrong, or nothing."""
    program, key = program_digest(), cache_key()
    memory = load_memory(options.work, Trees(options.output, options.work, key).live, program, key)
    listing, _ = read_listing(str(options.root), memory)
    settings = load_settings(options.root, options.base_url)
    today = build_date(options.now, settings.site.time_zone)
    sources, found = sources_of(listing)
    stale = stale_sources(sources, listing, memory, reading_digest(settings))
    with Crew(
        str(options.root), settings.reading, jobs_for(len(stale), options.jobs or default_jobs())
    ) as crew:
        content = read_content(crew, settings, today, sources, stale, memory)
    return sorted([*found, *content.diagnostics], key=sort_key)


def sources_of(listing: Listing) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Entries by "kind/id", and what is wrong with the names of files."""
    sources, found = group_sources(listing.files, listing.odd)
    return {f"{source.kind}/{source.id}": source for source in sources}, found


def stop_on_errors(found: Sequence[Diagnostic], strict: bool) -> None:
    if has_errors(found, strict=strict):
        raise ContentError(found)


def _nothing_changed(memory: Memory, listing: Listing, options: Options) -> bool:
    return (
        memory.listing == listing
        and memory.base_url == (options.base_url or "")
        and memory.today == build_date(options.now, memory.site.time_zone).isoformat()
        and memory.theme_folders == tuple(map(str, theme_folders(options.root, memory.site.theme)))
        and memory.theme == theme_stamp(memory.theme_folders)
    )


def _unchanged(memory: Memory, options: Options, clock: Clock) -> Outcome:
    clock.stage("")
    stop_on_errors(memory.diagnostics, options.strict)
    pages = sum(page.spec.scope == "page" for page in memory.pages.values())
    return Outcome(diagnostics=sorted(memory.diagnostics, key=sort_key), pages=pages, timings=clock.timings)


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
    made = {result.spec.path: PageMemory(result.spec, result.digests, result.read) for result in results}
    return {page.path: made.get(page.path) or memory.pages[page.path] for page in plan.pages}  # type: ignore[union-attr]
