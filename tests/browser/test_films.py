"""A film on a page: not loaded before it is asked for; it plays, with captions, without script, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sitegen.demo.extras import film
from sitegen.model.kinds import Both
from tests.browser.conftest import ServeTree
from tests.browser.pages import Reader, opened
from tests.conftest import Share
from tests.support.minisite import PROJECT_YML, write_mini_site
from tests.support.process import must, run_cli

FOLDER = "content/projects/sample"
FILM = """\
films:
  - {file: harbour.mp4, other: harbour.webm, title: {zh: 宣传片, en: The film}, poster: harbour-film.jpg,
     captions: {zh: harbour.zh.vtt, en: harbour.en.vtt}}
attachments: [{file: harbour.mp4, title: {zh: 宣传片, en: The film}}]
"""


@pytest.fixture(scope="module")
def film_site(share: Share) -> Path:
    def make(folder: Path) -> None:
        files: dict[str, str | bytes] = {}
        film(Both("示例", "Sample"), files)
        inside: dict[str, str | bytes] = {f"{FOLDER}/{name}": data for name, data in files.items()}
        inside[f"{FOLDER}/project.yml"] = PROJECT_YML + FILM
        root = write_mini_site(folder, inside)
        must(run_cli("build", "--now", "2026-03-02", cwd=root))

    return share("film", make)


def test_a_film_with_captions_plays(browser: Browser, film_site: Path, serve_tree: ServeTree) -> None:
    address = serve_tree(film_site / "build", "/") + "en/projects/sample/"
    with opened(browser, address, Reader(locale="en-GB")) as (page, watch):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.reload(wait_until="networkidle")
        assert "harbour-film.jpg" in asked
        assert not {"harbour.mp4", "harbour.webm"} & {*asked}
        player = page.locator("video")
        expect(player).to_be_visible()
        expect(page.locator(".film figcaption")).to_contain_text("MP4 0:06 · 24 KB")
        played = player.evaluate(
            """async (film) => {
              film.muted = true;
              const shown = new Promise((done) => {
                film.textTracks[1].oncuechange = () => done(film.textTracks[1].activeCues[0].text);
              });
              await film.play();
              return [await shown, film.videoWidth, film.textTracks[1].language, film.textTracks[1].mode];
            }"""
        )
        assert played == ["The port of Yunlan, seen across the water.", 480, "en", "showing"]
        page.locator(".transcript summary").click()
        expect(page.locator(".transcript li")).to_have_text(
            [
                "0:00 The port of Yunlan, seen across the water.",
                "0:03 Drawn for a demonstration; no real place.",
            ]
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert watch.problems() == []


def test_a_film_plays_without_script(browser: Browser, film_site: Path, serve_tree: ServeTree) -> None:
    address = serve_tree(film_site / "build", "/") + "zh/projects/sample/"
    with opened(browser, address, Reader(javascript=False)) as (page, _):
        assert page.locator("video[controls][preload=none][poster]").count() == 1
        assert page.locator("video source").count() == 2
        assert page.locator("track[default]").get_attribute("srclang") == "zh-Hans"
        assert page.locator('.film figcaption a[href$="harbour.mp4"]').count() == 1
