"""Saving projects and plots, seeing them side by side, sending the list; in WeChat too."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.support.cards import properties
from tests.support.kinds import samples
from tests.support.site import Site

COPIED = (
    "() => { navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }; }"
)


def plot_page(site: Site, locale: str) -> str:
    """A region that has plots."""
    for file in sorted((site.tree / locale / "regions").glob("*/index.html")):
        if 'id="plot-' in file.read_text("utf-8"):
            return f"{locale}/regions/{file.parent.name}/"
    raise AssertionError("no plots")


def save_three(page: Page, base: str, site: Site, locale: str) -> list[str]:
    """Two projects and a plot; their keys."""
    page.goto(f"{base}{locale}/projects/")
    keys = page.locator("#results [data-card]").evaluate_all(
        "all => all.slice(0, 2).map(e => e.dataset.card)"
    )
    for key in keys:
        page.locator(f"button[data-keep='{key}']").first.click()
    page.goto(base + plot_page(site, locale))
    plot = page.locator("tr[data-card] button[data-keep]").first
    keys.append(plot.get_attribute("data-keep"))
    plot.click()
    return [str(key) for key in keys]


def opened_list(page: Page) -> None:
    expect(page.locator("[data-shortlist]")).to_have_attribute("data-ready", "true")


def test_three_saved_side_by_side_and_sent(browser: Browser, address: Address, demo: Site) -> None:
    base = address(demo, "")
    with opened(browser, base + "zh/", Reader(width=DESK)) as (page, watch):
        keys = save_three(page, base, demo, "zh")
        expect(page.locator("[data-kept-count]").first).to_have_text("3")
        page.locator(".to-shortlist").click()
        opened_list(page)
        expect(page.locator(".saved tbody tr")).to_have_count(3)
        expect(page.locator(".compare thead th")).to_have_count(3)
        # A fact of one project's page stands in its column.
        titles = page.locator(".saved tbody th a").all_inner_texts()
        row = page.locator(".compare tbody tr").filter(has=page.locator("th", has_text=re.compile("^状态")))
        status = row.first.locator("td").all_inner_texts()
        assert status[0] in (demo.tree / f"zh/projects/{keys[0]}/index.html").read_text("utf-8")
        # The letter goes to the offices and has all titles.
        mail = urlsplit(page.locator("[data-part='mail']").get_attribute("href") or "")
        assert "@" in mail.path
        body = parse_qs(mail.query)["body"][0]
        assert all(title in body for title in titles)
        # Files.
        with page.expect_download() as started:
            page.locator("[data-do='csv']").click()
        data = started.value.path().read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == titles
        with page.expect_download() as started:
            page.locator("[data-do='vcards']").click()
        cards = started.value.path().read_bytes()
        first = cards[: cards.index(b"END:VCARD") + len(b"END:VCARD\r\n")]
        assert properties(first)[0].value == "VCARD"
        # The link shows the same to somebody else, who may save it.
        page.evaluate(COPIED)
        page.locator("[data-do='link']").click()
        link = page.evaluate("window.copied")
        assert link.endswith("#list=" + ",".join(keys))
        assert watch.problems() == []
    with opened(browser, link.replace("/zh/", "/en/"), Reader(width=PHONE, locale="en-GB")) as (page, watch):
        opened_list(page)
        expect(page.locator("[data-part='shared']")).to_be_visible()
        expect(page.locator(".saved tbody tr")).to_have_count(3)
        page.locator("[data-do='take']").click()
        expect(page.locator("[data-part='shared']")).to_be_hidden()
        expect(page.locator("[data-kept-count]").first).to_have_text("3")
        page.locator(".drop").first.click()
        expect(page.locator(".saved tbody tr")).to_have_count(2)
        expect(page.locator("[data-kept-count]").first).to_have_text("2")
        assert watch.problems() == []


def test_an_entry_that_is_gone_is_said_to_be(browser: Browser, address: Address, demo: Site) -> None:
    known = samples(demo.tree, "project")[0].split("/")[2]
    with opened(browser, address(demo, f"zh/shortlist/#list={known},never-was"), Reader()) as (page, _):
        opened_list(page)
        expect(page.locator(".saved tr.is-gone")).to_have_count(1)
        expect(page.locator(".saved tbody tr")).to_have_count(2)
        page.goto(address(demo, "zh/shortlist/"))
        expect(page.locator("[data-part='empty']")).to_be_visible()


def test_in_wechat_files_and_letters_come_as_text(browser: Browser, address: Address, demo: Site) -> None:
    known = samples(demo.tree, "project")[0].split("/")[2]
    context = browser.new_context(
        viewport={"width": PHONE, "height": 844}, user_agent="Mozilla/5.0 (iPhone) MicroMessenger/8.0.40"
    )
    try:
        page = context.new_page()
        page.goto(address(demo, f"zh/shortlist/#list={known}"))
        opened_list(page)
        page.evaluate(COPIED)
        page.locator("[data-do='csv']").click()
        assert "\r\n" in page.evaluate("window.copied")
        expect(page.locator(".toast")).to_have_text(re.compile("浏览器"))
        page.locator("[data-part='mail']").evaluate(
            "e => e.addEventListener('click', x => x.preventDefault())"
        )
        page.locator("[data-part='mail']").click()
        assert f"/projects/{known}/" in page.evaluate("window.copied")
        expect(page.locator("[data-do='print']")).to_be_hidden()
    finally:
        context.close()


def test_what_came_since_the_last_visit_is_marked(browser: Browser, address: Address, demo: Site) -> None:
    with opened(browser, address(demo, "zh/projects/"), Reader()) as (page, watch):
        expect(page.locator("#results .is-new")).to_have_count(0)
        page.evaluate("localStorage.setItem('visits', JSON.stringify({today: '2025-12-31', before: ''}))")
        page.reload()
        days = page.locator("#results [data-published]").evaluate_all(
            "all => all.map(e => e.dataset.published)"
        )
        expect(page.locator("#results .is-new")).to_have_count(
            len([day for day in days if day > "2025-12-31"])
        )
        assert watch.problems() == []
