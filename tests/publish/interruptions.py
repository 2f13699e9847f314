"""A process that is ended at some point: by the n-th thing it asks of the system, or by a killed helper."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

_EVENTS = (
    "open",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "shutil.copyfile",
)


class Interrupted(BaseException):
    """As a kill would be: nothing catches it."""


class _Countdown:
    """Interrupts at the n-th event, for there is no way to take an audit hook away again."""

    left = -1
    below = ""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.left < 0 or event not in _EVENTS or self.below not in str(arguments):
            return
        self.left -= 1
        if self.left < 0:
            raise Interrupted


_countdown = _Countdown()
_installed: list[_Countdown] = []


@contextlib.contextmanager
def interrupted_at(step: int, below: str) -> Iterator[None]:
    """Interrupts at the step-th call that concerns a path with these words in it."""
    if not _installed:
        sys.addaudithook(_countdown)
        _installed.append(_countdown)
    _countdown.left, _countdown.below = step, below
    try:
        yield
    finally:
        _countdown.left = -1


@contextlib.contextmanager
def helper_killed(monkeypatch: Any, step: int, seconds: float) -> Iterator[None]:
    """The step-th program that is started is killed after some time, and with it the one that started it."""
    real, count = subprocess.run, [step]

    def run(command: Any, **options: Any) -> Any:
        count[0] -= 1
        if count[0] != 0:
            return real(command, **options)
        options.pop("check", None)
        options.pop("capture_output", None)
        sent = options.pop("input", None)
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
        )
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(sent or "")
            process.stdin.close()
        time.sleep(random.uniform(0, seconds))
        process.kill()
        process.wait()
        raise Interrupted

    monkeypatch.setattr(subprocess, "run", run)
    try:
        yield
    finally:
        monkeypatch.setattr(subprocess, "run", real)
