"""Which sections a project's sheet has: those that have something to say."""

from __future__ import annotations

from typing import Any

from sitegen.channels.project_sheets import sheet_of
from sitegen.i18n.text import Text
from sitegen.model.entities import Enterprise, Milestone, ProjectPhase
from sitegen.views.context import Context
from tests.support.catalogues import project
from tests.support.views import LOCALES, localizer, tracked


def titles(*others: Any, **fields: Any) -> list[str]:
    localizers = {key: localizer(key) for key in LOCALES}
    context = Context(tracked(project("p", **fields), *others), localizers["en"], localizers)
    return [part.title for part in sheet_of(context, localizers["en"], "p").parts]


def test_of_what_is_not_stated_there_is_no_section() -> None:
    assert titles() == []


def test_what_is_stated_has_a_section() -> None:
    said = Text({"en": "One"})
    firm = Enterprise(id="firm", title=said)
    assert titles(milestones=(Milestone(date="2026-01", status="open"),)) == ["Progress"]
    assert titles(phases=(ProjectPhase(title=said),)) == ["Phases"]
    assert titles(firm, enterprises=("firm",)) == ["Investors in this project"]
