"""What a theme does not show is not worked out, and nothing that it shows is missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader

from bench.content import write_sites
from bench.tools import TODAY
from sitegen.i18n.messages import Messages
from sitegen.pipeline.build import Options, build
from sitegen.render.asked import Asked, asked_by, asked_by_all
from sitegen.render.environment import Environment, SharedLoader
from sitegen.render.templates import Templates
from sitegen.render.theme import built_in_folder
from sitegen.views.types import ProjectPage
from tests.support.process import REPOSITORY


def asked(source: str) -> Asked:
    return asked_by(Environment(DictLoader({}))._parse(source, None, None))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "{{ page.title }}{% if page.maps %}{% for m in page.maps %}{% endfor %}{% endif %}",
            ("maps", "title"),
        ),
        ("{# page #}page {{ _('page %(number)s', number=page.number) }}", ("number",)),
        ("{{ page.head.title }}{{ card.page }}", ("head",)),
        ("{% macro m(x) %}{{ x }}{{ page.code }}{% endmacro %}{{ m(page.green.text) }}", ("code", "green")),
        ("{% block main %}{{ page.body.html }}{% endblock %}", ("body",)),
        ("{{ '%}' ~ page.code }}", ("code",)),
    ],
)
def test_fields_are_found_wherever_they_stand(source: str, found: tuple[str, ...]) -> None:
    assert asked(source) == (found, ())


@pytest.mark.parametrize(
    "source",
    [
        "{{ card(page) }}",
        "{% set view = page %}{{ view.title }}",
        "{{ page['title'] }}{{ page.code }}",
        "{{ page.__getattribute__('title') }}",
        "{% with page = other %}{{ page.title }}{% endwith %}",
        "{% include name %}",
        "{% extends 'a' if page.code else 'b' %}",
        "{% include ['a', 'b'] %}",
        "{% import name as x %}",
        "{% from name import x %}",
    ],
)
def test_a_view_handed_on_whole_is_shown_whole(source: str) -> None:
    assert asked(source) is None


def test_templates_are_followed() -> None:
    known: dict[str, Asked] = {
        "page": (("title",), ("base", "macros")),
        "base": (("head",), ("part", "page")),
        "part": (("crumbs",), ()),
        "macros": ((), ()),
        "whole": (("code",), ("all",)),
        "all": None,
    }
    assert asked_by_all("page", known.__getitem__) == frozenset({"title", "head", "crumbs"})
    assert asked_by_all("whole", known.__getitem__) is None


def templates_in(folder: Path) -> Templates:
    paths = {path.relative_to(folder).as_posix(): str(path) for path in folder.rglob("*.html")}
    return Templates(SharedLoader(paths), None, Messages({}))  # type: ignore[arg-type]


def test_the_theme_shows_every_field_and_the_lean_one_few() -> None:
    whole = templates_in(built_in_folder() / "templates").shown(ProjectPage.template)
    assert whole is not None
    assert set(ProjectPage.__struct_fields__) <= whole
    lean = templates_in(REPOSITORY / "bench/theme/templates").shown(ProjectPage.template)
    assert lean is not None
    assert {"title", "steps", "languages"} <= lean
    assert not {"maps", "costs", "events"} & lean


def test_a_faulty_template_counts_as_showing_everything(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% if %}")
    assert templates_in(tmp_path).shown("page.html") is None
    assert templates_in(tmp_path).shown("absent.html") is None


def test_pages_are_the_same_as_with_everything_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_sites(tmp_path / "sites", 12, 3, TODAY).lean

    def made(name: str) -> dict[str, bytes]:
        build(Options(root=root, output=tmp_path / name / "build", jobs=1, now=TODAY, alone=True))
        folder = tmp_path / name / "build"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}

    with_few = made("few")
    monkeypatch.setattr(Templates, "shown", lambda self, name: None)
    assert made("all") == with_few
