"""What a running preview answers: the site's files, to those who may have them, and nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.serve.listening import listen
from sitegen.serve.ranges import wanted_part
from tests.serve.client import LiveSocket, Preview, previewing
from tests.support.minisite import write_mini_site

FILM = bytes(range(256)) * 3000
FILES: dict[str, str | bytes] = {"files/verify.txt": "token\n", "files/.well-known/film.webm": FILM}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = write_mini_site(tmp_path_factory.mktemp("preview") / "site", FILES)
    with previewing(root) as running:
        yield running


def test_pages_as_a_static_host_serves_them(preview: Preview) -> None:
    assert "示例项目" in preview.get("/zh/projects/sample/").text
    assert "Sample project" in preview.get("/en/projects/sample/index.html").text
    assert preview.get("/verify.txt").body == b"token\n"
    moved = preview.get("/en/projects?page=2")
    assert (moved.status, moved.headers["location"]) == (302, "/en/projects/?page=2")


def test_what_is_missing_is_the_sites_own_404_page(preview: Preview) -> None:
    answer = preview.get("/nothing/here/")
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in answer.text


def test_types_and_no_caching(preview: Preview) -> None:
    for path, kind in (
        ("/zh/", "text/html; charset=utf-8"),
        ("/zh/feed.xml", "application/xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/livereload.js", "text/javascript; charset=utf-8"),
        ("/sitegen-preview.css", "text/css; charset=utf-8"),
    ):
        answer = preview.get(path)
        assert (answer.status, answer.headers["content-type"]) == (200, kind), path
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "etag" not in answer.headers
        assert "server" not in answer.headers


def test_a_film_is_sent_in_the_parts_that_players_ask_for(preview: Preview) -> None:
    path, size = "/.well-known/film.webm", len(FILM)
    whole = preview.get(path)
    assert (whole.status, whole.body, whole.headers["content-type"]) == (200, FILM, "video/webm")
    assert whole.headers["accept-ranges"] == "bytes"
    tag = whole.headers["etag"]
    part = preview.get(path, {"Range": "bytes=300000-700000", "If-Range": tag})
    assert (part.status, part.body) == (206, FILM[300_000:700_001])
    assert part.headers["content-range"] == f"bytes 300000-700000/{size}"
    assert part.headers["content-length"] == "400001"
    assert preview.get(path, {"Range": "bytes=-10"}).body == FILM[-10:]
    none = preview.get(path, {"Range": f"bytes={size}-"})
    assert (none.status, none.body, none.headers["content-range"]) == (416, b"", f"bytes */{size}")
    other = preview.get(path, {"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (other.status, other.body) == (200, FILM), "the film has been replaced since"
    head = preview.get(path, {"Range": "bytes=0-9"}, method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (206, b"", "10")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=99-200", (99, 1)),
        ("bytes=-30", (70, 30)),
        ("bytes=-300", (0, 100)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=100-", "none"),
        ("bytes=-0", "none"),
    ],
)
def test_what_a_range_asks_for(header: str | None, part: tuple[int, int] | str | None) -> None:
    if part == "none":
        with pytest.raises(ValueError, match="bytes"):
            wanted_part(header, 100)
    else:
        assert wanted_part(header, 100) == part


def test_head_is_get_without_the_body(preview: Preview) -> None:
    for path in ("/zh/", "/livereload.js", "/nothing/"):
        got, head = preview.get(path), preview.get(path, method="HEAD")
        assert (head.status, head.body) == (got.status, b"")
        assert head.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
@pytest.mark.parametrize("path", ["/zh/", "/livereload.js"])
def test_nothing_but_get_and_head(preview: Preview, method: str, path: str) -> None:
    answer = preview.get(path, method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_loopback_names_are_answered(preview: Preview, name: str) -> None:
    answer = preview.get("/zh/", {"Host": f"{name}:{preview.port}"})
    assert answer.status == 200
    assert f"ws://{name}:{preview.port}" in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "0.0.0.0:{port}", "192.0.2.1:{port}"]
)
@pytest.mark.parametrize("path", ["/zh/", "/livereload.js", "/sitegen-preview.css", "/livereload", "/none"])
def test_a_foreign_host_is_refused(preview: Preview, host: str, path: str) -> None:
    answer = preview.get(path, {"Host": host.format(port=preview.port)})
    assert answer.status == 421
    assert len(answer.body) < 100, "nothing of the site is in a refusal"


def test_requests_without_one_host_are_refused(preview: Preview) -> None:
    good = f"Host: 127.0.0.1:{preview.port}\r\n".encode()
    for headers in (b"", good + b"Host: evil.example\r\n", b"Host:\r\n"):
        status = preview.raw(b"GET /zh/ HTTP/1.1\r\n" + headers + b"\r\n").split(b"\r\n")[0]
        assert b" 400 " in status or b" 421 " in status or status == b"", headers
    assert b" 421 " in preview.raw(b"GET /zh/ HTTP/1.0\r\n\r\n").split(b"\r\n")[0]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
def test_a_foreign_origin_is_refused(preview: Preview, origin: str) -> None:
    assert preview.get("/zh/", {"Origin": origin}).status == 403
    with LiveSocket(preview, {"Origin": origin}) as live:
        assert live.status == 403


def test_the_socket_is_for_the_sites_own_pages(preview: Preview) -> None:
    with LiveSocket(preview) as live:
        assert live.status == 101
        live.greet(preview.url + "zh/")
    foreign = f"evil.example:{preview.port}"
    with LiveSocket(preview, {"Host": foreign, "Origin": f"http://{foreign}"}) as live:
        assert live.status == 421


@pytest.mark.parametrize("message", ["text", 3, None, [], {}, {"url": "x"}])
def test_nonsense_on_the_socket_ends_it(preview: Preview, message: object) -> None:
    with LiveSocket(preview) as live:
        live.say(message)
        with pytest.raises(EOFError):
            live.hear()
    assert preview.get("/zh/").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yml",
        "/zh/../../site.yml",
        "/%2e%2e/site.yml",
        "/..%2fsite.yml",
        "/%2e%2e%2f%2e%2e%2f%2e%2e%2fsite.yml",
        "/..%5c..%5csite.yml",
        "//site.yml",
        "/zh/%00",
        "/assets/",
        "/%ff",
        "/.sitegen/",
    ],
)
def test_no_way_out_of_the_site_and_no_listings(preview: Preview, path: str) -> None:
    answer = preview.get(path)
    assert answer.status == 404
    assert "base_url" not in answer.text


def test_a_link_in_the_tree_is_not_followed(preview: Preview, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    root = write_mini_site(tmp_path / "site", {})
    with previewing(root) as other:
        (root / ".sitegen" / "serve" / "site" / "zh" / "link.txt").symlink_to(tmp_path / "secret.txt")
        assert other.get("/zh/link.txt").status == 404


def test_odd_targets_are_no_files(preview: Preview) -> None:
    host = f"Host: 127.0.0.1:{preview.port}\r\n\r\n".encode()
    for target in (b"http://127.0.0.1/zh/", b"*", b"zh/"):
        assert b" 404 " in preview.raw(b"GET " + target + b" HTTP/1.1\r\n" + host).split(b"\r\n")[0]


def test_a_deeply_nested_message_ends_the_socket_without_a_traceback(preview: Preview) -> None:
    with LiveSocket(preview) as live:
        live.say(b'{"command":' + b"[" * 30_000 + b"]" * 30_000 + b"}")
        with pytest.raises(EOFError):
            live.hear()
    assert preview.get("/zh/").status == 200
    assert "Traceback" not in preview.said


def test_pages_name_the_usual_port_whatever_port_is_listened_at() -> None:
    """So that the next preview at another port finds the site as it was."""
    with contextlib.closing(listen("127.0.0.1", 0)) as listening:
        assert listening.named == "http://127.0.0.1:8000/"
        assert listening.url == f"http://127.0.0.1:{listening.port}/"
