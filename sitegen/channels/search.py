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
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route, entity_path, search_slice
from sitegen.views.context import Context
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import shorten

SUMMARY = 100
"""Characters of a summary."""

Row = tuple[str, str, str, str]


def search_part(context: Context, route: Route) -> str:
    """JSON: the kind's name, and a row for each entry."""
    catalogue, localizer = context.catalogue, context.localizer
    kind, number = route.args
    section = "pages" if kind == "page" else FOLDERS[kind]
    rows = [_row(catalogue, localizer, kind, key) for key in catalogue.ask(search_slice, kind, number)]
    return msgspec.json.encode({"kind": localizer.section(section).text, "entries": rows}).decode()


def _row(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> Row:
    entity = catalogue.project(key) if kind == "project" else catalogue.get(KINDS[kind], key)
    summary = localizer.text(entity.summary)
    texts = [said.text for text in _texts(catalogue, entity) if (said := localizer.text(text))]
    words = dict.fromkeys([*texts, *_names(entity)])
    return (
        entity_path(kind, key),
        localizer.required_text(entity.title).text,
        shorten(summary.text, SUMMARY) if summary else "",
        " ".join(words),
    )


def _texts(catalogue: TrackedCatalogue, entity: Entity | ProjectCard) -> Iterator[Text | None]:
    """Names of what it belongs to or consists of."""
    match entity:
        case ProjectCard():
            if entity.chain:
                chain = catalogue.get(Chain, entity.chain)
                yield chain.title
                yield from (one.title for one in chain.segments if one.id in entity.segments)
            for place in catalogue.ask(queries.places_of, entity.park, entity.region):
                yield catalogue.get(Region, place).title
        case Chain():
            yield from (segment.title for segment in entity.segments)
        case Policy():
            yield entity.issuer
        case Contact():
            yield entity.department
        case Enterprise():
            yield entity.products
            yield from (catalogue.get(Chain, role.chain).title for role in entity.chains)


def _names(entity: Entity | ProjectCard) -> Iterator[str]:
    """Codes, numbers and years as they are written."""
    match entity:
        case ProjectCard():
            yield from (word for word in (entity.code, entity.batch, *entity.tags) if word)
        case Policy():
            yield from (word for word in (entity.number,) if word)
