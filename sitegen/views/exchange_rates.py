"""The exchange rates that a page's figures lean on, in words: how much, of which day, from where."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model.site import Rate
from sitegen.views.basic_values import LocalText
from sitegen.views.localizer import Localizer


class RateNote(msgspec.Struct, frozen=True, cache_hash=True):
    text: str
    source: LocalText | None


def rate_notes(localizer: Localizer, rates: Iterable[Rate]) -> tuple[RateNote, ...]:
    words = localizer.gettext("Exchange rate: 1 %(currency)s = CNY %(rate)s, %(date)s")
    return tuple(
        [
            RateNote(
                words
                % {
                    "currency": rate.currency,
                    "rate": rate.cny,
                    "date": localizer.required_date(rate.date).text,
                },
                localizer.text(rate.source),
            )
            for rate in rates
        ]
    )
