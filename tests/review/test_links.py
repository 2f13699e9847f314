"""Links that lead outside, against a server on loopback."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.review.links import look_at, outside_links, report


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/there": 200, "/guarded": 403}.get(self.path, 404))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's word
        pass


@pytest.fixture
def server() -> Iterator[str]:
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_links_that_do_not_answer_are_told_with_their_pages(tmp_path: Path, server: str) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "index.html").write_text(
        f'<a href="{server}/there#part">1</a><a href="{server}/gone">2</a><a href="../en/">3</a>'
        f'<a href="{server}/guarded">4</a><a href="mailto:a@example.org">5</a><link href="{server}/no-link">'
        '<a href="http://127.0.0.1:9/">6</a>'
    )
    named = outside_links(tmp_path)
    assert list(named) == [f"{server}/there", f"{server}/gone", f"{server}/guarded", "http://127.0.0.1:9/"]
    failed = look_at(named, 5)
    assert list(failed) == [f"{server}/gone", "http://127.0.0.1:9/"]
    assert failed[f"{server}/gone"].startswith("404")
    told = report(named, failed, "zh", markdown=True)
    assert "共 4 个外部链接，2 个没有回应" in told
    assert f"- `{server}/gone`: 404 Not Found (zh/index.html)" in told
