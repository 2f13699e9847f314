"""Builds on a Dask cluster: the same bytes as here, and a clear word where it cannot be done."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.workers import fitness
from sitegen.workers.executors import connect, parse_address
from sitegen.workers.fitness import Site
from sitegen.cli import run
from sitegen.diagnostics import MachineError
from tests.build.edits import edit_body, make_site, tree_bytes, write
from tests.support.cluster import Cluster, running_cluster
from tests.support.minisite import MiniSite
from tests.support.process import Completed, environment, must, run_cli
from tests.support.patience import PATIENCE_SECONDS

NOW = ("--now", "2026-11-20", "--lang", "en")
HELD = """\
import sys
from distributed import Client

def held():
    from sitegen.workers import pool
    return len(pool._builds)

with Client(sys.argv[1]) as client:
    print(sum(client.run(held).values()))
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Two workers of two threads each."""
    with running_cluster(2, threads=2) as cluster:
        yield cluster


def build(root: Path, cluster: Cluster | None, *arguments: str) -> Completed:
    executor = ("--executor", cluster.address) if cluster else ()
    return run_cli("build", "--root", root, *NOW, *executor, *arguments, cwd=root)


def start(root: Path, cluster: Cluster) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sitegen", "build", "--root", root, *NOW, "--executor", cluster.address],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def builds_held(cluster: Cluster) -> int:
    address = parse_address(cluster.address)
    done = subprocess.run(
        [sys.executable, "-c", HELD, address], env=environment(), capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_same_bytes_as_here(cluster: Cluster, tmp_path: Path) -> None:
    """From nothing, after an edit, two sites at once; what fails leaves the site, and nothing stays behind."""
    root, other = tmp_path / "site", tmp_path / "other"
    make_site(root, projects=12)
    shutil.copytree(root, other)
    both = [start(root, cluster), start(other, cluster)]
    said = [one.communicate()[1].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert not [line for text in said for line in text.splitlines() if "distributed" in line]
    built = tree_bytes(root / "build")
    assert tree_bytes(other / "build") == built
    assert {path.stat().st_mode & 0o777 for path in (root / "build").rglob("*.html")} == {0o644}
    must(build(root, None, "--fresh"))
    assert tree_bytes(root / "build") == built

    edit_body(random.Random(1), other)
    assert "made" in must(build(other, cluster)).stdout
    by_cluster = tree_bytes(other / "build")
    assert by_cluster != built
    must(build(other, None, "--fresh"))
    assert tree_bytes(other / "build") == by_cluster

    write(other, "site.yml", (other / "site.yml").read_text() + "tagline: {zh: 二, en: Two}\n")
    failed = build(other, cluster)
    assert failed.returncode == 1
    assert "site.yml:" in failed.stderr
    write(root, "content/pages/broken/page.yml", "titel: {zh: 无}\n")
    failed = build(root, cluster)
    assert failed.returncode == 1
    assert "content/pages/broken/page.yml:1:1" in failed.stderr
    assert tree_bytes(root / "build") == built
    assert builds_held(cluster) == 0


def lose(process: subprocess.Popen[bytes], root: Path, cluster: Cluster) -> str:
    """Kill a process of the cluster in the middle of a build; what the build then says."""
    building = start(root, cluster)
    trees = root / ".sitegen/build/trees"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(trees.glob("new-*/*/*")):
        assert time.monotonic() < deadline
        assert building.poll() is None, building.communicate()
        time.sleep(0.005)
    process.kill()
    _, errors = building.communicate(timeout=PATIENCE_SECONDS)
    assert building.returncode == 3, errors
    assert b"Traceback" not in errors
    assert len(errors.splitlines()) == 2
    return errors.decode()


def test_somebody_is_lost_midway(tmp_path: Path) -> None:
    root = tmp_path / "site"
    must(run_cli("demo", root, "--projects", "25", cwd=tmp_path))
    write(tmp_path, "site/build/index.html", "the last good site")
    with running_cluster(2) as cluster:
        assert "E_WORKER_LOST" in lose(cluster.workers[0], root, cluster)
        assert "E_SCHEDULER_LOST" in lose(cluster.scheduler, root, cluster)
    assert tree_bytes(root / "build") == {"index.html": b"the last good site"}
    left = [path.name for path in (root / ".sitegen/build").glob("probe-*")]
    assert left == []


def refusal(address: str, root: Path, patience: float = PATIENCE_SECONDS) -> MachineError:
    work = root.parent / "work"
    work.mkdir(exist_ok=True)
    with pytest.raises(MachineError) as refused:
        connect(address, Site(str(root), str(work)), patience)
    assert list(work.iterdir()) == []
    return refused.value


def test_another_program(cluster: Cluster, mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitness, "program_contents", lambda: "sitegen 77")
    diagnostic = refusal(cluster.address, mini_site()).diagnostic
    assert diagnostic.code == "E_WORKER_PROGRAM"
    assert diagnostic.params["ours"] == "sitegen 77"
    assert diagnostic.params["theirs"].startswith("sitegen 0.")


def test_folders_that_are_not_shared(
    cluster: Cluster, mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands under /proc/self is another thing for each process."""
    root = mini_site()
    monkeypatch.chdir(root)
    with pytest.raises(MachineError) as refused:
        connect(cluster.address, Site("/proc/self/cwd", os.fspath(root)))
    assert refused.value.diagnostic.code == "E_WORKER_FOLDER"
    assert refused.value.diagnostic.params["folder"] == "/proc/self/cwd"
    with pytest.raises(MachineError) as refused:
        connect(cluster.address, Site(os.fspath(root), "/proc/self/cwd"))
    assert refused.value.diagnostic.params["folder"] == "/proc/self/cwd"
    assert not list(root.glob("probe-*"))


def test_no_workers(mini_site: MiniSite) -> None:
    with running_cluster(0) as cluster:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (code := refusal(cluster.address, mini_site(), 1).diagnostic.code) == "E_NO_SCHEDULER":
            assert time.monotonic() < deadline
        assert code == "E_NO_WORKERS"


def test_no_scheduler(mini_site: MiniSite) -> None:
    assert refusal("dask://127.0.0.1:1", mini_site(), 0.3).diagnostic.code == "E_NO_SCHEDULER"


def test_dask_is_not_installed(
    mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["build", "--root", str(mini_site()), *NOW, "--executor", "dask://127.0.0.1:8786"]) == 3
    told = capfd.readouterr().err
    assert "E_NO_DASK" in told
    assert "pip install distributed" in told


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("dask://scheduler.example.org:1/", "tcp://scheduler.example.org:1"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "dask", "dask://", "dask://host", "dask://host:0", "dask://host:99999", "dask://host:x", "dask://:8786"]
    + ["tcp://host:8786", "dask://u:p@host:8786", "dask://host:8786/x", "dask://a b:8786", "dask://[::1:8786"],
)
def test_what_is_no_address(
    mini_site: MiniSite, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError):
        parse_address(text)
    assert run(["build", "--root", str(mini_site()), "--executor", text]) == 2
    assert "dask://192.0.2.7:8786" in capfd.readouterr().err


def test_nothing_of_dask_is_loaded_without_the_option(mini_site: MiniSite) -> None:
    program = "import sys; from sitegen.cli import run; run(sys.argv[1:]); print('distributed' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--root", mini_site(), *NOW],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False"
