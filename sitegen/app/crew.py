"""Workers for a build: in this process, or one forked process for each core.

The interface is `concurrent.futures`': each worker is an Executor of its own, so that what a worker has read
is where its pages are made.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

from sitegen.model.entries import Reading
from sitegen.render.worker import Worker

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_FORKING = 200
"""Fewer tasks than this are done sooner in one process."""

_worker: Worker | None = None
"""The worker of this process. Module-level because executors call functions, not methods."""


class _Here(Executor):
    """Runs tasks at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  # it is raised again where the result is asked for
            future.set_exception(error)
        return future


_ENDINGS = {signal.SIGINT, signal.SIGTERM}


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """While workers are forked, so that none of them is interrupted before it knows what to do then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _enlist() -> None:
    """First thing in a forked worker. Ctrl-C is for the parent to answer; without a parent a worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed build's workers hold its lock: they must not outlive it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _start(root: str, reading: Reading) -> None:
    global _worker
    _worker = Worker(root, reading)


def _call(method: str, *args: Any) -> Any:
    assert _worker is not None
    return getattr(_worker, method)(*args)


class Crew:
    """Several workers that share out lists of tasks. Use it in a `with` statement."""

    def __init__(self, root: str, reading: Reading, jobs: int, most: int = 1) -> None:
        """`most` is how many it may grow to."""
        self._root = root
        self._reading = reading
        self._executors: list[Executor] = []
        self._jobs = jobs
        self._most = most

    def __enter__(self) -> Self:
        if self._jobs <= 1:
            self._executors = [_Here()]
        else:
            self._fork()
        self.every(_start, self._root, self._reading)
        return self

    def grow(self) -> None:
        """From this process to as many others as there may be, where it turns out that there is much to do.
        They begin with all that this process's worker has read.
        """
        if self._jobs <= 1 < self._most and "fork" in multiprocessing.get_all_start_methods():
            self._jobs = self._most
            self._fork()

    @property
    def is_here(self) -> bool:
        """Whether all is done in this process."""
        return self._jobs <= 1

    def _fork(self) -> None:
        context = multiprocessing.get_context("fork")
        gc.freeze()
        self._executors = [ProcessPoolExecutor(1, context) for _ in range(self._jobs)]
        with _signals_held():
            self.every(_enlist)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go; at once when the build has failed or is interrupted."""
        if error is not None and self._jobs > 1:
            for process in multiprocessing.active_children():
                process.terminate()
        for executor in self._executors:
            executor.shutdown(wait=True, cancel_futures=True)

    def every(self, function: Callable[..., Any], *args: Any) -> list[Any]:
        """The same call on every worker."""
        futures = [executor.submit(function, *args) for executor in self._executors]
        return [future.result() for future in futures]

    def tell(self, method: str, *args: Any) -> list[Any]:
        """The same method on every worker."""
        return self.every(_call, method, *args)

    def ask_one(self, method: str, *args: Any) -> Any:
        return self._executors[0].submit(_call, method, *args).result()

    def share(self, method: str, items: Sequence[Item], chunk: int = 64) -> list[Any]:
        """Call a method that maps a list to a list, each worker on its part; results in the items' order.

        Parts are stretches of the list cut the same way each time, so that the pages of the entries that a
        worker has read tend to come to the same worker.
        """
        workers = len(self._executors)
        size = -(-len(items) // workers) if items else 1
        waiting = []
        for number, executor in enumerate(self._executors):
            part = items[number * size : (number + 1) * size]
            pieces = [part[start : start + chunk] for start in range(0, len(part), chunk)]
            waiting += [executor.submit(_call, method, piece) for piece in pieces]
        return [result for future in waiting for result in future.result()]


def default_jobs() -> int:
    """As many as there are processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def jobs_for(tasks: int, asked: int) -> int:
    """How many workers a number of tasks is worth; on systems without fork, one."""
    if tasks < WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, asked)
