"""Everything that is checked beyond single values, in order. A check is one function and one line here.

Each looks at one of four things (`subjects`) and yields what is wrong with it:

- an entity: values that do not fit each other. Remembered with the entry.
- an entry that readers see: its facts and texts as they are written. Remembered with the entry.
- a record: an entry among all others. Asked of all entries, or of the few that have changed.
- the whole: what only all entries together show. Asked when more than projects have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.model.checks import (
    catalogue_checks,
    entity_checks,
    figure_checks,
    offer_checks,
    pasted_checks,
    personal_checks,
    reference_checks,
    text_checks,
)
from sitegen.model.checks.subjects import EntityCheck, EntryCheck, RecordCheck, Whole

Found = Iterator[Diagnostic]

OF_ENTITIES: tuple[Callable[[EntityCheck], Found], ...] = (
    figure_checks.unlikely_figures,
    figure_checks.results_of_goals,
    entity_checks.dates_in_order,
    entity_checks.points_on_earth,
    entity_checks.ids_of_parts,
    entity_checks.trades,
    entity_checks.milestones_and_status,
    entity_checks.stops_of_tours,
    entity_checks.segments_of_a_chain,
    entity_checks.consent_of_persons,
    entity_checks.area_codes,
    entity_checks.tiles,
    entity_checks.former_ids,
    reference_checks.references_within,
)
OF_ENTRIES: tuple[Callable[[EntryCheck], Found], ...] = (
    personal_checks.personal_numbers,
    text_checks.untranslated,
    text_checks.untranslated_bodies,
    text_checks.outdated_translations,
    text_checks.placeholders,
    text_checks.markup,
    text_checks.differing_areas,
)
OF_RECORDS: tuple[Callable[[RecordCheck], Found], ...] = (
    reference_checks.references,
    reference_checks.segments_of_chains,
    reference_checks.plots_of_stops,
    offer_checks.offers,
    offer_checks.dates_to_come,
    pasted_checks.pasted_words,
)
OF_THE_WHOLE: tuple[Callable[[Whole], Found], ...] = (
    catalogue_checks.loops_of_regions,
    catalogue_checks.same_tiles,
    catalogue_checks.same_titles,
    catalogue_checks.same_projects,
    catalogue_checks.former_ids,
    catalogue_checks.boundaries,
)


def check_entity(check: EntityCheck) -> Found:
    """Everything that an entity's values show only when they are seen together."""
    for one in OF_ENTITIES:
        yield from one(check)


def check_entry(check: EntryCheck) -> Found:
    """Everything that is wrong with how a public entry is written."""
    for one in OF_ENTRIES:
        yield from one(check)


def check_record(check: RecordCheck) -> Found:
    """Everything that an entry's record shows only beside all others."""
    if check.record.public:
        for one in OF_RECORDS:
            yield from one(check)
    elif has_errors(check.record.diagnostics):  # that it leads nowhere is told along with its own errors
        yield from reference_checks.references(check)


def check_whole(whole: Whole) -> Found:
    """Everything that only all entries together show."""
    for one in OF_THE_WHOLE:
        yield from one(whole)
