"""Drawings as pictures: SVG to PNG by resvg, with a font that has Chinese.

resvg leaves out, without a word, what no font has. So a font is looked for first, and its want is an error
that names the package; and what a font with Chinese lacks is drawn otherwise (`glyphs`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sitegen.channels import fonts
from sitegen.channels.glyphs import drawable_svg
from sitegen.channels.tools import Tool, Tools
from sitegen.diagnostics import MachineError

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


def find_raster() -> Tool:
    """A font with Chinese, and resvg. Raises MachineError where either is missing."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load

    try:
        renderer = version("resvg_py")
    except PackageNotFoundError:
        raise MachineError("E_NO_RESVG") from None
    files = chinese_fonts()
    seen = [os.stat(path) for path in files]
    state = [(path, one.st_size, one.st_mtime_ns) for path, one in zip(files, seen, strict=True)]
    return Tool(f"{renderer} {state}", files, fonts.family(files[0]))


def png(svg: str, tools: Tools) -> bytes:
    """The drawing at the width that its `data-pixels` attribute asks for."""
    tool = tools["raster"]
    return render(drawable_svg(svg, tool.fonts), tool)


def render(svg: str, tool: Tool) -> bytes:
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
        font_files=list(tool.fonts),
        font_family=tool.family,
        sans_serif_family=tool.family,
    )
    return bytes(made)


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
