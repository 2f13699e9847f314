"""The files of a site, listed: once whole, and after that against the last listing.

Every build begins with this, and mostly ends with it, so it loads next to nothing. A file has changed when
its size, times or inode have; a folder whose times and inode are the same has the same names in it. So an
unchanged site costs one `stat` for each file and folder, and what has changed is listed again where it has.
What is neither file nor folder (links, pipes, devices) is set apart, for content comes from people we don't
know.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from sitegen.processors import processors

SITE_FILE = "site.yml"
STARTS = (SITE_FILE, "content", "files")
"""Files and folders of a site that hold content."""

RACY_NS = 20_000_000
"""A file touched less than this before it was recorded may change again within the same time stamp."""

IGNORED = frozenset(
    (
        ".git", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__", ".gitkeep", "@eaDir", "__MACOSX",
        "#recycle", "@Recycle", ".AppleDouble", ".Spotlight-V100", ".Trashes", ".fseventsd", ".Trash-1000",
        "$RECYCLE.BIN", "System Volume Information", ".idea", ".vscode",
    )
)  # fmt: skip

SCRATCH = (".swp", ".swx", ".swo", "~", ".tmp", ".part", ".crdownload", ".bak", ".orig", ".rej", ".lnk")
"""Endings of what editors, merges and downloads leave lying about."""
SCRATCH_BEGINS = (".#", "~$", "._", ".~", "~WRL", ".smbdelete", ".fuse_hidden", ".nfs")
"""Beginnings of what Office, WPS, macOS and file servers do, as long as a document is open or for ever."""

MANY = 4_000
"""Files that are worth another process."""

Stamp = tuple[int, int, int, int]
"""Size, time of change and of the inode's change (ns), inode: what tells that something has not changed.

Unpacking an archive may set the time of change back to what it was with other bytes; the inode's cannot be
set.
"""
UNSETTLED: Stamp = (-1, 0, 0, 0)
"""Of what may change again without showing it: nothing has this stamp."""

Stamps = dict[str, Stamp]


class Listing:
    """Files and folders below a root, by path relative to it with `/`."""

    __slots__ = ("changed", "files", "folders", "looked_ns", "new", "same_names", "special")

    def __init__(
        self,
        files: Stamps | None = None,
        folders: Stamps | None = None,
        special: Iterable[str] = (),
        *,
        looked_ns: int = 0,
        new: Collection[str] = (),
        changed: Collection[str] = (),
        same_names: bool = False,
    ) -> None:
        self.files = files or {}
        self.folders = folders or {}
        self.special = tuple(special)
        self.looked_ns = looked_ns
        """Just before the stamps of `new` were taken."""
        self.new = new
        """Files and folders whose stamps are not those of the listing that this one was made against."""
        self.changed = changed
        """The files among them, and those that are gone."""
        self.same_names = same_names
        """Whether there are the same files and folders as there."""


def walk(root: str, starts: Iterable[str]) -> Listing:
    """List what stands below `root` at each start (a file or a folder; a missing one is left out)."""
    files: Stamps = {}
    folders: Stamps = {}
    special: list[str] = []
    now = time.time_ns()
    _add(root.rstrip("/") + "/", starts, files, folders, special)
    new = files.keys() | folders.keys()
    return Listing(files, folders, sorted(special), looked_ns=now, new=new, changed=files.keys())


def _add(prefix: str, paths: Iterable[str], files: Stamps, folders: Stamps, special: list[str]) -> None:
    """What stands at these paths, and below them."""
    pending = list(paths)
    while pending:
        path = pending.pop()
        try:
            info = os.lstat(prefix + path)
            names = _names(prefix + path) if stat.S_ISDIR(info.st_mode) else []
        except (FileNotFoundError, NotADirectoryError):  # gone since its parent was listed, or replaced
            if os.path.islink(prefix + path):
                special.append(path)
            continue
        if stat.S_ISREG(info.st_mode):
            files[path] = _stamp(info)
        elif stat.S_ISDIR(info.st_mode):
            folders[path] = _stamp(info)
            pending += [f"{path}/{name}" for name in names]
        else:
            special.append(path)


def _names(path: str) -> list[str]:
    """Names in a folder, never through a link, without those that are passed over."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        return sorted(name for name in os.listdir(descriptor) if not is_passed_over(name))
    finally:
        os.close(descriptor)


def is_passed_over(name: str) -> bool:
    return (
        name in IGNORED
        or name.endswith(SCRATCH)
        or name.startswith(SCRATCH_BEGINS)
        or (name[:1] == "#" and name.endswith("#"))
    )


def _stamp(info: os.stat_result) -> Stamp:
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


def walk_again(
    root: str,
    starts: Iterable[str],
    known: Listing,
    *,
    in_two: bool = False,
    only: Iterable[str] | None = None,
) -> Listing:
    """What `walk` lists, looked at against the last listing; `known` itself where nothing has changed.

    With `in_two`, another process looks at half of many files: for one that is small and has no threads.
    With `only`, nothing is looked at but these paths and the folders that they are in.
    """
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if only is not None:
            near = {part for path in only for part in _with_folders(path)}
            folders, files = (
                _differing(folder, {path: stamps[path] for path in sorted(near & stamps.keys())})
                for stamps in (known.folders, known.files)
            )
        elif in_two and len(known.files) >= MANY and processors() > 1:
            folders, files = _differing_in_two(folder, known)
        else:
            folders, files = _differing(folder, known.folders), _differing(folder, known.files)
    finally:
        os.close(folder)
    prefix = root.rstrip("/") + "/"
    fresh = [
        start
        for start in starts
        if start not in known.files and start not in known.folders and os.path.lexists(prefix + start)
    ]
    return _Update(prefix, known, files, folders, fresh).result() if files or folders or fresh else known


def _with_folders(path: str) -> Iterator[str]:
    """A path, and those of the folders that it is in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _differing(root: int, stamps: Stamps) -> list[str]:
    """Those that have another stamp now, or are gone. An unchanged site's build mostly consists of this."""
    look = os.stat
    found = []
    for path, known in stamps.items():
        try:
            info = look(path, dir_fd=root, follow_symlinks=False)
        except OSError:
            found.append(path)
            continue
        if (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino) != known:
            found.append(path)
    return found


def _differing_in_two(root: int, known: Listing) -> tuple[list[str], list[str]]:
    """Folders and files that differ; another process looks at as many files as makes it even."""
    items = known.files.items()
    own = max(0, len(known.files) - len(known.folders)) // 2
    reading, writing = os.pipe()
    other = os.fork()
    if not other:
        status = 1
        try:
            found = _differing(root, dict(islice(items, own, None)))
            with open(writing, "wb") as pipe:
                pipe.write("\0".join(found).encode("utf-8", "surrogateescape"))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    try:
        folders, files = _differing(root, known.folders), _differing(root, dict(islice(items, own)))
        with open(reading, "rb", closefd=False) as pipe:
            told = pipe.read().decode("utf-8", "surrogateescape")
    finally:
        os.close(reading)
        _, status = os.waitpid(other, 0)
    if status:  # it has not come to its end
        return folders, files + _differing(root, dict(islice(items, own, None)))
    return folders, files + (told.split("\0") if told else [])


class _Update:
    """The last listing, brought up to date where it differs."""

    def __init__(
        self, prefix: str, known: Listing, files: list[str], folders: list[str], fresh: list[str]
    ) -> None:
        self._prefix = prefix
        self._known = known
        self._now = time.time_ns()
        self.files = dict(known.files)
        self.folders = dict(known.folders)
        self.special: list[str] = []
        self._new: set[str] = set()
        self._differing = files
        self._again = fresh
        self._list_again(folders)

    def _list_again(self, folders: list[str]) -> None:
        """Take out what may have gone with a folder's names, so that it is looked for anew."""
        below = self._below(set(folders))
        for path in sorted(folders):
            if path not in self.folders:
                continue  # gone with one above it
            try:
                info = os.lstat(self._prefix + path)
                there = {f"{path}/{name}" for name in _names(self._prefix + path)}
            except OSError:  # no folder any more, or none that may be read
                self._drop(path)
                self._again.append(path)
                continue
            self.folders[path] = _stamp(info)
            self._new.add(path)
            for gone in below.get(path, set()) - there:
                self._drop(gone)
            self._again += there - below.get(path, set())

    def _below(self, folders: set[str]) -> dict[str, set[str]]:
        """Known files and folders that stand right in these."""
        found: dict[str, set[str]] = {folder: set() for folder in folders}
        for paths in (self._known.files, self._known.folders) if folders else ():
            for path in paths:
                folder = path.rpartition("/")[0]
                if folder in found:
                    found[folder].add(path)
        return found

    def _drop(self, path: str) -> None:
        if path in self.files:
            del self.files[path]
        elif path in self.folders:
            del self.folders[path]
            start = f"{path}/"
            for stamps in (self.files, self.folders):
                for one in [one for one in stamps if one.startswith(start)]:
                    del stamps[one]

    def result(self) -> Listing:
        files: Stamps = {}
        folders: Stamps = {}
        looked_at = {path for path in self._differing if self.files.pop(path, None)}
        _add(self._prefix, sorted({*looked_at, *self._again}), files, folders, self.special)
        self.files |= files
        self.folders |= folders
        known = self._known
        return Listing(
            self.files,
            self.folders,
            sorted(self.special),
            looked_ns=self._now,
            new=self._new | files.keys() | folders.keys(),
            changed=files.keys() | (known.files.keys() - self.files.keys()),
            same_names=known.files.keys() == self.files.keys()
            and known.folders.keys() == self.folders.keys(),
        )


def settled(listing: Listing) -> Listing:
    """The listing as a later one may rely on it: only on what was old enough when it was looked at."""
    files, folders = dict(listing.files), dict(listing.folders)
    limit = listing.looked_ns - RACY_NS
    for path in listing.new:
        stamps = files if path in files else folders
        _, modified, changed, _ = stamps[path]
        if modified >= limit or changed >= limit:
            stamps[path] = UNSETTLED
    return Listing(files, folders, listing.special)


# As bytes: names and numbers apart


def packed(stamps: Stamps) -> tuple[bytes, bytes]:
    """Paths and stamps as bytes; on this machine, `unpacked` gives them back."""
    names = "\0".join(stamps).encode("utf-8", "surrogateescape")
    return names, array("q", [number for stamp in stamps.values() for number in stamp]).tobytes()


def unpacked(names: bytes, numbers: bytes) -> Stamps:
    """Raises ValueError for what no `packed` has given."""
    paths = names.decode("utf-8", "surrogateescape").split("\0") if names else []
    values = iter(array("q", numbers))
    made = dict(zip(paths, zip(values, values, values, values, strict=True), strict=True))
    if len(made) != len(paths):
        raise ValueError("a path stands twice")
    return made
