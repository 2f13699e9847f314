"""What a drawing (SVG) may hold: shapes, text and paint; nothing that runs, loads or refers outside itself.

Elements, attributes and functions of CSS are allowed by name, so that what is not known here does not pass.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from xml.parsers import expat

from sitegen.content.file_kinds import Broken, PictureError, kind_of
from sitegen.patterns import pattern

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


def svg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a drawing. Raises PictureError for what it may not hold, Broken for no SVG."""
    if b"\0" in data[:8]:  # the parser would take it for UTF-16, whatever it is told
        raise _refuse('encoding="UTF-16"')
    reader = _SvgReader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        if not reader.elements and kind_of(data) == "?":
            raise PictureError("E_PICTURE_KIND", found="?", expected="svg") from error
        raise Broken from error
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
            self.size = _stated_size(attributes)
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


def _stated_size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Width and height; one that is not given in absolute units follows from the view box."""
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    if not (width and height):
        try:
            _, _, across, down = map(float, re.split(r"[\s,]+", attributes["viewBox"][:99].strip()))
            ratio = across / down
            width, height = width or (height or down) * ratio, height or (width or across) / ratio
        except (KeyError, ValueError, ArithmeticError) as error:
            raise Broken from error
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise Broken
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2]] if match else 0.0
