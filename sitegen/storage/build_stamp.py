"""The little that tells whether there is anything to do, kept apart from the rest of what is remembered.

A build that finds nothing changed reads this and nothing else, and loads no more of the program than that
takes: so this is written without the help of a library. See `memory` for the rest, and for why neither is
believed unless it fits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from sitegen.content.listing import Listing, packed, unpacked
from sitegen.seal import read_sealed, write_sealed

MAGIC = b"sitegen glance 3\n"


class BuildStamp:
    """What a build was made from, as far as it shows without reading a file. Not changed once it is made."""

    def __init__(
        self,
        *,
        program: str,
        tree: str,
        listing: Listing,
        base_url: str,
        today: str,
        seconds: tuple[int, int],
        theme: str,
        theme_folders: tuple[str, ...],
        theme_stamp: str,
        fonts: tuple[tuple[str, int, int], ...],
        pages: int,
        warnings: bytes,
    ) -> None:
        self.program = program
        """Of the program itself."""
        self.tree = tree
        """Key of the tree that it describes."""
        self.listing = listing
        """Files and folders, as far as they had settled when they were listed."""
        self.base_url = base_url
        """As given on the command line."""
        self.today = today
        self.seconds = seconds
        """When that day begins and ends where the site is, in seconds of the epoch."""
        self.theme = theme
        """Name of the theme."""
        self.theme_folders = theme_folders
        self.theme_stamp = theme_stamp
        self.fonts = fonts
        """Of pictures: path, size and time of change."""
        self.pages = pages
        self.warnings = warnings
        """To be shown again as long as they hold: encoded diagnostics, nothing where there are none."""


def load_glance(work: str | os.PathLike[str], tree: str, program: str, key: bytes) -> BuildStamp | None:
    """What is remembered of the tree in place; None when there is nothing to rely on."""
    body = read_sealed(_path(work, tree), MAGIC, key)
    if body is None:
        return None
    try:
        glance = _decoded(bytes(body))
    except (ValueError, IndexError):
        return None
    return glance if glance.program == program and glance.tree == tree else None


def save_glance(work: str | os.PathLike[str], glance: BuildStamp, key: bytes) -> None:
    """Keep it. After the memory that it goes with: it may be older than that, never newer."""
    temporary = os.path.join(work, "glance.new")
    write_sealed(temporary, MAGIC, _encoded(glance), key)
    os.replace(temporary, _path(work, glance.tree))


def _path(work: str | os.PathLike[str], tree: str) -> str:
    return os.path.join(work, f"glance-{tree}.bin")


def _encoded(glance: BuildStamp) -> bytes:
    words = (
        glance.program,
        glance.tree,
        glance.base_url,
        glance.today,
        *map(str, glance.seconds),
        glance.theme,
        glance.theme_stamp,
        str(glance.pages),
    )
    fonts = [str(value) for font in glance.fonts for value in font]
    files, folders = packed(glance.listing.files), packed(glance.listing.folders)
    return _joined(
        [_line(words), _line(glance.theme_folders), _line(fonts), *files, *folders, glance.warnings]
    )


def _decoded(body: bytes) -> BuildStamp:
    words, theme_folders, fonts, files, file_stamps, folders, folder_stamps, warnings = _parted(body)
    program, tree, base_url, today, begins, ends, theme, theme_stamp, pages = _words(words)
    values = iter(_words(fonts))
    return BuildStamp(
        program=program,
        tree=tree,
        listing=Listing(unpacked(files, file_stamps), unpacked(folders, folder_stamps)),
        base_url=base_url,
        today=today,
        seconds=(int(begins), int(ends)),
        theme=theme,
        theme_folders=tuple(_words(theme_folders)),
        theme_stamp=theme_stamp,
        fonts=tuple(
            [(path, int(size), int(time)) for path, size, time in zip(values, values, values, strict=True)]
        ),
        pages=int(pages),
        warnings=warnings,
    )


def _line(words: Iterable[str]) -> bytes:
    """No path and no other word has a NUL in it."""
    return "\0".join(words).encode("utf-8", "surrogateescape")


def _words(line: bytes) -> list[str]:
    return line.decode("utf-8", "surrogateescape").split("\0") if line else []


def _joined(parts: Sequence[bytes]) -> bytes:
    return b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "little"), part)])


def _parted(body: bytes) -> list[bytes]:
    parts = []
    place = 0
    while place < len(body):
        start = place + 8
        place = start + int.from_bytes(body[place:start], "little")
        parts.append(body[start:place])
    if place != len(body):
        raise ValueError("cut short")
    return parts
