"""A running preview follows every save, and says what is wrong where the author looks."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.serve.client import LiveSocket, Preview, previewing
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import RunCli

PROJECT = "/en/projects/sample/"
YML = "content/projects/sample/project.yml"


def save(root: Path, path: str, text: str) -> None:
    """As most editors save: a new file takes the old one's place."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp~")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, target)


def test_a_save_reaches_the_browser(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as live:
        preview.get(PROJECT)
        live.greet(preview.url + PROJECT[1:])
        save(root, "content/projects/sample/en.md", "Written anew.\n")
        order = live.hear()
        assert (order["command"], order["path"]) == ("reload", "*")
        assert "Written anew." in preview.get(PROJECT).text
        preview.wait_for(r"^\d+ pages? made, \d+ ms$")
        # One soon after the other: none is lost.
        save(root, "content/projects/sample/en.md", "Written once more.\n")
        assert live.hear()["command"] == "reload"
        assert "Written once more." in preview.get(PROJECT).text


def test_a_save_in_place_reaches_the_browser(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as live:
        preview.get(PROJECT)
        live.greet(preview.url + PROJECT[1:])
        with (root / "content/projects/sample/en.md").open("a") as text:
            text.write("Added.\n")
        assert live.hear()["command"] == "reload"
        assert "Added." in preview.get(PROJECT).text


def test_drafts_are_shown_when_asked_for_and_only_then(mini_site: MiniSite) -> None:
    root = mini_site()
    for name in ("draft", "internal"):
        yml = PROJECT_YML.replace("Sample", name) + f"visibility: {name}\n"
        save(root, f"content/projects/{name}/project.yml", yml)
    with previewing(root, "--drafts") as preview:
        assert "[Draft] draft" in preview.get("/en/projects/draft/").text
        assert "[Draft] draft" in preview.get("/en/projects/").text
        assert preview.get("/en/projects/internal/").status == 404
    with previewing(root) as preview:
        assert preview.get("/en/projects/draft/").status == 404
        assert "raft" not in preview.get("/en/projects/").text


def test_new_entries_settings_themes_and_root_files_are_followed(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview:
        save(root, "content/projects/second/project.yml", PROJECT_YML.replace("Sample", "Second"))
        preview.until("/en/projects/second/", lambda answer: answer.status == 200)
        save(root, "content/projects/second/en.md", "In the new folder.\n")
        preview.until("/en/projects/second/", lambda answer: "In the new folder." in answer.text)
        save(
            root,
            "site.yml",
            (root / "site.yml").read_text().replace("Invest in Smalltown", "Come to Smalltown"),
        )
        preview.until("/en/", lambda answer: "Come to Smalltown" in answer.text)
        # These two folders were not there when it started.
        save(root, "files/verify.txt", "token")
        preview.until("/verify.txt", lambda answer: answer.body == b"token")
        save(root, "files/verify.txt", "other")
        preview.until("/verify.txt", lambda answer: answer.body == b"other")
        save(root, "theme/static/extra.css", "p { color: red }")
        preview.until("/assets/extra.css", lambda answer: answer.status == 200)
        save(root, "theme/static/extra.css", "p { color: blue }")
        preview.until("/assets/extra.css", lambda answer: "blue" in answer.text)


def test_a_folder_that_is_a_link_is_not_watched_but_the_rest_is(mini_site: MiniSite, tmp_path: Path) -> None:
    root = mini_site()
    (tmp_path / "elsewhere").mkdir()
    link = root / "content/projects/sample/link"
    link.symlink_to(tmp_path / "elsewhere")
    with previewing(root) as preview:
        assert "E_SYMLINK" in preview.get("/en/").text
        link.unlink()
        preview.until(PROJECT, lambda answer: answer.status == 200)
        save(root, "content/projects/third/project.yml", PROJECT_YML)
        preview.until("/en/projects/third/", lambda answer: answer.status == 200)


def test_saves_that_change_nothing_do_not_disturb(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as live:
        preview.get(PROJECT)
        live.greet(preview.url + PROJECT[1:])
        save(root, "content/projects/sample/en.md", (root / "content/projects/sample/en.md").read_text())
        preview.wait_for(r"^0 pages made")
        with pytest.raises(TimeoutError):
            live.hear(patience=0.3)


def test_many_saves_at_once_come_to_few_builds(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview:
        with preview.held():
            for number in range(40):
                save(root, "content/projects/sample/en.md", f"Number {number}.\n")
        preview.until(PROJECT, lambda answer: "Number 39." in answer.text)
        time.sleep(0.3)
        assert 1 <= preview.said.count(" made,") <= 3


def test_a_page_that_was_overtaken_while_it_loaded_loads_again(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as late, LiveSocket(preview) as other:
        preview.get(PROJECT)
        save(root, "content/projects/sample/en.md", "Written anew.\n")
        preview.wait_for("made")
        late.greet(preview.url + PROJECT[1:])
        assert late.hear()["command"] == "reload"
        preview.get(PROJECT)
        other.greet(preview.url + PROJECT[1:])
        with pytest.raises(TimeoutError):
            other.hear(patience=0.3)


def test_a_page_from_before_a_restart_loads_again(mini_site: MiniSite) -> None:
    """Its tab was open all the while; what it shows may be what an earlier preview made."""
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as tab:
        tab.greet(preview.url + PROJECT[1:])
        assert tab.hear()["command"] == "reload"


def test_errors_are_shown_over_the_last_good_site(mini_site: MiniSite) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as live:
        preview.get(PROJECT)
        live.greet(preview.url + PROJECT[1:])
        save(root, YML, PROJECT_YML.replace("status: open", "statsu: open"))
        assert live.hear()["command"] == "reload"
        preview.wait_for(rf"{YML}:4:1: error E_UNKNOWN_KEY")
        wrong = preview.get(PROJECT)
        assert wrong.status == 200
        assert f"{YML}:4:1" in wrong.text
        assert "E_UNKNOWN_KEY" in wrong.text
        assert "Sample project" in wrong.text
        assert 'class="sitegen-problems" role="alert" lang="en"' in wrong.text
        assert 'class="sitegen-problems" role="alert" lang="zh-Hans"' in preview.get("/zh/").text
        assert "sitegen-problems" in preview.get("/none/").text
        assert "sitegen-problems" not in preview.get("/en/feed.xml").text
        save(root, YML, PROJECT_YML.replace("Sample project", "Mended project"))
        assert live.hear()["command"] == "reload"
        right = preview.get(PROJECT).text
        assert "Mended project" in right
        assert "sitegen-problems" not in right


def test_without_a_first_good_build_every_page_says_why(mini_site: MiniSite) -> None:
    root = mini_site({YML: PROJECT_YML + "nonsense: 1\n"})
    with previewing(root, lang="zh") as preview:
        for path in ("/", "/zh/", "/en/projects/sample/", "/assets/site.css"):
            answer = preview.get(path)
            assert answer.status == 503
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert f"{YML}:7:1" in answer.text
            assert "livereload.js" in answer.text
        with LiveSocket(preview) as live:
            live.greet(preview.url)
            save(root, YML, PROJECT_YML)
            assert live.hear()["command"] == "reload"
        assert preview.get("/zh/").status == 200


def test_a_preview_leaves_build_alone(mini_site: MiniSite, run_cli: RunCli) -> None:
    """Nor does a second one disturb it: pages of both name the usual port, their links are relative."""
    root = mini_site()
    with previewing(root) as preview:
        assert not (root / "build").exists()
        assert run_cli("build", cwd=root).returncode == 0
        assert "127.0.0.1" not in (root / "build/en/index.html").read_text()
        assert preview.get("/en/").status == 200
        with previewing(root) as second:
            assert preview.port != second.port
            page = preview.get("/en/").text
            assert "http://127.0.0.1:8000/" in page
            assert f":{preview.port}/" not in page
            other = second.get("/en/").text
            assert other.replace(str(second.port), "") == page.replace(str(preview.port), "")
        assert preview.get("/en/").status == 200
        assert "127.0.0.1" not in (root / "build/en/index.html").read_text()


def test_a_port_in_use(mini_site: MiniSite, run_cli: RunCli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_cli("serve", "--port", str(port), cwd=mini_site())
        assert done.returncode == 3
        assert "E_PORT" in done.stderr
        assert f"port {port} is used" in done.stderr
        free = re.search(r"sitegen serve --port ([0-9]+)", done.stderr)
        assert free, "a port to take instead is named"
        assert int(free[1]) != port
        socket.create_server(("127.0.0.1", int(free[1]))).close()


def test_a_host_that_is_not_this_machines(mini_site: MiniSite, run_cli: RunCli) -> None:
    done = run_cli("serve", "--host", "192.0.2.1", "--port", "0", cwd=mini_site())
    assert done.returncode == 2
    assert "192.0.2.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_site(tmp_path: Path, run_cli: RunCli) -> None:
    done = run_cli("serve", "--port", "0", cwd=tmp_path)
    assert done.returncode == 1
    assert "E_NO_SITE" in done.stderr


def test_an_exposed_preview_warns(mini_site: MiniSite) -> None:
    preview = Preview(mini_site(), "--host", "0.0.0.0")  # noqa: S104
    try:
        preview.wait_for("Warning: other machines")
        preview.opened()
        assert preview.get("/en/").status == 200
        assert preview.get("/en/", {"Host": f"evil.example:{preview.port}"}).status == 421
        assert preview.get("/en/", {"Host": f"192.0.2.1:{preview.port}"}).status == 421
    finally:
        preview.close()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_at_once(mini_site: MiniSite, number: signal.Signals, status: int) -> None:
    root = mini_site()
    with previewing(root) as preview, LiveSocket(preview) as live:
        live.greet(preview.url)
        save(root, "content/projects/sample/en.md", "A build may be running now.\n")
        ended, seconds = preview.end(number)
        assert ended == status
        assert seconds < PATIENCE_SECONDS / 8
        assert "Traceback" not in preview.said
    with previewing(root) as again:
        assert "A build may be running now." in again.get(PROJECT).text
