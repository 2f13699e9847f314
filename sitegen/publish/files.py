"""The files of a site that is to be published, how they differ from those that are, and what is refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from sitegen.diagnostics import ContentError, Place, problem

SMALLEST = 10
"""Pages (HTML files) below which nothing can be said of a site's shrinking."""
KEPT = 5
"""Releases that stay, for a rollback, unless another number is asked for."""


class SiteFile(msgspec.Struct, frozen=True):
    """A file to publish."""

    source: Path
    size: int
    digest: str
    """SHA-256, hexadecimal."""


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What was published: the record of it that is kept at the target, outside what readers can see."""

    name: str
    """A number that grows and the beginning of a digest of all files: "0007-1f0c9d3a"."""
    files: dict[str, str]
    """SHA-256 by path."""

    @property
    def number(self) -> int:
        return int(self.name.partition("-")[0])

    @property
    def pages(self) -> int:
        return count_pages(self.files)


class Changes(msgspec.Struct, frozen=True):
    """Paths that a release adds, changes and removes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Published(msgspec.Struct, frozen=True):
    """What came of publishing."""

    release: str
    changes: Changes
    done: bool = True
    """False for a dry run, and where there was nothing to do."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How to publish."""

    dry_run: bool = False
    force: bool = False
    """Even a site that is far smaller than the last, or in place of files that are not sitegen's."""
    keep: int = KEPT


def site_files(folder: Path) -> dict[str, SiteFile]:
    """Every file of a built site by path. Raises ContentError where there is no site, OSError."""
    if not (folder / "index.html").is_file():
        raise ContentError([problem("E_NOTHING_TO_PUBLISH", Place(""), path=folder)])
    found: dict[str, SiteFile] = {}
    top = os.path.realpath(folder)  # the output may be a link
    for place, _, names in os.walk(top):
        for name in names:
            path = Path(place, name)
            found[path.relative_to(top).as_posix()] = site_file(path)
    return dict(sorted(found.items()))


def site_file(path: Path) -> SiteFile:
    """A file with its size in bytes and its digest. Raises OSError."""
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return SiteFile(path, file.tell(), digest)


def release_of(files: Mapping[str, SiteFile], last: int) -> Release:
    """The record of these files as the release after number `last`."""
    digests = {path: file.digest for path, file in files.items()}
    whole = hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()
    return Release(name=f"{last + 1:04}-{whole[:12]}", files=digests)


def same_files(one: Release, other: Release) -> bool:
    return one.name.partition("-")[2] == other.name.partition("-")[2]


def changes_between(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    """What leads from some files to others, each given as digests by path."""
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def count_pages(paths: Iterable[str]) -> int:
    return sum(path.endswith(".html") for path in paths)


def refuse_shrunken(old: Release | None, new: Release, wish: Wish) -> None:
    """Raises ContentError for a site with less than half the pages of the last one: more likely a mistake."""
    if old is None or wish.force:
        return
    if old.pages >= SMALLEST and new.pages * 2 < old.pages:
        raise ContentError([problem("E_SHRUNKEN", Place(""), before=old.pages, now=new.pages)])
