"""One build at a time for one output folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import MachineError

PATIENCE_SECONDS = 60.0


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock, waiting for another build to end. Raises MachineError when it does not.

    The lock goes with the process, however it ends.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise MachineError("E_LOCKED", path=path) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
