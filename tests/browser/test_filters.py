"""Filters of lists in a real browser: counts, addresses, orders, the sheet on a phone, what to leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Route as PlaywrightRoute

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.support.site import Site


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue("demo")
    return found


def ready(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-filters", re.compile(r"\d+"))


def number(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])


def hits(page: Page) -> int:
    return number(page.locator("[data-total]").inner_text())


def settled(page: Page) -> None:
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


@pytest.fixture(params=[(PHONE, "zh"), (DESK, "en")], ids=["phone-zh", "desk-en"])
def reader(
    request: pytest.FixtureRequest, browser: Browser, address: Address, site: Site
) -> Iterator[tuple[Page, str, int]]:
    width, locale = request.param
    with opened(browser, address(site, f"{locale}/projects/"), Reader(width=width)) as (page, watch):
        ready(page)
        yield page, address(site, f"{locale}/"), width
        assert watch.problems() == []


def tick(page: Page, name: str, value: str) -> int:
    """Choose, and what the choice said it would bring."""
    row = page.locator(f"#filters label:has(input[name='{name}'][value='{value}'])")
    promised = number(row.locator(".count").inner_text())
    row.click()
    return promised


def test_any_combination_brings_what_its_count_says_and_can_be_sent(reader: tuple[Page, str, int]) -> None:
    page, base, width = reader
    if width == PHONE:
        page.locator(".open-facets").click()
        expect(page.locator("#filters")).to_be_visible()
    promised = tick(page, "seeking", "yes")
    button = page.locator(".sheet-show")
    if width == PHONE:
        expect(button).to_have_text(re.compile(rf"\b{promised}\b|{promised}个"))
    row = page.locator("#filters label:has(input[name='chain']):not(.is-empty)").first
    chain = row.locator("input").get_attribute("value") or ""
    promised = tick(page, "chain", chain)
    if width == PHONE:
        button.click()
        expect(page.locator("#filters")).not_to_be_visible()
    assert hits(page) == promised > 0
    settled(page)
    rows = page.locator("table.rows tbody tr")
    expect(rows).to_have_count(min(promised, 24))
    assert f"seeking=yes&chain={chain}" in page.url
    titles = rows.locator(".row-link").all_inner_texts()
    page.goto(page.url.replace("#results", "") + "&from=singlemessage")
    ready(page)
    settled(page)
    assert page.locator("table.rows tbody tr .row-link").all_inner_texts() == titles
    rows.locator(".row-link").first.click()
    expect(page.locator("h1")).to_have_text(titles[0])
    assert page.url.startswith(base + "projects/")


@pytest.mark.parametrize("known", ["", "3"], ids=["of none", "of too many"])
def test_a_page_that_knows_of_other_files_of_values_than_there_are_is_filtered_all_the_same(
    browser: Browser, address: Address, site: Site, known: str
) -> None:
    context = browser.new_context(viewport={"width": DESK, "height": 900})
    page = context.new_page()

    def older(route: PlaywrightRoute) -> None:
        answer = route.fetch()
        text = answer.text().replace('data-blocks="1"', f'data-blocks="{known}"')
        route.fulfill(response=answer, body=text)

    page.route("**/zh/projects/", older)
    page.goto(address(site, "zh/projects/"))
    ready(page)
    assert page.locator("#filters").get_attribute("data-blocks") == known
    assert tick(page, "seeking", "yes") == hits(page)
    context.close()


def test_orders_hold_over_the_whole_list(reader: tuple[Page, str, int]) -> None:
    page, base, _ = reader
    page.locator("[data-order]").select_option("amount")
    settled(page)
    amounts = [
        float(key)
        for key in page.locator("table.rows td.c-amount").evaluate_all("all => all.map(e => e.dataset.key)")
        if re.fullmatch(r"[\d.]+", key or "")
    ]
    assert len(amounts) > 10
    assert amounts == sorted(amounts, reverse=True)
    expect(page.locator(".pager")).not_to_be_visible()
    assert not page.evaluate(LOADED_TITLES)  # they are loaded when they are needed
    page.locator("[data-order]").select_option("title")
    expect(page).to_have_url(re.compile("order=title"))
    settled(page)
    expect(page.locator("table.rows tbody tr")).to_have_count(24)
    expect(page.locator(".pager")).not_to_be_visible()
    assert page.locator("table.rows .row-link").evaluate_all(IN_ORDER)
    page.locator("[data-order]").select_option("newest")
    expect(page.locator(".pager")).to_be_visible()
    assert page.url == base + "projects/"


LOADED_TITLES = "performance.getEntriesByType('resource').some(one => one.name.includes('/titles-'))"
IN_ORDER = """rows => {
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const titles = rows.map(row => row.textContent.trim());
    return titles.every((title, at) => at === 0 || collator.compare(titles[at - 1], title) <= 0);
}"""


def test_a_segment_can_be_chosen_within_a_chain_and_goes_with_it(reader: tuple[Page, str, int]) -> None:
    page, _, width = reader
    if width == PHONE:
        page.locator(".open-facets").click()
    chain = page.locator("#filters label:has(input[name='chain']):not(.is-empty)").first
    chain.click()
    segments = page.locator("#filters label:has(input[name='segment']):not(.is-empty)")
    expect(segments.first).to_be_visible()
    segments.first.click()
    expect(page).to_have_url(re.compile(r"[?&]chain=.*[?&]segment="))
    chain.click()
    expect(page).not_to_have_url(re.compile(r"[?&](?:chain|segment)="))


def test_nothing_fits_and_the_way_out_brings_what_it_says(reader: tuple[Page, str, int]) -> None:
    page, base, _ = reader
    page.goto(base + "projects/?status=operating&seeking=yes&q=%20")
    ready(page)
    assert hits(page) == 0
    way = page.locator("[data-loosen]").first
    promised = number(re.sub(r"[“「].*[”」]", "", way.inner_text()))
    way.click()
    assert hits(page) == promised > 0


def test_words_cards_and_a_map(reader: tuple[Page, str, int]) -> None:
    page, _, width = reader
    word = page.locator("table.rows .row-link").first.inner_text()
    if width == PHONE:
        page.locator(".open-facets").click()
    page.locator("#filters input[name='q']").fill(word)
    if width == PHONE:
        page.locator(".sheet-show").click()
    expect(page.locator("[data-total]")).to_have_text(re.compile(r"\d"))
    settled(page)
    assert page.locator("table.rows .row-link").first.inner_text() == word
    page.locator("[data-view='cards']").click()
    expect(page.locator("table.rows.as-cards")).to_be_visible()
    page.locator(".chip-clear").click()
    page.locator("[data-view='map']").click()
    spots = page.locator(".spot-list button")
    place = spots.first
    promised = number(place.locator(".count").inner_text())
    place.click()
    expect(page.locator("table.rows")).to_be_visible()
    assert hits(page) >= promised


def test_a_row_that_a_filter_brings_can_be_saved(reader: tuple[Page, str, int]) -> None:
    page, base, _ = reader
    page.goto(base + "projects/?order=amount")
    ready(page)
    settled(page)
    save = page.locator("table.rows tbody tr [data-keep]").first
    save.click()
    expect(save).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_policies_and_enterprises(browser: Browser, address: Address, site: Site, width: int) -> None:
    """Policies for all industries are among those for one; enterprises of one chain are shown alone."""
    with opened(browser, address(site, "zh/policies/?chain=green-food"), Reader(width=width)) as (
        page,
        watch,
    ):
        ready(page)
        found = hits(page)
        assert page.locator("[data-entry]:visible").count() == found
        listed = page.locator("[data-entry]").count()
        assert 0 < found < listed
        page.goto(address(site, "zh/enterprises/?chain=green-food&role=leader"))
        ready(page)
        shown = page.locator("tr[data-entry]:visible")
        assert len(set(shown.evaluate_all("all => all.map(e => e.dataset.entry)"))) == hits(page) > 0
        assert watch.problems() == []


def test_without_the_script_the_list_is_as_it_is(browser: Browser, address: Address, site: Site) -> None:
    reader = Reader(width=DESK, javascript=False)
    with opened(browser, address(site, "zh/projects/?chain=light-alloys"), reader) as (page, watch):
        expect(page.locator("#filters li a").first).to_be_visible()
        expect(page.locator("[data-filter-bar]")).not_to_be_visible()
        expect(page.locator(".pager")).to_be_visible()
        assert watch.problems() == []


def test_files_that_do_not_come_leave_the_list_as_it_is(
    browser: Browser, address: Address, site: Site
) -> None:
    with opened(browser, address(site, "zh/"), Reader(width=DESK)) as (page, _):
        page.route("**/filters/**", lambda route: route.abort())
        page.goto(address(site, "zh/projects/"))
        expect(page.locator("#filters li a").first).to_be_visible()
        expect(page.locator("table.rows tbody tr").first).to_be_visible()


@pytest.mark.parametrize(("width", "locale"), [(PHONE, "en"), (DESK, "zh")])
def test_where_to_land(browser: Browser, address: Address, site: Site, width: int, locale: str) -> None:
    """All plots in one list: filtered, ordered, on a map; from there to the plot and into the shortlist."""
    with opened(browser, address(site, f"{locale}/regions/"), Reader(width=width)) as (page, watch):
        page.locator(f"main a[href$='/{locale}/plots/']").click()
        ready(page)
        assert page.locator("li[data-entry]:visible").count() == hits(page) > 10
        assert page.locator(".is-cheapest").count() > 0
        page.goto(address(site, f"{locale}/plots/?status=available&airport=-600&order=area"))
        ready(page)
        shown = page.locator("li[data-entry]:visible")
        assert shown.count() == hits(page) > 0
        expect(shown.locator(".status-available")).to_have_count(shown.count())
        shown.first.locator("[data-keep]").click()
        expect(page.locator("[data-kept-count]").first).to_have_text("1")
        page.locator("[data-view='map']").click()
        expect(page.locator(".spot-list button").first).to_be_visible()
        page.locator(".spot-list button").first.click()
        page.locator("li[data-entry]:visible a").first.click()
        expect(page.locator("tr:target")).to_be_visible()
        assert watch.problems() == []


@pytest.mark.parametrize(("width", "locale"), [(PHONE, "zh"), (DESK, "en")])
def test_which_policies_pay(browser: Browser, address: Address, site: Site, width: int, locale: str) -> None:
    """A food factory: policies for it, those with money first, an estimate with its arithmetic."""
    path = f"{locale}/policies/?chain=green-food&amount=20000-"
    with opened(browser, address(site, path), Reader(width=width)) as (page, watch):
        ready(page)
        assert hits(page) > 0
        page.locator(".estimate > summary").click()
        page.locator("input[name='base-investment']").fill("2" if locale == "zh" else "200")
        sums = page.locator(".estimates li")
        expect(sums.first).to_be_visible()
        assert "×" in sums.first.inner_text()
        expect(page.locator(".estimate .warning")).to_be_visible()
        cited = sums.first.locator("a")
        title = cited.inner_text()
        cited.click()
        expect(page.locator("h1")).to_have_text(title)
        assert watch.problems() == []


def test_without_the_script_plots_and_policies_are_listed(
    browser: Browser, address: Address, site: Site
) -> None:
    with opened(browser, address(site, "en/plots/"), Reader(width=PHONE, javascript=False)) as (page, watch):
        expect(page.locator("li[data-entry] a").first).to_be_visible()
        page.goto(address(site, "en/shortlist/"))
        expect(page.locator(".without-js")).to_be_visible()
        assert watch.problems() == []
