"""The preview's page of a WeChat article: looked at as wide as a phone, copied with one click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import chromium, opened
from tests.serve.client import previewing
from tests.support.minisite import MiniSite


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_an_article_is_looked_at_and_copied(browser: Browser, mini_site: MiniSite) -> None:
    with (
        previewing(mini_site()) as preview,
        opened(browser, preview.url + "sitegen-wechat/") as (page, watch),
    ):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("link", name="示例项目").click()
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", name="示例项目")).to_be_visible()
        assert page.locator("iframe").evaluate("frame => frame.contentWindow.innerWidth") == 375
        expect(page.locator("#title")).to_have_text("示例项目")
        expect(page.get_by_text("4/32")).to_be_visible()
        page.locator("[data-copy-article]").click()
        expect(page.get_by_role("status")).not_to_be_empty()
        copied = page.evaluate(
            "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()"
        )
        assert "示例项目" in copied
        assert "style=" in copied
        assert 'src="data:image/png;base64,' in copied
        assert "127.0.0.1" not in copied
        page.locator("[data-copy=content_source_url]").click()
        page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('https://')")
        assert page.evaluate("() => navigator.clipboard.readText()") == (
            "https://invest.example.org/zh/projects/sample/"
        )
        page.get_by_role("link", name="公文").or_(page.get_by_role("link", name="Official")).click()
        expect(frame.get_by_role("heading", name="示例项目")).to_be_visible()
        page.goto(preview.url + "sitegen-wechat/project/none/")
        expect(page.locator("body")).to_contain_text("404")
        assert [one for one in watch.problems() if "404" not in str(one)] == []
