"""Trees: what readers see, which trees are written to, and what becomes of whatever stood at the output."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from sitegen.storage import tree_files, trees
from sitegen.storage.ledger import (
    MAX_CHANGES,
    RESTING_SECONDS,
    GenerationChange,
    bounded,
    take_next,
    write_next,
)
from sitegen.storage.trees import MAX_SPARES, Trees
from tests.build.edits import tree_bytes
from tests.storage.house import FRONT, KEY, House, site, write


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange folders."""
    monkeypatch.setattr(trees, "exchange", lambda first, second: False)


@pytest.fixture(params=["exchange", "link"])
def either(request: pytest.FixtureRequest, house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house on a system that can exchange folders, and on one that cannot."""
    if request.param == "link":
        refuse(monkeypatch)
    return house


# What readers see


def test_first_site(house: House) -> None:
    done = house.whole(site(1))
    assert house.seen() == site(1)
    assert not house.output.is_symlink()
    assert done.live is not None
    assert done.live.generation == 1
    assert house.folders() == []


def test_whole_and_changes(either: House) -> None:
    either.whole(site(1))
    either.change({"zh/index.html": "2", "new/x.txt": "x"}, "a/b/c.txt")
    assert either.seen() == {"index.html": FRONT.format(1), "zh/index.html": "2", "new/x.txt": "x"}
    assert not (either.output / "a").exists()
    either.whole(site(3))
    assert either.seen() == site(3)
    assert either.open().ledger.changes == ()


def test_live_is_known_to_the_next_build(either: House) -> None:
    first = either.whole(site(1)).live
    again = either.open().live
    assert first is not None
    assert again is not None
    assert again.key == first.key


def test_looking_makes_nothing(tmp_path: Path) -> None:
    """`check` only looks: it may run where it must not write."""
    assert Trees(tmp_path / "build", tmp_path / ".sitegen" / "build", KEY).live is None
    assert list(tmp_path.iterdir()) == []


# Turns


def test_spare_waits_for_the_minute_and_two_swaps(either: House) -> None:
    """The first tree is left at the second swap; it is written to again for the fifth, a minute later."""
    either.whole(site(1))
    first = os.stat(either.output).st_ino
    inodes = []
    for number in (2, 3, 4):
        either.now += RESTING_SECONDS + 1
        either.change({"zh/index.html": str(number)})
        inodes.append(os.stat(either.output).st_ino)
    assert first not in inodes
    either.change({"zh/index.html": "5"})
    assert os.stat(either.output).st_ino == first
    assert either.seen() == site(1) | {"zh/index.html": "5"}


def test_two_swaps_are_not_enough_within_the_minute(either: House) -> None:
    either.whole(site(1))
    inodes = {os.stat(either.output).st_ino}
    for number in range(2, 9):
        either.now += (RESTING_SECONDS - 1) / 8
        either.change({"zh/index.html": str(number)})
        assert os.stat(either.output).st_ino not in inodes
        inodes.add(os.stat(either.output).st_ino)


def test_catches_up_over_several_generations(either: House) -> None:
    """Files that came, changed, went, and came back while a tree rested; and folders in files' places."""
    either.whole(site(1, turn="file"))
    expected = site(1, turn="file")
    steps: list[tuple[dict[str, str], list[str]]] = [
        ({"zh/index.html": "2", "came.txt": "1"}, ["a/b/c.txt", "turn"]),
        ({"zh/index.html": "3", "a/b/c.txt": "back", "turn/in.txt": "folder"}, []),
        ({"came.txt": "2", "gone.txt": "1"}, ["turn/in.txt"]),
        ({"turn": "file again"}, ["gone.txt"]),
        ({"zh/index.html": "6"}, ["turn"]),
    ]
    seen = set()
    for number in range(20):
        changed, removed = steps[number % len(steps)]
        # Each step fits what is there: what it removes is there, or was never made.
        removed = [path for path in removed if path in expected]
        expected = {path: text for path, text in (expected | changed).items() if path not in removed}
        either.now += RESTING_SECONDS + 1
        either.change(changed, *removed)
        assert either.seen() == expected, number
        seen.add(os.stat(either.output).st_ino)
    assert len(seen) == 4
    assert len(either.folders("tree")) <= 4


def test_number_of_trees_is_bounded(either: House) -> None:
    either.whole(site(1))
    for number in range(MAX_SPARES * 2):
        either.change({"zh/index.html": str(number)})
    assert len(either.folders("tree")) >= MAX_SPARES * 2
    for number in range(4):
        either.now += RESTING_SECONDS + 1
        either.change({"zh/index.html": f"later {number}"})
    assert len(either.folders("tree")) <= MAX_SPARES + 4


def test_whole_builds_leave_nothing_behind(either: House) -> None:
    """Trees that no list of changes leads on from are of no use as soon as nobody can be reading them."""
    for number in range(8):
        either.now += RESTING_SECONDS + 1
        either.whole(site(number))
    assert len(either.folders()) <= 3


def test_clock_set_back(either: House) -> None:
    """A tree that was left "later than now" rests a minute from now, not for years."""
    either.whole(site(1))
    either.change({"zh/index.html": "2"})
    either.now -= 1e6
    for number in range(3, 12):
        either.now += RESTING_SECONDS + 1
        either.change({"zh/index.html": str(number)})
    assert len(either.folders("tree")) <= 5


def test_old_changes_are_forgotten() -> None:
    many = tuple(f"p{number}" for number in range(MAX_CHANGES // 2))
    changes = tuple(GenerationChange(number, many, ()) for number in range(1, 5))
    assert [change.generation for change in bounded(changes)] == [3, 4]


def test_a_spare_older_than_the_changes_is_not_used(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.storage.ledger.MAX_CHANGES", 2)
    house.whole(site(1))
    for number in range(2, 12):
        house.now += RESTING_SECONDS + 1
        removed = [f"f{number - 1}"] if number > 2 else []
        house.change({"zh/index.html": str(number), f"f{number}": "x"}, *removed)
        assert house.seen() == site(1) | {"zh/index.html": str(number), f"f{number}": "x"}
    assert len(house.folders()) <= 4


# Never written to while somebody may be reading


def test_left_trees_stay_as_they_were(either: House) -> None:
    """The bytes and inodes of trees that were live lately, through folders that readers have opened."""
    either.whole(site(1))
    opened: list[tuple[int, dict[str, tuple[int, bytes]]]] = []
    for number in range(2, 8):
        either.now += 10
        folder = os.open(either.output, os.O_RDONLY)
        opened.append((folder, through(folder)))
        removed = ["a/b/c.txt"] if number == 4 else []
        either.change({"zh/index.html": str(number), f"x{number}": "x"}, *removed)
        assert [through(folder) for folder, _ in opened] == [held for _, held in opened]
    for folder, _ in opened:
        os.close(folder)


def through(folder: int) -> dict[str, tuple[int, bytes]]:
    """Inode and bytes of every file below an opened folder."""
    found = {}
    for base, _, names, descriptor in os.fwalk(dir_fd=folder):
        for name in names:
            with open(os.open(name, os.O_RDONLY, dir_fd=descriptor), "rb") as file:
                found[f"{base}/{name}"] = (os.fstat(file.fileno()).st_ino, file.read())
    return found


def test_files_are_replaced_not_written_through_links(house: House) -> None:
    """A spare shares its files with the live tree; taking it up again must not reach the others' bytes."""
    house.whole(site(1))
    for number in range(2, 5):
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": str(number)})
    assert (house.output / "a/b/c.txt").stat().st_nlink == 4
    spares = {path: tree_bytes(path) for path in (house.work / "trees").iterdir()}
    used = house.work / "trees" / min(house.open().ledger.spares, key=lambda tree: tree.generation).name
    house.now += RESTING_SECONDS + 1
    house.change({"a/b/c.txt": "other"})
    assert (house.output / "a/b/c.txt").stat().st_nlink == 1
    assert {path: tree_bytes(path) for path in spares if path.exists() and path != used} == {
        path: held for path, held in spares.items() if path != used
    }


def test_copies_where_links_are_refused(either: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    either.whole(site(1))
    for number in range(2, 8):
        either.now += RESTING_SECONDS + 1
        either.change({"zh/index.html": str(number), f"f{number}": "x"})
    assert either.seen() == site(1) | {"zh/index.html": "7"} | {f"f{number}": "x" for number in range(2, 8)}


def test_other_faults_of_links_are_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    house.whole(site(1))
    monkeypatch.setattr(os, "link", full)
    with pytest.raises(OSError, match="full"):
        house.change({"zh/index.html": "2"})
    assert house.seen() == site(1)
    assert house.folders() == [], "a failed build gives its room back"


# A ledger that does not fit


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"garbage" * 99),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes()[:-3] + b"abc"),
        lambda path: (path.unlink(), path.symlink_to("/etc/passwd")),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["missing", "empty", "garbage", "cut", "altered", "link", "folder"],
)
def test_spoiled_ledger(either: House, spoil: Callable[[Path], object]) -> None:
    either.whole(site(1))
    either.change({"zh/index.html": "2"})
    path = either.work / "ledger.bin"
    spoil(path)
    assert either.open().live is None
    if path.is_dir():
        path.rmdir()
    for number in range(3, 7):
        either.now += RESTING_SECONDS + 1
        either.whole(site(number))
        assert either.seen() == site(number)
    assert either.folders("kept") == []
    assert len(either.folders()) <= 4


def test_every_flipped_byte_of_the_ledger(house: House) -> None:
    house.whole(site(1))
    path = house.work / "ledger.bin"
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        assert house.open().live is None
    path.write_bytes(data)
    assert house.open().live is not None


def test_ledger_of_another_account(house: House) -> None:
    house.whole(site(1))
    assert house.open(b"x" * 32).live is None


def test_output_removed(either: House) -> None:
    either.whole(site(1))
    if either.output.is_symlink():
        either.output.unlink()
    else:
        tree_files.remove(either.output)
    assert either.open().live is None
    either.whole(site(2))
    assert either.seen() == site(2)


def test_output_made_anew_with_the_same_inode(house: House) -> None:
    """File systems give the number of a removed folder to the next one."""
    house.whole(site(1))
    ledger = house.open().ledger
    assert ledger.live is not None
    tree_files.remove(house.output)
    house.output.mkdir()
    same = msgspec.structs.replace(ledger.live, inode=house.output.stat().st_ino)
    write_next(house.work, msgspec.structs.replace(ledger, live=same), KEY)
    take_next(house.work)
    assert house.open().live is None


def test_something_added_to_or_taken_from_the_output(either: House) -> None:
    either.whole(site(1))
    (either.output / "stray.txt").write_text("x")
    assert either.open().live is None
    either.whole(site(2))
    (either.output / "index.html").unlink()
    assert either.open().live is None
    either.whole(site(3))
    assert either.seen() == site(3)


def test_spare_that_was_touched_is_not_used(house: House) -> None:
    house.whole(site(1))
    for number in range(2, 5):
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": str(number)})
    for name in house.folders("tree"):
        (house.work / "trees" / name / "stray.txt").write_text("x")
    house.change({"zh/index.html": "9"})
    assert house.seen() == site(1) | {"zh/index.html": "9"}


# What stood there before


def test_foreign_folder_is_kept(either: House) -> None:
    write(either.output, {"thesis.txt": "years of work", "deep/er.txt": "x"})
    done = either.whole(site(1))
    assert either.seen() == site(1)
    for number in range(2, 6):
        either.now += 10 * RESTING_SECONDS
        either.whole(site(number))
    assert done.kept is not None
    assert tree_bytes(done.kept) == {"thesis.txt": b"years of work", "deep/er.txt": b"x"}


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_foreign_file_or_link_is_kept(either: House, tmp_path: Path, kind: str) -> None:
    target = write(tmp_path / "elsewhere", site(0))
    if kind == "file":
        either.output.write_text("mine")
    else:
        either.output.symlink_to(target if kind == "link" else tmp_path / "nowhere")
    done = either.whole(site(1))
    assert either.seen() == site(1)
    assert done.kept is not None
    assert done.kept.read_text() == "mine" if kind == "file" else done.kept.is_symlink()
    assert {path: data.decode() for path, data in tree_bytes(target).items()} == site(0)


def test_several_foreign_folders_are_kept(house: House) -> None:
    for number in range(3):
        write(house.output, {"mine.txt": str(number)})
        house.whole(site(number))
        tree_files.remove(house.output)
        (house.work / "ledger.bin").unlink()
    held = {(house.work / "trees" / name / "mine.txt").read_text() for name in house.folders("kept")}
    assert held == {"0", "1", "2"}


def test_empty_folder_is_no_treasure(either: House) -> None:
    either.output.mkdir()
    assert either.whole(site(1)).kept is None
    assert either.seen() == site(1)
    assert either.folders("kept") == []


def test_own_unknown_site_is_cleared_after_a_minute(either: House) -> None:
    write(either.output, site(0, stray="x"))
    assert either.whole(site(1)).kept is None
    assert len(either.folders("gone")) == 1
    either.now += RESTING_SECONDS - 1
    either.whole(site(2))
    assert len(either.folders("gone")) == 1
    either.now += 2
    either.whole(site(3))
    assert either.folders("gone") == []


def test_checkout_with_a_site_is_kept(either: House) -> None:
    """`build` may be a worktree of a pages branch: its .git must not be lost."""
    write(either.output, site(0, **{".git": "gitdir: /elsewhere"}))
    kept = either.whole(site(1)).kept
    assert kept is not None
    assert (kept / ".git").exists()


def test_remains_of_killed_builds_go(either: House) -> None:
    either.whole(site(1))
    for name in ("new-1", "new-77", "copy-3", "tree-9", "gone-x", "gone-5-1", "what/ever"):
        write(either.work / "trees" / name, site(5))
    (either.work / "trees" / "link-1").symlink_to("tree-9")
    (either.work / "trees" / "stray").write_text("x")
    either.change({"zh/index.html": "2"})
    either.now += RESTING_SECONDS + 2
    either.change({"zh/index.html": "3"})
    known = {tree.name for tree in either.open().ledger.spares}
    if either.output.is_symlink():
        known.add(Path(os.readlink(either.output)).name)
    assert set(either.folders()) == known


def many(number: int) -> dict[str, str]:
    return site(number, **{f"many/{each}.txt": "x" for each in range(40)})


def test_a_small_build_does_not_wait_for_what_is_past_use(
    either: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It clears away as much as there is time for; the next ones go on."""
    ticks = iter(range(10**6))
    monkeypatch.setattr("sitegen.storage.trees.CLEARING_SECONDS", 10)
    monkeypatch.setattr("time.monotonic", lambda: float(next(ticks)))
    for number in range(4):
        either.whole(many(number))
    past = either.work / "trees" / "gone-0-7"
    write(past, many(9))
    left = [sum(1 for _ in past.rglob("*.txt"))]
    while past.exists():
        either.change({"zh/index.html": f"turn {len(left)}"}, soon=True)
        left.append(sum(1 for _ in past.rglob("*.txt")))
    assert len(left) > 4
    assert all(1 <= before - after <= 11 for before, after in pairwise(left))
    assert either.seen() == many(3) | {"zh/index.html": f"turn {len(left) - 1}"}


def test_a_full_disk_gets_all_the_room_back_that_there_is(either: House) -> None:
    either.whole(site(1))
    write(either.work / "trees" / "gone-0-7", many(9))
    with pytest.raises(OSError, match="full"), either.open() as house:  # noqa: PT012  # as a build does it
        house.new_outbox(soon=True)
        write(either.work / "trees" / "gone-0-8", many(9))
        raise OSError(errno.ENOSPC, "full")
    assert either.folders("gone") == []
    assert either.seen() == site(1)


def test_a_site_in_place_is_not_given_up_for_what_cannot_be_cleared_away(
    either: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.whole(site(1))

    def refuse(self: Trees, seconds: float) -> None:
        if either.seen() == site(2):
            raise OSError(errno.EIO, "no room to rename")

    monkeypatch.setattr(Trees, "_clear_unknown", refuse)
    either.whole(site(2))
    assert either.seen() == site(2)


def test_what_went_wrong_is_told_though_nothing_can_be_cleared_away(
    either: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Trees, seconds: float) -> None:
        raise OSError(errno.EIO, "no room to rename")

    with pytest.raises(OSError, match="full"), either.open() as house:  # noqa: PT012  # as a build does it
        house.new_outbox()
        monkeypatch.setattr(Trees, "_clear_unknown", refuse)
        raise OSError(errno.ENOSPC, "full")


# Links


def test_link_mode(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch)
    house.whole(site(1))
    assert house.output.is_symlink()
    assert not os.path.isabs(os.readlink(house.output)), "the site may be moved with its trees"
    # A link stays a link, though the system could exchange folders now.
    monkeypatch.undo()
    house.change({"zh/index.html": "2"})
    assert house.output.is_symlink()
    assert house.seen() == site(1) | {"zh/index.html": "2"}


def test_folder_becomes_a_link(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.whole(site(1))
    first = os.stat(house.output).st_ino
    refuse(monkeypatch)
    for number in range(2, 5):
        house.change({"zh/index.html": str(number)})
        house.now += RESTING_SECONDS + 1
    assert house.output.is_symlink()
    house.change({"zh/index.html": "5"})
    assert os.stat(house.output).st_ino == first, "the folder is a spare like others"


def test_exchange_that_fails_puts_all_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(first: Path, second: Path) -> bool:
        raise OSError(errno.EBUSY, "busy", str(second))

    write(house.output, {"mine.txt": "mine"})
    monkeypatch.setattr(trees, "exchange", busy)
    for _ in range(3):
        with pytest.raises(OSError, match="busy"):
            house.whole(site(1))
        house.now += RESTING_SECONDS + 2
    assert house.seen() == {"mine.txt": "mine"}
    monkeypatch.undo()
    house.whole(site(2))
    assert house.seen() == site(2)
    assert len(house.folders("kept")) == 1


@pytest.mark.parametrize("known", [True, False], ids=["own", "foreign"])
def test_folder_in_a_layer_of_an_image(house: House, monkeypatch: pytest.MonkeyPatch, *, known: bool) -> None:
    """A container may not rename folders that its image has brought along; it may copy and remove them."""
    if known:
        house.whole(site(1))
        house.change({"zh/index.html": "2"})
    else:
        write(house.output, {"mine.txt": "mine"})
    folders = [house.output, *house.work.glob("trees/*")]
    held = [os.open(folder, os.O_RDONLY) for folder in folders]  # so that no other gets the inode of one
    layer = {os.fstat(descriptor).st_ino for descriptor in held}
    rename, swap = Path.rename, tree_files.exchange

    def refused(path: Path, target: Path) -> Path:
        if path.stat().st_ino in layer:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr(
        trees, "exchange", lambda one, other: other.stat().st_ino not in layer and swap(one, other)
    )
    for number in range(3, 9):
        house.now += RESTING_SECONDS + 1
        done = (
            house.change({"zh/index.html": str(number)}) if house.open().live else house.whole(site(number))
        )
        assert house.seen()["zh/index.html"] == str(number)
        if number == 3 and not known:
            assert done.kept is not None
            assert (done.kept / "mine.txt").read_text() == "mine"
    assert not house.output.is_symlink()
    for descriptor in held:
        os.close(descriptor)


def test_trees_folder_that_is_a_link_is_refused(house: House, tmp_path: Path) -> None:
    """Content from a stranger may bring a link along; what it points to must not be cleared."""
    precious = write(tmp_path / "precious", {"tree-1/x": "x", "new-1/x": "x"})
    house.work.mkdir(parents=True)
    (house.work / "trees").symlink_to(precious)
    with pytest.raises(NotADirectoryError):
        house.whole(site(1))
    assert tree_bytes(precious) == {"tree-1/x": b"x", "new-1/x": b"x"}


# The files module


def test_exchange(tmp_path: Path) -> None:
    write(tmp_path / "one", {"x": "1"})
    write(tmp_path / "two", {"x": "2"})
    assert tree_files.exchange(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "one/x").read_text() == "2"
    with pytest.raises(FileNotFoundError):
        tree_files.exchange(tmp_path / "one", tmp_path / "three")


def test_exchange_on_a_system_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    assert not tree_files.exchange(tmp_path, tmp_path)


def test_long_names_and_names_like_ours(either: House) -> None:
    """No temporary name inside the tree: a site may have files of any name, as long as may be."""
    long = "x" * 255
    either.whole(site(1, **{long: "1", "a.txt": "1", "a.txt.new": "1"}))
    for number in range(2, 8):
        either.now += RESTING_SECONDS + 1
        either.change({long: str(number), "a.txt": str(number)})
    assert either.seen() == site(1, **{long: "7", "a.txt": "7", "a.txt.new": "1"})


def test_a_spare_made_ready_is_taken_first(either: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first small change to a new site need not copy it."""
    either.whole(site(1))
    either.prepare()
    monkeypatch.setattr("sitegen.storage.trees.clone", lambda *_: pytest.fail("copied the tree"))
    either.prepare()
    either.change({"zh/index.html": "new"})
    assert either.seen() == {**site(1), "zh/index.html": "new"}


def test_no_spare_is_made_ready_of_an_unknown_site(house: House) -> None:
    house.prepare()
    assert not house.output.exists()
    house.whole(site(1))
    (house.output / "more.txt").write_text("somebody was here")
    house.prepare()
    assert house.folders() == []


def test_no_room_for_a_spare(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.whole(site(1))

    def full(source: str, target: str) -> None:
        Path(target).mkdir()
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("sitegen.storage.trees.clone", full)
    with pytest.raises(OSError, match="no space"):
        house.prepare()
    assert house.folders() == []
    monkeypatch.undo()
    house.change({"zh/index.html": "2"})
    assert house.seen() == {**site(1), "zh/index.html": "2"}
