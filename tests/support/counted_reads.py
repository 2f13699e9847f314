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

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and isinstance(args[0], str):
            path = os.path.abspath(args[0])
            if path.startswith(content) and not os.path.isdir(path):
                os.write(descriptor, f"{path.removeprefix(content)}\n".encode())

    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(sys.argv[1])
    sys.exit(run(sys.argv[2:]))
