"""A project's view: what its theme shows does not depend on what else the theme shows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.i18n.quantities import parse_quantity
from sitegen.model.entities import Project
from sitegen.model.entries import Entry
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import Dependencies, TrackedCatalogue
from sitegen.views.localizer import Localizer
from sitegen.views.project_facts import equivalent, rate_for
from sitegen.views.projects import project
from sitegen.views.types import ProjectPage
from tests.support.catalogues import SITE, State, make_state
from tests.views.test_localizer import LOCALES, Echo

FIELDS = ProjectPage.__struct_fields__


def view(state: State, project_id: str, shown: frozenset[str] | None) -> ProjectPage:
    return made(state, project_id, shown)[0]


def made(state: State, project_id: str, shown: frozenset[str] | None) -> tuple[ProjectPage, Dependencies]:
    """The view, and what it was made from."""

    def load(kind: str, key: str) -> Entry:
        found = state.entities[kind, key]
        if isinstance(found, Project):
            there = tuple(other for other in found.related if ("project", other) in state.entities)
            found = replace(found, related=there)
        return Entry(kind=kind, id=key, path="", entity=found)

    localizer = Localizer(LOCALES["en"], LOCALES, Echo(), None, lambda template: shown)
    catalogue = TrackedCatalogue(state.catalogue(), load)
    return project(catalogue, localizer, f"projects/{project_id}/", project_id), catalogue.read()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_field_is_the_same_whatever_else_is_shown(seed: int) -> None:
    state = make_state(seed)
    project_id = next((key for kind, key in sorted(state.entities) if kind == "project"), None)
    if project_id is not None:
        whole = view(state, project_id, None)
        for name in FIELDS:
            alone = view(state, project_id, frozenset({name}))
            assert getattr(alone, name) == getattr(whole, name), name


def test_what_is_not_shown_is_not_worked_out() -> None:
    """A field of every project that has one, and queries that nothing else asks for."""
    state = make_state(1)
    project_id = next(key for kind, key in sorted(state.entities) if kind == "project")
    whole, read_for_whole = made(state, project_id, None)
    few, read_for_few = made(state, project_id, frozenset({"title"}))
    assert whole.mail_subject
    assert not few.mail_subject
    assert _asked(read_for_whole) - _asked(read_for_few) >= {"event_list", "project_expired"}


def _asked(read: Dependencies) -> set[str]:
    return {each.name for each in read.asked}


RATE = Rate(currency="USD", cny="7.10", date="2026-01-15")


@pytest.mark.parametrize(
    ("amount", "note"),
    [
        ("20亿元", "about USD 282 million at CNY 7.10, 15 January 2026"),
        ("近20亿元", "nearly USD 282 million at CNY 7.10, 15 January 2026"),
        ("5000万-1亿元", "about USD 7.04–14.1 million at CNY 7.10, 15 January 2026"),
        ("3000万美元", ""),
        ("面议", ""),
    ],
)
def test_an_amount_in_another_currency(amount: str, note: str) -> None:
    localizer = Localizer(LOCALES["en"], LOCALES, Echo(), None)
    made = equivalent(localizer, parse_quantity(amount), RATE)  # in brackets, as Echo has all theme text
    assert made.replace("\u00a0", " ") == (f"[{note}]" if note else "")


def test_readers_of_chinese_get_no_equivalents() -> None:
    site = replace(SITE, rates=(RATE, replace(RATE, currency="EUR")))
    assert rate_for(site, Localizer(LOCALES["en"], LOCALES, Echo(), None)) == RATE
    assert rate_for(site, Localizer(LOCALES["zh"], LOCALES, Echo(), None)) is None
    assert rate_for(SITE, Localizer(LOCALES["en"], LOCALES, Echo(), None)) is None
