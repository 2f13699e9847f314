"""The command line: asks the application for things and tells people what came of it.

Exit status: 0 all well, 1 problems in the content, 2 wrong usage, 3 the machine (or a fault in
sitegen), 130 / 143 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence

TYPE_CHECKING = False  # as typing has it, which takes a while to load
if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic

CONTENT, USAGE, MACHINE = 1, 2, 3


def run(arguments: Sequence[str], ending: Callable[[], type[BaseException] | None] = lambda: None) -> int:
    """Run one command; its exit status.

    Args:
        ending: what has come to end the program, if anything; then whatever else went wrong follows from it.
    """
    from sitegen.cli.fast_answer import answer
    from sitegen.cli.fast_args import understood

    try:
        asked = understood(arguments)
        return answer(asked) if asked else _any_command(arguments)
    except Exception as error:  # whatever it is, people are told and get no traceback
        if (end := ending()) is not None:
            raise end from error
        return _told(error)


def _any_command(arguments: Sequence[str]) -> int:
    import click

    from sitegen.cli.commands import sitegen
    from sitegen.cli.language import asked_language
    from sitegen.diagnostics import RequestError

    lang = asked_language(arguments)
    try:
        result = sitegen.main(list(arguments), prog_name="sitegen", standalone_mode=False, obj=lang)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.exceptions.NoArgsIsHelpError as bare:
        bare.show()
        return USAGE
    except click.ClickException as wrong:
        from sitegen.cli.usage_errors import diagnostic_of

        return _misunderstood(diagnostic_of(wrong, arguments, lang), lang)
    except RequestError as wrong:
        return _misunderstood(wrong.diagnostic, lang)


def _misunderstood(wrong: Diagnostic, lang: str) -> int:
    from sitegen.cli.output import Terminal

    Terminal(lang).problems([wrong])
    return USAGE


def _told(error: Exception) -> int:
    """What stopped a command, said to whoever gave it."""
    from sitegen.cli.output import Terminal
    from sitegen.diagnostics import ContentError, MachineError
    from sitegen.diagnostics.machine import refused

    match error:
        case ContentError():
            return Terminal.current().problems(error.diagnostics) or CONTENT
        case MachineError():
            return _machine(error.diagnostic)
        case MemoryError():
            return _machine(_no_memory())
        case OSError():
            return _machine(refused(error))
    if "SITEGEN_TRACEBACK" in os.environ or sys.flags.dev_mode:
        raise error
    return _machine(_no_memory() if _worker_gone(error) else _internal(error))


def _worker_gone(error: Exception) -> bool:
    """A worker that is gone without a word has been ended by the system, for its memory as a rule."""
    from concurrent.futures import BrokenExecutor  # loaded by then, if there was a worker

    return isinstance(error, BrokenExecutor)


def _no_memory() -> Diagnostic:
    from sitegen.diagnostics.machine import refused

    return refused(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), "sitegen"))


def _internal(error: Exception) -> Diagnostic:
    from sitegen.diagnostics import Place, problem

    return problem("E_INTERNAL", Place(""), reason=_fault(error))


def _machine(diagnostic: Diagnostic) -> int:
    from sitegen.cli.output import Terminal

    Terminal.current().problems([diagnostic])
    return MACHINE


def _fault(error: Exception) -> str:
    """A fault of the program in one line: what, and where in sitegen, the innermost place first."""
    import re
    import traceback
    from pathlib import Path

    package = Path(__file__).parents[1]
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    # Of what happened in another process the traceback comes as text, in the cause.
    frames += re.findall(r'(?m)^  File "(.+)", line ([0-9]+), in ', getattr(error.__cause__, "tb", ""))
    places = [
        f"{Path(name).relative_to(package)}:{line}"
        for name, line in reversed(frames)
        if Path(name).is_relative_to(package)
    ]
    return f"{type(error).__name__}: {error} ({', '.join(places[:3])})"
