"""The program itself as a wheel, so that a new site can carry the version that it was made with.

A wheel (the binary distribution format of PyPA) is a ZIP file of the package and four files about it. It is
put together from what is installed here, be that a wheel or a checkout; the same program gives the same
bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from sitegen import DISTRIBUTION, __version__
from sitegen.render.folders import BUILT_IN, built_in

_NAME = f"{DISTRIBUTION.replace('-', '_')}-{__version__}"
WHEEL_NAME = f"{_NAME}-py3-none-any.whl"

_TAGS = f"Wheel-Version: 1.0\nGenerator: sitegen {__version__}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_METADATA = f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: {__version__}\n"
_COMMAND = "[console_scripts]\nsitegen = sitegen.__main__:main\n"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name."""


def own_wheel() -> bytes:
    """This program and its theme as the bytes of a wheel, to be named `WHEEL_NAME`. Raises OSError."""
    files = {**_program(), **_about()}
    record = f"{_NAME}.dist-info/RECORD"
    files[record] = "".join(f"{_recorded(name, data)}\n" for name, data in files.items()).encode() + (
        f"{record},,\n".encode()
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def _program() -> dict[str, bytes]:
    """The package's files and the default theme's, by their paths in a wheel."""
    package = Path(__file__).resolve().parents[1]
    folders = {"sitegen": package, f"sitegen/themes/{BUILT_IN}": Path(built_in())}
    files: dict[str, bytes] = {}
    for prefix, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not _is_by_product(path):
                files[f"{prefix}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return files


def _is_by_product(path: Path) -> bool:
    return "__pycache__" in path.parts or path.name.endswith((".pyc", "~", ".swp", ".DS_Store"))


def _about() -> dict[str, bytes]:
    folder = f"{_NAME}.dist-info"
    return {
        f"{folder}/METADATA": _metadata().encode(),
        f"{folder}/WHEEL": _TAGS.encode(),
        f"{folder}/entry_points.txt": _COMMAND.encode(),
    }


def _metadata() -> str:
    """As it is installed; only name and version where sitegen runs from its files alone."""
    try:
        return distribution(DISTRIBUTION).read_text("METADATA") or _METADATA
    except PackageNotFoundError:
        return _METADATA


def _recorded(name: str, data: bytes) -> str:
    """A line of RECORD: path, digest, size."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}"


def pinned_requirements(notes: str, wheel: bytes, folder: str = "tools") -> str:
    """A requirements file: notes, the wheel in a folder beside it, what it needs; each with its hash."""
    locked = (Path(__file__).parent / "skeletons" / "requirements.lock").read_text("utf-8")
    packages = "".join(line for line in locked.splitlines(keepends=True) if not line.lstrip().startswith("#"))
    digest = hashlib.sha256(wheel).hexdigest()
    return f"{notes}./{folder}/{WHEEL_NAME} \\\n    --hash=sha256:{digest}\n{packages}"
