"""The measurements of one size of catalogue: both programs in turn, round by round."""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.content import Sites, write_sites
from bench.edits import EDITS, Edit, Site
from bench.process import Cost, Failed, measure
from bench.serving import latencies
from bench.tools import TODAY, build_command, check_command, done, hugo_command, rested_command, run

_STAGE = re.compile(r"^(\w+) +([0-9.]+) ms$", re.MULTILINE)
WARM = 3
"""Builds before edits are measured: by then there are spare trees to bring up to date."""

SAVES = 5
"""Of each kind, with the preview running."""

Figures = dict[str, Any]


class Scene:
    """Sites of one size and what has been measured of them."""

    def __init__(self, folder: Path, projects: int, seed: int, hugo: Path, sides: tuple[str, ...]) -> None:
        self.projects = projects
        self._folder = folder
        self._hugo = hugo
        self._sides = sides
        self._trash = folder / "trash"
        self._trash.mkdir(parents=True)
        self.sites: Sites = write_sites(folder, projects, seed, TODAY)
        self._found: dict[str, dict[str, Figures]] = {"hugo": {}, "lean": {}, "full": {}}
        self._edit = 0

    def round(self, number: int) -> None:
        """One of everything; the first round also looks at memory and compares bytes with clean builds."""
        first = number == 0
        self._tell(f"round {number + 1}: Hugo")
        self._hugo_round(memory=first)
        for side in self._sides:
            self._tell(f"round {number + 1}: {side}")
            self._sitegen_round(side, first=first)

    def _tell(self, what: str) -> None:
        print(f"{self.projects} projects, {what}", file=sys.stderr, flush=True)

    # Hugo

    def _hugo_round(self, *, memory: bool) -> None:
        output = self._folder / "public"
        command = hugo_command(self._hugo, self.sites.hugo, output)
        self._clear(output, self.sites.hugo / "cache", self.sites.hugo / "resources")
        if memory:
            self._note("hugo", "fresh", measure(command, memory=True), peak_only=True)
            self._clear(output, self.sites.hugo / "cache", self.sites.hugo / "resources")
        self._note("hugo", "fresh", measure(command))
        self._note("hugo", "again", measure(command))

    # sitegen

    def _sitegen_round(self, side: str, *, first: bool) -> None:
        root: Path = getattr(self.sites, side)
        build = build_command(root, root / "build", "--lang", "en")
        self._forget(root)
        self._note(side, "check fresh", measure(check_command(root)))
        if first:
            self._note(side, "fresh", measure(build, memory=True), peak_only=True)
            self._forget(root)
        fresh = measure([*build, "--timings"])
        self._note(side, "fresh", fresh)
        self._found[side]["fresh"]["stages"] = {name: float(ms) for name, ms in _STAGE.findall(fresh.said)}
        self._note(side, "no change", measure(build))
        self._note(side, "check again", measure(check_command(root)))
        site = Site(root)
        self._found[side]["contact users"] = {"count": site.users}
        at_once = [self._at_once(site, build) for _ in range(WARM)]
        self._note(side, "body at once", at_once[-1])
        for edit in EDITS:
            self._apply(edit, site)
            cost = measure(rested_command(root, root / "build", "--lang", "en"))
            if not done(cost.said):
                raise Failed(f"{edit.name}: the edit changed nothing\n{cost.said}")
            self._note(side, edit.name, cost)
            if first:
                self._found[side][edit.name]["equal"] = self._like_clean(root)
        if first:
            for name, found in latencies(root, SAVES).items():
                self._found[side][f"serve {name}"] = {"wall": [round(seconds, 4) for seconds in found]}

    def _at_once(self, site: Site, build: list[str]) -> Cost:
        """An edit within a minute of the last build."""
        self._apply(EDITS[0], site)
        return measure(build)

    def _apply(self, edit: Edit, site: Site) -> None:
        if edit.name not in ("rename", "delete"):  # these go on with what "add" has made
            self._edit += 1
        edit.apply(site, self._edit)

    def _like_clean(self, root: Path) -> bool:
        """Whether a clean build comes to the same bytes as the one that has been kept up to date."""
        clean = self._folder / "clean"
        run(build_command(root, clean, "--fresh"))
        same = contents(clean) == contents(root / "build")
        self._clear(clean, self._folder / ".sitegen")
        return same

    def _forget(self, root: Path) -> None:
        self._clear(root / "build", root / ".sitegen")

    def _clear(self, *paths: Path) -> None:
        """Out of the way by a rename: on some file systems writing is slow just after much was deleted."""
        for path in paths:
            if path.exists():
                path.rename(self._trash / f"{len(list(self._trash.iterdir()))}")
        os.sync()

    # Figures

    def _note(self, side: str, name: str, cost: Cost, *, peak_only: bool = False) -> None:
        figures = self._found[side].setdefault(name, defaultdict(list))
        if peak_only:
            figures["peak"] = cost.peak
            return
        figures["wall"].append(round(cost.wall, 4))
        figures["cpu"].append(round(cost.cpu, 4))
        if cost.after:
            figures.setdefault("after", []).append(round(cost.after, 4))
        if made := done(cost.said):
            figures["made"], figures["wrote"] = made.made, made.wrote

    def figures(self) -> dict[str, dict[str, Figures]]:
        return {
            side: {name: dict(figures) for name, figures in named.items()}
            for side, named in self._found.items()
            if named
        }


def contents(tree: Path) -> dict[str, bytes]:
    """Every file of a tree, by its path."""
    return dict(_files(tree))


def _files(tree: Path) -> Iterator[tuple[str, bytes]]:
    for path in tree.rglob("*"):
        if path.is_file():
            yield path.relative_to(tree).as_posix(), path.read_bytes()
