"""Films and captions put beside an entry: checked as by a build, moved whole, nothing left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, RequestError
from sitegen.editing.file_uploads import begun, put_film, put_picture
from sitegen.pipeline.settings import load_settings
from tests.serve.client import Preview, previewing
from tests.serve.test_editor_guard import post, token
from tests.support.minisite import MiniSite, write_mini_site

MP4 = resources.files("sitegen.demo").joinpath("pictures", "harbour.mp4").read_bytes()
ENTRY = ("project", "sample")
FOLDER = "content/projects/sample"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\n你好\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mini_site(tmp_path_factory.mktemp("uploads") / "site", {})


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Preview]:
    with previewing(root, "--edit") as preview:
        yield preview


def sent(served: Preview, name: str, body: bytes, kind: str = "film") -> tuple[int, dict[str, object]]:
    path = f"/_edit/api/{kind}?kind=project&id=sample&name={name}&lang=zh"
    status, answer = post(served, path, body, X_Sitegen_Token=token(served))
    return status, json.loads(answer)


def left_behind(root: Path) -> list[str]:
    return [path.name for path in (root / ".sitegen").glob("upload-*")]


def test_a_film_comes_beside_its_entry(served: Preview, root: Path) -> None:
    assert sent(served, "tour.mp4", MP4) == (200, {"file": "tour.mp4"})
    path = root / FOLDER / "tour.mp4"
    assert path.read_bytes() == MP4
    assert path.stat().st_mode & 0o777 == 0o644
    assert sent(served, "tour.mp4", MP4)[1] == {"file": "tour.mp4"}, "the same again is the same"
    assert sent(served, "tour.mp4", MP4 + bytes(8))[1] == {"file": "tour-2.mp4"}
    assert left_behind(root) == []


def test_what_is_no_film_is_refused_in_words(served: Preview, root: Path) -> None:
    for name, body, code in (
        ("a.mov", MP4, "E_FILM_FORMAT"), ("a.exe", MP4, "E_FILM_FORMAT"), ("a.webm", MP4, "E_FILM_CONTENT"),
        ("a.mp4", b"x" * 100, "E_FILM_BROKEN"), ("a.mp4", b"", "E_FILM_BROKEN"),
    ):  # fmt: skip
        status, said = sent(served, name, body)
        assert status == 422
        assert said["refused"][0]["code"] == code  # type: ignore[index]
    path = "/_edit/api/film?kind=project&id=sample&name=a.mp4"
    assert post(served, path, MP4)[0] == 403, "without the token"
    assert post(served, path.replace("sample", "../x"), MP4, X_Sitegen_Token=token(served))[0] == 422
    assert left_behind(root) == []
    assert not (root / FOLDER / "a.mp4").exists()


def test_captions_come_as_pictures_do(served: Preview, root: Path) -> None:
    assert sent(served, "tour.zh.vtt", CAPTIONS.encode(), "picture") == (200, {"file": "tour.zh.vtt"})
    assert (root / FOLDER / "tour.zh.vtt").read_text("utf-8") == CAPTIONS
    status, said = sent(served, "tour.en.vtt", b"1\n00:00:00,000 --> 00:00:02,000\nhello\n", "picture")
    assert status == 422
    assert "SubRip" in str(said)


def test_a_film_larger_than_the_site_allows(mini_site: MiniSite) -> None:
    site = mini_site()
    reading = load_settings(site).reading
    with begun(site) as taken:
        taken.truncate(reading.limits.film_bytes + 1)
    with pytest.raises(RequestError) as refused:
        put_film(site, ENTRY, "a.mp4", Path(taken.name), reading)
    assert refused.value.diagnostic.code == "E_FILE_SIZE"


def test_names_are_made_usable_and_links_are_not_followed(mini_site: MiniSite, tmp_path: Path) -> None:
    site = mini_site()
    reading = load_settings(site).reading
    assert put_picture(site, ENTRY, "宣传片.zh.vtt", CAPTIONS.encode(), reading) == "zh.vtt"
    with pytest.raises(ContentError):
        put_picture(site, ENTRY, "a.vtt", b"\xff\xfe", reading)
    (site / FOLDER / "b.mp4").symlink_to(tmp_path / "nowhere.mp4")
    with begun(site) as taken:
        taken.write(MP4)
    with pytest.raises(NotADirectoryError):
        put_film(site, ENTRY, "b.mp4", Path(taken.name), reading)
    assert not (tmp_path / "nowhere.mp4").exists()
