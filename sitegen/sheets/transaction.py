"""Several files of a site changed together: all of them, or none, also where the program is killed.

What is to be written and what is there now are put beside the content first, with a journal that says what
will be done. An error takes everything back. Where the process was killed in between, the journal is still
there, and whoever changes files next takes back what was begun.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.storage.lock import locked

FOLDER = Path(".sitegen", "edit")
JOURNAL = "journal.json"

Move = tuple[Path, Path]


@contextlib.contextmanager
def editing(root: Path) -> Iterator[None]:
    """Hold the site's files against other changes of this program, and take back what a killed one began.

    Raises MachineError where somebody else holds them for too long.
    """
    with locked(root / ".sitegen" / "edit.lock"):
        _recover(root)
        yield


def recover(root: Path) -> bool:
    """Take back what a killed process began; whether there was anything."""
    if not (root / FOLDER).is_dir():
        return False
    with locked(root / ".sitegen" / "edit.lock"):
        return _recover(root)


def apply_changes(root: Path, files: Mapping[Path, bytes | None], moves: Sequence[Move] = ()) -> None:
    """Within `editing`: write these files (None: delete), make these moves. Raises OSError, all undone."""
    for path in (*files, *[end for move in moves for end in move]):
        check_place(root, path)
    stage = root / FOLDER
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    journal: dict[str, Any] = {
        "files": [[path.relative_to(root).as_posix(), path.exists()] for path in files],
        "moves": [[end.relative_to(root).as_posix() for end in move] for move in moves],
    }
    try:
        for number, (path, data) in enumerate(files.items()):
            if data is not None:
                _write(stage / f"{number}.new", data)
            if path.exists():
                shutil.copy2(path, stage / f"{number}.old")
        _write(stage / "journal", json.dumps(journal, ensure_ascii=False).encode())
        os.replace(stage / "journal", stage / JOURNAL)
        _do(stage, files, moves)
    except BaseException:
        _recover(root)
        raise
    _finish(stage)


def _do(stage: Path, files: Mapping[Path, bytes | None], moves: Sequence[Move]) -> None:
    for number, (path, data) in enumerate(files.items()):
        if data is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / f"{number}.new", path)
    for old, new in moves:
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        new.parent.mkdir(parents=True, exist_ok=True)
        os.rename(old, new)


def _recover(root: Path) -> bool:
    stage = root / FOLDER
    if not stage.is_dir():
        return False
    begun = (stage / JOURNAL).is_file()
    if begun:
        journal = json.loads((stage / JOURNAL).read_text("utf-8"))
        for old, new in reversed(journal["moves"]):
            if (root / new).exists() and not (root / old).exists():
                os.rename(root / new, root / old)
        for number, (name, was_there) in reversed([*enumerate(journal["files"])]):
            _put_back(root, root / name, stage / f"{number}.old" if was_there else None)
    _finish(stage)
    return begun


def _put_back(root: Path, path: Path, kept: Path | None) -> None:
    if kept is not None:
        if path.is_file() and path.read_bytes() == kept.read_bytes():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        again = kept.with_suffix(".again")
        shutil.copy2(kept, again)
        os.replace(again, path)
        return
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _finish(stage: Path) -> None:
    (stage / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def check_place(root: Path, path: Path) -> None:
    """No file is written through a symbolic link, which may have come with the content."""
    step = path
    while step != root:
        if step.is_symlink() or step == step.parent:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(step))
        step = step.parent
