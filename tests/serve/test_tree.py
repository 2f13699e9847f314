"""Files are found where the site's tree has them, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.serve.tree import UrlAnswer, content_type, look_up, segments


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    tree = tmp_path / "tree"
    (tree / "zh" / "空").mkdir(parents=True)
    (tree / "index.html").write_text("front")
    (tree / "zh" / "index.html").write_text("zh")
    (tree / "zh" / "图 1.png").write_text("picture")
    (tree / "zh" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "zh" / "away").symlink_to(tmp_path / "outside")
    os.mkfifo(tree / "zh" / "pipe")
    return tree


def test_files_and_index_pages(tree: Path) -> None:
    assert look_up(tree, "/") == b"front"
    assert look_up(tree, "/zh/") == b"zh"
    assert look_up(tree, "/zh/index.html") == b"zh"
    assert look_up(tree, "/zh/%E5%9B%BE%201.png") == b"picture"
    assert look_up(tree, "/zh") is UrlAnswer.FOLDER


def test_the_tree_may_be_a_link_itself(tree: Path, tmp_path: Path) -> None:
    link = tmp_path / "site"
    link.symlink_to(tree)
    assert look_up(link, "/zh/") == b"zh"


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/zh/空/",
        "/zh/index.html/",
        "/zh/index.html/more",
        "/zh/link.txt",
        "/zh/away/secret.txt",
        "/zh/pipe",
        "/../secret.txt",
        "/zh/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/zh/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/zh//index.html",
        "/./index.html",
        "/index.html%00",
        "/%ff",
        "/" + "a" * 5000,
        "secret.txt",
        "http://127.0.0.1/index.html",
        "",
    ],
)
def test_nothing_else_is_served(tree: Path, path: str) -> None:
    assert look_up(tree, path) is UrlAnswer.NOTHING


def test_no_tree_yet(tmp_path: Path) -> None:
    assert look_up(tmp_path / "none", "/") is UrlAnswer.NOTHING


@pytest.mark.parametrize("path", ["/a%5Cb", "/a\\b/", "/..%5Cx", "/a%2Fb", "/a%00"])
def test_a_name_has_no_divider_and_no_nought(path: str) -> None:
    assert segments(path) is None


def test_segments_of_a_path() -> None:
    assert segments("/zh/projects/") == ["zh", "projects", ""]
    assert segments("/.well-known/x") == [".well-known", "x"]
    assert segments("/..") is None
    for path in ("x", "/.", "/a//b", "/a%2Fb", "/a%5Cb", "/a%00b", "/%ff", "/a/../b", "/a/./b"):
        assert segments(path) is None, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/zh/", "text/html; charset=utf-8"),
        ("/zh/feed.xml", "application/xml; charset=utf-8"),
        ("/zh/contacts/office.vcf", "text/vcard; charset=utf-8"),
        ("/zh/events/fair/fair.ics", "text/calendar; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/assets/ICON.SVG", "image/svg+xml; charset=utf-8"),
        ("/file.unheard-of", "application/octet-stream"),
        ("/CNAME", "application/octet-stream"),
    ],
)
def test_types_are_our_own(path: str, kind: str) -> None:
    assert content_type(path) == kind
