"""One walk over the files of a site, and safe reading of what it found.

The walk remembers directories as well as files: a directory whose time stamp has not moved has the same
names in it, so an unchanged site costs one `stat` for each file and folder and no listing. What is neither
file nor folder (links, pipes, devices) is set apart, for content comes from people we don't know.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping

import msgspec

RACY_NS = 20_000_000
"""A file touched less than this before it was recorded may change again within the same time stamp."""

IGNORED = frozenset((".git", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__", ".gitkeep"))

SCRATCH = (".swp", ".swx", "~", ".tmp", ".part", ".crdownload")
"""Endings of what editors and downloads leave lying about for a moment."""

_MORE = 8_192
"""Bytes to read at a time of what a file has beyond its size: it may grow, or tell no size."""


class FileStat(msgspec.Struct, frozen=True, array_like=True):
    """What tells that a file has not changed."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Folder(msgspec.Struct, frozen=True, array_like=True):
    """What stands in a folder, and what tells that it still does.

    Unpacking an archive may set `mtime_ns` back to what it was with other files; `ctime_ns` cannot be set.
    """

    mtime_ns: int
    ctime_ns: int
    inode: int
    files: tuple[str, ...]
    folders: tuple[str, ...]
    odd: tuple[str, ...]


class Listing(msgspec.Struct, frozen=True):
    """Files and folders below a root, by path relative to it with `/`."""

    files: dict[str, FileStat] = {}
    folders: dict[str, Folder] = {}
    odd: tuple[str, ...] = ()
    whole: bool = True
    """Whether nothing was left out because it had not settled."""


def walk(root: str, starts: Iterable[str], known: Mapping[str, Folder]) -> Listing:
    """List what stands below `root` at each start (a file or a folder; a missing one is left out).

    `known` is the folders of the last walk that are older than RACY_NS, or empty.
    """
    files: dict[str, FileStat] = {}
    folders: dict[str, Folder] = {}
    odd: list[str] = []
    pending: list[str] = []
    prefix = root.rstrip("/") + "/"
    for start in starts:
        try:
            info = os.lstat(prefix + start)
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(info.st_mode):
            pending.append(start)
        elif stat.S_ISREG(info.st_mode):
            files[start] = _file_stat(info)
        else:
            odd.append(start)
    while pending:
        path = pending.pop()
        try:
            info = os.lstat(prefix + path)
            if not stat.S_ISDIR(info.st_mode):
                odd.append(path)
                continue
            folder = _folder(prefix + path, info, known.get(path))
        except FileNotFoundError:  # gone since its parent was listed
            continue
        folders[path] = folder
        odd += [f"{path}/{name}" for name in folder.odd]
        for name in folder.files:
            full = f"{path}/{name}"
            try:
                info = os.lstat(prefix + full)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(info.st_mode):
                files[full] = _file_stat(info)
            else:
                odd.append(full)
        pending += [f"{path}/{name}" for name in folder.folders]
    return Listing(files, folders, tuple(sorted(odd)))


def _folder(path: str, info: os.stat_result, known: Folder | None) -> Folder:
    stamp = info.st_mtime_ns, info.st_ctime_ns, info.st_ino
    if known is not None and (known.mtime_ns, known.ctime_ns, known.inode) == stamp:
        return known
    files, folders, odd = [], [], []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name in IGNORED or entry.name.endswith(SCRATCH) or entry.name.startswith(".#"):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                files.append(entry.name)
            else:
                odd.append(entry.name)
    return Folder(*stamp, tuple(sorted(files)), tuple(sorted(folders)), tuple(sorted(odd)))


def _file_stat(info: os.stat_result) -> FileStat:
    return FileStat(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)


def unchanged(root: str, starts: Iterable[str], listing: Listing) -> bool:
    """Whether everything is as it was listed; what had not settled then counts as changed."""
    if not listing.whole:
        return False
    prefix = root.rstrip("/") + "/"
    lstat = os.lstat
    try:
        for path, folder in listing.folders.items():
            info = lstat(prefix + path)
            if (info.st_mtime_ns, info.st_ctime_ns, info.st_ino) != (
                folder.mtime_ns,
                folder.ctime_ns,
                folder.inode,
            ):
                return False
        for path, known in listing.files.items():
            info = lstat(prefix + path)
            if (info.st_mtime_ns, info.st_size, info.st_ctime_ns, info.st_ino) != (
                known.mtime_ns,
                known.size,
                known.ctime_ns,
                known.inode,
            ):
                return False
    except OSError:
        return False
    return all(
        start in listing.files or start in listing.folders or not os.path.lexists(prefix + start)
        for start in starts
    )


def settled(listing: Listing, recorded_ns: int) -> Listing:
    """The part of a listing that a later walk may rely on: old enough when it was recorded.

    Names that are no text are left out too: they cannot be recorded.
    """
    limit = recorded_ns - RACY_NS
    files = {
        path: info
        for path, info in listing.files.items()
        if max(info.mtime_ns, info.ctime_ns) < limit and _is_text(path)
    }
    folders = {
        path: folder
        for path, folder in listing.folders.items()
        if max(folder.mtime_ns, folder.ctime_ns) < limit
        and _is_text("".join((path, *folder.files, *folder.folders, *folder.odd)))
    }
    whole = len(files) == len(listing.files) and len(folders) == len(listing.folders)
    return Listing(files, folders, tuple(filter(_is_text, listing.odd)), whole)


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8; what is not comes from the system with surrogates in it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    pieces = [os.read(descriptor, min(size, limit) + 1)]
    left = limit + 1 - len(pieces[0])
    while left > 0 and (piece := os.read(descriptor, min(left, _MORE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) if left > 0 else None


def read_in(root: str, path: str, limit: int) -> bytes | None:
    """A file's bytes by its path from the site's root; None when it is longer than `limit`."""
    return read_bytes(f"{root}/{path}", limit)
