"""What a build remembers for the next one, beside the output.

It is a cache and nothing else: deleted, cut short, altered, of another version or from elsewhere, it costs
time, never correctness. So it is plain data (MessagePack, typed), and it is sealed with a key that only
this user's account (or SITEGEN_CACHE_KEY) has: a cache that somebody else has made is not read at all.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.content.files import Listing
from sitegen.diagnostics import Diagnostic
from sitegen.model.reader import Read
from sitegen.model.site import SiteSettings
from sitegen.model.sources import Source
from sitegen.render.worker import Record
from sitegen.render.workshop import Languages
from sitegen.routes import PageSpec

MAGIC = b"sitegen memory 1\n"
SEAL = 32


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page, digests of its files, and what it was made from."""

    spec: PageSpec
    digests: tuple[bytes, ...]
    read: Read


class Memory(msgspec.Struct, frozen=True):
    """Everything remembered. `generation` is that of the tree which it describes."""

    program: str
    """Of the program and the built-in theme."""
    generation: int
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


def load_memory(work: Path, generation: int, program: str, key: bytes) -> Memory | None:
    """The memory that goes with the tree in place; None when there is none to rely on."""
    if not generation:
        return None
    try:
        data = _path(work, generation).read_bytes()
    except OSError:
        return None
    head, body = data[: len(MAGIC) + SEAL], data[len(MAGIC) + SEAL :]
    if not head.startswith(MAGIC) or not secrets.compare_digest(head[len(MAGIC) :], _seal(body, key)):
        return None
    try:
        memory = msgspec.msgpack.decode(body, type=Memory)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return memory if memory.program == program and memory.generation == generation else None


def save_memory(work: Path, memory: Memory, key: bytes) -> None:
    """Keep a memory, and let go of those of other generations."""
    body = msgspec.msgpack.encode(memory)
    path = _path(work, memory.generation)
    temporary = path.with_suffix(".new")
    with open(temporary, "wb") as file:
        file.write(MAGIC + _seal(body, key))
        file.write(body)
    os.replace(temporary, path)
    for other in work.glob("memory-*.bin"):
        if other != path:
            other.unlink(missing_ok=True)


def _path(work: Path, generation: int) -> Path:
    return work / f"memory-{generation}.bin"


def _seal(body: bytes, key: bytes) -> bytes:
    return blake2b(body, key=key, digest_size=SEAL).digest()


def cache_key() -> bytes:
    """The key that seals memories: SITEGEN_CACHE_KEY, else one made once for this account.

    Without a place to keep it, a key that is never used again: then nothing is ever remembered.
    """
    given = os.environ.get("SITEGEN_CACHE_KEY", "")
    if given:
        return blake2b(given.encode(), digest_size=32).digest()
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    path = Path(state) / "sitegen" / "cache.key"
    with contextlib.suppress(OSError):
        key = path.read_bytes()
        if len(key) == 32:
            return key
    key = secrets.token_bytes(32)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(key)
        os.replace(temporary, path)
    return key
