"""Runs of the command line that are killed, refused or hampered at a chosen step.

A run is a fork of one process that has everything imported, so a test can afford one for each step. A step is
a system call that changes files below the test's folder, as Python's audit events tell of it: opening to
write, making, renaming, linking and removing, the exchange of two folders, the flush to the disk. `-m
tests.storage.faults` is that process; tests talk to it through `Runner`.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Self

import msgspec

from sitegen.storage import ledger, trees
from tests.build.edits import make_site
from tests.storage.house import House
from tests.support.process import REPOSITORY, environment

CHANGING = {f"os.{call}" for call in "mkdir rename remove rmdir link symlink truncate utime".split()}

FORKING = (
    "import sitegen.workers.pool as crew; crew.WORTH_FORKING = 1; from sitegen.__main__ import main; main()"
)
"""Program text: the command line, with workers for a small site too."""

_REAL_WRITE = os.write
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Publish(msgspec.Struct, frozen=True):
    """A site, or changes of one, to be published in a folder's build/."""

    base: str
    now: float
    written: dict[str, str]
    removed: list[str] = []
    whole: bool = False
    prepare: bool = False
    """Not this, but a spare made ready for it."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What to run, and what is to go wrong."""

    arguments: list[str] = []
    """Of the command line."""
    publish: Publish | None = None
    """Instead of the command line: files put in place by `Trees` alone."""
    below: str
    """Folder whose changes are steps."""
    kill_at: int = 0
    """Number of the step before which the process is killed, from 1."""
    refuse_at: int = 0
    """Number of the step that fails."""
    refuse: str = ""
    """Or a pattern (fnmatch) of how the path ends of the first step that fails."""
    refusal: int = errno.ENOSPC
    write_at: int = 0
    """Number of the write of a page that fails."""
    file_limit: int = 0
    """Bytes that no file may exceed."""
    rest: bool = True
    """Whether spare trees rest for a minute."""
    exchange: bool = True
    flush: bool = False
    """Whether a build waits for the disk, which takes long where other tests write as well."""


class Ended(msgspec.Struct, frozen=True):
    """How a run ended: exit status, or minus the signal; its steps; what it said."""

    status: int
    steps: list[str]
    output: str
    errors: str


class Runner:
    """The process that forks runs; `warm` is for whole builds. Use it in a `with` statement."""

    def __init__(self, folder: Path, *, warm: bool) -> None:
        self._folder = folder
        self._warm = warm

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.storage.faults", str(self._folder), *["warm"] * self._warm]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY, env=environment()
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def __call__(self, run: Run) -> Ended:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(run) + b"\n")
        self._process.stdin.flush()
        status = json.loads(self._process.stdout.readline())
        steps, output, errors = (
            (self._folder / name).read_text("utf-8") for name in ("steps", "output", "errors")
        )
        return Ended(status, steps.splitlines(), output, errors)


def serve_runs(folder: Path, *, warm: bool) -> None:
    """Fork a child for each line of standard input; answer with its status."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if warm:
        _warm_up(folder)
    for line in sys.stdin:
        run = msgspec.json.decode(line, type=Run)
        child = os.fork()
        if child == 0:
            _child(run, folder)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)  # to the test


def _warm_up(folder: Path) -> None:
    """A build of a site of three languages: all that is imported and loaded for it is there then."""
    from sitegen.cli import run

    make_site(folder / "site", projects=1)
    os.dup2(1, 2)
    run(["build", "--root", str(folder / "site"), "--jobs", "1"])


def _child(run: Run, folder: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for name, descriptor in (("output", 1), ("errors", 2)):
        os.dup2(os.open(folder / name, flags), descriptor)
    log = os.open(folder / "steps", flags)
    _hamper(run)
    _watch(run, log)
    try:
        if run.publish:
            _publish(run.publish)
        else:
            _command(run.arguments)
    except SystemExit as leave:
        os._exit(int(leave.code or 0))
    except BaseException:  # noqa: BLE001  # a traceback, as the interpreter would write it
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(99)
    os._exit(0)


def _command(arguments: list[str]) -> None:
    from sitegen.__main__ import main

    sys.argv = ["sitegen", *arguments]
    main()


def _publish(order: Publish) -> None:
    house = House(Path(order.base))
    house.now = order.now
    if order.prepare:
        house.prepare()
    elif order.whole:
        house.whole(order.written)
    else:
        house.change(order.written, *order.removed)


def _hamper(run: Run) -> None:
    """Make the program think that it runs on another machine or at another time."""
    os.environ["SITEGEN_FLUSH"] = "" if run.flush else "off"
    if not run.rest:
        ledger.RESTING_SECONDS = 0
    if not run.exchange:
        vars(trees)["exchange"] = lambda first, second: False
    if run.file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (run.file_limit, resource.RLIM_INFINITY))
    if run.write_at:
        _refuse_write(run.write_at)


def _refuse_write(number: int) -> None:
    written = 0

    def write(descriptor: int, data: Any, /) -> int:
        nonlocal written
        written += 1
        if written == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        # As a disk that is nearly full does: part of it.
        return _REAL_WRITE(descriptor, memoryview(data)[: max(1, len(data) // 2)])

    os.write = write


def _watch(run: Run, log: int) -> None:
    count, refused = 0, False

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal count, refused
        path = _changed(event, args, run.below)
        if path is None:
            return
        count += 1
        if not run.file_limit:  # the record is no exception from the limit
            _REAL_WRITE(log, f"{event} {path}\n".encode("utf-8", "replace"))
        if count == run.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if count == run.refuse_at or (run.refuse and not refused and fnmatchcase(path, f"*{run.refuse}")):
            refused = True
            raise OSError(run.refusal, os.strerror(run.refusal), path)

    sys.addaudithook(hook)


def _changed(event: str, args: tuple[Any, ...], below: str) -> str | None:
    """What an event is about to change, None when that is nothing of the test's."""
    if event == "ctypes.dlsym":
        return {"renameat2": "exchange", "syncfs": "flush"}.get(args[1])
    if event == "open":
        if isinstance(args[0], int) or not args[2] & _WRITING:
            return None
    elif event not in CHANGING:
        return None
    path = os.fsdecode(args[0])
    # Relative ones are below a folder that shutil.rmtree has opened.
    return path if not os.path.isabs(path) or path.startswith(below) else None


if __name__ == "__main__":
    serve_runs(Path(sys.argv[1]), warm="warm" in sys.argv[2:])
