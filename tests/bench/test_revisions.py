"""What differs between the bytes of two built sites, and how it is told."""

from __future__ import annotations

from pathlib import Path

from bench.revisions import compare, first_difference, kinds_of, told


def tree(root: Path, **files: bytes) -> Path:
    for name, data in files.items():
        path = root / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def test_files_that_come_go_and_differ(tmp_path: Path) -> None:
    before = tree(tmp_path / "a", zh__projects__a_html=b"<p>1</p>", same_html=b"x", old_html=b"")
    after = tree(tmp_path / "b", zh__projects__a_html=b"<p>2</p>", same_html=b"x", zh__new_html=b"")
    difference = compare(before, after)
    assert difference == (["zh/new.html"], ["old.html"], ["zh/projects/a.html"])
    assert list(told("demo", difference, before, after)) == [
        "demo: 3 files, 1 new, 1 gone, 1 differ",
        "  + zh .html: 1 (zh/new.html)",
        "  - root .html: 1 (old.html)",
        "  ~ projects .html: 1",
        "      zh/projects/a.html: line 1: <p>1</p> | <p>2</p>",
    ]


def test_the_same_files_are_told_to_be_the_same(tmp_path: Path) -> None:
    before, after = (tree(tmp_path / name, zh__a_html=b"x") for name in "ab")
    difference = compare(before, after)
    assert not difference
    assert list(told("site", difference, before, after)) == ["site: 1 files, all the same"]


def test_where_two_files_begin_to_differ() -> None:
    assert first_difference("甲\n乙丙丁\n".encode(), "甲\n乙丁\n".encode()) == "line 2: 乙丙丁 | 乙丁"
    assert first_difference(b"a\n", b"a\nb\n") == "line 2:  | b"
    assert first_difference(b"\xff1", b"\xff22") == "byte 1 on (2 and 3 bytes)"


def test_kinds_of_files() -> None:
    paths = ["zh/projects/a/index.html", "en/projects/index.html", "assets/site.css", "robots.txt", "CNAME"]
    assert list(kinds_of(paths)) == ["projects .html", "assets .css", "root .txt", "root without an ending"]
