"""The same input has the same bytes, whoever builds it, where and how."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.build.edits import edit_body, make_site, tree_bytes, write
from tests.storage.faults import FORKING
from tests.support.process import REPOSITORY, environment


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How to build."""

    arguments: tuple[str, ...] = ()
    jobs: int = 1
    root: str = "site"
    cwd: str = "."
    relative: bool = False
    umask: int = 0o022
    environment: dict[str, str] = {}


WAYS = {
    "two workers, umask 077, Auckland": Way(
        jobs=2, umask=0o077, environment={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    ),
    "three workers, umask 000, another place": Way(
        jobs=3,
        umask=0,
        root="另一个 place/deeper/目录",
        environment={"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "zh_CN.UTF-8"},
    ),
    "plain C locale without UTF-8": Way(
        root="目录",
        environment={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
    "a terminal that speaks GBK": Way(
        environment={"PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3"},
        arguments=("--lang", "zh"),
    ),
    "from the site's folder": Way(cwd="site", relative=True, environment={"PYTHONHASHSEED": "random"}),
    "from a folder of the content": Way(
        cwd="site/content/projects",
        arguments=("--root", "../.."),
        relative=True,
        environment={"TZ": ":bogus"},
    ),
}


def run(base: Path, way: Way) -> Path:
    """Build a copy of the site in its own way; the folder of the result."""
    root = base / way.root
    if way.root != "site" and not root.exists():
        root.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(base / "site", root)
    program = ["-c", FORKING] if way.jobs > 1 else ["-m", "sitegen"]
    place = () if way.relative else ("--root", os.fspath(root))
    done = subprocess.run(
        [
            sys.executable,
            *program,
            "build",
            *place,
            "--now",
            "2026-11-20",
            "--jobs",
            str(way.jobs),
            *way.arguments,
        ],
        cwd=base / way.cwd,
        env=environment() | {"PYTHONPATH": str(REPOSITORY)} | way.environment,
        umask=way.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return root / "build"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("ways")
    make_site(base / "site", projects=4)
    write(base / "site", "files/verify_1.txt", "x")
    (base / "site/files/verify_1.txt").chmod(0o600)
    run(base, Way())
    return base


@pytest.fixture(scope="module")
def expected(base: Path) -> dict[str, bytes]:
    return tree_bytes(base / "site/build")


@pytest.mark.parametrize("name", WAYS)
def test_same_bytes_and_modes(base: Path, expected: dict[str, bytes], name: str) -> None:
    way = WAYS[name]
    if way.root == "site":  # else it is a copy, which is built anew by itself
        way = msgspec.structs.replace(way, arguments=(*way.arguments, "--fresh"))
    built = run(base, way)
    assert tree_bytes(built) == expected
    assert modes(built) == {"file": {0o644}, "folder": {0o755}}


def modes(folder: Path) -> dict[str, set[int]]:
    """Permissions of all files and folders, whatever the umask was and whatever the sources' are."""
    found: dict[str, set[int]] = {"file": set(), "folder": {stat.S_IMODE(folder.stat().st_mode)}}
    for path in folder.rglob("*"):
        found["folder" if path.is_dir() else "file"].add(stat.S_IMODE(path.stat().st_mode))
    return found


def test_changes_have_the_same_bytes_and_modes(base: Path) -> None:
    """From the cache and with workers, by another umask, after an edit and its taking back."""
    edit_body(random.Random(1), base / "site")
    by_cache = run(base, Way(umask=0o077, environment={"PYTHONHASHSEED": "5"}))
    after = tree_bytes(by_cache)
    assert modes(by_cache) == {"file": {0o644}, "folder": {0o755}}
    assert tree_bytes(run(base, Way(arguments=("--fresh",), jobs=2, umask=0))) == after
