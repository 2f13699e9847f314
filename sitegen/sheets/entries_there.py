"""The entries that a site has, as their files say them: to find what a row means and what it would change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping as MappingNode
from sitegen.model.formats import is_slug
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.columns import plain

_SUFFIX = re.compile(
    r"(?:特色|重点)?(?:产业链|产业|链|省|市|县|区|自治县|自治州|经济技术开发区|经济开发区|经开区|工业园区|产业园区|产业园|园区|高新区)$"
)


class There:
    """The entries of a site by kind and id. Files that are no YAML have no data; `check` names them."""

    def __init__(self, root: Path, default_locale: str) -> None:
        self.root = root
        self.default = default_locale
        self._meant: dict[tuple[str, str], set[str]] = {}
        self.paths: dict[str, dict[str, Path]] = {kind: dict(self._paths(kind)) for kind in KINDS}

    def _paths(self, kind: str) -> list[tuple[str, Path]]:
        pattern = f"*/{PACKAGED[kind]}" if kind in PACKAGED else "*.yml"
        found = sorted((self.root / "content" / FOLDERS[kind]).glob(pattern))
        named = [(path.parent.name if kind in PACKAGED else path.stem, path) for path in found]
        return [
            (key, path) for key, path in named if is_slug(key) and path.is_file() and not path.is_symlink()
        ]

    @cached_property
    def data(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What each file says, as plain texts, lists and mappings."""
        return {kind: {key: _read(path) for key, path in paths.items()} for kind, paths in self.paths.items()}

    def path_of(self, kind: str, key: str) -> Path:
        """The YAML file of an entry that may be new."""
        folder = self.root / "content" / FOLDERS[kind]
        return folder / key / PACKAGED[kind] if kind in PACKAGED else folder / f"{key}.yml"

    def titles(self, kind: str, key: str) -> list[str]:
        """What an entry is called, in each language; a contact by its organisation too."""
        data = self.data[kind].get(key, {})
        found = [data.get("title"), *([data.get("organisation")] if kind == "contact" else [])]
        texts: list[str] = []
        for one in found:
            texts += one.values() if isinstance(one, dict) else [one] if isinstance(one, str) else []
        return texts

    @cached_property
    def _by_title(self) -> dict[str, dict[str, set[str]]]:
        made: dict[str, dict[str, set[str]]] = {}
        for kind in KINDS:
            names: dict[str, set[str]] = defaultdict(set)
            for key in self.data[kind]:
                for title in self.titles(kind, key):
                    names[plain(title)].add(key)
            made[kind] = names
        return made

    def named(self, kind: str, title: str) -> set[str]:
        """Entries that have exactly this title, or this id."""
        if title in self.data.get(kind, {}):
            return {title}
        return self._by_title.get(kind, {}).get(plain(title), set())

    def regions_in(self, text: str) -> set[str]:
        """The places that a title names, without those that they are in or that are part of a longer name."""
        words = plain(text)
        titles = [title for title in self._by_title["region"] if len(title) > 1 and title in words]
        names = [one for one in titles if not any(one != other and one in other for other in titles)]
        found = {key for name in names for key in self._by_title["region"][name]}
        return found - {above for key in found for above in self._above(key)}

    def are_one_within_other(self, key: str, other: str) -> bool:
        """Whether two places are the same, or one is in the other."""
        return key == other or key in self._above(other) or other in self._above(key)

    def _above(self, key: str) -> set[str]:
        """The places that a place is in."""
        found: set[str] = set()
        above = self.data["region"].get(key, {}).get("parent")
        while isinstance(above, str) and above not in found:
            found.add(above)
            above = self.data["region"].get(above, {}).get("parent")
        return found

    def meant(self, kind: str, words: str) -> set[str]:
        """Entries that the words may mean: by title or id, else by a title without its 区, 县, 产业链."""
        found = self._meant.get((kind, words))
        if found is None:
            found = self._meant[kind, words] = self._meaning(kind, words)
        return found

    def _meaning(self, kind: str, words: str) -> set[str]:
        exact = self.named(kind, words)
        if exact:
            return exact
        stem = _SUFFIX.sub("", plain(words)) or plain(words)
        return {
            key
            for title, keys in self._by_title[kind].items()
            if (len(stem) > 1 or kind == "chain") and (_SUFFIX.sub("", title) or title) == stem
            for key in keys
        }

    def segments(self, chain: str) -> Mapping[str, list[str]]:
        """Segments of a chain by id, with what they are called."""
        found: dict[str, list[str]] = {}
        for segment in self.data["chain"].get(chain, {}).get("segments", []):
            if isinstance(segment, dict) and isinstance(segment.get("id"), str):
                title = segment.get("title", "")
                found[segment["id"]] = list(title.values()) if isinstance(title, dict) else [title]
        return found


def _read(path: Path) -> dict[str, Any]:
    node, _ = parse_yaml(path.read_bytes(), path.name)
    data = data_of(node) if isinstance(node, MappingNode) else {}
    assert isinstance(data, dict)
    return data


def value_at(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """The value that these keys lead to; None where they lead nowhere."""
    value: Any = data
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value
