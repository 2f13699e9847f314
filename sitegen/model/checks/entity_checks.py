"""What one entity says that does not fit together: dates, coordinates, ids within a chain.

Each value is right by itself, which is `decode`'s to see; how entries fit each other is for the checks of
records and of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.diagnostics import Diagnostic, problem
from sitegen.i18n.phones import lacks_area_code
from sitegen.model.checks.subjects import EntityCheck, Where
from sitegen.model.entities import (
    Chain,
    Contact,
    Enterprise,
    Entity,
    Event,
    FirmTrade,
    Location,
    Plot,
    Policy,
    Position,
    Project,
    Region,
    Segment,
    Stage,
    Tour,
)
from sitegen.model.kinds import RESERVED

RESERVED_SEGMENTS = frozenset(("projects", "page"))
"""Segments stand in a chain's URL beside these."""

SPANS: dict[type[Entity], tuple[tuple[str, str], ...]] = {
    Project: (("published", "expires"),),
    Policy: (("issued", "expires"), ("effective", "expires"), ("issued", "repealed")),
    Event: (("starts", "ends"),),
}
"""Pairs of dates, of which the first is not after the second."""


def dates_in_order(check: EntityCheck) -> Iterator[Diagnostic]:
    """Two dates in the wrong order, compared as far as both are precise."""
    entity, where = check.entity, check.where
    for first, second in SPANS.get(type(entity), ()):
        dates = getattr(entity, first), getattr(entity, second)
        if _is_reversed(*dates):
            yield problem(
                "E_DATES", where(second), first=first, starts=dates[0], second=second, ends=dates[1]
            )
    window = entity.apply if isinstance(entity, Policy) else None
    if window and _is_reversed(window.opens, window.closes):
        dates, place = (window.opens, window.closes), where("apply", "closes")
        yield problem("E_DATES", place, first="opens", starts=dates[0], second="closes", ends=dates[1])


def _is_reversed(starts: str, ends: str) -> bool:
    return bool(starts and ends) and ends[: len(starts)] < starts[: len(ends)]


def former_ids(check: EntityCheck) -> Iterator[Diagnostic]:
    """Former ids whose address something else has."""
    for number, alias in enumerate(check.entity.aliases):
        if alias in RESERVED[check.entity.kind_name]:
            yield problem("E_RESERVED_ID", check.where("aliases", number), id=alias)


def stops_of_tours(check: EntityCheck) -> Iterator[Diagnostic]:
    """Stops of which nobody could tell what they are."""
    for number, stop in enumerate(check.entity.stops if isinstance(check.entity, Tour) else ()):
        if not (stop.title or stop.region or stop.enterprise or stop.project):
            yield problem("E_STOP", check.where("stops", number))


def milestones_and_status(check: EntityCheck) -> Iterator[Diagnostic]:
    """A project whose newest milestone has another status than the project itself."""
    project = check.entity
    if not isinstance(project, Project) or not project.milestones:
        return
    newest = max(project.milestones, key=lambda milestone: milestone.date)
    if newest.status != project.status and project.status not in ("paused", "ended"):
        place, date = check.where("status"), newest.date
        yield problem("W_STATUS", place, status=project.status, milestone=newest.status, date=date)


def segments_of_a_chain(check: EntityCheck) -> Iterator[Diagnostic]:
    """Segments of a project that does not say of which chain."""
    if isinstance(check.entity, Project) and check.entity.segments and not check.entity.chain:
        yield problem("E_SEGMENT_WITHOUT_CHAIN", check.where("segments"))


def consent_of_persons(check: EntityCheck) -> Iterator[Diagnostic]:
    """A person's name without that person's consent, or a consent without a person."""
    contact = check.entity
    if isinstance(contact, Contact) and bool(contact.person) != bool(contact.consent):
        yield problem("E_CONSENT", check.where("person" if contact.person else "consent"))


def area_codes(check: EntityCheck) -> Iterator[Diagnostic]:
    """Numbers of a contact that nobody from elsewhere can dial."""
    contact = check.entity
    if not isinstance(contact, Contact):
        return
    if contact.phone and lacks_area_code(contact.phone):
        yield problem("W_AREA_CODE", check.where("phone"), value=contact.phone)
    for number, phone in enumerate(contact.phones):
        if lacks_area_code(phone.number):
            yield problem("W_AREA_CODE", check.where("phones", number, "number"), value=phone.number)


def tiles(check: EntityCheck) -> Iterator[Diagnostic]:
    """A region's place in the tile map that is not a column and a row."""
    tile = check.entity.tile if isinstance(check.entity, Region) else ()
    if tile and (len(tile) != 2 or min(tile) < 0):
        yield problem("E_TILE", check.where("tile"))


def points_on_earth(check: EntityCheck) -> Iterator[Diagnostic]:
    """Coordinates off the earth; most often longitude and latitude were exchanged."""
    if isinstance(check.entity, Project):
        yield from _check_point("location", check.entity.location, check.where)
    elif isinstance(check.entity, Region):
        yield from _check_point("position", check.entity.position, check.where)


def _check_point(key: str, point: Location | Position | None, where: Where) -> Iterator[Diagnostic]:
    if point is None or (point.lon is None and point.lat is None):
        return
    if point.lon is None or point.lat is None:
        yield problem("E_MISSING_KEY", where(key), key="lon" if point.lon is None else "lat")
    elif not -180 <= point.lon <= 180:
        yield problem("E_COORDINATES", where(key, "lon"), lon=point.lon, lat=point.lat)
    elif not -90 <= point.lat <= 90:
        yield problem("E_COORDINATES", where(key, "lat"), lon=point.lon, lat=point.lat)


def ids_of_parts(check: EntityCheck) -> Iterator[Diagnostic]:
    """Ids within a chain or a region that are there twice, or that a URL needs for something else."""
    if isinstance(check.entity, Chain):
        yield from _check_ids("stages", check.entity.stages, check.where)
        yield from _check_ids("segments", check.entity.segments, check.where)
    elif isinstance(check.entity, Region):
        yield from _check_ids("plots", check.entity.plots, check.where)


def trades(check: EntityCheck) -> Iterator[Diagnostic]:
    """Products offered and needed: ids that are there twice, for each has an address on its page; and a
    segment without the chain that it is of."""
    it = check.entity
    owners: list[tuple[tuple[str | int, ...], Enterprise | Segment]] = []
    if isinstance(it, Chain):
        owners = [(("segments", number), segment) for number, segment in enumerate(it.segments)]
    elif isinstance(it, Enterprise):
        owners = [((), it)]
    for path, owner in owners:
        seen: set[str] = set()
        for key in ("offers", "needs"):
            for number, trade in enumerate(getattr(owner, key)):
                if trade.id in seen:
                    place = check.where(*path, key, number, "id")
                    yield problem("E_DUPLICATE_ID", place, key=key, id=trade.id)
                seen.add(trade.id)
                if isinstance(trade, FirmTrade) and trade.segment and not trade.chain:
                    yield problem("E_SEGMENT_WITHOUT_CHAIN", check.where(*path, key, number, "segment"))


def _check_ids(key: str, parts: Sequence[Stage | Segment | Plot], where: Where) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part.id in seen:
            yield problem("E_DUPLICATE_ID", where(key, number, "id"), key=key, id=part.id)
        elif key == "segments" and part.id in RESERVED_SEGMENTS:
            yield problem("E_RESERVED_ID", where(key, number, "id"), id=part.id)
        seen.add(part.id)
