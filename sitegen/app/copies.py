"""Files that go into the site as they are: the theme's, those of entries, those for the site's root."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.app.content import ROOT_FILES, Content
from sitegen.content.files import Listing, read_bytes
from sitegen.diagnostics import ContentError, Diagnostic, Place, problem
from sitegen.model.entities import FOLDERS
from sitegen.model.forms import FormError, file
from sitegen.output.memory import Memory
from sitegen.render.theme import Theme
from sitegen.render.worker import write

LARGEST = 200_000_000


class Copy(msgspec.Struct, frozen=True):
    """A file to copy: where from, and its path from the site's root when it is content."""

    source: str
    listed: str = ""


def copied_files(root: Path, content: Content, listing: Listing, theme: Theme) -> dict[str, Copy]:
    """Files to copy, by path in the site."""
    copies = {f"assets/{name}": Copy(path) for name, path in theme.static.items()}
    for name, record in content.records.items():
        if record.public:
            folder = content.sources[name].folder
            for file_name in record.files:
                path = f"{folder}/{file_name}"
                copies[f"files/{FOLDERS[record.kind]}/{record.id}/{file_name}"] = Copy(f"{root}/{path}", path)
    for path in listing.files:
        if path.startswith(f"{ROOT_FILES}/"):
            copies[path[len(ROOT_FILES) + 1 :]] = Copy(f"{root}/{path}", path)
    return copies


def check_root_files(listing: Listing, pages: list[str], locales: list[str]) -> list[Diagnostic]:
    """Files for the site's root must have plain names and must not take the place of a page."""
    found = []
    taken = set(pages)
    for path in listing.files:
        name = path[len(ROOT_FILES) + 1 :]
        if not path.startswith(f"{ROOT_FILES}/"):
            continue
        first = name.partition("/")[0]
        if name in taken or first in (*locales, "assets", "files", "sitemaps"):
            found.append(problem("E_ROOT_FILE", Place(path), name=name))
        else:
            found += [problem("E_FILE_NAME", Place(path), value=part) for part in name.split("/") if not _good(part)]
    return found


def _good(name: str) -> bool:
    try:
        return bool(file(name.removeprefix(".well-known") or "a.b"))
    except FormError:
        return False


def copy_files(
    copies: dict[str, Copy], outbox: Path, memory: Memory | None, listing: Listing
) -> tuple[dict[str, bytes], list[str]]:
    """Write files that differ from the last build's; digests of all, and paths of those written."""
    digests: dict[str, bytes] = {}
    written = []
    for path, copy in copies.items():
        known = memory.files.get(path) if memory else None
        if known and memory and copy.listed in memory.listing.files:
            if memory.listing.files[copy.listed] == listing.files.get(copy.listed):
                digests[path] = known
                continue
        data = read_bytes(copy.source, LARGEST)
        if data is None:
            raise ContentError([problem("E_FILE_SIZE", Place(copy.listed), limit=LARGEST)])
        digests[path] = blake2b(data, digest_size=16).digest()
        if digests[path] != known:
            write(f"{outbox}/{path}", data)
            written.append(path)
    return digests, written
