"""What investors come for, on a phone and at a desk, with the page's script and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Address
from tests.browser.follow import follow, link_to, targets
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.support.cards import properties
from tests.support.kinds import samples
from tests.support.site import Site

READERS = {
    "phone": Reader(width=PHONE),
    "desk": Reader(width=DESK, zone="America/Los_Angeles"),
    "phone-no-script": Reader(width=PHONE, javascript=False),
    "desk-no-script": Reader(width=DESK, javascript=False),
}


class Visit:
    """A reader on a site."""

    def __init__(self, page: Page, reader: Reader, base: str, site: Site) -> None:
        self.page = page
        self.reader = reader
        self.base = base
        self.site = site

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def follow(self, path: str, within: str = "body") -> None:
        follow(self.page, self.base + path, within)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    def first(self, pattern: str, within: str = "main") -> str:
        """The first visible link below the site whose whole path matches."""
        for url in targets(self.page, within):
            path = url.removeprefix(self.base).partition("#")[0]
            if re.fullmatch(pattern, path):
                return path
        raise AssertionError(f"{self.page.url} shows no link like {pattern}")


@pytest.fixture
def visit(browser: Browser, address: Address, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A reader's window on the home page. At the end nothing has failed and nothing has left the site."""
    name, reader = request.param
    site: Site = request.getfixturevalue(name)
    base = address(site, "")
    with opened(browser, f"{base}zh/", reader) as (page, watch):
        yield Visit(page, reader, base, site)
        assert watch.problems() == []


def _visits(sites: tuple[str, ...], readers: tuple[str, ...]) -> pytest.MarkDecorator:
    made = {f"{site}-{name}": (site, READERS[name]) for site in sites for name in readers}
    return pytest.mark.parametrize("visit", made.values(), ids=made, indirect=True)


# The demo has every field and more projects than fit on a page.
every_reader_of_both = _visits(("real", "demo"), tuple(READERS))
every_reader = _visits(("demo",), tuple(READERS))
two_readers = _visits(("demo",), ("phone", "desk-no-script"))
with_script = _visits(("demo",), ("phone", "desk"))
on_a_phone = _visits(("demo",), ("phone",))
at_a_desk = _visits(("demo",), ("desk",))
readers_without_script = _visits(("demo",), ("phone-no-script", "desk-no-script"))
without_script = _visits(("real", "demo"), ("phone-no-script",))


@every_reader_of_both
def test_from_the_home_page_to_the_office_to_call(visit: Visit) -> None:
    """Home, chain, segment, project, contact: by links that are in sight."""
    page = visit.page
    segment = samples(visit.site.tree, "segment")[0]
    visit.follow("/".join(segment.split("/")[:3]) + "/", "main")
    visit.follow(segment, "main")
    project = visit.first(r"zh/projects/(?!board/)[^/]+/", "#results")
    visit.follow(project)
    title = page.locator("h1").inner_text().strip()
    assert title == visit.site.page(project).one("h1").text.strip()
    contact = page.locator(".contact").first
    contact.scroll_into_view_if_needed()
    expect(contact).to_be_visible()
    _check_ways_to_call(visit, contact, title)
    visit.follow(visit.first(r"zh/contacts/[^/]+/", ".contact"))
    expect(page.locator("h1")).to_be_visible()


@_visits(("demo",), ("phone-no-script",))
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zh/origins/", r"zh/origins/[^/]+/"),
        ("zh/tours/", r"zh/tours/[^/]+/"),
        ("zh/trade/", r"zh/(?:enterprises|chains)/[^/]+/"),
        ("zh/services/", r"zh/services/[^/]+/"),
    ],
)
def test_three_taps_lead_from_home_to_what_the_menu_does_not_name(
    visit: Visit, first: str, second: str
) -> None:
    """The menu of a phone is short: the list is one tap away, at the foot, and an entry two."""
    visit.follow(first)
    visit.follow(visit.first(second))
    expect(visit.page.locator("h1")).to_be_visible()


def _check_ways_to_call(visit: Visit, contact: Locator, title: str) -> None:
    telephone = contact.locator("a[href^='tel:']")
    mail = contact.locator("a[href^='mailto:']:visible")
    if visit.site.name == "demo":  # every office of the demo has both
        assert telephone.count() >= 1
        assert mail.count() == 1
    for number in telephone.all():
        digits = re.sub(r"\D", "", number.inner_text())
        assert re.sub(r"\D", "", (number.get_attribute("href") or "")).endswith(digits.lstrip("0"))
    if mail.count():
        parts = urlsplit(mail.get_attribute("href") or "")
        assert parts.path == mail.inner_text().strip()
        assert parse_qs(parts.query) == {"subject": [title]}
    if telephone.count() and visit.reader.width == PHONE:
        bar = visit.page.locator(".action-bar a[href^='tel:']")
        expect(bar).to_be_in_viewport()


@two_readers
def test_a_contact_can_be_saved(visit: Visit, tmp_path: Path) -> None:
    visit.go(samples(visit.site.tree, "contact")[0])
    with visit.page.expect_download() as started:
        visit.page.locator("a[href$='contact.vcf']").first.click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert file.suffix == ".vcf"
    assert properties(file.read_bytes())[0].value == "VCARD"


@readers_without_script
def test_lists_are_narrowed_by_links(visit: Visit) -> None:
    """By status, chain and region: each link leads to a list of just those, with as many as it says."""
    page = visit.page
    patterns = (
        r"zh/projects/status/([^/]+)/",
        r"zh/chains/([^/]+)/projects/",
        r"zh/regions/([^/]+)/projects/",
    )
    for pattern in patterns:
        visit.go("zh/projects/")
        everything = _total(page)
        if visit.reader.width == PHONE:
            page.locator(".open-facets").click()
            expect(page.locator("#filters")).to_be_in_viewport()
        path = visit.first(pattern, "#filters")
        said = _sum(link_to(page, visit.base + path, "#filters").locator(".count"))
        visit.follow(path, "#filters")
        assert 0 < _total(page) <= everything
        assert _total(page) == said
        if "/status/" in path:
            shown = page.locator("#results .status").evaluate_all("all => all.map(e => e.className)")
            assert shown
            assert all(f"status-{path.split('/')[-2]}" in name for name in shown)


def _total(page: Page) -> int:
    return _sum(page.locator(".total"))


def _sum(counts: Locator) -> int:
    """Projects and opportunities, which are counted apart: "5 + 3"."""
    return sum(map(int, re.findall(r"\d+", counts.inner_text())))


@two_readers
def test_a_long_list_has_pages(visit: Visit) -> None:
    visit.go("zh/projects/")
    first = visit.page.locator("#results [data-card]").first
    seen = [first.get_attribute("data-card")]
    for _ in range(2):
        visit.page.locator("a[rel=next]").click()
        expect(first).not_to_have_attribute("data-card", str(seen[-1]))
        seen.append(first.get_attribute("data-card"))
    assert len(set(seen)) == 3
    visit.page.locator("a[rel=prev]").click()
    expect(first).to_have_attribute("data-card", str(seen[1]))


@two_readers
def test_the_language_changes_and_the_page_stays(visit: Visit) -> None:
    page = visit.page
    project = samples(visit.site.tree, "project")[0]
    visit.go(project)
    for locale, lang in (("en", "en"), ("zh-hant", "zh-Hant"), ("zh", "zh-Hans")):
        there = project.replace("zh/", f"{locale}/", 1)
        visit.follow(there)
        expect(page.locator("html")).to_have_attribute("lang", lang)
        assert page.locator("h1").inner_text().strip() == visit.site.page(there).one("h1").text.strip()


@two_readers
def test_the_root_offers_the_languages(visit: Visit) -> None:
    visit.go("")
    visit.follow("en/")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


@without_script
def test_without_script_nothing_is_offered_that_needs_it(visit: Visit) -> None:
    for path in ("zh/", "zh/projects/", samples(visit.site.tree, "project")[0], "zh/contacts/"):
        visit.go(path)
        assert [b for b in visit.page.locator("button").all() if b.is_visible()] == [], path


@with_script
def test_large_text_is_larger_and_stays(visit: Visit) -> None:
    page = visit.page
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = page.evaluate(size)
    button = page.locator("[data-text-size]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(size) >= before * 1.15
    visit.go("zh/contacts/")
    expect(button).to_have_attribute("aria-pressed", "true")
    visit.go("zh/")
    button.click()
    assert page.evaluate(size) == before


@with_script
def test_a_contact_is_copied_as_text(visit: Visit) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.go(samples(visit.site.tree, "project")[0])
    block = page.locator(".contact").first
    button = block.locator("[data-copy]")
    button.scroll_into_view_if_needed()
    button.click()
    expect(page.locator(".toast")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert block.locator("h2").inner_text().strip() in copied
    if block.locator("a.tel").count():
        assert block.locator("a.tel").inner_text().strip() in copied


@with_script
def test_projects_are_kept_on_the_device(visit: Visit) -> None:
    page = visit.page
    first, second = _two_projects(visit)
    listed = page.locator("[data-kept-list]")
    expect(listed).to_be_hidden()
    visit.go(first)
    title = page.locator("h1").inner_text().strip()
    keep = page.locator("button[data-keep]:visible").first
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".toast")).not_to_be_empty()
    # In a list the same project is marked, and another can be kept there.
    visit.go("zh/projects/")
    expect(page.locator(f"button[data-keep='{first.split('/')[2]}']").first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.locator(f"button[data-keep='{second.split('/')[2]}']").first.click()
    expect(listed).to_be_visible()
    kept = listed.locator("a[href*='/projects/']:visible")
    expect(kept).to_have_count(2)
    visit.follow(first, "[data-kept-list]")
    assert page.locator("h1").inner_text().strip() == title
    # Given up again.
    page.locator("button[data-keep]:visible").first.click()
    visit.go("zh/projects/")
    expect(kept).to_have_count(1)
    page.locator(f"button[data-keep='{second.split('/')[2]}']").first.click()
    expect(listed).to_be_hidden()
    visit.go("zh/projects/")
    expect(listed).to_be_hidden()


def _two_projects(visit: Visit) -> tuple[str, str]:
    visit.go("zh/projects/")
    ids = visit.page.locator("#results [data-card]").evaluate_all("all => all.map(e => e.dataset.card)")
    return f"zh/projects/{ids[0]}/", f"zh/projects/{ids[1]}/"


@at_a_desk
def test_a_table_is_sorted_by_its_headings(visit: Visit) -> None:
    page = visit.page
    visit.go("zh/projects/cooperation/equity/")
    amounts = "all => all.map(e => e.dataset.key ?? '')"
    cells = page.locator("#results td.c-amount")
    heading = page.locator("#results th.c-amount")
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    down = cells.evaluate_all(amounts)
    assert "" in down  # one to be negotiated
    assert down == sorted(down, reverse=True)
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    up = cells.evaluate_all(amounts)
    assert up == sorted(up, key=lambda key: (key == "", key))


@on_a_phone
def test_the_sheet_of_filters_closes_by_its_button_and_by_escape(visit: Visit) -> None:
    page = visit.page
    sheet = page.locator("#filters")
    for closing in ("click", "Escape"):
        visit.go("zh/projects/")
        expect(sheet).not_to_be_in_viewport()
        page.locator(".open-facets").click()
        expect(sheet).to_be_in_viewport()
        if closing == "click":
            page.locator(".sheet-close").click()
        else:
            page.keyboard.press("Escape")
        expect(sheet).not_to_be_in_viewport()


# With the keyboard alone

# A card is one large link: the mark may be around the whole card.
_FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const around = [e, e.parentElement, e.closest('.card, tr') ?? e];
  return {
    tag: e.tagName, href: e.href ?? '', words: e.textContent.trim().slice(0, 40),
    marked: around.some(it => outlined(getComputedStyle(it))) || outlined(getComputedStyle(e, '::after')),
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@two_readers
def test_the_first_key_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@every_reader
def test_every_stop_of_the_keyboard_is_seen_and_marked(visit: Visit) -> None:
    page = visit.page
    visit.go(samples(visit.site.tree, "project")[0])
    order = []
    for _ in range(45):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused["tag"] == "BODY":
            break
        assert focused["marked"], focused
        assert focused["shown"], focused
        order.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(order) > 20
    assert order == sorted(order), "the order of the page"


@every_reader
def test_the_keyboard_alone_gets_from_home_to_a_project(visit: Visit) -> None:
    page = visit.page
    _tab_to(page, visit.base + "zh/projects/")
    page.keyboard.press("Enter")
    page.wait_for_url(visit.base + "zh/projects/")
    page.locator("a.skip").focus()
    project = visit.first(r"zh/projects/(?!board/)[^/]+/", "#results")
    _tab_to(page, visit.base + project)
    page.keyboard.press("Enter")
    page.wait_for_url(visit.base + project)


def _tab_to(page: Page, url: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href") == url:
            return
    raise AssertionError(f"150 stops from {page.url} and no {url}")


@_visits(("real",), ("phone", "desk"))
def test_searching_from_the_home_page(visit: Visit) -> None:
    field = visit.page.get_by_role("searchbox")
    field.fill("铝")
    field.press("Enter")
    visit.page.wait_for_url("**/zh/search/?q=*")
    expect(visit.page.locator(".hits li").first).to_contain_text("铝")
    first = visit.page.locator(".hits a").first
    title = first.inner_text()
    first.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


@_visits(("real",), ("desk",))
def test_searching_as_one_types(visit: Visit) -> None:
    """Several words, a word that stands nowhere, none. What is found, tests/browser/test_search.py says."""
    visit.go("zh/search/")
    field, hits = visit.page.get_by_role("searchbox"), visit.page.locator(".hits li")
    status = visit.page.locator("main .search-note[role=status]")
    field.fill("广元 铝")
    expect(status).to_have_text(re.compile("[0-9]"))
    number = int(re.sub(r"\D", "", status.inner_text()))
    assert hits.count() == min(number, 10) >= 1
    if number > 10:
        visit.page.locator("[data-more]").click()
        expect(hits).to_have_count(min(number, 20))
    field.fill("ＰＰＰＰＰ")
    expect(status).to_contain_text("没有找到")
    expect(hits).to_have_count(0)
    field.fill("")
    expect(status).to_have_text("")
    assert visit.path == "zh/search/"


@_visits(("real",), ("phone-no-script",))
def test_the_search_page_without_a_script(visit: Visit) -> None:
    """Nobody is sent there; who comes all the same is told."""
    assert visit.page.get_by_role("searchbox").count() == 0
    visit.go("zh/search/")
    expect(visit.page.get_by_text("JavaScript")).to_be_visible()
    visit.follow("zh/projects/", within="main")
