"""Many values by name, kept encoded: each is decoded when it is asked for, the rest is copied as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

Item = TypeVar("Item")

_encode = msgspec.msgpack.Encoder().encode

Packed = dict[str, msgspec.Raw]
"""What is written of a shelf."""


class Shelf(Mapping[str, Item]):
    """A mapping whose values are of one type. Raises msgspec.DecodeError for a value that is not."""

    def __init__(self, cls: type[Item], packed: Packed) -> None:
        self.packed = packed
        self._decode = msgspec.msgpack.Decoder(cls).decode
        self.decoded: dict[str, Item] = {}

    @classmethod
    def updated(
        cls, item: type[Item], names: Iterable[str], fresh: Mapping[str, Item], before: Shelf[Item] | None
    ) -> Shelf[Item]:
        """Values under these names, in their order: new ones, else those of another shelf."""
        made = cls.repacked(item, names, {name: _encode(value) for name, value in fresh.items()}, before)
        made.decoded |= fresh
        return made

    @classmethod
    def repacked(
        cls, item: type[Item], names: Iterable[str], fresh: Mapping[str, bytes], before: Shelf[Item] | None
    ) -> Shelf[Item]:
        """The same, of new values that are encoded."""
        old = before.packed if before is not None else {}
        known = before.decoded if before is not None else {}
        made = cls(item, {name: msgspec.Raw(fresh[name]) if name in fresh else old[name] for name in names})
        made.decoded = {
            name: value for name, value in known.items() if name in made.packed and name not in fresh
        }
        return made

    def __getitem__(self, name: str) -> Item:
        item = self.decoded.get(name)
        if item is None:
            item = self.decoded[name] = self._decode(self.packed[name])
        return item

    def passing(self) -> Iterator[tuple[str, Item]]:
        """Names and values, without keeping what is decoded for it."""
        for name, packed in self.packed.items():
            item = self.decoded.get(name)
            yield name, self._decode(packed) if item is None else item

    def forget(self) -> None:
        """Let go of what has been decoded: it takes as much memory again."""
        self.decoded.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __contains__(self, name: object) -> bool:
        return name in self.packed
