"""`sitegen status`: each lack planted once is told once."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from pathlib import Path

import pytest

from sitegen.editing.checking import Typed
from sitegen.editing.entry_state import state_of
from sitegen.editing.renaming import rename
from sitegen.editing.saving import save
from sitegen.pipeline.settings import load_settings
from sitegen.sheets.entries_there import There
from sitegen.sheets.entry_texts import RECORDED, load_recorded, record_all, recorded_text
from sitegen.sheets.status import SORTS, Sent, Share, status
from sitegen.sheets.status_telling import as_json, lines, write_book
from sitegen.sheets.workbook import read_workbook
from sitegen.sheets.writing import write
from tests.sheets.books import SITE, book, imported
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


BATCHES = "batches:\n  - {name: '2027', due: 2026-03-01}\n"


def test_a_batch_by_county_and_its_date(tmp_path: Path) -> None:
    root = clean(tmp_path)
    with (root / "site.yml").open("a", encoding="utf-8") as file:
        file.write(BATCHES)
    (root / "content/regions/mill-park.yml").write_text(
        f"title: {{zh: 工业园, en: Park}}\nkind: park\nparent: lizhou\n{FINE}", "utf-8"
    )
    project = root / "content/projects/sample/project.yml"
    fields = project.read_text("utf-8") + "batch: 2027\npark: mill-park\n"
    project.write_text(fields + "internal: {received: 2026-02-27}\n", "utf-8")
    [batch] = status(root, TODAY).batches
    assert (batch.due, batch.overdue) == ("2026-03-01", True)
    assert batch.sent == {"lizhou": Sent(1, "2026-02-27", 0), "wangcang": Sent(0, "", 0)}
    told = "\n".join(lines(status(root, TODAY), "zh"))
    assert "批次 2027（2026-03-01 前报送）：" in told
    assert "旺苍县  逾期未报" in told
    assert "利州区  已报 1 个" in told
    project.write_text(fields + "internal: {received: 2026-03-02}\n", "utf-8")
    assert "利州区  已报 1 个，其中迟报 1 个" in "\n".join(lines(status(root, TODAY), "zh"))
    assert not status(root, datetime.date(2026, 3, 1)).batches[0].overdue
    assert "wangcang" in status(root, TODAY, "2030").batches[0].sent


def git(root: Path, *words: str, date: str = "2026-01-01T00:00:00Z") -> None:
    who = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")
    environment = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True, env=environment)


def test_git_says_when_projects_came_in_and_which_texts_are_older(tmp_path: Path) -> None:
    root = clean(tmp_path)
    with (root / "site.yml").open("a", encoding="utf-8") as file:
        file.write(BATCHES)
    project = root / "content/projects/sample/project.yml"
    project.write_text(project.read_text("utf-8") + "batch: 2027\nregion: lizhou\n", "utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "all", date="2026-03-05T00:00:00Z")
    assert status(root, TODAY).batches[0].sent["lizhou"] == Sent(1, "2026-03-05", 1)
    assert status(root, TODAY).lacks == ()
    (root / "content/projects/sample/zh.md").write_text("另一正文。\n", "utf-8")
    git(root, "commit", "-qam", "text", date="2026-03-06T00:00:00Z")
    [lack] = status(root, TODAY).lacks
    assert (lack.sort, lack.id, lack.detail) == ("stale", "sample", "en: en.md")


def test_a_recorded_translation_that_is_older(tmp_path: Path) -> None:
    root = clean(tmp_path)

    def record() -> None:
        text = recorded_text(record_all(There(root, "zh"), ("zh", "en")))
        (root / RECORDED).write_text(text, "utf-8")

    record()
    assert status(root, TODAY).lacks == ()
    project = root / "content/projects/sample/project.yml"
    fields = project.read_text("utf-8")
    project.write_text(fields.replace("示例项目", "示例大项目"), "utf-8")
    (root / "content/projects/sample/zh.md").write_text("另一正文。\n", "utf-8")
    [lack] = status(root, TODAY).lacks
    assert (lack.sort, lack.detail) == ("stale", "en: title, *.md")
    record()
    assert status(root, TODAY).lacks == (lack,), "what is outdated is not recorded as fitting"
    (root / "content/projects/sample/en.md").write_text("Another text.\n", "utf-8")
    renewed = fields.replace("示例项目", "示例大项目").replace("Sample project", "Large sample project")
    project.write_text(renewed, "utf-8")
    assert status(root, TODAY).lacks == ()
    record()
    assert status(root, TODAY).lacks == ()


def stale(root: Path) -> list[str]:
    return [one.detail for one in status(root, TODAY).lacks if one.sort == "stale"]


def test_what_the_editor_saves_is_recorded(tmp_path: Path) -> None:
    root = clean(tmp_path)
    reading = load_settings(root).reading
    entry = ("project", "sample")

    def saved(title: dict[str, str], bodies: dict[str, str], **others: str) -> None:
        there = state_of(root, *entry, reading.written)
        base = Typed(there.data or {}, there.bodies)
        mine = Typed({**base.data, "title": title, **others}, {**base.bodies, **bodies})
        assert save(root, entry, base, mine, reading).files

    saved({"zh": "示例项目", "en": "Sample project"}, {}, code="X-1")
    assert not (root / RECORDED).exists(), "no text has changed"
    saved({"zh": "示例大项目", "en": "Sample project"}, {"zh": "另一正文。\n"})
    assert stale(root) == ["en: title, *.md"]
    saved({"zh": "示例大项目", "en": "Large sample project"}, {})
    assert stale(root) == ["en: *.md"]
    saved({"zh": "示例最大项目", "en": "Largest sample project"}, {"en": "Another text.\n"})
    assert stale(root) == []


def test_what_an_import_changes_is_recorded(tmp_path: Path) -> None:
    root = clean(tmp_path)
    path = root / "content/projects/sample/project.yml"
    for title in ("示例大项目", "示例更大项目"):
        rows = [["标识", "项目名称"], ["sample", title]]
        write(imported(root, book(tmp_path / "title.xlsx", rows), overwrite=True))
        assert title in path.read_text("utf-8")
        assert stale(root) == ["en: title"]
    rows = [["标识", "项目名称", "项目名称（英文）"], ["sample", "示例项目", "Sample works"]]
    write(imported(root, book(tmp_path / "both.xlsx", rows), overwrite=True))
    assert "Sample works" in path.read_text("utf-8")
    assert stale(root) == []
    assert rename(root, "project", "sample", "renamed").alias
    assert "project/renamed" in load_recorded(root)
    assert "project/sample" not in load_recorded(root)


def test_the_share_of_missing_translations(tmp_path: Path) -> None:
    root = clean(tmp_path)
    [whole] = [share for share in status(root, TODAY).shares if share.locale == "en"]
    assert whole.missing == 0
    (root / "content/events/fair").mkdir(parents=True)
    (root / "content/events/fair/event.yml").write_text(
        "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nprogramme:\n"
        "  - {at: 2026-01-01, title: 开幕}\n  - {at: 2026-01-02, title: {zh: 闭幕, en: Close}}\n",
        "utf-8",
    )
    (root / "content/events/fair/zh.md").write_text("正文\n", "utf-8")
    [share] = [share for share in status(root, TODAY).shares if share.locale == "en"]
    assert share == Share("en", 2, whole.texts + 4)


def test_pictures_in_texts_and_contacts_on_purpose(tmp_path: Path) -> None:
    root = clean(tmp_path)
    (root / "content/projects/sample/zh.md").write_text("![](a.png) ![厂区](b.png)\n", "utf-8")
    (root / "content/contacts/a.yml").write_text(
        "organisation: {zh: 甲局, en: A}\nunlisted: {zh: 不公布, en: Not listed}\n", "utf-8"
    )
    [lack] = status(root, TODAY).lacks
    assert (lack.sort, lack.detail) == ("undescribed", "a.png (zh.md)")


def test_fields_that_are_empty_and_the_workbook(tmp_path: Path) -> None:
    it = status(clean(tmp_path), TODAY, "2027")
    assert ("capacity", 1, 1) in it.empty
    assert "status" not in [name for name, _, _ in it.empty]
    write_book(it, tmp_path / "status.xlsx", "zh")
    names = [grid.name for grid in read_workbook(tmp_path / "status.xlsx")]
    assert names == ["待办", "按地区", "空字段", "译文", "批次"]
    assert any("未报送" in line for line in lines(it, "zh"))


def test_lacks_are_told_by_county(tmp_path: Path) -> None:
    root = clean(tmp_path)
    project = root / "content/projects/sample/project.yml"
    project.write_text(project.read_text("utf-8").replace(FINE, "region: lizhou\n"), "utf-8")
    it = status(root, TODAY)
    assert json.loads(as_json(it))["by_region"] == {"lizhou": {"unconfirmed": 1}}
    assert ("capacity", 1, 1) in it.empty_by_region["lizhou"]
    assert "  利州区  1" in lines(it, "zh")


def test_the_command(tmp_path: Path, run_cli: RunCli) -> None:
    root = clean(tmp_path)
    done = run_cli("status", "--record", "--now", "2026-06-30", "--format", "json", cwd=root)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["lacks"] == []
    assert "project/sample" in json.loads((root / RECORDED).read_text("utf-8"))
