"""A limit for the time that a page may take: a template may loop without an end.

What counts is the processor's time, so that a busy machine is no reason. In the main thread a timer of the
system interrupts what runs; elsewhere (the preview) another thread does, by the clock.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from sitegen.diagnostics import SitegenError

SECONDS = 30.0
"""A page takes some thousandths of a second."""
AGAIN = 1.0
"""Seconds between one interruption and the next, should somebody have caught the first."""
MOST_NUMBERS = 1_000_000


class TooLongError(SitegenError):
    """A page has taken longer than pages may."""


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Raises TooLongError in what runs inside, once it has taken too long."""
    if threading.current_thread() is not threading.main_thread():
        yield from _watched_from_another_thread()
        return
    before = signal.signal(signal.SIGVTALRM, _interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _watched_from_another_thread() -> Iterator[None]:
    import ctypes  # only the preview needs it

    own = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()

    def watch() -> None:
        patience = SECONDS
        while not done.wait(patience):
            patience = AGAIN
            ctypes.pythonapi.PyThreadState_SetAsyncExc(own, ctypes.py_object(TooLongError))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def bounded_range(*limits: int) -> range:
    """`range` of a template: no list of it fills the memory."""
    numbers = range(*limits)
    if len(numbers) > MOST_NUMBERS:
        raise ValueError(f"range() of more than {MOST_NUMBERS:,} numbers")
    return numbers
