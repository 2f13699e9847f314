"""Every problem that content can have: found, at its place, alone, and in words without gaps."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.show import LANGUAGES, wording
from tests.diagnostics.broken import Broken, build_site, check, expected, found, write_site
from tests.diagnostics.sites import SECRET, SITES


@pytest.mark.parametrize("case", SITES, ids=str)
def test_broken_site(case: Broken, tmp_path: Path) -> None:
    diagnostics = found(case, write_site(case, tmp_path / "site"))
    places = [(d.place.path, d.place.line, d.place.column) for d in diagnostics]
    assert places == expected(case), diagnostics
    assert tuple(d.code for d in diagnostics) == case.codes
    for diagnostic in diagnostics:
        assert_worded(diagnostic)


def assert_worded(diagnostic: Diagnostic) -> None:
    """The words of a code ask for nothing that the diagnostic does not bring along."""
    for lang in LANGUAGES:
        parts = wording()[diagnostic.code][lang]
        shown = ["message", "hint_near" if "near" in diagnostic.params and "hint_near" in parts else "hint"]
        for part in shown:
            names = {name for _, name, _, _ in string.Formatter().parse(parts[part]) if name is not None}
            assert names <= set(diagnostic.params), (diagnostic.code, lang, part)
