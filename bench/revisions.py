"""Do two revisions of the program make the same bytes? The shipped site and a demo are built by both.

    python -m bench.revisions BEFORE [AFTER] [--projects 300] [--own-content]

Says which files have come, gone or differ, and how each that differs does. Both build the same content, that
of BEFORE, unless each is to build its own. Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sitegen.review.revision import unpack

SHOWN = 12
"""Files of a kind that are named."""
WIDE = 60
"""Characters of a line that are shown."""
DAY = "2026-07-01"
PROGRAM = ("sitegen", "themes", "pyproject.toml")
SITE = ("site.yml", "content", "files", "theme")


class Difference(NamedTuple):
    """Paths, in order."""

    came: list[str]
    gone: list[str]
    differ: list[str]

    def __bool__(self) -> bool:
        return any(self)


def main() -> int:
    parser = argparse.ArgumentParser(description="Do two revisions make the same bytes?")
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default="HEAD")
    parser.add_argument("--projects", type=int, default=300)
    parser.add_argument("--own-content", action="store_true")
    asked = parser.parse_args()
    found = False
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        programs = [taken_out(asked.before, folder / "before"), taken_out(asked.after, folder / "after")]
        for program in programs:
            demo(program, program / "demo", asked.projects)
        for site in ("site", "demo"):
            trees = []
            for program in programs:
                content = (program if asked.own_content else programs[0]) / site
                trees.append(build(program, content, folder / site / program.name))
            difference = compare(*trees)
            found = found or bool(difference)
            print("\n".join(told(site, difference, *trees)))
    return 1 if found else 0


def taken_out(revision: str, place: Path) -> Path:
    """A revision's program, and its shipped site in `site`."""
    root = Path(__file__).parents[1]
    for names, folder in ((PROGRAM, place), (SITE, place / "site")):
        there = git(root, "ls-tree", "--name-only", revision, *names).decode().split()
        with tarfile.open(fileobj=BytesIO(git(root, "archive", revision, *there))) as archive:
            unpack(archive, folder)
    return place


def git(root: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True).stdout


def run(program: Path, *words: str | Path) -> None:
    """A command of that revision's program."""
    check = "import sitegen, sys; assert sitegen.__file__.startswith(sys.argv.pop(1)); "
    entry = f"{check}from sitegen.__main__ import main; sys.exit(main())"
    environment = os.environ | {"PYTHONPATH": str(program)}
    command = [sys.executable, "-c", entry, program, *words]
    done = subprocess.run(command, env=environment, cwd=program, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{program.name}: {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")


def demo(program: Path, place: Path, projects: int) -> None:
    run(program, "demo", place, "--projects", str(projects))


def build(program: Path, site: Path, output: Path) -> Path:
    run(program, "build", "--root", site, "--output", output, "--now", DAY)
    return output


def compare(before: Path, after: Path) -> Difference:
    """What differs between the files of two folders."""
    old, new = paths_in(before), paths_in(after)
    differ = [
        path for path in old if path in new and (before / path).read_bytes() != (after / path).read_bytes()
    ]
    return Difference(
        [path for path in new if path not in old], [path for path in old if path not in new], differ
    )


def paths_in(folder: Path) -> dict[str, None]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return dict.fromkeys(sorted(path.relative_to(folder).as_posix() for path in found))


def told(name: str, difference: Difference, before: Path, after: Path) -> Iterator[str]:
    """The difference in lines: how many files of each kind, and the first of them."""
    count = len(paths_in(after))
    if not difference:
        yield f"{name}: {count} files, all the same"
        return
    came, gone, differ = map(len, difference)
    yield f"{name}: {count} files, {came} new, {gone} gone, {differ} differ"
    for sign, paths in (("+", difference.came), ("-", difference.gone)):
        yield from (f"  {sign} {line}" for line in by_kind(paths))
    for kind, paths in kinds_of(difference.differ).items():
        yield f"  ~ {kind}: {len(paths)}"
        for path in paths[:SHOWN]:
            data = [(tree / path).read_bytes() for tree in (before, after)]
            yield f"      {path}: {first_difference(*data)}"


def by_kind(paths: Iterable[str]) -> Iterator[str]:
    for kind, found in kinds_of(paths).items():
        more = " …" if len(found) > SHOWN else ""
        yield f"{kind}: {len(found)} ({', '.join(found[:SHOWN])}{more})"


def kinds_of(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths by what they are: the pages of a folder in all languages, the files of an ending."""
    found: dict[str, list[str]] = {}
    for path in paths:
        parts = PurePosixPath(path).parts
        place = parts[1] if len(parts) > 2 else parts[0] if len(parts) > 1 else "root"
        found.setdefault(f"{place} {PurePosixPath(path).suffix or 'without an ending'}", []).append(path)
    return found


def first_difference(before: bytes, after: bytes) -> str:
    """Where two files begin to differ, with what is there in both."""
    try:
        old, new = before.decode(), after.decode()
    except UnicodeDecodeError:
        return f"byte {_first(before, after)} on ({len(before)} and {len(after)} bytes)"
    at = _first(old, new)
    begins = max(old.rfind("\n", 0, at) + 1, at - 20)
    line = old.count("\n", 0, at) + 1
    shown = [text[begins : at + WIDE].partition("\n")[0] for text in (old, new)]
    return f"line {line}: {shown[0]} | {shown[1]}"


def _first(one: Sequence[object], other: Sequence[object]) -> int:
    ends = min(len(one), len(other))
    return next((place for place in range(ends) if one[place] != other[place]), ends)


if __name__ == "__main__":
    sys.exit(main())
