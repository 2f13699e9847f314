"""The preview in a real browser, with the pages' own security policy in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import Reader, chromium, opened
from tests.serve.client import previewing
from tests.serve.test_following import PROJECT, YML, save
from tests.support.minisite import PROJECT_YML, MiniSite


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_pages_reload_and_show_what_is_wrong(browser: Browser, mini_site: MiniSite) -> None:
    root = mini_site()
    with (
        previewing(root) as preview,
        opened(browser, preview.url + PROJECT[1:], Reader(locale="en-GB")) as (
            page,
            watch,
        ),
    ):
        page.wait_for_load_state("networkidle")
        save(root, "content/projects/sample/en.md", "Seen without a keystroke.\n")
        expect(page.get_by_text("Seen without a keystroke.")).to_be_visible()

        save(root, YML, PROJECT_YML.replace("status: open", "statsu: open"))
        panel = page.get_by_role("alert")
        expect(panel).to_be_visible()
        expect(panel).to_contain_text(f"{YML}:4:1")
        expect(panel).to_contain_text("E_UNKNOWN_KEY")
        assert panel.evaluate("panel => getComputedStyle(panel).position") == "fixed", "the style has arrived"
        expect(page.get_by_text("Seen without a keystroke.")).to_be_attached()

        save(root, YML, PROJECT_YML)
        expect(panel).to_have_count(0)
        assert watch.problems() == []


def test_the_first_good_build_takes_the_place_of_the_problem_page(
    browser: Browser, mini_site: MiniSite
) -> None:
    root = mini_site({YML: PROJECT_YML + "nonsense: 1\n"})
    with previewing(root) as preview, opened(browser, preview.url + PROJECT[1:]) as (page, _):
        expect(page.get_by_role("alert")).to_contain_text(f"{YML}:7:1")
        save(root, YML, PROJECT_YML)
        expect(page.get_by_role("heading", name="Sample project")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
