"""Proof of equal work: both sites have the same pages, with the same visible text, links, metadata and data.

    python -m bench.equal --projects 60

makes the content, builds both sites and prints what differs; exit status 1 if anything does. Compared page by
page: title, visible text, links (canonical address, languages and feed among them), meta tags, JSON-LD,
cards in their order. Lists are compared as a whole, for the two number their pages from different ends: the
front page, then the cards of all pages in order. Not compared: the choice of language at the root and 404,
which only sitegen makes, robots.txt, and the names of sitemap files.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bench.content import write_sites
from bench.pages import Card, Page, parse_page
from bench.tools import TODAY, build_command, hugo_command, hugo_program, run

SHOWN = 40
_NUMBERED = re.compile(r"page/([0-9]+)/$")


def main() -> int:
    parser = argparse.ArgumentParser(description="Do both sites show the same?")
    parser.add_argument("--projects", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sites = write_sites(Path(folder), asked.projects, asked.seed, TODAY)
        ours, theirs = Path(folder) / "build", Path(folder) / "public"
        run(build_command(sites.lean, ours))
        run(hugo_command(hugo_program(), sites.hugo, theirs))
        found, pages = list(differences(ours, theirs)), sum(1 for _ in page_paths(ours))
    for line in found[:SHOWN]:
        print(line)
    print(f"{pages} pages compared, {len(found)} differences")
    return 1 if found else 0


def page_paths(tree: Path) -> Iterator[str]:
    """Paths of pages in a language, as addresses: zh/projects/x/."""
    for locale in ("en", "zh"):
        for path in sorted((tree / locale).rglob("index.html")):
            yield f"{path.parent.relative_to(tree).as_posix()}/"


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """What differs, a line each."""
    lists: list[dict[str, dict[int, tuple[Card, ...]]]] = []
    singles: list[dict[str, str]] = []
    for tree in (ours, theirs):
        numbered: dict[str, dict[int, tuple[Card, ...]]] = {}
        single = {}
        for path in page_paths(tree):
            found = _NUMBERED.search(path)
            if found:
                page = _page(tree, path)
                numbered.setdefault(path[: found.start()], {})[int(found[1])] = page.cards
            else:
                single[path] = path
        lists.append(numbered)
        singles.append(single)
    for path in sorted(singles[0].keys() ^ singles[1].keys()):
        yield f"{path}: only in {'sitegen' if path in singles[0] else 'Hugo'}"
    for path in sorted(singles[0].keys() & singles[1].keys()):
        one, other = _page(ours, path), _page(theirs, path)
        yield from _page_differences(path, one, other)
        newest_first = [
            lists[0].get(path, {})[number] for number in sorted(lists[0].get(path, {}), reverse=True)
        ]
        in_order = [lists[1].get(path, {})[number] for number in sorted(lists[1].get(path, {}))]
        yield from _card_differences(path, _joined(one, newest_first), _joined(other, in_order))
        if abs(len(newest_first) - len(in_order)) > 1:
            yield f"{path}: {len(newest_first)} and {len(in_order)} further pages"
    yield from _file_differences(ours, theirs)


def _page(tree: Path, path: str) -> Page:
    return parse_page((tree / path / "index.html").read_text("utf-8"), path)


def _joined(front: Page, rest: list[tuple[Card, ...]]) -> list[Card]:
    return [card for cards in (front.cards, *rest) for card in cards]


def _page_differences(path: str, one: Page, other: Page) -> Iterator[str]:
    if one.title != other.title:
        yield f"{path}: title {one.title!r} and {other.title!r}"
    if one.text != other.text:
        yield f"{path}: text {_where(one.text, other.text)}"
    for link in sorted(one.links ^ other.links):
        yield f"{path}: link {link} only in {'sitegen' if link in one.links else 'Hugo'}"
    for pair in sorted(set(one.meta) ^ set(other.meta)):
        yield f"{path}: meta {pair} only in {'sitegen' if pair in one.meta else 'Hugo'}"
    if one.data != other.data:
        yield f"{path}: JSON-LD {_where(_sorted(one.data), _sorted(other.data))}"


def _sorted(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _card_differences(path: str, ours: list[Card], theirs: list[Card]) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield f"{path}: {len(ours)} and {len(theirs)} cards"
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if one != other:
            yield f"{path}: card {number} {_where(repr(one), repr(other))}"


def _where(one: str, other: str, width: int = 60) -> str:
    """Both texts around the place at which they part."""
    place = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(place - 20, 0)
    return f"…{one[start : place + width]!r} and …{other[start : place + width]!r}"


def _file_differences(ours: Path, theirs: Path) -> Iterator[str]:
    for locale in ("en", "zh"):
        one, other = (_entries(tree / locale / "feed.xml") for tree in (ours, theirs))
        if one != other:
            yield f"{locale}/feed.xml: {_where(repr(one), repr(other))}"
    mapped, also = (_mapped(tree) for tree in (ours, theirs))
    for address in sorted(mapped ^ also):
        yield f"sitemap: {address} only in {'sitegen' if address in mapped else 'Hugo'}"


def _entries(path: Path) -> list[list[str]]:
    """What a feed says, element by element."""
    root = ElementTree.parse(path).getroot()  # noqa: S314  # written a moment ago by this very program
    return [
        [element.tag, " ".join((element.text or "").split()), *sorted(element.attrib.values())]
        for element in root.iter()
    ]


def _mapped(tree: Path) -> set[str]:
    """Addresses in all sitemaps, without those of numbered pages, which the two number differently, and the
    root's, which only sitegen makes."""
    addresses = set()
    for path in tree.rglob("*.xml"):
        if "sitemap" in path.as_posix().removeprefix(tree.as_posix()):
            root = ElementTree.parse(path).getroot()  # noqa: S314  # written a moment ago by this very program
            addresses |= {element.text or "" for element in root.iter() if element.tag.endswith("}loc")}
    kept = {a for a in addresses if not _NUMBERED.search(a) and not a.endswith(".xml")}
    return {a for a in kept if urlsplit(a).path.strip("/")}


if __name__ == "__main__":
    sys.exit(main())
