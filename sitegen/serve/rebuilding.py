"""Builds again after saves: off the server's loop, one build at a time.

Saves during a build come to one more build after it. A build looks only where something was saved; once it is
quiet, another looks everywhere, for what may have been missed. What a build is, this module is told.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

import msgspec

from sitegen.diagnostics import Diagnostic, HandledError
from sitegen.serve.saves import Saves

Result = TypeVar("Result")

QUIET_SECONDS = 0.5
"""Without a save, before all files are looked at."""

ENDING_SECONDS = 1.0
"""How long a running build may take to stop when the server ends."""


class Attempt(msgspec.Struct, frozen=True):
    """What came of trying to build."""

    errors: tuple[Diagnostic, ...] = ()
    """Why there was no new site; empty when there was."""
    warnings: tuple[Diagnostic, ...] = ()
    pages: int = 0
    """Pages made, counted once for all languages."""
    changed: bool = False
    """Whether the site is another one now."""
    seconds: float = 0.0
    asked: bool = True
    """For a save, not only to look for what has been missed."""


class Stopped(HandledError):
    """The server is ending: the build that runs has no purpose any more."""


Make = Callable[[Callable[[str], None], frozenset[str] | None], Attempt]
"""Builds, looking at these paths only or, for None, everywhere. Tells the name of each stage, and ends when
that raises."""


class Rebuilding(msgspec.Struct, frozen=True, kw_only=True):
    """What is done when something was saved."""

    make: Make
    done: Callable[[Attempt], None]
    """Is handed what came of it."""
    prepare: Callable[[], None] = lambda: None
    """What is done once before that, while nothing has been saved yet."""


async def keep_building(rebuilding: Rebuilding, saved: Saves) -> None:
    """Build whenever something was saved, and hand on what came of it; ends only by being cancelled."""
    ending = threading.Event()

    def stage(name: str) -> None:
        if ending.is_set():
            raise Stopped

    missed = failed = False
    try:
        await _off_the_loop(rebuilding.prepare)
        while True:
            try:
                paths = await saved.taken(QUIET_SECONDS if missed else None)
            except TimeoutError:
                paths = None
            # What has not become part of the site is to be found again.
            where = None if failed else paths
            with _no_collection():
                attempt = await _off_the_loop(partial(rebuilding.make, stage, where))
            missed, failed = where is not None, bool(attempt.errors)
            # Files may have moved away under a build that failed; the next one knows better.
            if not (attempt.errors and saved.are_there):
                rebuilding.done(msgspec.structs.replace(attempt, asked=paths is not None))
    finally:
        ending.set()
        for thread in threading.enumerate():
            if thread.name == _THREAD:
                thread.join(ENDING_SECONDS)


_THREAD = "sitegen-build"


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """The garbage collector waits: going over a large site's objects takes as long as a build."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _off_the_loop(function: Callable[[], Result]) -> Result:
    """What a function returns or raises, run in a thread that the end of the program does not wait for."""
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(function())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is awaited
            future.set_exception(error)

    threading.Thread(target=run, name=_THREAD, daemon=True).start()
    return await asyncio.wrap_future(future)
