"""Code of templates, kept from one run to the next.

Compiling a page's templates takes longer than making the page. The code is kept in this account's own cache
folder, under the digest of what it was made from, and sealed with the account's key like everything else that
a build keeps: what is cut short, altered or somebody else's is not taken, and is written anew.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import sys
from pathlib import Path
from types import CodeType

import jinja2

from sitegen import __version__
from sitegen.seal import blake2b, cache_key, read_sealed, write_sealed

MAGIC = b"sitegen template 1\n"
MAKERS = ("generator.py", "macro_memory.py", "../environment.py")
"""Modules that decide what a template's code is, from this folder."""


def template_code(environment: jinja2.Environment, name: str, path: str, source: str) -> CodeType:
    """The code of a template: from the account's cache, else compiled (and put there)."""
    folder = cache_folder()
    if folder is None:
        return environment.compile(source, name, path)
    maker = f"{_makers()} {environment.code_generator_class.__name__}"
    key = blake2b(f"{maker}\0{name}\0{path}\0{source}".encode(), digest_size=16).hexdigest()
    kept = read_sealed(folder / key, MAGIC, _key())
    if kept is not None:
        code: CodeType = marshal.loads(kept)  # noqa: S302  # sealed: written by this account's own builds
        return code
    code = environment.compile(source, name, path)
    with contextlib.suppress(OSError):
        _keep(folder / key, code)
    return code


@functools.cache
def _key() -> bytes:
    return cache_key()


@functools.cache
def _makers() -> str:
    """What makes code of templates: code of others, or of these before a change, is not taken."""
    state = blake2b(digest_size=16)
    for name in MAKERS:
        state.update((Path(__file__).parent / name).read_bytes())
    return f"{__version__} {state.hexdigest()} {jinja2.__version__} {sys.version}"


def _keep(path: Path, code: CodeType) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    write_sealed(temporary, MAGIC, marshal.dumps(code), _key())
    os.replace(temporary, path)


@functools.cache
def cache_folder() -> Path | None:
    """This account's folder for compiled templates; None when there is none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(base) / "sitegen" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if folder.is_absolute() else None
