"""How a fresh build grows, here and on a Dask cluster: python -m bench.scaling [--sizes 100,300,1000]

Prints the tables of docs/scaling.md. Processor time, not time on the wall, because others may be using the
machine; the seeds are fixed. The last table is computed from the others, not measured.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.process import Cost, measure
from tests.support.cluster import running_cluster

NATIONAL = 1_000_000
"""Projects of the catalogue that is computed."""
WORKERS = (1, 2)
MANY = (4, 16, 64)
"""Numbers of workers to compute for."""
SEED, DAY = "1", "2026-11-20"


class Build(NamedTuple):
    """A fresh build with one process."""

    projects: int
    pages: int
    files: int
    cost: Cost


class Shared(NamedTuple):
    """The same on a cluster: seconds of processors here, and in all workers together."""

    workers: int
    wall: float
    here: float
    there: float


def sitegen(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "sitegen", *map(str, arguments)]


def build(root: Path, *arguments: str) -> Cost:
    options = ("--root", root, "--fresh", "--now", DAY, "--lang", "en", "--timings", *arguments)
    return measure(sitegen("build", *options), memory=True)


def alone(folder: Path, projects: int) -> Build:
    root = folder / str(projects)
    measure(sitegen("demo", root, "--projects", str(projects), "--seed", SEED))
    cost = build(root, "--jobs", "1")
    counts = re.search(r"(\d+) pages; made \d+, wrote (\d+) files", cost.said)
    assert counts, cost.said
    return Build(projects, int(counts[1]), int(counts[2]), cost)


def shared(root: Path, workers: int) -> Shared:
    with running_cluster(workers) as cluster:
        before = [_processor(worker.pid) for worker in cluster.workers]
        cost = build(root, "--executor", cluster.address)
        after = [_processor(worker.pid) for worker in cluster.workers]
    return Shared(workers, cost.wall, cost.cpu, sum(after) - sum(before))


def _processor(pid: int) -> float:
    """Seconds of processors that a process has used (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Intercept and slope of the straight line nearest to the points (least squares)."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    return middle_y - slope * middle_x, slope


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---:"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"


def measured(builds: Sequence[Build]) -> str:
    rows = [
        [
            f"{one.projects:,}",
            f"{one.pages:,}",
            f"{one.files:,}",
            f"{one.cost.cpu:.1f}",
            f"{one.cost.cpu / one.pages * 1000:.1f}",
            f"{one.cost.peak:.0f}",
        ]
        for one in builds
    ]
    return table(("projects", "pages", "files", "processor, s", "ms a page", "memory, MB"), rows)


def stages(build: Build) -> str:
    found = re.findall(r"^(\w+) +([\d.]+) ms$", build.cost.said, re.MULTILINE)
    return table([name for name, _ in found], [[f"{float(spent) / 1000:.2f}" for _, spent in found]])


def on_a_cluster(runs: Sequence[Shared]) -> str:
    rows = [
        [
            str(run.workers),
            f"{run.wall:.1f}",
            f"{run.here:.1f}",
            f"{run.there:.1f}",
            f"{runs[0].wall / run.wall:.2f}",
        ]
        for run in runs
    ]
    heads = ("workers", "wall, s", "processor of the build, s", "of all workers, s", "speed-up")
    return table(heads, rows)


def computed(builds: Sequence[Build], run: Shared) -> str:
    """The national catalogue: straight lines from what was measured, and Amdahl's law."""
    base, each = line([(one.projects, one.pages) for one in builds])
    pages = base + each * NATIONAL
    start, spent = line([(one.pages, one.cost.cpu) for one in builds])
    own, held = line([(one.pages, one.cost.peak) for one in builds])
    cpu, memory = start + spent * pages, (own + held * pages) / 1024
    serial = run.here / (run.here + run.there)
    rows = [["pages", f"{pages:,.0f}"], ["processor time, hours", f"{cpu / 3600:.1f}"]]
    rows += [
        ["memory of one process, GB", f"{memory:.0f}"],
        ["share that stays in one process", f"{serial:.0%}"],
    ]
    for workers in MANY:
        factor = 1 / (serial + (1 - serial) / workers)
        rows.append(
            [f"hours with {workers} workers", f"{cpu / 3600 / factor:.1f} ({factor:.1f} times as fast)"]
        )
    return table((f"{NATIONAL:,} projects, computed", ""), rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="100,300,1000", help="numbers of projects, smallest first")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if len(sizes) < 2:
        parser.error("a line needs two sizes or more")
    with tempfile.TemporaryDirectory(prefix="sitegen-scaling-") as name:
        builds = [alone(Path(name), size) for size in sizes]
        print(measured(builds))
        print(stages(builds[-1]), flush=True)
        runs = [shared(Path(name, str(sizes[-1])), workers) for workers in WORKERS]
        print(on_a_cluster(runs))
        print(computed(builds, runs[-1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
