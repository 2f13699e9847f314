"""Exit statuses and what goes with them: 0 well, 1 content, 2 usage, 3 the machine or a fault in sitegen."""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from sitegen.cli import run
from sitegen.model.formats import is_slug
from sitegen.pipeline import stages, stamps
from tests.support.minisite import MiniSite

NOW = ("--now", "2026-11-20", "--lang", "en")


def test_strict_build_with_warnings(mini_site: MiniSite, capfd: pytest.CaptureFixture[str]) -> None:
    root = mini_site({"content/projects/sample/en.md": b""})
    (root / "content/projects/sample/en.md").unlink()
    assert run(["build", "--root", str(root), *NOW]) == 0
    assert run(["build", "--root", str(root), *NOW, "--strict"]) == 1
    assert run(["build", "--root", str(root), *NOW, "--strict", "--fresh"]) == 1
    assert "W_UNTRANSLATED_BODY" in capfd.readouterr().err


@pytest.mark.parametrize("output", [".", "..", "content", "content/new", "theme", "files/x"])
def test_output_over_the_sources_is_refused(
    mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    """What stands at the output is moved aside: that must never be the site itself."""
    root = mini_site()
    before = sorted(root.rglob("*"))
    monkeypatch.chdir(root)
    assert run(["build", *NOW, "--output", output]) == 2
    assert sorted(root.rglob("*")) == before


def test_it_says_where_a_foreign_folder_is(mini_site: MiniSite, capfd: pytest.CaptureFixture[str]) -> None:
    root = mini_site({"build/thesis.txt": "years of work"})
    assert run(["build", "--root", str(root), *NOW]) == 0
    told = capfd.readouterr().out
    assert str(next((root / ".sitegen").rglob("thesis.txt")).parent) in told


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(28, "No space left on device", "/x/y"), "E_DISK_FULL", "/x/y"),
        (PermissionError(13, "Permission denied", "/x/y", None, "/x/z"), "E_PERMISSION", "/x/z"),
        (OSError(30, "Read-only file system", b"/x/\xff"), "E_READ_ONLY", "/x/"),
        (OSError(24, "Too many open files", "/x/y"), "E_IO", "Too many open files"),
        (OSError("no number"), "E_IO", "no number"),
        (MemoryError(), "E_IO", "memory"),
        (BrokenExecutor("a worker is gone"), "E_IO", "memory"),
        (ZeroDivisionError("by zero"), "E_INTERNAL", "ZeroDivisionError: by zero"),
    ],
)
@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_faults_are_told_in_every_format(
    mini_site: MiniSite,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: Exception,
    code: str,
    words: str,
    style: str,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(stages, "program_stamp", fail)
    assert run(["build", "--root", str(mini_site()), *NOW, "--format", style]) == 3
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    if style == "text":
        assert f"error {code}: " in err
        assert words in err
    elif style == "json":
        (told,) = json.loads(out)
        assert told["code"] == code
        assert words in told["message"]
    else:
        assert code in out


def test_a_traceback_on_request(mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(stages, "program_stamp", fail)
    monkeypatch.setenv("SITEGEN_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["build", "--root", str(mini_site()), *NOW])


def test_a_fault_in_another_process_is_placed_where_it_happened(
    mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not where the results are gathered: that place is the same for every fault."""

    def elsewhere(*_: object) -> None:
        with ProcessPoolExecutor(1) as executor:
            executor.submit(is_slug, cast(str, 5)).result()

    monkeypatch.setattr(stages, "program_stamp", elsewhere)
    assert run(["build", "--root", str(mini_site()), *NOW]) == 3
    assert re.search(r"Error: .* \(model/formats\.py:[0-9]+, ", capfd.readouterr().err)


def test_newer_dependencies_are_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer Markdown parser may write otherwise: what is remembered of the older one's pages must go."""
    before, listed = stamps.program_stamp(), os.listdir
    assert stamps.program_stamp() == before
    monkeypatch.setattr(
        os, "listdir", lambda path: [name.replace("jinja2-3", "jinja2-4") for name in listed(path)]
    )
    assert stamps.program_stamp() != before
    monkeypatch.undo()
    monkeypatch.setattr("sys.version", "3.99")
    assert stamps.program_stamp() != before


def test_relative_paths(mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = mini_site()
    monkeypatch.chdir(root.parent)
    assert run(["build", "--root", root.name, *NOW, "--output", "out"]) == 0
    assert Path("out/index.html").exists()
    assert not (root / "build").exists()


def test_what_goes_wrong_after_an_interruption_is_the_interruption(
    mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A library may turn the exception of a signal into one of its own."""

    def build_site(*arguments: object) -> None:
        raise SystemError("returned a result with an exception set")

    monkeypatch.setattr(stages, "build_site", build_site)
    asked = ["build", "--root", str(mini_site()), *NOW]
    assert run(asked) == 3
    assert "E_INTERNAL" in capfd.readouterr().err
    with pytest.raises(KeyboardInterrupt):
        run(asked, lambda: KeyboardInterrupt)
    assert capfd.readouterr() == ("", "")
