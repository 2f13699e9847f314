"""Every page and every file of a small site are as they were: a change of any of them shows in a diff.

The site is tests/goldens/site, what it comes to tests/goldens/expected, which `make goldens` writes anew.
Of English one or two pages of each kind are kept, of Traditional Chinese few: all are made by the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import GOLDENS
from tests.support import kinds
from tests.support.goldens import compare, folded, unfolded, without_frames

TEXTS = {".html", ".xml", ".json", ".svg", ".vcf", ".ics", ".css", ".txt", ".webmanifest"}
COPIED = ("assets/", "files/")
"""What is copied as it is or put together out of the theme; of these only the names are looked at."""
IN_TRADITIONAL = {"index.html", "feed.xml", "search/0-0.json", "projects/furniture-works/index.html"}


@pytest.fixture
def golden_tree(golden_site: Path) -> Path:
    return golden_site / "build"


def outputs(tree: Path) -> list[str]:
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())


def is_kept(tree: Path, path: str) -> bool:
    """Whether a file's contents are compared, and not only that it is there."""
    if path.startswith(COPIED):
        return False
    if path.startswith("search/") and path != "search/0/entries.txt":
        return False  # any word anywhere is in one of these
    locale, _, inside = path.partition("/")
    if Path(path).suffix not in TEXTS:
        return False
    if locale == "zh-hant":
        return inside in IN_TRADITIONAL
    if locale == "en" and path.endswith("index.html"):
        return path.removesuffix("index.html") in english_pages(tree)
    return True


def english_pages(tree: Path) -> set[str]:
    return {path for kind in kinds.PAGE_KINDS for path in kinds.samples(tree, kind, "en")}


def texts(tree: Path) -> Iterator[tuple[str, str]]:
    for path in outputs(tree):
        if is_kept(tree, path):
            text = (tree / path).read_bytes().decode()
            locale = path.partition("/")[0]
            home = f"{locale}/index.html"
            if path.endswith(".html") and (tree / home).exists() and path != home:
                text = without_frames(text, (tree / home).read_bytes().decode())
            yield path, folded(text)


@pytest.mark.golden
def test_every_file_is_as_it_was(golden_tree: Path, request: pytest.FixtureRequest) -> None:
    actual = dict(texts(golden_tree)) | {"files.txt": "".join(f"{path}\n" for path in outputs(golden_tree))}
    compare(actual, GOLDENS / "expected", update=bool(request.config.getoption("--update-goldens")))


def test_the_small_site_has_every_kind_of_page(golden_tree: Path) -> None:
    assert [kind for kind in kinds.PAGE_KINDS if not kinds.samples(golden_tree, kind)] == []


def test_what_is_kept_says_every_byte(golden_tree: Path) -> None:
    for path in outputs(golden_tree):
        if Path(path).suffix in TEXTS:
            text = (golden_tree / path).read_bytes().decode()
            assert unfolded(folded(text)) == text
            assert not set("↳␍⏎") & set(text), path
