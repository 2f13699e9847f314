"""An entry's changes as a commit on a branch of its own, pushed where there is a remote.

Nothing that is checked out moves: the commit is made beside the index and the work tree.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sitegen.diagnostics import MachineError
from sitegen.editing.entry_state import folder_of, yaml_of
from sitegen.patterns import pattern
from sitegen.sheets.entry_texts import RECORDED, load_recorded, recorded_in, recorded_text

PATIENCE_SECONDS = 120
_SSH = pattern(r"(?:ssh://)?(?:[^@/]+@)([^:/]+)(?::[0-9]+)?[:/](.+?)(?:\.git)?/?")
_HTTP = pattern(r"https?://(?:[^@/]+@)?([^/]+)/(.+?)(?:\.git)?/?")


class Submitted(NamedTuple):
    branch: str
    """"" where there is nothing to commit."""
    remote: str
    """"" where there is none."""
    pushed: bool
    address: str
    """Where the proposal is opened; "" where that is not known."""
    reason: str = ""
    """What git said where the push failed."""


def is_in_git(root: Path) -> bool:
    """Whether the site is in a repository that has a commit."""
    try:
        return _run(root, "rev-parse", "--verify", "-q", "HEAD").returncode == 0
    except MachineError:
        return False


def submit(root: Path, kind: str, key: str, message: str) -> Submitted:
    """Raises MachineError where git does not do its part."""
    branch = f"edit/{kind}-{key}"
    ref = f"refs/heads/{branch}"
    tip = _run(root, "rev-parse", "--verify", "-q", ref)
    head = _git(root, "rev-parse", "HEAD")
    parent = tip.stdout.decode().strip() if tip.returncode == 0 else head
    with tempfile.TemporaryDirectory(prefix="sitegen-index-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        _git(root, "read-tree", parent, env=index)
        paths = [yaml_of(root, kind, key), folder_of(root, kind, key)]
        names = dict.fromkeys(path.relative_to(root).as_posix() for path in paths if path.exists())
        _git(root, "add", "-A", "--", *names, env=index)
        _add_recorded(root, parent, f"{kind}/{key}", index)
        tree = _git(root, "write-tree", env=index)
    if tree == _git(root, "rev-parse", f"{parent}^{{tree}}"):
        return Submitted("", "", False, "")
    commit = _git(root, "commit-tree", tree, "-p", parent, "-m", message, env=_author(root))
    _git(root, "update-ref", ref, commit)
    remote = _run(root, "remote").stdout.decode().split()
    if not remote:
        return Submitted(branch, "", False, "")
    name = "origin" if "origin" in remote else remote[0]
    address = proposal_address(_git(root, "remote", "get-url", name), branch, _main_branch(root, name))
    done = _run(root, "push", "-q", name, f"{ref}:{ref}")
    reason = done.stderr.decode("utf-8", "replace").strip().splitlines() if done.returncode else []
    return Submitted(branch, name, done.returncode == 0, address, reason[-1] if reason else "")


def _add_recorded(root: Path, parent: str, entry: str, index: dict[str, str]) -> None:
    """translations.json with what is recorded of this entry, and of others as the branch has it."""
    before = _run(root, "show", f"{parent}:./{RECORDED}")
    others = recorded_in(before.stdout if before.returncode == 0 else b"{}")
    made = {name: texts for name, texts in others.items() if name != entry}
    now = load_recorded(root).get(entry)
    if now:
        made[entry] = now
    if made == others:
        return
    blob = _git(root, "hash-object", "-w", "--stdin", given=recorded_text(made).encode())
    path = _git(root, "rev-parse", "--show-prefix") + RECORDED
    _git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)


def proposal_address(remote: str, branch: str, main: str) -> str:
    """Where a forge opens a proposal for a branch, by what its address looks like."""
    match = _HTTP.fullmatch(remote) or _SSH.fullmatch(remote)
    if match is None:
        return ""
    base, name = f"https://{match[1]}/{match[2]}", quote(branch, safe="/")
    if "gitlab" in match[1]:
        return f"{base}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
    if match[1] == "github.com":
        return f"{base}/compare/{name}?expand=1"
    return f"{base}/compare/{quote(main)}...{name}"


def _main_branch(root: Path, remote: str) -> str:
    done = _run(root, "symbolic-ref", "-q", "--short", f"refs/remotes/{remote}/HEAD")
    name = done.stdout.decode().strip().removeprefix(f"{remote}/")
    return name or _run(root, "branch", "--show-current").stdout.decode().strip() or "main"


def _author(root: Path) -> dict[str, str]:
    """A name for commits where git has none: that of the account."""
    if _run(root, "config", "user.email").returncode == 0:
        return {}
    name = getpass.getuser()
    who = {"NAME": name, "EMAIL": f"{name}@localhost"}
    return {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in who.items()}


def _git(root: Path, *words: str, env: dict[str, str] | None = None, given: bytes = b"") -> str:
    done = _run(root, *words, env=env, given=given)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise MachineError("E_GIT", reason=reason[-1])
    return done.stdout.decode().strip()


def _run(
    root: Path, *words: str, env: dict[str, str] | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **(env or {})}
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            check=False,
            env=environment,
            timeout=PATIENCE_SECONDS,
            input=given,
        )
    except FileNotFoundError:
        raise MachineError("E_NO_TOOL", tool="git", package="git") from None
    except subprocess.TimeoutExpired:
        raise MachineError("E_GIT", reason="it took too long") from None
