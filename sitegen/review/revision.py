"""An earlier state of a site, out of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from sitegen.diagnostics import MachineError


def extract_revision(root: Path, revision: str, place: Path) -> None:
    """Write the site's files as they were at a revision to a new folder.

    Raises MachineError where there is no repository, or no such revision or site in it.
    """
    if revision.startswith("-"):
        raise MachineError("E_REVISION", revision=revision, reason="it begins with a hyphen")
    prefix = _git(root, revision, "rev-parse", "--show-prefix").decode().strip()
    commit = _git(root, revision, "rev-parse", "--verify", f"{revision}^{{commit}}").decode().strip()
    top = Path(_git(root, revision, "rev-parse", "--show-toplevel").decode().strip())
    packed = _git(top, revision, "archive", "--format=tar", f"{commit}:{prefix.rstrip('/')}")
    place.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(place, filter="data")


def _git(root: Path, revision: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise MachineError("E_NO_TOOL", tool="git", package="git") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise MachineError("E_REVISION", revision=revision, reason=reason[-1])
    return done.stdout
