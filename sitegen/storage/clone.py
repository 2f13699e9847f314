"""A tree with the same files as another, by hard links; by two processes where it has many folders."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Iterable

from sitegen.processors import processors

MANY = 64
"""Folders beside each other that are worth another process."""

_NO_LINK = (errno.EMLINK, errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.ENOSYS)


def clone(source: str, target: str) -> None:
    """Copies where links are refused. Raises OSError; what has been made until then stays."""
    level = [""]
    while level and (len(level) < MANY or not _may_fork()):
        level = [inner for folder in level for inner in _clone_folder(source, target, folder)]
    if level:
        _clone_in_two(source, target, level)


def _may_fork() -> bool:
    """Whether there is a second processor, and no second thread: then a fork would not be safe."""
    import threading

    return processors() > 1 and threading.active_count() == 1


def _clone_in_two(source: str, target: str, folders: list[str]) -> None:
    """Folders whose parents are there already, and all in them: each process every other one."""
    try:
        other = os.fork()
    except OSError:  # there may be no more processes
        _clone_all(source, target, folders)
        return
    if not other:
        status = 255
        try:
            _clone_all(source, target, folders[::2])
            status = 0
        except OSError as error:
            status = error.errno or status
        finally:
            os._exit(status)
    try:
        _clone_all(source, target, folders[1::2])
    except BaseException:
        os.kill(other, signal.SIGKILL)
        os.waitpid(other, 0)
        raise
    status = os.waitstatus_to_exitcode(os.waitpid(other, 0)[1])
    if status:
        code = status if status in errno.errorcode else errno.EIO
        raise OSError(code, os.strerror(code), target)


def _clone_all(source: str, target: str, folders: Iterable[str]) -> None:
    pending = list(folders)
    while pending:
        pending += _clone_folder(source, target, pending.pop())


def _clone_folder(source: str, target: str, folder: str) -> list[str]:
    """A folder and the files in it; the folders in it are returned."""
    inner = []
    os.mkdir(target + folder, 0o755)
    with os.scandir(source + folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                inner.append(path)
            else:
                same_file(entry.path, target + path)
    return inner


def same_file(source: str, target: str) -> None:
    """A hard link to a file, or a copy of it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copyfile(source, target, follow_symlinks=False)
