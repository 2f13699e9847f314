"""The references in docs/ are what the model and the views say today."""

from __future__ import annotations

import re

import pytest

from sitegen.describe.field_outline import COMMON, NAMED, fields_of, parts_of
from sitegen.describe.outputs_reference import outputs_reference
from sitegen.describe.reference import LANGUAGES, OUTPUTS_FILES, TEMPLATES_FILE, reference
from sitegen.describe.templates_reference import templates_reference
from tests.support.process import REPOSITORY


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_the_committed_reference_is_the_generated_one(name: str) -> None:
    committed = (REPOSITORY / "docs" / name).read_text("utf-8")
    assert committed == reference(LANGUAGES[name]), "run: python -m sitegen.describe.reference"


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_it_has_every_kind_and_every_field(name: str) -> None:
    text = reference(LANGUAGES[name])
    for kind in NAMED.values():
        assert f'<a id="{kind.name}">' in text
        for cls in (kind.cls, *parts_of(kind.cls)):
            for field in fields_of(cls):
                assert re.search(rf"(?m)^\| .*`([\w.\[\]]*\.)?{field.name}` \|", text), (
                    f"{cls.__name__}.{field.name}"
                )


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_its_links_lead_somewhere_and_its_tables_are_straight(name: str) -> None:
    text = reference(LANGUAGES[name])
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= anchors
    assert {f"common-{field.name}" for field in COMMON} <= anchors
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 6, line


def test_the_committed_templates_are_the_generated_ones() -> None:
    committed = (REPOSITORY / "docs" / TEMPLATES_FILE).read_text("utf-8")
    assert committed == templates_reference(), "run: python -m sitegen.describe.reference"


@pytest.mark.parametrize("name", OUTPUTS_FILES)
def test_the_committed_outputs_are_the_generated_ones(name: str) -> None:
    committed = (REPOSITORY / "docs" / name).read_text("utf-8")
    assert committed == outputs_reference(OUTPUTS_FILES[name]), "run: python -m sitegen.describe.reference"


def test_every_template_of_the_theme_that_makes_a_page_is_described() -> None:
    text = templates_reference()
    for path in (REPOSITORY / "themes" / "default" / "templates").glob("*.html"):
        assert path.name == "base.html" or f"### {path.name}\n" in text


def test_every_print_template_of_the_theme_is_described() -> None:
    text = templates_reference()
    pages = [(REPOSITORY / "docs" / name).read_text("utf-8") for name in ("print.md", "print.zh.md")]
    for path in (REPOSITORY / "themes" / "default" / "print").glob("*.typ"):
        assert f"### {path.name}\n" in text or "#let typeset" not in path.read_text("utf-8")
        assert all(f"| `{path.name}` |" in page for page in pages)
