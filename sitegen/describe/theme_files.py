"""The files of the built-in theme, for those who change one: a list, and a copy for the site itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.diagnostics import MachineError, RequestError, nearest
from sitegen.render.theme import built_in_folder

FOLDERS = ("templates", "styles", "scripts", "static", "print", "locale")
OWN = "theme"
"""A site's folder for what differs."""


class ThemeFile(msgspec.Struct, frozen=True):
    """A file of the built-in theme by its path in it, and whether the site has its own in its place."""

    path: str
    own: bool


def theme_files(root: Path) -> Iterator[ThemeFile]:
    """Every file that a site can have its own of, in order."""
    theme = built_in_folder()
    for folder in FOLDERS:
        for path in sorted((theme / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(theme).as_posix()
                yield ThemeFile(name, (root / OWN / name).is_file())


def copy_theme_file(root: Path, name: str) -> Path:
    """Copy a file into the site's own theme folder; where it is now.

    The name is a path in the theme, or a template's name alone ("project.html"). Raises RequestError
    where there is none, MachineError where the site has one already, OSError.
    """
    known = [file.path for file in theme_files(root)]
    path = name if name in known else f"templates/{name}"
    if path not in known:
        short = {each.removeprefix("templates/"): each for each in known}
        raise RequestError("E_THEME_FILE", name=name, **nearest(name, [*short, *known]))
    place = root / OWN / path
    if place.exists():
        raise MachineError("E_EXISTS", path=place.relative_to(root))
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built_in_folder() / path, place)
    return place
