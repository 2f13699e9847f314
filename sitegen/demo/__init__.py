"""A fictional city's whole catalogue, for trying the program out and for measuring it.

Every kind of entry with every field, in Chinese and English, the same bytes for the same seed on any machine:
each project comes from numbers of its own (`dice`), so a larger catalogue begins with the smaller one. The
words stand in words/*.txt, the modules put them together. Nothing here knows how a site is built, and nothing
else of the program needs this package.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

FEWEST, MOST = 10, 100_000
"""How many projects a demo catalogue may have."""


def write_demo(folder: Path, projects: int, seed: int, report: Callable[[int, int], None]) -> int:
    """Write a site with its catalogue into a folder that is empty or not there yet; gives how many files.

    `report` is told now and then how many projects of how many are written. Raises FileExistsError when the
    folder has something in it, ValueError for a number of projects out of range, OSError like `open`.
    """
    from sitegen.demo.whole import write_catalogue

    if not FEWEST <= projects <= MOST:
        raise ValueError(f"projects must be between {FEWEST} and {MOST}")
    return write_catalogue(folder, projects, seed, report)
