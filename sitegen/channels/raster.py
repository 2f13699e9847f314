"""Pictures in place of drawings: SVG to PNG by resvg, with a font that has Chinese, made once for each
content.

resvg leaves out, without a word, what no font has; so a font is looked for first, and its want is an error
that names the package. Pictures are kept by the digest of their SVG, sealed with the account's key, so that
a picture somebody else has put there is not taken for ours.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.diagnostics import MachineError

SEAL = 32
KNOWN_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-{}.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
"""Where usual systems have a Chinese face; braces stand for its weight."""
WEIGHTS = ("Regular", "Bold")


class Pictures(msgspec.Struct, frozen=True):
    """Makes pictures, and keeps them in a folder. Plain data, so that it can be sent to a worker."""

    folder: str = ""
    """Empty: nothing is kept."""
    key: bytes = b""

    def png(self, svg: str) -> bytes:
        """The drawing at the width that its `data-pixels` attribute asks for. Raises MachineError without a
        font.
        """
        name = blake2b(svg.encode(), digest_size=16).hexdigest()
        kept = self._kept(name)
        if kept is None:
            kept = render(svg)
            self._keep(name, kept)
        return kept

    def _kept(self, name: str) -> bytes | None:
        if not self.folder:
            return None
        try:
            data = (Path(self.folder) / name).read_bytes()
        except OSError:
            return None
        seal, body = data[:SEAL], data[SEAL:]
        return body if secrets.compare_digest(seal, self._seal(name, body)) else None

    def _keep(self, name: str, body: bytes) -> None:
        """Never a reason to fail: what cannot be kept is made again next time."""
        if not self.folder:
            return
        path = Path(self.folder) / name
        temporary = path.with_name(f"{name}.{secrets.token_hex(6)}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            temporary.write_bytes(self._seal(name, body) + body)
            os.replace(temporary, path)

    def _seal(self, name: str, body: bytes) -> bytes:
        return blake2b(name.encode() + body, key=self.key, digest_size=SEAL).digest()


def render(svg: str) -> bytes:
    """A PNG on white. The width in pixels stands in the drawing's `data-pixels`."""
    try:
        import resvg_py
    except ImportError:
        raise MachineError("E_NO_RESVG") from None
    start = svg.index('data-pixels="') + len('data-pixels="')
    pixels = int(svg[start : svg.index('"', start)])
    files = list(chinese_fonts())
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=svg, width=pixels, dpi=96, background="#ffffff", skip_system_fonts=True, font_files=files
    )
    return bytes(made)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """Files of a font that has Chinese, regular and bold. Raises MachineError where there is none."""
    for pattern in KNOWN_FONTS:
        found = [
            path
            for path in dict.fromkeys(pattern.format(weight) for weight in WEIGHTS)
            if os.path.exists(path)
        ]
        if found:
            return tuple(found)
    found = _by_fontconfig()
    if not found:
        raise MachineError("E_NO_FONT", package="fonts-noto-cjk")
    return tuple(found)


def _by_fontconfig() -> list[str]:
    """What fontconfig knows to have simplified Chinese, sans-serif first."""
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    files = sorted({line.split(":")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    return sorted(files, key=lambda path: ("sans" not in path.lower(), path))[:2]
