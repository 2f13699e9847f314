"""Every kind of page in a real browser: it stays within the window and the site, and prints as it should."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.conftest import Address
from tests.browser.pages import PHONE, Reader, Watch, opened
from tests.support.kinds import ONLY_IN_LARGE, PAGE_KINDS, samples
from tests.support.site import Site

WIDTHS = (320, PHONE, 768, 1280)
WEIGHT = 60_000
"""Bytes that a page's HTML, style and script may weigh, compressed: two seconds on a slow line."""

# What sticks out of the window, but for what scrolls in a box of its own.
_STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > wide + 1)
    .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`).slice(-3);
}"""


# Commas between links that stand on a line below the end of what they follow.
_LOOSE_COMMAS = """() => {
  const loose = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const link = node.previousSibling;
    if (!/^[,、]/.test(node.data) || !link || link.nodeName !== 'A') continue;
    const range = document.createRange();
    range.setStart(node, 0);
    range.setEnd(node, 1);
    const words = document.createRange();
    words.selectNodeContents(link);
    const ends = [...words.getClientRects()].at(-1);
    const comma = range.getBoundingClientRect();
    if (ends && comma.height && comma.top >= ends.bottom - 2) loose.push(link.textContent);
  }
  return loose;
}"""


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    """One window for all pages of this module, and the watch over it."""
    with opened(browser, "about:blank") as (page, watch):
        yield page, watch


def kinds_of(site: Site, kind: str, *locales: str) -> list[str]:
    """The pages to look at: in the first language the sparsest too, in the others the fullest.

    A small catalogue does without some kinds.
    """
    first, *others = [samples(site.tree, kind, locale) for locale in locales]
    found = [*first, *[path for paths in others for path in paths[:1]]]
    assert found or (kind in ONLY_IN_LARGE and site.name == "real"), f"no page of the kind {kind}"
    return found


@pytest.mark.parametrize("kind", ["project", "chain", "contacts", "event", "enterprise", "policy"])
def test_no_line_begins_with_a_comma(
    visit: tuple[Page, Watch], address: Address, site: Site, kind: str
) -> None:
    page, watch = visit
    for path in kinds_of(site, kind, "zh", "en"):
        url = address(site, path)
        watch.origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        page.goto(url)
        for width in (320, PHONE, 768):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_LOOSE_COMMAS) == [], (path, width)


@pytest.mark.parametrize("kind", [*PAGE_KINDS, "root"])
def test_pages_stay_within_the_window_and_the_site(
    visit: tuple[Page, Watch], address: Address, site: Site, kind: str
) -> None:
    """At every width, nothing makes the page scroll sideways; nothing fails, nothing leaves the site."""
    page, watch = visit
    paths = ["", "404.html"] if kind == "root" else kinds_of(site, kind, "zh", "en")
    for path in paths:
        url = address(site, path)
        watch.origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        page.goto(url)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(_STICKING_OUT) == [], f"{path} at {width}"
        assert watch.problems() == [], path


@pytest.mark.parametrize("kind", ["home", "project", "projects", "chain", "contacts"])
def test_large_text_fits_on_a_phone(browser: Browser, address: Address, site: Site, kind: str) -> None:
    with opened(browser, address(site, "zh/"), Reader(width=PHONE)) as (page, _):
        page.locator("[data-text-size]").click()
        for path in kinds_of(site, kind, "zh", "en"):
            page.goto(address(site, path))
            assert page.evaluate(_STICKING_OUT) == [], path


def test_hostile_content_runs_nowhere(browser: Browser, address: Address, hostile: Site) -> None:
    with opened(browser, address(hostile, "zh/"), Reader(width=PHONE)) as (page, watch):
        dialogs: list[str] = []

        def on_dialog(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", on_dialog)
        for path, document in hostile.pages():
            if not path.startswith("en/"):
                continue
            page.goto(address(hostile, path))
            assert page.evaluate("window.broken") is None, path
            assert page.locator("iframe, object, embed, base, [onload], [onerror], [onclick]").count() == 0, (
                path
            )
            # The browser's parser and Python's agree on what stands there.
            count = "document.querySelectorAll('script').length"
            assert page.evaluate(count) == len(document.all("script")), path
            assert page.evaluate(_STICKING_OUT) == [], f"{path}: very long words"
        assert dialogs == []
        assert watch.problems() == []


@pytest.mark.parametrize("kind", ["home", "project"])
def test_pages_are_light(site: Site, kind: str) -> None:
    """HTML, style sheets and script as a host sends them, compressed."""
    for path in kinds_of(site, kind, "zh", "en"):
        page = site.page(path)
        parts = [link["href"] for link in page.all("link", rel="stylesheet")]
        parts += [script["src"] for script in page.all("script") if "src" in script.attributes]
        files = [page.path, *(site.tree / site.target(path, part) for part in parts)]
        weights = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files}
        assert sum(weights.values()) < WEIGHT, f"{path}: {weights}"


_ABOVE = "([one, other]) => one.getBoundingClientRect().bottom <= other.getBoundingClientRect().top"


def test_a_project_prints_as_a_sheet_of_its_own(browser: Browser, address: Address, site: Site) -> None:
    """On paper: the project, its contact and where to find it, and nothing to click."""
    fullest, sparsest = samples(site.tree, "project")
    for path, sheets in ((fullest, 4), (sparsest, 2)):
        with opened(browser, address(site, path)) as (page, watch):
            page.emulate_media(media="print")
            shown = page.locator("body").inner_text()
            document = site.page(path)
            assert document.one("h1").text.strip() in shown
            assert document.canonical() in shown, "where it stands"
            phones = page.locator(".contact .tel")
            assert phones.count() == 0 or phones.first.is_visible()
            contact, facts = page.locator(".contact").first, page.locator(".beside").first
            assert contact.is_visible()
            assert page.evaluate(_ABOVE, [contact.element_handle(), facts.element_handle()]), "whom to call"
            for gone in ("nav", "button", ".button", ".skip", "footer", ".toast"):
                visible = [e for e in page.locator(gone).all() if e.is_visible()]
                assert visible == [], f"{path}: {gone} on paper"
            sheet = page.pdf(prefer_css_page_size=True)
            assert sheet.startswith(b"%PDF-")
            assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheet)) <= sheets
            assert watch.problems() == []


def test_a_list_prints_as_a_table(browser: Browser, address: Address, site: Site) -> None:
    with opened(browser, address(site, "zh/projects/")) as (page, _):
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 700, "height": 1000})
        row = page.locator("table.rows tbody tr").first
        assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
        assert page.locator("table.rows thead").first.is_visible()


def test_paper_is_white_whatever_the_scheme(browser: Browser, address: Address, site: Site) -> None:
    path = samples(site.tree, "project")[0]
    with opened(browser, address(site, path), Reader(scheme="dark")) as (page, _):
        page.emulate_media(media="print")
        colours = page.evaluate(
            "[document.body, document.querySelector('h1')].map(e => getComputedStyle(e).color)"
        )
        assert all(max(map(int, re.findall(r"\d+", colour)[:3])) < 120 for colour in colours), colours
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
