"""The look that all slides of a .pptx file take from their master: colours, faces, bar, footer, page number.

A slide that somebody adds in PowerPoint or WPS gets the same. The library has no names for most of this, so
it is written into the file's XML (ECMA-376).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NAMES = {"a": A[1:-1], "p": P[1:-1]}
POINT = 12700
"""The file's own unit."""
FOOT_SIZE = 11
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""What the library's own template calls the page number."""


class Master(NamedTuple):
    """What is the same on all slides."""

    brand: str
    accent: str
    """Six hexadecimal digits each."""
    font: str
    cjk_font: str
    lang: str
    footer: str
    wide: float
    high: float
    side: float
    """Of a slide and its margins, in points."""


def dress(deck: Any, look: Master) -> None:
    """Give a new presentation its theme and master; its size is set already."""
    master = deck.slide_master
    _colour(master, look)
    scale = look.wide * POINT / 9_144_000  # the library's template is 4:3 and as high
    for page in (master, *deck.slide_layouts):
        for offset in page.element.iter(f"{A}off", f"{A}ext"):
            for name in ("x", "cx"):
                if offset.get(name) is not None:
                    offset.set(name, str(round(int(offset.get(name)) * scale)))
    _title_style(master)
    _bar(master, look)
    for page in (master, *deck.slide_layouts):
        _feet(page, look)


def put_foot(slide: Any, look: Master, number: int) -> None:
    """The footer and the page number on a slide: they are shown where a slide has them."""
    tree = slide.shapes._spTree  # noqa: SLF001  # the library has no name for it
    highest = max(int(one.get("id")) for one in tree.iter(f"{P}cNvPr"))
    text = etree.Element(f"{A}r")
    etree.SubElement(text, f"{A}rPr", lang=look.lang)
    etree.SubElement(text, f"{A}t").text = look.footer
    page = etree.Element(f"{A}fld", id=_FIELD, type="slidenum")
    etree.SubElement(page, f"{A}rPr", lang=look.lang)
    etree.SubElement(page, f"{A}t").text = str(number)
    for place, (kind, index, inner) in enumerate((("ftr", "11", text), ("sldNum", "12", page)), 1):
        shape = etree.fromstring(_FOOT.format(number=highest + place, kind=kind, index=index))
        paragraph = etree.SubElement(shape.find(f"{P}txBody"), f"{A}p")
        etree.SubElement(paragraph, f"{A}pPr", algn="l" if kind == "ftr" else "r")  # not all inherit it
        _grey(inner.find(f"{A}rPr"))
        paragraph.append(inner)
        tree.append(shape)


_FOOT = (
    f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr>'
    '<p:cNvPr id="{number}" name="{kind}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/></p:txBody></p:sp>"
)


def _colour(master: Any, look: Master) -> None:
    """The theme: what programs offer as the deck's own colours and faces."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    wanted = {"dk2": look.brand, "accent1": look.brand, "accent2": look.accent, "hlink": look.brand}
    for name, colour in wanted.items():
        for slot in theme.iter(f"{A}{name}"):
            for child in list(slot):
                slot.remove(child)
            etree.SubElement(slot, f"{A}srgbClr", val=colour)
    for slot in (*theme.iter(f"{A}majorFont"), *theme.iter(f"{A}minorFont")):
        for name, face in (("latin", look.font), ("ea", look.cjk_font), ("cs", look.font)):
            slot.find(f"{A}{name}").set("typeface", face)
        for font in slot.findall(f"{A}font"):  # of each script; the one above is meant for all
            slot.remove(font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _title_style(master: Any) -> None:
    """Titles in the brand's colour, at the left."""
    for level in master.element.iterfind(".//p:titleStyle/a:lvl1pPr", NAMES):
        level.set("algn", "l")
        said = level.find(f"{A}defRPr")
        said.set("sz", "3000")
        said.set("b", "1")
        for colour in said.iter(f"{A}schemeClr"):
            colour.set("val", "accent1")


def _bar(master: Any, look: Master) -> None:
    """A bar in the brand's colour down the left side, below all else."""
    tree = master.shapes._spTree  # noqa: SLF001
    bar = etree.fromstring(
        f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr><p:cNvPr id="90" name="bar"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{10 * POINT}" cy="{round(look.high * POINT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, bar)


def _feet(page: Any, look: Master) -> None:
    """Where the footer and the page number are, of the master and of each layout; the date goes."""
    top, high = round((look.high - 32) * POINT), round(18 * POINT)
    places = {
        "ftr": (look.side, look.wide - 2 * look.side - 80, "l"),
        "sldNum": (look.wide - look.side - 80, 80, "r"),
    }
    for shape in list(page.element.iter(f"{P}sp")):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = mark.get("type") if mark is not None else None
        if kind == "dt":
            shape.getparent().remove(shape)
        elif kind in places:
            left, wide, align = places[kind]
            _place(shape, (round(left * POINT), top, round(wide * POINT), high))
            _set_style(shape, align)


def _place(shape: Any, box: tuple[int, int, int, int]) -> None:
    properties = shape.find(f"{P}spPr")
    for old in properties.findall(f"{A}xfrm"):
        properties.remove(old)
    moved = etree.Element(f"{A}xfrm")
    etree.SubElement(moved, f"{A}off", x=str(box[0]), y=str(box[1]))
    etree.SubElement(moved, f"{A}ext", cx=str(box[2]), cy=str(box[3]))
    properties.insert(0, moved)


def _set_style(shape: Any, align: str) -> None:
    body = shape.find(f"{P}txBody")
    inner = body.find(f"{A}bodyPr")
    for name in ("lIns", "rIns", "tIns", "bIns"):
        inner.set(name, "0")
    style = body.find(f"{A}lstStyle")
    for old in list(style):
        style.remove(old)
    level = etree.SubElement(style, f"{A}lvl1pPr", algn=align)
    _grey(etree.SubElement(level, f"{A}defRPr"))


def _grey(said: Any) -> None:
    said.set("sz", str(FOOT_SIZE * 100))
    fill = etree.SubElement(said, f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val="5B6B6C")
