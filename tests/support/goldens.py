"""Expected outputs kept as files: one test both checks them and, with --update-goldens, writes them."""

from __future__ import annotations

from pathlib import Path


class Golden:
    """Compares text with a file of a folder, or writes the file."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder = folder
        self._update = update

    def __call__(self, actual: str, name: str) -> None:
        path = self._folder / name
        if self._update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        assert path.exists(), f"{name} has no golden yet: make goldens"
        expected = path.read_bytes().decode("utf-8")
        assert actual == expected, f"{name} differs from its golden; if that is meant: make goldens"
