"""What only all entries together can show to be wrong.

`check_entry` sees how a chain refers to its own parts and is remembered with it; the others need the whole
catalogue. `pipeline.link` asks them of all entries, or of the few that have changed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.content.listing import SITE_FILE
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.i18n.dates import first_day, last_day
from sitegen.model.entities import Chain, Entity, Policy, Region, Segment
from sitegen.model.entries import CLAIMS, CLAIMS_OF, Entry, Use
from sitegen.model.kinds import kind_words

LOCAL_KINDS = ("segment", "stage")
"""References into a chain rather than to an entry."""


def check_entry(entry: Entry) -> Iterator[Diagnostic]:
    """References within a chain, to its own segments and stages."""
    if not isinstance(entry.entity, Chain):
        return
    known = {
        "segment": [segment.id for segment in entry.entity.segments],
        "stage": [stage.id for stage in entry.entity.stages],
    }
    for use in entry.uses:
        if use.kind in LOCAL_KINDS and use.id not in known[use.kind]:
            yield _dangling(use, known[use.kind])


def _dangling(use: Use, known: Iterable[str]) -> Diagnostic:
    return problem("E_REFERENCE", use.place, id=use.id, **kind_words(use.kind), **nearest(use.id, known))


class Whole:
    """All entries, as far as these checks need them."""

    def __init__(
        self,
        entities: Mapping[str, Mapping[str, Entity]],
        hidden: frozenset[tuple[str, str]],
        uses: Mapping[tuple[str, str], tuple[Use, ...]],
        today: datetime.date,
        withdrawn: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.withdrawn = withdrawn
        self.entities = entities
        """Public entities other than projects, by kind and id."""
        self.hidden = hidden
        self.uses = uses
        """By kind and id of the entry that they stand in."""
        self.today = today

    def place(self, entity: Entity, kind: str) -> Place:
        """Where an entity refers to another of this kind, or makes this claim, for the first time."""
        return next(use.place for use in self.uses[entity.kind_name, entity.id] if use.kind == kind)


def check_uses(
    uses: Iterable[Use], ids: Mapping[str, frozenset[str] | set[str]], whole: Whole
) -> Iterator[Diagnostic]:
    """References to nothing, and public references to hidden entries."""
    for use in uses:
        if use.kind in LOCAL_KINDS or use.kind in CLAIMS or use.id in ids.get(use.kind, ()):
            continue
        if (use.kind, use.id) in whole.withdrawn and use.place.path != SITE_FILE:
            yield problem("W_WITHDRAWN_REFERENCE", use.place, id=use.id, **kind_words(use.kind))
        elif (use.kind, use.id) in whole.hidden:
            yield problem("E_HIDDEN_REFERENCE", use.place, id=use.id, **kind_words(use.kind))
        else:
            yield _dangling(use, ids.get(use.kind, ()))


def check_segments(uses: Iterable[Use], chains: Iterable[str], whole: Whole) -> Iterator[Diagnostic]:
    """Segments that a project or an enterprise names must be in the chains that it names."""
    known = {segment.id for chain in chains for segment in _segments(whole, chain)}
    for use in uses:
        if use.kind == "segment" and use.id not in known:
            yield _dangling(use, known)


def _segments(whole: Whole, chain: str) -> Iterable[Segment]:
    found = whole.entities.get("chain", {}).get(chain)
    return found.segments if isinstance(found, Chain) else ()


def check_expired(uses: Iterable[Use], policies: Iterable[str], whole: Whole) -> Iterator[Diagnostic]:
    """Policies past their date that are still offered to investors. The policy's own page may well stay."""
    for policy_id in policies:
        policy = whole.entities.get("policy", {}).get(policy_id)
        if not isinstance(policy, Policy):
            continue
        expired = policy.expires and last_day(policy.expires) < whole.today
        repealed = policy.repealed and first_day(policy.repealed) <= whole.today
        if expired or repealed:
            place = next(use.place for use in uses if use.kind == "policy" and use.id == policy_id)
            yield problem(
                "W_EXPIRED_POLICY", place, id=policy_id, date=policy.repealed if repealed else policy.expires
            )


def check_claims(projects: Iterable[str], whole: Whole) -> Iterator[Diagnostic]:
    """Projects with the number of another one, or with its title and no numbers to tell them apart."""
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    for project in projects:
        claims = {use.kind: use for use in whole.uses["project", project] if use.kind in CLAIMS}
        number = claims["code"].id if "code" in claims else ""
        for kind, use in claims.items():
            other, other_number = taken.setdefault((kind, use.id), (project, number))
            if other == project:
                continue
            if kind == "code":
                yield problem("W_SAME_CODE", use.place, number=number, other=other)
            elif not number or not other_number or number == other_number:
                yield problem("W_SAME_TITLE", use.place, title=use.id, other=other)


def check_catalogue(whole: Whole) -> Iterator[Diagnostic]:
    """Loops of regions, tiles and titles that collide."""
    yield from _loops(whole)
    yield from _same_tiles(whole)
    yield from _same_titles(whole)


def _loops(whole: Whole) -> Iterator[Diagnostic]:
    regions = whole.entities.get("region", {})
    settled: set[str] = set()
    for region_id in regions:
        path: list[str] = []
        step = region_id
        while step in regions and step not in path and step not in settled:
            path.append(step)
            region = regions[step]
            step = region.parent if isinstance(region, Region) else ""
        if step in path:
            loop = " > ".join([*path[path.index(step) :], step])
            yield problem("E_REGION_LOOP", whole.place(regions[step], "region"), regions=loop)
        settled.update(path)


def _same_tiles(whole: Whole) -> Iterator[Diagnostic]:
    taken: dict[tuple[str, tuple[int, ...]], str] = {}
    for region in whole.entities.get("region", {}).values():
        if isinstance(region, Region) and region.tile:
            other = taken.setdefault((region.parent, region.tile), region.id)
            if other != region.id:
                yield problem("E_TILE_TAKEN", whole.place(region, "tile"), other=other)


def _same_titles(whole: Whole) -> Iterator[Diagnostic]:
    for kind in [kind for kind, claims in CLAIMS_OF.items() if "title" in claims]:
        by_title: dict[str, list[Entity]] = defaultdict(list)
        for entity in whole.entities.get(kind, {}).values():
            by_title[next(iter(entity.title.values.values()))].append(entity)
        for title, (first, *others) in by_title.items():
            for entity in others:
                yield problem("W_SAME_TITLE", whole.place(entity, "title"), title=title, other=first.id)
