"""The command line: asks the application for things and tells people what came of it.

Exit status: 0 all well, 1 problems in the content, 2 wrong usage, 3 the machine, 130 / 143 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from sitegen.cli.commands import sitegen
from sitegen.cli.output import Terminal
from sitegen.diagnostics import ContentError, MachineError, Place, problem

CONTENT, USAGE, MACHINE = 1, 2, 3


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit status."""
    try:
        result = sitegen.main(list(arguments), prog_name="sitegen", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as wrong:
        wrong.show()
        return USAGE
    except ContentError as error:
        return Terminal.current().problems(error.diagnostics)
    except MachineError as error:
        Terminal.current().problems([error.diagnostic])
        return MACHINE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _machine(error)


_CODES = {
    errno.ENOSPC: "E_DISK_FULL",
    errno.EDQUOT: "E_DISK_FULL",
    errno.EACCES: "E_PERMISSION",
    errno.EPERM: "E_PERMISSION",
    errno.EROFS: "E_READ_ONLY",
}


def _machine(error: OSError) -> int:
    """What the machine refused, without a traceback."""
    code = _CODES.get(error.errno or 0, "E_IO")
    path = error.filename2 or error.filename or "."
    path = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    reason = os.strerror(error.errno) if error.errno else str(error)
    Terminal.current().problems([problem(code, Place(""), path=path, reason=reason)])
    return MACHINE
