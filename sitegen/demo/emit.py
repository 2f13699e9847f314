"""Values to YAML as a person would write it, and files to disk. Knows nothing of what they say.

Written by hand because a general emitter takes a hundred times as long, and would not put texts of two
languages under each other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from sitegen.model.kinds import Both
from sitegen.patterns import pattern

Value: TypeAlias = "str | int | float | Both | Mapping[str, Value] | Sequence[Value] | None"
Fields: TypeAlias = dict[str, Value]

_PLAIN = pattern(r"[A-Za-z0-9\u4e00-\u9fff](?:[^:#\n\t]|:(?=[^\s]))*(?<!\s)")
_WORDS = frozenset("true false yes no on off null y n".split())
_SHORT = pattern(r"[a-z0-9.-]+")


def to_yaml(fields: Mapping[str, Value]) -> str:
    """A file's text. What is None or empty, or has nothing else in it, is left out."""
    lines: list[str] = []
    _mapping(fields, "", lines)
    return "\n".join(lines) + "\n"


def _mapping(fields: Mapping[str, Value], indent: str, lines: list[str]) -> None:
    for key, value in fields.items():
        if value is None or value == "" or value == [] or value == {}:
            continue
        if isinstance(value, Both):
            lines.append(f"{indent}{key}:")
            _both(value, indent + "  ", lines)
        elif isinstance(value, Mapping):
            lines.append(f"{indent}{key}:")
            before = len(lines)
            _mapping(value, indent + "  ", lines)
            if len(lines) == before:
                lines.pop()
        elif isinstance(value, (str, int, float)):
            lines.append(f"{indent}{key}: {scalar(value)}")
        else:
            _sequence(key, value, indent, lines)


def _both(text: Both, indent: str, lines: list[str]) -> None:
    lines.append(f"{indent}zh: {scalar(text.zh)}")
    if text.en:
        lines.append(f"{indent}en: {scalar(text.en)}")


def _sequence(key: str, values: Sequence[Value], indent: str, lines: list[str]) -> None:
    if all(map(_is_short, values)):
        lines.append(f"{indent}{key}: [{', '.join(map(str, values))}]")
        return
    lines.append(f"{indent}{key}:")
    for value in values:
        inner: list[str] = []
        if isinstance(value, Both):
            _both(value, indent + "    ", inner)
        elif isinstance(value, Mapping):
            _mapping(value, indent + "    ", inner)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            inner.append(f"{indent}    [{', '.join(map(scalar, value))}]")
        else:
            inner.append(f"{indent}    {scalar(str(value))}")
        first = inner[0]
        lines.append(f"{indent}  - {first[len(indent) + 4 :]}")
        lines += inner[1:]


def _is_short(value: Value) -> bool:
    """Whether it may stand in a list on one line."""
    return isinstance(value, (int, float)) or (isinstance(value, str) and _SHORT.fullmatch(value) is not None)


def scalar(value: object) -> str:
    """A scalar, quoted where YAML would take it for something else."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return _quoted(value) if isinstance(value, str) else str(value)


@lru_cache(4096)
def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS and value[-1] != ":":
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


class DemoFolder:
    """Writes files below one folder, each once, and counts them."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")
        self.count = 0
        self._made: set[str] = set()

    def write(self, path: str, content: str | bytes) -> None:
        """A file by its path from the root."""
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(f"{self.root}/{parent}", exist_ok=True)
            self._made.add(parent)
        self._put(path, content)

    def package(self, path: str, files: Mapping[str, str | bytes]) -> None:
        """A new folder with its files. Not remembered: there may be a hundred thousand."""
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(f"{self.root}/{parent}", exist_ok=True)
            self._made.add(parent)
        os.mkdir(f"{self.root}/{path}")
        for name, content in files.items():
            self._put(f"{path}/{name}", content)

    def _put(self, path: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        descriptor = os.open(f"{self.root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            while data:
                data = data[os.write(descriptor, data) :]
        finally:
            os.close(descriptor)
        self.count += 1
