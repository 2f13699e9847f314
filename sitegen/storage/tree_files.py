"""What is done to files and folders of a tree. Nothing here knows which tree is live: `trees` does."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from sitegen.storage.clone import same_file
from sitegen.storage.ledger import RESTING_SECONDS, GenerationChange

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100

_NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(second))


def flush(folder: Path) -> None:
    """Wait until all that has been written to a file system is on the disk. Raises OSError.

    One call for all files and folders: on a quiet disk it takes some thousandths of a second. SITEGEN_FLUSH
    may be `off` where nobody will see the site after a loss of power, as on a machine that is thrown away.
    """
    if os.environ.get("SITEGEN_FLUSH") == "off":
        return
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:  # no Linux
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site of ours: its front page says so, and it is nobody's checkout."""
    if folder.is_symlink() or os.path.lexists(folder / ".git"):
        return False
    try:
        with open(folder / "index.html", "rb") as file:
            return b'<meta name="generator" content="sitegen' in file.read(4000)
    except OSError:
        return False


def bring_up(folder: Path, changes: Iterable[GenerationChange], *, live: Path, outbox: Path) -> None:
    """Make the last of these changes, and those before it that this tree has missed.

    The last one's files are moved in from the outbox; files of earlier ones are linked to the live tree's.
    Files are never written through the links that trees share: what stands in a file's place goes first. (A
    rename onto it would do that too, but some file systems then wait for the new file's bytes.)
    """
    there: dict[str, bool] = {}
    new: set[str] = set()
    for change in changes:
        there.update(dict.fromkeys(change.written, True))
        there.update(dict.fromkeys(change.removed, False))
        new = set(change.written)
    # Removals first, the deepest first: a folder may have come in a file's place, or a file in a folder's.
    for path in sorted((path for path, kept in there.items() if not kept), reverse=True):
        remove_file(folder, path)
    for path, kept in there.items():
        if kept:
            target = f"{folder}/{path}"
            _make_way(target)
            if path in new:
                os.rename(f"{outbox}/{path}", target)
            else:
                same_file(f"{live}/{path}", target)


def _make_way(path: str) -> None:
    """Nothing stands at this path, and the folder that it is in is there."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), 0o755, exist_ok=True)


def move_folder(source: Path, target: Path) -> None:
    """Rename a folder; copy and remove it where an image's layer (Docker) does not let go of it."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copytree(source, target, symlinks=True)
        remove(source)


def remove_file(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        (folder / path).unlink()
    parent = (folder / path).parent
    while parent != folder:
        try:
            parent.rmdir()
        except OSError:
            return
        parent = parent.parent


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder, as far as that is possible."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def long_gone(folder: Path, now: float) -> list[Path]:
    """The trees `gone-TIME-N` that were replaced more than a minute ago."""
    return [
        path
        for path in sorted(folder.glob("gone-*"))
        if not (moment := path.name.split("-")[1]).isdecimal() or abs(now - int(moment)) > RESTING_SECONDS
    ]


def clear_gone(folder: Path, now: float, deadline: float) -> None:
    """Remove those, as far as there is time."""
    for path in long_gone(folder, now):
        remove_until(path, deadline)


def remove_until(path: Path | str, deadline: float) -> bool:
    """The same, as far as it comes until a moment of `time.monotonic`; False when time was up before."""
    if os.path.islink(path) or not os.path.isdir(path):
        remove(Path(path))
        return True
    with contextlib.suppress(OSError):
        for name in os.listdir(path):
            inner = f"{path}/{name}"
            if time.monotonic() > deadline:
                return False
            if not os.path.islink(inner) and os.path.isdir(inner):
                if not remove_until(inner, deadline):
                    return False
            else:
                with contextlib.suppress(OSError):
                    os.unlink(inner)
        os.rmdir(path)
    return True
