"""What a careful eye sees: a menu on one line, figures within their columns, nothing cut, a zoomed phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.browser.test_pages import kinds_of
from tests.support.site import Site

ZOOMED = PHONE // 2
"""The width that a phone has for a page shown at twice its size."""

# Boxes of facts and figures whose content is wider than they are.
_RUNNING_OVER = """() => [...document.querySelectorAll('.facts > div, .figures > div, .card-facts > div, td')]
  .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim())"""

# What is written on more than one line.
_BROKEN = """selector => [...document.querySelectorAll(selector)].filter(e => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const lines = [...words.getClientRects()].map(box => box.bottom);
  return Math.max(...lines) - Math.min(...lines) > 12;
}).map(e => e.textContent.trim())"""

_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["zh", "en", "zh-hant"])
def test_the_menu_takes_one_line_on_a_desk(
    browser: Browser, address: Address, site: Site, language: str
) -> None:
    with opened(browser, address(site, f"{language}/"), Reader(width=DESK)) as (page, _):
        tops = page.evaluate("[...document.querySelectorAll('.site-nav li')].map(e => e.offsetTop)")
        assert len(tops) > 6
        assert len(set(tops)) == 1


def test_a_phones_menu_shows_where_one_is(browser: Browser, address: Address, real: Site) -> None:
    with opened(browser, address(real, "en/contacts/"), Reader(width=PHONE)) as (page, _):
        here = page.locator(".site-nav [aria-current]").bounding_box()
        assert here is not None
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= PHONE


@pytest.mark.parametrize("kind", ["home", "project", "projects", "policy", "region", "enterprise"])
def test_no_figure_runs_into_the_next(browser: Browser, address: Address, site: Site, kind: str) -> None:
    with opened(browser, address(site, "en/"), Reader(width=PHONE)) as (page, _):
        for large in (False, True):
            if large:
                page.locator("[data-text-size]").click()
            for path in kinds_of(site, kind, "zh", "en"):
                page.goto(address(site, path))
                for width in (320, PHONE, 768):
                    page.set_viewport_size({"width": width, "height": 844})
                    assert page.evaluate(_RUNNING_OVER) == [], (path, width, large)


@pytest.mark.parametrize("language", ["zh", "zh-hant"])
def test_dates_and_statuses_of_chinese_lists_stay_whole(
    browser: Browser, address: Address, demo: Site, language: str
) -> None:
    with opened(browser, address(demo, f"{language}/projects/"), Reader(width=DESK)) as (page, _):
        assert page.locator(".rows time").count() > 10
        assert page.evaluate(_BROKEN, ".rows time, .rows .status, .rows .q") == []


@pytest.mark.parametrize("kind", ["project", "policy", "chain", "news", "projects"])
def test_short_chinese_names_and_figures_in_texts_stay_whole_on_a_phone(
    browser: Browser, address: Address, demo: Site, kind: str
) -> None:
    with opened(browser, address(demo, "zh/"), Reader(width=PHONE)) as (page, _):
        for path in kinds_of(demo, kind, "zh"):
            page.goto(address(demo, path))
            assert page.locator(".name").count() > 0
            names = ":not(td):not(dd) > .name, time"
            assert page.evaluate(_BROKEN, names) == []
            assert page.evaluate(_WIDER) <= 0


def test_counts_beside_long_filters_stay_whole(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "en/projects/"), Reader(width=DESK)) as (page, _):
        assert page.locator(".facets .count").count() > 10
        assert page.evaluate(_BROKEN, ".facets .count") == []


@pytest.mark.parametrize("kind", ["home", "project", "projects", "policy", "chain", "contacts", "search"])
def test_a_phone_zoomed_in_to_twice_its_size_scrolls_one_way(
    browser: Browser, address: Address, site: Site, kind: str
) -> None:
    with opened(browser, address(site, "zh/"), Reader(width=ZOOMED)) as (page, _):
        for path in kinds_of(site, kind, "zh", "en"):
            page.goto(address(site, path))
            assert page.evaluate(_WIDER) == 0, path
