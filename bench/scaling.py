"""How a fresh build grows, here and on a Dask cluster: python -m bench.scaling [--sizes 100,300,1000]

Prints the tables of docs/scaling.md. Processor time, not time on the wall, because others may be using the
machine; the seeds are fixed. The last table is computed from the others, not measured.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from bench.process import Cost, measure
from bench.tools import done
from tests.support.cluster import running_cluster

NATIONAL = 1_000_000
"""Projects of the catalogue that is computed."""
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

    projects: int
    workers: int
    wall: float
    here: float
    there: float
    memory: float
    """Megabytes of the process that builds, and of the largest worker."""
    largest: float


def sitegen(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "sitegen", *map(str, arguments)]


def build(root: Path, *arguments: str) -> Cost:
    options: tuple[str | Path, ...] = (
        "--root",
        root,
        "--fresh",
        "--now",
        DAY,
        "--lang",
        "en",
        "--timings",
        *arguments,
    )
    return measure(sitegen("build", *options), memory=True)


def alone(folder: Path, projects: int) -> Build:
    root = folder / str(projects)
    measure(sitegen("demo", root, "--projects", str(projects), "--seed", SEED))
    cost = build(root, "--jobs", "1")
    made = done(cost.said)
    assert made, cost.said
    return Build(projects, made.pages, made.wrote, cost)


def shared(folder: Path, projects: int, workers: int) -> Shared:
    root = folder / str(projects)
    with running_cluster(workers) as cluster:
        before = [_processor(worker.pid) for worker in cluster.workers]
        cost = build(root, "--executor", cluster.address)
        after = [_processor(worker.pid) for worker in cluster.workers]
        largest = max(_memory(worker.pid) for worker in cluster.workers)
    return Shared(projects, workers, cost.wall, cost.cpu, sum(after) - sum(before), cost.peak, largest)


def _processor(pid: int) -> float:
    """Seconds of processors that a process has used (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Megabytes that a process had at most."""
    found = re.search(r"VmHWM:\s+([0-9]+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Intercept and slope of the straight line nearest to the points (least squares)."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    return middle_y - slope * middle_x, slope


def _at(points: Sequence[tuple[float, float]], where: float) -> float:
    base, slope = line(points)
    return base + slope * where


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
    heads: tuple[str, ...] = ("projects", "workers", "wall, s", "the build: processor, s", "memory, MB")
    heads += ("all workers: processor, s", "the largest: memory, MB")
    rows = [
        [
            f"{run.projects:,}",
            str(run.workers),
            f"{run.wall:.1f}",
            f"{run.here:.1f}",
            f"{run.memory:.0f}",
            f"{run.there:.1f}",
            f"{run.largest:.0f}",
        ]
        for run in runs
    ]
    return table(heads, rows)


def computed(builds: Sequence[Build], runs: Sequence[Shared]) -> str:
    """The national catalogue: straight lines from what was measured, and Amdahl's law.

    What stays in one process is taken from the growth of the runs with the same number of workers, so that
    what it costs to begin does not count.
    """
    pages = _at([(one.projects, one.pages) for one in builds], NATIONAL)
    cpu = _at([(one.pages, one.cost.cpu) for one in builds], pages)
    memory = _at([(one.pages, one.cost.peak) for one in builds], pages) / 1024
    here = line([(run.projects, run.here) for run in runs])[1]
    there = line([(run.projects, run.there) for run in runs])[1]
    serial = here / (here + there)
    kept = _at([(run.projects, run.memory) for run in runs], NATIONAL) / 1024
    rows = [["pages", f"{pages:,.0f}"], ["processor time, hours", f"{cpu / 3600:.1f}"]]
    rows += [
        ["memory of one process, GB", f"{memory:.0f}"],
        ["share that stays in one process", f"{serial:.0%}"],
    ]
    rows.append(["memory of the build on a cluster, GB", f"{kept:.0f}"])
    for workers in MANY:
        factor = 1 / (serial + (1 - serial) / workers)
        rows.append(
            [f"hours with {workers} workers", f"{cpu / 3600 / factor:.1f} ({factor:.1f} times as fast)"]
        )
    return table((f"{NATIONAL:,} projects, computed", ""), rows)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="100,300,1000", help="numbers of projects, smallest first")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)  # ends like Ctrl-C, so that all is tidied up
    sizes = [int(size) for size in asked.sizes.split(",")]
    if len(sizes) < 2:
        parser.error("a line needs two sizes or more")
    with tempfile.TemporaryDirectory(prefix="sitegen-scaling-") as name:
        builds = [alone(Path(name), size) for size in sizes]
        print(measured(builds))
        print(stages(builds[-1]), flush=True)
        two = [shared(Path(name), size, 2) for size in sizes]
        one = shared(Path(name), sizes[-1], 1)
        print(on_a_cluster([*two, one]))
        print(computed(builds, two))
    return 0


if __name__ == "__main__":
    sys.exit(main())
