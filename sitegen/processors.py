"""How much may be done at once. Nothing is loaded for it: the command line asks before it loads anything."""

from __future__ import annotations

import os


def processors() -> int:
    """Those that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
