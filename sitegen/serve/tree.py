"""Finds the file that a URL stands for, and never one outside the site's tree.

Folders are opened one within the other and links are not followed, so neither `..` in any disguise nor a
symbolic link leads out, not even when the tree changes at that moment. Folders are not listed.
"""

from __future__ import annotations

import enum
import os
import stat
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

_TEXT = "; charset=utf-8"

# Our own table: the machine's would make the preview differ from one machine to the next.
_TYPES = {
    ".html": "text/html" + _TEXT,
    ".css": "text/css" + _TEXT,
    ".js": "text/javascript" + _TEXT,
    ".mjs": "text/javascript" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".md": "text/markdown" + _TEXT,
    ".ics": "text/calendar" + _TEXT,
    ".vcf": "text/vcard" + _TEXT,
    ".xml": "application/xml" + _TEXT,
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".jsonld": "application/ld+json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml" + _TEXT,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt" + _TEXT,
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class UrlAnswer(enum.Enum):
    """What is at a URL where there is no file."""

    NOTHING = enum.auto()
    FOLDER = enum.auto()
    """The URL lacks the slash at its end."""


def look_up(tree: Path, url_path: str) -> bytes | UrlAnswer:
    """The bytes of the file at a URL's path, which is as the browser sent it (percent-encoded)."""
    parts = segments(url_path)
    if parts is None:
        return UrlAnswer.NOTHING
    wanted = [*parts[:-1], parts[-1] or "index.html"]
    try:
        return _read(tree, wanted)
    except IsADirectoryError:
        return UrlAnswer.FOLDER
    except OSError:  # not there, not readable, through a link, too long a name: to a reader it is all one
        return UrlAnswer.NOTHING


def segments(url_path: str) -> list[str] | None:
    """The names in a URL's path, the last one "" for a folder; None for a path that no file of a site has."""
    if not url_path.startswith("/"):
        return None
    try:
        parts = [unquote(part, errors="strict") for part in url_path[1:].split("/")]
    except UnicodeDecodeError:
        return None
    if "" in parts[:-1] or any(part in (".", "..") or {*part} & {*"/\\\0"} for part in parts):
        return None
    return parts


def content_type(url_path: str) -> str:
    if url_path.endswith("/"):
        return _TYPES[".html"]
    return _TYPES.get(PurePosixPath(url_path).suffix.lower(), "application/octet-stream")


def open_file(tree: Path, url_path: str) -> BinaryIO | None:
    """The same file, to be read a part at a time; None where there is none."""
    parts = segments(url_path)
    if not parts or not parts[-1]:
        return None
    try:
        return _open(tree, parts)
    except OSError:
        return None


def _read(tree: Path, parts: Sequence[str]) -> bytes:
    """Raises OSError; IsADirectoryError for a folder."""
    with _open(tree, parts) as opened:
        return opened.read()


def _open(tree: Path, parts: Sequence[str]) -> BinaryIO:
    """Raises OSError; IsADirectoryError for a folder."""
    # The tree itself may be a link: that is how it is swapped where folders cannot be exchanged.
    folder = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            inner = os.open(part, flags, dir_fd=folder)
            os.close(folder)
            folder = inner
        # O_NONBLOCK: a pipe must not stop the server before it is seen to be one.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        file = os.open(parts[-1], flags, dir_fd=folder)
    finally:
        os.close(folder)
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode):
        return open(file, "rb")  # whoever asked for it closes it
    os.close(file)
    raise IsADirectoryError if stat.S_ISDIR(mode) else FileNotFoundError
