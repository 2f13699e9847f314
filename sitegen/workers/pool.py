"""Workers for a build: in this process, one forked process for each core, or those of a cluster.

The interface is `concurrent.futures`': each worker is an Executor of its own, so that what a worker has read
is where its pages are made.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from sitegen.diagnostics import MachineError
from sitegen.model.entries import Reading
from sitegen.processors import may_fork
from sitegen.render.worker import Worker

if TYPE_CHECKING:
    from sitegen.workers.executors import Cluster

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_FORKING = 200
"""Fewer tasks than this are done sooner in one process."""

ABANDONED_SECONDS = 6 * 3600
"""A build that has not been heard from for so long has been killed."""

_builds: dict[str, _Build] = {}
"""The workers of this process by build. Module-level because executors call functions, not methods."""
_turn = threading.Lock()
"""A cluster's process may have several threads, and several builds: one task at a time."""


class _Build:
    """One build's worker in this process."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.heard = time.monotonic()


class _Result(Protocol):
    """What the crew asks of a `concurrent.futures.Future`."""

    def result(self) -> Any: ...


class _Executor(Protocol):
    """What the crew asks of a `concurrent.futures.Executor`."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> _Result: ...

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None: ...


class _Done:
    """What came of a task that has been done at once."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def result(self) -> Any:
        return self._value


class _Here:
    """Runs tasks at once, in this process, without loading what other processes would take."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> _Result:
        return _Done(fn(*args))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


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
    gc.disable()  # nearly all that is made is kept, and the process is short-lived
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed build's workers hold its lock: they must not outlive it."""
    parent = _multiprocessing().parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _start(build: str, root: str, reading: Reading) -> None:
    with _turn:
        deadline = time.monotonic() - ABANDONED_SECONDS
        for name in [name for name, other in _builds.items() if other.heard < deadline]:
            del _builds[name]
        _builds[build] = _Build(Worker(root, reading))


def _call(build: str, method: str, *args: Any) -> Any:
    with _turn:
        own = _builds.get(build)
        if own is None:  # the process that had it has been replaced by this one
            raise MachineError("E_WORKER_LOST", worker=os.uname().nodename)
        own.heard = time.monotonic()
        return getattr(own.worker, method)(*args)


def _end(build: str) -> None:
    """Returns when the task that is being done is done: nothing is written for the build after that."""
    with _turn:
        _builds.pop(build, None)


class WorkerPool:
    """Several workers that share out lists of tasks. Use it in a `with` statement."""

    def __init__(
        self,
        root: str,
        reading: Reading,
        jobs: int,
        most: int = 1,
        connect: Callable[[], Cluster] | None = None,
    ) -> None:
        """`most` is how many it may grow to; with `connect`, the workers are a cluster's instead."""
        self._root = root
        self._reading = reading
        self._executors: list[_Executor] = []
        self._jobs = jobs
        self._most = most
        self._connect = connect
        self._cluster: Cluster | None = None
        self._build = os.urandom(8).hex()
        self._holders: dict[str, int] = {}
        """Which worker has read an entry."""

    def __enter__(self) -> Self:
        if self._connect is not None:
            self._jobs = self._most = 1
            self._cluster = self._connect()
            self._executors = [*self._cluster.executors]
        elif self._jobs <= 1:
            self._executors = [_Here()]
        else:
            self._fork()
        try:
            self.every(_start, self._build, self._root, self._reading)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def grow(self) -> None:
        """From this process to as many others as there may be, where it turns out that there is much to do.
        They begin with all that this process's worker has read.
        """
        if self._jobs <= 1 < self._most and _can_fork():
            self._jobs = self._most
            self._fork()
            self._holders.clear()

    @property
    def is_here(self) -> bool:
        """Whether all is done in this process."""
        return self._jobs <= 1 and self._cluster is None

    def _fork(self) -> None:
        from concurrent.futures import ProcessPoolExecutor

        context = _multiprocessing().get_context("fork")
        gc.freeze()
        self._executors = [ProcessPoolExecutor(1, context) for _ in range(self._jobs)]
        with _signals_held():
            self.every(_enlist)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go; at once when the build has failed or is interrupted."""
        _end(self._build)
        if self._cluster is not None:
            self._cluster.close(_end, self._build, failed=error is not None)
            return
        if error is not None and self._jobs > 1:
            for process in _multiprocessing().active_children():
                process.terminate()
            for executor in self._executors:
                _send_no_more(executor)
        for executor in self._executors:
            executor.shutdown(wait=True, cancel_futures=True)

    def every(self, function: Callable[..., Any], *args: Any) -> list[Any]:
        """The same call on every worker."""
        return self._results([executor.submit(function, *args) for executor in self._executors])

    def _results(self, futures: Sequence[_Result]) -> list[Any]:
        if self._cluster is not None:
            return self._cluster.results(futures)  # type: ignore[arg-type]  # its own
        return [future.result() for future in futures]

    def tell(self, method: str, *args: Any) -> list[Any]:
        """The same method on every worker."""
        sent = self._cluster.spread(args) if self._cluster is not None else args
        return self.every(_call, self._build, method, *sent)

    def ask_one(self, method: str, *args: Any) -> Any:
        [result] = self._results([self._executors[0].submit(_call, self._build, method, *args)])
        return result

    def share(
        self, method: str, items: Sequence[Item], chunk: int = 64, about: Callable[[Item], str] = lambda _: ""
    ) -> list[Any]:
        """Call a method that maps a list to a list, each worker on its part; results in the items' order.

        `about` names the entry that an item is about: whoever had that entry before gets the item.
        """
        waiting = []
        for number, part in enumerate(self._parts(items, about)):
            self._holders.update((name, number) for index in part if (name := about(items[index])))
            for piece in (part[start : start + chunk] for start in range(0, len(part), chunk)):
                future = self._executors[number].submit(
                    _call, self._build, method, [items[index] for index in piece]
                )
                waiting.append((piece, future))
        results: dict[int, Any] = {}
        done = self._results([future for _, future in waiting])
        for (piece, _), made in zip(waiting, done, strict=True):
            results.update(zip(piece, made, strict=True))
        return [results[index] for index in range(len(items))]

    def _parts(self, items: Sequence[Item], about: Callable[[Item], str]) -> list[list[int]]:
        """Which of the items each worker gets: what it holds, then stretches that make all parts even."""
        size = -(-len(items) // len(self._executors))
        parts: list[list[int]] = [[] for _ in self._executors]
        others: list[int] = []
        for index, item in enumerate(items):
            holder = self._holders.get(about(item))
            (others if holder is None else parts[holder]).append(index)
        for part in parts:
            room = max(0, size - len(part))
            part += others[:room]
            del others[:room]
        return parts


def _send_no_more(executor: _Executor) -> None:
    """Let go of the thread that writes to a worker which has ended.

    Before Python 3.11.5 (3.11.2 is Debian 12's) that thread waits for ever, and the executor for it: its pipe
    still has a reader, which is ours. See CPython's issue 94777.
    """
    queue = getattr(executor, "_call_queue", None)
    if queue is not None:
        queue._reader.close()  # noqa: SLF001  # as later versions of Python do themselves


def _multiprocessing() -> ModuleType:
    """Not loaded for a few pages."""
    import multiprocessing

    return multiprocessing


def _can_fork() -> bool:
    return may_fork() and "fork" in _multiprocessing().get_all_start_methods()


def jobs_for(tasks: int, asked: int) -> int:
    """How many workers a number of tasks is worth; on systems without fork, one."""
    if tasks < WORTH_FORKING or not _can_fork():
        return 1
    return max(1, asked)
