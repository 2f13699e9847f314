"""One build at a time for one output folder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import MachineError

PATIENCE_SECONDS = 60.0


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE_SECONDS, code: str = "E_LOCKED") -> Iterator[None]:
    """Hold the lock, waiting for another build to end. Raises MachineError, of that code, when it does not.

    The lock goes with the process, however it ends, and with the workers that it has forked: they share the
    open file, so nobody writes to the trees while a worker of a killed build is still about to.
    """
    own_folder(path.parent)
    deadline = time.monotonic() + patience
    descriptor = _open(path)
    try:
        while not _taken(descriptor) or not _still_there(descriptor, path):
            if time.monotonic() > deadline:
                raise MachineError(code, path=path)
            time.sleep(0.05)
            os.close(descriptor)
            descriptor = _open(path)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock now."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _taken(descriptor)
    finally:
        os.close(descriptor)


def own_folder(folder: Path) -> None:
    """Make a folder of ours with its parents. A link in its place may have come with the content: refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in (folder, folder.parent):
        if part.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(part))


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_there(descriptor: int, path: Path) -> bool:
    """Whether the lock is on the file that the next build will open: somebody may have cleaned up."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
