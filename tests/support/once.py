"""A folder made once per test run, though several worker processes ask for it."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


def make_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`shared/name`, filled by `make` in whichever process comes first; the others wait for it.

    A folder that `make` did not finish is never handed out: the next process tries again.
    """
    shared.mkdir(parents=True, exist_ok=True)
    folder = shared / name
    finished = shared / f"{name}.finished"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder
