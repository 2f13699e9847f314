"""When the files of a site were first and last committed; nothing where it is not kept in git."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path
from typing import NamedTuple

PATIENCE_SECONDS = 60


class History(NamedTuple):
    """By path from the site's root, in seconds since 1970."""

    added: dict[str, int]
    changed: dict[str, int]

    def added_on(self, path: str) -> datetime.date | None:
        """The day, in UTC, on which a file came in."""
        seconds = self.added.get(path)
        if seconds is None:
            return None
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()


def history_of(root: Path) -> History:
    """From one pass over the log. Files that have not been committed are not in it."""
    words = ["log", "--format=%x01%ct", "--name-only", "--no-renames", "--relative", "-z", "--", "content"]
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, check=False, timeout=PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return History({}, {})
    history = History({}, {})
    if done.returncode:
        return history
    for commit in done.stdout.decode("utf-8", "replace").split("\x01")[1:]:
        when, *paths = commit.replace("\n", "\0").split("\0")
        for path in filter(None, paths):
            seconds = int(when)
            history.changed.setdefault(path, seconds)
            history.added[path] = seconds
    return history
