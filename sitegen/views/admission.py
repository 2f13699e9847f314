"""What is welcome and what is not, as pages of places, chains and projects say it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Admission, Chain, PlaceAdmission, Region
from sitegen.model.queries.admission_queries import AdmissionKey
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Link, LocalText, Term
from sitegen.views.entry_sections import SourceNote, entity_link, source_notes
from sitegen.views.localizer import Localizer


class AdmissionRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    level: Term
    text: LocalText
    said_by: Link
    """The place or chain that says it."""
    chains: tuple[Link, ...]
    """Industries that it is about; empty: all."""
    sources: tuple[SourceNote, ...]


def admission_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, chain: str, region: str
) -> tuple[AdmissionRow, ...]:
    """What holds for an industry at a place: `queries.admission_of` says of which."""
    words = (localizer.locale.id, chain, region)

    def make(inner: TrackedCatalogue) -> tuple[AdmissionRow, ...]:
        return _rows(inner, localizer, inner.ask(queries.admission_of, chain, region))

    return catalogue.part("admission", words, make)


def _rows(
    catalogue: TrackedCatalogue, localizer: Localizer, keys: Iterable[AdmissionKey]
) -> tuple[AdmissionRow, ...]:
    return tuple([_row(catalogue, localizer, *key) for key in keys])


def _row(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str, number: str) -> AdmissionRow:
    of: type[Chain | Region] = Chain if kind == "chain" else Region
    rule: Admission = catalogue.get(of, key).admission[int(number)]
    chains = rule.chains if isinstance(rule, PlaceAdmission) else ()
    return AdmissionRow(
        level=localizer.term("admission", rule.level),
        text=localizer.required_text(rule.text),
        said_by=entity_link(catalogue, localizer, of, key),
        chains=tuple([entity_link(catalogue, localizer, Chain, chain) for chain in chains]),
        sources=source_notes(catalogue, localizer, rule.source),
    )
