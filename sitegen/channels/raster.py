"""RasterPictures in place of drawings: SVG to PNG by resvg, with a font that has Chinese, made once for each
content.

resvg leaves out, without a word, what no font has. So a font is looked for first, and its want is an error
that names the package; and a drawing with a character that the font has not is not made at all, but handed
back with that character. RasterPictures are kept by the digest of their SVG and of the tools, sealed with the
account's key, so that a picture somebody else has put there is not taken for ours.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.channels import fonts
from sitegen.diagnostics import MachineError
from sitegen.patterns import pattern

SEAL = 32
KNOWN_FONTS = (
    f"{sys.prefix}/share/sitegen/fonts/NotoSansCJK-{{}}.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-{}.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
"""Where the offline bundle and usual systems have a Chinese face; braces stand for its weight."""
WEIGHTS = ("Regular", "Bold")

_TAG = pattern(r"<[^>]*>")


class Tools(msgspec.Struct, frozen=True):
    """What pictures are made with on this machine. Plain data, so that it can be sent to a worker."""

    fonts: tuple[str, ...] = ()
    """Font files, the regular weight first."""
    family: str = ""
    """What the fonts call themselves: drawings whose own families are not there take it."""
    stamp: str = ""
    """Differs when the same drawing may come out otherwise."""


def find_tools() -> Tools:
    """A font with Chinese, and resvg. Raises MachineError where either is missing."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load

    try:
        renderer = version("resvg_py")
    except PackageNotFoundError:
        raise MachineError("E_NO_RESVG") from None
    files = chinese_fonts()
    seen = [os.stat(path) for path in files]
    state = [(path, one.st_size, one.st_mtime_ns) for path, one in zip(files, seen, strict=True)]
    return Tools(files, fonts.family(files[0]), f"{renderer} {state}")


class RasterPicture(NamedTuple):
    """A finished picture, or the characters for want of which there is none."""

    name: str
    """Of the file that it is kept in."""
    data: bytes
    missing: str = ""


class RasterPictures(msgspec.Struct, frozen=True):
    """Makes pictures, and keeps them in a folder. Plain data like the tools."""

    folder: str = ""
    """Empty: nothing is kept."""
    key: bytes = b""
    tools: Tools = Tools()

    def png(self, svg: str) -> RasterPicture:
        """The drawing at the width that its `data-pixels` attribute asks for."""
        name = blake2b(f"{self.tools.stamp}\0{svg}".encode(), digest_size=16).hexdigest()
        data = self._kept(name)
        if data is None:
            missing = _coverage(self.tools.fonts).missing(unescape(_TAG.sub("", svg)))
            if missing:
                return RasterPicture(name, b"", missing)
            data = render(svg, self.tools)
            self._keep(name, data)
        return RasterPicture(name, data)

    def _kept(self, name: str) -> bytes | None:
        if not self.folder:
            return None
        try:
            data = (Path(self.folder) / name).read_bytes()
        except OSError:
            return None
        seal, body = data[:SEAL], data[SEAL:]
        import secrets  # takes a while to load, and few sites have pictures

        return body if secrets.compare_digest(seal, self._seal(name, body)) else None

    def _keep(self, name: str, body: bytes) -> None:
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


def drop_unused(folder: Path, used: Iterable[str]) -> None:
    """Let go of all pictures but those; not while a build is making more."""
    keep = set(used)
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name not in keep and not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
        if not keep:
            os.rmdir(folder)


def render(svg: str, tools: Tools) -> bytes:
    """A PNG on white. The width in pixels stands in the drawing's `data-pixels`.

    White from the first is not only for print: resvg is twice as quick with what has no transparency.
    """
    import resvg_py

    start = svg.index('data-pixels="') + len('data-pixels="')
    pixels = int(svg[start : svg.index('"', start)])
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=pixels,
        dpi=96,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(tools.fonts),
        font_family=tools.family,
        sans_serif_family=tools.family,
    )
    return bytes(made)


@cache
def _coverage(paths: tuple[str, ...]) -> fonts.Coverage:
    """Read once in each process: files of fonts do not change under a build."""
    return fonts.coverage(paths)


def chinese_fonts() -> tuple[str, ...]:
    """Files of a font that has Chinese, regular and bold. Raises MachineError where there is none."""
    for font in KNOWN_FONTS:
        names = dict.fromkeys(font.format(weight) for weight in WEIGHTS)
        found: Sequence[str] = [path for path in names if os.path.exists(path)]
        if found:
            return tuple(found)
    found = _by_fontconfig()
    if not found:
        raise MachineError("E_NO_FONT", package="fonts-noto-cjk")
    return tuple(found)


def _by_fontconfig() -> list[str]:
    """What fontconfig knows to have simplified Chinese, sans-serif first."""
    import subprocess

    try:
        listed = subprocess.run(
            ["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    files = sorted({line.split(":")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    return sorted(files, key=lambda path: ("sans" not in path.lower(), path))[:2]
