"""Where a theme's folders are. Apart from `theme`, for every build asks this and loads no more if it can."""

from __future__ import annotations

import os

BUILT_IN = "default"


def built_in() -> str:
    """The default theme: package data in an installed copy, the repository's folder in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for place in (package, os.path.dirname(package)):
        folder = os.path.join(place, "themes", BUILT_IN)
        if os.path.isdir(folder):
            return folder
    raise FileNotFoundError("the default theme is missing from this installation")


def theme_folders(root: str | os.PathLike[str], name: str) -> tuple[str, ...]:
    """Folders of a site's theme that exist, most specific first."""
    candidates = [os.path.join(root, "theme"), os.path.join(root, "themes", name), built_in()]
    return tuple(dict.fromkeys(os.path.realpath(folder) for folder in candidates if os.path.isdir(folder)))
