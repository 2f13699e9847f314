"""A Dask scheduler and its workers, as processes on free ports of this machine, ended whatever happens."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import environment

Process = subprocess.Popen[bytes]


class Cluster:
    """What runs; `address` is for --executor."""

    def __init__(self, address: str, log: Path, scheduler: Process) -> None:
        self.address = address
        self.scheduler = scheduler
        self.workers: list[Process] = []
        self._log = log

    def wait_for_workers(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._log.read_text().count("Starting worker compute stream") < len(self.workers):
            assert time.monotonic() < deadline, self._log.read_text()
            assert all(one.poll() is None for one in (self.scheduler, *self.workers)), self._log.read_text()
            time.sleep(0.05)


@contextlib.contextmanager
def running_cluster(workers: int, threads: int = 1) -> Iterator[Cluster]:
    """Workers elsewhere, with an umask of their own; they end even if this process is killed."""
    with tempfile.TemporaryDirectory(prefix="dask-") as name, contextlib.ExitStack() as stack:
        folder, port = Path(name), _free_port()

        def start(log: str, *arguments: str) -> Process:
            command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
            with (folder / log).open("wb") as out:
                process = subprocess.Popen(
                    command,
                    cwd=folder,
                    env=environment() | {"DASK_CONFIG": os.fspath(folder)},
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    umask=0o077,
                )
            stack.callback(_end, process)
            return process

        scheduler = start("scheduler.log", "scheduler", "--port", str(port), "--idle-timeout", "10 minutes")
        cluster = Cluster(f"dask://127.0.0.1:{port}", folder / "scheduler.log", scheduler)
        for number in range(workers):
            address = f"tcp://127.0.0.1:{port}"
            options = ("--no-nanny", "--nthreads", str(threads), "--death-timeout", "30")
            cluster.workers.append(start(f"worker-{number}.log", "worker", address, *options))
        cluster.wait_for_workers()
        yield cluster


def _end(process: Process) -> None:
    """At once: there is nothing in them to keep."""
    process.kill()
    process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
