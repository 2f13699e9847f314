"""How to build, and what a build did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.pipeline.source_status import work_folder


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to build."""

    root: Path
    output: Path
    strict: bool = False
    jobs: int = 0
    """0: one for each processor."""
    executor: str = ""
    """`dask://HOST:PORT`: workers elsewhere, instead of processes here."""
    fresh: bool = False
    base_url: str | None = None
    now: str | None = None
    drafts: bool = False
    """Drafts too, marked as such: for an output that nobody publishes."""
    light: bool = False
    """Without the heavy files that site.yml asks for: to look at, not to publish."""
    exclusive: bool = False
    """Nobody but this program reads the output: a tree that is out of sight may be used again at once."""

    @property
    def work(self) -> Path:
        """Where the cache and spare trees are: beside the output, on the same file system."""
        return Path(work_folder(str(self.output)))


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did. Pages are counted once for all languages."""

    diagnostics: list[Diagnostic]
    pages: int
    rendered: int = 0
    written: int = 0
    """Files whose bytes differ from the last build's."""
    films: tuple[str, ...] = ()
    """Those of the files written that are films, which nothing was searched for."""
    removed: int = 0
    swapped: bool = False
    kept: str = ""
    """Where a folder is now that stood at the output and is not sitegen's; "" when there was none."""
    damaged: str = ""
    """A file in place that was not as it had been written: the site has been made anew for it."""
    timings: list[tuple[str, float]] = []
    memory: Any = None
    """What the next build of this process need not read again (`storage.memory.Memory`); None where nothing
    has been made."""


Report = Callable[[str], None]
"""Is told the name of each stage as it begins."""


def silent(stage: str) -> None:
    """A report to nobody."""
