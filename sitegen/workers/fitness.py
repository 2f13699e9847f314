"""Whether a worker on another machine is fit for a site: runs the same program, and shares its folders."""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from collections.abc import Sequence
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen import DISTRIBUTION, __version__
from sitegen.content.listing import SITE_FILE, walk
from sitegen.diagnostics import MachineError
from sitegen.render.folders import built_in

if TYPE_CHECKING:
    from sitegen.workers.executors import Cluster


class Site(msgspec.Struct, frozen=True):
    """What all machines have to see under the same path."""

    root: str
    work: str


class Surroundings(msgspec.Struct, frozen=True):
    """What a worker finds where it stands."""

    program: str
    site: str
    note: str
    """What it has read from the work folder, or what went wrong there."""


def inspect(cluster: Cluster, workers: Sequence[str], site: Site) -> None:
    """Raises MachineError for the first worker that is another program or does not share the folders."""
    program, stamp = program_contents(), _stamp(site.root)
    if bare := cluster.without_program():
        raise MachineError("E_WORKER_PROGRAM", worker=bare, theirs="no sitegen or an older one", ours=program)
    note = f"probe-{secrets.token_hex(8)}"
    probe = Path(site.work, note)
    answers = [Path(site.work, f"{note}-{number}") for number in range(len(workers))]
    try:
        probe.write_text(note)
        asked = [
            executor.submit(_look, site, note, answer.name)
            for executor, answer in zip(cluster.executors, answers, strict=True)
        ]
        for worker, answer, future in zip(workers, answers, asked, strict=True):
            [seen] = cluster.results([future])
            if seen.program != program:
                raise MachineError("E_WORKER_PROGRAM", worker=worker, theirs=seen.program, ours=program)
            if seen.site != stamp:
                raise MachineError("E_WORKER_FOLDER", worker=worker, folder=site.root, reason=seen.site)
            reason = seen.note if seen.note != note else _unlike_ours(answer)
            if reason:
                raise MachineError("E_WORKER_FOLDER", worker=worker, folder=site.work, reason=reason)
    finally:
        for path in (probe, *answers):
            path.unlink(missing_ok=True)


def _look(site: Site, note: str, answer: str) -> Surroundings:
    """On the worker: what it is, what it sees, and an answer left in the work folder."""
    os.umask(0o022)  # as the command line does: what a web server has to read must not depend on who builds
    try:
        read = Path(site.work, note).read_text()
        Path(site.work, answer).write_text(note)
    except OSError as error:
        read = f"{error.strerror}: {error.filename}"
    return Surroundings(program_contents(), _stamp(site.root), read)


def _stamp(root: str) -> str:
    """Of site.yml: a copy of the site, as an earlier checkout, has another time of change."""
    path = Path(root, SITE_FILE)
    try:
        seen = path.stat()
        return f"{SITE_FILE} {int(seen.st_mtime)} {blake2b(path.read_bytes(), digest_size=8).hexdigest()}"
    except OSError as error:
        return f"{error.strerror}: {error.filename}"


def _unlike_ours(answer: Path) -> str:
    """What is wrong with a file that a worker has made; "" when it is as if this machine had made it."""
    try:
        seen = answer.stat()
    except OSError as error:
        return f"{error.strerror}: {error.filename}"
    if seen.st_uid != os.geteuid():
        return f"files belong to user {seen.st_uid}, not {os.geteuid()}"
    return "" if stat.S_IMODE(seen.st_mode) == 0o644 else f"files have mode {stat.S_IMODE(seen.st_mode):o}"


def program_contents() -> str:
    """Of what this program and its theme consist of, where they stand, and the versions of what they use.

    Unlike `stamps.program_stamp`, it is the same for two installations that make the same site from the same
    paths.
    """
    package = Path(__file__).resolve().parents[1]
    state = blake2b(digest_size=8)
    for folder in (package, Path(built_in())):
        for path in sorted(walk(str(folder), ["."]).files):
            if not path.endswith((".pyc", "~")):
                state.update(f"{path}\0".encode() + (folder / path).read_bytes())
    for name in _used():
        state.update(f"{name} {_version(name)}\n".encode())
    python = ".".join(map(str, sys.version_info[:2]))
    return f"sitegen {__version__} {state.hexdigest()}, Python {python}, {package}"


def _used() -> list[str]:
    """Packages that sitegen names as its needs."""
    try:
        return sorted(re.split(r"[^\w.-]", need)[0] for need in requires(DISTRIBUTION) or ())
    except PackageNotFoundError:
        return []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
