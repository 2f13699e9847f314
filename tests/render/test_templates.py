"""Faults in a site's own templates end with a message that names file and line; overriding takes one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, Diagnostic, MachineError, Place, problem
from sitegen.pipeline.build import Options, build
from sitegen.render.templates import closures
from sitegen.storage.segments import DamagedError
from sitegen.views.projects import ProjectPage
from tests.build.edits import make_site, write

DATE = "2026-11-20"


def built(root: Path, jobs: int = 1) -> Path:
    output = root.parent / "build"
    build(Options(root=root, output=output, jobs=jobs, now=DATE))
    return output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    make_site(root, projects=3)
    return root


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>\n{{ page.nope }}\n</p>", 2),
        ("<p>\n\n{% if %}", 3),
        ("{{ 1 + 'a' }}", 1),
        ("{% include 'parts/absent.html' %}", 1),
        ("{{ nothing_of_that_name }}", 1),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_faulty_template_is_named(
    site: Path, source: str, line: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.workers.pool.WORTH_FORKING", 1)
    write(site, "theme/templates/parts/pager.html", source)
    fault = fault_of(site, jobs)
    assert (fault.code, fault.place.path, fault.place.line) == (
        "E_TEMPLATE",
        "theme/templates/parts/pager.html",
        line,
    )


@pytest.mark.parametrize(
    "failure",
    [ContentError([problem("E_IO", Place("x"), reason="so")]), MachineError("E_DISK_FULL"), OSError(5, "so")],
)
def test_what_fails_in_the_program_while_a_template_runs_is_not_the_templates_fault(
    site: Path, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of a page's parts are made when its template asks for them."""

    def fails(page: ProjectPage) -> None:
        raise failure

    monkeypatch.setattr(ProjectPage, "similar", property(fails))
    with pytest.raises(type(failure)) as caught:
        built(site)
    assert caught.value is failure


def test_a_piece_that_a_template_asks_for_may_be_damaged(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is remembered, and the site is built anew."""
    met: list[ProjectPage] = []

    def damaged_once(page: ProjectPage) -> tuple[()]:
        met.append(page)
        if len(met) == 1:
            raise DamagedError("0")
        return ()

    monkeypatch.setattr(ProjectPage, "similar", property(damaged_once))
    assert (built(site) / "zh/projects/p000/index.html").exists()
    assert len(met) > 1


def fault_of(site: Path, jobs: int) -> Diagnostic:
    with pytest.raises(ContentError) as caught:
        built(site, jobs)
    return next(found for found in caught.value.diagnostics if found.severity == "error")


def test_a_link_in_a_theme_is_refused(site: Path) -> None:
    (site / "theme/templates/parts").mkdir(parents=True)
    (site / "theme/templates/parts/pager.html").symlink_to("/etc/hostname")
    fault = fault_of(site, 1)
    assert (fault.code, fault.place.path) == ("E_SYMLINK", "theme/templates/parts/pager.html")


def test_one_template_one_style_one_word(site: Path) -> None:
    write(site, "theme/templates/parts/pager.html", "<p>our own pager</p>")
    write(site, "theme/static/custom.css", ":root { --radius: 0; }")
    po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Home"\nmsgstr "入口"\n'
    write(site, "theme/locale/zh/LC_MESSAGES/messages.po", po)
    output = built(site)
    page = (output / "zh/projects/index.html").read_text("utf-8")
    assert "our own pager" in page
    assert "入口" in page
    assert "项目" in page, "words that are not overridden stay"
    sheet = (output / "assets/site.css").read_text("utf-8")
    assert sheet.endswith("\n:root { --radius: 0; }\n")
    assert "--line-strong:" in sheet, "parts that are not overridden stay"


@pytest.mark.parametrize(
    "tag",
    [
        "{% include 'base.html' %}", "{% include 'base.html' ignore missing with context -%}",
        "{%-include 'base.html' without context%}", "{% from 'base.html' import x as y with context %}",
        "{% import 'base.html' as x %}", '{% extends "base.html" +%}',
    ],
)  # fmt: skip
def test_a_template_that_names_another_belongs_to_that_one(tag: str) -> None:
    texts = {"page.html": tag, "base.html": "b", "other.html": "c"}
    assert closures(texts)["page.html"] == closures(texts | {"other.html": "changed"})["page.html"]
    assert closures(texts)["page.html"] != closures(texts | {"base.html": "changed"})["page.html"]


def test_closures_follow_every_reference() -> None:
    texts = {
        "page.html": "{% extends 'base.html' %}{{ project_card(x) }}",
        "base.html": "{%- from 'parts/basic.html' import t -%}\n  {%+ include 'parts/kept.html' %}",
        "parts/basic.html": "a",
        "parts/kept.html": "a",
        "parts/project-card.html": "b",
        "other.html": "c",
    }
    before = closures(texts)
    for changed in ("base.html", "parts/basic.html", "parts/kept.html", "parts/project-card.html"):
        after = closures(texts | {changed: "changed"})
        assert after["page.html"] != before["page.html"], changed
    assert closures(texts | {"other.html": "changed"})["page.html"] == before["page.html"]


@pytest.mark.parametrize(
    "tag",
    [
        "{% include name %}",
        "{% include 'oth' ~ name %}",
        "{% extends 'base.html' if name else 'other.html' %}",
        "{% include ['base.html', 'other.html'] %}",
        "{% include('other.html') %}",
        "{%include'other.html'%}",
        "{% include 'o\\164her.html' %}",
        "{% import 'base.html' if name else 'other.html' as x %}",
    ],
)
def test_a_template_that_works_out_a_name_belongs_to_all(tag: str) -> None:
    texts = {"page.html": tag, "base.html": "b", "other.html": "c"}
    assert closures(texts)["page.html"] != closures(texts | {"other.html": "changed"})["page.html"]
