"""What printed documents cost: processor seconds and memory, of demo catalogues: python -m bench.print_times

Each export is a process of its own and makes all anew: reading the catalogue is part of it. Name the sizes to
measure others: python -m bench.print_times 100 1000
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

EXPORTS = (
    ("handbook", ("--locale", "zh")),
    ("handbook", ("--locale", "zh", "--bilingual")),
    ("epub", ("--locale", "zh")),
    ("deck", ("--locale", "zh")),
    ("sheets", ("--locale", "zh")),
    ("opportunities", ("--locale", "zh")),
)
SIZES = (100,)


def run(*arguments: str) -> tuple[float, float]:
    """Processor seconds and megabytes at most of a run of sitegen, in one process."""
    child = subprocess.Popen([sys.executable, "-m", "sitegen", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"sitegen {' '.join(arguments)}: {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'projects':>8}  {'export':<28} {'seconds':>8} {'MB used':>8} {'MB made':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            run("demo", str(site), "--projects", str(size), "--seed", "1")
            for number, (name, options) in enumerate(EXPORTS):
                made = Path(folder) / str(number)
                seconds, memory = run("export", name, str(made), "--root", str(site), "--jobs", "1", *options)
                weight = sum(path.stat().st_size for path in made.rglob("*") if path.is_file()) / 1e6
                shown = " ".join([name, *options[2:]])
                print(f"{size:>8}  {shown:<28} {seconds:>8.1f} {memory:>8.0f} {weight:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
