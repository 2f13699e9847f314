"""Cheap signs that something may have changed, and the one date that counts. Loads next to nothing."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen import __version__
from sitegen.content.files import walk
from sitegen.render.theme import built_in_folder


def build_date(now: str | None, time_zone: str) -> datetime.date:
    """The day that counts: --now, else SOURCE_DATE_EPOCH, else today, in the site's time zone."""
    if now:
        return datetime.date.fromisoformat(now)
    zone = ZoneInfo(time_zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), zone).date()
    return datetime.datetime.now(zone).date()


def program_stamp() -> str:
    """Of this program's own files, by name, size and time, and of the versions of all that it may use.

    Another program's memory is not ours, and a newer Markdown parser may write otherwise.
    """
    package = Path(__file__).resolve().parents[1]
    listing = walk(str(package), ["."], {})
    installed = sorted(name for name in os.listdir(Path(msgspec.__file__).parents[1]) if "-info" in name)
    state = blake2b(f"{__version__} {sys.version} {installed}\n".encode(), digest_size=16)
    for path, info in sorted(listing.files.items()):
        if path.endswith((".py", ".toml")):
            state.update(f"{path} {info.size} {info.mtime_ns}\n".encode())
    return state.hexdigest()


def program_contents() -> str:
    """Of what this program and its theme consist of, where they stand, and the versions of what they use.

    Unlike `program_stamp`, it is the same for two installations that make the same site from the same paths.
    """
    package = Path(__file__).resolve().parents[1]
    state = blake2b(digest_size=8)
    for folder in (package, built_in_folder()):
        for path in sorted(walk(str(folder), ["."], {}).files):
            if not path.endswith((".pyc", "~")):
                state.update(f"{path}\0".encode() + (folder / path).read_bytes())
    for name in _used():
        state.update(f"{name} {_version(name)}\n".encode())
    python = ".".join(map(str, sys.version_info[:2]))
    return f"sitegen {__version__} {state.hexdigest()}, Python {python}, {package}"


def _used() -> list[str]:
    """Packages that sitegen names as its needs."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        return sorted(re.split(r"[^\w.-]", need)[0] for need in requires("sitegen") or ())
    except PackageNotFoundError:
        return []


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def theme_stamp(folders: Iterable[str]) -> bytes:
    """Of the names, sizes and times of a theme's files."""
    listings = [walk(folder, ["."], {}) for folder in folders]
    return digest([sorted((path, info) for path, info in listing.files.items()) for listing in listings])


def font_stamps(paths: Iterable[str]) -> tuple[tuple[str, int, int], ...]:
    """Path, size and time of change (ns) of the fonts of pictures; of one that is gone, nought."""
    return tuple([(path, *_size_and_time(path)) for path in paths])


def _size_and_time(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def digest(value: object) -> bytes:
    """Of any plain value."""
    return blake2b(msgspec.msgpack.encode(value), digest_size=16).digest()
