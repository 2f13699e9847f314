"""Whom the editor answers: nobody without its token, no other site, no other machine."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.client import Preview, previewing
from tests.support.minisite import PROJECT_YML, write_mini_site
from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import RunCli

ENTRY = "/_edit/api/entry?kind=project&id=sample"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mini_site(tmp_path_factory.mktemp("editor") / "site", {})


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Preview]:
    with previewing(root, "--edit") as preview:
        yield preview


def post(served: Preview, path: str, body: object, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE_SECONDS)
    try:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request(
            "POST", path, data, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def token(served: Preview) -> str:
    found = re.search(r'name="token" content="([^"]+)"', served.get("/_edit/").text)
    assert found
    return found[1]


def test_every_change_needs_the_token(served: Preview, root: Path) -> None:
    state = json.loads(served.get(ENTRY).body)
    base = {"data": state["data"], "bodies": state["bodies"]}
    mine = {**base, "data": {**base["data"], "code": "X-1"}}
    asked = {"base": base, "mine": mine}
    path = root / "content/projects/sample/project.yml"
    for name in ("entry?kind=project&id=sample", "entries", "check?kind=project&id=sample",
                 "picture?kind=project&id=sample&name=a.png", "submit?kind=project&id=sample"):  # fmt: skip
        assert post(served, f"/_edit/api/{name}", asked)[0] == 403
        assert post(served, f"/_edit/api/{name}", asked, X_Sitegen_Token="guess")[0] == 403
    assert path.read_text("utf-8") == PROJECT_YML
    good = token(served)
    assert post(served, ENTRY, asked, X_Sitegen_Token=good, Origin="https://evil.example")[0] == 403
    assert post(served, ENTRY, asked, X_Sitegen_Token=good, Host="evil.example")[0] == 421
    assert path.read_text("utf-8") == PROJECT_YML
    assert post(served, ENTRY, asked, X_Sitegen_Token=good)[0] == 200
    assert path.read_text("utf-8") == PROJECT_YML + "code: X-1\n" or "code: X-1" in path.read_text("utf-8")


def test_what_is_asked_badly_is_refused(served: Preview) -> None:
    good = token(served)
    for body in (b"", b"[]", b"{", {"base": 1}, {"base": {"data": {"title": 1}, "bodies": {}}, "mine": {}}):
        status, _ = post(served, ENTRY, body, X_Sitegen_Token=good)
        assert status == 400, body
    number = {"data": {"title": {"zh": 5}}, "bodies": {}}
    assert post(served, ENTRY, {"base": number, "mine": number}, X_Sitegen_Token=good)[0] == 422
    for path in ("project&id=../x", "project&id=nothing", "plan&id=sample", "project&id="):
        assert served.get(f"/_edit/api/entry?kind={path}").status in (404, 422)
    assert served.get("/_edit/../site.yml").status == 404
    assert served.get("/_edit/nothing.js").status == 404
    assert served.get("/_edit/api/picture?kind=project&id=sample&name=project.yml").status == 404


def test_the_page_allows_only_itself(served: Preview) -> None:
    headers = served.get("/_edit/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_without_edit_there_is_none(root: Path) -> None:
    with previewing(root) as preview:
        assert preview.get("/_edit/").status == 404
        assert post(preview, ENTRY, {})[0] in (404, 405)


def test_it_is_for_this_machine_alone(root: Path, run_cli: RunCli) -> None:
    done = run_cli("serve", "--edit", "--host", "0.0.0.0", "--port", "0", cwd=root)  # noqa: S104  (refused)
    assert done.returncode == 2
    assert "--edit" in done.stderr
