"""Where a website may go: an absolute path, or nothing where the site's own files are, or somebody's."""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.content.listing import STARTS
from sitegen.pipeline.source_status import work_folder

SOURCES = (*STARTS, "theme", "themes")
"""Files and folders of a site that are its owner's: no output goes there."""


def place_of_output(root: str, output: str | None) -> str:
    """An absolute path whose last part is not resolved: it may be the link that is swapped.

    "" where the site's own files are, or somebody's: what stands at the output is moved aside.
    """
    place = os.path.abspath(os.path.join(root, "build") if output is None else output)
    place = os.path.join(os.path.realpath(os.path.dirname(place)), os.path.basename(place))
    site = os.path.realpath(root)
    sources = [os.path.join(site, name) for name in SOURCES]
    home = os.path.realpath(os.path.expanduser("~"))
    taken = _is_within(site, place) or _is_within(home, place) or (output is not None and _is_foreign(place))
    return "" if taken or any(_is_within(place, source) for source in sources) else place


def _is_foreign(place: str) -> bool:
    """Whether a folder has files that are no website's."""
    if os.path.isdir(work_folder(place)) or os.path.exists(os.path.join(place, "index.html")):
        return False
    try:
        return bool(os.listdir(place))
    except OSError:
        return False


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def outside_of_the_site(root: Path, path: object) -> None:
    """Raises RequestError for a file of the office that would stand in the website, or among its sources."""
    if not isinstance(path, Path):
        return
    place = os.path.realpath(path)
    site = os.path.realpath(root)
    for name in (*SOURCES, "build", ".sitegen"):
        if _is_within(place, os.path.join(site, name)) or _is_within(
            place, os.path.realpath(f"{site}/{name}")
        ):
            from sitegen.diagnostics import RequestError  # a build that has nothing to do loads none of it

            raise RequestError("E_EXPORT_PLACE", folder=path, site=name)
