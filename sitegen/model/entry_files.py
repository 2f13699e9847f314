"""Which files make up which entry, and whether their names are right.

Works on names alone; what the files say is read by `entries`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.model import formats
from sitegen.model.kinds import FOLDERS, PACKAGED, RESERVED

WINDOWS_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *[f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)])
)
"""Names of devices there: a folder or file of such a name cannot be checked out, whatever its ending."""

_NO_ENDING = (".txt", ".yaml", ".docx", ".doc", ".yml", ".html")
"""What programs put behind a name of one's own, often unseen: bureau.yml.txt."""


class EntryFiles(msgspec.Struct, frozen=True, array_like=True):
    """The files of one entry, by path from the site's root."""

    kind: str
    id: str
    yaml: str
    folder: str
    """Where its texts, pictures and attachments are."""
    names: tuple[str, ...]
    """Files in that folder, without the YAML file."""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.yaml, *[f"{self.folder}/{name}" for name in self.names])


_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def entry_of(path: str) -> str:
    """The entry ("kind/id") that a file belongs to, if it is in its place; "" for one that can't be one's."""
    top, _, rest = path.partition("/")
    folder, _, rest = rest.partition("/")
    kind = _KINDS.get(folder) if top == "content" else None
    name, slash, _ = rest.partition("/")
    return f"{kind}/{name if slash else name.rpartition('.')[0]}" if kind else ""


def group_sources(paths: Iterable[str], special: Iterable[str]) -> tuple[list[EntryFiles], list[Diagnostic]]:
    """Entries by their files, sorted by kind and id, and what is wrong with names and places."""
    found = [problem("E_SYMLINK", Place(path)) for path in special]
    grouping = _Grouping(found)
    for path in sorted(paths):
        if path.startswith("content/"):
            grouping.add(path)
    return grouping.sources(), found


def _without_ending(name: str) -> str:
    """zh.md of zh.md.txt, and so on: the name that was meant where a program has put an ending behind it."""
    stem, dot, extension = name.rpartition(".")
    return stem if dot and f".{extension}" in _NO_ENDING and stem.endswith((".md", ".yml")) else name


class _Grouping:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.yaml: dict[tuple[str, str], str] = {}
        self.names: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, path: str) -> None:
        folder, _, rest = path[len("content/") :].partition("/")
        if folder == "maps" and rest:
            if "/" in rest or not rest.endswith(".geojson"):
                self.found.append(problem("W_MAP_FILE", Place(path)))
            return
        kind = _KINDS.get(folder)
        if kind is None:
            known = ", ".join(sorted([*_KINDS, "maps"]))
            near = nearest(folder, _KINDS)
            self.found.append(problem("E_UNKNOWN_FOLDER", Place(path), folder=folder, known=known, **near))
        elif "/" in rest:
            self._in_folder(kind, path, rest)
        else:
            self._flat(kind, path, rest)

    def _in_folder(self, kind: str, path: str, rest: str) -> None:
        entity_id, _, name = rest.partition("/")
        if "/" in name:
            self.found.append(problem("E_NESTED_FOLDER", Place(path), folder=name.split("/")[0]))
        elif self._id_is_good(kind, entity_id, path):
            if name == PACKAGED.get(kind):
                self.yaml[kind, entity_id] = path
            elif (meant := _without_ending(name)) != name and meant.endswith(".md"):
                self.found.append(problem("E_TEXT_ENDING", Place(path), name=name, near=meant))
            elif meant.endswith((".yaml", ".yml")):
                expected = PACKAGED.get(kind, f"../{entity_id}.yml")
                self.found.append(problem("E_YAML_NAME", Place(path), name=name, expected=expected))
            else:
                self.names[kind, entity_id].append(name)

    def _flat(self, kind: str, path: str, name: str) -> None:
        stem, dot, extension = name.rpartition(".")
        if kind in PACKAGED:
            expected = f"{stem or name}/{PACKAGED[kind]}"
            self.found.append(problem("E_YAML_NAME", Place(path), name=name, expected=expected))
        elif not dot or extension != "yml":
            expected = f"{_without_ending(stem or name).removesuffix('.yml')}.yml"
            self.found.append(problem("E_YAML_NAME", Place(path), name=name, expected=expected))
        elif self._id_is_good(kind, stem, path):
            self.yaml[kind, stem] = path

    def _id_is_good(self, kind: str, entity_id: str, path: str) -> bool:
        if entity_id in WINDOWS_NAMES:
            self.found.append(problem("E_WINDOWS_NAME", Place(path), id=entity_id))
            return False
        if not formats.is_slug(entity_id):
            self.found.append(problem("E_ID", Place(path), id=entity_id, **formats.near_slugs(entity_id)))
            return False
        if entity_id in RESERVED.get(kind, ()):
            self.found.append(problem("E_RESERVED_ID", Place(path), id=entity_id))
            return False
        return True

    def sources(self) -> list[EntryFiles]:
        made = []
        for kind, entity_id in sorted(self.yaml.keys() | self.names.keys()):
            folder = f"content/{FOLDERS[kind]}/{entity_id}"
            names = self._checked(folder, self.names.get((kind, entity_id), []))
            yaml = self.yaml.get((kind, entity_id))
            if yaml is None:
                expected = f"{folder}/{PACKAGED[kind]}" if kind in PACKAGED else f"{folder}.yml"
                self.found.append(problem("E_NO_YAML", Place(folder), expected=expected))
            else:
                made.append(EntryFiles(kind, entity_id, yaml, folder, names))
        return made

    def _checked(self, folder: str, names: list[str]) -> tuple[str, ...]:
        """Names that are fit for a URL and do not collide on a case-insensitive disk."""
        good: dict[str, str] = {}
        for name in names:
            folded = unicodedata.normalize("NFC", name).casefold()
            if folded in good:
                self.found.append(problem("E_COLLISION", Place(f"{folder}/{name}"), other=good[folded]))
            elif name.endswith(".md"):
                good[folded] = name
            else:
                try:
                    good[folded] = formats.file(name)
                except formats.FormError:
                    composed = unicodedata.normalize("NFC", name)
                    if composed != name:
                        self.found.append(
                            problem("E_DECOMPOSED_NAME", Place(f"{folder}/{name}"), name=composed)
                        )
                        continue
                    self.found.append(problem("E_FILE_NAME", Place(f"{folder}/{name}"), value=name))
        return tuple(good.values())
