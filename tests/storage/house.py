"""Small sites published by `Trees` alone, by a clock that the test sets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.storage.trees import Trees
from tests.build.edits import tree_bytes

FRONT = '<!doctype html><meta name="generator" content="sitegen 1"><title>{}</title>'
KEY = b"k" * 32

Files = Mapping[str, str]


class House:
    """An output folder with its trees, and a clock that the test sets."""

    def __init__(self, base: Path) -> None:
        self.output = base / "build"
        self.work = base / ".sitegen" / "build"
        self.now = 1_000_000.0

    def open(self, key: bytes = KEY) -> Trees:
        self.work.mkdir(parents=True, exist_ok=True)
        return Trees(self.output, self.work, key, clock=lambda: self.now)

    def whole(self, site: Files) -> Trees:
        """A build that makes everything anew."""
        with self.open() as house:
            house.put_in_place(house.ready_whole(write(house.new_outbox(), site)))
        return house

    def change(self, site: Files, *removed: str, soon: bool = False) -> Trees:
        """A build that writes these files and removes those."""
        with self.open() as house:
            outbox = write(house.new_outbox(soon=soon), site)
            house.put_in_place(house.ready_changes(outbox, list(site), removed))
        return house

    def prepare(self) -> Trees:
        """What the preview does while it is idle."""
        with self.open() as house:
            house.prepare_spare()
        return house

    def seen(self) -> dict[str, str]:
        """What readers see."""
        return {path: data.decode() for path, data in tree_bytes(self.output).items()}

    def folders(self, kind: str = "") -> list[str]:
        """Names in trees/ that begin with a word."""
        return sorted(path.name for path in (self.work / "trees").iterdir() if path.name.startswith(kind))


def write(folder: Path, site: Files) -> Path:
    for name, text in site.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def site(number: int, **more: str) -> dict[str, str]:
    return {"index.html": FRONT.format(number), "zh/index.html": f"{number}", "a/b/c.txt": "same", **more}
