"""The ledger of an output folder's trees: what each holds, and what changed from one to the next.

A tree is known by its folder's inode and time stamp: a folder that was made anew, restored from elsewhere or
worked on by somebody else is not the one that the ledger knows. `trees` moves them; this is the record.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec

from sitegen.seal import read_sealed, write_sealed

MAGIC = b"sitegen ledger 1\n"
RESTING_SWAPS = 2
"""A tree that was live within the last two swaps …"""
RESTING_SECONDS = 60
"""… or within the last minute is never written to."""
MAX_CHANGES = 50_000
"""Changes that the ledger remembers; a spare older than those is made anew."""


class Tree(msgspec.Struct, frozen=True):
    """One tree: the generation that it holds, how it is known, and when it was last live."""

    name: str
    generation: int
    inode: int
    stamp: int
    """Time stamp of its folder (ns), set when it was finished."""
    left_at: float = 0.0
    left_generation: int = 0

    @property
    def key(self) -> str:
        """Names what the tree holds: no other tree has or had it."""
        return f"{self.generation}-{self.inode}-{self.stamp}"


class GenerationChange(msgspec.Struct, frozen=True):
    """What one generation changed: files written and removed, by path in the site."""

    generation: int
    written: tuple[str, ...]
    removed: tuple[str, ...]


class Ledger(msgspec.Struct, frozen=True):
    """What is known of the trees. `live` is the one that readers see."""

    generation: int = 0
    live: Tree | None = None
    spares: tuple[Tree, ...] = ()
    changes: tuple[GenerationChange, ...] = ()

    @property
    def oldest_base(self) -> int:
        """The oldest generation from which the changes lead to the present one."""
        return self.changes[0].generation - 1 if self.changes else self.generation


def is_useful(tree: Tree, ledger: Ledger) -> bool:
    """Whether the changes lead on from what a tree holds to what is live."""
    return tree.generation >= ledger.oldest_base


def is_rested(tree: Tree, ledger: Ledger, now: float) -> bool:
    """Whether nobody can be reading a tree any more."""
    swaps = ledger.generation - tree.left_generation
    return swaps >= RESTING_SWAPS and now - tree.left_at >= RESTING_SECONDS


def load_ledger(work: Path, output: Path, key: bytes) -> Ledger:
    """The ledger, as far as the disk bears it out.

    The next ledger is written before a swap and put in place after it, so after a crash it may be the one
    that tells what stands at the output.
    """
    ledgers = [
        ledger for path in _paths(work) if (ledger := _decoded(read_sealed(path, MAGIC, key))) is not None
    ]
    for ledger in ledgers:
        if ledger.live is not None and is_tree(output, ledger.live, follow=True):
            return ledger
    return msgspec.structs.replace(ledgers[0], live=None) if ledgers else Ledger()


def _paths(work: Path) -> tuple[Path, Path]:
    return work / "ledger.bin", work / "ledger.new"


def _decoded(body: memoryview | None) -> Ledger | None:
    try:
        return None if body is None else msgspec.msgpack.decode(body, type=Ledger)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def write_next(work: Path, ledger: Ledger, key: bytes) -> None:
    """Write down what will hold after the swap; nothing needs room on the disk after this."""
    write_sealed(_paths(work)[1], MAGIC, msgspec.msgpack.encode(ledger), key)


def take_next(work: Path) -> None:
    """What was written down holds now."""
    ledger, coming = _paths(work)
    os.replace(coming, ledger)


def stamped(name: str, generation: int, folder: Path) -> Tree:
    """A finished tree, marked so that it can be told from everything else."""
    os.utime(folder)
    info = folder.lstat()
    return Tree(name, generation, info.st_ino, info.st_mtime_ns)


def is_tree(folder: Path, tree: Tree, *, follow: bool = False) -> bool:
    """Whether a folder is this tree, and nobody has put anything into it or taken anything out of it."""
    try:
        info = folder.stat() if follow else folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and (info.st_ino, info.st_mtime_ns) == (tree.inode, tree.stamp)


def bounded(changes: tuple[GenerationChange, ...]) -> tuple[GenerationChange, ...]:
    """The newest changes, as many as are worth keeping."""
    kept: list[GenerationChange] = []
    total = 0
    for change in reversed(changes):
        total += len(change.written) + len(change.removed)
        if total > MAX_CHANGES:
            break
        kept.append(change)
    return tuple(reversed(kept))
