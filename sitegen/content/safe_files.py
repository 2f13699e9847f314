"""Safe reading of files that people we don't know have put there."""

from __future__ import annotations

import os
import stat

_MORE = 8_192
"""Bytes to read at a time of what a file has beyond its size: it may grow, or tell no size."""


def read_bytes(path: str, limit: int) -> bytes | None:
    """A regular file's bytes, never through a link; None when it is longer than `limit`.

    Raises OSError like `open`.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            raise OSError(f"not a regular file: {path}")
        return _read_whole(descriptor, info.st_size, limit)
    finally:
        os.close(descriptor)


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


def read_in(root: str, path: str, limit: int) -> bytes | None:
    """A file's bytes by its path from the site's root; None when it is longer than `limit`."""
    return read_bytes(f"{root}/{path}", limit)
