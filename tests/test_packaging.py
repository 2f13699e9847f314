"""The wheel and the lock files: what a user installs is what the tree holds, and what was locked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.support.process import REPOSITORY

LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-test.lock"]


def test_the_wheel_carries_the_package_and_the_only_default_theme(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        [entry_points] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert b"sitegen = sitegen.__main__:main" in archive.read(entry_points)

    expected = {
        name: (REPOSITORY / name).read_bytes()
        for name in _committed("sitegen", "themes/default")
        if (REPOSITORY / name).is_file()
    }
    theme = "themes/default/"
    assert packed == {
        f"sitegen/{name}" if name.startswith(theme) else name: data for name, data in expected.items()
    }
    assert any(name.startswith(f"sitegen/{theme}templates/") for name in packed)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_exact_hashed_and_without_an_address(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^ *#.*\n", "", text).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+ ", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert "://" not in text
    assert "--index-url" not in text


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-build.lock": project["dependency-groups"]["build"],
        "requirements-test.lock": project["dependency-groups"]["test"],
    }
    for lock, requirements in asked.items():
        locked = _locked_versions(lock)
        missing = [one for one in requirements if _name(one) not in locked]
        assert not missing, f"{lock} lacks {missing}: make lock"


def test_the_locks_agree_with_each_other() -> None:
    seen: dict[str, str] = {}
    for lock in LOCKS:
        for name, version in _locked_versions(lock).items():
            assert seen.setdefault(name, version) == version, f"{name} has two versions: make lock"


def test_the_node_packages_are_exact_hashed_and_without_an_address() -> None:
    package = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"[0-9.]+", version)
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for path, entry in lock["packages"].items():
        assert "resolved" not in entry, path
        assert not path or entry["integrity"].startswith("sha512-"), path


def _committed(*folders: str) -> list[str]:
    """Files that git has or would take: what it ignores (caches) has no place in a wheel."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return [name for name in done.stdout.split("\0") if name]


def _locked_versions(lock: str) -> dict[str, str]:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", text))


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return match[0].lower().replace("_", "-")
