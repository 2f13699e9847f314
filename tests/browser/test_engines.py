"""Pages in Firefox and WebKit: a picture of each is looked at for what that engine alone may get wrong."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ServeTree
from tests.browser.engines import WebKit, firefox_picture, webkit
from tests.support import kinds

PROJECT = "zh/projects/furniture-works/"
BRAND, ACCENT, WHITE = (11, 90, 107), (181, 64, 31), (255, 255, 255)
"""The colours of its site.yml: of the line at the top of a page, of the one button of a screen."""


class Picture(NamedTuple):
    width: int
    height: int
    data: bytes

    def row(self, y: int) -> list[tuple[int, ...]]:
        """Colours of a line of the picture; from below where `y` is negative."""
        start = (y % self.height) * self.width * 4
        line = self.data[start : start + self.width * 4]
        return [tuple(line[at : at + 3]) for at in range(0, len(line), 4)]

    def columns(self, first: int, last: int) -> list[list[tuple[int, ...]]]:
        return [self.row(y)[first:last] for y in range(self.height)]

    def rows(self, first: int, last: int) -> set[tuple[int, ...]]:
        return {colour for y in range(first, last) for colour in self.row(y)}


@pytest.fixture(scope="module")
def base(golden_site: Path, serve_tree: ServeTree) -> str:
    return serve_tree(golden_site / "build")


@pytest.fixture(scope="module")
def window() -> Iterator[WebKit]:
    with webkit() as opened:
        yield opened


DECODE = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  let text = '';
  for (let at = 0; at < data.length; at += 30000) {
    text += String.fromCharCode(...data.subarray(at, at + 30000));
  }
  return [image.width, image.height, btoa(text)];
}"""


def decoded(png: bytes, browser: Browser) -> Picture:
    """A PNG's pixels, by the browser that is there anyway."""
    page = browser.new_page()
    try:
        width, height, data = page.evaluate(DECODE, "data:image/png;base64," + base64.b64encode(png).decode())
    finally:
        page.close()
    return Picture(width, height, base64.b64decode(data))


def test_firefox_draws_a_project_on_a_phone(base: str, browser: Browser, tmp_path: Path) -> None:
    """The brand's line is at the upper edge, the bar with the one red button at the lower."""
    picture = decoded(firefox_picture(base + PROJECT, tmp_path, 500, 900), browser)
    assert (picture.width, picture.height) == (500, 900)
    assert set(picture.row(0)) == {BRAND}
    bar = picture.row(-12)
    assert bar.count(ACCENT) > 100, "the action bar is not at the edge, or its button has no colour"
    assert bar[0] == WHITE, "its own ground, not the page's text, is beside the button"
    assert len(picture.rows(200, 700)) > 50, "nothing is written there"


def test_webkit_draws_no_glyph_over_another(base: str, window: WebKit, browser: Browser) -> None:
    """Space between Chinese and Latin, which it draws wrong, is off there: forcing it off changes nothing."""
    window.open(base + PROJECT)
    assert re.search("[一-龥][0-9]", window.run("return document.querySelector('main').innerText"))
    picture = decoded(window.picture(), browser)
    assert picture.row(0).count(BRAND) > 1000
    window.run("document.body.style.textAutospace = 'no-autospace'")
    # Not the window's frame, nor what is beside the page's text, where scroll bars come and go.
    assert decoded(window.picture(), browser).columns(30, 900) == picture.columns(30, 900)


def test_chromium_puts_space_between_chinese_and_latin(base: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(base + PROJECT)
    style = "getComputedStyle(document.body).textAutospace"
    known = page.evaluate("CSS.supports('text-autospace', 'normal')")
    assert page.evaluate(style) == ("normal" if known else None)
    page.close()


LAID_OUT = """
const root = document.documentElement;
const covers = card => {
  const box = card.getBoundingClientRect();
  return !box.width || box.bottom > innerHeight || box.top < 0 ||
    Boolean(document.elementFromPoint(box.left + 4, box.bottom - 4).closest('.card-title a'));
};
return {
  wide: root.scrollWidth - innerWidth,
  scripts: root.classList.contains('js'),
  black: [...document.querySelectorAll('[class*="m-class-"]')].filter(part =>
    getComputedStyle(part).fill === 'rgb(0, 0, 0)').length,
  cards: [...document.querySelectorAll('.card:not(.trade)')].filter(card => !covers(card)).length,
}
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_webkit_lays_out_every_kind_of_page(base: str, golden_site: Path, window: WebKit, width: int) -> None:
    """Nothing goes past the side, no part of a map is black, scripts run; a card is a link as a whole,
    but for offers and needs, which lead to several pages.
    """
    faults = {}
    for kind in kinds.PAGE_KINDS:
        [path, *_] = kinds.samples(golden_site / "build", kind)
        window.open(base + path, width)
        found = window.run(LAID_OUT)
        if found["wide"] > 0 or found["black"] or found["cards"] or not found["scripts"]:
            faults[path] = found
    assert faults == {}
