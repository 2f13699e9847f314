"""axe-core finds nothing on any kind of page: at both widths, in both schemes, in Chinese and English.

One window and one load for each page; between the runs only width and scheme change, which only style
sheets notice. Rules about structure have the same answer in both schemes, so in the second scheme those about
what is seen run alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, axe, opened_for_axe
from tests.browser.test_pages import kinds_of
from tests.support.kinds import PAGE_KINDS
from tests.support.site import Site

# target-size is new in WCAG 2.2 and runs only when it is asked for by name.
SEEN = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """A window in which axe-core may run."""
    with opened_for_axe(browser) as page:
        yield page


def _violations(page: Page, path: str, widths: tuple[int, ...] = (DESK, PHONE)) -> list[str]:
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found += [f"{path} {width} light: {fault}" for fault in axe(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{path} {width} dark: {fault}" for fault in axe(page, SEEN)]
    return found


@pytest.mark.parametrize("kind", [*PAGE_KINDS, "root"])
def test_axe_finds_nothing(examined: Page, address: Address, site: Site, kind: str) -> None:
    paths = ["", "404.html"] if kind == "root" else kinds_of(site, kind, "zh", "en")
    found = []
    for path in paths:
        examined.goto(address(site, path))
        # In the second language the same elements hold other words: the narrow window shows the difference.
        found += _violations(examined, path, (PHONE,) if path.startswith("en/") else (DESK, PHONE))
    assert found == []


def test_the_second_scheme_is_really_examined(examined: Page, address: Address, real: Site) -> None:
    """The rules of the second scheme find what is wrong with it: text that is readable in light only."""
    examined.goto(address(real, "zh/"))
    examined.emulate_media(color_scheme="light")
    examined.add_style_tag(content="main h1 { color: #16302d !important }")
    assert axe(examined, SEEN) == []
    examined.emulate_media(color_scheme="dark")
    assert any("color-contrast" in fault for fault in axe(examined, SEEN))


@pytest.mark.parametrize("kind", ["home", "project", "projects"])
def test_large_text_is_as_accessible(examined: Page, address: Address, real: Site, kind: str) -> None:
    examined.set_viewport_size({"width": PHONE, "height": 900})
    examined.emulate_media(color_scheme="light")
    examined.goto(address(real, kinds_of(real, kind, "zh")[0]))
    examined.locator("[data-text-size]").click()
    try:
        assert axe(examined) == []
    finally:
        examined.evaluate("localStorage.clear()")
