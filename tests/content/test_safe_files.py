"""Files are read whole or not at all, and only files."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sitegen.content.safe_files import read_in, read_real
from sitegen.diagnostics import ContentError, Diagnostic
from tests.content.test_listing import write


def test_bytes_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"12345")
    assert read_real(str(path), 5) == b"12345"
    assert read_real(str(path), 4) is None
    assert read_in(str(tmp_path), "a.yml", 9) == b"12345"
    path.write_bytes(b"")
    assert read_real(str(path), 0) == b""


@pytest.mark.parametrize("said", [0, 1, 99_999, 100_000, 100_001, 10**9])
def test_a_file_is_read_to_its_end_whatever_size_it_is_said_to_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    """It may have grown or shrunk a moment ago; some file systems tell no size."""
    data = random.Random(3).randbytes(100_000)
    path = tmp_path / "a.png"
    path.write_bytes(data)
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        return os.stat_result((*real(descriptor)[:6], said, 0, 0, 0))

    monkeypatch.setattr(os, "fstat", fstat)
    assert read_real(str(path), 100_000) == data
    assert read_real(str(path), 10**12 if said < 10**6 else 10**6) == data
    assert read_real(str(path), 99_999) is None
    assert read_real(str(path), 10) is None
    assert read_real("/proc/version", 1000) == Path("/proc/version").read_bytes()


def test_nothing_but_regular_files_is_read_and_nothing_is_left_open(tmp_path: Path) -> None:
    write(tmp_path / "a.yml")
    os.symlink("a.yml", tmp_path / "link")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    before = os.listdir("/proc/self/fd")
    for name in ("link", "pipe", "folder", "missing"):
        with pytest.raises((OSError, ContentError)):
            read_in(str(tmp_path), name, 100)
    assert len(os.listdir("/proc/self/fd")) == len(before)


@pytest.mark.parametrize("folder", ["content", "content/projects", "content/projects/p", "theme"])
@pytest.mark.parametrize("call", range(1, 6))
def test_a_folder_that_becomes_a_link_at_any_step_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, call: int
) -> None:
    """Each step of opening a file is a moment at which somebody may put a link in a folder's place."""
    site, outside = tmp_path / "site", tmp_path / "outside"
    path = "theme/a.html" if folder == "theme" else "content/projects/p/a.yml"
    for root, text in ((site, "own"), (outside, "SECRET")):
        write(root / path, text)
    real, calls = os.open, 0

    def swap_and_open(*args: object, **more: object) -> int:
        nonlocal calls
        calls += 1
        if calls == call:
            (site / folder).rename(site / f"{folder}.aside")
            (site / folder).symlink_to(outside / folder)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swap_and_open)
    told: list[Diagnostic] = []
    try:
        data = read_in(str(site), path, 100)
    except ContentError as error:
        data, told = b"", error.diagnostics
    assert (data, [(found.code, found.place.path) for found in told]) in (
        (b"own", []),
        (b"", [("E_SYMLINK", path)]),
    )
