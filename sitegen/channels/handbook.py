"""Handbooks and brochures (招商手册, 项目册): of all projects, of a chain, a region, a collection, of some.

A site that asks for them in `files:` has one of all projects (`handbook`), and one of each chain, region and
collection that has projects (`brochures`). `sitegen export handbook` makes one of what its options name, also
with two languages on facing pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

import msgspec

from sitegen.channels.handbook_parts import (
    Chapter,
    chain_chapter,
    collection_chapter,
    place_chapter,
    policy_part,
    sheets,
)
from sitegen.channels.map_files import paint_of
from sitegen.channels.print_parts import BigFigure, Office, PrintPart, big, office, run
from sitegen.channels.project_sheets import notice_of
from sitegen.channels.typesetting import Document, bytes_of
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Collection, Contact, Entity, Region
from sitegen.model.fields import Doc
from sitegen.model.kinds import FOLDERS
from sitegen.model.output_rows import Output, ParameterError
from sitegen.model.standings import newest
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route, entity_path, handbook_path, has_section
from sitegen.views.contacts import contact_block
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer

EVERY = "1000000"
"""As many of a list as there are."""


SELECTIONS: dict[str, type[Entity]] = {"chain": Chain, "region": Region, "collection": Collection}
"""Kinds of entries whose projects make a brochure."""


class HandbookOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What `sitegen export handbook` is asked for; nothing named is the whole catalogue."""

    chain: Annotated[str, Doc("只收这条产业链的项目", "the projects of this chain")] = ""
    region: Annotated[str, Doc("只收这个地区的项目", "the projects of this region")] = ""
    collection: Annotated[str, Doc("只收这个专题的项目", "the projects of this collection")] = ""
    projects: Annotated[tuple[str, ...], Doc("只收这些项目", "these projects")] = ()
    bilingual: Annotated[bool, Doc("两种语言对照，左右页相对", "two languages, on facing pages")] = False
    per_volume: Annotated[
        int,
        Doc(
            "每册项目数",
            "projects a volume",
            "每册最多收多少个项目；不写则合为一册",
            "at most so many projects in each volume; one book of all if left out",
        ),
    ] = 0


class Volume(msgspec.Struct, frozen=True):
    """One of the volumes that a large book is parted into."""

    number: int
    size: int
    """Projects in each, but for the last."""

    def cut(self, projects: tuple[str, ...]) -> tuple[str, ...]:
        return projects[(self.number - 1) * self.size : self.number * self.size]

    def name(self, localizer: Localizer, count: int) -> str:
        words = {"number": self.number, "count": volumes_of(count, self.size)}
        return localizer.gettext("Volume %(number)s of %(count)s") % words


class Edition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A handbook's contents in one language."""

    lang: str
    title: str
    site: str
    tagline: str
    about: tuple[str, ...]
    """On the cover: date, notice."""
    words: dict[str, str]
    """Headings of the book's own parts."""
    figures: tuple[BigFigure, ...]
    places: tuple[Chapter, ...]
    chapters: tuple[Chapter, ...]
    policies: tuple[PrintPart, ...]
    offices: tuple[Office, ...]
    url: str
    scan: str


class HandbookData(msgspec.Struct, frozen=True, kw_only=True):
    """What a handbook or brochure is made from."""

    template: ClassVar[str] = "handbook.typ"

    brand: str
    accent: str
    editions: tuple[Edition, ...]
    """One, or two to stand on facing pages."""


def routes(catalogue: Catalogue, output: Output, options: HandbookOptions | None) -> Iterator[Route]:
    """Of a site, that of all; of an export, what is asked for."""
    if options is None:
        yield Route(output.name, ("all", ""), handbook_path())
    else:
        yield from _asked(catalogue, output, options)


def brochure_routes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Of each chain, region and collection that has projects."""
    for kind, cls in SELECTIONS.items():
        if not has_section(catalogue.site, FOLDERS[kind]):
            continue
        for key in sorted(catalogue.all(cls)):
            if catalogue.index.get((kind, key)):
                yield Route(output.name, (kind, key), handbook_path(kind, key))


def _asked(catalogue: Catalogue, output: Output, options: HandbookOptions) -> Iterator[Route]:
    kind, key = _selection(catalogue, options)
    name = "handbook" if kind in ("all", "projects") else key
    form, size = "bilingual" if options.bilingual else "", options.per_volume
    if size < 0:
        raise ParameterError("--per-volume", str(size), "Write 1 or more", "请写 1 或更大的数")
    count = len(key.split(",")) if kind == "projects" else len(catalogue.index.get((kind, key), ()))
    if not 0 < size < count:
        yield Route(output.name, (kind, key, form) if form else (kind, key), f"{name}.pdf")
        return
    for number in range(1, volumes_of(count, size) + 1):
        yield Route(output.name, (kind, key, form, str(number), str(size)), f"{name}-{number}.pdf")


def _selection(catalogue: Catalogue, options: HandbookOptions) -> tuple[str, str]:
    """What the book is of: a kind and a key."""
    if options.projects:
        for key in options.projects:
            check_known("--projects", key, catalogue.projects)
        return "projects", ",".join(options.projects)
    for kind, cls in SELECTIONS.items():
        if key := getattr(options, kind):
            check_known(f"--{kind}", key, catalogue.all(cls))
            return kind, key
    return "all", ""


def volumes_of(count: int, size: int) -> int:
    return -(-count // size)


def check_known(option: str, key: str, known: Mapping[str, object]) -> None:
    """Raises ParameterError for an id that there is not."""
    if key in known:
        return
    if not known:
        raise ParameterError(option, key, "The catalogue has no public entry of this kind",
                             "目录中没有这一类的公开条目")  # fmt: skip
    some = ", ".join(sorted(known)[:8])
    raise ParameterError(option, key, f"No public entry has this id. Some that do: {some}",
                         f"没有这个标识的公开条目。例如有：{some}")  # fmt: skip


def handbook(context: Context, route: Route) -> Bytes:
    data = handbook_data(context, *route.args)
    codes = {edition.url for edition in data.editions}
    codes |= {
        sheet.url for edition in data.editions for chapter in edition.chapters for sheet in chapter.sheets
    }
    lang = data.editions[0].lang
    return bytes_of(Document.of(data, lang, codes))


def handbook_data(
    context: Context, kind: str, key: str, form: str = "", number: str = "1", size: str = EVERY
) -> HandbookData:
    """All that a handbook, or a volume of it, says."""
    volume = Volume(int(number), int(size))
    localizers = [context.localizer]
    if form == "bilingual":
        localizers += other_language(context)
    paint = paint_of(context.catalogue)
    return HandbookData(
        brand=paint.brand,
        accent=paint.accent,
        editions=tuple([_edition(context, localizer, kind, key, volume) for localizer in localizers]),
    )


def other_language(context: Context) -> list[Localizer]:
    """What stands opposite: the default language, opposite that the first that is no kind of Chinese."""
    own, default = context.localizer, context.catalogue.site.default_locale
    others = [one for key, one in context.localizers.items() if key != own.locale.id]
    if own.locale.id == default or own.locale.is_cjk:
        foreign = [one for one in others if one.locale.is_cjk != own.locale.is_cjk]
        return (foreign or others)[:1]
    return [context.localizers[default]]


def _edition(context: Context, localizer: Localizer, kind: str, key: str, volume: Volume) -> Edition:
    """What is said of the whole stands in the first volume: figures, places, policies of no project."""
    catalogue, say = context.catalogue, localizer.gettext
    of_all = _in_order(catalogue, kind, projects_of(catalogue, kind, key))
    projects, is_first = volume.cut(of_all), volume.number == 1
    title = title_of(catalogue, localizer, kind, key, say("Investment handbook"))
    if len(of_all) > volume.size:
        title += f" · {volume.name(localizer, len(of_all))}"
    chapters = tuple(_chapters(context, localizer, kind, key, projects))
    tagline = localizer.text(catalogue.site.tagline)
    return Edition(
        lang=localizer.locale.html,
        title=title,
        site=localizer.required_text(catalogue.site.title).text,
        tagline=tagline.text if tagline else "",
        about=tuple(_about(catalogue, localizer)),
        words={
            "contents": localizer.gettext("Contents"),
            "places": localizer.gettext("About the place"),
            "policies": say("Policies"),
            "contacts": say("Contacts"),
            "index": localizer.gettext("Index of projects"),
            "contact": say("Contact"),
        },
        figures=site_figures(catalogue, localizer) if kind == "all" and is_first else (),
        places=tuple(
            [
                place_chapter(context, localizer, place)
                for place in (places_of_book(catalogue, kind, key) if is_first else ())
            ]
        ),
        chapters=chapters,
        policies=tuple(
            [
                policy_part(context, localizer, one)
                for one in _policies(catalogue, projects, of_all if kind == "all" and is_first else None)
            ]
        ),
        offices=tuple(offices_of(catalogue, localizer, projects)),
        url=context.address(page_of(kind, key), localizer.locale.id),
        scan=say("QR code of this page"),
    )


def projects_of(catalogue: TrackedCatalogue, kind: str, key: str) -> tuple[str, ...]:
    """Those of a selection, those that seek investors first."""
    if kind == "projects":
        return tuple(key.split(","))
    found = catalogue.ask(queries.latest, kind, key, EVERY)
    return tuple(sorted(found, key=lambda one: not catalogue.is_seeking(one)))


def title_of(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str, of_all: str) -> str:
    """The title of what a book is of, `of_all` where that is no entry."""
    if kind in ("all", "projects"):
        return of_all
    return localizer.required_text(catalogue.card(kind, key).title).text


def _about(catalogue: TrackedCatalogue, localizer: Localizer) -> Iterator[str]:
    date = localizer.date(catalogue.ask(newest, "all", ""))
    if date:
        yield localizer.gettext("as of %(date)s") % {"date": date.text}
    if notice := notice_of(catalogue, localizer):
        yield notice


def site_figures(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[BigFigure, ...]:
    """The site's own, those that are no goals of the past."""
    found = []
    for figure in catalogue.site.figures:
        if not (figure.goal and catalogue.ask(queries.is_over, figure.date)):
            words = [localizer.gettext("goal")] if figure.goal else []
            words += [localizer.period(figure.date)] if figure.date else []
            title = localizer.required_text(figure.title).text
            found.append(big(title, localizer.required_amount(figure.amount), " ".join(words)))
    return tuple(found[:4])


def places_of_book(catalogue: TrackedCatalogue, kind: str, key: str) -> tuple[str, ...]:
    """The region that the book is about, and those right below it of which more is told than their name."""
    home = key if kind == "region" else catalogue.site.home_region
    if kind == "chain":
        home = catalogue.get(Chain, key).region or home
    if not home:
        return ()
    told = [
        one
        for one in catalogue.ask(queries.region_list, home)
        if (it := catalogue.get(Region, one)).costs or it.plots or it.advantages
    ]
    return (home, *told)


def _chapters(
    context: Context, localizer: Localizer, kind: str, key: str, projects: tuple[str, ...]
) -> Iterator[Chapter]:
    catalogue = context.catalogue
    if kind == "chain":
        yield chain_chapter(context, localizer, key, projects)
        return
    if kind == "collection":
        yield collection_chapter(context, localizer, key, projects)
        return
    if kind == "projects":
        title = run(localizer.section("projects"))
        yield Chapter(title=title, sheets=sheets(context, localizer, projects))
        return
    by_chain: dict[str, list[str]] = {}
    for project in projects:
        by_chain.setdefault(catalogue.project(project).chain, []).append(project)
    for chain in catalogue.ask(queries.chain_list):
        if chain in by_chain:
            yield chain_chapter(context, localizer, chain, by_chain[chain])
    if "" in by_chain:
        title = run(localizer.gettext("Other projects"))
        yield Chapter(title=title, sheets=sheets(context, localizer, by_chain[""]))


def _in_order(catalogue: TrackedCatalogue, kind: str, projects: tuple[str, ...]) -> tuple[str, ...]:
    """Projects as the book's chapters have them, so that a volume goes on where the one before ended."""
    if kind not in ("all", "region"):
        return projects
    place = {chain: number for number, chain in enumerate(catalogue.ask(queries.chain_list))}
    return tuple(sorted(projects, key=lambda one: place.get(catalogue.project(one).chain, len(place))))


def _policies(
    catalogue: TrackedCatalogue, projects: Iterable[str], of_all: Iterable[str] | None
) -> tuple[str, ...]:
    """Policies of any of the projects, those of many first; with `of_all`, others in force, too."""

    def counted(some: Iterable[str]) -> Counter[str]:
        return Counter(policy for one in some for policy, _ in catalogue.ask(queries.policies_of, one))

    counts = counted(projects)
    shared = sorted(counts, key=lambda one: (-counts[one], one))
    if of_all is None:
        return tuple(shared)
    named = counted(of_all)
    return (
        *shared,
        *[one for one in catalogue.ask(queries.policy_list, "state", "current") if one not in named],
    )


def contacts_of(catalogue: TrackedCatalogue, projects: Iterable[str]) -> tuple[str, ...]:
    """Offices that projects name or that are in charge of them, each once."""
    found: dict[str, None] = {}
    for project in projects:
        card = catalogue.project(project)
        in_charge = catalogue.ask(queries.contacts_for, card.chain, card.park or card.region)
        found |= dict.fromkeys(card.contacts or in_charge)
    return tuple(found)


def offices_of(
    catalogue: TrackedCatalogue, localizer: Localizer, projects: Iterable[str]
) -> Iterator[Office]:
    """Hotlines first, then the projects' own."""
    everybody = catalogue.ask(queries.contact_list)
    hotlines = [key for key in everybody if catalogue.get(Contact, key).hotline]
    for key in dict.fromkeys([*hotlines, *contacts_of(catalogue, projects)]):
        yield office(localizer, contact_block(catalogue, localizer, key))


def page_of(kind: str, key: str) -> str:
    """The page that a book is of."""
    return entity_path(kind, key) if kind in FOLDERS else ""
