"""The shell of the ready workflows, run: what stops a proposal that is not content."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.process import REPOSITORY

SKELETONS = REPOSITORY / "sitegen" / "describe" / "skeletons" / "site"
GITHUB = {
    "own": REPOSITORY / ".github" / "workflows" / "proposal.yml",
    "a new site's": SKELETONS / "dot-github" / "workflows" / "proposal.yml",
}
GITLAB = {"own": REPOSITORY / ".gitlab-ci.yml", "a new site's": SKELETONS / "dot-gitlab-ci.yml"}


def scripts(value: Any) -> Iterator[str]:
    """Every shell script of a workflow."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("run", "script", "before_script"):
                yield from inner if isinstance(inner, list) else [inner]
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


def guard_of(path: Path) -> str:
    """The script that takes the proposal's content."""
    (found,) = [script for script in scripts(yaml.safe_load(path.read_text("utf-8"))) if "-L " in script]
    return found


def run(script: str, cwd: Path) -> int:
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=cwd, check=False).returncode


def tree(path: Path) -> dict[str, str]:
    return {name.relative_to(path).as_posix(): name.read_text() for name in path.rglob("*") if name.is_file()}


CASES = [("github", name) for name in GITHUB] + [("gitlab", name) for name in GITLAB]


def places(kind: str, base: Path) -> tuple[Path, Path]:
    """Where the proposal's content is, and where it goes."""
    proposed, taken = ("proposal/content", "content") if kind == "github" else ("content", "base/content")
    (base / proposed).parent.mkdir(parents=True, exist_ok=True)
    (base / taken).mkdir(parents=True)
    (base / taken / "old.yml").write_text("what the base branch has")
    return base / proposed, base / taken


def guard(kind: str, name: str) -> str:
    return guard_of((GITHUB if kind == "github" else GITLAB)[name])


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_the_proposal_s_content_takes_the_place_of_the_other(kind: str, name: str, tmp_path: Path) -> None:
    proposed, taken = places(kind, tmp_path)
    (proposed / "projects").mkdir(parents=True)
    (proposed / "projects/a.yml").write_text("new")
    assert run(guard(kind, name), tmp_path) == 0
    assert tree(taken) == {"projects/a.yml": "new"}


@pytest.mark.parametrize("what", ["a link", "a link to nowhere", "a file", "nothing"])
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_anything_else_than_a_folder_stops_it(kind: str, name: str, what: str, tmp_path: Path) -> None:
    """A link would carry files of the machine, or another part of the proposal, into the site."""
    proposed, taken = places(kind, tmp_path)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/key").write_text("secret")
    match what:
        case "a link":
            proposed.symlink_to(tmp_path / "secrets")
        case "a link to nowhere":
            proposed.symlink_to(tmp_path / "nowhere")
        case "a file":
            proposed.write_text("x")
    assert run(guard(kind, name), tmp_path) != 0
    assert not os.path.islink(taken)
    assert "key" not in tree(taken)
