"""A second tree with the same files: whole or told to be incomplete, by one process or two."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sitegen.storage import clone as module
from sitegen.storage.clone import clone
from tests.build.edits import tree_bytes


@pytest.fixture(params=[1, 2], ids=["one process", "two processes"])
def tree(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree, and as many processes as are asked for, whatever this machine has."""
    monkeypatch.setattr(module, "MANY", 8)
    monkeypatch.setattr(module, "_may_fork", lambda: request.param == 2)
    root = tmp_path / "tree"
    for folder in ("", "a", "b", "b/c", *[f"b/d/{number}/e" for number in range(20)]):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name in ("one", "two"):
            (root / folder / name).write_text(f"{folder} {name}")
    return root


def test_the_same_files(tree: Path) -> None:
    target = tree.parent / "target"
    clone(str(tree), str(target))
    assert tree_bytes(target) == tree_bytes(tree)
    assert len(tree_bytes(tree)) == 48
    assert (target / "b/d/7/e/one").stat().st_ino == (tree / "b/d/7/e/one").stat().st_ino


def test_copies_where_links_are_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EMLINK, "too many links")

    monkeypatch.setattr(os, "link", refuse)
    clone(str(tree), str(tree.parent / "target"))
    assert tree_bytes(tree.parent / "target") == tree_bytes(tree)


@pytest.mark.parametrize("number", [4, 5])
def test_whichever_process_fails_the_error_is_told(
    tree: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = module.same_file

    def full(source: str, target: str) -> None:
        if f"/{number}/e/" in source:
            raise OSError(errno.ENOSPC, "full")
        real(source, target)

    monkeypatch.setattr(module, "same_file", full)
    with pytest.raises(OSError, match=r"full|No space") as caught:
        clone(str(tree), str(tree.parent / "target"))
    assert caught.value.errno == errno.ENOSPC


def test_a_process_that_is_killed_is_noticed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, real = os.getpid(), module.same_file

    def die(source: str, target: str) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        real(source, target)

    monkeypatch.setattr(module, "same_file", die)
    if module._may_fork():  # as the fixture says
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            clone(str(tree), str(tree.parent / "target"))


def test_where_there_may_be_no_more_processes_one_does_all(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise OSError(errno.EAGAIN, "too many processes")

    monkeypatch.setattr(os, "fork", refuse)
    clone(str(tree), str(tree.parent / "target"))
    assert tree_bytes(tree.parent / "target") == tree_bytes(tree)


def test_a_process_with_several_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview builds in a thread beside the one that answers."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    assert _asked_in_a_thread(module._may_fork) is False


def _asked_in_a_thread(question: Callable[[], bool]) -> bool:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(question).result()
