"""The Nu HTML checker finds no error on any page."""

from __future__ import annotations

from tests.browser.vnu import vnu_errors
from tests.support.html import pages
from tests.support.site import Site


def test_every_page_is_valid_html(site: Site) -> None:
    assert len(pages(site.tree)) > 500
    assert vnu_errors([site.tree]) == []


def test_hostile_content_leaves_pages_valid(hostile: Site) -> None:
    assert vnu_errors([hostile.tree]) == []
