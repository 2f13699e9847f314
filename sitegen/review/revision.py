"""An earlier state of a site, out of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

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
        unpack(archive, place)


def unpack(archive: tarfile.TarFile, place: Path) -> None:
    """Its regular files: links lead nowhere in a site.

    `extractall` would do, with a filter; but Python 3.11.2, which Debian 12 has, knows none.
    """
    for member in archive:
        path = PurePosixPath(member.name)
        data = archive.extractfile(member) if member.isreg() else None
        if data is not None and not path.is_absolute() and ".." not in path.parts:
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.read())


def _git(root: Path, revision: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise MachineError("E_NO_TOOL", tool="git", package="git") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise MachineError("E_REVISION", revision=revision, reason=reason[-1])
    return done.stdout
