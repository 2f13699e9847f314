"""Files that are copied: which of them need no look, and which must not take the place of a page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sitegen.content.listing import Listing
from sitegen.diagnostics import Place
from sitegen.model.site import Brand
from sitegen.pipeline.contrast import check_brand
from sitegen.pipeline.copies import check_root_files, kept_files


def test_files_of_changed_entries_are_looked_at_again() -> None:
    files = {
        "files/projects/a/a.png": b"1",
        "files/projects/ab/a.png": b"2",
        "files/projects/b/plan.pdf": b"3",
        "robots.txt": b"4",
    }
    content: Any = SimpleNamespace(only_projects_changed=True, changed={"project/a"})
    memory: Any = SimpleNamespace(files=files)
    assert set(kept_files(content, memory)) == {"files/projects/ab/a.png", "files/projects/b/plan.pdf"}
    content.only_projects_changed = False
    assert kept_files(content, memory) == {}


@pytest.mark.parametrize("folder", ["zh", "en", "EN", "assets", "files", "sitemaps", "Sitemaps"])
def test_folders_of_the_site_take_no_file_for_its_root(folder: str) -> None:
    listing = Listing({f"files/{folder}/a.txt": None, "files/other/a.txt": None})  # type: ignore[dict-item]
    found = check_root_files(listing, (), ["zh", "en"])
    assert [(one.code, one.place.path) for one in found] == [("E_ROOT_FILE", f"files/{folder}/a.txt")]


def test_each_colour_is_compared_with_the_ground_that_it_is_on() -> None:
    def where(*keys: object) -> Place:
        return Place(".".join(map(str, keys)))

    good = Brand(color="#101010", accent="#202020", color_dark="#f0f0f0", accent_dark="#e0e0e0")
    assert list(check_brand(good, where)) == []
    faint = Brand(color="#f0f0f0", accent="#e0e0e0", color_dark="#101010", accent_dark="#202020")
    told = [(one.place.path, one.params["background"]) for one in check_brand(faint, where)]
    assert told == [
        ("brand.color", "#ffffff"),
        ("brand.accent", "#ffffff"),
        ("brand.color_dark", "#101716"),
        ("brand.accent_dark", "#101716"),
    ]
