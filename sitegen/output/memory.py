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

from sitegen.diagnostics import Diagnostic
from sitegen.model.entries import Use
from sitegen.model.site import SiteSettings
from sitegen.model.sources import Source
from sitegen.output.files import remove
from sitegen.output.glance import Glance, save_glance
from sitegen.output.readers import Readers
from sitegen.output.seal import read_sealed, write_sealed
from sitegen.output.shelf import Packed, Shelf
from sitegen.render.worker import Record
from sitegen.render.workshop import Languages
from sitegen.routes import PageSpec

MAGIC = b"sitegen memory 5\n"

Anchor = tuple[str, str, str]
"""A link into another page: (page, target file, id)."""


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page and digests of its files."""

    spec: PageSpec
    digests: tuple[bytes, ...]


class Head(msgspec.Struct, frozen=True):
    """What everything else depends on."""

    site: SiteSettings
    locales: tuple[str, ...]
    settings: bytes
    """Digest of everything that every page depends on: site.yml, languages, theme text, options."""
    reading: bytes
    """Digest of the settings that entries are read under."""
    languages: Languages
    templates: dict[str, bytes]
    """Template -> digest of it and all that it uses."""


class Findings(msgspec.Struct, frozen=True):
    """What has been found out about the entries, beside what each of them says."""

    public: dict[str, tuple[str, ...]] = {}
    """Kind -> ids of public entries."""
    index: dict[str, dict[str, tuple[str, ...]]] = {}
    """`Catalogue.index`, by name and value."""
    problems: dict[str, tuple[Diagnostic, ...]] = {}
    """By entry ("kind/id"; "" for what only all of them show), where there are any."""
    uses: tuple[Use, ...] = ()
    """Of the settings."""
    hidden: tuple[str, ...] = ()
    """Values that must not be seen, as they are written and as they would be converted."""


class Marks(msgspec.Struct, frozen=True):
    """What few pages have, by path."""

    anchors: dict[str, tuple[Anchor, ...]] = {}
    pictures: dict[str, tuple[str, ...]] = {}
    """Names under which pictures of a page are kept."""
    files: frozenset[str] = frozenset()
    """Paths of what is no page but a file in every language: feeds, vCards, maps."""
    alone: frozenset[str] = frozenset()
    """Paths of files that stand once for all languages."""


class Memory(msgspec.Struct, frozen=True):
    """Everything remembered."""

    head: Head
    sources: dict[str, Source]
    records: Shelf[Record]
    findings: Findings
    pages: Shelf[PageMemory]
    readers: Readers
    marks: Marks
    files: dict[str, bytes]
    """Copied files: path in the site -> digest."""
    glance: Glance
    """Kept in a file of its own."""


class _Stored(msgspec.Struct, frozen=True):
    """A memory as it is written: without the glance, but with the key of the tree that both describe."""

    tree: str
    head: Head
    sources: dict[str, Source]
    records: Packed
    findings: Findings
    pages: Packed
    readers: Readers
    marks: Marks
    files: dict[str, bytes]


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
    return Memory(
        head=stored.head,
        sources=stored.sources,
        records=Shelf(Record, stored.records),
        findings=stored.findings,
        pages=Shelf(PageMemory, stored.pages),
        readers=stored.readers,
        marks=stored.marks,
        files=stored.files,
        glance=glance,
    )


def save_memory(work: Path, memory: Memory, key: bytes) -> None:
    """Keep a memory. That of a new tree is saved before the tree is in place, when it may still fail."""
    tree = memory.glance.tree
    stored = _Stored(
        tree=tree,
        head=memory.head,
        sources=memory.sources,
        records=memory.records.packed,
        findings=memory.findings,
        pages=memory.pages.packed,
        readers=memory.readers,
        marks=memory.marks,
        files=memory.files,
    )
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
