"""Fixtures for all tests: the command line in a process of its own, small sites, the real site built once.

What drives a browser is in tests/browser/.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support.hostile import write_hostile_site
from tests.support.minisite import MiniSite, write_mini_site
from tests.support.once import make_once
from tests.support.process import REPOSITORY, RunCli, must
from tests.support.process import run_cli as run_sitegen
from tests.support.site import Site

# The day as of which the tests build the catalogue: its deadlines must not pass on some later day's run.
BUILD_DATE = "2026-11-20"
TESTS = REPOSITORY / "tests"
GOLDENS = TESTS / "goldens"
WHOLE_SITES = {"browser", "real_site", "demo_site", "built_site", "real", "demo", "hostile"}
"""Fixtures that take many seconds to make."""
SLOW = (
    "bench",
    "browser",
    "build",
    "channels/test_photographs.py",
    "channels/test_share_pictures.py",
    "describe/test_by_the_book.py",
    "describe/test_contributing.py",
    "maps/test_files.py",
    "publish/test_bucket.py",
    "publish/test_serving.py",
    "publish/test_ssh.py",
    "render/test_fences.py",
    "render/test_time_limit.py",
    "serve/test_following.py",
    "sheets/test_libreoffice.py",
    "site/test_counts.py",
    "site/test_deck.py",
    "site/test_epub.py",
    "site/test_handbooks.py",
    "site/test_output_framework.py",
    "site/test_project_sheets.py",
    "site/test_search.py",
    "site/test_small_outputs.py",
    "site/test_theme.py",
    "storage/test_crash.py",
    "storage/test_determinism.py",
    "storage/test_memory.py",
    "test_workflows.py",
    "wechat/test_articles.py",
    "wechat/test_push.py",
)
"""Tests, below tests/, that build one site after the other, set documents or start servers: `make quick`
passes over them."""

os.environ["SITEGEN_FLUSH"] = "off"  # to wait for the disk takes long where many tests write

Share = Callable[[str, Callable[[Path], None]], Path]

# Local runs look for new counter-examples every time; in CI the same commit has the same result every time.
# How long an example takes says nothing on a busy machine.
TIMELESS: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("local", **TIMELESS)
hypothesis.settings.register_profile("ci", **TIMELESS, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure() -> None:
    """Give programs that tests start Ctrl-C as a terminal does: a shell's `make test &` has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the expected outputs anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test uses and where it is, so that `make quick` needs no one to remember it."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if "browser" in used:
            item.add_marker("browser")
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        used |= {str(value) for name, value in parameters.items() if name in ("site", "name")}
        if used & WHOLE_SITES or any(item.path.is_relative_to(TESTS / path) for path in SLOW):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def site_root() -> Path:
    """The repository's top: site.yml, content/, themes/, node_modules/."""
    return REPOSITORY


@pytest.fixture(scope="session")
def run_cli() -> RunCli:
    """`run_cli("check", "--format", "json", cwd=site)`: sitegen of this tree, in a process of its own."""
    return run_sitegen


@pytest.fixture
def mini_site(tmp_path: Path) -> MiniSite:
    """`mini_site({"content/…": "text", …})` writes the smallest valid site with these files over it."""

    def write(files: dict[str, str | bytes] | None = None, *, name: str = "site") -> Path:
        return write_mini_site(tmp_path / name, files or {})

    return write


@pytest.fixture(scope="session")
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """`share("name", make)`: a folder filled once in a test run, whichever worker process asks first."""
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own below that of the whole run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, make: Callable[[Path], None]) -> Path:
        return make_once(run / "shared", name, make)

    return folder


@pytest.fixture(scope="session")
def real_site(share: Share) -> Path:
    """A copy of the real catalogue with its build, so that the tree's own build/ and cache stay untouched."""

    def make(site: Path) -> None:
        shutil.copy2(REPOSITORY / "site.yml", site)
        for folder in ("content", "theme", "themes"):
            if (REPOSITORY / folder).is_dir():
                shutil.copytree(REPOSITORY / folder, site / folder, symlinks=True)
        build = run_sitegen("build", "--now", BUILD_DATE, cwd=site, module="tests.support.blank_pictures")
        must(build)

    return share("real-site", make)


@pytest.fixture(scope="session")
def built_site(real_site: Path) -> Path:
    """The real catalogue's pages. Read only: all tests of a run share them."""
    return real_site / "build"


@pytest.fixture(scope="session")
def golden_site(share: Share) -> Path:
    """The site of tests/goldens/site, small and with nearly every field, and its build with blank PNGs."""

    def make(folder: Path) -> None:
        shutil.copytree(GOLDENS / "site", folder / "site")
        must(
            run_sitegen(
                "build", "--now", BUILD_DATE, cwd=folder / "site", module="tests.support.blank_pictures"
            )
        )

    return share("golden-site", make) / "site"


@pytest.fixture(scope="session")
def demo_site(share: Share) -> Path:
    """A fictional city's catalogue of 100 projects with every field filled in, and its build in build/."""

    def make(site: Path) -> None:
        must(run_sitegen("demo", site / "demo", "--projects", "100", "--seed", "1", cwd=site))
        must(run_sitegen("build", "--now", BUILD_DATE, cwd=site / "demo"))

    return share("demo-site", make) / "demo"


@pytest.fixture(scope="session")
def real(real_site: Path) -> Site:
    """The real catalogue, built."""
    return Site("real", real_site)


@pytest.fixture(scope="session")
def demo(demo_site: Path) -> Site:
    """The fictional one."""
    return Site("demo", demo_site)


@pytest.fixture(scope="session")
def hostile(share: Share) -> Site:
    """A site whose texts try to break out of where they are put."""

    def make(site: Path) -> None:
        write_hostile_site(site)
        must(run_sitegen("build", "--now", BUILD_DATE, cwd=site))

    return Site("hostile", share("hostile-site", make))


@pytest.fixture(scope="session", params=["real", "demo"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both, one after the other: few fields and all fields."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
