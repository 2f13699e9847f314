"""How long after a save the preview serves the changed page.

A page is asked for again and again until it has changed; what the browser then needs to show it is its own.
"""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.edits import EDITS, Site
from bench.process import Failed
from bench.tools import serve_command

PATIENCE = 300.0
"""Seconds for the first build, and for each change."""
STEP = 0.005
_ADDRESS = re.compile(r"http://[0-9.:]+/")


def latencies(root: Path, times: int) -> dict[str, list[float]]:
    """Seconds from a save to the changed page, for each edit of the page's own entry."""
    edits = [edit for edit in EDITS if edit.name in ("body", "title")]
    site = Site(root)
    with _served(root) as address:
        page = f"{address}zh/projects/{site.project.name}/"
        found: dict[str, list[float]] = {edit.name: [] for edit in edits}
        for number in range(times):
            for edit in edits:
                time.sleep(1)  # a pause, as a person makes
                before = _page(page)
                edit.apply(site, 90_000 + number)
                found[edit.name].append(_until_changed(page, before))
    return found


def _until_changed(page: str, before: bytes) -> float:
    start = time.perf_counter()
    while _page(page) == before:
        if time.perf_counter() - start > PATIENCE:
            raise Failed(f"{page} has not changed after {PATIENCE:.0f} s")
        time.sleep(STEP)
    return time.perf_counter() - start


def _page(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  # the preview's own
        return bytes(answer.read())


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The address of the site's preview, once its first build is done."""
    command = serve_command(root)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            said = ""
            for line in server.stdout:
                said += line
                if found := _ADDRESS.search(line):
                    yield found[0]
                    break
            else:
                raise Failed(f"{' '.join(command)}\n{said}")
        finally:
            server.terminate()
