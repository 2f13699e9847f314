"""The site's logo: files in files/ that site.yml names, checked as pictures of entries are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.content.file_kinds import PictureError
from sitegen.content.pictures import picture_info
from sitegen.content.safe_files import read_in
from sitegen.diagnostics import Diagnostic, nearest, problem, too_large
from sitegen.model.checks.subjects import Where
from sitegen.model.site import Brand, Logo

FOLDER = "files"
LARGEST = 200_000
MOST_PIXELS = 4_000_000
KINDS = (".svg", ".png")


def load_logos(root: Path, brand: Brand | None, where: Where) -> tuple[tuple[Logo, ...], list[Diagnostic]]:
    """The logo and, where there is one, that for the dark scheme; and what is wrong with them."""
    made: list[Logo] = []
    found: list[Diagnostic] = []
    for key in ("logo", "logo_dark"):
        name = getattr(brand, key) if brand is not None else ""
        if name:
            logo, wrong = _load(root, name, key, where)
            made += logo
            found += wrong
    if brand is not None and brand.logo_dark and not brand.logo:
        found.append(problem("E_LOGO", where("brand", "logo_dark"), file=brand.logo_dark, **_ALONE))
    return tuple(made), found


_ALONE = {"en": "there is no logo for the light scheme", "zh": "没有写浅色背景用的标志 logo"}
_KIND = {"en": "a logo is an SVG or a PNG file", "zh": "标志只能是 SVG 或 PNG 文件"}
_NONE = {"en": "there is no such file in files/", "zh": "files/ 里没有这个文件"}


def _load(root: Path, name: str, key: str, where: Where) -> tuple[list[Logo], list[Diagnostic]]:
    place = where("brand", key)
    if not name.lower().endswith(KINDS):
        return [], [problem("E_LOGO", place, file=name, **_KIND)]
    try:
        data = read_in(str(root), f"{FOLDER}/{name}", LARGEST)
    except OSError:
        near = nearest(name, _names(root))
        return [], [problem("E_LOGO", place, file=name, **_NONE, **near)]
    if data is None:
        return [], [too_large(place, LARGEST)]
    try:
        info = picture_info(data, name, max_pixels=MOST_PIXELS)
    except PictureError as error:
        return [], [problem(error.code, place, **error.params)]
    return [Logo(name, info.width, info.height)], []


def _names(root: Path) -> Iterator[str]:
    """What could have been meant."""
    folder = root / FOLDER
    if folder.is_dir():
        yield from sorted(path.name for path in folder.iterdir() if path.suffix.lower() in KINDS)
