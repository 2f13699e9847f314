"""The look that most builds end with: whether anything is otherwise than the last build found it.

Loads next to nothing, so that the command line can ask it before it loads the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from sitegen.content.listing import STARTS, Listing, walk_again
from sitegen.pipeline.stamps import font_stamps, is_day, program_stamp, theme_stamp
from sitegen.render.folders import theme_folders
from sitegen.seal import cache_key
from sitegen.storage.build_stamp import BuildStamp, load_glance
from sitegen.storage.live_sizes import damaged_file


class SourceStatus:
    """What is remembered of the tree in place, and how the site looks now. Not changed once it is made."""

    __slots__ = ("glance", "listing", "same_settings")

    def __init__(self, glance: BuildStamp, listing: Listing, *, same_settings: bool) -> None:
        self.glance = glance
        self.listing = listing
        """The glance's own where all files are as they were."""
        self.same_settings = same_settings
        """Whether options, day, theme and fonts are as they were."""

    @property
    def nothing_changed(self) -> bool:
        return self.same_settings and self.listing is self.glance.listing


def look(
    glance: BuildStamp,
    root: str | os.PathLike[str],
    base_url: str | None,
    now: str | None,
    *,
    in_two: bool = False,
    only: Iterable[str] | None = None,
) -> SourceStatus:
    """How the site looks against what is remembered, see `walk_again`; content is looked at as that says.

    Raises OSError when its folder is not there.
    """
    same_settings = (
        glance.base_url == (base_url or "")
        and is_day(now, glance.today, glance.seconds)
        and glance.theme_folders == theme_folders(root, glance.theme)
        and glance.theme_stamp == theme_stamp(glance.theme_folders)
        and glance.fonts == font_stamps([path for path, _, _ in glance.fonts])
    )
    listing = walk_again(os.fspath(root), STARTS, glance.listing, in_two=in_two, only=only)
    return SourceStatus(glance, listing, same_settings=same_settings)


def glimpse(
    root: str, output: str, base_url: str | None, now: str | None, *, whole: bool = False
) -> SourceStatus | None:
    """The same from nothing but paths; None where nothing that fits is remembered.

    For a build, under its lock. The tree in place is told by what its folder is, as the ledger tells it; it
    has to be `whole` for a build to keep it.
    """
    work = work_folder(output)
    try:
        tree = _remembered_tree(work, output)
        key = cache_key()
        glance = load_glance(work, tree, program_stamp(), key) if tree else None
        if glance is None or (whole and damaged_file(work, output, tree, key) is not None):
            return None
        return look(glance, root, base_url, now, in_two=True)
    except OSError:
        return None


def work_folder(output: str) -> str:
    """Where the cache and spare trees are: beside the output, on the same file system."""
    return os.path.join(os.path.dirname(output), ".sitegen", os.path.basename(output))


def _remembered_tree(work: str, output: str) -> str:
    """Key of the tree at the output, as far as there is a glance that claims to describe it."""
    info = os.stat(output)
    end = f"-{info.st_ino}-{info.st_mtime_ns}.bin"
    for name in os.listdir(work):
        if name.startswith("glance-") and name.endswith(end):
            return name[len("glance-") : -len(".bin")]
    return ""
