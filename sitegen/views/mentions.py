"""Who names an entry: tours and other kinds that are told of where a reader needs them, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Entity, Fund, Tour
from sitegen.model.kinds import BY_ID, FOLDERS
from sitegen.model.timetables import lasts
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section
from sitegen.views.basic_values import LocalText
from sitegen.views.localizer import Localizer

MOST = 4
"""Entries of a kind on a page."""


class MentionRow(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    summary: LocalText | None
    line: str
    """What tells it from others of its kind, in a few words."""


class MentionGroup(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    rows: tuple[MentionRow, ...]
    all: str
    """Address of the list, where it has more."""


Subject = tuple[str, str]
"""Kind and id of an entry that is named."""


def mentions_of(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    subjects: Iterable[Subject],
    funds: Sequence[str] | None = None,
) -> tuple[MentionGroup, ...]:
    """Who names these entries, those of the first one first; of funds these, where they are given."""
    found = [one for kind, key in subjects if key for one in catalogue.ask(queries.mentions, kind, key)]
    if funds is not None:
        found = [*[one for one in found if one[0] != "fund"], *[("fund", key) for key in funds]]
    return tuple(_groups(catalogue, localizer, tuple(dict.fromkeys(found))))


def _groups(
    catalogue: TrackedCatalogue, localizer: Localizer, found: tuple[Subject, ...]
) -> Iterator[MentionGroup]:
    for kind in dict.fromkeys(kind for kind, _ in found):
        if has_section(catalogue.site, FOLDERS[kind]):
            keys = [key for by, key in found if by == kind]
            yield MentionGroup(
                localizer.section(FOLDERS[kind]),
                mention_rows(catalogue, localizer, kind, keys[:MOST]),
                localizer.url(kind) if len(keys) > MOST else "",
            )


def mention_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, kind: str, keys: Iterable[str]
) -> tuple[MentionRow, ...]:
    return tuple([_row(catalogue, localizer, kind, key) for key in keys])


def _row(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> MentionRow:
    it = catalogue.get(BY_ID[kind].cls, key)
    return MentionRow(
        localizer.url(kind, key),
        localizer.required_text(it.title),
        localizer.text(it.summary),
        _LINES[kind](localizer, it),
    )


def tour_line(localizer: Localizer, it: Entity) -> str:
    """How long a tour takes, and how many stops it has."""
    assert isinstance(it, Tour)
    stops = localizer.ngettext("%(num)d stop", "%(num)d stops", len(it.stops)) % {"num": len(it.stops)}
    return " · ".join([one for one in (said_length(localizer, it), stops if it.stops else "") if one])


HALF_A_DAY = 270
"""Minutes."""


def said_length(localizer: Localizer, tour: Tour) -> str:
    """Half a day, a day, two days; "" where no times are stated."""
    days, minutes = lasts(tour)
    if days > 1:
        return localizer.ngettext("%(num)d day", "%(num)d days", days) % {"num": days}
    if not minutes:
        return ""
    return localizer.gettext("Half a day") if minutes <= HALF_A_DAY else localizer.gettext("One day")


def _nothing(localizer: Localizer, it: Entity) -> str:
    return ""


def fund_line(localizer: Localizer, it: Entity) -> str:
    """How large a fund is, and how much it puts into one project."""
    assert isinstance(it, Fund)
    size, ticket = localizer.amount(it.size), localizer.amount(it.ticket)
    each = localizer.gettext("%(amount)s in one project") % {"amount": ticket.text} if ticket else ""
    return " · ".join([one for one in (size.text if size else "", each) if one])


_LINES: dict[str, Callable[[Localizer, Entity], str]] = {
    "tour": tour_line,
    "origin": _nothing,
    "fund": fund_line,
}
"""One for each kind of `queries.MENTIONING`."""
