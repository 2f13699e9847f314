"""All entries with what they are called, for lists and for fields that name other entries.

Files are read once, and again when they change.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.entries_there import There

Listed = dict[str, Any]


class EntryList:
    """The entries of a site."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[Path, tuple[tuple[int, int], Listed]] = {}

    def entries(self, default: str) -> list[Listed]:
        """kind, id, titles by locale, visibility; chains with their segments and stages."""
        found = []
        for kind, paths in There(self._root, default).paths.items():
            for key, path in paths.items():
                found.append({"kind": kind, "id": key, **self._listed(path, default)})
        return found

    def ids(self, default: str) -> dict[str, set[str]]:
        return {kind: set(paths) for kind, paths in There(self._root, default).paths.items()}

    def _listed(self, path: Path, default: str) -> Listed:
        info = path.stat()
        stamp = (info.st_mtime_ns, info.st_size)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = self._known[path] = stamp, _listed(path, default)
        return known[1]


def _listed(path: Path, default: str) -> Listed:
    node, _ = parse_yaml(path.read_bytes(), path.name)
    data = data_of(node) if isinstance(node, Mapping) else {}
    assert isinstance(data, dict)
    made: Listed = {
        "titles": _texts(data.get("title") or data.get("organisation"), default),
        "visibility": str(data.get("visibility") or "public"),
    }
    for name in ("segments", "stages"):
        parts = data.get(name)
        if isinstance(parts, list) and parts and isinstance(parts[0], dict) and "id" in parts[0]:
            made[name] = [
                {"id": str(part.get("id", "")), "titles": _texts(part.get("title"), default)}
                for part in parts
                if isinstance(part, dict)
            ]
    return made


def _texts(value: Any, default: str) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(locale): text for locale, text in value.items() if isinstance(text, str)}
    return {default: value} if isinstance(value, str) else {}
