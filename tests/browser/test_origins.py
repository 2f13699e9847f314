"""A reader says where they come from: every page names the office that serves them first, in this browser."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Address
from tests.browser.pages import PHONE, Reader, opened
from tests.support.site import Site


class WithBar(NamedTuple):
    """A page with a bar to call from, and the number that it is made with."""

    path: str
    tel: str


def with_bar(demo: Site) -> WithBar:
    for folder in sorted((demo.tree / "zh/projects").iterdir()):
        page = folder / "index.html"
        bar = page.read_text("utf-8").partition('class="action-bar"')[2] if page.is_file() else ""
        if (tel := re.search('href="(tel:[^"]*)"', bar)) and "mailto:" in bar:
            return WithBar(f"zh/projects/{folder.name}/", tel[1])
    raise AssertionError("no project of the demo has a bar to call from")


def test_the_office_of_the_chosen_origin_comes_first(browser: Browser, demo: Site, address: Address) -> None:
    chosen = address(demo, "zh/origins/yangtze-river-delta/")
    with opened(browser, chosen, Reader(width=PHONE)) as (page, watch):
        button = page.locator("[data-choose-origin]")
        foot = page.locator("[data-origins]")
        expect(foot).to_be_hidden()
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

        page.goto(address(demo, "zh/chains/energy-storage/"))
        first = page.locator("main .contact").first
        expect(first.locator("a[href$='contacts/away-shanghai/']")).to_be_visible()
        expect(first.locator("a.tel")).to_have_attribute("href", "tel:+86-360-0003000")
        levels = page.locator("main .contact :is(h2, h3, h4)").evaluate_all(
            "all => all.map(one => one.tagName)"
        )
        assert len(set(levels)) == 1, "it is a heading like the others"
        expect(foot.locator("a").first).to_have_attribute("href", address(demo, "zh/contacts/away-shanghai/"))

        bar = page.locator(".action-bar")
        own = with_bar(demo)
        page.goto(address(demo, own.path))
        expect(bar.locator("a[href^='tel:']")).to_have_attribute("href", "tel:+86-360-0003000")
        expect(bar.locator("a[href^='tel:']")).to_have_attribute("title", re.compile("驻上海分局"))
        letter = re.compile(r"^mailto:away-shanghai@yunlan\.example\?subject=%")
        expect(bar.locator("a[href^='mailto:']")).to_have_attribute("href", letter)

        page.goto(address(demo, "zh/contacts/away-shenzhen/"))
        expect(foot).to_be_visible()
        assert page.locator("main .contact").count() == 1, "the page of an office is about that office"

        page.goto(chosen)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        page.goto(address(demo, "zh/chains/energy-storage/"))
        expect(page.locator("main .contact").first).to_be_visible()
        assert page.locator("a[href$='contacts/away-shanghai/']").count() == 0
        expect(foot).to_be_hidden()
        page.goto(address(demo, own.path))
        expect(bar.locator("a[href^='tel:']")).to_have_attribute("href", own.tel)
        assert watch.problems() == []


@pytest.mark.parametrize("kept", ['"../../evil"', '{"a": 1}', '"gone"', "not json"])
def test_what_is_kept_and_names_no_origin_changes_nothing(
    browser: Browser, demo: Site, address: Address, kept: str
) -> None:
    with opened(browser, address(demo, "zh/contacts/"), Reader()) as (page, watch):
        before = page.locator("main .contact").count()
        page.evaluate("kept => localStorage.setItem('origin', kept)", kept)
        page.reload(wait_until="networkidle")
        assert page.locator("main .contact").count() == before
        expect(page.locator("[data-origins]")).to_be_hidden()
        assert watch.foreign == []
