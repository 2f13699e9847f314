"""sitegen in a process of its own, as a user starts it, in an environment that is the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from tests.support.patience import PATIENCE_SECONDS

REPOSITORY = Path(__file__).resolve().parents[2]

# What must not leak in from the developer's shell: each of these changes what sitegen prints or builds.
_LEFT_OUT = ("SOURCE_DATE_EPOCH", "LANGUAGE", "LC_MESSAGES", "TZ", "NO_COLOR", "FORCE_COLOR", "COLUMNS")

Completed = subprocess.CompletedProcess[str]


class RunCli(Protocol):
    """What the fixture `run_cli` is."""

    def __call__(
        self,
        *args: str | Path,
        cwd: Path,
        env: dict[str, str] | None = None,
        stdin: str = "",
        timeout: float = PATIENCE_SECONDS,
    ) -> Completed: ...


def run_cli(
    *args: str | Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    stdin: str = "",
    timeout: float = PATIENCE_SECONDS,
    module: str = "sitegen",
) -> Completed:
    """Run `sitegen ARGS` in `cwd`; never raises for an exit status, the caller asserts that."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, args)],
        cwd=cwd,
        env=environment() | (env or {}),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def environment() -> dict[str, str]:
    """The caller's environment less what changes results; `sitegen` is always the one of this tree."""
    kept = {key: value for key, value in os.environ.items() if key not in _LEFT_OUT}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}


def must(done: Completed) -> Completed:
    """`done`, if it succeeded; else a failure that shows what the program said."""
    if done.returncode != 0:
        raise AssertionError(f"{done.args} exited {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done
