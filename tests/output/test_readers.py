"""Visitors while the site is built again and again: nothing is ever missing or mixed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.app.build import build
from sitegen.app.options import Options
from sitegen.output import trees
from tests.support.minisite import SITE_YML, write_mini_site
from tests.support.process import REPOSITORY, environment

PAGES = (
    "zh/index.html",
    "en/index.html",
    "zh/projects/sample/index.html",
    "en/projects/index.html",
    "en/contacts/index.html",
)


@pytest.mark.parametrize(("exchange", "builds"), [(True, 30), (False, 10)], ids=["exchange", "link"])
def test_readers_see_whole_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool, builds: int
) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda first, second: False)
    root, stop = tmp_path / "site", tmp_path / "stop"
    rebuild(root, 0)
    command = [sys.executable, "-m", "tests.output.reader", str(root / "build"), str(stop), *PAGES]
    reader = subprocess.Popen(
        command, cwd=REPOSITORY, env=environment(), stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert reader.stdout is not None
    try:
        assert reader.stdout.readline() == "reading\n"
        for number in range(1, builds + 1):
            rebuild(root, number)
            time.sleep(0.1)  # time for the reader to come round
    finally:
        stop.touch()
        output, _ = reader.communicate(timeout=30)
    told = json.loads(output)
    assert told["faults"] == []
    assert len(told["versions"]) > 1


def rebuild(root: Path, number: int) -> None:
    """Every page says which version of the site it belongs to."""
    title = f"title: {{zh: 小城Edition{number}, en: Smalltown Edition{number}}}"
    lines = SITE_YML.splitlines()
    write_mini_site(root, {"site.yml": "\n".join([title, *lines[1:]]) + "\n"})
    outcome = build(Options(root=root, output=root / "build", jobs=1, now="2026-11-20"))
    assert outcome.swapped
