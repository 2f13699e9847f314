"""A theme as folders: where each template, static file and translation is found.

A file is looked for in the site's own `theme/` folder, then in the named theme, then in the built-in one, so
that one template, one style token or one string can be overridden without a copy of the rest.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sitegen.content.safe_files import read_real
from sitegen.content.utf8 import decode_text
from sitegen.diagnostics import ContentError, Place, problem, too_large
from sitegen.render.folders import built_in

LARGEST = 20_000_000
"""Bytes of a theme's file that is read."""


class Theme(msgspec.Struct, frozen=True):
    """The files that a theme comes to, by what they are asked for; the most specific folder has won."""

    templates: dict[str, str]
    """Template name -> path."""
    static: dict[str, str]
    """Path below /assets/ -> path of the file."""
    styles: dict[str, str]
    """Name -> path of style sheets: of `styles/`, and of `static/`, which may take their place."""
    own_styles: tuple[str, ...]
    """Those of `styles/` that are not the built-in theme's."""
    scripts: dict[str, str]
    """Path below `scripts/` -> path of the module. One without a folder begins a script of its own."""
    print_files: dict[str, str]
    """Name -> path of typst templates and what they take in."""
    messages: dict[str, tuple[str, ...]]
    """Folder name of a language (zh, zh_Hant) -> .po files, most specific first."""


def built_in_folder() -> Path:
    """Where the default theme is."""
    return Path(built_in())


def load_theme(folders: Sequence[Path]) -> Theme:
    """The files of a theme, found in its folders. Raises ContentError for links, which may lead anywhere."""
    templates: dict[str, str] = {}
    static: dict[str, str] = {}
    styles: dict[str, str] = {}
    own_styles: dict[str, None] = {}
    scripts: dict[str, str] = {}
    print_files: dict[str, str] = {}
    messages: dict[str, list[str]] = {}
    for folder in folders:
        for path in _files(folder / "templates"):
            templates.setdefault(path.relative_to(folder / "templates").as_posix(), str(path))
        for path in _files(folder / "styles"):
            if path.suffix != ".css":
                continue
            name = path.relative_to(folder / "styles").as_posix()
            styles.setdefault(name, str(path))
            if folder != built_in_folder():
                own_styles[name] = None
        for path in _files(folder / "static"):
            name = path.relative_to(folder / "static").as_posix()
            if name not in scripts:
                static.setdefault(name, str(path))
            if path.suffix == ".css":
                styles.setdefault(name, str(path))
        for path in _files(folder / "scripts"):
            name = path.relative_to(folder / "scripts").as_posix()
            if path.suffix == ".js" and name not in static:
                scripts.setdefault(name, str(path))
        for path in _files(folder / "print"):
            print_files.setdefault(path.relative_to(folder / "print").as_posix(), str(path))
        for path in _files(folder / "locale"):
            if path.suffix == ".po":
                messages.setdefault(path.parts[-3], []).append(str(path))
    return Theme(
        templates=templates,
        static=static,
        styles=styles,
        own_styles=tuple(own_styles),
        scripts=scripts,
        print_files=print_files,
        messages={language: tuple(paths) for language, paths in messages.items()},
    )


def _files(folder: Path) -> list[Path]:
    """Files below a folder; hidden ones and what is not there are left out."""
    found = [path for path in sorted(folder.rglob("*")) if not path.name.startswith(".")]
    links = [path for path in (folder, *found) if path.is_symlink()]
    if links:
        raise ContentError([problem("E_SYMLINK", Place(shown_path(str(path)))) for path in links])
    return [path for path in found if path.is_file()]


def read_template(path: str) -> str:
    """A template's text. Raises ContentError where it is not UTF-8; a byte order mark is none of it."""
    data = read_theme_file(path)
    try:
        return data.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentError(decode_text(data, shown_path(path))[1]) from None


def read_theme_file(path: str | Path) -> bytes:
    """A theme's file, through no link. Raises ContentError for one, and for what is far too long."""
    data = read_real(str(path), LARGEST)
    if data is None:
        raise ContentError([too_large(Place(shown_path(str(path))), LARGEST)])
    return data


def shown_path(path: str) -> str:
    """A theme's path as its owner knows it, from the site's root."""
    return path[max(path.rfind("/theme/"), path.rfind("/themes/")) + 1 :]


def po_folder(locale_id: str) -> str:
    """The folder of a locale's translations: zh-hant -> zh_Hant."""
    language, _, rest = locale_id.partition("-")
    return f"{language}_{rest.title() if len(rest) == 4 else rest.upper()}" if rest else language
