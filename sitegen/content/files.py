"""Safe reading of files that people we don't know have put there."""

from __future__ import annotations

import os
import stat


def read_bytes(path: str, limit: int) -> bytes | None:
    """A regular file's bytes, never through a link; None when it is longer than `limit`.

    Raises OSError like `open`.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"not a regular file: {path}")
    with open(descriptor, "rb") as file:
        data = file.read(limit + 1)
    return None if len(data) > limit else data


def read_in(root: str, path: str, limit: int) -> bytes | None:
    """A file's bytes by its path from the site's root; None when it is longer than `limit`."""
    return read_bytes(f"{root}/{path}", limit)
