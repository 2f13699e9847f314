"""The little that tells whether there is anything to do, kept apart from the rest of what is remembered.

A build that finds nothing changed reads this and nothing else, and loads no more of the program than that
takes. See `memory` for the rest, and for why neither is believed unless it fits.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from sitegen.content.files import Listing
from sitegen.diagnostics import Diagnostic
from sitegen.output.ledger import Tree
from sitegen.output.seal import read_sealed, write_sealed

MAGIC = b"sitegen glance 2\n"


class Glance(msgspec.Struct, frozen=True):
    """What a build was made from, as far as it shows without reading a file."""

    program: str
    """Of the program itself."""
    tree: str
    """Key of the tree that it describes."""
    listing: Listing
    """Files and folders that had settled when they were listed."""
    base_url: str
    """As given on the command line."""
    today: str
    time_zone: str
    theme: str
    """Name of the theme."""
    theme_folders: tuple[str, ...]
    theme_stamp: bytes
    fonts: tuple[tuple[str, int, int], ...]
    """Of pictures: path, size and time of change."""
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    """Warnings, to be shown again as long as they hold."""


def load_glance(work: Path, live: Tree | None, program: str, key: bytes) -> Glance | None:
    """What is remembered of the tree in place; None when there is nothing to rely on."""
    body = None if live is None else read_sealed(_path(work, live.key), MAGIC, key)
    if live is None or body is None:
        return None
    try:
        glance = msgspec.msgpack.decode(body, type=Glance)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return glance if glance.program == program and glance.tree == live.key else None


def save_glance(work: Path, glance: Glance, key: bytes) -> None:
    """Keep it. After the memory that it goes with: it may be older than that, never newer."""
    temporary = work / "glance.new"
    write_sealed(temporary, MAGIC, msgspec.msgpack.encode(glance), key)
    os.replace(temporary, _path(work, glance.tree))


def _path(work: Path, tree: str) -> Path:
    return work / f"glance-{tree}.bin"
