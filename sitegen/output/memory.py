"""What a build remembers for the next one, beside the output.

It is a cache and nothing else: deleted, cut short, altered, of another version or from elsewhere, it costs
time, never correctness. So it is plain data (MessagePack, typed), and it is sealed with a key that only
this user's account (or SITEGEN_CACHE_KEY) has: a cache that somebody else has made is not read at all. And
it names the one tree that it describes: another site's, or an older one, fits no tree that is in place.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from sitegen.content.files import Listing
from sitegen.diagnostics import Diagnostic
from sitegen.model.reader import Read
from sitegen.model.site import SiteSettings
from sitegen.model.sources import Source
from sitegen.output.files import remove
from sitegen.output.ledger import Tree
from sitegen.output.seal import read_sealed, write_sealed
from sitegen.render.worker import Record
from sitegen.render.workshop import Languages
from sitegen.routes import PageSpec

MAGIC = b"sitegen memory 2\n"


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page, digests of its files, and what it was made from."""

    spec: PageSpec
    digests: tuple[bytes, ...]
    read: Read


class Memory(msgspec.Struct, frozen=True):
    """Everything remembered."""

    program: str
    """Of the program and the built-in theme."""
    tree: str
    """Key of the tree that it describes."""
    listing: Listing
    """Files and folders that had settled when they were listed."""
    base_url: str
    """As given on the command line."""
    today: str
    site: SiteSettings
    locales: tuple[str, ...]
    theme: bytes
    """Stamp of the theme's files."""
    theme_folders: tuple[str, ...]
    settings: bytes
    """Digest of everything that every page depends on: site.yml, languages, theme text, options."""
    reading: bytes
    """Digest of the settings that entries are read under."""
    languages: Languages
    templates: dict[str, bytes]
    """Template -> digest of it and all that it uses."""
    sources: dict[str, Source]
    records: dict[str, Record]
    pages: dict[str, PageMemory]
    files: dict[str, bytes]
    """Copied files: path in the site -> digest."""
    diagnostics: tuple[Diagnostic, ...]
    """Warnings, to be shown again as long as they hold."""


def load_memory(work: Path, live: Tree | None, program: str, key: bytes) -> Memory | None:
    """The memory that goes with the tree in place; None when there is none to rely on."""
    body = None if live is None else read_sealed(_path(work, live.key), MAGIC, key)
    if live is None or body is None:
        return None
    try:
        memory = msgspec.msgpack.decode(body, type=Memory)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return memory if memory.program == program and memory.tree == live.key else None


def save_memory(work: Path, memory: Memory, key: bytes) -> Memory:
    """Keep a memory. That of a new tree is saved before the tree is in place, when it may still fail."""
    temporary = work / "memory.new"
    write_sealed(temporary, MAGIC, msgspec.msgpack.encode(memory), key)
    os.replace(temporary, _path(work, memory.tree))
    return memory


def drop_other_memories(work: Path, tree: str) -> None:
    """Let go of the memories of trees that are no longer in place."""
    for other in work.glob("memory-*.bin"):
        if other != _path(work, tree):
            remove(other)


def _path(work: Path, tree: str) -> Path:
    return work / f"memory-{tree}.bin"
