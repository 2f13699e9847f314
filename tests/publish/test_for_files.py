"""A copy of the site for a folder: no link leads to a folder, and every one leads to something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.publish.for_files import for_files
from tests.publish.sites import walk
from tests.support.minisite import MiniSite
from tests.support.process import RunCli


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("../projects/", "../projects/index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../search/?q=a/", "../search/index.html?q=a/"),
        ("../projects/#open", "../projects/index.html#open"),
        ("feed.xml", "feed.xml"),
        ("#top", "#top"),
        ("", ""),
        ("https://www.example.org/", "https://www.example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/from/the/root/", "/from/the/root/"),
    ],
)
def test_addresses(address: str, made: str) -> None:
    assert for_files(f'<a class="x" href="{address}">') == f'<a class="x" href="{made}">'
    assert for_files(f'<p title="x" data-href="{address}">') == f'<p title="x" data-href="{address}">'


def test_the_copy(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site({"files/.well-known/security.txt": "Contact: mailto:office@invest.example.org\n"})
    for _ in range(2):
        done = run_cli("build", "--for-files", "--lang", "en", cwd=site)
        assert done.returncode == 0, done.stderr
        assert "build-for-files" in done.stdout
    copy = site / "build-for-files"
    assert not (site / "build").exists()
    assert (copy / ".well-known" / "security.txt").is_file()
    pages = walk(lambda path: _read(copy / path))
    assert "zh/projects/sample/index.html" in pages
    for path, data in pages.items():
        if path.endswith(".html"):
            assert not re.search(rb'\shref="[^":#?]*/["#?]', data), path


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
