"""A project's view: what its theme shows does not depend on what else the theme shows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.model.entities import Project
from sitegen.model.entries import Entry
from sitegen.model.reader import Reader
from sitegen.views.projects import project
from sitegen.views.types import ProjectPage
from sitegen.views.voice import Voice
from tests.support.catalogues import State, make_state
from tests.views.test_voice import LOCALES, Echo

FIELDS = ProjectPage.__struct_fields__


def view(state: State, project_id: str, shown: frozenset[str] | None) -> ProjectPage:
    def load(kind: str, key: str) -> Entry:
        found = state.entities[kind, key]
        if isinstance(found, Project):
            there = tuple(other for other in found.related if ("project", other) in state.entities)
            found = replace(found, related=there)
        return Entry(kind=kind, id=key, path="", entity=found)

    voice = Voice(LOCALES["en"], LOCALES, Echo(), None, lambda template: shown)
    return project(Reader(state.catalogue(), load), voice, f"projects/{project_id}/", project_id)


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
