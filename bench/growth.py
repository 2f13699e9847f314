"""How a build grows with the catalogue: python -m bench.growth [--sizes 300,1000,3000,10000,30000,100000]

Measures sitegen with the benchmark's pages: a fresh build (time, memory of all its processes) and one text
edited. Writes the plots and the figures that docs/benchmarks.md shows.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.content import Sites, write_lean
from bench.edits import Site, body
from bench.machine import machine
from bench.plot import Plot, draw
from bench.process import Failed, measure
from bench.report import GROWTH, keep, write_docs
from bench.run import sizes, stop
from bench.tools import build_command, rested_command
from sitegen.demo import write_demo

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WARM = 5
"""Edits before the one that counts: by then there are spare trees to bring up to date."""
Found = dict[str, dict[int, float]]
TIMES = {"fresh": "fresh build", "edit": "one text edited", "none": "nothing changed"}


def main() -> int:
    parser = argparse.ArgumentParser(description="How does a build grow with the catalogue?")
    parser.add_argument("--sizes", type=sizes, default=(300, 1000, 3000, 10_000, 30_000))
    parser.add_argument("--temp", type=Path, help="folder to work in; the file system that is measured")
    parser.add_argument("--output", type=Path, default=IMAGES, help="folder for the plots")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    folder = Path(tempfile.mkdtemp(prefix="sitegen-growth-", dir=asked.temp))
    try:
        write({"machine": machine(folder), "found": measured(folder, asked.sizes)}, asked.output)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except (Failed, OSError) as error:  # a full disk, a build that fails
        print(error, file=sys.stderr)
        return 3
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def measured(folder: Path, projects: tuple[int, ...]) -> Found:
    found: Found = {name: {} for name in (*TIMES, "memory", "pages")}
    for number in projects:
        print(f"{number} projects", file=sys.stderr, flush=True)
        for name, value in _one(folder / str(number), number).items():
            found[name][number] = value
            print(f"  {name}: {value:.3f}", file=sys.stderr, flush=True)
    return found


def _one(folder: Path, number: int) -> dict[str, float]:
    sites = Sites(folder / "lean", folder / "hugo", folder / "full")
    write_demo(sites.full, number, 1, lambda done, of: None)
    write_lean(sites)
    root, output = sites.lean, folder / "build"
    build = build_command(root, output)
    found = {"memory": measure(build, memory=True).peak}
    (folder / ".sitegen").rename(folder / "old")
    output.rename(folder / "old-build")
    found["fresh"] = measure(build).wall
    found["none"] = measure(build).wall
    site = Site(root)
    for step in range(WARM):
        body(site, step)
        found["edit"] = measure(rested_command(root, output)).wall
    found["pages"] = sum(1 for _ in output.rglob("*.html"))
    return found


def write(results: dict[str, Any], output: Path) -> None:
    """A plot of times and one of memory; in the documents as well, unless these are for another folder."""
    if output == IMAGES:
        keep(results, GROWTH)
        write_docs()
    found: Found = results["found"]
    output.mkdir(parents=True, exist_ok=True)
    times = Plot(
        "Build times",
        "projects",
        "seconds",
        {label: found[name] for name, label in TIMES.items()},
    )
    (output / "growth-time.svg").write_text(draw(times), "utf-8")
    memory = Plot(
        "Memory of a fresh build", "projects", "MB, all processes", {"fresh build": found["memory"]}
    )
    (output / "growth-memory.svg").write_text(draw(memory), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
