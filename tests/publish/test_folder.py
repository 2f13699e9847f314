"""A folder: one tree or the other at any moment, resumed, taken back, and nobody's files touched."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, MachineError
from sitegen.publish.files import Published, Wish, site_files
from sitegen.publish.publish_site import Access, publish_site, roll_back
from sitegen.publish.targets import FolderTarget
from tests.publish.conftest import States
from tests.publish.interruptions import Interrupted, interrupted_at
from tests.publish.sites import files_of, walk, without_mark

INTERRUPTIONS = 50


def publish(source: Path, target: Path, **wish: bool | int) -> Published:
    return publish_site(FolderTarget(target), site_files(source), Wish(**wish), Access())  # type: ignore[arg-type]


def read(target: Path, path: str) -> bytes | None:
    try:
        return (target / path).read_bytes()
    except OSError:
        return None


def test_publishing_changing_and_going_back(states: States, tmp_path: Path) -> None:
    old, new = states.contents
    target = tmp_path / "www"
    first = publish(states.old, target)
    assert len(first.changes.added) == len(old)
    assert without_mark(files_of(target)) == old
    assert read(target, "assets/release.txt") == f"{first.release}\n".encode()
    assert not publish(states.old, target).done, "nothing has changed"

    second = publish(states.new, target)
    assert set(second.changes.added) == new.keys() - old.keys()
    assert set(second.changes.removed) == old.keys() - new.keys()
    assert set(second.changes.changed) == {path for path in old.keys() & new.keys() if old[path] != new[path]}
    assert without_mark(files_of(target)) == new
    same = next(path for path in old if old[path] == new.get(path))
    trees = tmp_path / "www.releases"
    assert os.path.samefile(trees / first.release / same, trees / second.release / same)

    back = roll_back(FolderTarget(target), Wish(), Access())
    assert back.release == first.release
    assert without_mark(files_of(target)) == old
    with pytest.raises(MachineError) as refused:
        roll_back(FolderTarget(target), Wish(), Access())
    assert refused.value.diagnostic.code == "E_NO_RELEASE"
    assert publish(states.new, target).release == second.release, "it is there already"
    assert without_mark(files_of(target)) == new


def test_a_dry_run_does_nothing(states: States, tmp_path: Path) -> None:
    target = tmp_path / "www"
    told = publish(states.old, target, dry_run=True)
    assert told.changes.added
    assert list(tmp_path.iterdir()) == []


def test_interruptions_at_any_point(states: States, tmp_path: Path) -> None:
    """Whatever is interrupted, a reader finds one whole site; and the next attempt ends well."""
    target, chance = tmp_path / "www", random.Random(7)
    contents = states.contents
    publish(states.old, target)
    live, interrupted = 0, 0
    while interrupted < INTERRUPTIONS:
        wanted = 1 - live
        try:
            with interrupted_at(chance.randrange(3 * len(contents[1])), str(tmp_path)):
                publish((states.old, states.new)[wanted], target)
        except Interrupted:
            interrupted += 1
        else:
            live = wanted
            assert without_mark(files_of(target)) == contents[live]
        walked = walk(lambda path: read(target, path))
        assert any(walked.items() <= whole.items() for whole in contents), "mixed"
    publish(states.old, target)  # so that the next has something to do: what is left over goes then
    publish(states.new, target)
    assert without_mark(files_of(target)) == contents[1]
    kept = sorted(path.name for path in (tmp_path / "www.releases").iterdir())
    assert len(kept) <= 2 * 5, kept


def test_old_releases_go(states: States, tmp_path: Path) -> None:
    target = tmp_path / "www"
    for number in range(7):
        publish((states.old, states.new)[number % 2], target, keep=3)
    assert len(list((tmp_path / "www.releases").glob("*.json"))) == 3


def test_somebody_elses_folder(states: States, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    (target / "theirs.html").write_text("theirs")
    with pytest.raises(MachineError) as refused:
        publish(states.old, target)
    assert refused.value.diagnostic.code == "E_FOREIGN_TARGET"
    assert (target / "theirs.html").read_text() == "theirs"
    publish(states.old, target, force=True)
    assert not (target / "theirs.html").exists()
    roll_back(FolderTarget(target), Wish(), Access())
    assert (target / "theirs.html").read_text() == "theirs"


def test_an_empty_folder_is_taken(states: States, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    publish(states.old, target)
    assert without_mark(files_of(target)) == states.contents[0]


def test_a_site_that_has_lost_its_pages(states: States, tmp_path: Path) -> None:
    target, thin = tmp_path / "www", tmp_path / "thin"
    publish(states.old, target)
    thin.mkdir()
    with pytest.raises(ContentError) as refused:
        publish(thin, target)
    assert refused.value.diagnostics[0].code == "E_NOTHING_TO_PUBLISH"
    (thin / "index.html").write_text("<p>little</p>")
    with pytest.raises(ContentError) as refused:
        publish(thin, target)
    assert refused.value.diagnostics[0].code == "E_SHRUNKEN"
    assert without_mark(files_of(target)) == states.contents[0]
    publish(thin, target, force=True)
    assert (target / "index.html").read_text() == "<p>little</p>"


def test_what_was_tampered_with_is_noticed(states: States, tmp_path: Path) -> None:
    """A file of the last release that is not as it was is not taken over into the next."""
    target = tmp_path / "www"
    publish(states.old, target)
    old, new = states.contents
    same = next(path for path in old if old[path] == new.get(path) and path.endswith(".css"))
    (target / same).write_text("changed by somebody")
    with pytest.raises(MachineError) as refused:
        publish(states.new, target)
    assert refused.value.diagnostic.code == "E_NOT_VERIFIED"
    assert read(target, "zh/index.html") == old["zh/index.html"]
    publish(states.new, target)  # the tree is whole again
    assert without_mark(files_of(target)) == new
