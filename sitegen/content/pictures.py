"""What a picture file is and how large it is shown, read from its own bytes.

Pictures come from people we don't know. A file must be what its name says; its header must make sense, so
that pages can reserve the right room; and a drawing (SVG) may hold shapes, text and paint and nothing that
runs, loads or refers outside itself. Nothing is decoded or rewritten here, so a picture that passes may still
show noise; how many bytes it may have, and where it may lie, is for those who read files.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

import msgspec

from sitegen.patterns import pattern

ACCEPTED = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "gif": "gif", "svg": "svg"}
"""Extensions and the kind of content that each stands for."""


class PictureInfo(msgspec.Struct, frozen=True, array_like=True):
    """Kind (png, jpeg, webp, gif, svg) and size in CSS pixels, as a browser shows the picture."""

    kind: str
    width: int
    height: int


class PictureError(ValueError):
    """Why a picture is refused: E_PICTURE_KIND(found, expected), E_PICTURE_BROKEN(kind),
    E_PICTURE_PIXELS(width, height, limit) or E_SVG(reason), where the reason is the name of what is not
    allowed, the same in every language."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


class _Broken(Exception):
    """A header is cut short or makes no sense."""


def picture_info(data: bytes, name: str, *, max_pixels: int) -> PictureInfo:
    """The picture's kind and size. Raises PictureError and nothing else, whatever the bytes are."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    expected = ACCEPTED.get(extension)
    if expected is None:
        raise PictureError("E_PICTURE_KIND", found=extension or "-", expected=", ".join(ACCEPTED))
    if not data:
        raise PictureError("E_PICTURE_BROKEN", kind=expected)
    found = kind_of(data)
    # An SVG may begin with anything that XML allows; only its parser can say.
    if found != expected and not (expected == "svg" and found in ("xml", "?")):
        raise PictureError("E_PICTURE_KIND", found=found, expected=expected)
    try:
        width, height = _SIZES[expected](data)
    except (_Broken, IndexError) as error:
        raise PictureError("E_PICTURE_BROKEN", kind=expected) from error
    if width < 1 or height < 1:
        raise PictureError("E_PICTURE_BROKEN", kind=expected)
    if width * height > max_pixels:
        raise PictureError("E_PICTURE_PIXELS", width=width, height=height, limit=max_pixels)
    return PictureInfo(expected, width, height)


_MAGIC = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (8, b"WEBP", "webp"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"%PDF-", "pdf"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"\xd0\xcf\x11\xe0", "ole"),  # Word and Excel files of before 2007; encrypted ones of today
    (0, b"BM", "bmp"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"MZ", "exe"),
    (4, b"ftypavi", "avif"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
    (0, b"Rar!", "rar"),
    (0, b"7z\xbc\xaf", "7z"),
)
_MARKUP = pattern(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:(?P<html>!doctype\s+html|html\b)|(?P<svg>svg\b)|[?!])",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes) -> str:
    """What the first bytes say that a file is, whatever its name; `?` when they say nothing."""
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    match = _MARKUP.match(data[:1000].removeprefix(b"\xef\xbb\xbf"))
    return (match.lastgroup or "xml") if match else "?"


def _big(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_exactly(data, start, length), "big")


def _little(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_exactly(data, start, length), "little")


def _exactly(data: bytes, start: int, length: int) -> bytes:
    piece = data[start : start + length]
    if len(piece) < length:
        raise _Broken
    return piece


_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def _png(data: bytes) -> tuple[int, int]:
    header = _exactly(data, 12, 17)
    depth, colour, compression, filtering, interlace = header[12:]
    if header[:4] != b"IHDR" or _big(data, 8, 4) != 13 or zlib.crc32(header) != _big(data, 29, 4):
        raise _Broken
    if depth not in _PNG_DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise _Broken
    start, kind, kinds = 8, b"", set()
    while kind != b"IEND":  # a chunk is 12 bytes and its content, so this ends
        kind = _exactly(data, start + 4, 4)
        start += 12 + _big(data, start, 4)
        kinds.add(kind)
    if b"IDAT" not in kinds or start > len(data):
        raise _Broken
    return _big(header, 4, 4), _big(header, 8, 4)


def _jpeg(data: bytes) -> tuple[int, int]:
    width = height = 0
    turned = False
    for marker, start, length in _jpeg_segments(data):
        if marker == 0xE1 and data.startswith(b"Exif\0\0", start):
            turned = turned or _exif_turned(data[start + 6 : start + length])
        elif marker in (0xC0, 0xC1, 0xC2):  # what browsers show: baseline, extended, progressive
            depth, components = data[start], data[start + 5]
            if depth not in (8, 12) or components not in (1, 3, 4) or length < 6 + 3 * components:
                raise _Broken
            height, width = _big(data, start + 1, 2), _big(data, start + 3, 2)
    return (height, width) if turned else (width, height)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and length of each segment up to the scan, which must be there and come to its end."""
    start = 2
    while True:
        if data[start] != 0xFF:
            raise _Broken
        while data[start] == 0xFF:
            start += 1
        marker = data[start]
        start += 1
        if marker == 0x01:  # stands alone, without a length
            continue
        length = _big(data, start, 2)
        if marker < 0xC0 or 0xD0 <= marker <= 0xD9 or length < 2:
            raise _Broken
        if marker == 0xDA:
            if data.rfind(b"\xff\xd9", start) < 0:
                raise _Broken
            return
        _exactly(data, start + length - 1, 1)
        yield marker, start + 2, length - 2
        start += length


def _exif_turned(exif: bytes) -> bool:
    """Whether a camera held upright made the picture: browsers then swap width and height."""
    read = {b"II": _little, b"MM": _big}.get(exif[:2])
    if read is None:
        return False
    try:
        entries = read(exif, 4, 4)
        for entry in range(entries + 2, entries + 2 + 12 * min(read(exif, entries, 2), 200), 12):
            if read(exif, entry, 2) == 0x0112:
                return 5 <= read(exif, entry + 8, 2) <= 8
    except _Broken:  # browsers, too, show the picture without such data
        pass
    return False


def _webp(data: bytes) -> tuple[int, int]:
    end = 8 + _little(data, 4, 4)
    if data[:4] != b"RIFF" or end > len(data):
        raise _Broken
    kind, start = data[12:16], 20
    if kind == b"VP8X":
        size = 1 + _little(data, start + 4, 3), 1 + _little(data, start + 7, 3)
        position = start + 10
        while data[position : position + 4] not in (b"VP8 ", b"VP8L", b"ANMF"):
            length = _little(data, position + 4, 4)
            position += 8 + length + length % 2
        _exactly(data, position, 8 + _little(data, position + 4, 4))
        return size
    _exactly(data, start, _little(data, 16, 4))
    if kind == b"VP8L" and data[start] == 0x2F:
        bits = _little(data, start + 1, 4)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[start] & 1 == 0 and data[start + 3 : start + 6] == b"\x9d\x01\x2a":
        return _little(data, start + 6, 2) & 0x3FFF, _little(data, start + 8, 2) & 0x3FFF
    raise _Broken


def _gif(data: bytes) -> tuple[int, int]:
    start = 13 + _gif_colours(data[10])
    while data[start] == 0x21:
        start = _gif_blocks(data, start + 2)
    if data[start] != 0x2C:
        raise _Broken
    _gif_blocks(data, start + 11 + _gif_colours(data[start + 9]))
    return _little(data, 6, 2), _little(data, 8, 2)


def _gif_colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks(data: bytes, start: int) -> int:
    """Where a chain of blocks ends, each led by its length."""
    while length := data[start]:
        start += 1 + length
    return start + 1


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MAX_DEPTH, MAX_ELEMENTS, MAX_DRAWN, MAX_ROUNDS = 40, 20_000, 500_000, 8
"""Bounds of nesting, of elements in the file, of elements once every reference has drawn its target, and of
references that lead to references."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words("""
    svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix
    feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feMerge feMergeNode feMorphology feOffset
""")
_WORDS = _words("id class lang role version baseProfile type xml:lang xml:space")
"""Attributes whose value no style engine reads; so are aria-* and data-*."""
_PAINT = _words("""
    style width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points pathLength viewBox transform
    rotate preserveAspectRatio textLength lengthAdjust startOffset method spacing side offset gradientUnits
    gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits
    patternTransform markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2
    result mode values k1 k2 k3 k4 operator stdDeviation radius tableValues slope intercept amplitude exponent
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color color-interpolation
    color-interpolation-filters color-rendering shape-rendering text-rendering image-rendering vector-effect
    paint-order clip-path clip-rule mask mask-type filter flood-color flood-opacity stop-color stop-opacity
    marker-start marker-mid marker-end display visibility overflow enable-background mix-blend-mode isolation
    font-family font-size font-style font-weight font-variant font-stretch text-anchor text-decoration
    letter-spacing word-spacing dominant-baseline alignment-baseline baseline-shift direction writing-mode
    unicode-bidi
""")
_FUNCTIONS = _words("""
    rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc min
    max blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia not nth-child
""")
# Functions are allowed by name, for CSS has many that load something; an escape could spell any of them.
_CSS = pattern(
    r"(@(?!media\b)[\w-]{0,20}|\\|javascript:)|([\w-]{0,20})\((?:\s*(['\"]?)#([\w.:-]+)\3\s*\))?",
    re.IGNORECASE,
)
_MAY_ACT = pattern(r"[(@:\\]")
_TARGET = pattern(r"#([^\s\"'()<>\\]+)")
_LENGTH = pattern(r"\s*\+?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in)?\s*", re.ASCII)
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def _svg(data: bytes) -> tuple[int, int]:
    if b"\0" in data[:8]:  # the parser would take it for UTF-16, whatever it is told
        raise _refuse('encoding="UTF-16"')
    reader = _SvgReader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        if not reader.elements and kind_of(data) == "?":
            raise PictureError("E_PICTURE_KIND", found="?", expected="svg") from error
        raise _Broken from error
    reader.check_drawn()
    return reader.size


def _refuse(reason: str) -> PictureError:
    return PictureError("E_SVG", reason=reason if len(reason) <= 60 else reason[:59] + "…")


class _Part:
    """An element's share of what is drawn: elements below it, ids that it refers to."""

    __slots__ = ("elements", "id", "targets")

    def __init__(self, identifier: str, targets: list[str]) -> None:
        self.id = identifier
        self.elements = 1
        self.targets = targets


class _SvgReader:
    """Walks a drawing once and raises PictureError at the first thing that is not allowed."""

    def __init__(self) -> None:
        # The bytes are UTF-8 or nothing: another declared encoding could hide names from other readers.
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.size = (0, 0)
        self.elements = 0
        self.style: list[str] | None = None
        self.open: list[_Part] = []
        self.parts: dict[str, _Part] = {}

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
            raise _refuse(f'encoding="{encoding}"')

    def _doctype(self, *_: object) -> None:
        raise _refuse("<!DOCTYPE>")

    def _instruction(self, target: str, _data: str) -> None:
        raise _refuse(f"<?{target}?>")

    def _start(self, qualified: str, given: dict[str, str]) -> None:
        space, name, shown = _names(qualified)
        if not self.open and name != "svg":
            raise PictureError("E_PICTURE_KIND", found=f"<{shown[:40]}>", expected="svg")
        if space != SVG or name not in _ELEMENTS or self.style is not None:
            raise _refuse(f"<{shown}>")
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise _refuse(f"> {MAX_ELEMENTS} <…>")
        if len(self.open) >= MAX_DEPTH:
            raise _refuse(f"<{shown}> × {MAX_DEPTH}")
        targets: list[str] = []
        attributes = dict(_attribute(*item, targets) for item in given.items())
        if not self.open:
            self.size = _svg_size(attributes)
        if name == "style":
            self.style = []
        self.open.append(_Part(attributes.get("id", ""), targets))

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def _end(self, _qualified: str) -> None:
        if self.style is not None:
            _check_css("<style>", "".join(self.style), [])
            self.style = None
        part = self.open.pop()
        if part.id:
            self.parts.setdefault(part.id, part)
        if self.open:
            self.open[-1].elements += part.elements
            self.open[-1].targets += part.targets
        else:
            self.parts[""] = part

    def check_drawn(self) -> None:
        """Refuse references that go in circles, or that a few lines blow up to millions of shapes."""
        drawn = dict.fromkeys(self.parts, 0)
        for _ in range(MAX_ROUNDS):
            before = drawn
            drawn = {
                identifier: part.elements + sum(before.get(target, 0) for target in part.targets)
                for identifier, part in self.parts.items()
            }
            if drawn == before:
                return
            if max(drawn.values()) > MAX_DRAWN:
                break
        raise _refuse('href="#…" × …')


def _names(qualified: str) -> tuple[str, str, str]:
    """Namespace, local name, and the name as it was written, from the parser's `namespace name prefix`."""
    space, _, rest = qualified.rpartition(" ") if qualified.count(" ") < 2 else qualified.partition(" ")
    name, _, prefix = rest.partition(" ")
    return space, name, f"{prefix}:{name}" if prefix else name


def _attribute(key: str, value: str, targets: list[str]) -> tuple[str, str]:
    """The attribute, once it is known to be harmless; what it refers to is added to `targets`."""
    space, name, shown = _names(key)
    if space == XML:
        name = f"xml:{name}"
    elif space and (space != XLINK or name != "href"):
        raise _refuse(shown)
    if name == "href":
        match = _TARGET.fullmatch(value)
        if match is None:
            raise _refuse(f'{shown}="{value}"')
        targets.append(match[1])
    elif name in _PAINT:
        _check_css(name, value, targets)
    elif name not in _WORDS and not name.startswith(("aria-", "data-")):
        raise _refuse(shown)
    return name, value


def _check_css(where: str, text: str, targets: list[str]) -> None:
    if not _MAY_ACT.search(text):  # paths are long and harmless
        return
    for match in _CSS.finditer(text):
        forbidden, function, _, target = match.groups()
        if forbidden or (function.lower() not in _FUNCTIONS and function and not target):
            raise _refuse(f"{where}: {match[0]}")
        if target:
            if function.lower() != "url":
                raise _refuse(f"{where}: {match[0]}")
            targets.append(target)


def _svg_size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Width and height; one that is not given in absolute units follows from the view box."""
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    if not (width and height):
        try:
            _, _, across, down = map(float, re.split(r"[\s,]+", attributes["viewBox"][:99].strip()))
            ratio = across / down
            width, height = width or (height or down) * ratio, height or (width or across) / ratio
        except (KeyError, ValueError, ArithmeticError) as error:
            raise _Broken from error
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise _Broken
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2]] if match else 0.0


_SIZES: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "png": _png,
    "jpeg": _jpeg,
    "webp": _webp,
    "gif": _gif,
    "svg": _svg,
}
