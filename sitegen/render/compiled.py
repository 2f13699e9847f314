"""Templates as code, kept from one run to the next.

Compiling a page's templates takes longer than making the page. The code is kept as Python source in this
account's own cache folder, under the digest of what it was made from, and loaded the way Python loads any
module. A folder that somebody else could have written to is not used.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.machinery
import os
import py_compile
import stat
import sys
from hashlib import blake2b
from pathlib import Path
from types import CodeType

import jinja2

from sitegen import __version__

MAKERS = ("code.py", "environment.py")
"""Modules beside this one that decide what a template's code is."""


def template_code(environment: jinja2.Environment, name: str, path: str, source: str) -> CodeType:
    """The code of a template: from the account's cache, else compiled (and put there)."""
    folder = cache_folder()
    if folder is None:
        return environment.compile(source, name, path)
    maker = f"{_makers()} {environment.code_generator_class.__name__}"
    key = blake2b(f"{maker}\0{name}\0{path}\0{source}".encode(), digest_size=16).hexdigest()
    kept = folder / f"t_{key}.py"
    if not kept.exists():
        with contextlib.suppress(OSError):
            _keep(kept, environment.compile(source, name, path, raw=True))
    try:
        code = importlib.machinery.SourceFileLoader(kept.stem, str(kept)).get_code(kept.stem)
    except (OSError, SyntaxError, ValueError, EOFError):
        code = None
    return code or environment.compile(source, name, path)


@functools.cache
def _makers() -> str:
    """What makes code of templates: code of others, or of these before a change, is not taken."""
    state = blake2b(digest_size=16)
    for name in MAKERS:
        state.update((Path(__file__).parent / name).read_bytes())
    return f"{__version__} {state.hexdigest()} {jinja2.__version__} {sys.version}"


def _keep(path: Path, source: str) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(source)
    os.replace(temporary, path)
    # Python would do this when it loads the file, unless it has been told not to (PYTHONDONTWRITEBYTECODE).
    with contextlib.suppress(py_compile.PyCompileError):
        py_compile.compile(str(path), doraise=True)


@functools.cache
def cache_folder() -> Path | None:
    """This account's folder for compiled templates; None when there is none that only it can write to."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(base) / "sitegen" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.stat()
    except (OSError, RuntimeError):
        return None
    own = info.st_uid == os.geteuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return folder if own and folder.is_absolute() else None
