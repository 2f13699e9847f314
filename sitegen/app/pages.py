"""Which pages there are, which of them have to be made, and the making."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import msgspec

from sitegen.app import plan as changes
from sitegen.app.content import Content
from sitegen.app.copies import Copy
from sitegen.app.crew import Crew
from sitegen.app.link import link
from sitegen.app.settings import Settings, load_languages
from sitegen.app.stamps import digest, theme_stamp
from sitegen.channels.raster import Pictures, Tools, find_tools
from sitegen.i18n.hant import Converter
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue, pack
from sitegen.output.memory import Memory
from sitegen.render.templates import closures
from sitegen.render.theme import Theme, load_theme
from sitegen.render.worker import Brief, PageOrder, PageResult
from sitegen.render.workshop import Languages
from sitegen.routes import PageSpec, routes
from sitegen.views import TEMPLATE_OF
from sitegen.views.types import Foot, Menu

PICTURES_WORTH_FORKING = 4


class PagePlan(msgspec.Struct, frozen=True):
    """What the site comes to, and what of it has to be made."""

    pages: list[PageSpec]
    orders: list[PageOrder]
    theme: Theme
    stamp: bytes
    """Of the theme's files."""
    languages: Languages
    templates: dict[str, bytes]
    """Template -> digest of it and all that it uses."""
    settings: bytes
    """Digest of everything that every page depends on."""


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
        return link(self._memory.site, today, self._memory.records.values())


def plan_pages(
    content: Content, settings: Settings, options: str, tools: Tools, memory: Memory | None
) -> PagePlan:
    """All pages, and those that have to be made because something that they show has changed."""
    theme = load_theme([Path(folder) for folder in settings.theme_folders])
    stamp = theme_stamp(settings.theme_folders)
    if memory and memory.glance.theme_stamp == stamp and memory.site.locales == settings.site.locales:
        languages, templates = memory.languages, memory.templates
    else:
        languages = load_languages(settings, theme)
        templates = closures({name: Path(path).read_text("utf-8") for name, path in theme.templates.items()})
    everything = digest([settings.site, settings.locales, languages, options, settings.boundaries, tools])
    pages = routes(content.catalogue)
    if memory is None:
        orders = [PageOrder(page) for page in pages]
    elif memory.settings != everything or _shared_differ(memory.templates, templates):
        orders = [PageOrder(page, _known(memory, page)) for page in pages]
    else:
        past = changes.compare(memory.records, content.records, _Past(memory), content.catalogue)
        again = changes.affected(memory.pages, past, content.catalogue)
        restyled = {
            view for view, name in TEMPLATE_OF.items() if memory.templates.get(name) != templates.get(name)
        }
        orders = [
            PageOrder(page, _known(memory, page))
            for page in pages
            if page.path in again or page.view in restyled or _is_new(memory, page)
        ]
    return PagePlan(pages, orders, theme, stamp, languages, templates, everything)


def _shared_differ(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bool:
    """Whether header or footer are drawn otherwise than last time: they stand on every page."""
    return any(before.get(cls.template) != after.get(cls.template) for cls in (Menu, Foot))


def _is_new(memory: Memory, page: PageSpec) -> bool:
    known = memory.pages.get(page.path)
    return known is None or known.spec != page


def _known(memory: Memory, page: PageSpec) -> tuple[bytes, ...]:
    known = memory.pages.get(page.path)
    return known.digests if known and known.spec.scope == page.scope else ()


def tools_for(settings: Settings) -> Tools:
    """What pictures are made with, where the site has any. Raises MachineError where that is missing."""
    return find_tools() if "maps" in settings.site.files else Tools()


def outputs_of(pages: list[PageSpec], settings: Settings) -> list[str]:
    """Files that pages come to."""
    return [path for page in pages for path in page.outputs(settings.locales)]


def brief_for(
    content: Content,
    settings: Settings,
    plan: PagePlan,
    copies: Mapping[str, Copy],
    outbox: Path,
    pictures: Pictures,
) -> Brief:
    """What workers need to know."""
    return Brief(
        catalogue=pack(content.catalogue),
        languages=plan.languages,
        templates=plan.theme.templates,
        sources={name: source for name, source in content.sources.items() if content.records[name].public},
        targets=frozenset([*outputs_of(plan.pages, settings), *copies]),
        hidden=_hidden(content, settings),
        outbox=str(outbox),
        boundaries=settings.boundaries,
        pictures=pictures,
    )


def _hidden(content: Content, settings: Settings) -> tuple[str, ...]:
    """Values that must not be seen, as they are written and as they would be converted."""
    values = {value for record in content.records.values() for value in record.hidden}
    converted: set[str] = set()
    for derived in settings.reading.derived if values else ():
        convert = Converter(derived.config, derived.phrases)
        converted |= {convert(value) for value in values}
    return tuple(sorted(values | converted))


def make_pages(crew: Crew, brief: Brief, plan: PagePlan) -> list[PageResult]:
    """Make the pages that have to be made; their files are in the outbox then.

    Pictures are shared out by themselves, so that each worker has its part of what takes longest.
    """
    if not plan.orders:
        return []
    pictures = [order for order in plan.orders if order.spec.is_picture]
    if len(pictures) * len(brief.languages.locales) >= PICTURES_WORTH_FORKING:
        crew.grow()
    crew.tell("prepare", brief)
    pages: list[PageResult] = crew.share("make", [o for o in plan.orders if not o.spec.is_picture])
    return pages + crew.share("make", pictures, chunk=1)


def removed_files(
    plan: PagePlan, settings: Settings, copies: Mapping[str, Copy], memory: Memory | None
) -> list[str]:
    """Files of the last build that no longer belong to the site."""
    if memory is None:
        return []
    before = [path for page in memory.pages.values() for path in page.spec.outputs(memory.locales)]
    now = {*outputs_of(plan.pages, settings), *copies}
    return sorted({*before, *memory.files} - now)
