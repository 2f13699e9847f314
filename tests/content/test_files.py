"""Files are read whole or not at all, and only files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.content.files import read_bytes, read_in
from tests.content.test_listing import write


def test_bytes_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"12345")
    assert read_bytes(str(path), 5) == b"12345"
    assert read_bytes(str(path), 4) is None
    assert read_in(str(tmp_path), "a.yml", 9) == b"12345"
    path.write_bytes(b"")
    assert read_bytes(str(path), 0) == b""


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
