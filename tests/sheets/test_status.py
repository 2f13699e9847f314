"""`sitegen status`: each lack planted once is told once."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from sitegen.sheets.status import SORTS, lines, status, write_book
from sitegen.sheets.workbook import read_workbook
from tests.sheets.books import SITE
from tests.support.minisite import write_mini_site
from tests.support.process import RunCli

TODAY = datetime.date(2026, 6, 30)
FINE = "confirmed: 2026-06-01\n"
POLICY = "title: {zh: 办法, en: Rules}\nlevel: city\n"

PLANTED: dict[str, tuple[str, str]] = {
    "untranslated": ("content/policies/a/policy.yml", "title: {zh: 甲办法}\nlevel: city\n" + FINE),
    "stale": ("content/policies/a/policy.yml", POLICY + "translation: {en: stale}\n" + FINE),
    "expiring": ("content/policies/a/policy.yml", POLICY + "expires: 2026-08-29\n" + FINE),
    "expired": ("content/policies/a/policy.yml", POLICY + "expires: 2026-06-29\n" + FINE),
    "unconfirmed": ("content/policies/a/policy.yml", POLICY + "confirmed: 2025-12-31\n"),
    "unreachable": ("content/contacts/a.yml", "organisation: {zh: 甲局, en: A}\n"),
    "undescribed": ("content/policies/a/policy.yml", POLICY + "pictures: [{file: a.svg}]\n" + FINE),
    "draft": ("content/policies/a/policy.yml", POLICY + "visibility: draft\n"),
}


def clean(root: Path) -> Path:
    """A site of which nothing is to be said."""
    files = {path: text for path, text in SITE.items() if "project" not in path}
    for path, text in files.items():
        if path.startswith("content/regions"):
            files[path] = str(text) + FINE
    write_mini_site(root, files)
    sample = root / "content/projects/sample/project.yml"
    sample.write_text(sample.read_text("utf-8") + FINE, "utf-8")
    return root


def test_a_site_without_lacks(tmp_path: Path) -> None:
    assert status(clean(tmp_path), TODAY).lacks == ()


def test_every_sort_is_planted() -> None:
    assert PLANTED.keys() == SORTS.keys()


@pytest.mark.parametrize("sort", PLANTED)
def test_what_is_planted_is_found(sort: str, tmp_path: Path) -> None:
    root = clean(tmp_path)
    path, text = PLANTED[sort]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")
    assert [(one.sort, one.id) for one in status(root, TODAY).lacks] == [(sort, "a")]


@pytest.mark.parametrize(
    ("expires", "confirmed", "sorts"),
    [
        ("2026-08-30", "2026-01-01", []),
        ("2026-08-29", "2025-12-31", ["expiring", "unconfirmed"]),
        ("2026-06-30", "2026-01-01", ["expiring"]),
        ("2026-06-29", "2026-06", ["expired"]),
        ("2026-06", "2026-06", ["expiring"]),
    ],
)
def test_the_last_days_count(expires: str, confirmed: str, sorts: list[str], tmp_path: Path) -> None:
    root = clean(tmp_path)
    (root / "content/policies/a").mkdir(parents=True)
    text = f"{POLICY}expires: {expires}\nconfirmed: {confirmed}\n"
    (root / "content/policies/a/policy.yml").write_text(text, "utf-8")
    found = [one.sort for one in status(root, TODAY).lacks]
    assert found == sorts


def test_a_batch_by_county(tmp_path: Path) -> None:
    root = clean(tmp_path)
    project = root / "content/projects/sample/project.yml"
    project.write_text(project.read_text("utf-8") + "batch: 2027\nregion: lizhou\n", "utf-8")
    found = status(root, TODAY, "2027").batch
    assert found is not None
    assert found.counts == {"lizhou": 1, "wangcang": 0}


def test_fields_that_are_empty_and_the_workbook(tmp_path: Path) -> None:
    it = status(clean(tmp_path), TODAY, "2027")
    assert ("capacity", 1, 1) in it.empty
    assert "status" not in [name for name, _, _ in it.empty]
    write_book(it, tmp_path / "status.xlsx", "zh")
    assert [grid.name for grid in read_workbook(tmp_path / "status.xlsx")] == ["待办", "空字段", "批次"]
    assert any("未报送" in line for line in lines(it, "zh"))


def test_the_command(tmp_path: Path, run_cli: RunCli) -> None:
    root = clean(tmp_path)
    done = run_cli("status", "--now", "2026-06-30", "--format", "json", cwd=root)
    assert done.returncode == 0
    assert json.loads(done.stdout)["lacks"] == []
