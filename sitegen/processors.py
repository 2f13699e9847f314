"""How much may be done at once. Nothing is loaded for it: the command line asks before it loads anything."""

from __future__ import annotations

import os

_has_threads = False


def processors() -> int:
    """Those that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def stay_one_process() -> None:
    """Said before a library begins threads of its own: a fork would lack them, and wait for them for ever."""
    global _has_threads
    _has_threads = True


def may_fork() -> bool:
    """Whether a process forked from this one could use every library."""
    return not _has_threads
