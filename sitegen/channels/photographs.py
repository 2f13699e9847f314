"""Photographs in the sizes that pages offer (`content.picture_sizes`), made by Pillow.

What is made says nothing that the picture does not show: its colour profile stays, its orientation is turned
into pixels, and where and by whom it was taken goes. A picture is never made larger. How many pixels are
unpacked at all is bounded where the picture is read for the first time.
"""

from __future__ import annotations

import errno
import io
import struct
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from sitegen.channels.tools import DamagedPictureError, Tool, Tools, site_root
from sitegen.content.file_kinds import PictureError
from sitegen.content.picture_sizes import Form, sized_file, widths_of
from sitegen.content.pictures import ACCEPTED, picture_info
from sitegen.content.safe_files import read_in
from sitegen.content.stripped_pictures import stripped
from sitegen.diagnostics import MachineError
from sitegen.model.catalogue import Catalogue
from sitegen.model.kinds import FOLDERS
from sitegen.model.output_rows import Output
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

WEBP_QUALITY, JPEG_QUALITY = 78, 82
KEPT_BYTES = 600_000
"""A picture that is not too wide is published as it is up to so many bytes."""
COLOURS, _OCTREE = 256, 2
"""Of a PNG that is still larger than that; and the way to choose them, by far the fastest."""
ARTICLE_WIDTH, ARTICLE_BYTES = 1080, 1_000_000
"""Pixels across of a photograph in an article for WeChat, and bytes, of which it has fewer."""
_LIBRARIES = ("webp", "jpg", "libjpeg_turbo", "littlecms2", "freetype2", "zlib_ng")
LARGEST = 1_000_000_000
"""Bytes; how large a picture may be was said where it was first read."""


class PictureSource(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is made from: the picture by its path from the site's root and by what is in it."""

    path: str
    digest: str
    """Of its bytes, in hexadecimal."""
    width: int
    form: Form


def find_pillow() -> Tool:
    """Raises MachineError where it is missing."""
    try:
        from PIL import __version__, features
    except ImportError:
        raise MachineError("E_NO_PACKAGE", package="pillow", output="photographs, share-pictures") from None
    made_with = [features.version(name) for name in _LIBRARIES]
    return Tool(f"{__version__} {made_with}")


def routes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Every size of every photograph of the entries of a kind."""
    for key in sorted(catalogue.ids(output.of)):
        for name, info in catalogue.shown(output.of, key).items():
            widths = widths_of(info) if info.digest else ()
            sizes: list[tuple[int, Form]] = [(width, "webp") for width in widths]
            for width, form in (*sizes, *[(width, "own") for width in widths[-1:]]):
                path = f"files/{FOLDERS[output.of]}/{key}/{sized_file(name, width, form)}"
                yield Route(output.name, (key, name, str(width), form), path)


def photograph(context: Context, route: Route) -> Bytes:
    key, name, width, form = route.args
    source = source_of(context, route.output.removeprefix("photographs_"), key, name)
    made = msgspec.structs.replace(source, width=int(width), form="webp" if form == "webp" else "own")
    return Bytes(msgspec.json.encode(made).decode(), "channels.photographs.sized")


def source_of(context: Context, kind: str, key: str, name: str) -> PictureSource:
    """A picture of an entry."""
    info = context.catalogue.entry(kind, key).files[name]
    assert info is not None
    path = f"content/{FOLDERS[kind]}/{key}/{name}"
    return PictureSource(path=path, digest=info.digest.hex(), width=info.width, form="own")


def article_photograph(context: Context, route: Route) -> Bytes:
    """The same for an article of a WeChat account."""
    key, kind, name = route.args
    source = msgspec.structs.replace(source_of(context, kind, key, name), width=ARTICLE_WIDTH)
    return Bytes(msgspec.json.encode(source).decode(), "channels.photographs.in_article")


# Recipes


def sized(source: str, tools: Tools) -> bytes:
    """One size. Raises DamagedPictureError."""
    asked = msgspec.json.decode(source, type=PictureSource)
    data = _read(asked, tools)
    picture = fitted(data, asked)
    if asked.form == "own" and len(data) <= KEPT_BYTES and _shown_width(data, asked.path) <= asked.width:
        return data
    return _encoded(picture, "webp" if asked.form == "webp" else _kind(asked.path))


def _read(asked: PictureSource, tools: Tools) -> bytes:
    """The picture without what it carries along unseen."""
    data = read_in(site_root(tools), asked.path, LARGEST)
    if data is None or blake2b(data, digest_size=16).hexdigest() != asked.digest:
        raise OSError(errno.EAGAIN, "changed while the site was being built", asked.path)
    try:
        return stripped(data, asked.path)
    except PictureError:
        raise DamagedPictureError(asked.path) from None


def _kind(path: str) -> str:
    return ACCEPTED[path.rpartition(".")[2].lower()]


def _shown_width(data: bytes, path: str) -> int:
    return picture_info(data, path, max_pixels=LARGEST).width


def fitted(data: bytes, asked: PictureSource) -> Image:
    """The picture, upright, at most so wide, in a mode that every kind of file can hold."""
    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = None  # how many there may be was said where it was first read
    faults = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError)
    try:
        with PIL.Image.open(io.BytesIO(data), formats=[_kind(asked.path)]) as picture:
            return _resized(picture, asked.width / _shown_width(data, asked.path))
    except (*faults, struct.error, zlib.error) as error:
        raise DamagedPictureError(asked.path) from error


def _resized(picture: ImageFile, scale: float) -> Image:
    from PIL.Image import Resampling

    scale = min(scale, 1)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    # A JPEG can be unpacked at a half, a quarter or an eighth of its size.
    picture.draft(None, size)
    picture.load()
    made = _converted(picture)
    if size != made.size:
        made = made.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    return made.transpose(turn) if turn is not None else made


_ORIENTATION = 0x0112
_TURNS: dict[Any, Any] = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""Orientations of Exif, and Pillow's numbers for what undoes them (`PIL.Image.Transpose`)."""


def _converted(picture: Image) -> Image:
    """In grey, in colour or in colour with transparency; colours of print become those of screens."""
    if picture.mode.startswith("I"):  # a grey of 16 bits
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("L", "RGB", "RGBA"):
        clear = "transparency" in picture.info
        return picture.convert("RGBA") if clear else picture
    if picture.mode == "CMYK":
        return _from_print(picture)
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _from_print(picture: Image) -> Image:
    from PIL import ImageCms

    profile = picture.info.pop("icc_profile", b"")
    if profile:
        try:
            made = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made is not None:
            made.info.pop("icc_profile", None)
            return made
    return picture.convert("RGB")


def for_print(asked: PictureSource, tools: Tools) -> bytes:
    """A photograph of a document or a slide: as in an article. Raises DamagedPictureError."""
    made = msgspec.structs.replace(asked, width=min(asked.width, ARTICLE_WIDTH))
    return in_article(msgspec.json.encode(made).decode(), tools)


def in_article(source: str, tools: Tools) -> bytes:
    """A JPEG on white that WeChat takes. Raises DamagedPictureError."""
    import PIL.Image

    asked = msgspec.json.decode(source, type=PictureSource)
    picture = fitted(_read(asked, tools), asked)
    if picture.mode == "RGBA":
        ground = PIL.Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        ground.info = picture.info
        picture = ground
    made = [_jpeg(picture, JPEG_QUALITY)]
    for quality in (65, 45, 25):
        if len(made[-1]) >= ARTICLE_BYTES:
            made.append(_jpeg(picture, quality))
    return made[-1]


def _encoded(picture: Image, kind: str) -> bytes:
    profile = picture.info.get("icc_profile")
    if kind == "webp":
        return _saved(picture, "WEBP", quality=WEBP_QUALITY, method=4, icc_profile=profile)
    if kind == "jpeg":
        return _jpeg(picture, JPEG_QUALITY)
    data = _saved(picture, "PNG", icc_profile=profile)
    if len(data) > KEPT_BYTES:
        few = picture.quantize(COLOURS, method=_OCTREE)
        data = _saved(few, "PNG", icc_profile=profile)
    return data


def _jpeg(picture: Image, quality: int) -> bytes:
    profile = picture.info.get("icc_profile")
    return _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True, icc_profile=profile)


def _saved(picture: Image, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    clean = picture.copy()
    clean.info = {}
    clean.save(out, form, **how)
    return out.getvalue()
