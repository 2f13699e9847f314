"""What the search page looks through."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from sitegen.model.kinds import KINDS
from sitegen.routes import search_parts, search_slice
from tests.support.catalogues import make_state
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site


def part(root: Path, name: str, locale: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"build/{locale}/search/{name}.json").read_text("utf-8"))
    return found


MORE: dict[str, str | bytes] = {
    "content/chains/batteries.yml": (
        "title: {zh: 锂电池, en: Batteries}\n"
        "stages: [{id: up, title: {zh: 上游, en: Upstream}}]\n"
        "segments:\n  - {id: cathode, title: {zh: 正极材料, en: Cathode materials}, stage: up}\n"
    ),
    "content/regions/oldtown.yml": "title: {zh: 老城, en: Oldtown}\nkind: county\n",
    "content/projects/plant/project.yml": PROJECT_YML.replace("示例项目", "<b>材料厂</b>").replace(
        "Sample project", "<b>Plant</b>"
    )
    + "chain: batteries\nsegments: [cathode]\nregion: oldtown\ncode: XM-7\n",
    "content/projects/plant/zh.md": "正文。\n",
    "content/projects/plant/en.md": "Text.\n",
}


def test_a_project_is_found_by_its_names_and_what_it_belongs_to(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(MORE)
    must(run_cli("build", cwd=root))
    found = part(root, "project-1")
    assert found["kind"] == "Projects"
    rows = {row[0]: row[1:] for row in found["entries"]}
    assert rows["projects/plant/"] == [
        "<b>Plant</b>",
        "A project to test with.",
        "Batteries Cathode materials Oldtown XM-7",
    ]
    assert "锂电池 正极材料 老城 XM-7" in [row[3] for row in part(root, "project-1", "zh")["entries"]]
    assert part(root, "chain-1")["entries"] == [["chains/batteries/", "Batteries", "", "Cathode materials"]]
    assert part(root, "contact-1")["entries"][0][0] == "contacts/office/"


def test_all_paths_lead_to_pages(real: Site) -> None:
    for locale in ("zh", "en", "zh-hant"):
        page = (real.root / f"build/{locale}/search/index.html").read_text("utf-8")
        files = sorted((real.root / f"build/{locale}/search").glob("*.json"))
        assert len(files) >= 8
        for file in files:
            assert file.name in page
            for path, *words in json.loads(file.read_text("utf-8"))["entries"]:
                assert (real.root / "build" / locale / path / "index.html").is_file()
                assert all(isinstance(word, str) for word in words)


def test_what_is_not_public_is_not_found(mini_site: MiniSite, run_cli: RunCli) -> None:
    project = MORE["content/projects/plant/project.yml"]
    assert isinstance(project, str)
    for word in ("draft", "internal"):
        hidden = f"{project}visibility: {word}\n"
        root = mini_site(MORE | {"content/projects/plant/project.yml": hidden}, name=word)
        must(run_cli("build", cwd=root))
        for file in (root / "build").rglob("*.json"):
            assert "Plant" not in file.read_text("utf-8")
            assert "XM-7" not in file.read_text("utf-8")


def test_a_site_without_a_search(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site({**MORE, "site.yml": f"{SITE_YML}leave_out: [search]\n"})
    must(run_cli("build", cwd=root))
    assert not (root / "build/en/search").exists()
    assert "search/" not in (root / "build/en/index.html").read_text("utf-8")


def test_kinds_without_pages_are_not_looked_through(mini_site: MiniSite, run_cli: RunCli) -> None:
    event = "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nstarts: 2026-01-01\n"
    files = {"content/events/roadshow/event.yml": event, "site.yml": f"{SITE_YML}leave_out: [events]\n"}
    root = mini_site({**MORE, **files})
    must(run_cli("build", cwd=root))
    assert not (root / "build/en/search/event-1.json").exists()
    assert "event-1.json" not in (root / "build/en/search/index.html").read_text("utf-8")


def test_each_entry_is_in_one_file_of_a_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.routes.SEARCH_SIZE", 3)
    catalogue = make_state(7).catalogue()
    found: dict[str, list[str]] = defaultdict(list)
    for kind, number in search_parts(catalogue):
        ids = search_slice(catalogue, kind, number)
        assert 1 <= len(ids) <= 3
        found[kind] += ids
    assert len(found["project"]) > 3
    assert {kind: sorted(ids) for kind, ids in found.items()} == {
        kind: sorted(catalogue.ids(kind)) for kind in KINDS if catalogue.ids(kind)
    }
