"""What the search page looks through: entries of one kind, so many to a file, in one language.

The page loads these files when somebody searches; nothing is sent anywhere. A row is the path of an entry's
page within the language, its title, its summary, and other words that it is found by.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import FOLDERS, KINDS, Chain, Contact, Enterprise, Entity, Policy, Region
from sitegen.model.reader import Reader
from sitegen.routes import entity_path, search_slice
from sitegen.views.frame import shorten
from sitegen.views.voice import Voice

SUMMARY = 100
"""Characters of a summary."""

Row = tuple[str, str, str, str]


def search_part(reader: Reader, voice: Voice, path: str, kind: str, number: str) -> str:
    """JSON: the kind's name, and a row for each entry."""
    section = "pages" if kind == "page" else FOLDERS[kind]
    rows = [_row(reader, voice, kind, key) for key in reader.ask(search_slice, kind, number)]
    return msgspec.json.encode({"kind": voice.section(section).text, "entries": rows}).decode()


def _row(reader: Reader, voice: Voice, kind: str, key: str) -> Row:
    entity = reader.project(key) if kind == "project" else reader.get(KINDS[kind], key)
    summary = voice.say(entity.summary)
    texts = [said.text for text in _texts(reader, entity) if (said := voice.say(text))]
    words = dict.fromkeys([*texts, *_names(entity)])
    return (
        entity_path(kind, key),
        voice.must_say(entity.title).text,
        shorten(summary.text, SUMMARY) if summary else "",
        " ".join(words),
    )


def _texts(reader: Reader, entity: Entity | ProjectCard) -> Iterator[Text | None]:
    """Names of what it belongs to or consists of."""
    match entity:
        case ProjectCard():
            if entity.chain:
                chain = reader.get(Chain, entity.chain)
                yield chain.title
                yield from (one.title for one in chain.segments if one.id in entity.segments)
            for place in reader.ask(queries.places_of, entity.park, entity.region):
                yield reader.get(Region, place).title
        case Chain():
            yield from (segment.title for segment in entity.segments)
        case Policy():
            yield entity.issuer
        case Contact():
            yield entity.department
        case Enterprise():
            yield entity.products
            yield from (reader.get(Chain, role.chain).title for role in entity.chains)


def _names(entity: Entity | ProjectCard) -> Iterator[str]:
    """Codes, numbers and years as they are written."""
    match entity:
        case ProjectCard():
            yield from (word for word in (entity.code, entity.batch, *entity.tags) if word)
        case Policy():
            yield from (word for word in (entity.number,) if word)
