"""Files put beside an entry from the editor: pictures, films and captions, each checked as a build does."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from sitegen.content.captions import read_captions
from sitegen.content.file_kinds import PictureError
from sitegen.content.films import FILMS, NO_FILMS, FilmError, film_info
from sitegen.content.utf8 import decode_text
from sitegen.diagnostics import ContentError, RequestError, megabytes
from sitegen.editing.entry_state import folder_of, state_of
from sitegen.model.entries import Reading
from sitegen.model.picture_limits import checked_picture
from sitegen.patterns import pattern
from sitegen.sheets.transaction import apply_changes, check_place, editing

FILE_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.[A-Za-z0-9]{2,5}")
CAPTIONS = ".vtt"
_OLD_SECONDS = 86_400


def put_picture(root: Path, entry: tuple[str, str], name: str, data: bytes, reading: Reading) -> str:
    """Put a picture or captions beside an entry; the name that it got; another of that name stays.

    Raises RequestError or ContentError for a name or a file that cannot be used, OSError.
    """
    state_of(root, *entry, reading.written)
    name = _usable(name, "picture")
    if name.endswith(CAPTIONS):
        _check_captions(name, data)
    else:
        try:
            checked_picture(data, name, reading)
        except PictureError as error:
            raise RequestError(error.code, **error.params) from None
    folder = folder_of(root, *entry)
    with editing(root):
        name = _free(folder, name, lambda path: path.read_bytes() == data)
        if not (folder / name).exists():
            apply_changes(root, {folder / name: data})
    return name


def put_film(root: Path, entry: tuple[str, str], name: str, taken: Path, reading: Reading) -> str:
    """Move a film that has come whole beside an entry; the name that it got.

    Raises RequestError for a name or a film that cannot be used, OSError.
    """
    state_of(root, *entry, reading.written)
    ending = name.strip().rpartition(".")[2].lower()
    if ending in NO_FILMS or ending not in FILMS:
        raise RequestError("E_FILM_FORMAT", extension=ending)
    name = _usable(name, "film")
    size, limit = taken.stat().st_size, reading.limits.film_bytes
    if size > limit:
        raise RequestError("E_FILE_SIZE", limit=megabytes(limit))
    try:
        with taken.open("rb") as file:
            film_info(file, name)
    except FilmError as error:
        raise RequestError(error.code, **error.params) from None
    folder = folder_of(root, *entry)
    with editing(root):
        name = _free(folder, name, lambda path: path.stat().st_size == size and _alike(path, taken))
        check_place(root, folder / name)
        if not (folder / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            taken.chmod(0o644)
            os.replace(taken, folder / name)
    return name


def begun(root: Path) -> IO[bytes]:
    """A file for a film that is coming; those that never came whole a day ago are removed."""
    folder = root / ".sitegen"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("upload-*"):
        if time.time() - old.stat().st_mtime > _OLD_SECONDS:
            old.unlink(missing_ok=True)
    return tempfile.NamedTemporaryFile(dir=folder, prefix="upload-", delete=False)


def _usable(name: str, otherwise: str) -> str:
    """A name that files of entries may have. Raises RequestError."""
    name = name.strip().replace(" ", "-")
    if not FILE_NAME.fullmatch(name):
        stem, _, ending = name.rpartition(".")
        safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "" for char in stem)
        name = f"{safe.strip('-_') or otherwise}.{ending.lower()}"
    if not FILE_NAME.fullmatch(name):
        raise RequestError("E_FILE_NAME", name=name)
    return name


def _check_captions(name: str, data: bytes) -> None:
    text, found = decode_text(data, name)
    found = found or read_captions(text, name)[1]
    if found:
        raise ContentError(found)


def _free(folder: Path, name: str, is_the_same: Callable[[Path], bool]) -> str:
    """The name, or one with a number where a file of another content has it."""
    stem, _, ending = name.rpartition(".")
    number = 1
    while (folder / name).exists() and not is_the_same(folder / name):
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name


def _alike(first: Path, second: Path) -> bool:
    """Whether two files of one size have the same bytes, read in parts."""
    with first.open("rb") as one, second.open("rb") as other:
        while part := one.read(1 << 20):
            if part != other.read(1 << 20):
                return False
    return True
