"""Notices saved files, by the system's notifications (watchfiles), not by looking again and again.

Watches site.yml, content/, files/ and the theme's folders; never the whole root, below which the build's own
output is. Says where something was saved, or that it may have been anywhere; what it was the build finds out
by itself.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from sitegen.content.listing import SITE_FILE

FOLDERS = ("content", "files", "theme", "themes")

STEP_MS = 15
"""Saves are passed on after a pause of one to two steps: an editor's several writes are one save."""
LONGEST_MS = 250
"""... but not later than this while files keep coming."""

_NOT_SCRATCH = DefaultFilter(ignore_dirs=())
"""Editors' own scratch files are no saves."""


class Saves:
    """What has been saved since this was last asked."""

    def __init__(self, root: Path) -> None:
        self._root = f"{root}/"
        self._event = asyncio.Event()
        self._paths: set[str] | None = set()

    def add(self, paths: Iterable[str]) -> None:
        """Files or folders, by their whole paths."""
        for path in paths:
            if not path.startswith(self._root):  # the built-in theme's, or a path in another writing
                self._paths = None
            elif self._paths is not None:
                self._paths.add(path[len(self._root) :])
        self._event.set()

    def add_unknown(self) -> None:
        """Something, somewhere."""
        self._paths = None
        self._event.set()

    @property
    def are_there(self) -> bool:
        return self._event.is_set()

    async def taken(self, patience: float | None = None) -> frozenset[str] | None:
        """Wait for saves: paths from the root, or None where they may be anywhere.

        Raises TimeoutError when there have been none for so many seconds.
        """
        async with asyncio.timeout(patience):
            await self._event.wait()
        paths, self._paths = self._paths, set()
        self._event.clear()
        return None if paths is None else frozenset(paths)


async def follow_saves(root: Path, built_in_theme: Path, saved: Saves) -> None:
    """Tell `saved` of whatever was saved that the site is made from; ends only by being cancelled."""
    rearranged = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_follow_root(root, saved, rearranged))
        tasks.create_task(_follow_folders(root, built_in_theme, saved, rearranged))


async def _follow_root(root: Path, saved: Saves, rearranged: asyncio.Event) -> None:
    """site.yml is watched by its folder: editors put a new file in its place, which a watch on it misses."""
    async with aclosing(_changes([root], recursive=False)) as changes:
        async for paths in changes:
            names = {os.path.basename(path) for path in paths}
            if names & {*FOLDERS}:
                rearranged.set()
            if names & {SITE_FILE, *FOLDERS}:
                saved.add(paths)


async def _follow_folders(root: Path, built_in_theme: Path, saved: Saves, rearranged: asyncio.Event) -> None:
    while True:
        rearranged.clear()
        candidates = [*[root / name for name in FOLDERS], built_in_theme]
        folders = [folder for folder in candidates if folder.is_dir() and not folder.is_symlink()]
        named = [path for folder in folders for path in _without_links(folder)]
        whole = named == folders
        try:
            async with aclosing(_changes(named, recursive=whole, stop=rearranged)) as changes:
                saved.add_unknown()  # for what was saved while nobody watched
                async for paths in changes:
                    saved.add(paths)
                    if not whole:
                        break  # there may be new folders, which have to be named too
        except FileNotFoundError:  # a folder went just now
            await asyncio.sleep(STEP_MS / 1000)


def _without_links(folder: Path) -> list[Path]:
    """The folder alone, to be watched with all below it; or, if a link is below it, every real folder.

    Notifications for a folder with all below it follow links, which may lead anywhere, and are refused in
    content anyway.
    """
    found: list[Path] = []
    linked = False
    for path, names, _ in os.walk(folder):
        found.append(Path(path))
        linked = linked or any(os.path.islink(os.path.join(path, name)) for name in names)
    return found if linked else [folder]


async def _changes(
    folders: Sequence[Path], *, recursive: bool, stop: asyncio.Event | None = None
) -> AsyncGenerator[set[str], None]:
    """Paths changed, batch by batch. Where the system has no watches left, it looks at the files by turns.

    Raises FileNotFoundError when a folder is not there at the start.
    """
    for by_turns in (None, True):
        watch = awatch(
            *folders,
            watch_filter=_NOT_SCRATCH,
            debounce=LONGEST_MS,
            step=STEP_MS,
            stop_event=stop,
            force_polling=by_turns,
            recursive=recursive,
            ignore_permission_denied=True,
        )
        try:
            async with aclosing(watch) as batches:
                async for batch in batches:
                    yield {path for _, path in batch}
            return
        except FileNotFoundError:
            raise
        except OSError:
            if by_turns:
                raise
