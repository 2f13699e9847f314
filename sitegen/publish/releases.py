"""Publishing to folders, here or on an SSH host: every release is a whole tree, and a link points to one.

For a target `invest` the trees and their records are beside it, in `invest.releases/`, where no reader comes;
`invest` itself is a symbolic link. A new tree takes over what has not changed by hard links, is verified, and
is put in place by one rename: readers, and whatever is interrupted at any moment, have the old site or the
new one. What an interruption leaves is taken up again, for a release has the same name when it has the same
files. Going back is pointing the link elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from sitegen.diagnostics import MachineError
from sitegen.publish.files import (
    Changes,
    Published,
    Release,
    SiteFile,
    Wish,
    changes_between,
    refuse_shrunken,
    release_of,
    same_files,
)

MARK = "assets/release.txt"
"""A file of every tree, with the release's name: how one sees from anywhere which release is live."""
BEFORE = "0000-before"
"""Somebody's folder that was at the target."""

Report = Callable[[str, int, int], None]
"""Is told what is done, how much of it, and of how much."""


class Host(Protocol):
    """Where trees are."""

    def state(self) -> str:
        """Of the target: absent, empty, ours or foreign."""

    def current(self) -> str:
        """Name of the live release; "" where there is none."""

    def releases(self) -> list[Release]:
        """Those that are complete, oldest first."""

    def fill(self, release: Release, files: Mapping[str, SiteFile], previous: Release | None) -> None:
        """Make the release's tree whole. What is there of it already is used."""

    def faults(self, release: Release, files: Mapping[str, SiteFile]) -> list[str]:
        """Paths at which the tree is not what it should be."""

    def record(self, release: Release) -> None:
        """The release is complete."""

    def switch(self, name: str) -> None:
        """Let readers see this release, in one step."""

    def set_aside(self) -> None:
        """Move somebody's folder away from the target, to be a release that one can go back to."""

    def remove_all_but(self, names: set[str]) -> None:
        """Records first, so that what is half removed does not count as a release."""


def publish_tree(host: Host, files: Mapping[str, SiteFile], wish: Wish) -> Published:
    """Publish these files. Raises ContentError for what is refused, MachineError, OSError."""
    releases = host.releases()
    name = host.current()
    current = next((each for each in releases if each.name == name), None)
    release = release_of(files, max((each.number for each in releases), default=0))
    old = current.files if current else {}
    changes = changes_between(old, release.files)
    if current and same_files(current, release):
        return Published(current.name, Changes((), (), ()), done=False)
    refuse_shrunken(current, release, wish)
    state = host.state()
    if state == "foreign" and not wish.force:
        raise MachineError("E_FOREIGN_TARGET")
    if wish.dry_run:
        return Published(release.name, changes, done=False)
    ready = _complete(releases, release, current)
    if ready is None:
        host.fill(release, files, current)
    else:
        release = ready
    if faults := host.faults(release, files):
        raise MachineError("E_NOT_VERIFIED", count=len(faults), first=faults[0])
    host.record(release)
    if state in ("foreign", "empty"):
        host.set_aside()
    host.switch(release.name)
    newest = sorted((each.name for each in releases), reverse=True)[: max(wish.keep, 2) - 1]
    host.remove_all_but({release.name, name, BEFORE, *newest} - {""})
    return Published(release.name, changes)


def _complete(releases: list[Release], wanted: Release, current: Release | None) -> Release | None:
    """A release of the same files that was made whole but not put in place, or from which one went back."""
    live = current.number if current else 0
    return next((each for each in releases if same_files(each, wanted) and each.number > live), None)


def roll_back_tree(host: Host, wish: Wish) -> Published:
    """Put the release before the live one in place again. Raises MachineError where there is none."""
    releases = host.releases()
    by_name = {each.name: each for each in releases}
    current = by_name.get(host.current())
    earlier = [each for each in releases if current is not None and each.number < current.number]
    if current is None or not earlier:
        raise MachineError("E_NO_RELEASE")
    changes = changes_between(current.files, earlier[-1].files)
    if not wish.dry_run:
        host.switch(earlier[-1].name)
    return Published(earlier[-1].name, changes, done=not wish.dry_run)
