"""What a build remembers is a cache: however it is spoiled, the site has the bytes of a clean build."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sitegen.pipeline.build import build, check_content
from sitegen.pipeline.build_options import Options, Outcome
from sitegen.pipeline.source_status import glimpse
from sitegen.pipeline.stamps import program_stamp
from sitegen.seal import LARGE, SEAL, cache_key, read_sealed, write_sealed
from sitegen.storage.build_stamp import load_glance
from sitegen.storage.ledger import load_ledger
from sitegen.storage.memory import load_memory
from sitegen.storage.segments import MOST_VOLUMES, SLACK, DamagedError, Piece, needs_compaction
from tests.build.edits import make_site, tree_bytes, write
from tests.support.process import REPOSITORY, environment


def run(root: Path, output: Path | None = None, *, fresh: bool = False) -> Outcome:
    return build(Options(root=root, output=output or root / "build", fresh=fresh, jobs=1, now="2026-11-20"))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "a key")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site whose files are old enough to be remembered."""
    root = tmp_path / "site"
    make_site(root, projects=2)
    age(root)
    run(root)
    return root


def age(root: Path) -> None:
    for path in root.rglob("*"):
        if ".sitegen" not in path.parts and "build" not in path.parts:
            os.utime(path, (1_700_000_000, 1_700_000_000))


def remembered(root: Path, key: bytes | None = None) -> bool:
    """Whether all of what the last build remembers is believed."""
    work, output, key = root / ".sitegen/build", root / "build", key or cache_key()
    live = load_ledger(work, output, key).live
    glance = load_glance(work, live.key, program_stamp(), key) if live else None
    memory = glance and load_memory(work, glance, key)
    try:
        return bool(memory and [buckets.all() for buckets in memory.buckets])
    except DamagedError:
        return False


def memories(root: Path) -> list[Path]:
    """The files that hold what is remembered."""
    return sorted(path for path in (root / ".sitegen/build").iterdir() if path.suffix == ".bin")


def edit(root: Path, text: str = "改过的正文。") -> None:
    write(root, "content/projects/p001/zh.md", f"{text}\n")


def clean(root: Path) -> dict[str, bytes]:
    run(root, root.parent / "clean/out", fresh=True)
    return tree_bytes(root.parent / "clean/out")


def test_it_is_remembered(site: Path) -> None:
    """All of it: without this, the tests below show nothing."""
    assert [path.name.partition("-")[0].removesuffix(".bin") for path in memories(site)] == [
        "glance",
        "ledger",
        "memory",
        "pieces",
        "sizes",
    ]
    assert remembered(site)
    edit(site)
    assert run(site).rendered == 1


def test_only_this_account_may_read_it(site: Path) -> None:
    """It holds what is internal."""
    assert {stat.S_IMODE(path.stat().st_mode) for path in memories(site)} == {0o600}


@pytest.mark.parametrize("name", ["glance", "ledger", "memory"])
def test_no_part_or_altered_copy_is_believed(site: Path, name: str) -> None:
    path = next(path for path in memories(site) if path.name.startswith(name))
    data = path.read_bytes()
    step = max(1, len(data) // 40)
    for length in {*range(0, len(data), step), *range(60), len(data) - 1}:
        path.write_bytes(data[:length])
        assert not remembered(site), f"cut to {length}"
    for place in {*range(0, len(data), step), *range(60), len(data) - 1}:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        assert not remembered(site), f"altered at {place}"
    path.write_bytes(data + b"\0")
    assert not remembered(site)
    path.write_bytes(data)
    assert remembered(site)


def spoil_all(data: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        for path in memories(root):
            path.write_bytes(data(path.read_bytes()))

    return spoil


def of_another_site(root: Path) -> None:
    """Sealed with the same key, and of a tree of the same generation."""
    other = root.parent / "other"
    make_site(other, projects=2, seed=7)
    run(other)
    for path, mine in zip(memories(other), memories(root), strict=True):
        shutil.copy(path, mine)


def of_another_site_but_the_ledger(root: Path) -> None:
    kept = (root / ".sitegen/build/ledger.bin").read_bytes()
    of_another_site(root)
    (root / ".sitegen/build/ledger.bin").write_bytes(kept)


def of_an_older_build(root: Path) -> None:
    """All of the work folder is taken back to what it was two builds ago, but not the site."""
    before = {path: path.read_bytes() for path in memories(root)}
    for number in range(2):
        edit(root, f"稿{number}")
        run(root)
    for path in memories(root):
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)


def of_an_older_build_by_name(root: Path) -> None:
    """Under the names of today's."""
    before = [path.read_bytes() for path in memories(root) if path.name.startswith(("glance", "memory"))]
    edit(root, "稿")
    run(root)
    today = [path for path in memories(root) if path.name.startswith(("glance", "memory"))]
    for path, data in zip(today, before, strict=True):
        path.write_bytes(data)


def work_folder_moved_here(root: Path) -> None:
    """With its spare trees, from a copy of the site."""
    other = root.parent / "other"
    shutil.copytree(root, other)
    edit(other, "别的正文")
    run(other)
    shutil.rmtree(root / ".sitegen")
    (other / ".sitegen").rename(root / ".sitegen")


def nothing(root: Path) -> None:
    shutil.rmtree(root / ".sitegen")


def folders(root: Path) -> None:
    for path in memories(root):
        if not path.name.startswith("ledger"):
            path.unlink()
            path.mkdir()


def pipes(root: Path) -> None:
    for path in memories(root):
        path.unlink()
        os.mkfifo(path)


SPOILS: dict[str, Callable[[Path], None]] = {
    "empty": spoil_all(lambda data: b""),
    "garbage": spoil_all(lambda data: os.urandom(len(data))),
    "half": spoil_all(lambda data: data[: len(data) // 2]),
    "seal only": spoil_all(lambda data: data[:60]),
    "another site's": of_another_site,
    "another site's, but the ledger": of_another_site_but_the_ledger,
    "an older build's": of_an_older_build,
    "an older build's, by name": of_an_older_build_by_name,
    "a copy's work folder": work_folder_moved_here,
    "nothing": nothing,
    "folders": folders,
    "pipes": pipes,
}


@pytest.mark.parametrize("name", SPOILS)
def test_bytes_are_those_of_a_clean_build(site: Path, name: str) -> None:
    SPOILS[name](site)
    edit(site, "最后一稿")
    seen = glimpse(str(site), str(site / "build"), None, "2026-11-20")
    assert seen is None or not seen.nothing_changed
    run(site)
    expected = clean(site)
    assert tree_bytes(site / "build") == expected
    run(site)
    assert tree_bytes(site / "build") == expected
    assert remembered(site)


def test_another_key(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "another")
    assert not remembered(site)
    outcome = run(site)
    assert outcome.rendered == outcome.pages
    assert remembered(site)


def test_another_program(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.pipeline.build.program_stamp", lambda: "another version")
    outcome = run(site)
    assert outcome.rendered == outcome.pages


def test_moved_and_copied_sites(site: Path) -> None:
    """A copy is built anew; a site that has moved need not be. Both come to the right bytes."""
    expected = tree_bytes(site / "build")
    copy = site.parent / "copy"
    shutil.copytree(site, copy)
    moved = site.rename(site.parent / "moved")
    for root in (copy, moved):
        run(root)
        assert tree_bytes(root / "build") == expected
        edit(root)
        run(root)
        assert tree_bytes(root / "build") == clean(root)


def test_site_removed_or_emptied(site: Path) -> None:
    """`rm -r build` is an old habit; the next build makes it anew, not "nothing to do"."""
    expected = tree_bytes(site / "build")
    for made in ((), ("build",), ("build", "build/zh")):
        shutil.rmtree(site / "build")
        for name in made:
            (site / name).mkdir()
        run(site)
        assert tree_bytes(site / "build") == expected


def test_memories_do_not_pile_up(site: Path) -> None:
    for number in range(4):
        edit(site, f"稿{number}")
        run(site)
        names = [path.name.partition("-")[0].removesuffix(".bin") for path in memories(site)]
        assert sorted({*names}) == ["glance", "ledger", "memory", "pieces", "sizes"]
        assert [names.count(name) for name in ("glance", "ledger", "memory", "sizes")] == [1, 1, 1, 1]
        assert names.count("pieces") <= number + 2


def test_many_files_of_pieces_become_one(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.storage.segments.MOST_VOLUMES", 1)
    for number in range(3):
        edit(site, f"稿{number}")
        assert run(site).rendered == 1
        assert len(pieces(site)) == 1
    assert tree_bytes(site / "build") == clean(site)


def test_all_is_written_anew_once_most_of_it_is_outdated() -> None:
    """And not for little: a small site has few pieces, all of which an edit may touch."""
    used = [Piece("a", 0, 100, b""), Piece("b", 0, 100, b"")]
    assert not needs_compaction({"a": 100, "b": 100}, used)
    assert not needs_compaction({"a": SLACK, "b": 100}, used)
    assert needs_compaction({"a": SLACK + 301, "b": 100}, used)
    assert needs_compaction({str(number): 1 for number in range(MOST_VOLUMES)}, used)


def test_only_a_whole_build_waits_for_what_is_past_use_to_go(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.storage.trees.CLEARING_SECONDS", -1)
    past = site / ".sitegen/build/trees/gone-0-7"
    write(past, "a.html", "")
    edit(site)
    run(site)
    assert past.exists()
    run(site, fresh=True)
    assert not past.exists()


# Its pieces


def pieces(root: Path) -> list[Path]:
    return [path for path in memories(root) if path.name.startswith("pieces")]


def altered(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_damaged_piece_is_told_when_it_is_read(site: Path) -> None:
    [path] = pieces(site)
    data = path.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 50)):
        for damaged in (altered(data, place), data[:place]):
            path.write_bytes(damaged)
            assert not remembered(site), place
    path.write_bytes(data)
    assert remembered(site)
    path.unlink()
    assert not remembered(site)


def test_with_a_damaged_piece_the_bytes_are_those_of_a_clean_build(site: Path) -> None:
    """Wherever it is; in most places it is not even looked at."""
    anew = 0
    for number in range(12):
        edit(site, f"稿{number}")
        path = max(pieces(site), key=lambda path: path.stat().st_size)
        data = path.read_bytes()
        place = len(data) * number // 12
        if number == 11:
            path.unlink()
        else:
            path.write_bytes(altered(data, place) if number % 2 else data[:place])
        options = Options(root=site, output=site / "build", now="2026-11-20")
        assert check_content(options) == check_content(msgspec.structs.replace(options, fresh=True))
        outcome = run(site)
        anew += outcome.rendered == outcome.pages
        assert tree_bytes(site / "build") == clean(site)
    assert 2 <= anew < 12


# The seal and the key


def test_seal(tmp_path: Path) -> None:
    path, key = tmp_path / "x", b"k" * SEAL
    for body in (b"", b"body", b"x" * (LARGE - 1), b"x" * LARGE):
        write_sealed(path, b"magic\n", body, key)
        found = read_sealed(path, b"magic\n", key)
        assert found is not None
        assert bytes(found) == body
        assert read_sealed(path, b"other\n", key) is None
        assert read_sealed(path, b"magic\n", b"x" * SEAL) is None
        data = path.read_bytes()
        for place in (0, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert read_sealed(path, b"magic\n", key) is None


def test_a_sealed_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("precious")
    (tmp_path / "x").symlink_to("target")
    write_sealed(tmp_path / "x", b"magic\n", b"body", b"k" * SEAL)
    assert (tmp_path / "target").read_text() == "precious"
    assert not (tmp_path / "x").is_symlink()


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account without a key yet; the folder that is to hold it."""
    monkeypatch.delenv("SITEGEN_CACHE_KEY")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "sitegen"


def test_key_is_made_once(state: Path) -> None:
    key = cache_key()
    assert len(key) == SEAL
    assert cache_key() == key
    assert stat.S_IMODE((state / "cache.key").stat().st_mode) == 0o600
    assert [path.name for path in state.iterdir()] == ["cache.key"]


def test_builds_that_start_together_agree_on_the_key(state: Path) -> None:
    code = "from sitegen.seal import cache_key; print(cache_key().hex())"
    env = environment() | {"XDG_STATE_HOME": os.environ["XDG_STATE_HOME"]}
    processes = [
        subprocess.Popen([sys.executable, "-c", code], env=env, cwd=REPOSITORY, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in processes}) == 1


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 99])
def test_broken_key_is_replaced(state: Path, data: bytes) -> None:
    state.mkdir(parents=True)
    (state / "cache.key").write_bytes(data)
    key = cache_key()
    assert len(key) == SEAL
    assert cache_key() == key


def test_no_place_for_a_key(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new key each time: nothing is believed that cannot be checked."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/x")
    assert cache_key() != cache_key()
    monkeypatch.setenv("XDG_STATE_HOME", "")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # an account that is in no list
    assert cache_key() != cache_key()


def test_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "one")
    one = cache_key()
    assert cache_key() == one
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "\udcff")
    assert cache_key() != one
