"""A built site as the tests see it: its folder, its settings as far as they need them, its pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from sitegen.model.kinds import FOLDERS, PACKAGED
from tests.support.html import Document, pages, read

_PACKAGED = tuple(FOLDERS[kind] for kind in PACKAGED)
_SINGLE_FILES = tuple(folder for kind, folder in FOLDERS.items() if kind not in PACKAGED)
_HIDDEN = re.compile(r"^visibility: *(draft|internal)", re.MULTILINE)


@dataclass(frozen=True)  # without slots: what was read is kept beside the fields
class Site:
    """A catalogue's folder with its build."""

    name: str
    root: Path

    @property
    def tree(self) -> Path:
        return self.root / "build"

    @cached_property
    def base_url(self) -> str:
        return str(self._settings["base_url"]).rstrip("/") + "/"

    @cached_property
    def locales(self) -> tuple[str, ...]:
        return tuple(str(locale["id"]) for locale in self._settings["locales"])

    @cached_property
    def _settings(self) -> dict[str, Any]:
        settings = yaml.load((self.root / "site.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
        assert isinstance(settings, dict)
        return settings

    def entries(self) -> Iterator[tuple[str, str]]:
        """Folder and id of every entry that is for the public."""
        for folder in (*_PACKAGED, *_SINGLE_FILES):
            pattern = "*/*.yml" if folder in _PACKAGED else "*.yml"
            for file in sorted((self.root / "content" / folder).glob(pattern)):
                if not _HIDDEN.search(file.read_text("utf-8")):
                    yield folder, (file.parent.name if folder in _PACKAGED else file.stem)

    def page(self, path: str) -> Document:
        """The page at an address below the site's root: "zh/projects/x/" or "404.html"."""
        return read(self.tree / (path + "index.html" if path.endswith("/") or not path else path))

    def pages(self, locale: str = "") -> Iterator[tuple[str, Document]]:
        """Address below the site's root and page, of one language or of all; not the root's own pages.

        Nor those at former addresses, which only lead on.
        """
        for path in pages(self.tree / locale):
            inside = path.relative_to(self.tree).as_posix()
            if "/" in inside and not (page := read(path)).all("meta", http_equiv="refresh"):
                yield inside.removesuffix("index.html"), page

    def inside(self, address: str) -> str:
        """The path below the site's root of one of the site's absolute addresses."""
        assert address.startswith(self.base_url), f"{address} is not below {self.base_url}"
        return unquote(urlsplit(address.removeprefix(self.base_url)).path)

    def target(self, path: str, address: str) -> str:
        """Where an address without a scheme on the page at `path` leads, as a path below the root.

        "" is the root's own page; what would lead out of the site starts with "../".
        """
        inside = unquote(urlsplit(address).path)
        if not inside:
            return path
        found = normpath(path.rpartition("/")[0] + "/" + inside).removeprefix("/")
        folder = inside.endswith(("/", "/.", "/..")) or inside in (".", "..")
        return "" if found == "." else found + "/" * folder

    def has(self, path: str) -> bool:
        """Whether a file stands at a path below the root, or a page at a folder's."""
        return (path + "index.html" if path.endswith("/") or not path else path) in self._files

    @cached_property
    def _files(self) -> frozenset[str]:
        found = (Path(folder, name) for folder, _, names in os.walk(self.tree) for name in names)
        return frozenset(path.relative_to(self.tree).as_posix() for path in found)
