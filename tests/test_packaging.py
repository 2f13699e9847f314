"""The wheel and the lock files: what a user installs is what the tree holds, and what was locked."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from sitegen import DISTRIBUTION
from sitegen.describe.wheel import WHEEL_NAME, own_wheel, pinned_requirements
from tests.support.process import REPOSITORY

SITE_LOCK = "sitegen/describe/skeletons/requirements.lock"
LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-test.lock", SITE_LOCK]


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
    assert _packed_by_the_program() == packed, "a new site's wheel is not what is handed out"


def _packed_by_the_program() -> dict[str, bytes]:
    data = own_wheel()
    assert data == own_wheel()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        [record] = [name for name in names if name.endswith(".dist-info/RECORD")]
        assert [line.split(",")[0] for line in archive.read(record).decode().splitlines()] == names
        return {name: archive.read(name) for name in names if ".dist-info/" not in name}


def test_a_new_sites_requirements_name_the_wheel_beside_them_and_pin_everything() -> None:
    text = pinned_requirements("# notes\n", b"wheel")
    first, *rest = re.split(r"\n(?=[A-Za-z0-9.])", text.removeprefix("# notes\n"))
    assert first == f"./tools/{WHEEL_NAME} \\\n    --hash=sha256:{hashlib.sha256(b'wheel').hexdigest()}"
    locked = _locked_versions(SITE_LOCK)
    assert [line.split("==")[0] for line in rest] == list(locked)
    assert all("--hash=sha256:" in line for line in rest)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == DISTRIBUTION
    assert {_name(one) for one in project["dependencies"]} <= set(locked)


def test_nothing_says_to_install_by_a_name_that_is_somebody_elses() -> None:
    places = ("sitegen", "docs", "scripts", "README.md", "README.zh.md", "CHANGELOG.md", "Makefile")
    for path in (REPOSITORY / name for name in _committed(*places)):
        if path.suffix not in (".py", ".toml", ".md", ".txt", ".yml", ".sh", ""):
            continue
        for line in path.read_text("utf-8").splitlines():
            named = re.search(r"pip install [^`]*(?<![\w/.-])sitegen(?:-invest)?(?![\w/_.])", line)
            warned = "不要运行" in line or "run `pip install sitegen`: on the package index" in line
            assert not named or warned, (path, line)


def test_windows_is_told_what_runs_where() -> None:
    program = "import os; os.name = 'nt'; from sitegen.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "build"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 3
    assert "WSL" in done.stderr
    assert "Traceback" not in done.stderr


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
        assert re.fullmatch(r"\d+\.\d+\.\d+(-[a-z0-9.]+)?", version)
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
