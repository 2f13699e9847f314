"""Many values by name, kept encoded: each is read and decoded when it is asked for, the rest left alone.

Values stand in buckets, told by a checksum of their names. A bucket is a piece (see `pieces`) until one of
its values is asked for; one in which something has changed is written as a new piece.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from sitegen.storage.segments import Piece, Volumes

Item = TypeVar("Item")

Bucket = dict[str, msgspec.Raw]

BUCKET_BYTES = 8_000
"""Of a bucket, about: little is read beside the value that is asked for, and pieces are not too many."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Bucket).decode


class Buckets:
    """Encoded values by name. Not changed once made, but for what is read of it."""

    def __init__(self, pieces: Iterable[Piece | None] = (), volumes: Volumes | None = None) -> None:
        self.pieces = list(pieces) or [None]
        """None where a bucket has been made or changed, and not been written."""
        self._volumes = volumes
        self._read: dict[int, Bucket] = {}

    @classmethod
    def of(cls, values: Mapping[str, msgspec.Raw]) -> Buckets:
        """New ones, as many as the values take."""
        size = sum([len(memoryview(value)) for value in values.values()])
        made = cls([None] * (size // BUCKET_BYTES + 1))
        for name, value in values.items():
            made._read.setdefault(made._place(name), {})[name] = value
        return made

    def get(self, name: str) -> msgspec.Raw | None:
        """Raises DamagedError."""
        return self._bucket(self._place(name)).get(name)

    def all(self) -> Bucket:
        """Every value, in no order. Raises DamagedError."""
        return {
            name: value for place in range(len(self.pieces)) for name, value in self._bucket(place).items()
        }

    def updated(self, fresh: Mapping[str, msgspec.Raw], gone: Iterable[str] = ()) -> Buckets:
        """With these values and without those. Raises DamagedError."""
        made = Buckets(self.pieces, self._volumes)
        made._read = dict(self._read)
        changed: dict[int, Bucket] = {}
        for name in gone:
            self._changing(changed, name).pop(name, None)
        for name, value in fresh.items():
            self._changing(changed, name)[name] = value
        made._read |= changed
        for place in changed:
            made.pieces[place] = None
        return made

    def _changing(self, changed: dict[int, Bucket], name: str) -> Bucket:
        place = self._place(name)
        if place not in changed:
            changed[place] = dict(self._bucket(place))
        return changed[place]

    def _place(self, name: str) -> int:
        return crc32(name.encode()) % len(self.pieces)

    def _bucket(self, place: int) -> Bucket:
        bucket = self._read.get(place)
        if bucket is None:
            piece = self.pieces[place]
            data = self._volumes.read(piece) if piece and self._volumes else b""
            bucket = self._read[place] = _decode(data) if data else {}
        return bucket

    def write(self, add: Callable[[bytes], Piece], volumes: Volumes) -> list[Piece]:
        """All of them as pieces: those that are written now are given to `add`."""
        for place, piece in enumerate(self.pieces):
            if piece is None:
                self.pieces[place] = add(_encode(self._bucket(place)))
        self._volumes = volumes
        return [piece for piece in self.pieces if piece]


class LazyMapping(Mapping[str, Item]):
    """A mapping whose values are of one type. Raises DamagedError for one that cannot be read."""

    def __init__(self, cls: type[Item], names: Iterable[str], buckets: Buckets) -> None:
        self.buckets = buckets
        self.decoded: dict[str, Item] = {}
        self._cls = cls
        self._names = dict.fromkeys(names)
        self._decode = msgspec.msgpack.Decoder(cls).decode

    @classmethod
    def of(cls, item: type[Item], values: Mapping[str, Item]) -> LazyMapping[Item]:
        return cls.updated(item, values, values, None)

    @classmethod
    def updated(
        cls,
        item: type[Item],
        names: Iterable[str],
        fresh: Mapping[str, Item],
        before: LazyMapping[Item] | None,
    ) -> LazyMapping[Item]:
        """Values under these names, in their order: new ones, else those of another shelf."""
        made = cls.repacked(item, names, {name: _encode(value) for name, value in fresh.items()}, before)
        made.decoded |= fresh
        return made

    @classmethod
    def repacked(
        cls,
        item: type[Item],
        names: Iterable[str],
        fresh: Mapping[str, bytes],
        before: LazyMapping[Item] | None,
    ) -> LazyMapping[Item]:
        """The same, of new values that are encoded."""
        values = {name: msgspec.Raw(value) for name, value in fresh.items()}
        if before is None:
            return cls(item, names, Buckets.of(values))
        wanted = dict.fromkeys(names)
        gone = [name for name in before if name not in wanted]
        made = cls(item, wanted, before.buckets.updated(values, gone))
        known = before.decoded
        made.decoded = {name: value for name, value in known.items() if name in wanted and name not in fresh}
        return made

    def rebuilt(self) -> LazyMapping[Item]:
        """The same in new buckets, as many as it takes now."""
        made = LazyMapping(self._cls, self._names, Buckets.of(self.buckets.all()))
        made.decoded = self.decoded
        return made

    def __getitem__(self, name: str) -> Item:
        item = self.decoded.get(name)
        if item is None:
            item = self.decoded[name] = self._decoded(name)
        return item

    def _decoded(self, name: str) -> Item:
        value = self.buckets.get(name) if name in self._names else None
        if value is None:
            raise KeyError(name)
        return self._decode(value)

    def passing(self) -> Iterator[tuple[str, Item]]:
        """Names and values, without keeping what is decoded for it."""
        for name in self._names:
            item = self.decoded.get(name)
            yield name, self._decoded(name) if item is None else item

    def forget(self) -> None:
        """Let go of what has been decoded: it takes as much memory again."""
        self.decoded.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
