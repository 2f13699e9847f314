"""What the benchmark measures and how it writes it down."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import report
from bench.plot import Plot, draw
from bench.process import Failed, measure

MACHINE = dict.fromkeys(("date", "processor", "memory", "system", "python", "sitegen", "hugo", "load"), "x")


def results(ours: float) -> dict[str, Any]:
    hugo = {"fresh": {"wall": [20.0, 1.0, 30.0], "cpu": [40.0], "peak": 1000.0}}
    lean = {
        "fresh": {
            "wall": [ours],
            "cpu": [4.0],
            "peak": 200.0,
            "made": 7,
            "wrote": 14,
            "stages": {"read": 5.0},
        },
        "body": {"wall": [0.1], "cpu": [0.1], "made": 1, "wrote": 1, "equal": False},
    }
    return {"machine": MACHINE, "rounds": 3, "sizes": {"10000": {"hugo": hugo, "lean": lean}}}


@pytest.mark.parametrize(("ours", "met"), [(5.0, "yes"), (5.1, "no")])
def test_ratios_are_of_medians_and_say_whether_the_goal_is_met(ours: float, met: str) -> None:
    table = report.tables(results(ours), "en")
    assert f"| fresh build, wall | 20.00 s | {ours:.2f} s | {ours / 20:.2f} | ≤ 0.25 | {met} |" in table
    assert "| fresh build, memory | 1,000 MB | 200 MB | 0.20 | ≤ 0.30 | yes |" in table
    assert "| one text edited, wall | 20.00 s | 100 ms | 1/200 | ≤ 1/50; < 0.5 s | yes |" in table


def test_a_build_that_differs_from_a_clean_one_is_told() -> None:
    assert "| same pages: one text edited | 100 ms | 100 ms | 1 | 1 | no |" in report.tables(
        results(5.0), "en"
    )


def test_the_documents_tables_are_the_kept_figures() -> None:
    kept, growth = (json.loads(path.read_text("utf-8")) for path in (report.RESULTS, report.GROWTH))
    for lang, path in report.DOCS.items():
        assert report.tables(kept, lang) in path.read_text("utf-8"), "run python -m bench.report"
        assert report.growth_table(growth, lang) in path.read_text("utf-8"), "run python -m bench.report"


def test_a_program_is_measured_with_its_children(tmp_path: Path) -> None:
    work = "b = bytearray(60_000_000)\nfor i in range(2_000_000): pass\nimport time; time.sleep(0.2)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}]); print('done')"
    cost = measure([sys.executable, "-c", child], memory=True)
    assert cost.said == "done\n"
    assert cost.peak > 60
    assert cost.cpu > 0.02
    assert cost.wall > 0.2


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(Failed, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_plot_is_a_picture_with_every_line() -> None:
    plot = Plot("A <title>", "x", "y", {"one": {10: 1.0, 100: 5.0}, "two": {10: 0.01, 100: 0.1}})
    root = ElementTree.fromstring(draw(plot))  # noqa: S314  # made above
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names.count("polyline") == 2
    assert names.count("circle") == 4
    points = [element.get("points", "") for element in root.iter() if element.tag.endswith("polyline")]
    ends = [float(point.split(" ")[-1].split(",")[1]) for point in points]
    assert ends[0] < ends[1], "what is more stands higher"


def test_an_interrupted_measurement_leaves_no_process(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    child = (
        f"import os, time, pathlib; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            measure([sys.executable, "-c", child])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)
