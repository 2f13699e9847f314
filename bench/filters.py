"""How soon the list of projects can be filtered, and what a change of a filter takes, in Chromium.

    python -m bench.filters                             # 300, 3,000 and 10,000 projects
    python -m bench.filters --sizes 10000 --rounds 9

Of each size a demonstration catalogue is built and served by nginx with compression, without a delay of its
own: what a network adds is not measured. The first use counts from the end of the page's parsing, when its
scripts start, to the form that answers; every round is a new browser with an empty cache. Milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.process import measure
from bench.tools import build_command

SIZES = (300, 3000, 10000)
HEAD = ("projects", "first use: least", "median", "of it loading", "a change: least", "median", "most")

_NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    gzip on;
    gzip_types text/css text/plain application/javascript application/json image/svg+xml;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""

_FIRST = """() => {
  const start = performance.getEntriesByType("navigation")[0].domInteractive;
  const files = performance.getEntriesByType("resource").filter((file) => file.name.includes("/filters/"));
  const loaded = Math.max(...files.map((file) => file.responseEnd));
  return [Number(document.documentElement.dataset.filters) - start, loaded - start];
}"""

_CHANGES = """() => {
  const boxes = [...document.querySelectorAll("#filters input[type=checkbox]")].slice(0, 12);
  return boxes.map((box) => {
    const start = performance.now();
    box.click();
    document.body.getBoundingClientRect();
    const took = performance.now() - start;
    box.click();
    return took;
  });
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{' ---: |' * len(HEAD)}")
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            row = _measured(Path(folder), size, asked.rounds)
        print(f"| {' | '.join(row)} |", flush=True)
    return 0


def _measured(folder: Path, size: int, rounds: int) -> list[str]:
    """A row of the table for a catalogue of so many projects."""
    root, site = folder / "demo", folder / "site"
    measure([sys.executable, "-m", "sitegen", "demo", str(root), "--projects", str(size)])
    settings = root / "site.yml"
    lines = settings.read_text("utf-8").splitlines()
    lean = ["files: []" if line.startswith("files:") else line for line in lines]
    settings.write_text("\n".join(lean) + "\n", "utf-8")
    measure(build_command(root, site))
    with _served(folder, site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [_one_visit(browser, f"{address}zh/projects/") for _ in range(rounds)]
        browser.close()
    first = [visit[0] for visit in found]
    loading = [visit[1] for visit in found]
    changes = [took for visit in found for took in visit[2]]
    figures = (
        min(first),
        statistics.median(first),
        statistics.median(loading),
        min(changes),
        statistics.median(changes),
        max(changes),
    )
    return [f"{size:,}", *[f"{figure:.0f}" for figure in figures]]


def _one_visit(browser: Browser, address: str) -> tuple[float, float, list[float]]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("html[data-filters]")
        first, loading = page.evaluate(_FIRST)
        return first, loading, page.evaluate(_CHANGES)


@contextlib.contextmanager
def _served(folder: Path, site: Path) -> Iterator[str]:
    """The address at which nginx serves the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for each in (folder, site):
        each.chmod(0o755)
    settings = folder / "nginx.conf"
    settings.write_text(_NGINX.format(folder=folder, port=port, root=site), "utf-8")
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        raise FileNotFoundError("nginx is not installed (Debian: apt-get install nginx-light)")
    with subprocess.Popen([nginx, "-c", str(settings)]) as server:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
