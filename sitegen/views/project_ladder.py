"""How far a project has come: the rungs from the first plan to the works in operation."""

from __future__ import annotations

import msgspec

from sitegen.model.entities import STATUSES, Project
from sitegen.views.basic_values import Amount, LocalText, Term, When
from sitegen.views.localizer import Localizer

LADDER = STATUSES[:-2]
"""The rungs of the ladder; paused and ended are side states."""


class MilestoneView(msgspec.Struct, frozen=True, cache_hash=True):
    date: When
    status: Term
    amount: Amount | None
    note: LocalText | None


class Step(msgspec.Struct, frozen=True, cache_hash=True):
    """A rung of the status ladder. state: done (with a milestone), passed (without one), current or ahead."""

    status: Term
    state: str
    milestones: tuple[MilestoneView, ...]


def steps_of(localizer: Localizer, it: Project) -> tuple[Step, ...]:
    """The rungs of the ladder with what happened on each; a side state follows the rung reached."""
    reached = _milestones(localizer, it)
    rungs: tuple[str, ...] = LADDER
    if it.status not in rungs:
        done = [number for number, rung in enumerate(rungs, 1) if rung in reached]
        place = done[-1] if done else 0
        rungs = (*rungs[:place], it.status, *rungs[place:])
    place = rungs.index(it.status)
    return tuple(
        [
            Step(
                localizer.term("status", rung),
                _step_state(number, place, rung in reached),
                tuple(reached.get(rung, ())),
            )
            for number, rung in enumerate(rungs)
        ]
    )


def _step_state(number: int, place: int, dated: bool) -> str:
    """done with a dated milestone, passed without one."""
    if number == place:
        return "current"
    if number > place:
        return "ahead"
    return "done" if dated else "passed"


def _milestones(localizer: Localizer, it: Project) -> dict[str, list[MilestoneView]]:
    """What happened on each rung that has been reached, in order of time."""
    made: dict[str, list[MilestoneView]] = {}
    for one in sorted(it.milestones, key=lambda one: one.date):
        said = MilestoneView(
            localizer.required_date(one.date),
            localizer.term("status", one.status),
            localizer.amount(one.amount),
            localizer.text(one.note),
        )
        made.setdefault(one.status, []).append(said)
    return made
