"""Which fields of an entry name other entries: read from the `Ref` markers of its type.

Whoever wants to go from an entry to what it names, or back, goes by these; a new field with a `Ref` is
followed without being listed anywhere.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from sitegen.model.fields import Ref, hints_of, unwrapped

Path = tuple[str, ...]
"""Names of fields from the entry inwards, through mappings and lists of them: ("chains", "chain")."""


class RefField(NamedTuple):
    """A field, or a list, of ids."""

    path: Path
    kind: str
    """What the ids are of."""


class Referrer(NamedTuple):
    """An entry that names another, and the field in which it does ("chains.chain")."""

    kind: str
    id: str
    field: str


@cache
def ref_fields(cls: type[msgspec.Struct]) -> tuple[RefField, ...]:
    """Every field of a type that names entries or parts of a chain, in the type's order."""
    return tuple(_ref_fields(cls))


def _ref_fields(cls: type[msgspec.Struct]) -> Iterator[RefField]:
    hints = hints_of(cls)
    for name in cls.__struct_fields__:
        bare, marks = unwrapped(hints[name])
        while typing.get_origin(bare) is tuple:
            bare, marks = unwrapped(typing.get_args(bare)[0])
        for mark in marks:
            if isinstance(mark, Ref):
                yield RefField((name,), mark.kind)
        if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
            yield from (RefField((name, *inner.path), inner.kind) for inner in ref_fields(bare))


def values_at(value: Any, path: Path) -> Iterator[Any]:
    """The values that a path leads to, each member of a list by itself; what is empty is left out."""
    if isinstance(value, tuple):
        for item in value:
            yield from values_at(item, path)
    elif path:
        if value is not None:
            yield from values_at(getattr(value, path[0]), path[1:])
    elif value:
        yield value
