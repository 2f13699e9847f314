"""Which pages there are, which of them have to be made, and the making."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.channels.tools import Tool, find_tools
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, pack
from sitegen.model.outputs import OUTPUTS
from sitegen.pipeline import invalidation as changes
from sitegen.pipeline.content import Content
from sitegen.pipeline.link import link
from sitegen.pipeline.settings import Settings, load_languages
from sitegen.pipeline.stamps import digest, theme_stamp
from sitegen.render.page_renderer import Languages
from sitegen.render.templates import closures
from sitegen.render.theme import Theme, load_theme, read_template, read_theme_file
from sitegen.render.worker import Finished, RenderContext, RenderResult, RenderTask
from sitegen.routes import Route, Targets, routes
from sitegen.storage.dependents import Dependents
from sitegen.storage.lazy_mapping import LazyMapping
from sitegen.storage.memory import Memory, PageExtras, PageMemory
from sitegen.views import templates_of_views
from sitegen.views.every_page import Foot, Menu
from sitegen.workers.pool import WorkerPool

FILES_WORTH_FORKING = 4
"""Of those that take far longer than a page."""
PAGES_WORTH_FORKING = 100


class PagePlan(msgspec.Struct, frozen=True):
    """What the site comes to, and what of it has to be made."""

    pages: list[Route] | None
    """None where there are the same as last time."""
    orders: list[RenderTask]
    theme: Theme
    stamp: str
    """Of the theme's files."""
    languages: Languages
    templates: dict[str, bytes]
    """Template -> digest of it and all that it uses."""
    settings: bytes
    """Digest of everything that every page depends on."""
    tools: dict[str, Tool]


class _Past:
    """The last build's content, decoded only as far as it is asked for."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.today = memory.glance.today

    def card(self, project_id: str) -> ProjectCard | None:
        record = self._memory.records.get(f"project/{project_id}")
        if record is None or not record.card:
            return None
        return msgspec.msgpack.decode(record.card, type=ProjectCard)

    def catalogue(self) -> Catalogue:
        today = datetime.date.fromisoformat(self.today)
        return link(self._memory.head.site, today, self._memory.records, self._memory.findings.public)


def plan_pages(
    content: Content, settings: Settings, options: str, tools: dict[str, Tool], memory: Memory | None
) -> PagePlan:
    """All pages, and those that have to be made because something that they show has changed."""
    theme = load_theme([Path(folder) for folder in settings.theme_folders])
    stamp = theme_stamp(settings.theme_folders)
    head = memory.head if memory else None
    if memory and head and memory.glance.theme_stamp == stamp and head.site.locales == settings.site.locales:
        languages, templates = head.languages, head.templates
    else:
        languages = load_languages(settings, theme)
        templates = closures({name: read_template(path) for name, path in theme.templates.items()})
    tools = _with_theme(tools, theme)
    drawn = settings.boundaries, settings.logos
    everything = digest([settings.site, settings.locales, languages, options, drawn, tools])
    pages: list[Route] | None = None
    if memory is None:
        pages = routes(content.catalogue)
        orders = [RenderTask(page) for page in pages]
    elif memory.head.settings != everything or _shared_differ(memory.head.templates, templates):
        pages = routes(content.catalogue)
        orders = [RenderTask(page, _known(memory, page, settings.locales)) for page in pages]
    else:
        again = _affected(content, memory)
        if content.lists_unchanged and memory.head.templates == templates:
            known = [memory.pages[path] for path in sorted(again)]
            orders = [RenderTask(page.route, page.digests) for page in known]
        else:
            pages = routes(content.catalogue)
            orders = _orders(
                pages, again, _restyled(memory.head.templates, templates), memory, settings.locales
            )
    return PagePlan(pages, orders, theme, stamp, languages, templates, everything, tools)


def _with_theme(tools: dict[str, Tool], theme: Theme) -> dict[str, Tool]:
    """The same tools; typesetting takes the theme's files too, and differs when one of them does."""
    if "typst" not in tools:
        return tools
    contents = [read_theme_file(path) for path in theme.print_files.values()]
    stamp = f"{tools['typst'].stamp} {digest([list(theme.print_files), contents]).hex()}"
    own = msgspec.structs.replace(tools["typst"], stamp=stamp, files=tuple(theme.print_files.items()))
    return {**tools, "typst": own}


def _affected(content: Content, memory: Memory) -> set[str]:
    """Paths of pages that show something that has changed."""
    past = changes.compare(content.changed, memory.records, content.records, _Past(memory), content.catalogue)
    return changes.affected(memory.readers, past, content.catalogue)


def _restyled(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """Views whose templates have changed."""
    if before == after:
        return set()
    return {view for view, name in templates_of_views().items() if before.get(name) != after.get(name)}


def _orders(
    pages: list[Route], again: set[str], restyled: set[str], memory: Memory, locales: Iterable[str]
) -> list[RenderTask]:
    return [
        RenderTask(page, _known(memory, page, locales))
        for page in pages
        if page.path in again or page.output in restyled or _is_new(memory, page)
    ]


def _shared_differ(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bool:
    """Whether header or footer are drawn otherwise than last time: they stand on every page."""
    return any(before.get(cls.template) != after.get(cls.template) for cls in (Menu, Foot))


def _is_new(memory: Memory, page: Route) -> bool:
    known = memory.pages.get(page.path)
    return known is None or known.route != page


def _known(memory: Memory, page: Route, locales: Iterable[str]) -> tuple[bytes, ...]:
    """Digests of a page's files as they are now, one for each locale; those of a new locale are empty."""
    known = memory.pages.get(page.path)
    if known is None or known.route.scope != page.scope:
        return ()
    if page.scope == "site":
        return known.digests
    if page.with_text != known.route.with_text:
        return ()
    before = memory.head.locales
    by_locale = dict(zip(before, known.digests[: len(before)], strict=True))
    made = tuple([by_locale.get(locale, b"") for locale in locales])
    if not page.with_text:
        return made
    texts = dict(zip(before, known.digests[len(before) :], strict=True))
    return (*made, *[texts.get(locale, b"") for locale in locales])


def tools_for(settings: Settings) -> dict[str, Tool]:
    """What the site's outputs are made with. Raises MachineError where that is missing."""
    site = settings.site
    return find_tools(output for output in OUTPUTS.values() if output.is_on(site.leave_out, site.files))


def files_of(pages: list[Route], settings: Settings) -> list[str]:
    """Files that pages come to."""
    return [path for page in pages for path in page.files(settings.locales)]


def targets_of(plan: PagePlan, settings: Settings, memory: Memory | None) -> Targets:
    """What links may lead to, of what pages come to."""
    locales = frozenset(settings.locales)
    texts = "markdown" in settings.site.files
    if plan.pages is None:
        assert memory is not None
        marks = memory.marks
        return Targets(locales, frozenset(memory.pages), marks.files, marks.site_files, texts)
    by_scope = {
        scope: frozenset(page.path for page in plan.pages if page.scope == scope)
        for scope in ("page", "locale", "site")
    }
    return Targets(locales, by_scope["page"], by_scope["locale"], by_scope["site"], texts)


def make_pages(crew: WorkerPool, brief: RenderContext, plan: PagePlan) -> list[RenderResult]:
    """Make the pages that have to be made; their files are in the outbox then.

    Bytes that take long and are not kept from before are shared out by themselves once their sources are
    there, so that each worker has its part of what takes longest.
    """
    if not plan.orders:
        return []
    if len(plan.orders) >= PAGES_WORTH_FORKING:
        crew.grow()
    if not crew.is_here and isinstance(brief.catalogue, Catalogue):
        brief = msgspec.structs.replace(brief, catalogue=pack(brief.catalogue), sources=dict(brief.sources))
    crew.tell("prepare", brief)
    results: list[RenderResult] = crew.share(
        "make", _by_entry(plan.orders), about=lambda order: order.route.entry
    )
    unfinished = [file for result in results for file in result.unfinished]
    if not unfinished:
        return results
    if len(unfinished) >= FILES_WORTH_FORKING:
        crew.grow()
    finished = crew.share("finish", unfinished, chunk=1 + len(unfinished) // 256)
    by_path = {file.path: file for file in finished}
    return [_finished(result, by_path, brief) for result in results]


def _by_entry(orders: Sequence[RenderTask]) -> list[RenderTask]:
    """The same, with all that is made of one entry together, so that it is read once."""
    grouped: dict[object, list[RenderTask]] = {}
    for number, order in enumerate(orders):
        grouped.setdefault(order.route.entry or number, []).append(order)
    return [order for group in grouped.values() for order in group]


def _finished(result: RenderResult, files: Mapping[str, Finished], brief: RenderContext) -> RenderResult:
    """A result with what became of its files that were not finished."""
    if not result.unfinished:
        return result
    paths = result.route.files(brief.languages.made_in)
    made = [files.get(path) for path in paths]
    return msgspec.structs.replace(
        result,
        digests=tuple([one.digest if one else old for one, old in zip(made, result.digests, strict=True)]),
        written=(*result.written, *[one.path for one in made if one and one.written]),
        unfinished=(),
        damaged=tuple([one.damaged for one in made if one and one.damaged]),
    )


def removed_files(
    plan: PagePlan, settings: Settings, copies: Iterable[str], memory: Memory | None
) -> list[str]:
    """Files of the last build that no longer belong to the site."""
    if memory is None:
        return []
    before, now = {*memory.files}, {*copies}
    if plan.pages is not None:
        before.update(
            path for page in memory.pages.values() for path in page.route.files(memory.head.locales)
        )
        now.update(files_of(plan.pages, settings))
    return sorted(before - now)


def remember_pages(
    plan: PagePlan, results: Sequence[RenderResult], memory: Memory | None
) -> tuple[LazyMapping[PageMemory], Dependents, PageExtras]:
    """What is remembered of all pages."""
    made = {result.route.path: result for result in results}
    before = memory.marks if memory else PageExtras()
    old_pages = memory.pages if memory else None
    paths = list(memory.pages) if plan.pages is None and memory else [page.path for page in plan.pages or ()]
    pages = LazyMapping.updated(
        PageMemory, paths, {path: PageMemory(r.route, r.digests) for path, r in made.items()}, old_pages
    )
    old_readers = memory.readers if memory else Dependents()
    readers = old_readers.updated(
        {path: result.nodes for path, result in made.items()},
        {node: asked for result in results for node, asked in result.questions.items()},
        [path for path in old_readers.pages if path not in pages],
    )
    marks = PageExtras(
        _marked(before.anchors, {path: r.anchors for path, r in made.items()}, pages),
        _marked(before.kept, {path: r.kept for path, r in made.items()}, pages),
        before.files if plan.pages is None else _of_scope(plan.pages, "locale"),
        before.site_files if plan.pages is None else _of_scope(plan.pages, "site"),
        _marked(before.unshown, {path: unshown_by(r) for path, r in made.items()}, pages),
    )
    return pages, readers, marks


def unshown_by(result: RenderResult) -> tuple[str, ...]:
    """Characters that a page's files do not show, and the entries that they may be of, its own first."""
    own = result.route.entry
    names = sorted(result.entries, key=lambda name: name != own)
    return (result.unshown, *names) if result.unshown else ()


def _of_scope(pages: list[Route], scope: str) -> frozenset[str]:
    return frozenset(page.path for page in pages if page.scope == scope)


Mark = TypeVar("Mark")


def _marked(
    before: Mapping[str, tuple[Mark, ...]], made: Mapping[str, tuple[Mark, ...]], pages: Container[str]
) -> dict[str, tuple[Mark, ...]]:
    """PageExtras of the last build and of now, of pages that there are and that have any."""
    return {path: marks for path, marks in {**before, **made}.items() if marks and path in pages}
