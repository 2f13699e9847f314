"""The checkers themselves: each must find the fault that it is there for, or its silence means nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ServeTree
from tests.browser.pages import PHONE, Reader, axe_violations, opened, screenshot
from tests.browser.vnu import vnu_errors

POLICY = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"
GOOD = f"""<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">{POLICY}<title>好页</title>
<script src="/page.js"></script></head>
<body><main><h1>标题</h1><p>正文。</p></main></body></html>
"""
BAD = f"""<!doctype html>
<html><head><meta charset="utf-8">{POLICY}<title>坏页</title></head>
<body><main><h1>标题</h1><img src="missing.png"><script>document.title = 'ran'</script>
<img alt="" src="http://127.0.0.1:9/foreign.png"><p><p id=a id=b></main></body></html>
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "zh").mkdir()
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "zh" / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.html").write_text(BAD, encoding="utf-8")
    (tmp_path / "404.html").write_text(GOOD.replace("标题", "没有这一页"), encoding="utf-8")
    (tmp_path / "page.js").write_text("document.title += '+'", encoding="utf-8")
    (tmp_path / "favicon.ico").write_bytes(b"")
    return tmp_path


def test_axe_passes_a_good_page_and_finds_a_bad_ones_faults(
    browser: Browser, serve_tree: ServeTree, tree: Path
) -> None:
    url = serve_tree(tree)
    assert axe_violations(browser, url) == []
    found = {line.split()[0] for line in axe_violations(browser, f"{url}bad.html", Reader(scheme="dark"))}
    assert {"html-has-lang", "image-alt"} <= found


def test_vnu_passes_a_good_page_and_finds_a_bad_ones_faults(tree: Path) -> None:
    assert vnu_errors([tree / "index.html", tree / "zh"]) == []
    errors = vnu_errors([tree])
    assert any("bad.html:3:" in line and "alt" in line for line in errors)
    assert any("Duplicate attribute" in line for line in errors)


def test_vnu_refuses_to_check_nothing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no HTML"):
        vnu_errors([tmp_path])


def test_a_watched_page_shows_what_it_does_wrong(browser: Browser, serve_tree: ServeTree, tree: Path) -> None:
    url = serve_tree(tree)
    with opened(browser, url) as (page, watch):
        assert page.title() == "好页+"
        assert watch.problems() == []
    with opened(browser, f"{url}bad.html") as (page, watch):
        page.wait_for_load_state("networkidle")
        assert page.title() == "坏页", "the page's own policy is in force"
        assert any("Content Security Policy" in line for line in watch.console)
        assert any("missing.png" in line for line in watch.failed)
        assert any("foreign.png" in line for line in watch.foreign)


def test_for_a_reader_without_javascript_no_script_runs(
    browser: Browser, serve_tree: ServeTree, tree: Path
) -> None:
    url = serve_tree(tree)
    with opened(browser, url, Reader(javascript=False)) as (page, watch):
        assert page.title() == "好页"
        assert page.get_by_role("heading", name="标题").is_visible()
        assert watch.problems() == []


def test_screenshots_have_the_readers_width(browser: Browser, serve_tree: ServeTree, tree: Path) -> None:
    path = screenshot(browser, serve_tree(tree), tree / "shot.png", Reader(width=PHONE, scheme="dark"))
    header = path.read_bytes()[:24]
    assert int.from_bytes(header[16:20], "big") == PHONE


@pytest.mark.parametrize("prefix", ["/", "/bureau/invest/"])
def test_the_server_answers_as_a_static_host_does(serve_tree: ServeTree, tree: Path, prefix: str) -> None:
    url = serve_tree(tree, prefix=prefix)
    with urlopen(f"{url}zh") as response:
        assert response.url == f"{url}zh/", "a folder without its slash is sent on"
    with pytest.raises(HTTPError) as missing:
        urlopen(f"{url}nothing/here/")
    with missing.value:
        assert missing.value.code == 404
        assert "没有这一页" in missing.value.read().decode()


def test_nothing_is_served_outside_the_sub_path(serve_tree: ServeTree, tree: Path) -> None:
    url = serve_tree(tree, prefix="/bureau/")
    with pytest.raises(HTTPError) as outside:
        urlopen(url.replace("/bureau/", "/index.html"))
    outside.value.close()
    assert outside.value.code == 404
