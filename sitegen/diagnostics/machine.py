"""What the machine refuses, as diagnostics: disk full, no permission, read-only."""

from __future__ import annotations

import errno
import os

from sitegen.diagnostics import Diagnostic, Place, problem

_CODES = {
    errno.ENOSPC: "E_DISK_FULL",
    errno.EDQUOT: "E_DISK_FULL",
    errno.EACCES: "E_PERMISSION",
    errno.EPERM: "E_PERMISSION",
    errno.EROFS: "E_READ_ONLY",
}


def refused(error: OSError) -> Diagnostic:
    """What the machine refused, without a traceback."""
    code = _CODES.get(error.errno or 0, "E_IO")
    path = error.filename2 or error.filename or "."
    path = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    reason = os.strerror(error.errno) if error.errno else str(error)
    return problem(code, Place(""), path=path, reason=reason)
