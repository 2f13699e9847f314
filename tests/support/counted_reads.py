"""sitegen that tells which files of a site it opens: `python -m tests.support.counted_reads LOG build`.

Each line of LOG is a path below content/. Processes that sitegen forks write there too.
"""

from __future__ import annotations

import os
import sys

from sitegen.cli import run


def watch(log: str) -> None:
    """Note every file below ./content/ that this process and its children open from now on."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    content = os.path.abspath("content") + os.sep
    real = os.open

    def note(path: str) -> None:
        if path.startswith(content) and not os.path.isdir(path):
            os.write(descriptor, f"{path.removeprefix(content)}\n".encode())

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and isinstance(args[0], str):
            note(os.path.abspath(args[0]))

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        """The hook is not told which folder a name is in."""
        found = real(path, flags, mode, dir_fd=dir_fd)
        if dir_fd is not None:
            note(os.readlink(f"/proc/self/fd/{found}"))
        return found

    sys.addaudithook(hook)
    os.open = opened  # type: ignore[assignment]  # a path may be of other types, too


if __name__ == "__main__":
    watch(sys.argv[1])
    sys.exit(run(sys.argv[2:]))
