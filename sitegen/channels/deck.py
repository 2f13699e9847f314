"""Slides for a roadshow (推介, 路演): a collection's, a chain's or a place's projects, one slide for each.

For the office alone: `sitegen export deck --collection ID FOLDER`. What a slide says of a project is what its
sheet says; what does not fit in a type that can be read from the last row is left to the page, whose QR code
is on the slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec

from sitegen.channels.handbook import (
    SELECTIONS,
    check_known,
    offices_of,
    page_of,
    places_of_book,
    projects_of,
    site_figures,
    title_of,
)
from sitegen.channels.map_files import MapPage, chain_map_sheet, paint_of
from sitegen.channels.photographs import PictureSource, source_of
from sitegen.channels.print_parts import BigFigure, Labelled, Office, Run, big, run
from sitegen.channels.project_sheets import ProjectSheet, notice_of, sheet_of
from sitegen.channels.typesetting import Document, bytes_of
from sitegen.content.pictures import PictureInfo
from sitegen.maps.sheet import fonts, slide
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Collection, Region
from sitegen.model.fields import Doc
from sitegen.model.output_rows import Output
from sitegen.model.standings import newest
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer
from sitegen.views.regions import region
from sitegen.views.share_pictures import drawing_of

MOST_CHAINS = 3
"""Chains whose maps are shown."""
LONGEST_SIDE = 3
"""So many times its shorter side a photograph on a slide may measure."""
MOST_FIGURES = 4
MOST_OFFICES = 4
LONGEST = 150
"""Letters of a text that a slide shows; of Chinese characters half as many."""
A_SLIDE = 9
"""Rows of the list of projects on a slide, at most."""
ASKED_FIRST = ("seeks", "cooperation", "products", "capacity", "tenure", "investors", "payback")
LEFT_OUT = ("industry", "coordinator", "segments", "region", "park", "nature", "ratio")
"""Facts of the sheet for which a slide is no place."""


class DeckOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What `sitegen export deck` is asked for; nothing named is the whole catalogue."""

    chain: Annotated[str, Doc("只收这条产业链的项目", "the projects of this chain")] = ""
    region: Annotated[str, Doc("只收这个地区的项目", "the projects of this region")] = ""
    collection: Annotated[str, Doc("只收这个专题的项目", "the projects of this collection")] = ""
    projects: Annotated[tuple[str, ...], Doc("只收这些项目", "these projects")] = ()


class PlaceSlide(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The place: its figures, what speaks for it, where it is."""

    title: Run
    summary: Run | None = None
    figures: tuple[BigFigure, ...] = ()
    lines: tuple[Run, ...] = ()
    svg: str = ""
    """A map; "" where too few places are known for one."""
    alt: str = ""


class ProjectRow(msgspec.Struct, frozen=True, kw_only=True):
    """A project in the list of all that the slides show."""

    id: str
    title: Run
    place: str
    status: str
    amount: str


class ProjectSlide(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A project: what, where, how much, what is sought, whom to call."""

    id: str
    title: Run
    above: tuple[str, ...]
    """Status, kind, date, number."""
    summary: Run | None = None
    figures: tuple[BigFigure, ...] = ()
    facts: tuple[Labelled, ...] = ()
    """What matters most comes first: the last are left out where there is no room."""
    office: Office | None = None
    photo: PictureSource | None = None
    """Its first photograph, where the site has photographs in sizes."""
    photo_alt: str = ""
    url: str
    scan: str
    """What the QR code is for."""


class DeckData(msgspec.Struct, frozen=True, kw_only=True):
    """What the slides for a roadshow are made from."""

    template: ClassVar[str] = "deck.typ"

    brand: str
    accent: str
    title: str
    site: str
    tagline: str
    date: str
    notice: str
    words: dict[str, str]
    """Headings: of the list of projects, its columns, the contacts."""
    place: PlaceSlide | None
    maps: tuple[MapPage, ...]
    """Of the chains that the projects are of."""
    lists: tuple[tuple[ProjectRow, ...], ...]
    """All projects, as many on a slide as it has room for."""
    slides: tuple[ProjectSlide, ...]
    offices: tuple[Office, ...]
    url: str
    scan: str


def routes(catalogue: Catalogue, output: Output, options: DeckOptions) -> Iterator[Route]:
    """The one that is asked for. Raises ParameterError for what there is not."""
    kind, key = asked_for(catalogue, options)
    yield Route(output.name, (kind, key), f"{file_name(kind, key)}.pdf")


def asked_for(catalogue: Catalogue, options: DeckOptions) -> tuple[str, str]:
    """Which projects: a kind of selection and its key. Raises ParameterError for what there is not."""
    if options.projects:
        for key in options.projects:
            check_known("--projects", key, catalogue.projects)
        return "projects", ",".join(options.projects)
    for kind, cls in SELECTIONS.items():
        if key := getattr(options, kind):
            check_known(f"--{kind}", key, catalogue.all(cls))
            return kind, key
    return "all", ""


def file_name(kind: str, key: str) -> str:
    return f"{key}-slides" if kind in SELECTIONS else "slides"


def deck(context: Context, route: Route) -> Bytes:
    kind, key = route.args
    data = deck_data(context, kind, key)
    return bytes_of(Document.of(data, context.localizer.locale.html, codes_of(data), photos_of(data)))


def codes_of(data: DeckData) -> set[str]:
    """Addresses that the slides show as QR codes."""
    return {data.url, *[one.url for one in data.slides]}


def photos_of(data: DeckData) -> tuple[PictureSource, ...]:
    return tuple([one.photo for one in data.slides if one.photo])


def deck_data(context: Context, kind: str, key: str) -> DeckData:
    """All that the slides say."""
    catalogue, localizer = context.catalogue, context.localizer
    say = localizer.gettext
    projects = projects_of(catalogue, kind, key)
    sheets = [sheet_of(context, localizer, one) for one in projects]
    rows = [_row(catalogue, localizer, sheet) for sheet in sheets]
    date = localizer.date(catalogue.ask(newest, "all", ""))
    paint = paint_of(catalogue)
    return DeckData(
        brand=paint.brand,
        accent=paint.accent,
        title=title_of(catalogue, localizer, kind, key, localizer.gettext("Investment projects")),
        site=localizer.required_text(catalogue.site.title).text,
        tagline=_tagline(catalogue, localizer, kind, key),
        date=localizer.gettext("as of %(date)s") % {"date": date.text} if date else "",
        notice=notice_of(catalogue, localizer),
        words={
            "projects": localizer.gettext("Projects at a glance"),
            "project": say("Project"),
            "place": say("Place"),
            "status": say("Status"),
            "amount": say("Investment"),
            "contacts": say("Contacts"),
        },
        place=_place(context, localizer, kind, key),
        maps=tuple(_maps(context, localizer, kind, key, projects)),
        lists=tuple(_shared_out(rows)) if len(rows) > 1 else (),
        slides=tuple([_with_photo(context, _slide(localizer, sheet)) for sheet in sheets]),
        offices=tuple(offices_of(catalogue, localizer, projects))[:MOST_OFFICES],
        url=context.address(page_of(kind, key)),
        scan=say("QR code of this page"),
    )


def _shared_out(rows: list[ProjectRow]) -> Iterator[tuple[ProjectRow, ...]]:
    """Onto as few slides as they take, on each about as many."""
    slides = -(-len(rows) // A_SLIDE)
    each = -(-len(rows) // slides)
    for start in range(0, len(rows), each):
        yield tuple(rows[start : start + each])


def _tagline(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> str:
    """What the selection says of itself, else what the site does."""
    own = catalogue.get(SELECTIONS[kind], key) if kind in SELECTIONS else None
    summary = own.summary if isinstance(own, Chain | Region | Collection) else None
    said = localizer.text(summary) or localizer.text(catalogue.site.tagline)
    return said.text if said else ""


def _place(context: Context, localizer: Localizer, kind: str, key: str) -> PlaceSlide | None:
    """Of the place itself; the site's own figures where it is the one that the site is about."""
    catalogue = context.catalogue
    places = places_of_book(catalogue, kind, key)
    if not places:
        return None
    place = places[0]
    page = region(catalogue, localizer, f"regions/{place}/", place)
    figures = site_figures(catalogue, localizer) if place == catalogue.site.home_region else ()
    if not figures:
        figures = tuple([big(one.title.text, one.amount, one.period) for one in page.figures])
    drawing = drawing_of(catalogue, localizer, "region", place, narrow=True)
    return PlaceSlide(
        title=run(page.tile.title, page.tile.url),
        summary=run(page.tile.summary) if page.tile.summary else None,
        figures=figures[:MOST_FIGURES],
        lines=tuple([run(text) for text in page.advantages]),
        svg=_svg(drawing.inner, drawing.width, drawing.height, localizer) if drawing else "",
        alt=localizer.gettext("Map: %s") % page.tile.title.text if drawing else "",
    )


def _svg(inner: str, width: str, height: str, localizer: Localizer) -> str:
    family = fonts(localizer.locale.html)
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{family}">{inner}</svg>'


def _maps(
    context: Context, localizer: Localizer, kind: str, key: str, projects: tuple[str, ...]
) -> Iterator[MapPage]:
    """Of the chain that is asked for, else of those that most of the projects are of."""
    catalogue = context.catalogue
    counts = Counter([catalogue.project(one).chain for one in projects])
    counts.pop("", None)
    chains = [key] if kind == "chain" else [one for one, _ in counts.most_common(MOST_CHAINS)]
    for one in chains:
        chain = catalogue.get(Chain, one)
        if chain.segments:
            sheet = chain_map_sheet(context, localizer, chain, "panorama", "a4", f"chains/{one}/")
            yield MapPage(sheet.title, slide(sheet, paint_of(catalogue)), across=True)


def _row(catalogue: TrackedCatalogue, localizer: Localizer, sheet: ProjectSheet) -> ProjectRow:
    card = catalogue.project(sheet.id)
    place = card.park or card.region
    title = localizer.text(catalogue.get(Region, place).title) if place else None
    sums = [f"{one.before}{one.figure}{one.unit}{one.after}" for one in sheet.headline[:1] if card.total]
    return ProjectRow(
        id=sheet.id,
        title=sheet.title,
        place=title.text if title else "",
        status=sheet.above[0],
        amount="".join(sums),
    )


def _slide(localizer: Localizer, sheet: ProjectSheet) -> ProjectSlide:
    """What is sought and where come first; codes are for other readers."""
    say = localizer.gettext
    asked = [localizer.fact_label(name) for name in ASKED_FIRST]
    first = [say("Partner sought"), say("Place"), say("Scope"), *asked]
    left_out = [localizer.fact_label(name) for name in LEFT_OUT]
    facts = [
        msgspec.structs.replace(one, note="", line=tuple([_short(run) for run in one.line]))
        for one in sheet.facts
        if one.label not in left_out
    ]
    facts.sort(key=lambda one: first.index(one.label) if one.label in first else len(first))
    return ProjectSlide(
        id=sheet.id,
        title=sheet.title,
        above=sheet.above,
        summary=_short(sheet.summary) if sheet.summary else None,
        figures=sheet.headline[:MOST_FIGURES],
        facts=tuple(facts),
        office=next((one for one in sheet.offices if one.phone), next(iter(sheet.offices), None)),
        url=sheet.url,
        scan=sheet.scan,
    )


def _with_photo(context: Context, made: ProjectSlide) -> ProjectSlide:
    """The same with the project's first photograph of a usual shape, where there is one."""
    entry = context.catalogue.entry("project", made.id)
    assert entry.entity is not None
    for picture in entry.entity.pictures:
        info = entry.files.get(picture.file)
        if info is not None and info.digest and _is_usual(info):
            alt = context.localizer.required_text(picture.alt).text
            photo = source_of(context, "project", made.id, picture.file)
            return msgspec.structs.replace(made, photo=photo, photo_alt=alt)
    return made


def _is_usual(photo: PictureInfo) -> bool:
    """Of a strip, the middle that a slide has room for says nothing."""
    return max(photo.width, photo.height) <= LONGEST_SIDE * min(photo.width, photo.height)


def _short(said: Run) -> Run:
    """What a slide has room for of a text: to the end of a sentence or a clause, else to an ellipsis."""
    room = LONGEST if said.text.isascii() else LONGEST // 2
    if len(said.text) <= room:
        return said
    start = said.text[:room]
    ends = [start.rfind(mark) for mark in "。；.;，,、"]
    end = next((place for place in ends if place > room // 2), room - 1)
    mark = start[end] if start[end] in "。." else "…"
    return msgspec.structs.replace(said, text=start[:end] + mark)
