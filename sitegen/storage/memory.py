"""What a build remembers for the next one, beside the output.

It is a cache and nothing else: deleted, cut short, altered, of another version or from elsewhere, it costs
time, never correctness. So it is plain data (MessagePack, typed), and it is sealed with a key that only
this user's account (or SITEGEN_CACHE_KEY) has: a cache that somebody else has made is not read at all. And
it names the one tree that it describes: another site's, or an older one, fits no tree that is in place.

What there is most of stands in pieces beside the sealed file, which names them by what is in them: an edit
reads and writes those that it touches. See `pieces` and `shelf`.
"""

from __future__ import annotations

import contextlib
import os
from array import array
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.model.entries import Use
from sitegen.model.entry_files import EntryFiles
from sitegen.model.records import Record
from sitegen.model.site import SiteSettings
from sitegen.render.page_renderer import Languages
from sitegen.routes import Route
from sitegen.seal import read_sealed, write_sealed
from sitegen.storage.build_stamp import BuildStamp, save_glance
from sitegen.storage.dependents import Dependents
from sitegen.storage.lazy_mapping import Buckets, LazyMapping
from sitegen.storage.segments import NewVolume, Piece, Volumes, drop_other_volumes, needs_compaction
from sitegen.storage.tree_files import remove

MAGIC = b"sitegen memory 6\n"

Anchor = tuple[str, str, str]
"""A link into another page: (page, target file, id)."""


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page and digests of its files."""

    route: Route
    digests: tuple[bytes, ...]


class MemoryHead(msgspec.Struct, frozen=True):
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
    problems: dict[str, tuple[Diagnostic, ...]] = {}
    """By entry ("kind/id"; "" for what only all of them show), where there are any."""
    uses: tuple[Use, ...] = ()
    """Of the settings."""
    hidden: tuple[str, ...] = ()
    """Values that must not be seen, as they are written and as they would be converted."""
    areas: tuple[tuple[str, ...], ...] = ()
    """What boundaries are called, each after its file and whether it can be drawn."""


class PageExtras(msgspec.Struct, frozen=True):
    """What few pages have, by path."""

    anchors: dict[str, tuple[Anchor, ...]] = {}
    kept: dict[str, tuple[str, ...]] = {}
    """Names under which finished bytes of a page are kept."""
    files: frozenset[str] = frozenset()
    """Paths of what is no page but a file in every language: feeds, vCards, maps."""
    site_files: frozenset[str] = frozenset()
    """Paths of files that stand once for all languages."""
    unshown: dict[str, tuple[str, ...]] = {}
    """Characters that a page's pictures and documents do not show, then the entries that these may be of."""


class Shelves(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in pieces. Raises DamagedError where one cannot be read."""

    sources: LazyMapping[EntryFiles]
    """By "kind/id", like records."""
    records: LazyMapping[Record]
    index: LazyMapping[tuple[str, ...]]
    """`Catalogue.index`; see `app.link.Lists`."""
    pages: LazyMapping[PageMemory]
    readers: Dependents
    volumes: dict[str, int] = {}
    """Bytes of the pieces in each volume that there is."""

    @property
    def buckets(self) -> list[Buckets]:
        """In the order of `_Stored.pieces`."""
        shelves = [shelf.buckets for shelf in (self.sources, self.records, self.index, self.pages)]
        return [*shelves, self.readers.reads, self.readers.nodes, self.readers.groups]


class Memory(Shelves, frozen=True, kw_only=True):
    """Everything remembered."""

    head: MemoryHead
    findings: Findings
    marks: PageExtras
    files: dict[str, bytes]
    """Copied files: path in the site -> digest."""
    glance: BuildStamp
    """Kept in a file of its own."""


class _Stored(msgspec.Struct, frozen=True):
    """A memory as its sealed file has it: without the glance, but with the key of the tree of both."""

    tree: str
    head: MemoryHead
    entries: tuple[str, ...]
    lists: tuple[str, ...]
    """Names of the index."""
    findings: Findings
    pages: tuple[str, ...]
    numbers: bytes
    """Of the pages."""
    marks: PageExtras
    files: dict[str, bytes]
    pieces: tuple[tuple[Piece, ...], ...]
    volumes: dict[str, int]


def load_memory(work: Path, glance: BuildStamp, key: bytes) -> Memory | None:
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
    volumes = Volumes(work)
    sources, records, index, pages, reads, nodes, groups = (
        Buckets(pieces, volumes) for pieces in stored.pieces
    )
    return Memory(
        head=stored.head,
        sources=LazyMapping(EntryFiles, stored.entries, sources),
        records=LazyMapping(Record, stored.entries, records),
        index=LazyMapping(tuple[str, ...], stored.lists, index),
        findings=stored.findings,
        pages=LazyMapping(PageMemory, stored.pages, pages),
        readers=Dependents(
            dict(zip(stored.pages, array("I", stored.numbers), strict=True)), reads, nodes, groups
        ),
        marks=stored.marks,
        files=stored.files,
        glance=glance,
        volumes=stored.volumes,
    )


@contextlib.contextmanager
def written_pieces(work: Path, shelves: Shelves) -> Iterator[Shelves]:
    """The same, with all that has changed on the disk; all anew where most of what is there is outdated.

    Before anything of the last site is touched: what is needed of the last memory is read here at the latest.
    What is written is taken away again where the rest of the build fails. Raises DamagedError, OSError.
    """
    if needs_compaction(
        shelves.volumes, [piece for each in shelves.buckets for piece in each.pieces if piece]
    ):
        shelves = _rebuilt(shelves)
    volume = NewVolume(work)
    pieces = [buckets.write(volume.add, Volumes(work)) for buckets in shelves.buckets]
    used = {piece.volume for each in pieces for piece in each}
    sizes = shelves.volumes | {volume.name: volume.size}
    try:
        volume.write()
        yield msgspec.structs.replace(
            shelves, volumes={name: size for name, size in sizes.items() if name in used}
        )
    except BaseException:
        volume.remove()
        raise


def _rebuilt(shelves: Shelves) -> Shelves:
    return msgspec.structs.replace(
        shelves,
        sources=shelves.sources.rebuilt(),
        records=shelves.records.rebuilt(),
        index=shelves.index.rebuilt(),
        pages=shelves.pages.rebuilt(),
        readers=shelves.readers.rebuilt(),
    )


def save_memory(work: Path, memory: Memory, key: bytes) -> None:
    """Keep a memory whose pieces have been written. That of a new tree before the tree is in place."""
    tree = memory.glance.tree
    numbers = memory.readers.pages
    stored = _Stored(
        tree=tree,
        head=memory.head,
        entries=tuple(memory.records),
        lists=tuple(memory.index),
        findings=memory.findings,
        pages=tuple(memory.pages),
        numbers=array("I", [numbers[path] for path in memory.pages]).tobytes(),
        marks=memory.marks,
        files=memory.files,
        pieces=tuple([tuple([p for p in buckets.pieces if p]) for buckets in memory.buckets]),
        volumes=memory.volumes,
    )
    temporary = work / "memory.new"
    write_sealed(temporary, MAGIC, msgspec.msgpack.encode(stored), key)
    os.replace(temporary, _path(work, tree))
    save_glance(work, memory.glance, key)


def drop_other_memories(work: Path, memory: Memory) -> None:
    """Let go of the memories of trees that are no longer in place."""
    for other in (*work.glob("memory-*.bin"), *work.glob("glance-*.bin"), *work.glob("sizes-*.bin")):
        if other.stem.partition("-")[2] != memory.glance.tree:
            remove(other)
    drop_other_volumes(work, memory.volumes)


def _path(work: Path, tree: str) -> Path:
    return work / f"memory-{tree}.bin"
