"""Finished bytes that took long to make (pictures, documents), kept by a digest of what they were made from.

They are sealed with the account's key, so that what somebody else has put there is not taken for ours.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen import __version__, channels
from sitegen.channels.tools import Tools
from sitegen.views.context import Bytes

SEAL = 32


class FinishedStore(msgspec.Struct, frozen=True):
    """A folder of finished bytes. Plain data, so that it can be sent to a worker."""

    folder: str = ""
    """Empty: nothing is kept."""
    key: bytes = b""

    def get(self, name: str) -> bytes | None:
        """What is kept by that name; None where there is nothing, or nothing of ours."""
        if not self.folder:
            return None
        try:
            data = (Path(self.folder) / name).read_bytes()
        except OSError:
            return None
        seal, body = data[:SEAL], data[SEAL:]
        import secrets  # takes a while to load, and few sites have such files

        return body if secrets.compare_digest(seal, self._seal(name, body)) else None

    def put(self, name: str, body: bytes) -> None:
        """Never a reason to fail: what cannot be kept is made again next time."""
        if not self.folder:
            return
        path = Path(self.folder) / name
        temporary = path.with_name(f"{name}.{os.urandom(6).hex()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            temporary.write_bytes(self._seal(name, body) + body)
            os.replace(temporary, path)

    def _seal(self, name: str, body: bytes) -> bytes:
        return blake2b(name.encode() + body, key=self.key, digest_size=SEAL).digest()


@cache
def _makers() -> str:
    """A digest of the code that makes such bytes: a program that was mended makes them anew."""
    state = blake2b(digest_size=16)
    for path in sorted(Path(channels.__file__).parent.rglob("*.py")):
        state.update(f"{path.name}\0".encode() + path.read_bytes())
    return state.hexdigest()


def name_of(made: Bytes, needs: Iterable[str], tools: Tools) -> str:
    """The name that finished bytes are kept by: of their source, their recipe and what they are made with."""
    stamps = "\0".join([tools[name].stamp for name in needs])
    said = f"{__version__}\0{_makers()}\0{made.recipe}\0{stamps}\0{made.source}"
    return blake2b(said.encode(), digest_size=16).hexdigest()


def drop_unused(folder: Path, used: Iterable[str]) -> None:
    """Let go of everything but those names; not while a build is making more."""
    keep = set(used)
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name not in keep and not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
        if not keep:
            os.rmdir(folder)
