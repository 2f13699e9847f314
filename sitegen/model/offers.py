"""Whether a project is still on offer on a given day, and whether a segment is taken.

What an entry says was true on the day that it was last confirmed. An offer that nobody has confirmed for
longer than the site allows (`stale_after`) no longer counts as one, and neither does one past its date.
"""

from __future__ import annotations

import datetime
from typing import Protocol

from sitegen.i18n.dates import last_day
from sitegen.i18n.quantities import Quantity

SETTLED = ("signed", "landed", "under-construction", "operating")
"""Statuses in which a project occupies its segment: somebody is bound. Talks and intents bind nobody."""

SUNK = ("paused", "ended")
"""Side states of the ladder."""

STALE_AFTER = 24
"""Months, where site.yml says nothing."""


class Offer(Protocol):
    """What is asked of a project's card."""

    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def expires(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def as_of(self) -> str: ...


def is_offered(kind: str, status: str) -> bool:
    """Whether an entry says that an investor is sought: an open project, or a direction not yet taken up."""
    return status == "open" or (kind == "opportunity" and status == "planned")


def is_settled(kind: str, status: str) -> bool:
    """Whether a project occupies its segment: it is signed, landed, under construction or operating.

    A project that is planned, open, in talks or at an intent may never come, and a direction (opportunity) is
    nobody's yet; neither makes a segment one that is in place.
    """
    return kind == "project" and status in SETTLED


def unconfirmed_since(offer: Offer, today: datetime.date, months: int) -> str:
    """The date of the newest fact of an offer that is older than so many months; "" where there is none.

    Only what seeks an investor has to be confirmed. An offer without any date is left as it is.
    """
    if not is_offered(offer.kind, offer.status):
        return ""
    confirmed = offer.as_of or offer.published
    return confirmed if confirmed and _months_later(last_day(confirmed), months) < today else ""


def is_past(offer: Offer, today: datetime.date) -> bool:
    """Whether its date has passed."""
    return bool(offer.expires) and last_day(offer.expires) < today


def is_seeking(offer: Offer, today: datetime.date, months: int) -> bool:
    """Whether an investor is sought on this day."""
    return (
        is_offered(offer.kind, offer.status)
        and not is_past(offer, today)
        and not unconfirmed_since(offer, today, months)
    )


def sinks(offer: Offer, today: datetime.date, months: int) -> bool:
    """Whether it comes after all others in lists: paused, ended, past its date or long unconfirmed."""
    return offer.status in SUNK or is_past(offer, today) or bool(unconfirmed_since(offer, today, months))


def months_of(duration: Quantity | None) -> int:
    """A site's `stale_after` in whole months."""
    if duration is None or duration.value is None:
        return STALE_AFTER
    return max(1, round(float(duration.sort_key[1]) / (365 / 12)))


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    after = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - first).days))
