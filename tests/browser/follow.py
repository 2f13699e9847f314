"""Following links as a reader does: the first one in sight that leads to an address."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

_FIND = """(links, target) => links.findIndex(
  a => a.href === target && a.checkVisibility({visibilityProperty: true}) && a.getClientRects().length
)"""


def link_to(page: Page, url: str, within: str = "body") -> Locator:
    """The first visible link to `url` in the part of the page that a selector names."""
    links = page.locator(f"{within} a[href]")
    number = links.evaluate_all(_FIND, url)
    assert number >= 0, f"{page.url} shows no link to {url}"
    return links.nth(number)


def follow(page: Page, url: str, within: str = "body") -> None:
    """Click the link to `url` and be there."""
    link_to(page, url, within).click()
    page.wait_for_url(url)


def targets(page: Page, within: str = "body") -> list[str]:
    """Addresses of all visible links, in order."""
    script = "links => links.filter(a => a.checkVisibility({visibilityProperty: true})).map(a => a.href)"
    found: list[str] = page.locator(f"{within} a[href]").evaluate_all(script)
    return found
