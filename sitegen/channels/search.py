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
from sitegen.model.entities import Chain, Entity, Project, Region
from sitegen.model.kinds import BY_ID, FOLDERS
from sitegen.model.references import Path, ref_fields, values_at
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
    rows = [_row(catalogue, localizer, kind, key) for key in catalogue.ask(search_slice, kind, number)]
    return msgspec.json.encode({"kind": localizer.section(FOLDERS[kind]).text, "entries": rows}).decode()


def _row(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> Row:
    entity = catalogue.card(kind, key)
    summary = localizer.text(entity.summary)
    words: dict[str, None] = {}
    for path in BY_ID[kind].search_words:
        words |= dict.fromkeys(_words(catalogue, localizer, entity, tuple(path.split("."))))
    return (
        entity_path(kind, key),
        localizer.required_text(entity.title).text,
        shorten(summary.text, SUMMARY) if summary else "",
        " ".join(words),
    )


def _words(
    catalogue: TrackedCatalogue, localizer: Localizer, entity: Entity | ProjectCard, path: Path
) -> Iterator[str]:
    """What a field says: names, codes and numbers as they are written, references by their titles."""
    cls = Project if isinstance(entity, ProjectCard) else type(entity)
    named = next((field.kind for field in ref_fields(cls) if field.path == path), "")
    values = list(values_at(entity, path))
    for value in values if not named else _titles(catalogue, entity, named, values):
        if isinstance(value, str):
            yield value
            if (other := localizer.converted(value)) != value:  # a document's number, as one types it here
                yield other
        elif said := localizer.text(value):
            yield said.text


def _titles(
    catalogue: TrackedCatalogue, entity: Entity | ProjectCard, kind: str, ids: list[str]
) -> Iterator[Text]:
    """Titles of what is named; a place is found by the names of all that it lies in."""
    match kind:
        case "segment":
            chain = catalogue.get(Chain, entity.chain) if isinstance(entity, ProjectCard) and ids else None
            yield from (one.title for one in chain.segments if one.id in ids) if chain else ()
        case "region":
            for place in [place for key in ids for place in catalogue.ask(queries.places_of, key, "")]:
                yield catalogue.get(Region, place).title
        case _:
            yield from (catalogue.card(kind, key).title for key in ids)
