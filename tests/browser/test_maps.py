"""Maps in a real browser: keys reach every box and region, layers change without a script, phones need not
scroll sideways.
"""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.support.site import Site

FORMS = {DESK: "svg.map-wide", PHONE: "svg.map-tall"}


def _chain_with_a_map(site: Site) -> str:
    """The one with the most boxes; the industrial map below them has regions' addresses."""
    return max(
        (path for path, _ in site.pages("zh") if path.startswith("zh/chains/") and path.count("/") == 3),
        key=lambda path: (site.tree / path / "index.html").read_text("utf-8").count('<a href="#segment-'),
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
        links = page.locator("svg.map-wide a.m-link:visible")
        assert links.count() > 2
        hrefs = [str(link.get_attribute("href")) for link in links.all()]
        assert _reached_by_tab(page, "svg.map-wide a.m-link:visible", len(hrefs)) == hrefs
        target = str(links.last.evaluate("link => new URL(link.getAttribute('href'), document.baseURI).href"))
        links.last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(target)
        assert page.url == target


def test_layers_change_without_a_script(browser: Browser, address: Address, site: Site) -> None:
    with opened(browser, address(site, "zh/regions/"), Reader(javascript=False)) as (page, _):
        choices = page.locator(".layer-choice")
        assert choices.count() > 1
        names = [str(choice.get_attribute("id")).removeprefix("layer-") for choice in choices.all()]
        for name in names:
            page.locator(f'label[for="layer-{name}"]').click()
            shown = [other for other in names if page.locator(f"svg.map-wide .ly-{other}").first.is_visible()]
            assert shown == [name]
        choices.first.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator(f"svg.map-wide .ly-{names[1]}").first.is_visible()


# What maps.js adds


def _view(page: Page) -> list[float]:
    """The part of the drawing that is seen: left, top, width, height."""
    said = str(page.locator("svg.map-wide").first.get_attribute("viewBox"))
    return [float(number) for number in said.split()]


def _button(page: Page, kind: str) -> Locator:
    return page.locator(f'.map-tools [data-zoom="{kind}"]').first


def test_the_script_is_small_and_only_on_pages_with_a_map(demo: Site) -> None:
    assert len(gzip.compress((demo.tree / "assets/maps.js").read_bytes())) < 10_000
    with_script = 0
    for path, page in demo.pages("zh"):
        loaded = [element for element in page.all("script") if element.get("src").endswith("/maps.js")]
        drawn = [e for e in page.all("svg") if "map-wide" in e.get("class").split()]
        assert bool(loaded) == bool(drawn), path
        with_script += len(loaded)
    assert with_script > 2


def test_keys_bring_a_map_nearer_and_move_it(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, _chain_with_a_map(demo))) as (page, watch):
        whole = _view(page)
        expect(_button(page, "out")).to_have_attribute("aria-disabled", "true")
        _button(page, "in").focus()
        page.keyboard.press("Enter")
        near = _view(page)
        assert near[2] == pytest.approx(whole[2] / 1.5, abs=0.2)
        assert near[3] == pytest.approx(whole[3] / 1.5, abs=0.2)
        page.keyboard.press("ArrowRight")
        assert _view(page)[0] > near[0]
        for _ in range(20):
            page.keyboard.press("ArrowRight")
        assert _view(page)[0] + _view(page)[2] == pytest.approx(whole[2], abs=0.2)
        for _ in range(20):
            page.keyboard.press("+")
        assert _view(page)[2] == pytest.approx(whole[2] / 6, abs=0.2)
        expect(_button(page, "in")).to_have_attribute("aria-disabled", "true")
        _button(page, "whole").click()
        assert _view(page) == whole
        assert watch.problems() == []


def test_what_has_the_focus_comes_into_sight(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, _chain_with_a_map(demo))) as (page, _):
        for _ in range(3):
            _button(page, "in").click()
        drawing = page.locator("svg.map-wide").first
        for box in drawing.locator("a.m-link").all():
            box.focus()
            inner, outer = box.bounding_box(), drawing.bounding_box()
            assert inner is not None
            assert outer is not None
            assert inner["x"] >= outer["x"] - 1
            assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
            assert inner["y"] >= outer["y"] - 1
            assert inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1


def test_a_near_map_is_dragged_and_a_drag_is_no_click(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, _chain_with_a_map(demo))) as (page, _):
        _button(page, "in").click()
        _button(page, "in").click()
        before, where = _view(page), page.url
        page.locator("svg.map-wide").first.evaluate("svg => svg.scrollIntoView({block: 'center'})")
        seen = page.locator("svg.map-wide a.m-link").all()
        x, y = next(
            (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            for link in seen
            if (box := link.bounding_box()) and 200 < box["x"] < 900 and 200 < box["y"] < 700
        )
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 60, y - 30, steps=4)
        page.mouse.up()
        after = _view(page)
        assert after[0] > before[0]
        assert page.url == where


def test_movement_is_only_for_those_who_want_it(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, _chain_with_a_map(demo)), Reader(motion=True)) as (page, _):
        whole = _view(page)
        page.evaluate(
            "() => { const svg = document.querySelector('svg.map-wide'); window.seen = [];"
            " new MutationObserver(() => window.seen.push(svg.getAttribute('viewBox')))"
            " .observe(svg, {attributes: true, attributeFilter: ['viewBox']}); }"
        )
        _button(page, "in").click()
        page.wait_for_function(f"() => Number(window.seen.at(-1)?.split(' ')[2]) < {whole[2] / 1.49}")
        assert int(page.evaluate("window.seen.length")) > 2


def test_pointing_at_a_segment_brings_out_its_links(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, _chain_with_a_map(demo))) as (page, _):
        nets = page.locator("svg.map-wide").first.locator("[data-net]")
        source = str(nets.first.get_attribute("data-net"))
        ends = str(nets.first.get_attribute("data-to")).split()
        assert ends
        for segment in (source, ends[0]):
            page.locator(f'svg.map-wide a.m-link[href="#segment-{segment}"]').first.focus()
            lit = page.locator("svg.map-wide").first.locator(".m-lit")
            assert source in [net.get_attribute("data-net") for net in lit.all()]
            for net in lit.all():
                named = [net.get_attribute("data-net"), *str(net.get_attribute("data-to")).split()]
                assert segment in named
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        assert page.locator("svg.map-wide .m-lit").count() == 0


def test_a_layer_has_an_address(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "zh/regions/") + "#layer-plots") as (page, _):
        assert page.locator("#layer-plots").is_checked()
        assert page.locator("svg.map-wide .ly-plots").first.is_visible()
        page.locator('label[for="layer-resources"]').click()
        assert page.url.endswith("#layer-resources")


def test_the_table_below_a_map_is_sorted_by_its_figures(
    browser: Browser, address: Address, demo: Site
) -> None:
    with opened(browser, address(demo, "zh/regions/"), Reader(width=DESK)) as (page, watch):
        page.locator(".map-details > summary").click()
        table = page.locator(".map-table")
        heads = table.locator("th[data-sort=down]")
        assert heads.count() > 2
        for place in range(2):
            heads.nth(place).locator("button").click()
            expect(heads.nth(place)).to_have_attribute("aria-sort", "descending")
            cells = table.locator(f"tbody td:nth-child({place + 2})")
            keys = [float(key) for cell in cells.all() if (key := cell.get_attribute("data-key"))]
            assert len(keys) > 2
            assert keys == sorted(keys, reverse=True)
        assert watch.problems() == []
