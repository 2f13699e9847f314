"""A folder on this machine, or one that is mounted here, as a place for trees."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from sitegen.publish.files import Release, SiteFile, site_file
from sitegen.publish.releases import BEFORE, MARK
from sitegen.storage.tree_files import flush


class FolderTrees:
    """The trees beside a folder. Raises OSError."""

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target.parent), target.name)
        self.trees = self.target.with_name(f"{target.name}.releases")

    def state(self) -> str:
        if self.target.is_symlink():
            ours = Path(os.path.normpath(self.target.parent / os.readlink(self.target))).parent == self.trees
            return "ours" if ours else "foreign"
        if not self.target.is_dir():
            return "foreign" if os.path.lexists(self.target) else "absent"
        return "foreign" if os.listdir(self.target) else "empty"

    def current(self) -> str:
        with contextlib.suppress(OSError):
            return (self.target / MARK).read_text("utf-8").strip() if self.state() == "ours" else ""
        return BEFORE if self.state() == "ours" else ""

    def releases(self) -> list[Release]:
        decode = msgspec.json.Decoder(Release).decode
        return [decode(path.read_bytes()) for path in sorted(self.trees.glob("*.json"))]

    def fill(self, release: Release, files: Mapping[str, SiteFile], previous: Release | None) -> None:
        tree = self.trees / release.name
        tree.mkdir(parents=True, exist_ok=True)
        for path in sorted(_files_below(tree) - files.keys() - {MARK}):
            (tree / path).unlink()
        for path, file in files.items():
            same = previous is not None and previous.files.get(path) == file.digest
            self._place(tree / path, file, self.trees / previous.name / path if same and previous else None)
        _write(tree / MARK, f"{release.name}\n".encode())

    def _place(self, place: Path, file: SiteFile, other: Path | None) -> None:
        """A file of a tree, by a link to another tree's where that has it."""
        if place.is_file():
            if place.stat().st_size == file.size and site_file(place).digest == file.digest:
                return
            place.unlink()
            other = None  # it may have come from there
        place.parent.mkdir(parents=True, exist_ok=True)
        if other is not None:
            with contextlib.suppress(OSError):
                os.link(other, place)
                return
        temporary = place.with_name(f".{place.name}.part")
        shutil.copyfile(file.source, temporary)
        os.replace(temporary, place)

    def faults(self, release: Release, files: Mapping[str, SiteFile]) -> list[str]:
        tree = self.trees / release.name
        found = _files_below(tree) ^ {*files, MARK}
        for path, file in files.items():
            if path not in found and site_file(tree / path).digest != file.digest:
                found.add(path)
        return sorted(found)

    def record(self, release: Release) -> None:
        flush(self.trees)  # what is said to be complete outlasts a loss of power
        _write(self.trees / f"{release.name}.json", msgspec.json.encode(release))

    def switch(self, name: str) -> None:
        link = self.target.with_name(f"{self.target.name}.next")
        link.unlink(missing_ok=True)
        link.symlink_to(f"{self.trees.name}/{name}")
        os.replace(link, self.target)

    def set_aside(self) -> None:
        if self.state() == "empty":
            self.target.rmdir()
            return
        _write(self.trees / f"{BEFORE}.json", msgspec.json.encode(Release(name=BEFORE, files={})))
        self.target.rename(self.trees / BEFORE)

    def remove_all_but(self, names: set[str]) -> None:
        for path in sorted(self.trees.iterdir(), key=lambda path: path.suffix != ".json"):
            if path.name.removesuffix(".json") in names:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _files_below(folder: Path) -> set[str]:
    return {
        Path(place, name).relative_to(folder).as_posix()
        for place, _, names in os.walk(folder)
        for name in names
    }


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(data)
    os.replace(temporary, path)
