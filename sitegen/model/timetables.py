"""When a tour is at each of its stops: hours summed from times of stay and travel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.units import UNITS
from sitegen.model.entities import Tour, TourStop

MINUTES_OF_A_DAY = 24 * 60


class TimedStop(NamedTuple):
    """A stop with its hours, which are empty from where a time is not known until the next day begins."""

    day: int
    arrives: str
    leaves: str
    stop: TourStop


class Lasts(NamedTuple):
    """How long a tour takes."""

    days: int
    minutes: int
    """Of the longest day; 0 where no time is stated."""


def timetable(tour: Tour) -> tuple[TimedStop, ...]:
    """The stops of a tour. Every day begins at the hour of departure."""
    return tuple(_timed(tour))


def _timed(tour: Tour) -> Iterator[TimedStop]:
    begins = _minutes_at(tour.departs) if tour.departs else None
    day, now = 0, begins
    for stop in tour.stops:
        if day == 0 or stop.day > day:
            day, now = max(stop.day, 1), begins
        arrives = _plus(now, stop.travel, unstated=0)
        now = _plus(arrives, stop.stay, unstated=None)
        yield TimedStop(day, _clock(arrives), _clock(now), stop)


def _plus(now: int | None, time: Quantity | None, unstated: int | None) -> int | None:
    minutes = minutes_of(time) if time else unstated
    return None if now is None or minutes is None else now + minutes


def minutes_of(time: Quantity) -> int | None:
    """A length of time in minutes; None where it has no figure, or is counted in days and more."""
    if time.value is None or time.unit not in ("min", "h"):
        return None
    return round(time.value * UNITS[time.unit].size * MINUTES_OF_A_DAY)


def lasts(tour: Tour) -> Lasts:
    """How many days a tour has, and how long its longest takes as far as times are stated."""
    spent: dict[int, int] = {}
    for timed in timetable(tour):
        stated = [minutes_of(time) for time in (timed.stop.travel, timed.stop.stay) if time]
        spent[timed.day] = spent.get(timed.day, 0) + sum([one or 0 for one in stated])
    return Lasts(len(spent), max(spent.values(), default=0))


def ends_at(tour: Tour) -> str:
    """The hour at which the last day ends; "" where a time is not known."""
    timed = timetable(tour)
    return timed[-1].leaves if timed else ""


def _minutes_at(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int | None) -> str:
    if minutes is None or minutes >= MINUTES_OF_A_DAY:
        return ""
    return f"{minutes // 60:02}:{minutes % 60:02}"
