"""The short way for pictures that are rectangles, lines of text and drawings set in: PNG by Pillow.

What most pictures to be shared are. resvg takes 50 ms of processor for one of 1200 by 630, most of it to
rasterise and to pack 32 bits for each pixel. With a palette, and the forms of characters kept by size, it is
a seventh of that, and half the bytes. A drawing that is set in (a map, a QR code) is made by resvg in its
own box.

Takes laid-out SVG (`picture_layout.laid_out`). Whatever it does not know, be it an element, an attribute, a
script that has to be shaped or text across the edge of a ground, it leaves to resvg, which alone decides
what is meant.
"""

from __future__ import annotations

import copy
import io
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple, cast

from sitegen.channels.font_metrics import Metrics, metrics_of
from sitegen.channels.fonts import face_named
from sitegen.channels.tools import Tool
from sitegen.diagnostics import HandledError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
LEVELS = 16
"""Shades from a ground to the colour of its text."""
DRAWING_COLOURS = 96
"""That a drawing is brought down to; maps have a dozen and their edges."""
FASTEST = 2
"""The way to choose them: by an octree."""
PACKED = 4
"""How hard the bytes are packed: from here on a tenth is saved for twice the time."""
QUARTERS = 4
"""A character is set to a quarter of a pixel."""
BOLD = ("600", "700", "bold")

Colour = tuple[int, int, int]
Render = Callable[[str, Tool], bytes]

_SHAPED = ("Mn", "Mc", "Me", "Cf", "Cs", "Co")
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_ANY = [0] + [255] * 255
_RECT = {"x", "y", "width", "height", "fill"}
_GROUP = {"transform", "text-anchor"}
_TEXT = {"x", "y", "fill", "font-size", "font-weight", "text-anchor", f"{XML}space"}
_SPAN = {"x", "dy", "font-size"}


class NotFlatError(HandledError):
    """Raised for what only resvg can draw."""


class PixelBox(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int


class Ground(NamedTuple):
    """A rectangle of one colour, or one that holds a drawing (None)."""

    box: PixelBox
    colour: Colour | None


class TextPiece(NamedTuple):
    """Some characters in one size."""

    text: str
    size: float


class TextStyle(NamedTuple):
    """What a text takes from its own element and from those around it."""

    bold: bool
    colour: Colour
    anchor: str


def drawn(svg: str, tool: Tool, render: Render) -> bytes | None:
    """The picture; None where it has to be left to resvg. `render` draws what is set in."""
    root = ET.fromstring(svg)  # noqa: S314  (laid out from our own template, which escapes everything)
    try:
        return _Canvas(root, tool, render).packed()
    except NotFlatError:
        return None


class _Canvas:
    """A picture with a palette, and what has been put on it."""

    def __init__(self, root: ET.Element, tool: Tool, render: Render) -> None:
        from PIL import Image

        box = [_whole(_number(one)) for one in root.get("viewBox", "").split()]
        if len(box) != 4 or box[:2] != [0, 0]:
            raise NotFlatError
        if (root.get("data-pixels"), root.get("height")) != (str(box[2]), str(box[3])):
            raise NotFlatError
        self._root, self._tool, self._render = root, tool, render
        self._fonts = _fonts_of(root, tool)
        self._colours: dict[Colour, int] = {}
        self._ramps: dict[tuple[Colour, Colour], list[int]] = {}
        white = self._index((255, 255, 255))
        self._image = Image.new("L", (box[2], box[3]), white)
        """Places in the palette."""
        self._grounds = [Ground(PixelBox(0, 0, box[2], box[3]), (255, 255, 255))]
        for child in root:
            self._put(child, 0.0, root.get("text-anchor", "start"))

    def packed(self) -> bytes:
        palette = [part for colour in self._colours for part in colour]
        self._image.putpalette(palette)
        file = io.BytesIO()
        self._image.save(file, "PNG", compress_level=PACKED)
        return file.getvalue()

    def _put(self, element: ET.Element, down: float, anchor: str) -> None:
        known = {"rect": _RECT, "g": _GROUP, "text": _TEXT}.get(element.tag.removeprefix(SVG))
        if element.tag == f"{SVG}svg":
            self._set_in(element, down)
        elif known is None or not set(element.keys()) <= known:
            raise NotFlatError
        elif element.tag == f"{SVG}g":
            for child in element:
                self._put(child, down + _down(element), element.get("text-anchor", anchor))
        elif element.tag == f"{SVG}rect":
            self._rectangle(element, down)
        else:
            self._text(element, down, element.get("text-anchor", anchor))

    def _rectangle(self, element: ET.Element, down: float) -> None:
        colour = _colour(element)
        place = [_number(element.get(name, "0")) for name in ("x", "y", "width", "height")]
        x, y, wide, high = [_whole(one) for one in place]
        top = y + _whole(down)
        box = self._within(PixelBox(x, top, x + wide, top + high))
        self._image.paste(self._index(colour), box)
        self._grounds.append(Ground(box, colour))

    def _within(self, box: PixelBox) -> PixelBox:
        wide, high = self._image.size
        return PixelBox(max(box.left, 0), max(box.top, 0), min(box.right, wide), min(box.bottom, high))

    def _ground(self, box: PixelBox) -> Colour:
        """The one colour that is below a box. Raises NotFlatError where there is more than one."""
        for ground in reversed(self._grounds):
            left, top, right, bottom = ground.box
            if left <= box.left and top <= box.top and box.right <= right and box.bottom <= bottom:
                if ground.colour is None:
                    break
                return ground.colour
            if left < box.right and box.left < right and top < box.bottom and box.top < bottom:
                break
        raise NotFlatError

    def _index(self, colour: Colour) -> int:
        if colour not in self._colours and len(self._colours) >= 256:
            raise NotFlatError
        return self._colours.setdefault(colour, len(self._colours))

    def _ramp(self, ground: Colour, ink: Colour) -> list[int]:
        """For each of the 256 strengths of a form the colour that it gives on its ground."""
        known = self._ramps.get((ground, ink))
        if known is None:
            steps = [self._index(_mixed(ground, ink, step / (LEVELS - 1))) for step in range(LEVELS)]
            known = [steps[(strength * (LEVELS - 1) + 127) // 255] for strength in range(256)]
            self._ramps[ground, ink] = known
        return known

    def _text(self, element: ET.Element, down: float, anchor: str) -> None:
        style = TextStyle(element.get("font-weight") in BOLD, _colour(element), anchor)
        size = element.get("font-size", "16")
        left, y = _number(element.get("x", "0")), _number(element.get("y", "0")) + down
        line: list[TextPiece] = []
        if element.text and element.text.strip():
            line.append(TextPiece(element.text, _number(size)))
        for span in element:
            plain = span.tag == f"{SVG}tspan" and set(span.keys()) <= _SPAN and not len(span)
            if not plain or (span.tail and span.tail.strip()):
                raise NotFlatError
            if span.get("x") is not None:
                self._line(line, left, y, style)
                line, left = [], _number(span.get("x", "0"))
                y += _number(span.get("dy", "0"))
            line.append(TextPiece(span.text or "", _number(span.get("font-size", size))))
        self._line(line, left, y, style)

    def _line(self, pieces: Sequence[TextPiece], left: float, baseline: float, style: TextStyle) -> None:
        from PIL import Image

        if any(_is_shaped(char) for piece in pieces for char in piece.text):
            raise NotFlatError
        metrics = self._fonts.metrics[style.bold]
        wide = sum([metrics.width(piece.text, piece.size) for piece in pieces])
        left -= wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[style.anchor]
        forms = list(self._forms(pieces, left, baseline, style.bold))
        if not forms:
            return
        box = PixelBox(
            min(x for x, _, _ in forms),
            min(y for _, y, _ in forms),
            max(x + form.width for x, _, form in forms),
            max(y + form.height for _, y, form in forms),
        )
        ramp = self._ramp(self._ground(box), style.colour)
        covered = Image.new("L", (box.right - box.left, box.bottom - box.top))
        for x, y, form in forms:
            covered.paste(255, (x - box.left, y - box.top), form)
        self._image.paste(covered.point(ramp), box, covered.point(_ANY))

    def _forms(
        self, pieces: Sequence[TextPiece], x: float, baseline: float, bold: bool
    ) -> Iterator[tuple[int, int, Image]]:
        """Where the forms of the characters come to be."""
        metrics, face = self._fonts.metrics[bold], self._fonts.faces[bold]
        down = round(baseline)
        for piece in pieces:
            for char in piece.text:
                quarters = round(x * QUARTERS)
                form = _form(face, piece.size, char, quarters % QUARTERS)
                if form is not None:
                    yield quarters // QUARTERS + form.left, down + form.top, form.image
                x += metrics.width(char, piece.size)

    def _set_in(self, element: ET.Element, down: float) -> None:
        """A drawing of its own, made by resvg on the colour that is below it."""
        from PIL import Image

        x, y, wide, high = _fitted(element)
        box = PixelBox(floor(x), floor(y + down), ceil(x + wide), ceil(y + down + high))
        if box != self._within(box) or box.right <= box.left or box.bottom <= box.top:
            raise NotFlatError
        alone = _alone(self._root, element, down, box, self._ground(box))
        with Image.open(io.BytesIO(self._render(alone, self._tool))) as made:
            few = made.convert("RGB").quantize(DRAWING_COLOURS, method=FASTEST, dither=Image.Dither.NONE)
        palette = few.getpalette("RGB") or []
        colours = [tuple(palette[place : place + 3]) for place in range(0, len(palette), 3)]
        indices = [self._index(cast("Colour", one)) for one in colours]
        indices += [0] * (256 - len(indices))
        self._image.paste(Image.frombytes("L", few.size, few.tobytes()).point(indices), box)
        self._grounds.append(Ground(box, None))


class _Form(NamedTuple):
    """How a character is drawn: how much of each pixel it covers, and where that begins."""

    image: Image
    left: int
    top: int


class _Fonts(NamedTuple):
    """Regular and bold, by whether it is bold."""

    metrics: tuple[Metrics, Metrics]
    faces: tuple[_Face, _Face]


class _Face(NamedTuple):
    """A face in a file."""

    path: str
    number: int


def _fonts_of(root: ET.Element, tool: Tool) -> _Fonts:
    """Of the first family that the picture asks for and the files have; else of that of the tool."""
    families = [one.strip().strip("'\"") for one in root.get("font-family", "").split(",")]
    files = (tool.fonts[0], tool.fonts[-1])
    found = [face_named(path, (*families, tool.family)) for path in files]
    if None in found:
        raise NotFlatError
    faces = [_Face(path, index or 0) for path, index in zip(files, found, strict=True)]
    metrics = [metrics_of(face.path, face.number) for face in faces]
    return _Fonts((metrics[0], metrics[1]), (faces[0], faces[1]))


@lru_cache(maxsize=256)
def _sized(face: _Face, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(face.path, size, face.number, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _form(face: _Face, size: float, char: str, quarter: int) -> _Form | None:
    """None where there is nothing to be seen."""
    from PIL import Image

    mask, (left, top) = _sized(face, size).getmask2(char, "L", anchor="ls", start=(quarter / QUARTERS, 0))
    wide, high = mask.size
    if not wide or not high:
        return None
    return _Form(Image.frombytes("L", (wide, high), bytes(mask)), left, top)


def _alone(root: ET.Element, element: ET.Element, down: float, box: PixelBox, ground: Colour) -> str:
    """A drawing as a picture of its own, in the fonts and on the ground of that in which it is set."""
    wide, high = str(box.right - box.left), str(box.bottom - box.top)
    kept = {name: root.attrib[name] for name in _INHERITED if name in root.attrib}
    view = f"{box.left} {box.top} {wide} {high}"
    outer = ET.Element(f"{SVG}svg", {**kept, "viewBox": view, "width": wide, "height": high})
    outer.set("data-pixels", wide)
    place = {"x": str(box.left), "y": str(box.top), "width": wide, "height": high}
    ET.SubElement(outer, f"{SVG}rect", {**place, "fill": "#{:02x}{:02x}{:02x}".format(*ground)})
    moved = copy.copy(element)
    moved.set("y", str(_number(element.get("y", "0")) + down))
    outer.append(moved)
    return ET.tostring(outer, encoding="unicode")


def _fitted(element: ET.Element) -> tuple[float, float, float, float]:
    """Where a drawing is in its box: in the middle, as large as it can be."""
    x, y, wide, high = [_number(element.get(name, "0")) for name in ("x", "y", "width", "height")]
    view = [_number(one) for one in element.get("viewBox", "").split()]
    if len(view) != 4 or element.get("preserveAspectRatio") or min(view[2:]) <= 0:
        raise NotFlatError
    scale = min(wide / view[2], high / view[3])
    left, top = (wide - view[2] * scale) / 2, (high - view[3] * scale) / 2
    return x + left, y + top, wide - 2 * left, high - 2 * top


_INHERITED = ("font-family", f"{XML}lang")


@lru_cache(maxsize=4096)
def _is_shaped(char: str) -> bool:
    """Whether how a character is drawn hangs on those beside it."""
    category, direction = unicodedata.category(char), unicodedata.bidirectional(char)
    return category in _SHAPED or direction in _RIGHT_TO_LEFT


def _colour(element: ET.Element) -> Colour:
    written = element.get("fill", "")
    if len(written) != 7 or written[0] != "#":
        raise NotFlatError
    try:
        number = int(written[1:], 16)
    except ValueError:
        raise NotFlatError from None
    return number >> 16, number >> 8 & 255, number & 255


def _mixed(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = [round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True)]
    return red, green, blue


def _down(group: ET.Element) -> float:
    """How far a group is moved: `translate(0 12)`, which is all that `picture_layout` writes."""
    written = group.get("transform", "translate(0 0)")
    if not written.startswith("translate(0 ") or not written.endswith(")"):
        raise NotFlatError
    return _number(written[len("translate(0 ") : -1])


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise NotFlatError from None


def _whole(number: float) -> int:
    if number != int(number):
        raise NotFlatError
    return int(number)
