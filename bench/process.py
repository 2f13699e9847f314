"""Runs a program and says what it cost: time, and processor time and memory of all its processes.

A program may leave a process behind that goes on after it. What that takes is counted apart, and it has ended
before the next program is measured.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PR_SET_CHILD_SUBREAPER = 36

INTERVAL = 0.02
"""Seconds between two looks at the memory."""


class Failed(RuntimeError):
    """A measured program ended with an error."""


class Cost(NamedTuple):
    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processors, user and system, of the program and all processes that it has waited for."""
    peak: float
    """Megabytes of all its processes together; 0 where it was not looked at."""
    said: str
    after: float = 0.0
    """Seconds of processors that went on after the program's end, in processes that it left behind."""


def measure(command: list[str], *, memory: bool = False, cwd: Path | None = None) -> Cost:
    """Run to the end. With `memory` the looking costs time: take the other figures from another run.

    The program runs in a group of its own, which is ended if this one is interrupted.
    """
    _adopt_orphans()
    others = set(_children(os.getpid()))
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        # Not Popen.wait: only wait4 says what the processor did for this child alone.
        child = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, cwd=cwd, start_new_session=True
        )
        watch = _Watch(child.pid) if memory else None
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.killpg(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
            raise
        finally:
            child.returncode = 0  # reaped above: there is nothing to wait for
            peak = watch.stop() if watch else 0.0
        wall = time.perf_counter() - start
        after = sum(_orphans(others))
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    if os.waitstatus_to_exitcode(status):
        raise Failed(f"{' '.join(command)}\nended with {os.waitstatus_to_exitcode(status)}\n{said}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, said, after)


def _adopt_orphans() -> None:
    """Processes whose parent has ended become this one's children, so that it can wait for them (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans(others: set[int]) -> Iterator[float]:
    """Wait for this process's children but these; the seconds of processors that each has taken."""
    while left := set(_children(os.getpid())) - others:
        for pid in left:
            _, _, usage = os.wait4(pid, 0)
            yield usage.ru_utime + usage.ru_stime


class _Watch:
    """Looks at a process and its children now and then, in a thread."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ended.wait(INTERVAL):
            self._peak = max(self._peak, sum(_share(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> Iterator[int]:
    """Processes that it has started or adopted and not waited for yet."""
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def _share(pid: int) -> float:
    """Megabytes of a process, pages that several share counted once (PSS); 0 for one that has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
