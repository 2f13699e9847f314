"""One worker's share of a build: reads entries, then makes pages.

A worker keeps the entries that it has read, because the pages made from them come to it later; what it has
not read itself it reads when a page needs it. Everything that goes in or out is small and plain, so that
workers may be threads of this process, forked processes or machines elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from hashlib import blake2b, sha256

import msgspec

from sitegen.channels.raster import RasterPictures
from sitegen.content.safe_files import read_bytes
from sitegen.model.catalogue import Catalogue, unpack
from sitegen.model.dependency_ids import Nodes, Questions
from sitegen.model.entries import Entry, Reading, read_entry
from sitegen.model.entry_files import EntryFiles
from sitegen.model.geojson import Boundary
from sitegen.model.records import Record, record_of
from sitegen.model.store import EntryStore
from sitegen.render.leaks import Leaks, leaks_of
from sitegen.render.page_renderer import BrokenLink, Languages, PageRenderer, Rendered, Unseen
from sitegen.routes import PageSpec, Targets

_encode = msgspec.msgpack.Encoder().encode


class RenderTask(msgspec.Struct, frozen=True, array_like=True):
    """A page to make, and the digests of what it came to last time."""

    spec: PageSpec
    known: tuple[bytes, ...] = ()


class RenderResult(msgspec.Struct, frozen=True, array_like=True):
    """What became of a page: digests of its files, and which of them were written."""

    spec: PageSpec
    digests: tuple[bytes, ...]
    written: tuple[str, ...]
    nodes: bytes
    """What it was made from, see `model.dependency_ids`."""
    questions: Questions
    """Queries among its nodes that the worker has not told of before."""
    entries: tuple[str, ...]
    """Entries ("kind/id") whose texts it may show; of a picture with `unseen`, whose cards too."""
    broken: tuple[BrokenLink, ...]
    anchors: tuple[tuple[str, str, str], ...]
    leaks: tuple[tuple[str, str], ...]
    """(file, hidden value)"""
    pictures: tuple[str, ...] = ()
    """Names under which pictures of it are kept."""
    unseen: tuple[Unseen, ...] = ()


class RenderContext(msgspec.Struct, frozen=True):
    """What a worker needs for making pages."""

    catalogue: bytes | Catalogue
    """Packed, for another process."""
    languages: Languages
    templates: dict[str, str]
    sources: Mapping[str, EntryFiles]
    """By "kind/id"."""
    targets: Targets
    hidden: tuple[str, ...]
    outbox: str
    """Folder that finished files are written to, under their path in the site."""
    boundaries: tuple[Boundary, ...] = ()
    pictures: RasterPictures = RasterPictures()


class Worker:
    """Reads and renders for one site."""

    def __init__(self, root: str, reading: Reading) -> None:
        self._root = root
        self._reading = reading
        self._entries = EntryStore()
        self._brief: RenderContext | None = None
        self._workshop: PageRenderer | None = None
        self._leaks = Leaks(())
        self._nodes = Nodes()

    # Reading

    def read(self, sources: Sequence[EntryFiles]) -> list[bytes]:
        """The records of these entries, encoded as they are kept."""
        return [_encode(self._record(source)) for source in sources]

    def _record(self, source: EntryFiles) -> Record:
        state = blake2b(digest_size=16)
        entry = self._read(source, state)
        return record_of(entry, state.digest())

    def _read(self, source: EntryFiles, state: blake2b) -> Entry:
        def read(path: str, limit: int) -> bytes | None:
            data = read_bytes(f"{self._root}/{path}", limit)
            state.update(f"{path}\0{-1 if data is None else len(data)}\0".encode())
            state.update(data or b"")
            return data

        entry = read_entry(source, self._reading, read)
        self._entries.put(entry)
        return entry

    def _load(self, kind: str, entity_id: str) -> Entry:
        entry = self._entries.get(kind, entity_id)
        if entry is None:
            assert self._brief is not None
            entry = self._read(self._brief.sources[f"{kind}/{entity_id}"], blake2b())
        return entry

    # Making pages

    def prepare(self, brief: RenderContext) -> None:
        """Take the whole catalogue."""
        self._brief = brief
        self._leaks = leaks_of(brief.hidden)
        catalogue = brief.catalogue if isinstance(brief.catalogue, Catalogue) else unpack(brief.catalogue)
        catalogue.boundaries = brief.boundaries
        self._workshop = PageRenderer(
            catalogue,
            brief.languages,
            brief.templates,
            self._load,
            brief.targets,
            brief.pictures,
        )

    def shared(self) -> tuple[list[BrokenLink], list[tuple[str, str]]]:
        """Broken links and leaks in headers and footers, which pages are not searched for."""
        assert self._workshop is not None
        parts = self._workshop.shared_parts()
        leaks = [(name, value) for name, html in parts for value in self._leaks.find(html.encode())]
        return self._workshop.broken_in_shared(), leaks

    def make(self, orders: Sequence[RenderTask]) -> list[RenderResult]:
        return [self._make(order) for order in orders]

    def _make(self, order: RenderTask) -> RenderResult:
        assert self._workshop is not None
        assert self._brief is not None
        made = self._workshop.make(order.spec)
        digests = tuple([_digest(output.data) for output in made.outputs])
        written, leaks = [], []
        known = order.known or (b"",) * len(digests)
        for output, digest, old in zip(made.outputs, digests, known, strict=True):
            if digest != old:
                write(f"{self._brief.outbox}/{output.path}", output.data)
                written.append(output.path)
                leaks += [(output.path, value) for value in self._leaks.find(output.data)]
        return RenderResult(
            order.spec,
            digests,
            tuple(written),
            self._nodes.packed(made.read),
            self._nodes.new_questions(),
            _entries_of(made),
            made.broken,
            made.anchors,
            tuple(leaks),
            made.pictures,
            made.unseen,
        )


def _entries_of(made: Rendered) -> tuple[str, ...]:
    kinds = ("e/", "c/") if made.unseen else ("e/",)
    return tuple([key[2:] for key in made.read.keys if key.startswith(kinds)])


def _digest(data: bytes) -> bytes:
    """Of a file of the site: SHA-256, for which processors have instructions, cut to 16 bytes."""
    return sha256(data).digest()[:16]


def write(path: str, data: bytes) -> None:
    """A new file; its folder is made when it is not there yet. An OSError names the file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        descriptor = os.open(path, flags, 0o644)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        descriptor = os.open(path, flags, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        os.close(descriptor)


def _make_folder(path: str) -> None:
    """Its parent is nearly always there; nothing is asked for twice."""
    try:
        os.mkdir(path, 0o755)
    except FileNotFoundError:
        os.makedirs(path, 0o755, exist_ok=True)
    except FileExistsError:  # another worker was there first
        pass
