"""The slides for a roadshow as a file that PowerPoint and WPS open and edit (.pptx).

They are the same as the PDF's (`deck`), from the same data. Text and tables are their own; pictures are only
drawings, photographs and QR codes. How much room text takes is reckoned with a table of widths no narrower
than usual faces, for the machine that shows the slides has fonts of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.channels import qr_code, raster
from sitegen.channels.deck import (
    DeckData,
    DeckOptions,
    PlaceSlide,
    ProjectRow,
    ProjectSlide,
    asked_for,
    deck_data,
    file_name,
)
from sitegen.channels.map_files import MapPage
from sitegen.channels.photographs import for_print
from sitegen.channels.print_parts import BigFigure, Office
from sitegen.channels.slide_master import Master, dress, put_foot
from sitegen.channels.tools import Tools
from sitegen.maps.text_layout import wrap
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context

WIDE, HIGH, SIDE = 960, 540, 46
"""Of a slide and its margins, in points."""
COLUMN = 176
"""Of the QR code, the photograph and the office."""
TITLE_SIZES = (34, 30, 26, 22, 19)
TEXT_SIZES = (20, 18, 16, 14)
LEADING = 1.35
PIXELS = 1920
"""Of a map across a whole slide."""
INK, MUTED, TINT = "1c2526", "5b6b6c", "eef3f3"
FONT, CJK_FONT = "Arial", "Microsoft YaHei"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Of each part of the file, so that the same input gives the same bytes."""

Line = tuple[str, str]
"""A label, which may be empty, and what is said."""


class SlideSource(msgspec.Struct, frozen=True):
    """What such a file is made from."""

    data: DeckData
    lang: str


def routes(catalogue: Catalogue, output: Output, options: DeckOptions) -> Iterator[Route]:
    """The one that is asked for. Raises ParameterError for what there is not."""
    kind, key = asked_for(catalogue, options)
    yield Route(output.name, (kind, key), f"{file_name(kind, key)}.pptx")


def slides(context: Context, route: Route) -> Bytes:
    kind, key = route.args
    source = SlideSource(deck_data(context, kind, key), context.localizer.locale.html)
    return Bytes(msgspec.json.encode(source).decode(), "channels.slide_file.pptx")


def pptx(source: str, tools: Tools) -> bytes:
    """The file. Raises DamagedPictureError."""
    import pptx as library

    asked = msgspec.json.decode(source, type=SlideSource)
    deck = library.Presentation()
    deck.slide_width, deck.slide_height = _points(WIDE), _points(HIGH)
    dress(deck, master_of(asked))
    writer = _Writer(deck, asked, tools)
    writer.write()
    properties = deck.core_properties
    properties.title, properties.author = f"{asked.data.title} · {asked.data.site}", asked.data.site
    properties.language, properties.last_modified_by = asked.lang, asked.data.site
    out = io.BytesIO()
    deck.save(out)
    return _dateless(out.getvalue())


def master_of(source: SlideSource) -> Master:
    """What all slides have in common. The footer says whose it is and of when."""
    data = source.data
    return Master(
        brand=data.brand.lstrip("#"),
        accent=data.accent.lstrip("#"),
        font=FONT,
        cjk_font=CJK_FONT,
        lang=language_of(source.lang),
        footer=" · ".join([part for part in (data.site, data.date) if part]),
        wide=WIDE,
        high=HIGH,
        side=SIDE,
    )


def language_of(lang: str) -> str:
    """As such files call it: they know regions, not scripts."""
    return {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(lang, lang)


def _points(count: float) -> Any:
    """In the file's own unit."""
    return round(count * 12700)


def _dateless(data: bytes) -> bytes:
    """The same parts with a fixed day, in place of when they were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w") as packed:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, parts.read(name))
    return out.getvalue()


class _Box(msgspec.Struct, frozen=True):
    """A place on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[int, int, int, int]:
        return _points(self.x), _points(self.y), _points(self.width), _points(self.height)


class _Type(msgspec.Struct, frozen=True):
    """How a line is set."""

    size: float
    color: str = INK
    bold: bool = False
    url: str = ""


class _Writer:
    """Puts the slides into a presentation, one after the other."""

    def __init__(self, deck: Any, source: SlideSource, tools: Tools) -> None:
        self.deck, self.data, self.tools = deck, source.data, tools
        self.lang, self.master = language_of(source.lang), master_of(source)
        self.brand = self.master.brand
        self.slide: Any = None

    def write(self) -> None:
        data = self.data
        self._first()
        if data.place:
            self._place(data.place)
        for page in data.maps:
            self._map(page)
        for number, rows in enumerate(data.lists, 1):
            more = f" ({number}/{len(data.lists)})" if len(data.lists) > 1 else ""
            self._list(data.words["projects"] + more, rows)
        for one in data.slides:
            self._project(one)
        if data.offices:
            self._offices(data.offices)

    # --- slides

    def _first(self) -> None:
        data = self.data
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        fill = self.slide.background.fill
        fill.solid()
        fill.fore_color.rgb = _color(self.brand)
        self._text(_Box(SIDE, 44, WIDE - 2 * SIDE, 36), [(data.site, _Type(22, "ffffff"))])
        self._title(data.title, _Box(SIDE, 110, WIDE - 2 * SIDE, 170), "ffffff", (54, 48, 42, 36, 30))
        self._text(_Box(SIDE, 290, WIDE - 2 * SIDE, 90), [(data.tagline, _Type(18, "ffffff"))])
        small = [(text, _Type(14, "ffffff")) for text in (data.date, data.notice) if text]
        self._text(_Box(SIDE, HIGH - 110, WIDE - 2 * SIDE - 150, 80), small)
        self._code(data.url, _Box(WIDE - SIDE - 110, HIGH - 44 - 110, 110, 110), data.scan)

    def _place(self, place: PlaceSlide) -> None:
        self._begin(place.title.text, "")
        room = _Box(SIDE, 130, WIDE - 2 * SIDE - (340 if place.svg else 0), HIGH - 175)
        lines: list[Line] = [("", place.summary.text)] if place.summary else []
        lines += [("· ", one.text) for one in place.lines]
        self._filled(self._figures(place.figures, room), lines)
        if place.svg:
            box = _Box(WIDE - SIDE - 320, 110, 320, HIGH - 160)
            self._picture(self._drawing(place.svg, 1000), box, place.alt)

    def _map(self, page: MapPage) -> None:
        self._begin(page.title, "", shown=False)
        self._picture(self._drawing(page.svg, PIXELS), _Box(0, 0, WIDE, HIGH), page.title)

    def _list(self, title: str, rows: tuple[ProjectRow, ...]) -> None:
        """A table that can be edited and copied."""
        self._begin(title, "")
        words = self.data.words
        urls = {one.id: one.url for one in self.data.slides}
        names = [name for name in ("place", "status", "amount") if any(getattr(one, name) for one in rows)]
        widths = [190 if name == "place" else 130 for name in names]
        box = _Box(SIDE, 120, WIDE - 2 * SIDE, 30.0 * (len(rows) + 1))
        frame = self.slide.shapes.add_table(len(rows) + 1, len(names) + 1, *box.emu())
        table = frame.table
        for column, width in enumerate([box.width - sum(widths), *widths]):
            table.columns[column].width = _points(width)
        for column, name in enumerate(("project", *names)):
            self._cell(table.cell(0, column), words[name], _Type(14, "ffffff", bold=True))
        for number, row in enumerate(rows, 1):
            self._cell(table.cell(number, 0), row.title.text, _Type(14, bold=True, url=urls[row.id]))
            for column, name in enumerate(names, 1):
                self._cell(table.cell(number, column), getattr(row, name), _Type(14))

    def _project(self, one: ProjectSlide) -> None:
        self._begin(one.title.text, " · ".join(one.above))
        room = _Box(SIDE, 130, WIDE - 2 * SIDE - COLUMN - 28, HIGH - 175)
        lines: list[Line] = [("", one.summary.text)] if one.summary else []
        lines += [(f"{fact.label}  ", "".join([run.text for run in fact.line])) for fact in one.facts]
        self._filled(self._figures(one.figures, room), lines)
        x, y = WIDE - SIDE - COLUMN, 130.0
        if one.photo:
            photo = for_print(one.photo, self.tools)
            self._picture(photo, _Box(x, y, COLUMN, 116), one.photo_alt, cropped=True)
            y += 128
        self._code(one.url, _Box(x + (COLUMN - 110) / 2, y, 110, 110), one.scan)
        if one.office:
            said = [(one.office.name.text, _Type(14, bold=True))]
            if one.office.phone:
                said.append((one.office.phone.text, _Type(18, self.brand, bold=True)))
            self._text(_Box(x, y + 118, COLUMN, HIGH - y - 160), said)

    def _offices(self, offices: tuple[Office, ...]) -> None:
        self._begin(self.data.words["contacts"], "")
        width = (WIDE - 2 * SIDE - COLUMN - 56) / 2
        for number, office in enumerate(offices):
            said = [(office.name.text, _Type(18, bold=True))]
            about = " · ".join([run.text for run in office.about])
            said += [(about, _Type(14, MUTED))] if about else []
            said += [(office.phone.text, _Type(20, self.brand, bold=True))] if office.phone else []
            x, y = SIDE + (number % 2) * (width + 28), 130 + (number // 2) * 190
            box = _Box(x, y, width, 180)
            for one in office.lines:
                line = (f"{one.label}  {''.join([run.text for run in one.line])}", _Type(12))
                if _set_height([*said, line], box) <= box.height:
                    said.append(line)
            self._text(box, said)
        x = WIDE - SIDE - COLUMN
        self._code(self.data.url, _Box(x + (COLUMN - 130) / 2, 130, 130, 130), self.data.scan)
        link = [(self.data.url, _Type(11, self.brand, url=self.data.url))]
        self._text(_Box(x, 270, COLUMN, 60), link)

    # --- what they are made of

    def _begin(self, title: str, above: str, *, shown: bool = True) -> None:
        """A slide with its title, which programs list and screen readers say."""
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        if shown:
            put_foot(self.slide, self.master, len(self.deck.slides))
        if above:
            self._text(_Box(SIDE, 24, WIDE - 2 * SIDE, 24), [(above, _Type(14, MUTED))])
        # Of a map the title is in the drawing; here it is beside the slide, for lists and screen readers.
        box = _Box(SIDE, 48 if shown else -60, WIDE - 2 * SIDE, 76 if shown else 50)
        self._title(title, box, self.brand, TITLE_SIZES)

    def _title(self, text: str, box: _Box, color: str, sizes: tuple[int, ...]) -> None:
        def fits(size: int) -> bool:
            return len(wrap(text, size, box.width - 8, bold=True)) * size * 1.2 <= box.height

        size = next(filter(fits, sizes), sizes[-1])
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.emu()
        self._fill(shape.text_frame, [(text, _Type(size, color, bold=True))])

    def _figures(self, figures: tuple[BigFigure, ...], room: _Box) -> _Box:
        """Figures in a row; the room that is left below them."""
        if not figures:
            return room
        column = (room.width - 12 * (len(figures) - 1)) / len(figures)
        said = [f"{one.before}{one.figure}{one.unit}{one.after}" for one in figures]
        size = min([_one_line(figure, column * 0.85) for figure in said])
        for number, (one, figure) in enumerate(zip(figures, said, strict=True)):
            lines = [(one.label, _Type(13, MUTED)), (figure, _Type(size, self.brand, bold=True))]
            lines += [(one.note, _Type(11, MUTED))] if one.note else []
            self._text(_Box(room.x + number * (column + 12), room.y, column, 76), lines)
        return _Box(room.x, room.y + 84, room.width, room.height - 84)

    def _filled(self, room: _Box, lines: list[Line]) -> None:
        """Lines in the largest type in which there is room for all; else those that there is room for."""
        size = next(
            (size for size in TEXT_SIZES if _height(lines, size, room) <= room.height), TEXT_SIZES[-1]
        )
        kept: list[Line] = []
        for line in lines:
            if _height([*kept, line], size, room) <= room.height:
                kept.append(line)
        frame = self._frame(room)
        for number, (label, said) in enumerate(kept):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = _points(size * 0.4)
            if label:
                self._run(paragraph, label, _Type(size, MUTED))
            self._run(paragraph, said, _Type(size))

    def _text(self, box: _Box, lines: list[tuple[str, _Type]]) -> None:
        self._fill(self._frame(box), lines)

    def _frame(self, box: _Box) -> Any:
        frame = self.slide.shapes.add_textbox(*box.emu()).text_frame
        self._plain(frame)
        return frame

    def _plain(self, frame: Any) -> None:
        from pptx.enum.text import MSO_ANCHOR

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0

    def _fill(self, frame: Any, lines: list[tuple[str, _Type]]) -> None:
        from pptx.enum.text import PP_ALIGN

        self._plain(frame)
        for number, (text, look) in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            self._run(paragraph, text, look)

    def _cell(self, cell: Any, text: str, look: _Type) -> None:
        self._fill(cell.text_frame, [(text, look)])
        cell.margin_left = cell.margin_right = _points(6)
        cell.margin_top = cell.margin_bottom = _points(4)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _color(self.brand if look.color == "ffffff" else TINT)

    def _run(self, paragraph: Any, text: str, look: _Type) -> None:
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = _points(look.size), look.bold
        run.font.name = FONT
        run.font.color.rgb = _color(look.color)
        if look.url:
            run.hyperlink.address = look.url
        properties = run._r.get_or_add_rPr()  # noqa: SLF001  # the library has no name for these
        properties.set("lang", self.lang)
        for name in ("ea", "cs"):
            properties.append(_face(name))

    def _code(self, url: str, box: _Box, alt: str) -> None:
        picture = self._picture(qr_code.png(url, {}), box, f"{alt}: {url}")
        picture.click_action.hyperlink.address = url

    def _drawing(self, svg: str, pixels: int) -> bytes:
        start = svg.index("<svg ") + 5
        plain = svg if "data-pixels=" in svg else f'{svg[:start]}data-pixels="{pixels}" {svg[start:]}'
        return raster.png(plain, self.tools)

    def _picture(self, data: bytes, box: _Box, alt: str, *, cropped: bool = False) -> Any:
        """As large as the box allows; `cropped` to the box's shape, else whole and in its middle."""
        picture = self.slide.shapes.add_picture(io.BytesIO(data), *box.emu()[:2])
        ratio, wanted = picture.width / picture.height, box.width / box.height
        if cropped:
            across = max(0.0, 1 - wanted / ratio) / 2
            upright = max(0.0, 1 - ratio / wanted) / 2
            picture.crop_left = picture.crop_right = across
            picture.crop_top = picture.crop_bottom = upright
            width, height = box.width, box.height
        else:
            width, height = min(box.width, box.height * ratio), min(box.height, box.width / ratio)
        picture.left = _points(box.x + (box.width - width) / 2)
        picture.top = _points(box.y + (box.height - height) / 2)
        picture.width, picture.height = _points(width), _points(height)
        picture._element.nvPicPr.cNvPr.set("descr", alt)  # noqa: SLF001  # the library has no name for it
        return picture


def _color(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(text))  # type: ignore[no-untyped-call]


def _face(name: str) -> Any:
    """A face for the scripts that the Latin one lacks, which a system without it replaces."""
    from pptx.oxml import parse_xml

    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return parse_xml(f'<a:{name} {space} typeface="{CJK_FONT}"/>')


def _height(lines: list[Line], size: float, room: _Box) -> float:
    count = sum([len(wrap(f"{label}{said}", size, room.width - 8)) for label, said in lines])
    return count * size * LEADING + len(lines) * size * 0.4


def _set_height(lines: list[tuple[str, _Type]], room: _Box) -> float:
    return sum([len(wrap(text, look.size, room.width - 8)) * look.size * LEADING for text, look in lines])


def _one_line(text: str, room: float) -> float:
    """The largest type in which a figure takes one line."""
    sizes = (30, 26, 22, 19, 16, 14)
    return next((size for size in sizes if len(wrap(text, size, room, bold=True)) == 1), sizes[-1])
