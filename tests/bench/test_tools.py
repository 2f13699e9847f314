"""What the benchmark understands of what the programs say."""

from __future__ import annotations

import subprocess
import sys

from bench.process import measure
from bench.tools import Done, build_command, done
from tests.support.minisite import MiniSite


def test_what_a_build_did_is_read_from_what_it_says(mini_site: MiniSite) -> None:
    root = mini_site()
    command = build_command(root, root / "build", "--lang", "en")
    first = done(measure(command).said)
    assert first is not None
    assert first.made == first.pages > 5
    assert first.wrote >= 2 * first.pages
    (root / "content/projects/sample/en.md").write_text("Other words.\n", "utf-8")
    assert done(measure(command).said) == Done(first.pages, 1, 1)
    assert done(measure(command).said) is None


def test_what_a_program_leaves_behind_is_waited_for_and_nothing_else() -> None:
    with subprocess.Popen(["sleep", "60"]) as other:
        left = f"import subprocess; subprocess.Popen([{sys.executable!r}, '-c', 'sum(range(5_000_000))'])"
        cost = measure([sys.executable, "-c", left])
        assert cost.after > 0.02
        assert other.poll() is None
        other.kill()
