"""A drawing as a sheet that stands alone: title, legend, and small print under it, as one SVG file.

Two forms: a page of A4 paper, upright or across, whichever shows the drawing larger; and a strip for a
phone's screen with the height that it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.maps.boxes import ICONS, icon
from sitegen.maps.paint import Paint
from sitegen.maps.svg import escape, extent, number, shift, text
from sitegen.maps.text_layout import width, wrap

LONG, SHORT = 1414.0, 1000.0
"""Sides of A4 in the drawing's units."""
SLIDE = (1280.0, 720.0)
"""A slide's."""
A4_PIXELS = (3508, 2480)
"""Sides of A4 at 300 dots to the inch."""
PHONE, PHONE_PIXELS = 400.0, 800
"""A phone's width in the drawing's units and in pixels. On a screen with three pixels to the unit, two look
the same, and the time that a picture takes goes by its pixels."""
MARGIN = 40.0
SWATCH_W, SWATCH_H = 24.0, 15.0

HANS = "Noto Sans CJK SC, PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Source Han Sans SC, sans-serif"
HANT = "Noto Sans CJK TC, PingFang TC, Microsoft JhengHei, Source Han Sans TC, sans-serif"


class Key(NamedTuple):
    """An entry of the legend. kind: box (a strength), shade (0 to 4), circle, square, firm, open, trade
    or star."""

    kind: str
    value: str
    word: str


class Sheet(NamedTuple):
    """Everything that stands on the sheet. `inner` is the drawing's markup, `width` and `height` its size."""

    title: str
    site: str
    inner: str
    width: float
    height: float
    keys: tuple[Key, ...]
    notes: tuple[str, ...]
    lang: str


def fonts(lang: str) -> str:
    return HANT if lang.startswith("zh-Hant") else HANS


def finished(sheet: Sheet, paint: Paint, form: str) -> str:
    """The file: a strip for the form "phone", paper for any other."""
    return strip(sheet, paint) if form == "phone" else paper(sheet, paint)


def paper(sheet: Sheet, paint: Paint) -> str:
    """A4, in the position that shows the drawing larger."""
    if is_across(sheet):
        return _page(sheet, paint, LONG, SHORT, ' width="297mm" height="210mm"')
    return _page(sheet, paint, SHORT, LONG, ' width="210mm" height="297mm"')


def slide(sheet: Sheet, paint: Paint) -> str:
    """A page of 16 to 9, for a screen."""
    return _page(sheet, paint, *SLIDE, f" {extent(*SLIDE)}")


def _page(sheet: Sheet, paint: Paint, wide: float, high: float, size: str) -> str:
    pixels = A4_PIXELS[0] if wide > high else A4_PIXELS[1]
    scale = _fit(sheet, wide, high)
    top, bottom = _head(sheet, wide, paint), _foot(sheet, wide, paint)
    x = (wide - sheet.width * scale) / 2
    room = high - top[1] - bottom[1] - MARGIN
    y = top[1] + max((room - sheet.height * scale) / 2, 0) * 0.4
    drawing = f'<g transform="translate({number(x)} {number(y)}) scale({scale:.4f})">{sheet.inner}</g>'
    foot = f"<g {shift(0, high - bottom[1])}>{bottom[0]}</g>"
    return _whole(sheet, wide, high, pixels, top[0] + drawing + foot, size)


def is_across(sheet: Sheet) -> bool:
    """Whether the drawing is larger on a page across than on one upright."""
    return _fit(sheet, LONG, SHORT) >= _fit(sheet, SHORT, LONG)


def strip(sheet: Sheet, paint: Paint) -> str:
    """As wide as a phone, as high as it takes."""
    margin = (PHONE - sheet.width) / 2
    top, bottom = _head(sheet, PHONE, paint, margin), _foot(sheet, PHONE, paint, margin)
    drawing = f"<g {shift(margin, top[1])}>{sheet.inner}</g>"
    y = top[1] + sheet.height + 12
    foot = f"<g {shift(0, y)}>{bottom[0]}</g>"
    high = y + bottom[1]
    return _whole(sheet, PHONE, high, PHONE_PIXELS, top[0] + drawing + foot, f" {extent(PHONE, high)}")


def _whole(sheet: Sheet, wide: float, high: float, pixels: int, inner: str, size: str) -> str:
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(wide)} {number(high)}"{size}'
    family = f'font-family="{fonts(sheet.lang)}" xml:lang="{sheet.lang}" data-pixels="{pixels}"'
    words = f"<title>{escape(sheet.title)}</title><desc>{escape(' '.join(sheet.notes))}</desc>"
    if not sheet.lang.startswith("zh"):
        # In Chinese fonts these are as wide as a character.
        inner = inner.replace("’", "'").replace("‘", "'").replace("“", "&quot;").replace("”", "&quot;")
    ground = f'<rect {extent(wide, high)} fill="#ffffff"/>'
    return f'<svg {head} {family} role="img">{words}{ground}{inner}</svg>\n'


def _fit(sheet: Sheet, wide: float, high: float) -> float:
    """How large the drawing may be on a page of this size; never larger than a third over its own size."""
    plain = Paint(alone=True)
    room = high - _head(sheet, wide, plain)[1] - _foot(sheet, wide, plain)[1] - MARGIN
    return min((wide - 2 * MARGIN) / max(sheet.width, 1), room / max(sheet.height, 1), 1.34)


def _head(sheet: Sheet, wide: float, paint: Paint, margin: float = MARGIN) -> tuple[str, float]:
    """Title, site and legend, and how high they are."""
    size = 30.0 if wide > PHONE else 21.0
    y = margin
    drawn = ""
    for line in wrap(sheet.title, size, wide - 2 * margin, bold=True):
        y += size * 1.3
        drawn += text(line, margin, y - size * 0.25, size, paint("text"), ' font-weight="700"')
    y += 22
    drawn += text(sheet.site, margin, y - 4, 14 if wide > PHONE else 12.5, paint("quiet"))
    legend, y = _legend(sheet.keys, margin, y + 12, wide - margin, paint)
    return drawn + legend, y + 16


def _legend(keys: Sequence[Key], left: float, y: float, right: float, paint: Paint) -> tuple[str, float]:
    drawn = ""
    x = left
    for key in keys:
        taken = SWATCH_W + 7 + width(key.word, 13) + 20
        if x > left and x + taken - 20 > right:
            x, y = left, y + 24
        drawn += _swatch(key, x, y, paint) + text(key.word, x + SWATCH_W + 7, y + 13, 13, paint("text"))
        x += taken
    return drawn, y + (22 if keys else 0)


def _swatch(key: Key, x: float, y: float, paint: Paint) -> str:
    place = shift(x, y)
    size = f'{extent(SWATCH_W, SWATCH_H)} rx="2"'
    if key.kind == "shade":
        return f"<g {place}><rect {size} {paint(f'class-{key.value}', 'tile-edge')}/></g>"
    if key.kind in ICONS:
        return icon(key.kind, x + 6, y + 13, paint)
    if key.kind == "circle":
        spot = 'cx="12" cy="7.5" r="5.5"'
        return f"<g {place}><circle {spot} {paint('point')}/></g>"
    if key.kind == "square":
        square = 'x="7" y="2.5" width="10" height="10" rx="2"'
        return f"<g {place}><rect {square} {paint('point')}/></g>"
    if key.kind == "star":
        return text("★", x + 6, y + 13, 13, paint("text"))
    drawn = f"<rect {size} {paint(f'box-{key.value}')}/>"
    if key.value == "weak":
        drawn += f'<path {paint("hatch")} fill="none" d="M2 9 9 2M3 14 15 2M10 13 21 2M17 13l5-5"/>'
    if key.value == "missing":
        drawn += f'<path {paint("plus")} fill="none" stroke-width="1.6" d="M12 4v7m-3.5-3.5h7"/>'
    return f"<g {place}>{drawn}</g>"


def _foot(sheet: Sheet, wide: float, paint: Paint, margin: float = MARGIN) -> tuple[str, float]:
    """The small print, and how high it is."""
    y = 14.0
    drawn = f'<path {paint("rule")} fill="none" d="M{number(margin)} 2H{number(wide - margin)}"/>'
    for note in sheet.notes:
        for line in wrap(note, 12, wide - 2 * margin):
            y += 17
            drawn += text(line, margin, y - 6, 12, paint("quiet"))
    return drawn, y + margin * 0.6
