"""`build` and `check` as `fast_args` has understood them: answered at once where nothing has changed."""

from __future__ import annotations

import os

from sitegen.cli.fast_args import FastArguments, no_problems, nothing_to_do
from sitegen.cli.language import say
from sitegen.pipeline.source_status import SourceStatus, glimpse, work_folder


def answer(asked: FastArguments) -> int:
    """Do what is asked; the exit status."""
    seen = _look(asked)
    if seen and seen.nothing_changed and not seen.glance.warnings and not asked.timings:
        if asked.command == "build":
            say(asked.lang, *nothing_to_do(seen.glance.pages))
        else:
            say(asked.lang, *no_problems())
        return 0
    from sitegen.cli import building

    return building.build(asked, seen) if asked.command == "build" else building.check(asked, seen)


def _look(asked: FastArguments) -> SourceStatus | None:
    """Under the build's lock, for a build; None where another build has it, or nothing is remembered."""
    if asked.command == "check":
        return glimpse(asked.root, asked.output, asked.base_url, asked.now)
    import fcntl

    try:
        lock = os.open(
            os.path.join(work_folder(asked.output), "lock"), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        )
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return glimpse(asked.root, asked.output, asked.base_url, asked.now, whole=True)
    except BlockingIOError:
        return None
    finally:
        os.close(lock)
