"""Who gets which task."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from sitegen import processors
from sitegen.model.entries import Reading
from sitegen.model.site import Limits
from sitegen.render.worker import Worker
from sitegen.workers.pool import WorkerPool, jobs_for

READING = Reading(("zh",), "zh", (), Limits())


def whose(worker: Worker, items: Sequence[str]) -> list[tuple[str, int]]:
    """Each item with the process that has had it."""
    return [(item, os.getpid()) for item in items]


def test_an_item_goes_to_whoever_had_its_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "read", whose)
    monkeypatch.setattr(Worker, "make", whose)
    entries = [f"e{number}" for number in range(10)]
    pages = [*reversed(entries), *[f"list{number}" for number in range(6)]]
    with WorkerPool(str(tmp_path), READING, jobs=2) as crew:
        first = dict(crew.share("read", entries, about=str))
        made = crew.share("make", pages, chunk=3, about=lambda page: page if page in first else "")
    assert [page for page, _ in made] == pages
    second = dict(made)
    assert {entry: second[entry] for entry in entries} == first
    shares = list(second.values())
    assert sorted(shares.count(process) for process in set(shares)) == [8, 8]


def test_without_entries_all_parts_are_even(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "make", whose)
    pages = [f"list{number}" for number in range(7)]
    with WorkerPool(str(tmp_path), READING, jobs=2) as crew:
        for _ in range(2):
            made = crew.share("make", pages)
            assert [page for page, _ in made] == pages
            shares = [process for _, process in made]
            assert sorted(shares.count(process) for process in set(shares)) == [3, 4]


def test_a_process_with_threads_of_a_library_is_not_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its threads would be missing in the other, which would wait for them without end."""
    monkeypatch.setattr(processors, "_has_threads", False)
    monkeypatch.setattr(Worker, "make", whose)
    assert jobs_for(10_000, 2) == 2
    processors.stay_one_process()
    assert jobs_for(10_000, 2) == 1
    with WorkerPool(str(tmp_path), READING, jobs=1, most=2) as crew:
        crew.grow()
        assert {process for _, process in crew.share("make", list("abc"))} == {os.getpid()}


def test_a_failure_while_much_is_being_sent_ends_at_once(tmp_path: Path) -> None:
    """Workers that were ended read no more: nobody waits until they have."""
    with pytest.raises(RuntimeError, match="failed"):
        _fail_while_sending(tmp_path)


def _fail_while_sending(folder: Path) -> None:
    started = folder / "started"
    with WorkerPool(str(folder), READING, jobs=2) as crew:
        executor = crew._executors[0]
        executor.submit(_sleep, str(started))
        executor.submit(len, bytes(5_000_000))
        while not started.exists():
            time.sleep(0.01)
        raise RuntimeError("failed")


def _sleep(started: str) -> None:
    Path(started).touch()
    time.sleep(600)
