"""Publishing to a branch of git, from which a forge serves pages.

Each release is one commit, and what readers see changes with one push. The history of the branch is the
record, so there is no other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from sitegen.diagnostics import MachineError
from sitegen.publish.files import Changes, Published, Release, SiteFile, Wish, refuse_shrunken
from sitegen.publish.targets import BranchTarget

AUTHOR = {"NAME": "sitegen", "EMAIL": "sitegen@localhost"}
NO_JEKYLL = ".nojekyll"
"""Tells GitHub to serve files as they are, those below folders that begin with an underscore too."""


class Branch:
    """A branch of a repository elsewhere, with a small copy of it here. Use it in a `with` statement."""

    def __init__(self, target: BranchTarget, here: Path) -> None:
        """`here` is where a remote's name, such as origin, means something."""
        if shutil.which("git") is None:
            raise MachineError("E_NO_TOOL", tool="git", package="git")
        self._target = target
        self._temporary = tempfile.TemporaryDirectory(prefix="sitegen-")
        self._copy = Path(self._temporary.name, "copy")
        self._remote = self._address(here)

    def __enter__(self) -> Self:
        self.git("init", "-q", "--bare", str(self._copy), inside=False)
        ref = f"refs/heads/{self._target.branch}"
        if self.git("ls-remote", self._remote, ref):
            self.git("fetch", "-q", "--depth=2", self._remote, f"+{ref}:refs/heads/live")
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()

    def _address(self, here: Path) -> str:
        if not self._target.remote.replace("-", "").replace("_", "").isalnum():
            return self._target.remote
        done = subprocess.run(
            ["git", "-C", str(here), "remote", "get-url", self._target.remote],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout.strip() or self._target.remote

    def git(self, *words: str, sent: str = "", inside: bool = True) -> str:
        """What git answers. Raises MachineError with what it says against it."""
        place = [f"--git-dir={self._copy}"] if inside else []
        people = {
            f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in AUTHOR.items()
        }
        done = subprocess.run(
            ["git", *place, *words],
            input=sent,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **people, "GIT_TERMINAL_PROMPT": "0"},
            check=False,
        )
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()] or ["git failed"]
            raise MachineError("E_PUBLISHING", target=self._target.branch, reason=lines[-1].strip())
        return done.stdout.strip()

    def parent(self, steps: int = 0) -> str:
        """The live commit, or one before it; "" where there is none."""
        if not self.git("for-each-ref", "refs/heads/live"):
            return ""
        listed = self.git("rev-list", "--max-count=2", "refs/heads/live").splitlines()
        return listed[steps] if steps < len(listed) else ""

    def tree_of(self, files: Mapping[str, SiteFile]) -> str:
        """A tree with these files."""
        sources = [str(file.source) for file in files.values()]
        hashes = self.git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", sent="".join(f"{s}\n" for s in sources)
        )
        empty = self.git("hash-object", "-w", "--stdin")
        rows = [f"100644 {name}\t{path}" for name, path in zip(hashes.split(), files, strict=True)]
        rows += [f"100644 {empty}\t{NO_JEKYLL}"] if NO_JEKYLL not in files else []
        self.git("update-index", "--add", "--index-info", sent="".join(f"{row}\n" for row in rows))
        return self.git("write-tree")

    def changes(self, old: str, new: str) -> Changes:
        """Between a commit, "" for nothing, and a tree."""
        before = self.git("rev-parse", f"{old}^{{tree}}") if old else self.git("mktree")
        rows = self.git(
            "-c", "core.quotePath=false", "diff-tree", "-r", "--no-renames", "--name-status", before, new
        )
        told: dict[str, list[str]] = {"A": [], "M": [], "D": []}
        for row in rows.splitlines():
            kind, _, path = row.partition("\t")
            told[kind].append(path)
        return Changes(tuple(told["A"]), tuple(told["M"]), tuple(told["D"]))

    def files_of(self, commit: str) -> dict[str, str]:
        rows = self.git("ls-tree", "-r", "--format=%(objectname)%x09%(path)", commit).splitlines()
        return {path: name for name, _, path in (row.partition("\t") for row in rows)}

    def push(self, tree: str, parent: str, message: str) -> str:
        """A commit of this tree on top of the live one; its short name."""
        commit = self.git("commit-tree", tree, *(["-p", parent] if parent else []), "-m", message)
        self.git("push", "-q", self._remote, f"{commit}:refs/heads/{self._target.branch}")
        return commit[:12]


def publish_branch(branch: Branch, files: Mapping[str, SiteFile], wish: Wish) -> Published:
    """Publish these files as a commit. Raises ContentError for what is refused, MachineError."""
    parent = branch.parent()
    tree = branch.tree_of(files)
    changes = branch.changes(parent, tree)
    if not changes or wish.dry_run:
        return Published(parent[:12], changes, done=False)
    if parent:
        old = Release(name="0001-", files=branch.files_of(parent))
        refuse_shrunken(old, Release(name="0002-", files=dict.fromkeys(files, "")), wish)
    return Published(branch.push(tree, parent, f"Publish {len(files)} files"), changes)


def roll_back_branch(branch: Branch, wish: Wish) -> Published:
    """Commit what was live before the last commit. Raises MachineError where that was the first."""
    parent, before = branch.parent(), branch.parent(1)
    if not before:
        raise MachineError("E_NO_RELEASE")
    tree = branch.git("rev-parse", f"{before}^{{tree}}")
    changes = branch.changes(parent, tree)
    if wish.dry_run:
        return Published(before[:12], changes, done=False)
    return Published(branch.push(tree, parent, f"Go back to {before[:12]}"), changes)
