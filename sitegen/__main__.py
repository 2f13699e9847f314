"""The entry point. Catches Ctrl-C from the first import on, so that it never ends in a traceback."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    signal.signal(signal.SIGTERM, _terminated)
    os.umask(0o022)  # what a web server has to read must not depend on who builds
    try:
        from sitegen.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    except _Terminated:
        status = 143
    _flush_and_leave(status)


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that locks and temporary files are cleared on the way out."""


def _terminated(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _flush_and_leave(status: int) -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


if __name__ == "__main__":
    main()
