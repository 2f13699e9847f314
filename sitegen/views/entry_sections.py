"""What entries state, ready for a page: links to them, figures, costs, files, and where facts come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from sitegen.content.films import FilmInfo
from sitegen.content.picture_sizes import shown_size, source_set
from sitegen.content.pictures import PictureInfo
from sitegen.i18n.text import Text
from sitegen.maps.goal_chart import ResultBar
from sitegen.maps.goal_chart import draw as draw_goal
from sitegen.model import queries
from sitegen.model.entities import (
    Attachment,
    Chain,
    Contact,
    Cost,
    Entity,
    Figure,
    Origin,
    Policy,
    Region,
    Result,
    Source,
)
from sitegen.model.entries import Entry
from sitegen.model.entry_folder import FILM_ENDINGS
from sitegen.model.output_rows import POLICY_CARD, POSTED, POSTER, SHARE_PICTURE, SQUARE
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import entity_path, has_list, list_path
from sitegen.views.basic_values import Amount, BodyText, File, Link, LocalText, PictureView, Term, When
from sitegen.views.film_players import FilmPlayer, film_facts, film_players
from sitegen.views.labels import TERMS
from sitegen.views.localizer import Localizer, file_url
from sitegen.views.mentions import MentionGroup, mentions_of
from sitegen.views.news_rows import NewsRow, news_about
from sitegen.views.page_head import PageView, shared_picture

NO_CHART = Markup("")


class SourceNote(msgspec.Struct, frozen=True, cache_hash=True):
    """Where facts were taken from, in parts that may be empty."""

    title: LocalText | None
    document: str
    paragraph: str
    date: When | None
    url: str
    """Of the document as an entry here, else on the web."""
    external: bool


class ResultRow(msgspec.Struct, frozen=True, cache_hash=True):
    """How far a goal was on a day."""

    date: When
    amount: Amount
    sources: tuple[SourceNote, ...]


class FigureRow(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    amount: Amount
    period: str
    goal: bool
    past: bool
    """A goal whose period is over."""
    note: LocalText | None
    sources: tuple[SourceNote, ...]
    reached: tuple[ResultRow, ...]
    """A goal's results, by date."""
    chart: Markup
    """The same as bars, with the goal as a line; empty where there is nothing to draw."""


class CostRow(msgspec.Struct, frozen=True, cache_hash=True):
    item: Term
    price: Amount
    note: LocalText | None
    date: When | None
    place: Link | None
    source: SourceNote | None


class MadeFrom(msgspec.Struct, frozen=True):
    """What the parts of an entry's page are made from once they are asked for."""

    catalogue: TrackedCatalogue
    localizer: Localizer
    entry: Entry

    @property
    def entity(self) -> Entity:
        assert self.entry.entity is not None
        return self.entry.entity


class EntryPage(PageView, frozen=True, kw_only=True, dict=True):
    """What the page of every kind of entry has, besides what its kind says.

    Parts that not every theme shows are made when a template asks for them: a page costs what it shows.
    """

    _made_from: MadeFrom | None = None
    """None where no entry speaks on the page, as on most lists."""

    @cached_property
    def body(self) -> BodyText | None:
        made = self._made_from
        return made.localizer.body(made.entry.bodies) if made else None

    @cached_property
    def pictures(self) -> tuple[PictureView, ...]:
        made = self._made_from
        return pictures(made.localizer, made.entry) if made else ()

    @cached_property
    def films(self) -> tuple[FilmPlayer, ...]:
        made = self._made_from
        return film_players(made.localizer, made.entry) if made else ()

    @cached_property
    def figures(self) -> tuple[FigureRow, ...]:
        made = self._made_from
        return figure_rows(made.catalogue, made.localizer, made.entity.figures) if made else ()

    @cached_property
    def attachments(self) -> tuple[File, ...]:
        made = self._made_from
        return documents(made.catalogue, made.localizer, made.entity) if made else ()

    @cached_property
    def sources(self) -> tuple[SourceNote, ...]:
        made = self._made_from
        return source_notes(made.catalogue, made.localizer, made.entity.source) if made else ()

    @cached_property
    def confirmed(self) -> When | None:
        made = self._made_from
        return made.localizer.date(made.entity.confirmed) if made else None

    @cached_property
    def news(self) -> tuple[NewsRow, ...]:
        """The newest that names the entry."""
        made = self._made_from
        if not made:
            return ()
        return news_about(made.catalogue, made.localizer, made.entity.kind_name, made.entity.id)

    @cached_property
    def mentions(self) -> tuple[MentionGroup, ...]:
        """Tours and others that name it."""
        made = self._made_from
        if not made:
            return ()
        return mentions_of(made.catalogue, made.localizer, [(made.entity.kind_name, made.entity.id)])

    @cached_property
    def tags(self) -> tuple[Link, ...]:
        """With an empty address where no list of projects has the tag."""
        made = self._made_from
        return tag_links(made.catalogue, made.localizer, made.entity.tags) if made else ()


def tag_links(catalogue: TrackedCatalogue, localizer: Localizer, tags: Iterable[str]) -> tuple[Link, ...]:
    """Tags with the lists of their projects; without an address where there is no such list."""
    keys = {catalogue.tag_list(tag): tag for tag in reversed(tuple(tags))}
    listed = has_list(catalogue.site, "tag")
    return tuple(
        [
            Link(
                localizer.path(list_path("tag", key))
                if listed and catalogue.ask(queries.has_tag, key)
                else "",
                tag_title(catalogue, localizer, tag),
            )
            for key, tag in reversed(keys.items())
        ]
    )


def tag_title(catalogue: TrackedCatalogue, localizer: Localizer, tag: str) -> LocalText:
    """What site.yml calls a tag, else the tag as it is written; one that is not in Latin letters is in the
    site's default language."""
    label = catalogue.site.tags.get(catalogue.tag_list(tag)) if catalogue.site.tags else None
    if label:
        return localizer.required_text(label)
    return (
        LocalText(tag)
        if tag.isascii()
        else localizer.required_text(Text({catalogue.site.default_locale: tag}))
    )


def image_of(catalogue: TrackedCatalogue, localizer: Localizer, entry: Entry) -> PictureView | None:
    """The picture that stands for an entry where its address is shared: made for that, where the site asks
    for it, else the first of its own."""
    it = entry.entity
    assert it is not None
    if SHARE_PICTURE.file_word in catalogue.site.files:
        title = localizer.required_text(it.organisation if isinstance(it, Contact) else it.title)
        return shared_picture(localizer, entity_path(entry.kind, entry.id), title)
    return next(iter(pictures(localizer, entry)), None)


def entity_link(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    kind: type[Chain | Region | Policy | Origin],
    entity_id: str,
) -> Link:
    """A link to an entity by its title."""
    entity = catalogue.get(kind, entity_id)
    return Link(localizer.url(kind.kind_name, entity_id), localizer.required_text(entity.title))


def project_link(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> Link:
    return Link(
        localizer.url("project", project_id), localizer.required_text(catalogue.project(project_id).title)
    )


def figure_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, figures: Iterable[Figure]
) -> tuple[FigureRow, ...]:
    return tuple([_figure_row(catalogue, localizer, figure) for figure in figures])


def _figure_row(catalogue: TrackedCatalogue, localizer: Localizer, figure: Figure) -> FigureRow:
    reached = tuple(
        [
            ResultRow(
                localizer.required_date(result.date),
                localizer.required_amount(result.amount),
                source_notes(catalogue, localizer, result.source),
            )
            for result in results_of(figure)
        ]
    )
    return FigureRow(
        localizer.required_text(figure.title),
        localizer.required_amount(figure.amount),
        localizer.period(figure.date),
        figure.goal,
        figure.goal and catalogue.ask(queries.is_over, figure.date),
        localizer.text(figure.note),
        source_notes(catalogue, localizer, figure.source),
        reached,
        _chart(localizer, figure) if reached else NO_CHART,
    )


def results_of(figure: Figure) -> list[Result]:
    """A goal's, by date."""
    return sorted(figure.reached, key=lambda result: result.date) if figure.goal else []


def _chart(localizer: Localizer, figure: Figure) -> Markup:
    """A goal's results as bars; `goal_chart` escapes all text."""
    aim = figure.amount.value
    bars = [
        ResultBar(
            localizer.required_date(result.date).text,
            localizer.required_amount(result.amount).text,
            float(result.amount.value),
        )
        for result in results_of(figure)
        if result.amount.value is not None
    ]
    if aim is None or not bars:
        return NO_CHART
    label = localizer.gettext("Results beside the goal: %(goal)s") % {
        "goal": localizer.required_amount(figure.amount).text
    }
    return Markup(draw_goal(label, (localizer.gettext("goal"), float(aim)), bars))  # noqa: S704  # escaped there


def source_notes(
    catalogue: TrackedCatalogue, localizer: Localizer, sources: Iterable[Source]
) -> tuple[SourceNote, ...]:
    return tuple([source_note(catalogue, localizer, source) for source in sources])


def source_note(catalogue: TrackedCatalogue, localizer: Localizer, source: Source) -> SourceNote:
    title, document = localizer.text(source.title), source.document
    if source.policy:
        policy = catalogue.get(Policy, source.policy)
        title, document = title or localizer.text(policy.title), document or policy.number
    return SourceNote(
        title=title,
        document=document,
        paragraph=localizer.paragraph(source.paragraph),
        date=localizer.date(source.date),
        url=localizer.url("policy", source.policy) if source.policy else source.url,
        external=not source.policy,
    )


def source_name(catalogue: TrackedCatalogue, localizer: Localizer, sources: Sequence[Source]) -> str:
    """What an entry's facts were taken from, in a word: a document's number, else its title."""
    for note in source_notes(catalogue, localizer, sources[:1]):
        return note.document or (note.title.text if note.title else "")
    return ""


def cost_row(
    catalogue: TrackedCatalogue, localizer: Localizer, cost: Cost, place: Link | None = None
) -> CostRow:
    return CostRow(
        item=localizer.term("cost", cost.item),
        price=localizer.required_amount(cost.price),
        note=localizer.text(cost.note),
        date=localizer.date(cost.date),
        place=place,
        source=source_note(catalogue, localizer, cost.source[0]) if cost.source else None,
    )


def costs_near(
    catalogue: TrackedCatalogue, localizer: Localizer, places: tuple[str, ...]
) -> tuple[tuple[CostRow, ...], Link | None]:
    """Factor costs of the first of these regions that states any, and that region."""
    words = (localizer.locale.id, *places)
    return catalogue.part("costs", words, lambda inner: _costs_near(inner, localizer, places))


def _costs_near(
    catalogue: TrackedCatalogue, localizer: Localizer, places: tuple[str, ...]
) -> tuple[tuple[CostRow, ...], Link | None]:
    for place in places:
        region = catalogue.get(Region, place)
        if region.costs:
            link = entity_link(catalogue, localizer, Region, place)
            return tuple([cost_row(catalogue, localizer, cost, link) for cost in region.costs]), link
    return (), None


def documents(catalogue: TrackedCatalogue, localizer: Localizer, it: Entity) -> tuple[File, ...]:
    """What there is to take along: attachments, and posters where the site makes them."""
    folder, kind = localizer.url(it.kind_name, it.id), it.kind_name
    made = (
        (kind in POSTED, POSTER, localizer.gettext("Poster for phones")),
        (kind in POSTED, SQUARE, localizer.gettext("Square poster")),
        (kind == "policy", POLICY_CARD, localizer.gettext("The policy on one picture")),
    )
    posters = [
        File(folder + picture.file, LocalText(title), "PNG")
        for fits, picture, title in made
        if fits and picture.file_word in catalogue.site.files
    ]
    has_films = any(one.file.lower().endswith(FILM_ENDINGS) for one in it.attachments)
    films = catalogue.entry(kind, it.id).films if has_films else {}
    return (*files(localizer, kind, it.id, it.attachments, films), *posters)


def language_name(localizer: Localizer, code: str) -> str:
    """A language's name; its code where there is none in the labels."""
    return localizer.term("language", code).label if code in TERMS["language"] else code


def files(
    localizer: Localizer,
    kind: str,
    entity_id: str,
    attachments: Iterable[Attachment],
    films: Mapping[str, FilmInfo],
) -> tuple[File, ...]:
    """Attachments; of films, which are large, with how large and how long they are."""
    return tuple(
        [
            File(
                file_url(kind, entity_id, attachment.file),
                localizer.required_text(attachment.title),
                attachment.file.rpartition(".")[2].upper(),
                film_facts(films.get(attachment.file)),
                version=attachment.version,
                language=language_name(localizer, attachment.language) if attachment.language else "",
                fill_in=localizer.text(attachment.fill_in),
            )
            for attachment in attachments
        ]
    )


def pictures(localizer: Localizer, entry: Entry) -> tuple[PictureView, ...]:
    assert entry.entity is not None
    return tuple(
        [photograph(entry, field.file, localizer.required_text(field.alt)) for field in entry.entity.pictures]
    )


def photograph(entry: Entry, name: str, alt: LocalText) -> PictureView:
    """A picture of an entry, in sizes where there are any."""
    info = entry.files.get(name)
    size = shown_size(name, info)
    if size is None:
        return picture(file_url(entry.kind, entry.id, name), alt, info)
    folder = file_url(entry.kind, entry.id, "")
    return PictureView(folder + quote(size.file), alt, size.width, size.height, source_set(folder, size))


def picture(url: str, alt: LocalText, info: PictureInfo | None) -> PictureView:
    return PictureView(url, alt, info.width if info else 0, info.height if info else 0)


def mail_subject(title: str) -> str:
    """One line, ready for an address: a line end would start another header of the mail."""
    return quote(" ".join(title.split()), safe="")
