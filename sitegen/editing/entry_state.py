"""An entry as the editor shows it: what its files say, as plain data and texts, and a digest of all of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping
from sitegen.diagnostics import RequestError
from sitegen.model.entry_files import EntryFiles
from sitegen.model.formats import is_slug
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED
from sitegen.sheets.cell_values import data_of


class EntryState(NamedTuple):
    kind: str
    id: str
    yaml: str
    """The text of its YAML file; "" where there is none yet."""
    bodies: dict[str, str]
    """By locale."""
    names: tuple[str, ...]
    """Files in its folder, without the YAML file."""

    @property
    def data(self) -> dict[str, Any] | None:
        """What the YAML says, as plain texts, lists and mappings; None where it is no YAML."""
        node, problems = parse_yaml(self.yaml.encode(), self.id)
        if problems or not isinstance(node, Mapping):
            return None if self.yaml.strip() else {}
        data = data_of(node)
        assert isinstance(data, dict)
        return data

    @property
    def revision(self) -> str:
        parts = [self.yaml, *[f"{locale}\0{text}" for locale, text in sorted(self.bodies.items())]]
        return hashlib.sha256("\1".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def folder_of(root: Path, kind: str, key: str) -> Path:
    """Where an entry's texts and pictures are."""
    return root / "content" / FOLDERS[kind] / key


def yaml_of(root: Path, kind: str, key: str) -> Path:
    folder = folder_of(root, kind, key)
    return folder / PACKAGED[kind] if kind in PACKAGED else folder.with_name(f"{key}.yml")


def check_key(kind: str, key: str) -> None:
    """Raises RequestError for what is no name of an entry: nothing else is made a path of."""
    if kind not in KINDS:
        raise RequestError("E_UNKNOWN_KIND", kind=kind, known=", ".join(KINDS))
    if not is_slug(key):
        raise RequestError("E_ID", id=key)


def state_of(root: Path, kind: str, key: str, locales: tuple[str, ...]) -> EntryState:
    """Raises RequestError for an entry that there is not, OSError."""
    check_key(kind, key)
    path, folder = yaml_of(root, kind, key), folder_of(root, kind, key)
    if not path.is_file() or path.is_symlink() or folder.is_symlink():
        raise RequestError("E_NO_PATH", path=path.relative_to(root).as_posix())
    names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    found = [name for name in names if (folder / name).is_file() and not (folder / name).is_symlink()]
    bodies = {locale: _text(folder / f"{locale}.md") for locale in locales if f"{locale}.md" in found}
    others = tuple([name for name in found if name != PACKAGED.get(kind)])
    return EntryState(kind, key, _text(path), bodies, others)


def files_of(state: EntryState) -> EntryFiles:
    """As a build knows them."""
    folder = f"content/{FOLDERS[state.kind]}/{state.id}"
    yaml = f"{folder}/{PACKAGED[state.kind]}" if state.kind in PACKAGED else f"{folder}.yml"
    names = {*state.names, *[f"{locale}.md" for locale in state.bodies]}
    return EntryFiles(state.kind, state.id, yaml, folder, tuple(sorted(names)))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")
