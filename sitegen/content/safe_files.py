"""Safe reading of files that people we don't know have put there.

A file is opened folder by folder from a root, through no link anywhere on the way: a folder that was listed
as one may be a link by the time its files are read.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

from sitegen.diagnostics import ContentError, Place, problem

_MORE = 8_192
"""Bytes to read at a time of what a file has beyond its size: it may grow, or tell no size."""
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def read_in(root: str, path: str, limit: int) -> bytes | None:
    """A regular file's bytes by its path from a root; None when it is longer than `limit`.

    The root itself may be a link. Raises ContentError for a link below it, OSError like `open`.
    """
    descriptor, size = _opened(root, path)
    try:
        return _read_whole(descriptor, size, limit)
    finally:
        os.close(descriptor)


def open_in(root: str, path: str) -> BinaryIO:
    """The same file, to be read a part at a time."""
    descriptor, _ = _opened(root, path)
    return open(descriptor, "rb")  # whoever asked for it closes it


def _opened(root: str, path: str) -> tuple[int, int]:
    """A descriptor, and how many bytes there are said to be."""
    *folders, name = path.split("/")
    try:
        folder = os.open(root, _FOLDER)
        try:
            for part in folders:
                inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = inner
            descriptor = os.open(name, _FILE, dir_fd=folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno == errno.ELOOP or (error.errno == errno.ENOTDIR and _is_through_link(root, path)):
            raise ContentError([problem("E_SYMLINK", Place(path))]) from None
        raise OSError(error.errno, error.strerror, f"{root}/{path}") from None
    info = os.fstat(descriptor)
    if not stat.S_ISREG(info.st_mode):
        os.close(descriptor)
        raise OSError(f"not a regular file: {root}/{path}")
    return descriptor, info.st_size


def read_real(path: str, limit: int) -> bytes | None:
    """The same by a whole path that is a real one, without a link anywhere."""
    return read_in("/", path.lstrip("/"), limit)


def _is_through_link(root: str, path: str) -> bool:
    parts = path.split("/")
    return any(os.path.islink("/".join([root, *parts[:count]])) for count in range(1, len(parts) + 1))


def _read_whole(descriptor: int, size: int, limit: int) -> bytes | None:
    """Bytes up to the file's end; `size` is what it is said to have, for room for more takes time to make."""
    wanted = min(size, limit) + 1
    data = os.read(descriptor, wanted)
    if len(data) < wanted:  # fewer than asked for are there: this is all
        return data
    pieces, left = [data], limit + 1 - len(data)
    while left > 0 and (piece := os.read(descriptor, min(left, _MORE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) if left > 0 else None
