"""What the search costs and finds: index sizes, what a first search loads, what making it takes, recall.

    python -m bench.search                       # 300, 3,000 and 10,000 projects
    python -m bench.search --sizes 300 --queries 100

Of each size a demonstration catalogue is written, its index exported (`sitegen export`), and looked through
by the page's own modules in Node, with words drawn from the content. A line says what was missed.
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.process import measure
from tests.support.search import searched
from tests.support.search_truth import Truth, missed, queries_of

SIZES = (300, 3000, 10000)
QUERIES = 300
OUTPUTS = ("search_words", "search_row", "search_index", "search_texts")
"""As `sitegen export` knows them; the words first, which cost next to nothing."""
HEAD = (
    "projects",
    "index of titles and facts, gzipped",
    "of texts",
    "what a search loads: median",
    "most",
    "making titles and facts, processor",
    "making texts",
    "one block again",
    "words looked for",
    "found of what holds them",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--queries", type=int, default=QUERIES)
    asked = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{' ---: |' * len(HEAD)}")
    all_found = True
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            row, lost = measured(Path(folder), size, asked.queries)
        print(f"| {' | '.join(row)} |", flush=True)
        for text, pages in lost.items():
            print(f"missed: {text}: {', '.join(sorted(pages)[:3])}", file=sys.stderr)
        all_found &= not lost
    return 0 if all_found else 1


def measured(folder: Path, size: int, count: int) -> tuple[list[str], dict[str, set[str]]]:
    """A row of the table for a catalogue of so many projects, and what was missed."""
    root, tree = folder / "demo", folder / "tree"
    sitegen = (sys.executable, "-m", "sitegen")
    subprocess.run(
        [*sitegen, "demo", str(root), "--projects", str(size)], check=True, stdout=subprocess.DEVNULL
    )
    settings = root / "site.yml"
    whole = settings.read_text("utf-8")
    settings.write_text(whole.replace("search-bodies", "qr"), "utf-8")

    def cost(name: str) -> float:
        return measure([*sitegen, "export", name, str(tree)], cwd=root).cpu

    read = cost("search_words")  # hardly anything but reading the catalogue
    settings.write_text(whole, "utf-8")
    seconds = {name: cost(name) for name in OUTPUTS}
    blocks = len([path for path in (tree / "search").iterdir() if path.name.isdigit()])
    texts = seconds["search_texts"] - read
    block = (seconds["search_texts"] - seconds["search_words"]) / blocks
    asked = queries_of(Truth(root), random.Random(1), round(count * 1.15))
    lost = missed(tree, asked)
    loads = [
        sum(_gzipped(Path(file)) for file in answer.files) for answer in searched(tree, list(asked)[:count])
    ]
    wanted = sum(map(len, asked.values()))
    found = wanted - sum(map(len, lost.values()))
    return [
        f"{size:,}",
        _kilobytes(_whole(tree, "search/[0-9]*/*")),
        _kilobytes(_whole(tree, "search/texts-*/*")),
        _kilobytes(statistics.median(loads)),
        _kilobytes(max(loads)),
        f"{seconds['search_index'] - seconds['search_words']:.2f} s",
        f"{texts:.2f} s",
        f"{1000 * block:.0f} ms",
        f"{len(asked):,}",
        f"{100 * found / wanted:.1f} %",
    ], lost


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def _whole(tree: Path, pattern: str) -> int:
    return sum(_gzipped(path) for path in tree.glob(pattern))


def _kilobytes(size: float) -> str:
    return f"{size / 1000:,.0f} KB"


if __name__ == "__main__":
    sys.exit(main())
