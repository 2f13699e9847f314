"""Lists and the lists beside them."""

from __future__ import annotations

import pytest

from tests.support.kinds import samples
from tests.support.site import Site


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("projects", "Narrow the list"),
        ("policies", "Narrow the list"),
        ("project-filter", "Other lists"),
        ("policy-filter", "Other lists"),
        ("segment", "Other lists"),
        ("collection", "Other lists"),
    ],
)
def test_what_stands_beside_a_list_says_whether_it_narrows(site: Site, kind: str, heading: str) -> None:
    """Those beside an already narrowed list count all of the catalogue: they are others, not parts of it."""
    for path in samples(site.tree, kind, "en"):
        page = site.page(path)
        facets = page.one("nav", class_="facets")
        assert facets["aria-label"] == heading, path
        assert page.one("a", class_="open-facets").text.strip() == heading
