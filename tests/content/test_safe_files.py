"""Files are read whole or not at all, and only files."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sitegen.content.safe_files import read_bytes, read_in
from tests.content.test_listing import write


def test_bytes_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"12345")
    assert read_bytes(str(path), 5) == b"12345"
    assert read_bytes(str(path), 4) is None
    assert read_in(str(tmp_path), "a.yml", 9) == b"12345"
    path.write_bytes(b"")
    assert read_bytes(str(path), 0) == b""


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
    assert read_bytes(str(path), 100_000) == data
    assert read_bytes(str(path), 10**12 if said < 10**6 else 10**6) == data
    assert read_bytes(str(path), 99_999) is None
    assert read_bytes(str(path), 10) is None
    assert read_bytes("/proc/version", 1000) == Path("/proc/version").read_bytes()


def test_nothing_but_regular_files_is_read_and_nothing_is_left_open(tmp_path: Path) -> None:
    write(tmp_path / "a.yml")
    os.symlink("a.yml", tmp_path / "link")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    before = os.listdir("/proc/self/fd")
    for name in ("link", "pipe", "folder", "missing"):
        with pytest.raises(OSError):
            read_bytes(str(tmp_path / name), 100)
    assert len(os.listdir("/proc/self/fd")) == len(before)
