"""What differs inside WeChat's own browser: it shares by its own menu, does not print, opens few files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Address
from tests.browser.pages import PHONE
from tests.support.kinds import samples
from tests.support.site import Site

AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0.50"


@pytest.fixture
def wechat(browser: Browser, address: Address, demo: Site) -> Iterator[Page]:
    """A project's page, opened in a chat."""
    context = browser.new_context(user_agent=AGENT, viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(address(demo, samples(demo.tree, "project")[0]))
    yield page
    context.close()


def test_sharing_points_to_the_menu_and_nothing_offers_to_print(wechat: Page) -> None:
    assert wechat.locator("[data-print]").is_hidden()
    wechat.locator("[data-share]").click()
    expect(wechat.locator(".toast")).to_contain_text("右上角")


def test_a_contact_file_says_where_it_opens(wechat: Page) -> None:
    with wechat.expect_download():
        wechat.locator("a[href$='contact.vcf']").first.click()
    expect(wechat.locator(".toast")).to_contain_text("浏览器")
