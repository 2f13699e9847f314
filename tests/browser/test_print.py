"""On paper: a project, a list and a policy take two sheets of A4 at most."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.conftest import Address
from tests.browser.pages import Reader, opened
from tests.browser.test_pages import kinds_of
from tests.support.site import Site

SHEETS = 2


@pytest.mark.parametrize("kind", ["project", "policy", "projects", "policies"])
def test_a_page_takes_two_sheets_at_most(browser: Browser, address: Address, site: Site, kind: str) -> None:
    """In Chinese also those of the demonstration, which state every field; in English those of the real
    catalogue."""
    language = "zh" if site.name == "demo" else "en"
    with opened(browser, address(site, f"{language}/"), Reader()) as (page, _):
        for path in kinds_of(site, kind, language):
            page.goto(address(site, path))
            sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
            assert len(sheets) <= SHEETS, path
            said = "".join(sheet.extract_text() for sheet in sheets)
            assert len(said) > 300
