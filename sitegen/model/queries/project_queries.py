"""What pages ask about projects and their lists."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.i18n.dates import last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Event, Policy
from sitegen.model.queries.register import group, query


def _list_group(catalogue: Catalogue, name: str, value: str, *rest: str) -> tuple[str, ...]:
    return (group(name, value),)


def page_bounds(total: int, size: int) -> tuple[int, int]:
    """How many numbered pages a list has, and how many of its oldest entries stand on them.

    The front page shows the newest full page and what has come since, so a new entry changes the front
    page only; a numbered page never changes once it is full.
    """
    closed = max(total // size - 1, 0)
    return closed, closed * size


@query(watch=_list_group)
def front_page(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """The newest projects of a list, newest first."""
    ids = catalogue.index.get((name, value), ())
    _, numbered = page_bounds(len(ids), catalogue.site.limits.page_size)
    return ids[numbered:][::-1]


@query(watch=_list_group)
def numbered_page(catalogue: Catalogue, name: str, value: str, number: str) -> tuple[str, ...]:
    """Projects on a numbered page (1 holds the oldest), newest first."""
    size = catalogue.site.limits.page_size
    ids = catalogue.index.get((name, value), ())
    return ids[(int(number) - 1) * size : int(number) * size][::-1]


@query(watch=_list_group)
def numbered_pages(catalogue: Catalogue, name: str, value: str) -> int:
    return page_bounds(len(catalogue.index.get((name, value), ())), catalogue.site.limits.page_size)[0]


@query(watch=_list_group)
def count(catalogue: Catalogue, name: str, value: str) -> int:
    """How many projects stand in a list."""
    return len(catalogue.index.get((name, value), ()))


class Tally(NamedTuple):
    """How many projects and how many opportunities stand in a list, and how many of both seek an investor.

    The last is known of the lists that have that part (`Catalogue.memberships`), else 0.
    """

    projects: int
    opportunities: int
    seeking: int


def _tally_groups(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    return tuple([group(each, value) for each in (name, f"{name}:opportunity", f"{name}:seeking")])


@query(watch=_tally_groups)
def tally(catalogue: Catalogue, name: str, value: str) -> Tally:
    """What a list holds."""
    every, opportunities, seeking = (
        len(catalogue.index.get((each, value), ()))
        for each in (name, f"{name}:opportunity", f"{name}:seeking")
    )
    return Tally(every - opportunities, opportunities, seeking)


@query(watch=_list_group)
def latest(catalogue: Catalogue, name: str, value: str, limit: str) -> tuple[str, ...]:
    """The newest projects of a list, newest first."""
    return catalogue.index.get((name, value), ())[::-1][: int(limit)]


@query(watch=lambda catalogue, key: (group("tag", key),))
def has_tag(catalogue: Catalogue, key: str) -> bool:
    """Whether any project has a tag, by its key."""
    return ("tag", key) in catalogue.index


@query("memberships")
def list_values(catalogue: Catalogue, name: str) -> tuple[tuple[str, Tally], ...]:
    """The values that a list exists for, with what they hold, by value."""
    values = sorted(value for kind, value in catalogue.index if kind == name)
    return tuple([(value, tally(catalogue, name, value)) for value in values])


# A page reads the card of a project whose id it asks with, so that card need not be watched.


@query("today")
def today(catalogue: Catalogue) -> str:
    """The day of the build, in the site's time zone."""
    return catalogue.today.isoformat()


@query("today")
def project_expired(catalogue: Catalogue, project_id: str) -> bool:
    ends = catalogue.projects[project_id].expires
    return bool(ends) and last_day(ends) < catalogue.today


@query("event", "policy")
def project_dates(catalogue: Catalogue, project_id: str) -> tuple[tuple[str, str, str], ...]:
    """Dates that somebody who is interested should not miss, each with the kind and the id of whose it is:
    until when the project is offered, events that name it, last days to apply for policies that it names."""
    card = catalogue.projects[project_id]
    own = [(card.expires, "project", project_id)] if card.expires else []
    found = [
        one
        for one in all_dates(catalogue)
        if (one[1] == "policy" and one[2] in card.policies)
        or (one[1] == "event" and project_id in catalogue.all(Event)[one[2]].projects)
    ]
    return tuple(sorted(own + found))


@query("event", "policy")
def all_dates(catalogue: Catalogue) -> tuple[tuple[str, str, str], ...]:
    """The same of all events, and of all policies that are applied for until a day."""
    found = [(event.starts, "event", event.id) for event in catalogue.all(Event).values() if event.starts]
    found += [
        (policy.apply.closes, "policy", policy.id)
        for policy in catalogue.all(Policy).values()
        if policy.apply and policy.apply.closes
    ]
    return tuple(sorted(found))


@query("collection", "region")
def collections_of(catalogue: Catalogue, project_id: str) -> tuple[str, ...]:
    """Collections that a project stands in."""
    return catalogue.collections_of(catalogue.projects[project_id])


@query("region")
def places_of(catalogue: Catalogue, park: str, region: str) -> tuple[str, ...]:
    """A park and a region with all above them, nearest first."""
    return tuple(dict.fromkeys((*catalogue.ancestors.get(park, ()), *catalogue.ancestors.get(region, ()))))


@query("today")
def is_over(catalogue: Catalogue, period: str) -> bool:
    """Whether a period (a date, or from/to) has ended; never where none is given."""
    return bool(period) and last_day(period) < catalogue.today
