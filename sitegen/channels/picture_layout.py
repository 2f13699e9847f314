"""Pictures from the theme's SVG templates: text wrapped to its box, boxes set one below the other, QR codes.

SVG does not wrap text, and a template does not know how wide a font is. So a template says in attributes
what it wants, and this module works it out with the metrics of the very font that the picture is drawn in:

- `<text data-width="900" data-sizes="72 60 52" data-lines="3">`: as many lines as it takes, in the first
  size in which it is no more than so many; in the last size it is cut with an ellipsis. `data-leading` is the
  height of a line (1.3 of the size). Where it has `<tspan data-em="0.5">` parts it is one line, made smaller
  to fit.
- `<g data-column="80 500" data-align="middle">`: its children one below the other between these heights, at
  the top, in the middle or at the bottom, with smaller sizes where they take too much room. `data-gap` is the
  room above a child; one that is no text says its `data-height`. A column without a second height is as high
  as it takes.
- `<svg data-qr="address">`: the QR code of an address, in the place and size of the element.
- on the outermost element: `data-pixels`, the picture's width; `data-height="column"`, a picture as high as
  its column and `data-margin` below it. `data-to-bottom` is a rectangle's distance from its end.
"""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.channels import flat_pictures
from sitegen.channels.font_metrics import Metrics, metrics_of
from sitegen.channels.glyphs import drawable_svg
from sitegen.channels.raster import render
from sitegen.channels.tools import Tools
from sitegen.maps.svg import number
from sitegen.maps.text_layout import CLOSING, wrap_measured

SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", SVG)

LEADING = 1.3
SMALLEST = 5
"""So many times a column that is too high is tried with smaller sizes."""
_BASELINE = 0.86
"""From the top of a line of text to its baseline, in ems."""
_ELLIPSIS = "…"
_IDEOGRAPHS = "\u2e80"
"""From here on characters are as wide as they are high."""
_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""In Chinese fonts the curved ones are as wide as a character."""


def png(source: str, tools: Tools) -> bytes:
    """The picture of a template's text."""
    tool = tools["raster"]
    svg = laid_out(drawable_svg(source, tool.fonts), tool.fonts)
    flat = flat_pictures.drawn(svg, tool, render) if "pillow" in tools else None
    return flat or render(svg, tool)


def laid_out(source: str, font_files: Sequence[str]) -> str:
    """Plain SVG."""
    root = ET.fromstring(source)  # noqa: S314  (made by our own template, which escapes everything)
    if not root.get("{http://www.w3.org/XML/1998/namespace}lang", "zh").startswith("zh"):
        _straighten(root)
    faces = Faces(metrics_of(font_files[0]), metrics_of(font_files[-1]))
    bottom = 0.0
    for group in list(root.iter(f"{{{SVG}}}g")):
        if group.get("data-column"):
            bottom = max(bottom, _column(group, faces))
    for text in list(root.iter(f"{{{SVG}}}text")):
        if text.get("data-width"):
            _at_its_place(text, faces)
    for code in list(root.iter(f"{{{SVG}}}svg")):
        if code.get("data-qr"):
            _qr(code)
    if root.get("data-height") == "column":
        _grow(root, bottom)
    return ET.tostring(root, encoding="unicode")


class Faces(NamedTuple):
    regular: Metrics
    bold: Metrics

    def of(self, element: ET.Element) -> Metrics:
        return self.bold if element.get("font-weight") in flat_pictures.BOLD else self.regular


def _straighten(root: ET.Element) -> None:
    for element in root.iter():
        if element.text:
            element.text = element.text.translate(_QUOTES).replace(_ELLIPSIS, _ellipsis_of(element.text))


def _ellipsis_of(text: str) -> str:
    """How words are cut: in a Chinese font the one character is an ideograph wide, at half its height."""
    return _ELLIPSIS if any(char >= _IDEOGRAPHS for char in text) else "..."


class ColumnChild(NamedTuple):
    """A child of a column, its text set from zero on, and how high it is."""

    element: ET.Element
    gap: float
    height: float


def _column(group: ET.Element, faces: Faces) -> float:
    """Set the children of a column; where it ends."""
    heights = [float(one) for one in group.attrib.pop("data-column").split()]
    align = group.attrib.pop("data-align", "top")
    blocks = [_block(copy.deepcopy(child), faces) for child in group]
    whole = _height(blocks)
    for smaller in range(1, SMALLEST):
        if len(heights) < 2 or whole <= heights[1] - heights[0]:
            break
        blocks = [_block(copy.deepcopy(child), faces, smaller) for child in group]
        whole = _height(blocks)
    y = heights[0]
    if len(heights) > 1:
        y += max(heights[1] - heights[0] - whole, 0) * {"top": 0, "middle": 0.5, "bottom": 1}[align]
    for child in list(group):
        group.remove(child)
    for place, block in enumerate(blocks):
        y += block.gap if place else 0
        mover = ET.SubElement(group, f"{{{SVG}}}g", transform=f"translate(0 {number(y)})")
        mover.append(block.element)
        y += block.height
    return y


def _height(blocks: Sequence[ColumnChild]) -> float:
    return sum([block.height for block in blocks]) + sum([block.gap for block in blocks[1:]])


def _block(child: ET.Element, faces: Faces, smaller: int = 0) -> ColumnChild:
    """`smaller` is how many of the largest sizes of its text are passed over."""
    gap = float(child.attrib.pop("data-gap", "0"))
    if child.tag == f"{{{SVG}}}text" and child.get("data-width"):
        sizes = child.get("data-sizes", "").split()
        if sizes:
            child.set("data-sizes", " ".join(sizes[min(smaller, len(sizes) - 1) :]))
        return ColumnChild(child, gap, _set_text(child, faces, 0.0))
    return ColumnChild(child, gap, float(child.attrib.pop("data-height", "0")))


def _at_its_place(text: ET.Element, faces: Faces) -> None:
    """A text that is in no column: its `y` is the baseline of the first line."""
    first = float(text.get("y", "0"))
    sizes = text.get("data-sizes", "") or text.get("font-size", "16")
    _set_text(text, faces, first - _BASELINE * float(sizes.split()[0]))


def _set_text(text: ET.Element, faces: Faces, top: float) -> float:
    """Wrap a text or make it fit; how high it is."""
    room = float(text.attrib.pop("data-width"))
    sizes = [float(size) for size in text.attrib.pop("data-sizes", text.get("font-size", "16")).split()]
    leading = float(text.attrib.pop("data-leading", LEADING))
    most = int(text.attrib.pop("data-lines", "1"))
    if len(text):
        size = _fitted(text, faces.of(text), room, sizes[0])
        text.set("y", number(top + _BASELINE * size))
        return size * leading
    words = " ".join((text.text or "").split())
    text.text = None
    metrics = faces.of(text)
    size, lines = _lines(words, metrics, room, sizes, most)
    text.set("font-size", number(size))
    text.set("y", number(top + _BASELINE * size))
    for place, line in enumerate(lines):
        span = ET.SubElement(text, f"{{{SVG}}}tspan", x=text.get("x", "0"))
        if place:
            span.set("dy", number(size * leading))
        span.text = line
    return size * leading * len(lines)


def _lines(
    words: str, metrics: Metrics, room: float, sizes: Sequence[float], most: int
) -> tuple[float, list[str]]:
    """The size, and the lines in it."""
    for size in sizes:
        lines = _whole_ends(wrap_measured(words, room, lambda line, size=size: metrics.width(line, size)))  # type: ignore[misc]
        if len(lines) <= most and all(metrics.width(line, size) <= room for line in lines):
            return size, lines
    size = sizes[-1]
    return size, _cut(words, lambda line: metrics.width(line, size), room, most)


def _whole_ends(lines: list[str]) -> list[str]:
    """The same without a last line of one character: it takes one along from the line before."""
    if len(lines) > 1 and " " not in lines[-2][-2:]:
        last, before = lines[-1], lines[-2]
        if len([char for char in last if char not in CLOSING]) < 2 and len(before) > 3:
            cut = len(before) - 1
            while cut > 1 and before[cut] in CLOSING:
                cut -= 1
            if not before[cut - 1].isascii():
                lines[-2:] = [before[:cut], before[cut:] + last]
    return lines


def _cut(words: str, measure: object, room: float, most: int) -> list[str]:
    """So many lines, with an ellipsis at the end of the last."""
    assert callable(measure)
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if len(wrap_measured(_short(words, middle), room, measure)) <= most:
            low = middle
        else:
            high = middle - 1
    return _whole_ends(wrap_measured(_short(words, low), room, measure))


def _short(words: str, length: int) -> str:
    if length >= len(words):
        return words
    head = words[:length]
    if " " in head and not words[length - 1 : length + 1].isspace():
        head = head.rpartition(" ")[0]
    return head.rstrip(" ，,、·;；:：(（") + _ellipsis_of(head)


def _fitted(text: ET.Element, metrics: Metrics, room: float, size: float) -> float:
    """Give the parts of a line their sizes; that of the largest."""
    spans = list(text)
    ems = [float(span.attrib.pop("data-em", "1")) for span in spans]
    for span in spans:
        span.tail = None
    text.text = None
    wide = sum([metrics.width(span.text or "", em) for span, em in zip(spans, ems, strict=True)])
    size = min(size, room / wide) if wide else size
    for span, em in zip(spans, ems, strict=True):
        span.set("font-size", number(size * em))
    return size


def _qr(code: ET.Element) -> None:
    """Modules as one path; the quiet zone that readers ask for is the template's white ground, 4 modules."""
    import segno

    made = segno.make_qr(code.attrib.pop("data-qr"), error="m", boost_error=False)
    rows = [list(row) for row in made.matrix]
    code.set("viewBox", f"0 0 {len(rows)} {len(rows)}")
    code.set("shape-rendering", "crispEdges")
    data = "".join([f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark])
    ET.SubElement(code, f"{{{SVG}}}path", d=data, fill="#000000")


def _grow(root: ET.Element, bottom: float) -> None:
    """Make the picture as high as what is in it."""
    del root.attrib["data-height"]
    high = bottom + float(root.attrib.pop("data-margin", "0"))
    left, top, wide, _ = root.get("viewBox", "0 0 0 0").split()
    root.set("viewBox", f"{left} {top} {wide} {number(high)}")
    root.set("height", number(high))
    for element in root.iter():
        if element.get("data-to-bottom") is not None:
            element.set("height", number(high - float(element.attrib.pop("data-to-bottom"))))
