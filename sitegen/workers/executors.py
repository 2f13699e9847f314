"""Workers on other machines: each worker of a Dask cluster as an Executor of its own.

Only tasks and small results go over the wire. Content is read and pages are written through a folder that all
machines share under the same path, so before anything else each worker has to show that it is fit for that
(`fitness`). Dask would wait for ever for a worker that is gone; here the build ends, since what that worker
had read is gone with it.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, CancelledError, Executor, Future, wait
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sitegen.diagnostics import MachineError
from sitegen.workers.fitness import Site, inspect

if TYPE_CHECKING:
    from distributed import Client

SCHEME = "dask"
CONNECT_SECONDS = 10.0
"""For the scheduler to answer, and for its first worker to be there."""
WATCH_SECONDS = 2.0
"""How often it is asked whether all workers are still there."""
ANSWER_SECONDS = 30.0
"""For a busy scheduler to answer that."""
FAREWELL_SECONDS = 20.0
"""For workers to finish the stretch of pages that they are at when a build has failed."""


def parse_address(text: str) -> str:
    """`dask://HOST:PORT` as Dask writes it. Raises ValueError."""
    parts = urlsplit(text)
    host = parts.hostname or ""
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    named = host and all(char.isalnum() or char in "-._:%" for char in host)
    if parts.scheme != SCHEME or not (bare and named and parts.port):
        raise ValueError(text)
    return f"tcp://[{host}]:{parts.port}" if ":" in host else f"tcp://{host}:{parts.port}"


class Cluster:
    """The workers that a scheduler has at this moment. Those that come later have no part in the build."""

    def __init__(self, client: Client, workers: Sequence[str], address: str) -> None:
        self._client = client
        self._workers = list(workers)
        self._address = address
        self._sent: list[Any] = []
        self.executors = self._hire(self._workers)

    def _hire(self, workers: Iterable[str]) -> list[Executor]:
        """What a worker has read is there only, so its tasks go nowhere else; and they have effects."""
        get: Callable[..., Any] = self._client.get_executor
        return [get(workers=[one], allow_other_workers=False, pure=False) for one in workers]

    def spread(self, values: Sequence[Any]) -> list[Any]:
        """Send large values to all workers at once; what is given back stands for them in tasks."""
        with self._answering(OSError):
            sent = self._client.scatter(
                list(values), workers=self._workers, broadcast=True, direct=False, hash=False
            )
        self._sent += sent
        return list(sent)

    def results(self, futures: Sequence[Future[Any]]) -> list[Any]:
        """What came of tasks. Raises the first error among them, MachineError when a worker is gone."""
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, WATCH_SECONDS, FIRST_EXCEPTION)
            with self._answering():
                for future in done:
                    future.result()
            if waiting:
                self._all_there()
        return [future.result() for future in futures]

    def _all_there(self) -> None:
        there = self._there()
        for worker in self._workers:
            if worker not in there:
                raise MachineError("E_WORKER_LOST", worker=worker)

    def _there(self) -> set[str]:
        with self._answering(OSError):
            if self._client.status != "running":
                raise TimeoutError
            return {*self._client.nthreads(callback_timeout=ANSWER_SECONDS)}

    def without_program(self) -> str | None:
        """Somebody who has no sitegen, found out without sending anything that only sitegen can read."""
        with self._answering(OSError):
            try:
                if self._client.run_on_scheduler(find_spec, __name__) is None:
                    return self._address
            except ImportError:
                return self._address
        for worker, executor in zip(self._workers, self.executors, strict=True):
            try:
                [found] = self.results([executor.submit(find_spec, __name__)])
            except ImportError:
                found = None
            if found is None:
                return worker
        return None

    @contextlib.contextmanager
    def _answering(self, *more: type[Exception]) -> Iterator[None]:
        """Dask's own ways to say that somebody is gone; `more` where no task's own errors can come."""
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        gone: tuple[type[Exception], ...] = (
            CancelledError,
            FutureCancelledError,
            CommClosedError,
            TimeoutError,
            *more,
        )
        try:
            yield
        except KilledWorker as error:
            raise MachineError("E_WORKER_LOST", worker=error.last_worker.address) from None
        except gone:
            raise MachineError("E_SCHEDULER_LOST", address=self._address) from None

    def close(self, farewell: Callable[..., Any], *args: Any, failed: bool) -> None:
        """Call off what the workers have not begun, and drop what they hold for the build."""
        if failed:
            for executor in self.executors:
                executor.shutdown(wait=False)
        with contextlib.suppress(MachineError):
            there = self._there()
            hired = self._hire(worker for worker in self._workers if worker in there)
            wait([one.submit(farewell, *args) for one in hired], FAREWELL_SECONDS)
        self._sent.clear()
        self._client.close(timeout=1)


def cluster_for(executor: str, root: Path, work: Path) -> Callable[[], Cluster] | None:
    """How to reach the workers at an address, if one is given: for a site and its work folder."""
    if not executor:
        return None
    return partial(connect, executor, Site(str(root), str(work)))


def connect(address: str, site: Site, patience: float = CONNECT_SECONDS) -> Cluster:
    """The workers at `dask://HOST:PORT`, each found fit for the site. Raises MachineError."""
    client = _client(address, patience)
    try:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            raise MachineError("E_NO_WORKERS", address=address) from None
        workers = sorted(client.nthreads(callback_timeout=ANSWER_SECONDS))
        cluster = Cluster(client, workers, address)
        inspect(cluster, workers, site)
    except BaseException:
        client.close(timeout=1)
        raise
    return cluster


def _client(address: str, patience: float) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise MachineError("E_NO_DASK") from None
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is wrong is said once, and by us
    try:
        with warnings.catch_warnings(action="ignore"):
            return Client(parse_address(address), timeout=patience, set_as_default=False, name="sitegen")
    except (OSError, TimeoutError) as error:
        raise MachineError("E_NO_SCHEDULER", address=address, reason=str(error).split("\n")[0]) from None
