"""What stands for an address or an amount while a page is made is never in what is published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.site import Site

WAYS = {
    "as it is": "\ue002".encode(),
    "in an address": b"%EE%80%82",
    "as a reference": b"&#xE002;",
    "as a decimal reference": b"&#57346;",
    "in JSON": rb"\uE002",
}
"""How a mark may be written."""
_MARK = re.compile(
    rb"\xee\x80[\x80-\x83]|%ee%80%8[0-3]|&#x0*e00[0-3];|&#0*5734[4-7];|\\ue00[0-3]", re.IGNORECASE
)
PACKED = {".png", ".jpg", ".webp", ".pdf", ".zip", ".xlsx"}
"""Endings of files whose bytes are no text."""


def marked(tree: Path) -> list[str]:
    """Files that hold a private mark, in whatever way it may be written."""
    return [
        path.relative_to(tree).as_posix()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and path.suffix not in PACKED and _MARK.search(path.read_bytes())
    ]


@pytest.mark.parametrize("name", ["demo", "hostile", "golden", "real"])
def test_no_file_of_a_site_holds_a_private_mark(name: str, request: pytest.FixtureRequest) -> None:
    if name == "golden":
        tree = request.getfixturevalue("golden_site") / "build"
    else:
        site = request.getfixturevalue(name)
        assert isinstance(site, Site)
        tree = site.tree
    assert marked(tree) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_mark_is_found_in_whatever_way_it_is_written(way: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_bytes(b"<p>" + WAYS[way] + b"</p>")
    (tmp_path / "other.html").write_bytes("<p>\ue004</p>".encode())
    assert marked(tmp_path) == ["a/page.html"]
