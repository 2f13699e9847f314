"""Cheap signs that something may have changed, and the one date that counts.

What every build asks first loads next to nothing; the rest imports what it needs where it needs it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

from sitegen import __version__
from sitegen.content.listing import is_passed_over
from sitegen.seal import blake2b

TYPE_CHECKING = False  # as typing has it, which takes a while to load
if TYPE_CHECKING:
    import datetime


def build_date(now: str | None, time_zone: str) -> datetime.date:
    """The day that counts: --now, else SOURCE_DATE_EPOCH, else today, in the site's time zone."""
    import datetime
    from zoneinfo import ZoneInfo

    if now:
        return datetime.date.fromisoformat(now)
    return datetime.datetime.fromtimestamp(_moment(), ZoneInfo(time_zone)).date()


def _moment() -> float:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() else time.time()


def seconds_of(today: datetime.date, time_zone: str) -> tuple[int, int]:
    """When a day begins and when it has ended, in seconds of the epoch; (0, 0) where there is no telling."""
    import datetime
    from zoneinfo import ZoneInfo

    begins = datetime.datetime.combine(today, datetime.time(), ZoneInfo(time_zone))
    try:
        return int(begins.timestamp()), int((begins + datetime.timedelta(days=1)).timestamp())
    except (OverflowError, ValueError):
        return 0, 0


def is_day(now: str | None, today: str, seconds: tuple[int, int]) -> bool:
    """Whether `build_date` is a day that `seconds_of` is known of. It may say no where the answer is yes."""
    return now == today if now else seconds[0] <= _moment() < seconds[1]


def program_stamp() -> str:
    """Of this program's own files, by name, size and time, and of the versions of all that it may use.

    Another program's memory is not ours, and a newer Markdown parser may write otherwise.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    installed = [
        name for folder in _package_folders() for name in sorted(os.listdir(folder)) if "-info" in name
    ]
    state = blake2b(f"{__version__} {sys.version} {installed}\n".encode(), digest_size=16)
    for path, info in sorted(_files(package, ""), key=_path_of):
        if path.endswith((".py", ".toml")):
            state.update(f"{path} {info.st_size} {info.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _package_folders() -> Iterator[str]:
    """Where Python finds what has been installed."""
    for folder in dict.fromkeys(sys.path):
        if folder.endswith("-packages") and os.path.isdir(folder):
            yield folder


def theme_stamp(folders: Iterable[str]) -> str:
    """Of the names, sizes and times of a theme's files."""
    state = blake2b(digest_size=16)
    for folder in folders:
        for path, info in sorted(_files(folder, ""), key=_path_of):
            stamp = f"{info.st_mode} {info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"
            state.update(f"{path}\0{stamp}\0".encode("utf-8", "surrogateescape"))
        state.update(b"\0")
    return state.hexdigest()


def _files(folder: str, path: str) -> Iterator[tuple[str, os.stat_result]]:
    """The path of each file below a folder, and what tells that it has not changed."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not is_passed_over(entry.name)]
    for entry in found:
        name = f"{path}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, name)
        else:
            yield name, entry.stat(follow_symlinks=False)


def _path_of(file: tuple[str, os.stat_result]) -> str:
    return file[0]


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
    import msgspec

    return blake2b(msgspec.msgpack.encode(value), digest_size=16).digest()
