"""The entry point. Catches Ctrl-C from the first import on, so that it never ends in a traceback."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from types import FrameType

ON_WINDOWS = """\
sitegen 不能直接在 Windows 上运行：请在 WSL（wsl --install）里运行，或在代码平台的网页上编辑，\
或使用单位服务器上的预览。
sitegen does not run on Windows itself: run it in WSL (wsl --install), edit on the forge's web page, \
or use the preview on a server of your office.
"""


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    if os.name == "nt":  # locks, forked workers and the swap of the site's tree are those of POSIX systems
        sys.stderr.write(ON_WINDOWS)
        sys.exit(3)
    endings = _Endings()
    try:
        endings.catch()
        # A build makes many objects that stay and few that refer to each other: looking for those less often
        # saves a tenth of its time and costs no memory worth naming.
        gc.set_threshold(50_000, 20, 50)
        os.umask(0o022)  # what a web server has to read must not depend on who builds
        _open_streams()
        from sitegen.cli import run

        status = run(sys.argv[1:], endings.come)
    except KeyboardInterrupt:
        status = 130
    except _Terminated:
        status = 143
    _leave(status)


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that workers and temporary files are cleared on the way out."""


AGAIN_SECONDS = 0.001


class _Endings:
    """Ctrl-C and SIGTERM as exceptions. Knows what has come, should a library make something else of it.

    Python drops what is raised while it runs a finalizer or the callback of a weak reference, and prints a
    traceback. An ending that comes at such a moment is raised again a little later, out of that.
    """

    def __init__(self) -> None:
        self._come: type[BaseException] | None = None

    def catch(self) -> None:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is to be ignored
            signal.signal(signal.SIGINT, self._end)
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGALRM, self._end_later)
        sys.unraisablehook = self._dropped

    def come(self) -> type[BaseException] | None:
        return self._come

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._come = KeyboardInterrupt if number == signal.SIGINT else _Terminated
        raise self._come

    def _dropped(self, dropped: sys.UnraisableHookArgs) -> None:
        if self._come and dropped.exc_type is self._come:
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
        else:
            sys.__unraisablehook__(dropped)

    def _end_later(self, number: int, frame: FrameType | None) -> None:
        if frame and frame.f_code is self._dropped.__code__:  # not out of it yet
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
        elif self._come:
            raise self._come


class _Stream(io.FileIO):
    """An output whose reader may have gone (`sitegen check | head`): the work goes on and says so no more."""

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def _open_streams() -> None:
    """Standard streams that are there and can say everything, whatever the caller has closed or set."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # else the next file opened would be taken for the terminal
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        old = getattr(sys, name)
        stream = io.TextIOWrapper(
            io.BufferedWriter(_Stream(descriptor, "wb", closefd=False)),
            encoding=old.encoding if old else "utf-8",
            errors="backslashreplace",
            line_buffering=name == "stderr" or bool(old and old.line_buffering),
        )
        setattr(sys, name, stream)


def _leave(status: int) -> None:
    """Nothing interrupts the last steps: the status is settled."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            status = status or 3
    if _is_alone():
        atexit._run_exitfuncs()  # noqa: SLF001  # Python has no other name for it
        os._exit(status)  # taking all objects apart one by one takes as long as making a page
    sys.exit(status)


def _is_alone() -> bool:
    """Whether no other thread has to be waited for."""
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


if __name__ == "__main__":
    main()
