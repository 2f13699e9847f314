"""Files that go into the site as they are: the theme's, those of entries, those for the site's root.

Pictures go without what they carry along unseen, see `content.stripped_pictures`.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.content.captions import CAPTIONS_ENDING, converted_name
from sitegen.content.file_kinds import PictureError
from sitegen.content.listing import Listing
from sitegen.content.safe_files import open_in, read_in, read_real
from sitegen.content.stripped_pictures import stripped
from sitegen.content.utf8 import decode_text
from sitegen.diagnostics import ContentError, Diagnostic, Place, problem, too_large
from sitegen.model.entries import Derived
from sitegen.model.entry_files import EntryFiles
from sitegen.model.entry_folder import FILM_ENDINGS, converter
from sitegen.model.kinds import FOLDERS
from sitegen.patterns import pattern
from sitegen.pipeline.content import ROOT_FILES, Content
from sitegen.render.worker import PIECE, write
from sitegen.storage.memory import Memory

LARGEST = 200_000_000


_ROOT_NAME = pattern(r"\.?[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
"""Such as favicon.ico, WW_verify_1a2b.txt, CNAME, .well-known/security.txt: others choose these names."""


class Copy(msgspec.Struct, frozen=True):
    """A file to copy: where from; or what is in it."""

    source: str = ""
    """Its path; of content, the site's root."""
    listed: str = ""
    """Of content, its path from there."""
    data: bytes | None = None
    derived: Derived | None = None
    """Of captions, the locale that they are converted into."""


def copied_files(
    root: Path,
    content: Content,
    listing: Listing,
    assets: Mapping[str, str | bytes],
    derived: Sequence[Derived] = (),
) -> dict[str, Copy]:
    """Files to copy, by path in the site; of entries, those that may have changed. See `kept_files`."""
    copies = {path: Copy(made) if isinstance(made, str) else Copy(data=made) for path, made in assets.items()}
    records = content.records
    changed = ((name, records[name]) for name in content.changed)
    for name, record in changed if content.only_projects_changed else records.passing():
        if record.public:
            for file_name in record.files:
                copies[f"files/{FOLDERS[record.kind]}/{record.id}/{file_name}"] = _copy(
                    root, content.sources[name], file_name, derived
                )
    for path in listing.files:
        if path.startswith(f"{ROOT_FILES}/"):
            copies[path[len(ROOT_FILES) + 1 :]] = Copy(str(root), path)
    return copies


def _copy(root: Path, source: EntryFiles, name: str, derived: Sequence[Derived]) -> Copy:
    """Of an entry's file; of captions that are nowhere, from those that they are converted from."""
    if name.endswith(CAPTIONS_ENDING) and name not in source.names:
        for one in derived:
            for origin in source.names:
                if converted_name(origin, one.locale) == name:
                    return Copy(str(root), f"{source.folder}/{origin}", derived=one)
    return Copy(str(root), f"{source.folder}/{name}")


def kept_files(content: Content, memory: Memory | None) -> dict[str, bytes]:
    """Digests of files of entries that have not changed, by path in the site."""
    if memory is None or not content.only_projects_changed:
        return {}
    changed = {
        f"files/{FOLDERS[kind]}/{key}/" for kind, _, key in (n.partition("/") for n in content.changed)
    }
    return {
        path: digest
        for path, digest in memory.files.items()
        if path.startswith("files/") and path[: path.rindex("/") + 1] not in changed
    }


def check_root_files(listing: Listing, pages: Container[str], locales: Iterable[str]) -> list[Diagnostic]:
    """Files for the site's root must have plain names and must not take the place of a page."""
    found = []
    folders = {*locales, "assets", "files", "sitemaps"}
    folded: dict[str, str] = {}
    for path in sorted(listing.files):
        if not path.startswith(f"{ROOT_FILES}/"):
            continue
        name = path[len(ROOT_FILES) + 1 :]
        bad = [part for part in name.split("/") if not _ROOT_NAME.fullmatch(part)]
        other = folded.setdefault(name.casefold(), name)
        if bad:
            found.append(problem("E_FILE_NAME", Place(path), value=bad[0]))
        elif name in pages or name.partition("/")[0].casefold() in folders:
            found.append(problem("E_ROOT_FILE", Place(path), name=name))
        elif other != name:
            found.append(problem("E_COLLISION", Place(path), other=other))
    return found


def _read(copy: Copy) -> bytes | None:
    if copy.listed:
        data = read_in(copy.source, copy.listed, LARGEST)
        if data is not None and copy.derived:
            text, _ = decode_text(data, copy.listed)
            return converter(copy.derived)(text).encode()
        try:
            return None if data is None else stripped(data, copy.listed)
        except PictureError as error:
            raise ContentError([problem(error.code, Place(copy.listed), **error.params)]) from None
    return read_real(copy.source, LARGEST)


def _copy_film(copy: Copy, target: str) -> bytes:
    """Copy a film a piece at a time, for it may be larger than there is memory; its digest."""
    digest = blake2b(digest_size=16)
    write(target, b"")
    with open_in(copy.source, copy.listed) as film, open(target, "ab") as out:
        while piece := film.read(PIECE):
            digest.update(piece)
            out.write(piece)
    return digest.digest()


def copy_files(
    copies: Mapping[str, Copy], outbox: Path, memory: Memory | None, listing: Listing
) -> tuple[dict[str, bytes], list[str]]:
    """Write files that differ from the last build's; their digests, and paths of those written."""
    digests: dict[str, bytes] = {}
    written = []
    for path, copy in copies.items():
        known = memory.files.get(path) if memory else None
        if known and copy.listed and not copy.derived and copy.listed not in listing.changed:
            digests[path] = known
            continue
        if copy.listed.lower().endswith(FILM_ENDINGS):
            digests[path] = _copy_film(copy, f"{outbox}/{path}")
            if digests[path] == known:
                os.unlink(f"{outbox}/{path}")
            else:
                written.append(path)
            continue
        data = copy.data if copy.data is not None else _read(copy)
        if data is None:
            raise ContentError([too_large(Place(copy.listed), LARGEST)])
        digests[path] = blake2b(data, digest_size=16).digest()
        if digests[path] != known:
            write(f"{outbox}/{path}", data)
            written.append(path)
    return digests, written
