"""What can wait until a build is over: copies put by for the next small changes, and clearing away.

For a big site either takes longer than a small build. The command line leaves it to a process of its own,
which goes on for some seconds after the build (as git leaves its packing). It may be killed at any moment,
and a build may begin at any moment: what it makes counts once it is on record, and what it clears away is
nobody's. It never holds a build's lock.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sitegen.diagnostics import MachineError
from sitegen.storage.ledger import RESTING_SECONDS, Ledger, is_rested, is_tree, is_useful, load_ledger
from sitegen.storage.lock import locked
from sitegen.storage.seal import cache_key
from sitegen.storage.stock import copied, copies, lock_of, put_by
from sitegen.storage.tree_files import clear_gone, long_gone, remove

MANY_PAGES = 500
"""Pages, counted once for all languages, of a site that is worth a process; smaller ones are soon copied."""
STOCK = 3
"""Spares that a quick row of small changes finds, if so many are made …"""
STOCKING_SECONDS = 3.0
"""… within this time; one at least."""
QUIET_SECONDS = 10.0
"""Without another build, before anything is cleared away: removing many files slows everything else down."""


def start_housekeeping(output: Path, work: Path) -> None:
    """Begin, in a process that nobody waits for. Where that cannot be, the next builds take longer."""
    # -P: the folder that the command was given in belongs to the content.
    command = [sys.executable, "-P", "-m", "sitegen.storage.housekeeping", str(output), str(work)]
    with contextlib.suppress(OSError):
        null = os.open(os.devnull, os.O_RDWR)
        quiet = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in range(3)]
        os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
        os.close(null)


def keep_house(
    output: Path, work: Path, key: bytes, clock: Callable[[], float] = time.time, quiet: float = 0.0
) -> None:
    """Put copies by until there are enough; then, once it has been quiet for so many seconds, clear away.

    Raises OSError.
    """
    deadline = time.monotonic() + STOCKING_SECONDS
    if not work.is_dir():  # somebody has cleaned up
        return
    with contextlib.suppress(MachineError), locked(lock_of(work), patience=0.2):  # else another is at it
        while _add_to_stock(output, work, key, clock()) and time.monotonic() < deadline:
            pass
    if long_gone(work / "trees", clock()) and _stays_quiet(work, quiet):
        clear_gone(work / "trees", clock(), math.inf)


def _stays_quiet(work: Path, seconds: float) -> bool:
    """Whether no build puts another tree in place; what is past use is its process's to clear away then."""
    ledger, deadline = work / "ledger.bin", time.monotonic() + seconds
    before = ledger.stat().st_mtime_ns
    while time.monotonic() < deadline:
        time.sleep(0.2)
        if ledger.stat().st_mtime_ns != before:
            return False
    return True


def _add_to_stock(output: Path, work: Path, key: bytes, now: float) -> bool:
    """Put one copy by; False where none is wanted.

    A build may put another tree in place meanwhile. So this one is entered, wherever it goes; for a minute
    after it has left its place it stays as it is.
    """
    ledger = load_ledger(work, output, key)
    if ledger.live is None or _spares(ledger, work, key, now) >= STOCK:
        return False
    begun = time.monotonic()
    os.chdir(output)
    if not is_tree(Path(), ledger.live):
        return False
    place = copied(work, ".")
    if time.monotonic() - begun >= RESTING_SECONDS and not is_tree(output, ledger.live, follow=True):
        remove(place)
        return False
    put_by(work, place, ledger.live, key)
    return True


def _spares(ledger: Ledger, work: Path, key: bytes, now: float) -> int:
    """How many trees the next small change could be made in."""
    rested = [
        tree
        for tree in ledger.spares
        if is_rested(tree, ledger, now)
        and is_useful(tree, ledger)
        and is_tree(work / "trees" / tree.name, tree)
    ]
    return len(rested) + len(copies(work, ledger, key))


def main() -> None:
    """The process: in a session of its own, holding nothing of its parent's, after everybody else."""
    output, work = map(Path, sys.argv[1:])
    with contextlib.suppress(OSError):
        os.setsid()
        os.closerange(3, 1024)
        os.nice(10)
        keep_house(output, work, cache_key(), quiet=QUIET_SECONDS)


if __name__ == "__main__":
    main()
