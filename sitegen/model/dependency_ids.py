"""What pages have read, as numbers: a build remembers it of all pages, and most have read the same things.

A card or an entry that is read is a node, and so is a query together with the answer that it got: another
answer is another node. A node is told by 64 bits of a digest. Should two ever have the same ones, pages are
made that need not be.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

import msgspec

from sitegen.model.tracked_catalogue import Dependencies, QueryDependency

_encode = msgspec.msgpack.Encoder().encode

Questions = dict[int, QueryDependency]
"""Nodes that are queries."""


def node_of(key: str) -> int:
    """Of a card or an entry, by its key in `Dependencies`."""
    return _number(key.encode())


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


class Nodes(dict[str | QueryDependency, int]):
    """The nodes of what has been read so far, each worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._new: Questions = {}

    def __missing__(self, read: str | QueryDependency) -> int:
        if isinstance(read, str):
            node = node_of(read)
        else:
            node = _number(_encode(read))
            self._new[node] = read
        self[read] = node
        return node

    def packed(self, read: Dependencies) -> bytes:
        """A page's, each once: 64 bits each, in the machine's order."""
        nodes = {*map(self.__getitem__, read.keys), *map(self.__getitem__, read.asked)}
        return array("Q", sorted(nodes)).tobytes()

    def new_questions(self) -> Questions:
        """Those met since this was last asked for."""
        new, self._new = self._new, {}
        return new
