"""The comparison behind "equal pages": what it sees, and that it sees what differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.equal import differences
from bench.pages import parse_page, resolved

CARD = '<article class="card"><h3><a href="../../zh/projects/b/">乙</a></h3><p>20亿元</p></article>'
PAGE = (
    '<html><head><title>甲</title><meta name="description" content="说明">'
    '<link rel="stylesheet" href="x.css"><script type="application/ld+json">{"name": "甲"}</script></head>'
    '<body><a href="../b/#top">链接</a><p>一 <b>二</b>\n三</p>'
    f'<nav class="pager"><a href="page/2/">older</a></nav>{CARD}</body></html>'
)
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>'
SITEMAP = '<urlset xmlns="s"><url><loc>https://a.example/zh/</loc></url></urlset>'


def test_a_page_in_its_parts() -> None:
    page = parse_page(PAGE, "zh/projects/")
    assert (page.title, page.text) == ("甲", "链接 一 二 三")
    assert page.links == {"/zh/b/#top"}
    assert page.meta == (("description", "说明"),)
    assert page.data == {"name": "甲"}
    [card] = page.cards
    assert (card.text, card.links) == ("乙 20亿元", ("/zh/projects/b/",))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../", "/zh/projects/"),
        ("./", "/zh/projects/x/"),
        ("/en/", "/en/"),
        ("../../feed.xml", "/zh/feed.xml"),
        ("https://x.example/", "https://x.example/"),
        ("tel:123", "tel:123"),
    ],
)
def test_relative_and_absolute_addresses_of_one_page_are_the_same(address: str, target: str) -> None:
    assert resolved(address, "zh/projects/x/") == target


def tree(folder: Path, pages: dict[str, str]) -> Path:
    for locale in ("zh", "en"):
        (folder / locale).mkdir(parents=True)
        (folder / locale / "feed.xml").write_text(FEED, "utf-8")
    for path, html in pages.items():
        (folder / path).mkdir(parents=True, exist_ok=True)
        (folder / path / "index.html").write_text(html, "utf-8")
    (folder / "sitemap.xml").write_text(SITEMAP, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("<title>甲", "<title>丁", "title"),
        ("三</p>", "四</p>", "text"),
        ('href="../b/#top"', 'href="../c/"', "link"),
        ('content="说明"', 'content="另"', "meta"),
        ('"name": "甲"', '"name": "丁"', "JSON-LD"),
        ("20亿元", "30亿元", "card 1"),
        (CARD, "", "1 and 0 cards"),
    ],
)
def test_each_kind_of_difference_is_seen(tmp_path: Path, old: str, new: str, seen: str) -> None:
    ours = tree(tmp_path / "ours", {"zh/projects": PAGE})
    theirs = tree(tmp_path / "theirs", {"zh/projects": PAGE})
    assert list(differences(ours, theirs)) == []
    assert old in PAGE
    (theirs / "zh/projects/index.html").write_text(PAGE.replace(old, new), "utf-8")
    assert any(seen in line for line in differences(ours, theirs))


def test_lists_are_the_same_whichever_end_they_are_numbered_from(tmp_path: Path) -> None:
    """Newest first: ours ends with page 1, theirs begins with it."""
    second, third = PAGE.replace("乙", "丙"), PAGE.replace("乙", "丁")
    ours = tree(
        tmp_path / "ours", {"zh/projects": PAGE, "zh/projects/page/2": second, "zh/projects/page/1": third}
    )
    theirs = tree(
        tmp_path / "theirs", {"zh/projects": PAGE, "zh/projects/page/2": second, "zh/projects/page/3": third}
    )
    assert list(differences(ours, theirs)) == []
    (theirs / "zh/projects/page/3/index.html").write_text(second, "utf-8")
    assert any("card 3" in line for line in differences(ours, theirs))


def test_a_page_feed_or_address_that_only_one_has_is_seen(tmp_path: Path) -> None:
    ours = tree(tmp_path / "ours", {"zh/projects": PAGE, "en/a": PAGE})
    theirs = tree(tmp_path / "theirs", {"zh/projects": PAGE})
    (theirs / "en/feed.xml").write_text(FEED.replace("T<", "U<"), "utf-8")
    (theirs / "sitemap.xml").write_text(SITEMAP.replace("/zh/", "/xx/"), "utf-8")
    found = list(differences(ours, theirs))
    assert [line.partition(":")[0] for line in found] == ["en/a/", "en/feed.xml", "sitemap", "sitemap"]
