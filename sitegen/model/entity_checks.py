"""What one entity says that does not fit together: dates, coordinates, ids within a chain.

Each value is right by itself, which is `decode`'s to see; how entries fit each other is `checks`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.i18n.phones import lacks_area_code
from sitegen.model.entities import (
    Chain,
    Contact,
    Entity,
    Event,
    Location,
    Plot,
    Policy,
    Position,
    Project,
    Region,
    Segment,
    Stage,
)
from sitegen.model.figure_checks import check_figures

Where = Callable[..., Place]
"""The place of a value in the entry's file, by its keys and list positions: where("plots", 2, "id")."""

RESERVED_SEGMENTS = frozenset(("projects", "page"))
"""Segments stand in a chain's URL beside these."""


def check_entity(entity: Entity, where: Where) -> Iterator[Diagnostic]:
    """Everything that the entity's values show only when they are seen together."""
    yield from check_figures(entity, where)
    if isinstance(entity, Project):
        yield from _check_project(entity, where)
    elif isinstance(entity, Policy):
        yield from _check_span("issued", entity.issued, "expires", entity.expires, where)
        yield from _check_span("effective", entity.effective, "expires", entity.expires, where)
        yield from _check_span("issued", entity.issued, "repealed", entity.repealed, where)
        if entity.apply:
            window = entity.apply
            yield from _check_span("opens", window.opens, "closes", window.closes, partial(where, "apply"))
    elif isinstance(entity, Event):
        yield from _check_span("starts", entity.starts, "ends", entity.ends, where)
    elif isinstance(entity, Chain):
        yield from _check_ids("stages", entity.stages, where)
        yield from _check_ids("segments", entity.segments, where)
    elif isinstance(entity, Region):
        yield from _check_region(entity, where)
    elif isinstance(entity, Contact):
        yield from _check_contact(entity, where)


def _check_project(project: Project, where: Where) -> Iterator[Diagnostic]:
    yield from _check_span("published", project.published, "expires", project.expires, where)
    yield from _check_point("location", project.location, where)
    if project.segments and not project.chain:
        yield problem("E_SEGMENT_WITHOUT_CHAIN", where("segments"))
    if project.milestones:
        newest = max(project.milestones, key=lambda milestone: milestone.date)
        if newest.status != project.status and project.status not in ("paused", "ended"):
            yield problem(
                "W_STATUS",
                where("status"),
                status=project.status,
                milestone=newest.status,
                date=newest.date,
            )


def _check_contact(contact: Contact, where: Where) -> Iterator[Diagnostic]:
    if bool(contact.person) != bool(contact.consent):
        yield problem("E_CONSENT", where("person" if contact.person else "consent"))
    if contact.phone and lacks_area_code(contact.phone):
        yield problem("W_AREA_CODE", where("phone"), value=contact.phone)
    for number, phone in enumerate(contact.phones):
        if lacks_area_code(phone.number):
            yield problem("W_AREA_CODE", where("phones", number, "number"), value=phone.number)


def _check_region(region: Region, where: Where) -> Iterator[Diagnostic]:
    yield from _check_point("position", region.position, where)
    yield from _check_ids("plots", region.plots, where)
    if region.tile and (len(region.tile) != 2 or min(region.tile) < 0):
        yield problem("E_TILE", where("tile"))


def _check_point(key: str, point: Location | Position | None, where: Where) -> Iterator[Diagnostic]:
    """Coordinates off the earth; most often longitude and latitude were exchanged."""
    if point is None or (point.lon is None and point.lat is None):
        return
    if point.lon is None or point.lat is None:
        yield problem("E_MISSING_KEY", where(key), key="lon" if point.lon is None else "lat")
    elif not -180 <= point.lon <= 180:
        yield problem("E_COORDINATES", where(key, "lon"), lon=point.lon, lat=point.lat)
    elif not -90 <= point.lat <= 90:
        yield problem("E_COORDINATES", where(key, "lat"), lon=point.lon, lat=point.lat)


def _check_span(first: str, starts: str, second: str, ends: str, where: Where) -> Iterator[Diagnostic]:
    """Two dates in the wrong order, compared as far as both are precise."""
    if starts and ends and ends[: len(starts)] < starts[: len(ends)]:
        yield problem("E_DATES", where(second), first=first, starts=starts, second=second, ends=ends)


def _check_ids(key: str, parts: Sequence[Stage | Segment | Plot], where: Where) -> Iterator[Diagnostic]:
    """Ids that stand twice in their list, or that a URL needs for something else."""
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part.id in seen:
            yield problem("E_DUPLICATE_ID", where(key, number, "id"), key=key, id=part.id)
        elif key == "segments" and part.id in RESERVED_SEGMENTS:
            yield problem("E_RESERVED_ID", where(key, number, "id"), id=part.id)
        seen.add(part.id)
