"""Values to YAML in one of the many ways in which it can be written, with the place of every scalar."""

from __future__ import annotations

import random
from typing import TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a YAML file holds before anything is made of it."""


class Writer:
    """Writes values as YAML in one of its many ways, and notes where each scalar and key stands."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.text = ""
        self.noted: list[tuple[str, int, int]] = []

    def place(self) -> tuple[int, int]:
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def scalar(self, value: str) -> None:
        self.noted.append((value, *self.place()))
        if self.rng.random() < 0.4 and value.isalnum() and value != "null":
            self.text += value
        elif self.rng.random() < 0.5:
            self.text += "'" + value.replace("'", "''") + "'"
        else:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            self.text += f'"{escaped}"'

    def value(self, value: Plain, indent: int) -> None:
        """After `key:` or `-`."""
        if isinstance(value, str):
            self.text += " "
            self.scalar(value)
            self.text += self.rng.choice(("\n", "  # 注\n", "\n\n"))
        elif not value or self.rng.random() < 0.3:
            self.text += " "
            self.flow(value)
            self.text += "\n"
        else:
            self.text += "\n"
            self.block(value, indent + self.rng.randint(1, 3))

    def block(self, value: list[Plain] | dict[str, Plain], indent: int) -> None:
        for item in value:
            self.text += " " * indent
            if isinstance(value, dict):
                assert isinstance(item, str)
                self.scalar(item)
                self.text += ":"
                self.value(value[item], indent)
            else:
                self.text += "-"
                self.value(item, indent)

    def flow(self, value: Plain) -> None:
        if isinstance(value, str):
            self.scalar(value)
            return
        self.text += "{" if isinstance(value, dict) else "["
        for number, item in enumerate(value):
            self.text += ", " if number else ""
            if isinstance(value, dict):
                assert isinstance(item, str)
                self.scalar(item)
                self.text += ": "
                self.flow(value[item])
            else:
                self.flow(item)
        self.text += "}" if isinstance(value, dict) else "]"


def to_yaml(value: list[Plain] | dict[str, Plain], seed: int = 0) -> str:
    """A file's text; each seed writes the same values otherwise."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    writer = Writer(seed)
    writer.block(value, 0)
    return writer.text
