"""In which sizes a photograph is shown, and what the files are called that have it so.

A page offers the same picture in several widths, and the browser takes the one that fits its screen. Which
widths there are follows from the picture's own size, so that pages can name files that are made later
(`channels.photographs`). Drawings, pictures that move, small ones and long strips are shown as they are.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import quote

from sitegen.content.pictures import PictureInfo

WIDTHS = (480, 960, 1600)
"""Pixels: a phone, a phone with a fine screen or a column on a desk, and the most that a page can use."""
MUCH_WIDER = 1.2
"""A width is left out unless the picture is so many times as wide: the next one would hardly be larger."""
LONGEST = 10
"""Times as high as wide: more is a strip, of which WebP could not hold the sizes."""
SIZED = ("jpeg", "png", "webp")

IN_TEXT = "(min-width: 48em) 41rem, 100vw"
"""How wide pictures within texts are shown, for the attribute `sizes`."""

Form = Literal["webp", "own"]
"""WebP; or the kind of the picture itself, for browsers that do not know WebP and for those who share it."""


class ShownSize(NamedTuple):
    """What a page shows of a photograph."""

    file: str
    """Its path from the folder of the entry's files: the largest, in the picture's own kind."""
    width: int
    height: int
    offered: tuple[tuple[str, int], ...]
    """Paths and widths of the WebP files, the smallest first."""


def widths_of(info: PictureInfo) -> tuple[int, ...]:
    """Widths in which a picture is made, the smallest first; none where it is shown as it is."""
    if info.kind not in SIZED or info.moving or info.width <= WIDTHS[0]:
        return ()
    if info.height > LONGEST * info.width:
        return ()
    smaller = [width for width in WIDTHS[:-1] if width * MUCH_WIDER < info.width]
    return (*smaller, min(info.width, WIDTHS[-1]))


def sized_file(name: str, width: int, form: Form) -> str:
    """The path of a size from the folder of the entry's files, in which no entry has folders of its own."""
    return f"w{width}/{name}{'.webp' if form == 'webp' else ''}"


def shown_size(name: str, info: PictureInfo | None) -> ShownSize | None:
    """What a page shows of a picture that is made in sizes; None for one that is shown as it is.

    Its digest tells: it is taken only where a site has its photographs in sizes.
    """
    if info is None or not info.digest:
        return None
    widths = widths_of(info)
    if not widths:
        return None
    offered = tuple([(sized_file(name, width, "webp"), width) for width in widths])
    largest = widths[-1]
    height = max(1, round(info.height * largest / info.width))
    return ShownSize(sized_file(name, largest, "own"), largest, height, offered)


def source_set(folder: str, size: ShownSize) -> str:
    """The attribute `srcset`, with addresses from a folder's own."""
    return ", ".join([f"{folder}{quote(file)} {width}w" for file, width in size.offered])
