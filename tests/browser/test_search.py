"""What the search page finds, in which order, and how it shows it: over rows that the test gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ServeTree
from tests.browser.pages import Reader, opened

Rows = list[list[str]]

PROJECTS: Rows = [
    ["projects/oldest/", "电池铝箔生产线", "", "QH-001"],
    ["projects/aluminium/", "铝加工园", "新建铝箔车间", "QH-002"],
    ["projects/ends/", "甲乙丙与丙丁工程", "", ""],
    ["projects/begins/", "甲乙工程", "", ""],
    ["projects/newest/", "铝箔一期", "<b>粗体</b> & 摘要", "PPP export"],
]
CHAINS: Rows = [["chains/aluminium/", "铝产业链", "", "铝箔"]]


class Search:
    """The search page of a site that has these entries."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.note = page.locator("main [role=status]").first

    def ask(self, words: str) -> list[str]:
        """The paths of what is found, as far as it is shown."""
        field = self.page.get_by_role("searchbox")
        for text in ("", words):  # first nothing: then the note tells when something has been found
            field.fill(text)
            field.press("Enter")
            self.page.wait_for_function(
                "empty => { const note = document.querySelector('main [role=status]');"
                " return empty === (note.textContent === '')"
                " && note.textContent !== note.dataset.loading; }",
                arg=not text,
            )
        return self.shown()

    def shown(self) -> list[str]:
        links = self.page.locator(".hits a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
        return ["/".join(str(link).split("/")[-3:]) for link in links]


@pytest.fixture
def parts() -> dict[str, Rows]:
    return {"project": PROJECTS, "chain": CHAINS}


@pytest.fixture
def search(
    browser: Browser, golden_site: Path, serve_tree: ServeTree, parts: dict[str, Rows]
) -> Iterator[Search]:
    def answer(route: Route) -> None:
        kind = route.request.url.rsplit("/", 1)[1].partition("-")[0]
        body = {"kind": f"kind {kind}", "entries": parts.get(kind, [])}
        route.fulfill(body=json.dumps(body), content_type="application/json")

    address = serve_tree(golden_site / "build", "/qinghe/") + "zh/search/"
    with opened(browser, address, Reader()) as (page, watch):
        page.route("**/search/*.json", answer)
        yield Search(page, address)
        assert watch.problems() == []


def test_titles_that_begin_with_the_words_come_first_then_others_then_texts(search: Search) -> None:
    """Within one rank kinds in their order, and the newest first."""
    assert search.ask("铝箔") == [
        "projects/newest/",
        "projects/oldest/",
        "projects/aluminium/",
        "chains/aluminium/",
    ]


def test_every_word_must_be_there(search: Search) -> None:
    assert search.ask("铝箔 电池") == ["projects/oldest/"]
    assert search.ask("铝箔 没有") == []
    expect(search.note).not_to_be_empty()


def test_a_word_in_chinese_may_be_there_in_pieces(search: Search) -> None:
    """甲乙, 乙丙, 丙丁 are its pairs: two of the three are enough, the last one counted, and one is not."""
    assert search.ask("甲乙丙丁") == ["projects/ends/"]
    assert search.ask("子甲乙丙") == ["projects/ends/"]


@pytest.mark.parametrize("words", ["ＰＰＰ", "ppp", " PPP  Export ", "qh-001　电池"])
def test_full_width_capitals_and_blanks_make_no_difference(search: Search, words: str) -> None:
    assert len(search.ask(words)) == 1


def test_what_is_found_is_shown_as_text(search: Search) -> None:
    search.ask("铝箔一期")
    item = search.page.locator(".hits li").first
    expect(item).to_contain_text("<b>粗体</b> & 摘要")
    expect(item).to_contain_text("kind project")
    assert item.locator("b").count() == 0


def test_an_address_brings_its_words_along(search: Search) -> None:
    for query, value in (("铝箔 电池 一期", "铝箔 电池 一期"), ("100%", "100%")):
        search.page.goto(f"{search.address}?q={quote(query).replace('%20', '+')}")
        expect(search.page.get_by_role("searchbox")).to_have_value(value)
    search.page.goto(f"{search.address}?q=%E9")
    expect(search.page.get_by_role("searchbox")).to_have_value("")


MANY: Rows = [[f"projects/p{number:02}/", f"Works {number:02}", "", ""] for number in range(65)]


@pytest.mark.parametrize("parts", [{"project": MANY}], ids=["many"])
def test_no_row_is_lost_between_one_batch_and_the_next(search: Search) -> None:
    seen = search.ask("works")
    assert len(seen) == 30
    more = search.page.locator("[data-more]")
    for number in (60, 65):
        more.click()
        expect(search.page.locator(".hits a")).to_have_count(number)
        expect(search.page.locator(".hits a").nth(number - (30 if number == 60 else 5))).to_be_focused()
    expect(more).to_be_hidden()
    assert search.shown() == [f"projects/p{number:02}/" for number in range(64, -1, -1)]


@pytest.mark.parametrize("parts", [{"project": MANY[:30]}], ids=["a full batch"])
def test_where_one_batch_holds_all_there_is_no_more(search: Search) -> None:
    assert len(search.ask("works")) == 30
    expect(search.page.locator("[data-more]")).to_be_hidden()


def test_a_file_that_does_not_come_is_said(search: Search) -> None:
    search.page.route("**/search/chain-1.json", lambda route: route.fulfill(status=204, body=""))
    assert search.ask("铝箔") == []
    expect(search.note).to_have_text(str(search.note.get_attribute("data-failed")))
