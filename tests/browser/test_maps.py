"""Maps in a real browser: keys reach every box and region, layers change without a script, phones need not
scroll sideways.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.support.site import Site

FORMS = {DESK: "svg.map-wide", PHONE: "svg.map-tall"}


def _chain_with_a_map(site: Site) -> str:
    return max(
        (path for path, _ in site.pages("zh") if path.startswith("zh/chains/") and path.count("/") == 3),
        key=lambda path: (site.tree / path / "index.html").read_text("utf-8").count('class="m-link"'),
    )


def _reached_by_tab(page: Page, first: str, count: int) -> list[str]:
    """Where the links are that the tab key goes through, from the first one of a drawing."""
    page.locator(first).first.focus()
    found = []
    for _ in range(count):
        found.append(str(page.evaluate("document.activeElement.getAttribute('href')")))
        page.keyboard.press("Tab")
    return found


@pytest.mark.parametrize("width", FORMS)
def test_keys_reach_every_box_and_enter_goes_to_its_segment(
    browser: Browser, address: Address, site: Site, width: int
) -> None:
    with opened(browser, address(site, _chain_with_a_map(site)), Reader(width=width)) as (page, watch):
        drawing = page.locator(FORMS[width]).first
        boxes = drawing.locator("a.m-link")
        hrefs = [str(box.get_attribute("href")) for box in boxes.all()]
        assert len(hrefs) > 2
        assert _reached_by_tab(page, f"{FORMS[width]} a.m-link", len(hrefs)) == hrefs
        for href in hrefs:
            expect(page.locator(href)).to_be_visible()
        boxes.last.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith(hrefs[-1])
        assert watch.problems() == []


@pytest.mark.parametrize("width", FORMS)
def test_one_form_is_shown_and_it_fits(browser: Browser, address: Address, site: Site, width: int) -> None:
    with opened(browser, address(site, _chain_with_a_map(site)), Reader(width=width)) as (page, _):
        for form_width, form in FORMS.items():
            shown = page.locator(form).first.is_visible()
            assert shown == (form_width == width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_regions_lead_to_their_pages(browser: Browser, address: Address, site: Site) -> None:
    with opened(browser, address(site, "zh/regions/")) as (page, _):
        links = page.locator("svg.map-wide a.m-link")
        assert links.count() > 2
        target = str(links.last.evaluate("link => new URL(link.getAttribute('href'), document.baseURI).href"))
        links.last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(target)
        assert "/zh/regions/" in page.url


def test_layers_change_without_a_script(browser: Browser, address: Address, site: Site) -> None:
    with opened(browser, address(site, "zh/regions/"), Reader(javascript=False)) as (page, _):
        choices = page.locator(".layer-choice")
        if choices.count() < 2:
            pytest.skip("this catalogue has one layer")
        names = [str(choice.get_attribute("id")).removeprefix("layer-") for choice in choices.all()]
        for name in names:
            page.locator(f'label[for="layer-{name}"]').click()
            shown = [other for other in names if page.locator(f"svg.map-wide .ly-{other}").first.is_visible()]
            assert shown == [name]
        choices.first.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator(f"svg.map-wide .ly-{names[1]}").first.is_visible() or names[-1] == names[0]
