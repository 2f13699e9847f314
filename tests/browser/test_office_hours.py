"""Office hours in the reader's time, in zones on both sides of the office's."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ServeTree
from tests.browser.pages import Reader, opened


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Shanghai", ""),
        ("Asia/Manila", ""),
        ("UTC", "01:00至09:30"),
        ("Asia/Kolkata", "06:30至15:00"),
        ("Asia/Tokyo", "10:00至18:30"),
        ("Pacific/Kiritimati", "15:00至23:30"),
        ("America/Phoenix", "18:00至02:30"),
    ],
)
def test_hours_are_said_in_the_reader_s_time_where_it_is_another(
    browser: Browser, golden_site: Path, serve_tree: ServeTree, zone: str, said: str
) -> None:
    """9:00 to 17:30 in China; none of these zones changes its clocks in the course of a year."""
    address = serve_tree(golden_site / "build", "/qinghe/") + "zh/contacts/office/"
    with opened(browser, address, Reader(zone=zone)) as (page, watch):
        line = page.locator("[data-hours-zone]").first
        if said:
            expect(line).to_be_visible()
            expect(line).to_contain_text(said)
            assert "…" not in line.inner_text()
        else:
            expect(line).to_be_hidden()
        assert watch.problems() == []
