"""What goes on after a build: copies put by for quick rows of small changes, and clearing away."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.cli import run as run_command
from sitegen.storage import housekeeping, stock
from sitegen.storage.clone import clone
from sitegen.storage.ledger import RESTING_SECONDS
from sitegen.storage.lock import is_held
from sitegen.storage.stock import lock_of
from tests.build.edits import make_site, tree_bytes
from tests.build.edits import write as write_file
from tests.storage.faults import Publish, Run, Runner
from tests.storage.house import KEY, House, site, write
from tests.support.patience import PATIENCE_SECONDS


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def no_copying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.storage.trees.clone", lambda *_: pytest.fail("a build copied the tree"))


# Copies


def test_a_quick_row_of_changes_copies_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    no_copying(monkeypatch)
    house.whole(site(1))
    house.keep()
    assert len(house.folders("stock")) == housekeeping.STOCK
    for number in range(2, 9):
        house.change({"zh/index.html": str(number)})
        assert house.seen() == site(1) | {"zh/index.html": str(number)}
        if number % 3 == 0:
            house.keep()


def test_rested_trees_need_no_copies_beside_them(house: House) -> None:
    house.whole(site(1))
    house.keep()
    for number in range(2, 12):
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": str(number)})
        house.keep()
    spares = house.folders()
    house.keep()
    assert house.folders() == spares
    assert len(spares) <= housekeeping.STOCK + 3


def test_only_one_copy_where_copying_takes_long(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "STOCKING_SECONDS", 0.0)
    house.whole(site(1))
    house.keep()
    assert len(house.folders("stock")) == 1


def test_without_a_known_site_nothing_is_copied(house: House) -> None:
    house.keep()
    assert not house.work.exists()
    house.whole(site(1))
    (house.output / "more.txt").write_text("somebody was here")
    house.keep()
    assert house.folders("stock") == []


def test_a_swap_meanwhile(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied is the one tree or the other, never some of each."""
    house.whole(site(1))

    def slow(source: str, target: str) -> None:
        if not house.seen()["zh/index.html"].startswith("9"):
            house.change({"zh/index.html": "9", "a/b/c.txt": "9"})
        clone(source, target)

    monkeypatch.setattr(stock, "clone", slow)
    monkeypatch.setattr(stock, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(housekeeping, "STOCKING_SECONDS", 0.0)
    house.keep()
    (copy,) = house.folders("stock")
    assert (house.work / "trees" / copy / "zh/index.html").read_text() == "1"
    monkeypatch.undo()
    no_copying(monkeypatch)
    house.change({"en.txt": "9"})
    assert house.seen() == site(1) | {"zh/index.html": "9", "a/b/c.txt": "9", "en.txt": "9"}


def test_a_copy_that_took_longer_than_trees_rest(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """By then somebody may have worked on the tree that was being copied."""
    house.whole(site(1))
    moment = [0.0]

    def slow(source: str, target: str) -> None:
        house.change({"zh/index.html": "2"})
        clone(source, target)
        moment[0] += RESTING_SECONDS + 1

    monkeypatch.setattr(stock, "clone", slow)
    monkeypatch.setattr(stock, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    house.keep()
    assert house.folders("stock") == []


def test_another_history(house: House) -> None:
    """Generations begin anew where the ledger is lost; a copy from before is no copy of what stands there."""
    house.whole(site(1))
    house.keep()
    (house.work / "ledger.bin").unlink()
    house.now += RESTING_SECONDS + 1
    house.whole(site(2))
    house.change({"en.txt": "3"})
    assert house.seen() == site(2) | {"en.txt": "3"}
    assert house.folders("stock") == []


def test_a_copy_that_was_touched_is_not_used(house: House) -> None:
    house.whole(site(1))
    house.keep()
    for name in house.folders("stock"):
        (house.work / "trees" / name / "more.txt").write_text("x")
    house.change({"zh/index.html": "2"})
    assert house.seen() == site(1) | {"zh/index.html": "2"}


def test_the_record_cut_short_altered_or_of_another_account(house: House) -> None:
    house.whole(site(1))
    house.keep()
    record = house.work / "stock.bin"
    data = record.read_bytes()
    assert house.open().ledger.spares
    for length in range(len(data)):
        record.write_bytes(data[:length])
        assert not house.open().ledger.spares
        record.write_bytes(data[:length] + bytes([data[length] ^ 1]) + data[length + 1 :])
        assert not house.open().ledger.spares
    record.write_bytes(data)
    assert not house.open(b"x" * 32).ledger.spares
    assert house.open().ledger.spares


def test_full_disk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.whole(site(1))

    def full(source: str, target: str) -> None:
        os.mkdir(target)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(stock, "clone", full)
    with pytest.raises(OSError, match="full"):
        house.keep()
    assert house.folders("stock") == []


# A build meanwhile


@pytest.fixture
def at_work(house: House) -> Iterator[None]:
    """Somebody is making copies."""
    house.whole(site(1))
    lock = os.open(lock_of(house.work), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    yield
    os.close(lock)


@pytest.mark.usefixtures("at_work")
def test_a_build_waits_for_a_copy(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    no_copying(monkeypatch)
    live = house.open().live
    assert live is not None
    work, output, key = house.work, str(house.output), KEY

    def soon() -> None:
        time.sleep(0.2)
        stock.put_by(work, stock.copied(work, output), live, key)

    other = threading.Thread(target=soon)
    other.start()
    house.change({"zh/index.html": "2"})
    other.join()
    assert house.seen() == site(1) | {"zh/index.html": "2"}


@pytest.mark.usefixtures("at_work")
def test_a_build_does_not_wait_for_long(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "PATIENCE_SECONDS", 0.05)
    write(house.work / "trees" / "stock-half", site(7))
    house.change({"zh/index.html": "2"})
    assert house.seen() == site(1) | {"zh/index.html": "2"}
    assert house.folders("stock") == ["stock-half"], "it is being made"
    house.keep()
    assert house.folders("stock") == ["stock-half"], "one at a time"


@pytest.mark.usefixtures("at_work")
def test_a_copy_that_no_changes_lead_on_from_is_not_used(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was begun before a whole new site was put in place, and is on record only now."""
    monkeypatch.setattr(stock, "PATIENCE_SECONDS", 0.05)
    old = house.open().live
    assert old is not None
    copy = stock.copied(house.work, str(house.output))
    house.whole(site(2))
    with house.open() as trees:
        outbox = write(trees.new_outbox(), {"en.txt": "3"})
        stock.put_by(house.work, copy, old, KEY)
        trees.put_in_place(trees.ready_changes(outbox, ["en.txt"], []))
    assert house.seen() == site(2) | {"en.txt": "3"}


def test_half_made_copies_go(house: House) -> None:
    house.whole(site(1))
    write(house.work / "trees" / "stock-half", site(7))
    house.change({"zh/index.html": "2"})
    assert house.folders("stock") == []


def test_every_step_may_be_the_last(tmp_path: Path) -> None:
    with Runner(tmp_path, warm=False) as runner:
        house, step = House(tmp_path / "house"), 0
        house.whole(site(1))
        while True:
            step += 1
            order = Publish(str(tmp_path / "house"), house.now, {}, keep=True)
            ended = runner(Run(below=str(tmp_path / "house"), publish=order, kill_at=step))
            house.change({"zh/index.html": str(step)})
            assert house.seen() == site(1) | {"zh/index.html": str(step)}, (step, ended.steps[-1:])
            if ended.status == 0:
                break
            assert ended.status == -signal.SIGKILL
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": "end"})
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": "the end"})
        assert step > 20
        assert len(house.folders()) <= 12


# Clearing away


def test_what_is_past_use_goes(house: House) -> None:
    house.whole(site(1))
    write(house.work / "trees" / "gone-0-1", site(7))
    write(house.work / "trees" / f"gone-{int(house.now)}-1", site(7))
    write(house.work / "trees" / "kept-1", site(7))
    house.keep()
    assert house.folders("gone") == [f"gone-{int(house.now)}-1"]
    assert house.folders("kept") == ["kept-1"]


def test_nothing_is_cleared_away_between_builds_in_a_row(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.whole(site(1))
    house.keep()
    gone = house.work / "trees" / "gone-0-1"
    write(gone, site(7))
    turns = []

    def later(seconds: float) -> None:
        turns.append(seconds)
        if len(turns) == 3:
            house.change({"zh/index.html": "2"})
            write(gone, site(7))

    monkeypatch.setattr(time, "sleep", later)
    house.keep(quiet=60)
    assert len(turns) == 3
    assert gone.exists()
    house.keep(quiet=0.01)
    assert not gone.exists()


# From the command line


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site that counts as a big one, and is the folder of the command."""
    make_site(tmp_path / "site", projects=2)
    monkeypatch.setattr("sitegen.pipeline.stages.MANY_PAGES", 1)
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def copies_of(root: Path) -> list[Path]:
    return sorted((root / ".sitegen/build/trees").glob("stock-*"))


def settled(root: Path) -> list[Path]:
    """The copies, once they are made."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if len(copies_of(root)) == housekeeping.STOCK and not is_held(lock_of(root / ".sitegen/build")):
            return copies_of(root)
        time.sleep(0.05)
    pytest.fail(f"only {copies_of(root)} after 30 s")


def test_a_process_of_its_own(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_command(["build"]) == 0
    for copy in settled(catalogue):
        assert tree_bytes(copy) == tree_bytes(catalogue / "build")
    no_copying(monkeypatch)
    write_file(catalogue, "content/projects/p001/zh.md", "改过的正文。\n")
    assert run_command(["build", "--timings"]) == 0
    settled(catalogue)


def test_nothing_of_the_content_is_run(catalogue: Path) -> None:
    """The command may have been given in a folder where somebody has put Python files."""
    for name in ("sitegen", "msgspec", "contextlib"):
        (catalogue / f"{name}.py").write_text(f"open({str(catalogue / 'ran')!r}, 'w').close()")
    assert run_command(["build"]) == 0
    settled(catalogue)
    assert not (catalogue / "ran").exists()


@pytest.mark.parametrize("more", [[], ["--fresh"]], ids=["plain", "by click"])
def test_in_the_foreground(catalogue: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]) -> None:
    monkeypatch.setattr(os, "posix_spawn", lambda *_, **__: pytest.fail("started a process"))
    assert run_command(["build", "--foreground", *more]) == 0
    assert len(copies_of(catalogue)) == 1


def test_no_process_for_a_small_site(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.pipeline.stages.MANY_PAGES", 10_000)
    monkeypatch.setattr(os, "posix_spawn", lambda *_, **__: pytest.fail("started a process"))
    assert run_command(["build"]) == 0
    assert len(copies_of(catalogue)) == 1


def test_no_process_to_be_had(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "posix_spawn", refuse)
    assert run_command(["build"]) == 0


def test_the_site_is_removed_meanwhile(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """By somebody who cleans up: nothing comes back."""
    house.whole(site(1))

    def gone(source: str, target: str) -> None:
        shutil.rmtree(house.work)
        shutil.rmtree(house.output)
        clone(source, target)

    monkeypatch.setattr(stock, "clone", gone)
    with pytest.raises(FileNotFoundError):
        house.keep()
    assert not house.work.exists()
    assert not house.output.exists()


def test_a_build_leaves_the_clearing_to_it(house: House) -> None:
    house.whole(site(1))
    write(house.work / "trees" / "gone-0-1", site(7))
    with house.open() as trees:
        trees.new_outbox(later=True)
    assert house.folders("gone") == ["gone-0-1"]
    with pytest.raises(OSError, match="full"), house.open() as trees:  # noqa: PT012  # as a build does it
        trees.new_outbox(later=True)
        raise OSError(errno.ENOSPC, "full")
    assert house.folders("gone") == []
