"""What a build remembers, in pieces: of a memory of any size, an edit reads and writes only a few.

Pieces stand in volumes, files that are written once and never changed. A piece is named by the digest of its
bytes, and those names stand in the memory's own sealed file: so what cannot be trusted there cannot be
trusted here either, and a piece is taken for what it was, or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.diagnostics import HandledError
from sitegen.seal import write_new
from sitegen.storage.tree_files import remove

MOST_VOLUMES = 64
SLACK = 1_000_000
"""Bytes of pieces that nobody names any more that are never worth writing everything again."""


class DamagedError(HandledError):
    """A piece is not there, or not as it was written: what is remembered is as good as nothing."""


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Where a piece stands."""

    volume: str
    offset: int
    length: int
    digest: bytes


class Volumes:
    """Reads pieces that stand in a folder."""

    def __init__(self, work: Path) -> None:
        self._work = work

    def read(self, piece: Piece) -> bytes:
        """Raises DamagedError."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            descriptor = os.open(_path(self._work, piece.volume), flags)
            try:
                data = os.pread(descriptor, piece.length, piece.offset)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise DamagedError(piece.volume) from error
        if _digest(data) != piece.digest:
            raise DamagedError(piece.volume)
        return data


def needs_compaction(volumes: Mapping[str, int], used: Iterable[Piece]) -> bool:
    """Whether most of what stands in volumes (name -> bytes) is of no use any more, or they are too many."""
    size = sum([piece.length for piece in used])
    return len(volumes) >= MOST_VOLUMES or sum(volumes.values()) > 2 * size + SLACK


class NewVolume:
    """Pieces that are written together."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self.name = os.urandom(8).hex()
        self._bodies: list[bytes] = []
        self.size = 0

    def add(self, body: bytes) -> Piece:
        piece = Piece(self.name, self.size, len(body), _digest(body))
        self._bodies.append(body)
        self.size += len(body)
        return piece

    def write(self) -> None:
        """Only this account may read it: it may hold internal notes. Without pieces there is no file."""
        if self._bodies:
            write_new(_path(self._work, self.name), *self._bodies)

    def remove(self) -> None:
        remove(_path(self._work, self.name))


def drop_other_volumes(work: Path, names: Container[str]) -> None:
    for path in work.glob("pieces-*.bin"):
        if path.stem.partition("-")[2] not in names:
            remove(path)


def _path(work: Path, name: str) -> Path:
    return work / f"pieces-{name}.bin"


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).digest()
