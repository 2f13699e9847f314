"""One worker's share of a build: reads entries, then makes pages.

A worker keeps the entries that it has read, because the pages made from them come to it later; what it has
not read itself it reads when a page needs it. Everything that goes in or out is small and plain, so that
workers may be threads of this process, forked processes or machines elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b, sha256
from typing import BinaryIO

import msgspec

from sitegen.channels.glyphs import unshown_in
from sitegen.channels.tools import DamagedPictureError, Tool, with_site
from sitegen.content.films import FilmInfo
from sitegen.content.safe_files import open_in, read_in
from sitegen.model.catalogue import Catalogue, unpack
from sitegen.model.dependency_ids import Nodes, Questions
from sitegen.model.entries import Entry, Reading
from sitegen.model.entry_files import EntryFiles
from sitegen.model.geojson import Boundary
from sitegen.model.output_rows import load
from sitegen.model.outputs import OUTPUTS
from sitegen.model.read_entry import load_entry, read_entry
from sitegen.model.records import Record, record_of
from sitegen.model.site import Logo
from sitegen.model.store import EntryStore
from sitegen.render.finished_store import FinishedStore, name_of
from sitegen.render.leaks import Leaks, leaks_of
from sitegen.render.page_renderer import BrokenLink, Languages, OutputFile, PageRenderer, Rendered
from sitegen.render.time_limit import limited
from sitegen.routes import Route, Targets
from sitegen.views.context import Bytes

PIECE = 1_000_000
"""Bytes of a large file that are read at a time."""

_encode = msgspec.msgpack.Encoder().encode


class RenderTask(msgspec.Struct, frozen=True, array_like=True):
    """A page to make, and the digests of what it came to last time."""

    route: Route
    known: tuple[bytes, ...] = ()


class Unfinished(msgspec.Struct, frozen=True, array_like=True):
    """A file whose bytes are still to be made: any worker can do that."""

    path: str
    made_of: Bytes
    name: str
    """That the finished bytes are kept by."""
    known: bytes
    """Digest of what it was last time."""


class Finished(msgspec.Struct, frozen=True, array_like=True):
    """What became of such a file."""

    path: str
    digest: bytes
    written: bool
    damaged: str = ""
    """The picture of the site that it should be made of and cannot be unpacked."""


class RenderResult(msgspec.Struct, frozen=True, array_like=True):
    """What became of a page: digests of its files, and which of them were written."""

    route: Route
    digests: tuple[bytes, ...]
    """In the order of `Route.files`; empty for a file that is unfinished."""
    written: tuple[str, ...]
    nodes: bytes
    """What it was made from, see `model.dependency_ids`."""
    questions: Questions
    """Queries among its nodes that the worker has not told of before."""
    entries: tuple[str, ...]
    """Entries ("kind/id") whose texts it may show; of one that has unfinished files, whose cards too."""
    broken: tuple[BrokenLink, ...]
    anchors: tuple[tuple[str, str, str], ...]
    leaks: tuple[tuple[str, str], ...]
    """(file, hidden value)"""
    kept: tuple[str, ...] = ()
    """Names under which finished bytes of it are kept."""
    unfinished: tuple[Unfinished, ...] = ()
    damaged: tuple[str, ...] = ()
    """Pictures that cannot be unpacked."""
    unshown: str = ""
    """Characters that files of it do not show as they are."""


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
    logos: tuple[Logo, ...] = ()
    tools: Mapping[str, Tool] = {}
    store: FinishedStore = FinishedStore()
    parameters: object = None
    """Of an export, what was asked on the command line."""


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
        self._sizes: dict[str, int] = {}
        """Of finished bytes that pages have asked for, by the name that they are kept by."""

    # Reading

    def read(self, sources: Sequence[EntryFiles]) -> list[bytes]:
        """The records of these entries, encoded as they are kept."""
        return [_encode(self._record(source)) for source in sources]

    def _record(self, source: EntryFiles) -> Record:
        state = blake2b(digest_size=16)

        def read(path: str, limit: int) -> bytes | None:
            data = self._bytes(path, limit)
            state.update(f"{path}\0{-1 if data is None else len(data)}\0".encode())
            state.update(data or b"")
            return data

        def look(path: str, limit: int, at: Callable[[BinaryIO], FilmInfo]) -> FilmInfo | None:
            return self._look(path, limit, at, state)

        entry = read_entry(source, self._reading, read, look)
        self._entries.put(entry)
        words = self._words(entry)
        return record_of(entry, state.digest(), words, photographs=self._reading.photographs)

    def _bytes(self, path: str, limit: int) -> bytes | None:
        return read_in(self._root, path, limit)

    def _look(
        self, path: str, limit: int, at: Callable[[BinaryIO], FilmInfo], state: blake2b | None = None
    ) -> FilmInfo | None:
        with open_in(self._root, path) as file:
            size = os.fstat(file.fileno()).st_size
            if state:
                state.update(f"{path}\0{size}\0".encode())
            if size > limit:
                return None
            while state and (piece := file.read(PIECE)):
                state.update(piece)
            file.seek(0)
            return at(file)

    def _words(self, entry: Entry) -> bytes:
        if not self._reading.search_bodies or not entry.public:
            return b""
        from sitegen.model.body_words import body_words  # few sites ask for it

        return body_words(entry, frozenset(one.locale for one in self._reading.derived))

    def _load(self, kind: str, entity_id: str) -> Entry:
        entry = self._entries.get(kind, entity_id)
        if entry is None:
            assert self._brief is not None
            entry = load_entry(
                self._brief.sources[f"{kind}/{entity_id}"], self._reading, self._bytes, self._look
            )
            self._entries.put(entry)
        return entry

    # Making pages

    def prepare(self, brief: RenderContext) -> None:
        """Take the whole catalogue."""
        self._brief = brief
        self._leaks = leaks_of(brief.hidden)
        catalogue = brief.catalogue if isinstance(brief.catalogue, Catalogue) else unpack(brief.catalogue)
        catalogue.boundaries, catalogue.logos = brief.boundaries, brief.logos
        self._workshop = PageRenderer(
            catalogue,
            brief.languages,
            brief.templates,
            self._load,
            brief.targets,
            brief.parameters,
        )
        self._workshop.weigh = self._weigh

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
        route = order.route
        with limited():
            made = self._workshop.make(route)
        written, leaks, digests, kept, unfinished = [], [], [], [], []
        unshown: set[str] = set()
        known = order.known or (b"",) * len(made.outputs)
        for file, old in zip(made.outputs, known, strict=True):
            if file.made_of is not None:
                unshown.update(unshown_in(file.made_of, OUTPUTS[route.output].needs, self._brief.tools))
                name, file = self._kept(route, file)
                kept.append(name)
                if not file.data and file.made_of is not None:
                    unfinished.append(Unfinished(file.path, file.made_of, name, old))
            digest = _digest(file.data) if file.data or file.made_of is None else b""
            digests.append(digest)
            if digest != old or not digest:
                searched = file.made_of.source.encode() if file.made_of else file.data
                leaks += [(file.path, value) for value in self._leaks.find(searched)]
            if digest and digest != old:
                self._write(file.path, file.data)
                written.append(file.path)
        return RenderResult(
            route,
            tuple(digests),
            tuple(written),
            self._nodes.packed(made.read),
            self._nodes.new_questions(),
            _entries_of(made, cards=bool(unfinished or unshown)),
            made.broken,
            made.anchors,
            tuple(leaks),
            tuple(kept),
            tuple(unfinished),
            unshown="".join(sorted(unshown)),
        )

    def _write(self, path: str, data: bytes) -> None:
        assert self._brief is not None
        write(f"{self._brief.outbox}/{path}", data)

    def _kept(self, route: Route, file: OutputFile) -> tuple[str, OutputFile]:
        """The name that a file's finished bytes are kept by, and the file with them, if they are."""
        assert self._brief is not None
        assert file.made_of is not None
        name = name_of(file.made_of, OUTPUTS[route.output].needs, self._brief.tools)
        data = self._brief.store.get(name)
        return name, msgspec.structs.replace(file, data=data) if data else file

    def _weigh(self, route: Route, made: Bytes) -> int:
        """How many bytes a file comes to; 0 where what it is made with is not at hand."""
        assert self._brief is not None
        needs, tools, store = OUTPUTS[route.output].needs, self._brief.tools, self._brief.store
        if not all(name in tools for name in needs):
            return 0
        name = name_of(made, needs, tools)
        if name not in self._sizes:
            data = store.get(name)
            if data is None:
                data = load(made.recipe)(made.source, tools)
                store.put(name, data)
            self._sizes[name] = len(data)
        return self._sizes[name]

    def finish(self, files: Sequence[Unfinished]) -> list[Finished]:
        """Make the bytes of files that need long."""
        return [self._finish(file) for file in files]

    def _finish(self, file: Unfinished) -> Finished:
        assert self._brief is not None
        try:
            data = load(file.made_of.recipe)(file.made_of.source, with_site(self._brief.tools, self._root))
        except DamagedPictureError as error:
            return Finished(file.path, b"", False, damaged=error.path)
        self._brief.store.put(file.name, data)
        digest = _digest(data)
        if digest != file.known:
            self._write(file.path, data)
        return Finished(file.path, digest, digest != file.known)


def _entries_of(made: Rendered, cards: bool) -> tuple[str, ...]:
    kinds = ("e/", "c/") if cards else ("e/",)
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
