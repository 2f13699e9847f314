"""Films in a build: bounded, copied as they are, copied again only when they have changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, Place
from sitegen.pipeline.build import Options, build
from tests.content.test_films import MP4, mp4
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli

FOLDER = "content/projects/sample"
FILM = f"{PROJECT_YML}films: [{{file: a.mp4, title: {{zh: 片, en: Film}}, captions: {{zh: a.vtt}}}}]\n"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\n{}\n"


def _options(root: Path) -> Options:
    return Options(root=root, output=root / "build", now="2026-06-30", jobs=1)


def _site(mini_site: MiniSite, settings: str = "", name: str = "site") -> Path:
    files: dict[str, str | bytes] = {
        "site.yml": SITE_YML + settings,
        f"{FOLDER}/project.yml": FILM,
        f"{FOLDER}/a.mp4": MP4,
        f"{FOLDER}/a.vtt": CAPTIONS.format("云澜"),
    }
    return mini_site(files, name=name)


def test_a_film_is_copied_as_it_is_and_again_when_it_has_changed(mini_site: MiniSite) -> None:
    root = _site(mini_site)
    film, page = root / FOLDER / "a.mp4", root / "build/zh/projects/sample/index.html"
    made = root / "build/files/projects/sample/a.mp4"
    build(_options(root))
    assert made.read_bytes() == MP4
    assert "0:06 · 24 KB" in page.read_text("utf-8")

    film.write_bytes(MP4)  # saved again, with the same in it
    assert not build(_options(root)).written

    film.write_bytes(mp4())
    (root / FOLDER / "a.vtt").write_text(CAPTIONS.format("港区"), "utf-8")
    build(_options(root))
    assert made.read_bytes() == mp4()
    edited = page.read_text("utf-8")
    assert "0:03 · 1 KB" in edited
    assert "港区" in edited
    assert "云澜" not in edited

    fresh = _site(mini_site, name="fresh")
    for name in ("a.mp4", "a.vtt"):
        (fresh / FOLDER / name).write_bytes((root / FOLDER / name).read_bytes())
    build(_options(fresh))
    trees = [
        {path.relative_to(tree): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
        for tree in (root / "build", fresh / "build")
    ]
    assert trees[0] == trees[1]


HANT = "  - {id: zh-hant, name: 繁體中文, derived_from: zh}\n"


def test_captions_are_converted_where_the_site_is(mini_site: MiniSite) -> None:
    settings = SITE_YML.replace("fallback_contact", f"{HANT}fallback_contact")
    root = _site(mini_site)
    files = root / "build/files/projects/sample"
    build(_options(root))
    assert sorted(path.name for path in files.iterdir()) == ["a.mp4", "a.vtt"]
    (root / "site.yml").write_text(settings, "utf-8")
    (root / FOLDER / "a.vtt").write_text(CAPTIONS.format("<i>云澜</i>的发展"), "utf-8")
    build(_options(root))
    made = files / "a.zh-hant.vtt"
    assert made.read_text("utf-8") == CAPTIONS.format("<i>雲瀾</i>的發展")
    assert (files / "a.vtt").read_text("utf-8") == CAPTIONS.format("<i>云澜</i>的发展")
    assert _tracks(root, "zh-hant") == [("a.vtt", "zh-Hans", ""), ("a.zh-hant.vtt", "zh-Hant", "default")]
    assert _tracks(root, "zh") == [("a.vtt", "zh-Hans", "default"), ("a.zh-hant.vtt", "zh-Hant", "")]
    assert not build(_options(root)).written

    (root / FOLDER / "a.vtt").write_text(CAPTIONS.format("港区"), "utf-8")
    build(_options(root))
    assert made.read_text("utf-8") == CAPTIONS.format("港區")

    # What is written in that language is taken, and nothing is converted for it.
    own = FILM.replace("{zh: a.vtt}", "{zh: a.vtt, zh-hant: own.vtt}")
    (root / FOLDER / "project.yml").write_text(own, "utf-8")
    (root / FOLDER / "own.vtt").write_text(CAPTIONS.format("碼頭"), "utf-8")
    build(_options(root))
    assert not made.exists()
    assert _tracks(root, "zh-hant") == [("a.vtt", "zh-Hans", ""), ("own.vtt", "zh-Hant", "default")]


def _tracks(root: Path, locale: str) -> list[tuple[str, str, str]]:
    page = (root / f"build/{locale}/projects/sample/index.html").read_text("utf-8")
    found = re.findall(r'<track [^>]*src="[^"]*/([^"/]+)" srclang="([^"]+)" label="[^"]+" ?(\w*)>', page)
    return [(name, lang, default) for name, lang, default in found]


def test_a_film_has_a_limit_of_its_own(mini_site: MiniSite) -> None:
    build(_options(_site(mini_site, "limits: {attachment_bytes: 1000}\n", name="allowed")))
    with pytest.raises(ContentError) as raised:
        build(_options(_site(mini_site, "limits: {film_bytes: 20000}\n", name="refused")))
    assert [(one.code, one.place.path) for one in raised.value.diagnostics] == [
        ("E_FILE_SIZE", f"{FOLDER}/a.mp4")
    ]


def test_a_mobile_number_in_captions_is_found(mini_site: MiniSite) -> None:
    root = _site(mini_site)
    (root / FOLDER / "a.vtt").write_text(CAPTIONS.format("请致电 13812345678"), "utf-8")
    with pytest.raises(ContentError) as raised:
        build(_options(root))
    assert [(one.code, one.place.path) for one in raised.value.diagnostics] == [
        ("E_MOBILE", f"{FOLDER}/a.vtt")
    ]


def test_internal_words_in_captions_are_found(mini_site: MiniSite) -> None:
    """Of the film's own entry, with their place, and of another."""
    root = _site(mini_site)
    (root / FOLDER / "a.vtt").write_text(CAPTIONS.format("正与海棠精机集团洽谈"), "utf-8")
    kept = "internal: {partner: 海棠精机集团}\n"
    (root / FOLDER / "project.yml").write_text(FILM + kept, "utf-8")
    with pytest.raises(ContentError) as raised:
        build(_options(root))
    assert [(one.code, one.place) for one in raised.value.diagnostics] == [
        ("E_PASTED", Place(f"{FOLDER}/a.vtt", 4, 3))
    ]

    (root / FOLDER / "project.yml").write_text(FILM, "utf-8")
    other = root / "content/projects/other/project.yml"
    other.parent.mkdir()
    other.write_text(PROJECT_YML.replace("样例", "别的") + kept, "utf-8")
    with pytest.raises(ContentError) as raised:
        build(_options(root))
    assert ("E_PASTED", Place(f"{FOLDER}/a.vtt", 4, 3)) in [
        (one.code, one.place) for one in raised.value.diagnostics
    ]


def test_films_that_nobody_searched_are_named(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = _site(mini_site)
    said = run_cli("build", "--lang", "en", cwd=root)
    assert "searched for internal or personal data: files/projects/sample/a.mp4" in said.stdout + said.stderr
    again = run_cli("build", "--lang", "en", "--fresh", cwd=root)
    assert again.returncode == 0
