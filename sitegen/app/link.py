"""Records of entries to the catalogue, and the checks that need them all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sitegen.diagnostics import Diagnostic, Place, has_errors, problem
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue
from sitegen.model.checks import Whole, check_catalogue, check_expired, check_segments, check_uses
from sitegen.model.entities import KINDS, Enterprise, Entity, is_seeking
from sitegen.model.entries import Use
from sitegen.model.site import SiteSettings
from sitegen.render.worker import Record


def link(site: SiteSettings, today: datetime.date, records: Iterable[Record]) -> Catalogue:
    """The catalogue of all public entries."""
    decoders = {kind: msgspec.msgpack.Decoder(cls) for kind, cls in KINDS.items()}
    cards = msgspec.msgpack.Decoder(ProjectCard)
    projects: dict[str, ProjectCard] = {}
    others: dict[str, dict[str, Entity]] = {kind: {} for kind in KINDS if kind != "project"}
    for record in records:
        if not record.public:
            continue
        if record.kind == "project":
            projects[record.id] = cards.decode(record.card)
        else:
            others[record.kind][record.id] = decoders[record.kind].decode(record.card)
    return Catalogue(site, today, projects, others)


def check(
    catalogue: Catalogue, records: Mapping[str, Record], site_uses: Iterable[Use]
) -> Iterator[Diagnostic]:
    """What only all entries together show to be wrong."""
    # An entry with errors of its own counts as being there and public: those errors are enough.
    faulty = {name for name, r in records.items() if r.diagnostics and has_errors(r.diagnostics)}
    hidden = frozenset((r.kind, r.id) for name, r in records.items() if not r.public and name not in faulty)
    uses = {(record.kind, record.id): record.uses for record in records.values()}
    whole = Whole(catalogue.others, hidden, uses, catalogue.today)
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for name, record in records.items():
        if record.public or name in faulty:
            ids[record.kind].add(record.id)
    yield from check_uses(site_uses, ids, whole)
    for record in records.values():
        if record.public:
            yield from check_uses(record.uses, ids, whole)
            yield from _check_segments(record, catalogue, whole)
            yield from _check_offer(record, catalogue, whole)
    yield from check_catalogue(whole)


def _check_segments(record: Record, catalogue: Catalogue, whole: Whole) -> Iterator[Diagnostic]:
    chains: list[str] = []
    if record.kind == "project":
        chains = [catalogue.projects[record.id].chain]
    elif record.kind == "enterprise":
        chains = [role.chain for role in catalogue.all(Enterprise)[record.id].chains]
    if chains and all(chain in whole.entities["chain"] for chain in chains if chain):
        yield from check_segments(record.uses, chains, whole)


def _check_offer(record: Record, catalogue: Catalogue, whole: Whole) -> Iterator[Diagnostic]:
    """A project that seeks an investor needs somebody to call, and policies that are in force."""
    card = catalogue.projects[record.id] if record.kind == "project" else None
    if card is None or not is_seeking(card.kind, card.status):
        return
    if not card.contacts and not catalogue.site.fallback_contact:
        yield problem("W_NO_CONTACT", Place(record.path, 1, 1))
    yield from check_expired(record.uses, card.policies, whole)
