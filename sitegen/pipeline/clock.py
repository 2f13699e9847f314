"""Times the stages of a build, for --timings and for the progress line."""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    def __init__(self, report: Callable[[str], None] = lambda stage: None) -> None:
        self.timings: list[tuple[str, float]] = []
        """(stage, seconds), in order."""
        self._report = report
        self._name = ""
        self._start = time.perf_counter()

    def stage(self, name: str) -> None:
        """The stage that begins now; "" ends the last one."""
        now = time.perf_counter()
        if self._name:
            self.timings.append((self._name, now - self._start))
        self._name, self._start = name, now
        if name:
            self._report(name)
