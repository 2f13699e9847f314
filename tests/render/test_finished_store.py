"""Finished bytes that are kept: by what they were made from, and only if they are ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import channels
from sitegen.channels.tools import Tool
from sitegen.render import finished_store
from sitegen.render.finished_store import FinishedStore, drop_unused, name_of
from sitegen.views.context import Bytes

MADE = Bytes("what it shows", "channels.raster.png")
TOOLS = {"raster": Tool("resvg 1"), "other": Tool("1")}


@pytest.mark.parametrize(
    ("made", "needs", "tools"),
    [
        (Bytes("what it shows.", MADE.recipe), ["raster"], TOOLS),
        (Bytes(MADE.source, "channels.raster.jpeg"), ["raster"], TOOLS),
        (MADE, ["raster"], {"raster": Tool("resvg 2")}),
        (MADE, ["raster", "other"], TOOLS),
    ],
)
def test_what_differs_is_kept_by_another_name(made: Bytes, needs: list[str], tools: dict[str, Tool]) -> None:
    assert name_of(made, needs, tools) != name_of(MADE, ["raster"], TOOLS)


def test_code_that_was_changed_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "__file__", str(tmp_path / "__init__.py"))
    names = []
    for code in ("SIZE = 1", "SIZE = 2"):
        (tmp_path / "slides.py").write_text(code)
        finished_store._makers.cache_clear()
        names.append(name_of(MADE, [], {}))
    finished_store._makers.cache_clear()
    assert len(set(names)) == 2


def test_tools_that_it_does_not_need_make_no_difference() -> None:
    newer = TOOLS | {"other": Tool("2")}
    assert name_of(MADE, ["raster"], newer) == name_of(MADE, ["raster"], TOOLS)


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    store = FinishedStore(str(tmp_path / "kept"), b"key")
    assert store.get("name") is None
    store.put("name", b"bytes")
    assert store.get("name") == b"bytes"
    assert store.get("other") is None
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["name"]


def test_what_somebody_else_kept_is_not_believed(tmp_path: Path) -> None:
    ours, theirs = (FinishedStore(str(tmp_path), key) for key in (b"ours", b"theirs"))
    theirs.put("name", b"bytes")
    assert ours.get("name") is None
    ours.put("name", b"bytes")
    kept = tmp_path / "name"
    kept.rename(tmp_path / "other")
    assert ours.get("other") is None
    kept.write_bytes((tmp_path / "other").read_bytes()[:32] + b"other bytes")
    assert ours.get("name") is None


def test_a_folder_that_cannot_be_written_costs_time_only() -> None:
    store = FinishedStore("/proc/nowhere", b"key")
    store.put("name", b"bytes")
    assert store.get("name") is None
    FinishedStore().put("name", b"bytes")
    assert FinishedStore().get("name") is None


def test_what_nothing_shows_any_more_is_let_go(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    store = FinishedStore(str(folder), b"key")
    for name in ("one", "other", "half-written.12ab"):
        store.put(name, b"")
    drop_unused(folder, ["other"])
    assert [path.name for path in folder.iterdir()] == ["other"]
    drop_unused(folder, [])
    assert not folder.exists()
    drop_unused(folder, [])


def test_nothing_is_let_go_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter").write_text("dear")
    (tmp_path / "kept").symlink_to("elsewhere")
    drop_unused(tmp_path / "kept", [])
    assert (tmp_path / "elsewhere" / "letter").exists()
