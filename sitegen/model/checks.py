"""What only one entry as a whole, or all entries together, can show to be wrong.

`check_entry` sees one entry and is remembered with it; `check_catalogue` sees all and runs whenever
anything but a text has changed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.i18n.dates import last_day
from sitegen.model.entities import (
    SEEKING,
    Chain,
    Enterprise,
    Entity,
    Event,
    Policy,
    Project,
    Region,
)
from sitegen.model.entries import Entry, Use

LOCAL_KINDS = ("segment", "stage")
"""References into a chain rather than to an entry."""


def check_entry(entry: Entry) -> Iterator[Diagnostic]:
    """What one entity says that does not fit together."""
    entity, place = entry.entity, Place(entry.path, 1, 1)
    if isinstance(entity, Project):
        yield from _check_project(entity, place)
    elif isinstance(entity, Policy):
        yield from _check_span("issued", entity.issued, "expires", entity.expires, place)
        yield from _check_span("effective", entity.effective, "expires", entity.expires, place)
    elif isinstance(entity, Event):
        yield from _check_span("starts", entity.starts, "ends", entity.ends, place)
    elif isinstance(entity, Chain):
        yield from _check_chain(entity, entry, place)
    elif isinstance(entity, Region):
        if entity.tile and len(entity.tile) != 2:
            yield problem("E_TILE", place)
        if entity.position:
            yield from _check_point(entity.position.lon, entity.position.lat, place)
        yield from _duplicates("plots", [plot.id for plot in entity.plots], place)


def _check_project(project: Project, place: Place) -> Iterator[Diagnostic]:
    yield from _check_span("published", project.published, "expires", project.expires, place)
    if project.location:
        lon, lat = project.location.lon, project.location.lat
        if (lon is None) != (lat is None):
            yield problem("E_COORDINATES", place, lon=lon, lat=lat)
        elif lon is not None and lat is not None:
            yield from _check_point(lon, lat, place)
    if project.segments and not project.chain:
        yield problem("E_SEGMENT_WITHOUT_CHAIN", place)
    if project.milestones:
        newest = max(project.milestones, key=lambda milestone: milestone.date)
        if newest.status != project.status and project.status not in ("paused", "ended"):
            yield problem("W_STATUS", place, status=project.status, milestone=newest.status, date=newest.date)


def _check_point(lon: float, lat: float, place: Place) -> Iterator[Diagnostic]:
    """Coordinates off the earth; most often longitude and latitude were exchanged."""
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        yield problem("E_COORDINATES", place, lon=lon, lat=lat)


def _check_span(first: str, starts: str, second: str, ends: str, place: Place) -> Iterator[Diagnostic]:
    if starts and ends and ends[: len(starts)] < starts[: len(ends)]:
        yield problem("E_DATES", place, first=first, starts=starts, second=second, ends=ends)


def _check_chain(chain: Chain, entry: Entry, place: Place) -> Iterator[Diagnostic]:
    segments = [segment.id for segment in chain.segments]
    stages = [stage.id for stage in chain.stages]
    yield from _duplicates("segments", segments, place)
    yield from _duplicates("stages", stages, place)
    for reserved in {"projects", "page"} & set(segments):
        yield problem("E_RESERVED_ID", place, id=reserved)
    known = {"segment": segments, "stage": stages}
    for use in entry.uses:
        if use.kind in LOCAL_KINDS and use.id not in known[use.kind]:
            yield _dangling(use, known[use.kind])


def _duplicates(key: str, ids: list[str], place: Place) -> Iterator[Diagnostic]:
    for entity_id in dict.fromkeys(ids):
        if ids.count(entity_id) > 1:
            yield problem("E_DUPLICATE_ID", place, key=key, id=entity_id)


def _dangling(use: Use, known: Iterable[str]) -> Diagnostic:
    return problem("E_REFERENCE", use.place, kind=use.kind, id=use.id, **nearest(use.id, known))


class Whole:
    """All entries, as far as these checks need them."""

    def __init__(
        self,
        entities: Mapping[str, Mapping[str, Entity]],
        hidden: frozenset[tuple[str, str]],
        paths: Mapping[tuple[str, str], str],
        today: datetime.date,
    ) -> None:
        self.entities = entities
        """Public entities other than projects, by kind and id."""
        self.hidden = hidden
        self.paths = paths
        self.today = today


def check_uses(uses: Iterable[Use], ids: Mapping[str, frozenset[str] | set[str]], whole: Whole) -> Iterator[Diagnostic]:
    """References to nothing, and public references to hidden entries."""
    for use in uses:
        if use.kind in LOCAL_KINDS or use.id in ids.get(use.kind, ()):
            continue
        if (use.kind, use.id) in whole.hidden:
            yield problem("E_HIDDEN_REFERENCE", use.place, kind=use.kind, id=use.id)
        else:
            yield _dangling(use, ids.get(use.kind, ()))


def check_segments(
    uses: Iterable[Use], chains: Iterable[str], whole: Whole
) -> Iterator[Diagnostic]:
    """Segments that a project or an enterprise names must be in the chains that it names."""
    known = {segment.id for chain in chains for segment in _segments(whole, chain)}
    for use in uses:
        if use.kind == "segment" and use.id not in known:
            yield _dangling(use, known)


def _segments(whole: Whole, chain: str) -> Iterable[object]:
    found = whole.entities.get("chain", {}).get(chain)
    return found.segments if isinstance(found, Chain) else ()


def check_enterprise_segments(enterprise: Enterprise, uses: Iterable[Use], whole: Whole) -> Iterator[Diagnostic]:
    yield from check_segments(uses, [role.chain for role in enterprise.chains], whole)


def check_catalogue(whole: Whole) -> Iterator[Diagnostic]:
    """Loops of regions, policies past their date, tiles and titles that collide."""
    yield from _loops(whole)
    yield from _same_tiles(whole)
    yield from _same_titles(whole)
    for policy in whole.entities.get("policy", {}).values():
        if isinstance(policy, Policy) and policy.expires and last_day(policy.expires) < whole.today:
            yield problem("W_EXPIRED_POLICY", _place(whole, policy), date=policy.expires)


def _place(whole: Whole, entity: Entity) -> Place:
    return Place(whole.paths[entity.kind_name, entity.id], 1, 1)


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
            yield problem("E_REGION_LOOP", _place(whole, regions[step]), regions=" > ".join([*path, step]))
        settled.update(path)


def _same_tiles(whole: Whole) -> Iterator[Diagnostic]:
    taken: dict[tuple[str, tuple[int, ...]], str] = {}
    for region in whole.entities.get("region", {}).values():
        if isinstance(region, Region) and region.tile:
            other = taken.setdefault((region.parent, region.tile), region.id)
            if other != region.id:
                yield problem("E_TILE_TAKEN", _place(whole, region), other=other)


def _same_titles(whole: Whole) -> Iterator[Diagnostic]:
    for kind, entities in whole.entities.items():
        by_title: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities.values():
            if entity.title is not None:
                by_title[next(iter(entity.title.values.values()), "")].append(entity)
        for title, same in by_title.items():
            if kind in ("policy", "enterprise", "collection") and len(same) > 1:
                yield problem("W_SAME_TITLE", _place(whole, same[1]), title=title, other=same[0].id)


def needs_contact(project: Project) -> bool:
    """Whether an investor who reads it must find whom to call."""
    return project.status in SEEKING and not project.contacts
