"""Functions by name, each loaded when it is first asked for: a small edit needs few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any


class LazyRegistry(Mapping[str, Callable[..., Any]]):
    """What is named `module.function` within a package, by names of its own."""

    def __init__(self, package: str, places: Mapping[str, str]) -> None:
        self._package = package
        self._places = places
        self._loaded: dict[str, Callable[..., Any]] = {}

    def __getitem__(self, name: str) -> Callable[..., Any]:
        made = self._loaded.get(name)
        if made is None:
            module, _, function = self._places[name].partition(".")
            made = self._loaded[name] = getattr(import_module(f"{self._package}.{module}"), function)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
