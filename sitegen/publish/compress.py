"""Compressed copies beside the files of a site, for servers that hand them out (gzip_static of nginx)."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.diagnostics import MachineError
from sitegen.publish.files import SiteFile, site_file

COMPRESSIBLE = (
    ".html",
    ".css",
    ".js",
    ".json",
    ".geojson",
    ".svg",
    ".xml",
    ".txt",
    ".ics",
    ".vcf",
    ".webmanifest",
)
SMALLEST = 1000
"""Bytes below which nothing is gained."""


def with_compressed(files: Mapping[str, SiteFile], cache: Path) -> dict[str, SiteFile]:
    """The files with a `.gz` and a `.br` beside each that gets smaller.

    Args:
        cache: a folder for compressed copies by digest; those of no use any more are removed.

    Raises MachineError where the library for Brotli is missing, OSError.
    """
    ways = {".gz": lambda data: gzip.compress(data, 9, mtime=0), ".br": _brotli()}
    cache.mkdir(parents=True, exist_ok=True)
    made: dict[str, SiteFile] = dict(files)
    for path, file in files.items():
        if not path.endswith(COMPRESSIBLE) or file.size < SMALLEST:
            continue
        for ending, way in ways.items():
            copy = cache / f"{file.digest}{ending}"
            if not copy.is_file():
                _write(copy, way(file.source.read_bytes()))
            if copy.stat().st_size < file.size:
                made[f"{path}{ending}"] = site_file(copy)
    used = {file.source.name for file in made.values()}
    for copy in cache.iterdir():
        if copy.name not in used:
            copy.unlink()
    return dict(sorted(made.items()))


def _brotli() -> Callable[[bytes], bytes]:
    try:
        import brotli
    except ImportError:
        raise MachineError("E_NO_TOOL", tool="brotli", package="pip install brotli") from None

    def compress(data: bytes) -> bytes:
        packed: bytes = brotli.compress(data, quality=9)
        return packed

    return compress


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_bytes(data)
    os.replace(temporary, path)
