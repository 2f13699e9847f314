"""Several files change together, or none does: after errors, and after a process was killed at any moment."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from sitegen.sheets.transaction import apply_changes, editing, recover


def start(root: Path) -> dict[Path, bytes | None]:
    for name in ("a", "b", "old/in"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{name} before", "utf-8")
    return {root / "a": b"a after", root / "b": None, root / "new/file": b"new", root / "old/in": b"in after"}


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".sitegen" not in path.parts
    }


BEFORE = {"a": "a before", "b": "b before", "old/in": "old/in before"}
AFTER = {"a": "a after", "new/file": "new", "moved/in": "in after"}


def change(root: Path) -> None:
    with editing(root):
        apply_changes(root, start(root), [(root / "old", root / "moved")])


def test_all_is_changed(tmp_path: Path) -> None:
    change(tmp_path)
    assert files(tmp_path) == AFTER
    assert not recover(tmp_path)


STEPS = 9
"""Calls of `os.replace`, `os.rename` and `os.fsync` in a change as above."""


def stopping(monkeypatch: pytest.MonkeyPatch, number: int, stop: object) -> None:
    """Have the step of this number, from 0, stop instead of being done."""
    steps = 0

    def after(call: object) -> object:
        def stepped(*args: object) -> object:
            nonlocal steps
            steps += 1
            if steps == number + 1:
                stop()  # type: ignore[operator]
            return call(*args)  # type: ignore[operator]

        return stepped

    for name in ("replace", "rename", "fsync"):
        monkeypatch.setattr(os, name, after(getattr(os, name)))


@pytest.mark.parametrize("number", range(STEPS))
def test_an_error_takes_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        stopping(patch, number, fail)
        with pytest.raises(OSError, match="No space"):
            change(tmp_path)
    assert files(tmp_path) == BEFORE


@pytest.mark.parametrize("number", range(STEPS))
def test_a_killed_change_is_taken_back(tmp_path: Path, number: int) -> None:
    child = os.fork()
    if child == 0:  # pragma: no cover
        stopping(pytest.MonkeyPatch(), number, lambda: os.kill(os.getpid(), signal.SIGKILL))
        change(tmp_path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert recover(tmp_path) or files(tmp_path) == BEFORE
    assert files(tmp_path) == BEFORE


def test_there_are_no_other_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping(monkeypatch, STEPS, lambda: pytest.fail("one more step"))
    change(tmp_path)


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "content").symlink_to(tmp_path / "elsewhere")
    with editing(tmp_path / "site"), pytest.raises(NotADirectoryError):
        apply_changes(tmp_path / "site", {tmp_path / "site" / "content" / "x": b""})
    assert not any((tmp_path / "elsewhere").iterdir())
