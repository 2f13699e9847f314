"""Which projects still count as seeking an investor on a day, and which occupy their segment."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import STATUSES
from sitegen.model.offers import (
    is_offered,
    is_past,
    is_seeking,
    is_settled,
    months_of,
    sinks,
    unconfirmed_since,
)

DAY = datetime.date(2026, 6, 30)
DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 12, 31))


def card(status: str = "open", kind: str = "project", **fields: str) -> ProjectCard:
    return ProjectCard(id="p", title=Text({"zh": "题"}), kind=kind, status=status, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("as_of", "published", "since"),
    [
        ("2024-06-30", "", ""),  # to the day
        ("2024-06-29", "", "2024-06-29"),
        ("2024-06", "", ""),  # a month reaches to its last day
        ("2024-05", "", "2024-05"),
        ("2023", "2026-06-01", "2023"),  # the facts count, not when the entry was put up
        ("", "2020-02-10", "2020-02-10"),
        ("", "", ""),  # nobody knows
    ],
)
def test_offers_nobody_confirmed_for_two_years(as_of: str, published: str, since: str) -> None:
    assert unconfirmed_since(card(as_of=as_of, published=published), DAY, 24) == since
    assert is_seeking(card(as_of=as_of, published=published), DAY, 24) is not bool(since)
    assert unconfirmed_since(card("signed", as_of=as_of, published=published), DAY, 24) == ""


@given(DAYS, DAYS, st.integers(1, 60))
def test_an_offer_that_was_confirmed_later_is_never_staler(
    first: datetime.date, other: datetime.date, months: int
) -> None:
    older, newer = sorted((first, other))
    stale = [bool(unconfirmed_since(card(as_of=day.isoformat()), DAY, months)) for day in (older, newer)]
    assert stale[0] >= stale[1]


@given(st.sampled_from(STATUSES), st.sampled_from(("project", "opportunity")), DAYS, DAYS)
def test_what_seeks_neither_sinks_nor_occupies(
    status: str, kind: str, confirmed: datetime.date, ends: datetime.date
) -> None:
    one = card(status, kind, as_of=confirmed.isoformat(), expires=ends.isoformat())
    if is_seeking(one, DAY, 24):
        assert is_offered(kind, status)
        assert not is_past(one, DAY)
        assert not sinks(one, DAY, 24)
        assert not is_settled(kind, status)


@pytest.mark.parametrize(
    ("written", "months"), [("24个月", 24), ("1年", 12), ("18 months", 18), ("2.5年", 30)]
)
def test_how_long_a_site_says(written: str, months: int) -> None:
    assert months_of(parse_quantity(written, frozenset(("duration",)))) == months


def test_a_site_that_says_nothing() -> None:
    assert months_of(None) == 24


@pytest.mark.parametrize("status", ["planned", "open", "in-talks", "intent", "paused", "ended"])
def test_talks_and_plans_occupy_nothing(status: str) -> None:
    assert not is_settled("project", status)


@pytest.mark.parametrize("status", ["signed", "landed", "under-construction", "operating"])
def test_what_is_bound_occupies(status: str) -> None:
    assert is_settled("project", status)
    assert not is_settled("opportunity", status)
