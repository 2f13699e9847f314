"""References to entries that are not there, or that readers must not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.content.listing import SITE_FILE
from sitegen.diagnostics import Diagnostic, nearest, problem
from sitegen.model.checks.subjects import EntityCheck, RecordCheck, Whole
from sitegen.model.entities import Chain, Enterprise, Region, Tour
from sitegen.model.entries import Use
from sitegen.model.kinds import PARTS, kind_words

LOCAL_KINDS = tuple(PARTS)
"""References into a chain or a region rather than to an entry."""


def references_within(check: EntityCheck) -> Iterator[Diagnostic]:
    """References within a chain, to its own segments and stages."""
    if not isinstance(check.entity, Chain):
        return
    known = {
        "segment": [segment.id for segment in check.entity.segments],
        "stage": [stage.id for stage in check.entity.stages],
    }
    for use in check.uses:
        if use.kind in LOCAL_KINDS and use.id not in known[use.kind]:
            yield _dangling(use, known[use.kind])


def _dangling(use: Use, known: Iterable[str]) -> Diagnostic:
    return problem("E_REFERENCE", use.place, id=use.id, **kind_words(use.kind), **nearest(use.id, known))


def references(check: RecordCheck) -> Iterator[Diagnostic]:
    """References of one entry to nothing, or to hidden entries."""
    return check_uses(check.record.uses, check.whole)


def check_uses(uses: Iterable[Use], whole: Whole) -> Iterator[Diagnostic]:
    """References, of an entry or of site.yml, to nothing or to hidden entries."""
    for use in uses:
        if use.kind in LOCAL_KINDS or use.id in whole.ids.get(use.kind, ()):
            continue
        if (use.kind, use.id) in whole.withdrawn and use.place.path != SITE_FILE:
            yield problem("W_WITHDRAWN_REFERENCE", use.place, id=use.id, **kind_words(use.kind))
        elif (use.kind, use.id) in whole.hidden:
            file = whole.file_of(use.kind, use.id)
            yield problem("E_HIDDEN_REFERENCE", use.place, id=use.id, file=file, **kind_words(use.kind))
        elif now := whole.moved.get((use.kind, use.id)):
            yield _outdated(use, now)
        else:
            yield _dangling(use, whole.ids.get(use.kind, ()))


def _outdated(use: Use, now: str) -> Diagnostic:
    """A reference by a former id. A link in a text leads on by the old address; a field cannot."""
    if use.place.path.endswith(".md"):
        return problem("W_OLD_ID", use.place, id=use.id, now=now, kind=use.kind)
    return problem("E_REFERENCE", use.place, id=use.id, near=now, **kind_words(use.kind))


def segments_of_chains(check: RecordCheck) -> Iterator[Diagnostic]:
    """Segments that a project or an enterprise names must be in the chains that it names."""
    record, catalogue = check.record, check.whole.catalogue
    named: list[str] = []
    if record.kind == "project":
        named = [catalogue.projects[record.id].chain]
    elif record.kind == "enterprise":
        firm = catalogue.all(Enterprise)[record.id]
        named = [role.chain for role in firm.chains] + [one.chain for one in (*firm.offers, *firm.needs)]
    chains = catalogue.all(Chain)
    if not any(named) or any(chain and chain not in chains for chain in named):
        return
    known = {segment.id for chain in named if chain for segment in chains[chain].segments}
    for use in record.uses:
        if use.kind == "segment" and use.id not in known:
            yield _dangling(use, known)


def plots_of_stops(check: RecordCheck) -> Iterator[Diagnostic]:
    """Plots at which a tour stops must be in the places that its stops name."""
    record, catalogue = check.record, check.whole.catalogue
    if record.kind != "tour":
        return
    places = [stop.region for stop in catalogue.all(Tour)[record.id].stops if stop.region]
    regions = catalogue.all(Region)
    known = {plot.id for place in places if place in regions for plot in regions[place].plots}
    for use in record.uses:
        if use.kind == "plot" and use.id not in known:
            yield _dangling(use, known)
