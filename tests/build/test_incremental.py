"""An incremental build gives the bytes of a clean one, whatever was edited."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen.pipeline.build import Options, Outcome, build
from sitegen.diagnostics import ContentError
from tests.build.edits import edit_body, make_site, random_edit, tree_bytes, write

DATES = ("2026-06-01", "2026-11-20", "2027-12-01")


def run(root: Path, output: Path, *, fresh: bool = False, jobs: int = 1, now: str = DATES[1]) -> Outcome:
    return build(Options(root=root, output=output, fresh=fresh, jobs=jobs, now=now))


@pytest.mark.parametrize("seed", range(6))
def test_random_edits(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    root = tmp_path / "site"
    make_site(root, seed=seed)
    run(root, tmp_path / "build")
    history = []
    for step in range(12):
        history += [random_edit(rng, root) for _ in range(rng.randint(1, 2))]
        now = rng.choice(DATES)
        run(root, tmp_path / "build", now=now)
        if step % 3 == 2:
            run(root, tmp_path / f"clean-{step}", fresh=True, now=now)
            assert differences(tmp_path / "build", tmp_path / f"clean-{step}") == [], history


def differences(one: Path, other: Path) -> list[str]:
    """Paths at which two trees differ."""
    first, second = tree_bytes(one), tree_bytes(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


def test_second_build_writes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "site"
    make_site(root)
    first = run(root, tmp_path / "build")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")}
    second = run(root, tmp_path / "build")
    assert first.swapped
    assert first.rendered == first.pages
    assert (second.rendered, second.written, second.removed, second.swapped) == (0, 0, 0, False)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")} == before


LANGUAGES = {
    "one more": "[{id: zh}, {id: en}, {id: zh-hant, derived_from: zh}, {id: fr, fallbacks: [en]}]",
    "one less": "[{id: zh}, {id: en}]",
    "another in its place": "[{id: zh}, {id: fr, fallbacks: [en]}, {id: zh-hant, derived_from: zh}]",
    "another order": "[{id: en}, {id: zh-hant, derived_from: zh}, {id: zh}]",
}


@pytest.mark.parametrize("locales", LANGUAGES.values(), ids=LANGUAGES)
def test_languages_come_and_go(tmp_path: Path, locales: str) -> None:
    """What is the same in two languages, such as a calendar, is there for each of them all the same."""
    root = tmp_path / "site"
    make_site(root)
    setting = (root / "site.yml").read_text("utf-8")
    begins, ends = setting.index("locales:"), setting.index("limits:")
    run(root, tmp_path / "build")
    write(root, "site.yml", f"{setting[:begins]}locales: {locales}\n{setting[ends:]}")
    if "{id: en}" not in locales:
        for path in (*root.rglob("*.yml"), *root.rglob("en.md")):
            rename_language(path, "en", "fr")
    run(root, tmp_path / "build")
    run(root, tmp_path / "clean", fresh=True)
    assert differences(tmp_path / "build", tmp_path / "clean") == []


def rename_language(path: Path, old: str, new: str) -> None:
    if path.suffix == ".md":
        path.rename(path.with_stem(new))
    else:
        path.write_text(path.read_text("utf-8").replace(f"{old}:", f"{new}:").replace(f"[{old}]", "[zh]"), "utf-8")


def test_body_edit_makes_one_page(tmp_path: Path) -> None:
    root = tmp_path / "site"
    make_site(root)
    run(root, tmp_path / "build")
    edit_body(random.Random(0), root)
    outcome = run(root, tmp_path / "build")
    assert outcome.rendered == 1
    assert 1 <= outcome.written <= 3


def test_a_new_project_leaves_numbered_pages_as_they_are(tmp_path: Path) -> None:
    root = tmp_path / "site"
    make_site(root, projects=0)

    def add(number: int) -> None:
        title, day = f"title: {{zh: 项目{number}, en: Project {number}}}", f"published: 2026-01-{number:02}"
        write(root, f"content/projects/n{number}/project.yml", f"kind: project\n{title}\nstatus: open\n{day}\n")

    for number in range(1, 11):
        add(number)
    run(root, tmp_path / "build")
    before = tree_bytes(tmp_path / "build")
    add(11)
    outcome = run(root, tmp_path / "build")
    after = tree_bytes(tmp_path / "build")
    numbered = [path for path in before if "/page/" in path]
    assert len(numbered) > 4
    assert [path for path in numbered if after[path] != before[path]] == []
    assert outcome.rendered < outcome.pages - len(numbered) / 2


def test_a_heading_that_others_link_to_is_missed(tmp_path: Path) -> None:
    """A link into a page that was not made again breaks when the heading that it leads to goes."""
    root = tmp_path / "site"
    make_site(root)
    write(root, "content/projects/p001/zh.md", "# 概况\n\n正文。\n")
    write(root, "content/projects/p002/zh.md", "见[项目](project:p001#s-概况)。\n")
    (root / "content/projects/p002/en.md").unlink(missing_ok=True)
    (root / "content/projects/p001/en.md").unlink(missing_ok=True)
    (root / "content/projects/p000/zh.md").write_text("正文。\n", "utf-8")
    run(root, tmp_path / "build")
    write(root, "content/projects/p001/zh.md", "# 背景\n\n正文。\n")
    with pytest.raises(ContentError) as caught:
        run(root, tmp_path / "build")
    assert any(found.code == "E_BROKEN_LINK" for found in caught.value.diagnostics)
