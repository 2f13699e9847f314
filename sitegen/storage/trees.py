"""The site's tree and its spares: a whole new site is put in place by one rename.

Readers, and a crash at any moment, see the old site or the new one. Trees stand beside each other in the
work folder; the live one is either exchanged with `build` itself (Linux, RENAME_EXCHANGE) or pointed to by
`build` as a symbolic link. A tree that was live within the last two swaps or 60 seconds is never written to,
for somebody may still be reading it. An older one is brought up to date from the change lists and used
again, so a small change costs a small swap. Files are replaced, never written in place: trees share files by
hard links. What a swap publishes is on the disk before it.

The ledger says what each tree holds. A tree that it does not know is never trusted, only cleared away; what
sitegen did not make is moved aside and kept. Where exchange is refused, a plain folder at the output cannot
become a link in one step: there, and only the first time, is a moment without a site.

What stands in the work folder's `trees/`: new-N-… is being written, copy-N is being linked, tree-N is
finished, gone-TIME-N was replaced at TIME and goes a minute later at the earliest, kept-N is somebody else's.
"""

from __future__ import annotations

import contextlib
import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from sitegen.storage.clone import clone
from sitegen.storage.ledger import (
    RESTING_SWAPS,
    GenerationChange,
    Ledger,
    Tree,
    bounded,
    is_rested,
    is_tree,
    is_useful,
    load_ledger,
    stamped,
    take_next,
    write_next,
)
from sitegen.storage.lock import own_folder
from sitegen.storage.tree_files import bring_up, clear_gone, exchange, flush, is_site, move_folder, remove

CLEARING_SECONDS = 0.05
"""What a small build spends on clearing away: a tree of many files may take far longer than the build."""
MAX_SPARES = 8
"""Rested spares worth keeping: enough for a minute of quick saves not to copy the tree each time."""


class Ready(msgspec.Struct, frozen=True):
    """A finished tree that is not in place yet, and the ledger as it will be when it is."""

    tree: Tree
    ledger: Ledger
    excess: tuple[Tree, ...] = ()
    """Spares that go."""


class Trees:
    """The trees of one output folder, under the build's lock. Use it in a `with` statement."""

    def __init__(
        self,
        output: Path,
        work: Path,
        key: bytes,
        clock: Callable[[], float] = time.time,
        *,
        exclusive: bool = False,
    ) -> None:
        """With `exclusive`, nobody but this program reads the trees, and spares need no rest."""
        self.output = output
        self.folder = work / "trees"
        self.kept: Path | None = None
        """Where somebody else's folder is now that stood at the output."""
        self._work = work
        self._key = key
        self._exclusive = exclusive
        self._clock = clock
        self._unfinished: list[Path] = []
        self._clearing = 0.0
        """Seconds for clearing away."""
        self._begun = False
        """Whether it is known that the folder is this account's own."""
        self.ledger = self._settled(load_ledger(work, output, key))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """A build that failed gives its room back at once; an interrupted one leaves that to the next."""
        if isinstance(error, Exception):
            for path in self._unfinished:
                remove(path)
        if isinstance(error, OSError) and self._begun:
            with contextlib.suppress(OSError):
                self._clear_unknown(math.inf)

    def _settled(self, ledger: Ledger) -> Ledger:
        """A ledger with the spares that are as it has them. None was left later than now, by any clock."""
        now = self._clock()
        spares = tuple(
            msgspec.structs.replace(tree, left_at=min(tree.left_at, now))
            for tree in ledger.spares
            if is_tree(self.folder / tree.name, tree)
        )
        return msgspec.structs.replace(ledger, spares=spares)

    @property
    def live(self) -> Tree | None:
        """The tree that readers see; None when what stands there is not known."""
        return self.ledger.live

    def new_outbox(self, *, soon: bool = False) -> Path:
        """An empty folder to write finished files to.

        Before that, what is past use is cleared away: all of it, or `soon`, as much as there is time for.

        No other build has had its name: workers elsewhere may still be writing for one that was killed.
        """
        own_folder(self.folder)
        self._begun = True
        self._clearing = CLEARING_SECONDS if soon else math.inf
        self._clear_unknown(self._clearing)
        outbox = self._making(Path(f"{self._free('new')}-{os.urandom(8).hex()}"))
        outbox.mkdir(mode=0o755)
        return outbox

    def _making(self, path: Path) -> Path:
        self._unfinished.append(path)
        return path

    def _free(self, kind: str) -> Path:
        """A name that nothing has, and that no tree of the ledger will come back to."""
        number = 1
        while os.path.lexists(self.folder / f"{kind}-{number}") or f"{kind}-{number}" in self._names():
            number += 1
        return self.folder / f"{kind}-{number}"

    def _names(self) -> set[str]:
        return {tree.name for tree in (*self.ledger.spares, self.ledger.live) if tree is not None}

    def _clear_unknown(self, seconds: float) -> None:
        """Remove what no ledger entry stands for: spares past use, the remains of a build that was killed.

        All is set aside first; a whole tree may have been live a moment ago and goes a minute later. What
        takes longer than so many seconds is left to later builds.
        """
        deadline = time.monotonic() + seconds
        known = {tree.name for tree in self.ledger.spares}
        if self._is_our_link():
            known.add(Path(os.readlink(self.output)).name)
        for path in sorted(self.folder.iterdir()):
            kind = path.name.partition("-")[0]
            if path.name in known or kind in ("kept", "gone"):
                continue
            if kind == "tree":
                move_folder(path, self._leaving())
            else:
                move_folder(path, self._free("gone-0"))
        clear_gone(self.folder, self._clock(), deadline)

    def _leaving(self) -> Path:
        return self._free(f"gone-{int(self._clock())}")

    def _is_our_link(self) -> bool:
        if not self.output.is_symlink():
            return False
        target = self.output.parent / os.readlink(self.output)
        return Path(os.path.normpath(target)).parent == self.folder

    # A tree made ready

    def ready_whole(self, outbox: Path) -> Ready:
        """A complete new tree."""
        return self._ready(outbox, msgspec.structs.replace(self.ledger, changes=()))

    def ready_changes(self, outbox: Path, written: Sequence[str], removed: Sequence[str]) -> Ready:
        """A spare tree brought up to the live one, with the new files moved into it."""
        change = GenerationChange(self.ledger.generation + 1, tuple(written), tuple(removed))
        folder, missed, spares = self._take_spare()
        changes = (*self.ledger.changes, change)
        bring_up(folder, [*missed, change], live=self.output, outbox=outbox)
        remove(outbox)
        return self._ready(folder, msgspec.structs.replace(self.ledger, spares=spares, changes=changes))

    def _take_spare(self) -> tuple[Path, list[GenerationChange], tuple[Tree, ...]]:
        """A folder that may be written to, the changes that it lacks, and the spares that are left."""
        folder = self._making(self._free("copy"))
        ledger = self.ledger
        spares = self._useful(ledger)
        if not spares:
            clone(str(self.output), str(folder))
            return folder, [], ledger.spares
        tree = spares[0]
        # Under another name it is not what the ledger knows, should this build be killed.
        move_folder(self.folder / tree.name, folder)
        missed = [change for change in ledger.changes if change.generation > tree.generation]
        return folder, missed, tuple(other for other in ledger.spares if other != tree)

    def _useful(self, ledger: Ledger) -> Sequence[Tree]:
        """The spares that may be written to and that the changes lead on from, the newest first."""
        rested = [tree for tree in ledger.spares if self._rested(tree, ledger)]
        useful = [tree for tree in rested if is_useful(tree, ledger)]
        return sorted(useful, key=lambda tree: -tree.generation)

    def _rested(self, tree: Tree, ledger: Ledger) -> bool:
        return self._exclusive or is_rested(tree, ledger, self._clock())

    def _ready(self, folder: Path, ledger: Ledger) -> Ready:
        """Give a finished folder its name, and say what the ledger will be."""
        generation = ledger.generation + 1
        place = self._making(self._free("tree"))
        folder.rename(place)
        tree = stamped(place.name, generation, place)
        spares = ledger.spares
        if ledger.live is not None:
            left = msgspec.structs.replace(ledger.live, left_at=self._clock(), left_generation=generation)
            spares = (*spares, left)
        after = msgspec.structs.replace(
            ledger, generation=generation, live=tree, spares=spares, changes=bounded(ledger.changes)
        )
        excess = self._excess(after)
        spares = tuple(spare for spare in spares if spare not in excess)
        return Ready(tree, msgspec.structs.replace(after, spares=spares), excess)

    def _excess(self, after: Ledger) -> tuple[Tree, ...]:
        """Spares that nobody can be reading any more and that are past use, or too many."""
        useful = self._useful(after)[:MAX_SPARES]
        return tuple(tree for tree in after.spares if self._rested(tree, after) and tree not in useful)

    # Putting it in place

    def put_in_place(self, ready: Ready) -> None:
        """The one rename that readers notice. The ledger is ready before it and takes effect after it.

        All is on the disk before that, so that a loss of power leaves the old site or the new one, too.
        """
        write_next(self._work, ready.ledger, self._key)
        if not self._exclusive:  # else nobody but the preview reads it
            flush(self.folder)
        self._unfinished.clear()
        place = self.folder / ready.tree.name
        if self._is_our_link():
            self._point(place)
        elif os.path.lexists(self.output):
            self._replace(place)
        else:
            self._set_down(place, as_folder=self._can_exchange())
        take_next(self._work)
        self.ledger = ready.ledger
        for tree in ready.excess:
            with contextlib.suppress(OSError):
                (self.folder / tree.name).rename(self._free("gone-0"))
        if math.isinf(self._clearing):
            with contextlib.suppress(OSError):
                self._clear_unknown(self._clearing)

    def prepare_spare(self) -> None:
        """Link a copy of the tree in place, so that the next change finds a tree that nobody has seen.

        Raises OSError; then, as after any other failure, what has been made goes when the trees are left.
        """
        live = self.live
        if live is None or self._useful(self.ledger):
            return
        self._begun = True
        folder, place = self._making(self._free("copy")), self._making(self._free("tree"))
        clone(str(self.output), str(folder))
        folder.rename(place)
        spare = stamped(place.name, live.generation, place)
        spare = msgspec.structs.replace(spare, left_generation=-RESTING_SWAPS)
        ledger = msgspec.structs.replace(self.ledger, spares=(*self.ledger.spares, spare))
        write_next(self._work, ledger, self._key)
        take_next(self._work)
        self._unfinished.clear()
        self.ledger = ledger

    def _replace(self, place: Path) -> None:
        """Put a tree in the place of what stands at the output.

        The tree first takes the name that the other is to have, so that after the exchange, and a crash, all
        is where it belongs.
        """
        aside = self._aside()
        place.rename(aside)
        done = False
        try:
            done = exchange(aside, self.output)
        finally:
            if not done:
                aside.rename(place)
        if not done:
            as_folder = self._can_exchange()
            move_folder(self.output, aside)
            self._set_down(place, as_folder=as_folder)
        if aside.name.startswith("kept-"):
            with contextlib.suppress(OSError):
                aside.rmdir()
            self.kept = aside if os.path.lexists(aside) else None

    def _aside(self) -> Path:
        """Where what stands at the output goes: to the spares, soon away, or to be kept."""
        if self.ledger.live is not None:
            return self.folder / self.ledger.live.name
        return self._leaving() if is_site(self.output) else self._free("kept")

    def _can_exchange(self) -> bool:
        first, second = self._free("new"), self._free("copy")
        first.mkdir()
        second.mkdir()
        done = exchange(first, second)
        first.rmdir()
        second.rmdir()
        return done

    def _set_down(self, place: Path, *, as_folder: bool) -> None:
        """Put a tree where nothing stands."""
        if as_folder:
            place.rename(self.output)
        else:
            self._point(place)

    def _point(self, place: Path) -> None:
        """`build` as a symbolic link, for systems that cannot exchange folders."""
        temporary = self.folder / "link-1"
        remove(temporary)
        temporary.symlink_to(os.path.relpath(place, self.output.parent))
        os.replace(temporary, self.output)
