"""Files that only this account's own builds are believed: sealed with a key, read back whole or not at all.

What a build remembers may be cut short, altered, or brought here by somebody else (a shared cache, a
checkout). A file whose seal does not fit is as good as none. What is in them: see `ledger` and `memory`.
"""

from __future__ import annotations

import os

try:
    from _blake2 import blake2b as blake2b  # hashlib's own, without the rest of hashlib: every build loads it
except ImportError:
    from hashlib import blake2b as blake2b

Path = str | os.PathLike[str]

SEAL = 32
"""Bytes of a seal, and of a key."""


def read_sealed(path: Path, magic: bytes, key: bytes) -> memoryview | None:
    """What was written under this key; None for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            data = file.read()
    except OSError:
        return None
    start = len(magic) + SEAL
    seal, body = data[len(magic) : start], memoryview(data)[start:]
    if not data.startswith(magic) or not _same(seal, _seal(magic, body, key), key):
        return None
    return body


def _same(one: bytes, other: bytes, key: bytes) -> bool:
    """Takes as long wherever they differ: what is compared is nothing that anybody could have chosen."""
    return blake2b(one, key=key).digest() == blake2b(other, key=key).digest()


def write_sealed(path: Path, magic: bytes, body: bytes, key: bytes) -> None:
    """A new file in place of whatever has that name. It may hold internal notes: for this account only.

    Not in one step: write it under a name of its own and rename it.
    """
    write_new(path, magic, _seal(magic, body, key), body)


def write_new(path: Path, *pieces: bytes) -> None:
    """A new file, never one that is there already and never through a link. Names the path when it fails."""
    try:
        remove(path)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
            file.writelines(pieces)
    except OSError as error:
        import contextlib

        with contextlib.suppress(OSError):
            os.unlink(path)
        raise OSError(error.errno, error.strerror, str(path)) from error


def remove(path: Path) -> None:
    if os.path.lexists(path):
        os.unlink(path)


LARGE = 1_500_000
"""Bytes from which on it is worth loading OpenSSL, whose SHA-256 most processors have instructions for."""


def _seal(magic: bytes, body: bytes | memoryview, key: bytes) -> bytes:
    if len(body) >= LARGE:
        import hmac

        large = hmac.new(key, magic, "sha256")
        large.update(body)
        return large.digest()
    state = blake2b(magic, key=key, digest_size=SEAL)
    state.update(body)
    return state.digest()


def cache_key() -> bytes:
    """The key that seals: SITEGEN_CACHE_KEY, else one made once for this account.

    Without a place to keep it, a key that is never used again: then nothing is ever remembered.
    """
    given = os.environ.get("SITEGEN_CACHE_KEY", "")
    if given:
        return blake2b(os.fsencode(given), digest_size=SEAL).digest()
    path = _key_path()
    return (path and (_read_key(path) or _make_key(path))) or os.urandom(SEAL)


def _key_path() -> str:
    """Where the account's key is; "" for an account without a home."""
    home = os.path.expanduser("~")
    for state in (os.environ.get("XDG_STATE_HOME", ""), f"{home}/.local/state"):
        if os.path.isabs(state):
            return f"{state}/sitegen/cache.key"
    return ""


def _read_key(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            key = file.read(SEAL + 1)
    except OSError:
        return None
    return key if len(key) == SEAL else None


def _make_key(path: str) -> bytes | None:
    """Put a new key in place, unless another build was first; then that one's."""
    import contextlib

    temporary = f"{path}.{os.urandom(8).hex()}"
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            write_new(temporary, os.urandom(SEAL))
            if _is_broken(path):
                os.replace(temporary, path)
            else:
                with contextlib.suppress(FileExistsError):
                    os.link(temporary, path)
        finally:
            remove(temporary)
    return _read_key(path)


def _is_broken(path: str) -> bool:
    try:
        return os.stat(path).st_size != SEAL
    except OSError:
        return False
