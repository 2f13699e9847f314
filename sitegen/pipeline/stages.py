"""The stages of a build, from the content to the site in place, as one readable sequence.

read -> parse -> decode -> link -> check -> route -> view -> render -> verify -> publish

Problems gather within a stage; a stage with errors ends the build before anything of the last good site is
touched. What a build remembers (`storage.memory`) only tells it what it need not do again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.channels.tools import Tool
from sitegen.content.listing import settled
from sitegen.diagnostics import Diagnostic, sort_key, stop_on_errors
from sitegen.model.entry_folder import FILM_ENDINGS
from sitegen.model.records import Record
from sitegen.pipeline.assets import kept_assets, theme_assets
from sitegen.pipeline.build_options import Options, Outcome
from sitegen.pipeline.clock import Clock
from sitegen.pipeline.content import Content, link_records, read_records
from sitegen.pipeline.copies import Copy, check_root_files, copied_files, copy_files, kept_files
from sitegen.pipeline.page_plan import (
    PagePlan,
    make_pages,
    plan_pages,
    remember_pages,
    removed_files,
    targets_of,
    tools_for,
)
from sitegen.pipeline.remembering import head_of, seconds_that_count, segments_of
from sitegen.pipeline.site_inputs import collect_inputs
from sitegen.pipeline.source_status import SourceStatus
from sitegen.pipeline.stamps import font_stamps, program_stamp
from sitegen.pipeline.theme_words import untranslated_words
from sitegen.pipeline.verify import Made, verify
from sitegen.processors import processors
from sitegen.render.finished_store import FinishedStore, drop_unused
from sitegen.render.worker import RenderContext
from sitegen.routes import Targets, check_routes
from sitegen.storage.build_stamp import BuildStamp
from sitegen.storage.lazy_mapping import LazyMapping
from sitegen.storage.live_sizes import load_sizes, new_sizes, save_sizes
from sitegen.storage.memory import Memory, drop_other_memories, load_memory, save_memory, written_pieces
from sitegen.storage.trees import Ready, Trees
from sitegen.workers.pool import WorkerPool, jobs_for

if TYPE_CHECKING:
    from sitegen.workers.executors import Cluster


class SitePlan(msgspec.Struct, frozen=True):
    """What the site comes to: pages, and files that are copied."""

    pages: PagePlan
    copies: dict[str, Copy]
    """By path in the site."""
    kept: dict[str, bytes]
    """Digests of copied files that are as they were, by path in the site."""
    targets: Targets
    """What links may lead to."""


class Build:
    """One run from a site's files to its pages: what it works with, and the problems found so far.

    `build_site` takes every step, `check_site` those up to `link`, an export others in between. Each step
    hands on what it has made; those that find problems add them to `found`.
    """

    def __init__(
        self,
        options: Options,
        key: bytes,
        status: SourceStatus | None = None,
        remembered: Memory | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Look at the files and read the settings. Raises ContentError, OSError.

        Args:
            key: of the account, which seals what is kept.
            status: how the site looks against what is remembered of the tree in place, if anything is.
            remembered: a memory that this process holds already.
        """
        self._program = program_stamp()
        self.options = options
        self.memory = _recall(options.work, status, key, remembered)
        self.inputs = collect_inputs(options, status, self.memory)
        self.settings = self.inputs.settings
        self.found: list[Diagnostic] = list(self.inputs.problems)
        changed = self.inputs.listing.changed if self.memory else None
        if any(path.startswith("files/") for path in self.inputs.listing.files):
            from sitegen.pipeline.root_files import check_files  # most sites have none

            self.found += check_files(options.root, self.inputs.listing, changed)
        words = self.settings
        self.found += words.notes
        self.found += untranslated_words(words.locales, words.theme_folders, words.places)
        self.store = FinishedStore(str(store_folder(options)), key)
        self._key = key
        self._clock = clock or Clock()

    def workers(self) -> WorkerPool:
        """Those who read entries and make pages, in a `with` statement."""
        most = self.options.jobs or processors()
        jobs = jobs_for(len(self.inputs.stale), most)
        return WorkerPool(str(self.options.root), self.settings.reading, jobs, most, _cluster(self.options))

    def stop_on_errors(self) -> None:
        """Raises ContentError with what has been found, where that ends the build."""
        stop_on_errors(self.found, self.options.strict)

    def read(self, workers: WorkerPool) -> LazyMapping[Record]:
        """The records of all entries, those that are stale read anew."""
        self._clock.stage("parse")
        return read_records(workers, self.inputs, self.memory)

    def link(self, records: LazyMapping[Record]) -> Content:
        """The catalogue of all public entries, checked as a whole."""
        content = link_records(self.inputs, records, self.memory)
        self.found += content.diagnostics
        return content

    def plan(self, content: Content, tools: dict[str, Tool] | None = None) -> SitePlan:
        """Which pages and copied files there are, and which of them have to be made.

        `tools` are those of an export, by default what the site's outputs are made with.
        """
        self._clock.stage("route")
        options, settings, listing, memory = self.options, self.settings, self.inputs.listing, self.memory
        tools = tools_for(settings) if tools is None else tools
        pages = plan_pages(content, settings, options.base_url or "", tools, memory)
        self.found += check_routes(pages.pages or [])
        targets = targets_of(pages, settings, memory)
        self.found += check_root_files(listing, targets, settings.locales)
        self.stop_on_errors()
        kept = kept_assets(pages, memory)
        assets = {} if kept else theme_assets(pages.theme, settings.site.brand)
        copies = copied_files(options.root, content, listing, assets, settings.reading.derived)
        kept |= kept_files(content, memory)
        return SitePlan(pages, copies, kept, targets.plus([*kept, *copies]))

    def render(
        self, workers: WorkerPool, content: Content, plan: SitePlan, outbox: Path, parameters: object = None
    ) -> Made:
        """Make the pages that have to be made, into the outbox. `parameters` are those of an export."""
        self._clock.stage("render")
        context = RenderContext(
            catalogue=content.catalogue,
            languages=plan.pages.languages,
            templates=plan.pages.theme.templates,
            sources=content.sources,
            targets=plan.targets,
            hidden=content.findings.hidden,
            outbox=str(outbox),
            boundaries=self.settings.boundaries,
            logos=self.settings.logos,
            tools=plan.pages.tools,
            store=self.store,
            parameters=parameters,
        )
        results = make_pages(workers, context, plan.pages)
        shared = workers.ask_one("shared") if results else ([], [])
        return Made(results, shared, outbox, self.options.output)

    def verify(self, made: Made, content: Content, plan: SitePlan) -> None:
        """The last look at what has been made. Raises ContentError."""
        self._clock.stage("verify")
        self.found += verify(made, content, plan.pages, self.options.root, self.memory)
        self.stop_on_errors()

    def publish(self, made: Made, content: Content, plan: SitePlan, trees: Trees) -> Outcome:
        """Put the new site in place, with all that the next build is to remember of it."""
        self._clock.stage("publish")
        options, memory = self.options, self.memory
        digests, copied = copy_files(plan.copies, made.outbox, memory, self.inputs.listing)
        written = [path for result in made.results for path in result.written] + copied
        digests |= plan.kept
        removed = removed_files(plan.pages, self.settings, digests, memory)
        pages, readers, marks = remember_pages(plan.pages, made.results, memory)
        with written_pieces(options.work, segments_of(content, pages, readers, memory)) as on_disk:
            known = load_sizes(options.work, memory.glance.tree, self._key) if memory else None
            sizes = new_sizes(known, made.outbox, written, removed)
            ready = _make_ready(trees, made.outbox, written, removed, whole=memory is None)
            tree = ready.tree.key if ready else memory.glance.tree if memory else ""
            count = len(pages) - len(marks.files) - len(marks.site_files)
            new = Memory(
                **msgspec.structs.asdict(on_disk),
                head=head_of(self.settings, plan.pages),
                findings=content.findings,
                marks=marks,
                files=digests,
                glance=self._stamp(plan.pages, tree, count),
            )
            save_memory(options.work, new, self._key)
            if ready:
                save_sizes(options.work, tree, sizes, self._key)
                trees.put_in_place(ready)
        drop_other_memories(options.work, new)
        drop_unused(store_folder(options), (name for names in marks.kept.values() for name in names))
        self._clock.stage("")
        return Outcome(
            diagnostics=sorted(self.found, key=sort_key),
            pages=count,
            rendered=sum(result.route.scope == "page" for result in made.results),
            written=len(written),
            films=tuple(sorted([path for path in copied if path.lower().endswith(FILM_ENDINGS)])),
            removed=len(removed),
            swapped=ready is not None,
            kept=str(trees.kept or ""),
            timings=self._clock.timings,
            memory=new,
        )

    def _stamp(self, plan: PagePlan, tree: str, pages: int) -> BuildStamp:
        """What tells the next build whether there is anything to do. `tree` is the key of that in place."""
        site, inputs = self.settings.site, self.inputs
        return BuildStamp(
            program=self._program,
            tree=tree,
            listing=settled(inputs.listing),
            base_url=self.options.base_url or "",
            today=inputs.today.isoformat(),
            seconds=seconds_that_count(inputs.today, self.settings, self.options),
            theme=site.theme,
            theme_folders=self.settings.theme_folders,
            theme_stamp=plan.stamp,
            fonts=font_stamps([path for tool in plan.tools.values() for path in tool.fonts]),
            pages=pages,
            warnings=msgspec.msgpack.encode(self.found) if self.found else b"",
        )


def build_site(build: Build, trees: Trees) -> Outcome:
    """Build what has changed, or everything where nothing is remembered. Raises ContentError, OSError."""
    with build.workers() as workers:
        content = build.link(build.read(workers))
        build.stop_on_errors()
        plan = build.plan(content)
        outbox = trees.new_outbox(soon=build.memory is not None)
        made = build.render(workers, content, plan, outbox)
    build.verify(made, content, plan)
    return build.publish(made, content, plan, trees)


def check_site(build: Build) -> list[Diagnostic]:
    """The stages up to check: all that is wrong."""
    with build.workers() as workers:
        build.link(build.read(workers))
    return sorted(build.found, key=sort_key)


def _cluster(options: Options) -> Callable[[], Cluster] | None:
    """How to reach the workers elsewhere that are asked for, if any are."""
    if not options.executor:
        return None
    from sitegen.workers.executors import cluster_for

    return cluster_for(options.executor, options.root, options.work)


def store_folder(options: Options) -> Path:
    """Where finished bytes are kept that took long to make."""
    return options.work / "finished"


def _recall(work: Path, status: SourceStatus | None, key: bytes, remembered: Memory | None) -> Memory | None:
    """The rest of what the last build remembers."""
    if status is None:
        return None
    if remembered is not None and remembered.glance is status.glance:
        return remembered
    return load_memory(work, status.glance, key)


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
