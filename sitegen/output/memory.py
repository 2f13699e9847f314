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

from sitegen.model.reader import Read
from sitegen.model.site import SiteSettings
from sitegen.model.sources import Source
from sitegen.output.files import remove
from sitegen.output.glance import Glance, save_glance
from sitegen.output.seal import read_sealed, write_sealed
from sitegen.render.worker import Record
from sitegen.render.workshop import Languages
from sitegen.routes import PageSpec

MAGIC = b"sitegen memory 4\n"


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page, digests of its files, and what it was made from."""

    spec: PageSpec
    digests: tuple[bytes, ...]
    read: Read
    anchors: tuple[tuple[str, str, str], ...] = ()
    """Links into other pages: (page, target file, id)."""
    pictures: tuple[str, ...] = ()
    """Names under which pictures of it are kept."""


class Memory(msgspec.Struct, frozen=True):
    """Everything remembered."""

    site: SiteSettings
    locales: tuple[str, ...]
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
    glance: Glance
    """Kept in a file of its own."""


class _Stored(msgspec.Struct, frozen=True):
    """A memory as it is written: without the glance, but with the key of the tree that both describe."""

    tree: str
    site: SiteSettings
    locales: tuple[str, ...]
    settings: bytes
    reading: bytes
    languages: Languages
    templates: dict[str, bytes]
    sources: dict[str, Source]
    records: dict[str, Record]
    pages: dict[str, PageMemory]
    files: dict[str, bytes]


_SHARED = [name for name in _Stored.__struct_fields__ if name != "tree"]


def load_memory(work: Path, glance: Glance, key: bytes) -> Memory | None:
    """The memory that goes with a glance; None when there is none to rely on."""
    body = read_sealed(_path(work, glance.tree), MAGIC, key)
    if body is None:
        return None
    try:
        stored = msgspec.msgpack.decode(body, type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if stored.tree != glance.tree:
        return None
    return Memory(glance=glance, **{name: getattr(stored, name) for name in _SHARED})


def save_memory(work: Path, memory: Memory, key: bytes) -> None:
    """Keep a memory. That of a new tree is saved before the tree is in place, when it may still fail."""
    tree = memory.glance.tree
    stored = _Stored(tree=tree, **{name: getattr(memory, name) for name in _SHARED})
    temporary = work / "memory.new"
    write_sealed(temporary, MAGIC, msgspec.msgpack.encode(stored), key)
    os.replace(temporary, _path(work, tree))
    save_glance(work, memory.glance, key)


def drop_other_memories(work: Path, tree: str) -> None:
    """Let go of the memories of trees that are no longer in place."""
    for other in (*work.glob("memory-*.bin"), *work.glob("glance-*.bin")):
        if other.stem.partition("-")[2] != tree:
            remove(other)


def _path(work: Path, tree: str) -> Path:
    return work / f"memory-{tree}.bin"
