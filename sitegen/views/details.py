"""What entries state, ready for a page: links to them, figures, costs, files, and where facts come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from sitegen.content.pictures import PictureInfo
from sitegen.model.entities import Attachment, Chain, Cost, Figure, Policy, Region, Source
from sitegen.model.entries import Entry
from sitegen.model.reader import Reader
from sitegen.views.types import CostRow, FigureRow, File, Link, Picture, Said, SourceNote
from sitegen.views.voice import Voice, file_url


def told(reader: Reader, voice: Voice, entry: Entry) -> dict[str, Any]:
    """The fields of `EntryPage` that `frame` does not make, to spread into a view."""
    it = entry.entity
    assert it is not None
    return {
        "body": voice.body(entry.bodies),
        "pictures": pictures(voice, entry),
        "figures": figure_rows(reader, voice, it.figures),
        "attachments": files(voice, it.kind_name, it.id, it.attachments),
        "sources": source_notes(reader, voice, it.source),
        "confirmed": voice.date(it.confirmed),
    }


def image_of(entry: Entry) -> str:
    """The picture that stands for an entry where its address is shared; "" when it has none."""
    fields = entry.entity.pictures if entry.entity else ()
    return file_url(entry.kind, entry.id, fields[0].file) if fields else ""


def entity_link(reader: Reader, voice: Voice, kind: type[Chain | Region | Policy], entity_id: str) -> Link:
    """A link to an entity by its title."""
    entity = reader.get(kind, entity_id)
    return Link(voice.url(kind.kind_name, entity_id), voice.must_say(entity.title))


def project_link(reader: Reader, voice: Voice, project_id: str) -> Link:
    return Link(voice.url("project", project_id), voice.must_say(reader.project(project_id).title))


def figure_rows(reader: Reader, voice: Voice, figures: Iterable[Figure]) -> tuple[FigureRow, ...]:
    return tuple(
        [
            FigureRow(
                voice.must_say(figure.title),
                voice.must_amount(figure.amount),
                voice.period(figure.date),
                figure.goal,
                voice.say(figure.note),
                source_notes(reader, voice, figure.source),
            )
            for figure in figures
        ]
    )


def source_notes(reader: Reader, voice: Voice, sources: Iterable[Source]) -> tuple[SourceNote, ...]:
    return tuple([source_note(reader, voice, source) for source in sources])


def source_note(reader: Reader, voice: Voice, source: Source) -> SourceNote:
    title, document = voice.say(source.title), source.document
    if source.policy:
        policy = reader.get(Policy, source.policy)
        title, document = title or voice.say(policy.title), document or policy.number
    return SourceNote(
        title=title,
        document=document,
        paragraph=source.paragraph,
        date=voice.date(source.date),
        url=voice.url("policy", source.policy) if source.policy else source.url,
        external=not source.policy,
    )


def source_name(reader: Reader, voice: Voice, sources: Sequence[Source]) -> str:
    """What an entry's facts were taken from, in a word: a document's number, else its title."""
    for note in source_notes(reader, voice, sources[:1]):
        return note.document or (note.title.text if note.title else "")
    return ""


def cost_row(reader: Reader, voice: Voice, cost: Cost, place: Link | None = None) -> CostRow:
    return CostRow(
        item=voice.term("cost", cost.item),
        price=voice.must_amount(cost.price),
        note=voice.say(cost.note),
        date=voice.date(cost.date),
        place=place,
        source=source_note(reader, voice, cost.source[0]) if cost.source else None,
    )


def costs_near(
    reader: Reader, voice: Voice, places: tuple[str, ...]
) -> tuple[tuple[CostRow, ...], Link | None]:
    """Factor costs of the first of these regions that states any, and that region."""
    words = (voice.locale.id, *places)
    return reader.part("costs", words, lambda inner: _costs_near(inner, voice, places))


def _costs_near(
    reader: Reader, voice: Voice, places: tuple[str, ...]
) -> tuple[tuple[CostRow, ...], Link | None]:
    for place in places:
        region = reader.get(Region, place)
        if region.costs:
            link = entity_link(reader, voice, Region, place)
            return tuple([cost_row(reader, voice, cost, link) for cost in region.costs]), link
    return (), None


def files(voice: Voice, kind: str, entity_id: str, attachments: Iterable[Attachment]) -> tuple[File, ...]:
    return tuple(
        [
            File(
                file_url(kind, entity_id, attachment.file),
                voice.must_say(attachment.title),
                attachment.file.rpartition(".")[2].upper(),
            )
            for attachment in attachments
        ]
    )


def pictures(voice: Voice, entry: Entry) -> tuple[Picture, ...]:
    assert entry.entity is not None
    return tuple(
        [
            picture(
                file_url(entry.kind, entry.id, field.file),
                voice.must_say(field.alt),
                entry.files.get(field.file),
            )
            for field in entry.entity.pictures
        ]
    )


def picture(url: str, alt: Said, info: PictureInfo | None) -> Picture:
    return Picture(url, alt, info.width if info else 0, info.height if info else 0)


def mail_subject(title: str) -> str:
    """One line, ready for an address: a line end would start another header of the mail."""
    return quote(" ".join(title.split()), safe="")
