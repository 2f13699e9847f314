"""A build reads no file of an entry twice: reading is most of the work of a build that has much to read."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from tests.conftest import BUILD_DATE, GOLDENS
from tests.support.process import must, run_cli


def reads(site: Path, jobs: int) -> Counter[str]:
    """How often a build opened each file of the site's content."""
    log = site.parent / "log"
    log.unlink(missing_ok=True)
    arguments = (log, "build", "--now", BUILD_DATE, "--jobs", str(jobs))
    must(run_cli(*arguments, cwd=site, module="tests.support.counted_reads"))
    return Counter(log.read_text("utf-8").splitlines()) if log.exists() else Counter()


def files(site: Path) -> set[str]:
    content = site / "content"
    return {path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}


def read_again(counted: Counter[str]) -> dict[str, int]:
    """Files of entries that were read more than once; pictures and attachments are copied, too."""
    return {path: times for path, times in counted.items() if times != 1 and path.endswith((".yml", ".md"))}


def test_no_file_is_read_twice(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(GOLDENS / "site", site)
    shutil.rmtree(site / "content/projects/only-chinese")  # the line of a warning is read to be shown
    settings = site / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("files: [maps]", ""), "utf-8")
    first = reads(site, jobs=1)
    assert first.keys() == files(site)
    assert read_again(first) == {}

    assert reads(site, jobs=1) == Counter()

    edited = site / "content/projects/furniture-works/zh.md"
    edited.write_text("改过的正文。\n", "utf-8")
    after = reads(site, jobs=1)
    assert after["projects/furniture-works/zh.md"] == 1
    assert read_again(after) == {}
    assert len(after) < len(first) / 2
