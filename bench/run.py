"""The benchmark against Hugo, in one command: python -m bench.run [--sizes 300,3000,10000] [--rounds 5]

Makes the content in all its forms, builds with both programs in turn and prints medians, ratios and goals.
With --docs the figures go into docs/ as well. What is measured, and what is not, stands in
docs/benchmarks.md. Ctrl-C ends what runs and removes what was made.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.process import Failed
from bench.report import RESULTS, keep, tables, write_docs
from bench.scenes import Scene
from bench.tools import hugo_program

SIDES = ("lean", "full")


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, stop)  # ends like Ctrl-C, so that all is tidied up
    folder = Path(tempfile.mkdtemp(prefix="sitegen-bench-", dir=asked.temp))
    try:
        tell(measured(folder, asked), asked)  # before anything is removed, which may take long
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except (Failed, OSError) as error:  # no network for Hugo, a full disk, a build that fails
        print(error, file=sys.stderr)
        return 3
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def tell(results: dict[str, Any], asked: argparse.Namespace) -> None:
    """Print the figures, and keep them where that is asked for."""
    if asked.json:
        keep(results, asked.json)
    if asked.docs:
        keep(results, RESULTS)
        write_docs()
    print(tables(results, "en"), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", type=sizes, default=(300, 3000, 10_000), help="numbers of projects")
    parser.add_argument("--rounds", type=int, default=5, help="of which the medians are taken")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-lean", action="store_true", help="leave out sitegen's own theme")
    parser.add_argument("--temp", type=Path, help="folder to work in; the file system that is measured")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    return parser.parse_args()


def sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def measured(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Everything, by size; see `bench.scenes`."""
    hugo = hugo_program()
    sides = SIDES[:1] if asked.only_lean else SIDES
    results: dict[str, Any] = {"machine": machine(folder), "rounds": asked.rounds, "sizes": {}}
    for size in asked.sizes:
        scene = Scene(folder / str(size), size, asked.seed, hugo, sides)
        for number in range(asked.rounds):
            scene.round(number)
        results["sizes"][str(size)] = scene.figures()
    return results


if __name__ == "__main__":
    sys.exit(main())
