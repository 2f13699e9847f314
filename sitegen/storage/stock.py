"""Copies of the tree in place, put by for the next small changes: nobody has seen them, so they need no rest.

They are made when a build is over, for a big site by a process of its own (`housekeeping`), and told in a
sealed record; the next build that changes something takes them over into the ledger. A copy is known by the
tree that it was made of: where the ledger knows that one no more, the copy is past use.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sitegen.storage.clone import clone
from sitegen.storage.ledger import RESTING_SWAPS, Ledger, Tree, is_tree, is_useful, stamped
from sitegen.storage.lock import is_held
from sitegen.storage.seal import read_sealed, write_sealed
from sitegen.storage.tree_files import remove

MAGIC = b"sitegen stock 1\n"
PATIENCE_SECONDS = 5.0
"""How long a build waits for a copy that is being made, before it makes one itself."""


class Copy(msgspec.Struct, frozen=True):
    """A copy, and the key of the tree that it was made of."""

    tree: Tree
    of: str


def copies(work: Path, ledger: Ledger, key: bytes) -> tuple[Tree, ...]:
    """The copies that are of use and that the ledger has not got yet."""
    known = {tree.key for tree in (*ledger.spares, ledger.live) if tree is not None}
    return tuple(
        copy.tree
        for copy in _recorded(work, key)
        if copy.of in known
        and copy.tree.key not in known
        and is_useful(copy.tree, ledger)
        and _is_there(work, copy)
    )


def awaited(work: Path, ledger: Ledger, key: bytes) -> tuple[Tree, ...]:
    """The copies that have come since, or come soon because somebody is at work on them."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_held(lock_of(work)) and time.monotonic() < deadline:
        if found := copies(work, ledger, key):
            return found
        time.sleep(0.01)
    return copies(work, ledger, key)


def lock_of(work: Path) -> Path:
    """Held by who is making copies."""
    return work / "stock.lock"


def copied(work: Path, source: str) -> Path:
    """A copy of a tree, not on record yet. Raises OSError."""
    place = work / "trees" / f"stock-{os.urandom(8).hex()}"
    try:
        clone(source, str(place))
    except OSError:
        remove(place)
        raise
    return place


def put_by(work: Path, place: Path, live: Tree, key: bytes) -> None:
    """Put a copy of the tree in place on record. One process at a time. Raises OSError."""
    tree = msgspec.structs.replace(
        stamped(place.name, live.generation, place), left_generation=-RESTING_SWAPS
    )
    there = [copy for copy in _recorded(work, key) if _is_there(work, copy)]
    write_sealed(work / "stock.new", MAGIC, msgspec.msgpack.encode([*there, Copy(tree, live.key)]), key)
    os.replace(work / "stock.new", work / "stock.bin")


def _is_there(work: Path, copy: Copy) -> bool:
    return is_tree(work / "trees" / copy.tree.name, copy.tree)


def _recorded(work: Path, key: bytes) -> Sequence[Copy]:
    body = read_sealed(work / "stock.bin", MAGIC, key)
    try:
        return () if body is None else msgspec.msgpack.decode(body, type=tuple[Copy, ...])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
