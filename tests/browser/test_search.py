"""The search page in a browser: what is found is shown, filtered, reached by keys, and can be sent on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, axe, opened, opened_for_axe
from tests.support.site import Site


class Search:
    """The search page of the demonstration."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.field = page.get_by_role("searchbox")
        self.note = page.locator("main [role=status]").first
        self.hits = page.locator(".hits li")
        self.links = page.locator(".hits li > a")

    def ask(self, words: str) -> list[str]:
        """The paths of what is found, as far as it is shown."""
        for text in ("", words):  # first nothing: then the note tells when something has been found
            self.field.fill(text)
            self.field.press("Enter")
            self.settled(bool(text))
        return self.shown()

    def settled(self, asked: bool = True) -> None:
        self.page.wait_for_function(
            "asked => { const note = document.querySelector('main [role=status]');"
            " return asked === (note.textContent !== '') && note.textContent !== note.dataset.loading; }",
            arg=asked,
        )

    def shown(self) -> list[str]:
        links = self.links.evaluate_all("all => all.map(e => e.getAttribute('href'))")
        return [re.sub(r"^(\.\./)+(zh|en)/", "", str(link)) for link in links]


@pytest.fixture(params=[("zh", DESK), ("en", PHONE)], ids=["zh at a desk", "en on a phone"])
def search(
    request: pytest.FixtureRequest, browser: Browser, address: Address, demo: Site
) -> Iterator[Search]:
    locale, width = request.param
    start = address(demo, f"{locale}/search/")
    with opened(browser, start, Reader(width=width)) as (page, watch):
        yield Search(page, start)
        assert watch.problems() == []


def test_a_search_from_the_first_letter_to_the_page(search: Search) -> None:
    """One visit: other scripts, languages and pinyin; marks, filter, keys, more, the address."""
    foil = search.ask("铝箔")
    assert foil
    for words in ("鋁箔", "ＬＶＢＯ", "lv bo"):
        assert set(search.ask(words)) & set(foil), words
    for words in ("foil", "aluminum", "电力价格", "lb"):
        assert search.ask(words), words
    assert search.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # The words are marked, facts are told, kinds are counted.
    search.ask("储能")
    expect(search.hits.first.locator("mark").first).to_be_visible()
    expect(search.page.locator(".hit-facts").first).to_be_visible()
    group = search.page.locator("[data-kinds]")
    counts = [int(text) for text in group.locator("button:visible .count").all_text_contents()]
    assert counts[0] == sum(counts[1:]) > 10
    search.page.locator("[data-kinds] button[value=policy]").click()
    expect(search.page.locator(".hits a:not([href*='/policies/'])")).to_have_count(0)
    expect(group.locator("button[value=policy]")).to_have_attribute("aria-pressed", "true")
    assert all(path.startswith("policies/") for path in search.shown())
    assert "kind=policy" in search.page.url

    # What the address says is there again after a reload.
    shown = search.shown()
    search.page.reload()
    search.settled()
    assert search.shown() == shown
    group.locator("button[value='']").click()
    expect(search.page.locator(".hits a[href*='/projects/']").first).to_be_visible()

    # More, a batch at a time; the focus goes on.
    expect(search.links).to_have_count(10)
    search.page.locator("[data-more]").click()
    expect(search.links.nth(10)).to_be_focused()

    # Keys: from the field through the hits and back.
    search.field.focus()
    search.page.keyboard.press("ArrowDown")
    expect(search.links.first).to_be_focused()
    search.page.keyboard.press("ArrowDown")
    expect(search.links.nth(1)).to_be_focused()
    search.page.keyboard.press("ArrowUp")
    search.page.keyboard.press("ArrowUp")
    expect(search.field).to_be_focused()
    search.page.keyboard.press("ArrowDown")
    search.page.keyboard.press("Escape")
    expect(search.field).to_be_focused()

    # A word that stands nowhere is left out, and the note says which.
    assert search.ask("储能 zzqx")
    expect(search.note).to_contain_text("zzqx")
    assert search.ask("zzqx") == []
    expect(search.note).not_to_be_empty()


def test_a_word_of_a_text_is_shown_where_it_stands(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "zh/search/")) as (page, _):
        search = Search(page, page.url)
        for words in ("碳足迹", "回收期"):
            if search.ask(words):
                break
        expect(page.locator(".hit-excerpt mark").first).to_be_visible()


def test_an_address_brings_its_words_along(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "en/search/")) as (page, _):
        for query, value in (("铝箔 电池 一期", "铝箔 电池 一期"), ("100%", "100%"), ("%E9", "")):
            asked = query if query == "%E9" else quote(query).replace("%20", "+")
            page.goto(address(demo, f"en/search/?q={asked}"))
            expect(page.get_by_role("searchbox")).to_have_value(value)


def test_a_file_that_does_not_come_is_said(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "zh/search/")) as (page, _):
        page.route("**/search/0/entries.txt", lambda route: route.fulfill(status=204, body=""))
        page.route("**/search/words.json", lambda route: route.fulfill(status=204, body=""))
        search = Search(page, page.url)
        assert search.ask("铝箔") == []
        expect(search.note).to_have_text(str(search.note.get_attribute("data-failed")))


def test_what_is_found_can_be_read_by_all(browser: Browser, address: Address, demo: Site) -> None:
    with opened_for_axe(browser, Reader(width=PHONE, scheme="dark")) as page:
        page.goto(address(demo, f"zh/search/?q={quote('储能')}"))
        expect(page.locator(".hits li").first).to_be_visible()
        assert axe(page) == []
