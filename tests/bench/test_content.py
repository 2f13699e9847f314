"""The benchmark's content and edits: the lean site builds, Hugo's holds the same, edits do what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.content import LEFT_OUT, Sites, write_sites
from bench.convert import in_parts
from bench.edits import EDITS, Site
from bench.tools import TODAY
from sitegen.pipeline.build import Options, Outcome, build
from sitegen.views.basic_values import Amount
from tests.build.edits import tree_bytes

PROJECTS = 12


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return write_sites(tmp_path_factory.mktemp("bench"), PROJECTS, 3, TODAY)


def make(root: Path) -> Outcome:
    return build(Options(root=root, output=root / "build", jobs=1, now=TODAY, exclusive=True))


def test_the_lean_site_has_the_peers_pages_and_no_broken_link(sites: Sites) -> None:
    make(sites.lean)
    folders = {path.name for path in (sites.lean / "build" / "zh").iterdir() if path.is_dir()}
    assert folders == {"projects", "chains", "regions"}
    assert not folders & {*LEFT_OUT} - {"chains", "regions"}
    listed = {path.parent.name for path in (sites.lean / "build" / "zh" / "chains").rglob("index.html")}
    assert listed == {"projects"}


def test_both_copy_the_same_files(sites: Sites) -> None:
    make(sites.lean)
    ours, hugos = tree_bytes(sites.lean / "build" / "files"), tree_bytes(sites.hugo / "static" / "files")
    assert {Path(path).suffix for path in ours} >= {".svg", ".pdf"}
    assert ours == hugos


def test_every_project_stands_in_hugos_content_in_both_languages(sites: Sites) -> None:
    for locale in ("zh", "en"):
        made = {path.stem for path in (sites.hugo / "content" / locale / "projects").iterdir()}
        assert made == set(Site(sites.lean).ids)
        assert len(made) == PROJECTS


def test_front_matter_is_the_entrys(sites: Sites) -> None:
    key = Site(sites.lean).ids[0]
    source = yaml.safe_load((sites.lean / "content/projects" / key / "project.yml").read_text("utf-8"))
    text = (sites.hugo / "content/en/projects" / f"{key}.md").read_text("utf-8")
    matter: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    assert matter["title"] == source["title"]["en"]
    assert matter["statuses"] == [source["status"]]
    assert matter["chains"] == [source["chain"]]
    body = (sites.lean / "content/projects" / key / "en.md").read_text("utf-8")
    assert text.split("---\n", 2)[2].splitlines()[0] == body.splitlines()[0]


def test_an_amount_is_a_number_to_format_or_a_text() -> None:
    assert in_parts(Amount("", "about ", "2.50", " km", "")) == {"b": "about ", "u": " km", "v": 2.5, "d": 2}
    assert in_parts(Amount("", "", "1,200", "", "")) == {"v": 1200, "d": 0}
    assert in_parts(Amount("", "", "8–9", "", "")) == {"t": "8–9"}
    assert in_parts(Amount("", "", "15310", "", "")) == {"t": "15310"}  # no thousands: not as Hugo writes it


def test_only_public_projects_are_edited(tmp_path: Path) -> None:
    for key, text in (("a", "visibility: draft\n"), ("b", "title: x\nvisibility: internal\n"), ("c", "")):
        (tmp_path / "content/projects" / key).mkdir(parents=True)
        (tmp_path / "content/projects" / key / "project.yml").write_text(
            f"{text}contacts: [office]\n", "utf-8"
        )
    assert Site(tmp_path).ids == ["c"]


def test_edits_change_what_they_name_each_time(sites: Sites) -> None:
    make(sites.lean)
    site = Site(sites.lean)
    for number, edit in [(n, edit) for n in (1, 2) for edit in EDITS]:
        edit.apply(site, number)
        outcome = make(sites.lean)
        assert outcome.written or outcome.removed, (edit.name, number)
        assert {"body": 1, "token": 0}.get(edit.name, outcome.rendered) == outcome.rendered, edit.name
    assert make(sites.lean).written == 0
