"""One walk finds everything that is there and everything that has changed since the last."""

from __future__ import annotations

import os
import random
import shutil
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.content import listing as module
from sitegen.content.listing import (
    RACY_NS,
    UNSETTLED,
    Listing,
    Stamp,
    Stamps,
    packed,
    settled,
    unpacked,
    walk,
    walk_again,
)

STARTS = ("site.yml", "content", "files")


def write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def search(root: Path) -> tuple[Stamps, set[str], set[str]]:
    """Files, folders and what is neither, by the plainest means."""
    files, folders, special = {}, set(), set()
    for start in STARTS:
        if os.path.lexists(root / start):
            for path in [root / start, *_below(root / start)]:
                name = os.path.relpath(path, root)
                info = path.lstat()
                if stat.S_ISREG(info.st_mode):
                    files[name] = (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
                elif stat.S_ISDIR(info.st_mode):
                    folders.add(name)
                else:
                    special.add(name)
    return files, folders, special


def _below(path: Path) -> Iterator[Path]:
    if path.is_dir() and not path.is_symlink():
        for child in path.iterdir():
            yield child
            yield from _below(child)


def assert_as_searched(listing: Listing, root: Path) -> None:
    assert (listing.files, set(listing.folders), set(listing.special)) == search(root)


def contents(listing: Listing) -> tuple[Stamps, Stamps, tuple[str, ...]]:
    return listing.files, listing.folders, listing.special


def test_files_and_folders_by_their_paths(tmp_path: Path) -> None:
    for name in ("site.yml", "content/a/b/zh.md", "content/a/图 1.png", "files/x.txt", "other/y", "build/z"):
        write(tmp_path / name)
    (tmp_path / "content/empty").mkdir()
    listing = walk(str(tmp_path), STARTS)
    assert sorted(listing.files) == ["content/a/b/zh.md", "content/a/图 1.png", "files/x.txt", "site.yml"]
    assert sorted(listing.folders) == ["content", "content/a", "content/a/b", "content/empty", "files"]
    assert listing.special == ()
    assert_as_searched(listing, tmp_path)
    assert contents(walk(f"{tmp_path}/", STARTS)) == contents(listing)


def test_nothing_is_there(tmp_path: Path) -> None:
    assert contents(walk(str(tmp_path), STARTS)) == contents(Listing())


def test_links_pipes_and_sockets_are_set_apart_and_never_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret/a.md")
    write(tmp_path / "content/a/zh.md")
    links = {
        "to-file": "../../secret/a.md",
        "to-folder": "../../secret",
        "to-itself": "to-itself",
        "to-none": "none",
    }
    for name, target in links.items():
        os.symlink(target, tmp_path / "content/a" / name)
    os.symlink("../content", tmp_path / "content/a/up")
    os.mkfifo(tmp_path / "content/pipe")
    with socket.socket(socket.AF_UNIX) as listener, inside(tmp_path / "content"):
        listener.bind("socket")
    os.symlink("secret", tmp_path / "files")
    listing = walk(str(tmp_path), STARTS)
    assert sorted(listing.files) == ["content/a/zh.md"]
    assert set(listing.special) == {
        *[f"content/a/{name}" for name in (*links, "up")], "content/pipe", "content/socket", "files",
    }  # fmt: skip
    assert_as_searched(listing, tmp_path)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """A socket's path has to be short."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def test_names_that_are_no_text_are_listed_as_they_are(tmp_path: Path) -> None:
    names = [b"\xff.md", b"a\nb.md", "e\u0301.md".encode(), "é.md".encode(), b" .md", b"-", b"con\x01.md"]
    (tmp_path / "content").mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/" + name)).write_bytes(b"")
    listing = walk(str(tmp_path), STARTS)
    assert {os.fsencode(path) for path in listing.files} == {b"content/" + name for name in names}


def test_what_editors_and_systems_leave_is_passed_over(tmp_path: Path) -> None:
    for name in (
        ".git/config",
        ".DS_Store",
        "Thumbs.db",
        "zh.md~",
        ".zh.md.swp",
        ".#zh.md",
        "a.tmp",
        "zh.md",
        ".x",
    ):
        write(tmp_path / "content" / name)
    listing = walk(str(tmp_path), STARTS)
    assert sorted(listing.files) == ["content/.x", "content/zh.md"]
    assert sorted(listing.folders) == ["content"]


def test_a_folder_that_may_not_be_read_is_an_error_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told by the call, as the tests may run as root, who may read everything."""
    write(tmp_path / "content/a/zh.md")
    known = walk(str(tmp_path), STARTS)
    write(tmp_path / "content/a/en.md")
    real = os.open

    def refuse(path: str, *args: int) -> object:
        if path.endswith("/a"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *args)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError):
        walk(str(tmp_path), STARTS)
    with pytest.raises(PermissionError):
        walk_again(str(tmp_path), STARTS, known)


def test_what_goes_while_it_is_listed_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/zh.md", "b/zh.md", "c.yml"):
        write(tmp_path / "content" / name)

    def lstat(path: str) -> os.stat_result:
        if path.endswith("/c.yml"):
            monkeypatch.undo()
            os.unlink(path)
            shutil.rmtree(tmp_path / "content/a")
        return os.stat(path, follow_symlinks=False)

    monkeypatch.setattr(os, "lstat", lstat)
    listing = walk(str(tmp_path), STARTS)
    assert sorted(listing.files) == ["content/b/zh.md"]
    assert_as_searched(listing, tmp_path)


def test_a_folder_that_becomes_a_link_while_it_is_listed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "content/a/zh.md")
    write(tmp_path / "secret/zh.md")

    def lstat(path: str) -> os.stat_result:
        if path.endswith("/a"):
            monkeypatch.undo()
            shutil.rmtree(path)
            os.symlink(tmp_path / "secret", path)
        return os.stat(path, follow_symlinks=False)

    monkeypatch.setattr(os, "lstat", lstat)
    listing = walk(str(tmp_path), STARTS)
    assert (listing.files, listing.special) == ({}, ("content/a",))


# A second walk


class Tree:
    """A folder of files that random edits are made in."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.rng = random.Random(seed)
        for number in range(12):
            write(self.any_name(), str(number))

    def any_name(self) -> Path:
        folders = "/".join(self.rng.choices("abc", k=self.rng.randint(0, 2)))
        return self.root / "content" / folders / f"{self.rng.randint(0, 9)}.md"

    def some_file(self) -> Path | None:
        files = sorted(path for path in (self.root / "content").rglob("*.md") if path.is_file())
        return self.rng.choice(files) if files else None

    def some_folder(self) -> Path | None:
        folders = sorted(path for path in (self.root / "content").rglob("*") if path.is_dir())
        return self.rng.choice(folders) if folders else None

    def edit(self) -> None:
        file, folder = self.some_file(), self.some_folder()
        match self.rng.randrange(9):
            case 0:
                write(self.any_name(), str(self.rng.random()))
            case 1 if file:
                file.unlink()
            case 2 if file:
                file.write_text(file.read_text()[::-1])
            case 3 if file:
                file.replace(file.with_name(f"{self.rng.randint(0, 9)}.md"))
            case 4 if folder:
                shutil.rmtree(folder)
            case 5 if folder:
                folder.rename(folder.with_name(self.rng.choice("defgh") + str(self.rng.randint(0, 999))))
            case 6 if file:  # other text of the same length, with the old time put back
                before = file.stat()
                file.write_text("".join(self.rng.choices("xyz", k=before.st_size)))
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            case 7 if folder:  # one more file, with the folder's old time put back
                before = folder.stat()
                write(folder / f"{self.rng.randint(10, 99)}.md")
                os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
            case 8 if file:
                other = file.with_name("new")
                write(other, "".join(self.rng.choices("xyz", k=file.stat().st_size)))
                os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
                other.replace(file)

    def texts(self) -> dict[str, bytes]:
        paths = (self.root / "content").rglob("*")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.fixture(params=[False, True], ids=["one process", "two processes"])
def in_two(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether another process looks at some of the files, few as they are."""
    monkeypatch.setattr(module, "MANY", 1)
    monkeypatch.setattr(module, "processors", lambda: 2)
    return bool(request.param)


@pytest.mark.parametrize("wait", [0.0, 0.025], ids=["at once", "later"])
@pytest.mark.parametrize("seed", range(8))
def test_a_walk_that_knows_the_last_one_finds_every_edit(
    tmp_path: Path, seed: int, wait: float, in_two: bool
) -> None:
    """As a build does it; at once, the edits fall within the time stamps of the last walk."""
    tree = Tree(tmp_path, seed)
    known, texts = Listing(), tree.texts()
    for _ in range(8):
        time.sleep(wait)
        listing = walk_again(str(tmp_path), STARTS, known, in_two=in_two)
        assert_as_searched(listing, tmp_path)
        found = tree.texts()
        for path in found.keys() | texts.keys():
            if texts.get(path) != found.get(path):
                assert path in listing.changed, "a changed file passes for unchanged"
        assert not (listing.same_names and texts.keys() != found.keys())
        assert listing is not known or texts == found
        known, texts = kept(settled(listing)), found
        for _ in range(tree.rng.randint(0, 2)):
            tree.edit()


def kept(listing: Listing) -> Listing:
    """A listing as it comes back from a file."""
    return Listing(unpacked(*packed(listing.files)), unpacked(*packed(listing.folders)), listing.special)


def listed_late(root: Path) -> Listing:
    """A listing of files that have all settled."""
    listing = walk(str(root), STARTS)
    listing.looked_ns = time.time_ns() + 10 * RACY_NS
    return settled(listing)


def test_a_settled_site_is_told_to_be_unchanged_without_listing_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "site.yml")
    write(tmp_path / "content/a/zh.md")
    listing = listed_late(tmp_path)
    monkeypatch.setattr(os, "listdir", None)
    assert walk_again(str(tmp_path), STARTS, listing) is listing


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("text", {"content/a/zh.md"}),
        ("new file", {"content/a/en.md"}),
        ("new folder", set()),
        ("gone file", {"content/a/zh.md"}),
        ("gone folder", {"content/b/zh.md"}),
        ("new start", set()),
        ("link", {"content/b/zh.md"}),
        ("link to the same", {"content/b/zh.md"}),
        ("a folder for a file", {"content/a/zh.md", "content/a/zh.md/x"}),
        ("a file for a folder", {"content/b", "content/b/zh.md"}),
        ("nothing", set()),
    ],
)
def test_each_sort_of_change_is_told(tmp_path: Path, what: str, changed: set[str]) -> None:
    for name in ("site.yml", "content/a/zh.md", "content/b/zh.md"):
        write(tmp_path / name)
    listing = listed_late(tmp_path)
    time.sleep(0.02)
    match what:
        case "text":
            (tmp_path / "content/a/zh.md").write_text("y")
        case "new file":
            write(tmp_path / "content/a/en.md")
        case "new folder":
            (tmp_path / "content/c").mkdir()
        case "gone file":
            (tmp_path / "content/a/zh.md").unlink()
        case "gone folder":
            shutil.rmtree(tmp_path / "content/b")
        case "new start":
            (tmp_path / "files").mkdir()
        case "link":
            shutil.rmtree(tmp_path / "content/b")
            os.symlink("a", tmp_path / "content/b")
        case "link to the same":  # the files in it are as they were
            (tmp_path / "content/b").rename(tmp_path / "elsewhere")
            os.symlink("../elsewhere", tmp_path / "content/b")
        case "a folder for a file":
            (tmp_path / "content/a/zh.md").unlink()
            write(tmp_path / "content/a/zh.md/x")
        case "a file for a folder":
            shutil.rmtree(tmp_path / "content/b")
            write(tmp_path / "content/b")
    again = walk_again(str(tmp_path), STARTS, listing)
    assert (again is listing) is (what == "nothing")
    assert set(again.changed) == changed
    assert_as_searched(again, tmp_path)


def test_what_was_touched_just_now_is_not_relied_on(tmp_path: Path) -> None:
    write(tmp_path / "site.yml")
    write(tmp_path / "content/a/zh.md")
    listing = walk(str(tmp_path), STARTS)
    stamps = [*listing.files.values(), *listing.folders.values()]
    oldest = min(max(stamp[1], stamp[2]) for stamp in stamps)
    newest = max(max(stamp[1], stamp[2]) for stamp in stamps)
    listing.looked_ns = oldest + RACY_NS
    assert {*settled(listing).files.values(), *settled(listing).folders.values()} == {UNSETTLED}
    again = walk_again(str(tmp_path), STARTS, settled(listing))
    assert (set(again.changed), again.same_names) == (set(listing.files), True)
    listing.looked_ns = newest + RACY_NS + 1
    assert contents(settled(listing)) == contents(listing)


def test_whatever_had_not_settled_the_site_does_not_pass_for_unchanged(tmp_path: Path) -> None:
    """Whichever files and folders were touched just before they were listed."""
    for name in ("site.yml", "content/a/zh.md", "content/a/b/en.md"):
        write(tmp_path / name)
    listing = walk(str(tmp_path), STARTS)
    late = time.time_ns() + 10 * RACY_NS
    paths = [*listing.files, *listing.folders]
    for chosen in range(2 ** len(paths)):
        touched = {path for place, path in enumerate(paths) if chosen >> place & 1}
        files, folders = (
            {path: touch(stamp, late) if path in touched else stamp for path, stamp in found.items()}
            for found in (listing.files, listing.folders)
        )
        one = settled(Listing(files, folders, looked_ns=late, new=paths))
        assert (walk_again(str(tmp_path), STARTS, one) is one) is not bool(touched)


@pytest.mark.parametrize("failing", [False, True])
def test_what_another_process_has_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_two: bool, failing: bool
) -> None:
    """Names of any bytes come back from it; where it fails, this one looks at its files too."""
    names = [
        b"site.yml",
        *[b"content/%d/zh.md" % number for number in range(9)],
        b"content/0/\xff",
        b"content/0/\n",
    ]
    for name in names:
        path = os.fsencode(tmp_path) + b"/" + name
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(os.fsdecode(path)).write_bytes(b"")
    listing = listed_late(tmp_path)
    here, real = os.getpid(), module._differing

    def differing(root: int, stamps: Stamps) -> list[str]:
        if failing and os.getpid() != here:
            raise OSError("gone")
        return real(root, stamps)

    monkeypatch.setattr(module, "_differing", differing)
    assert walk_again(str(tmp_path), STARTS, listing, in_two=in_two) is listing
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"longer")
    again = walk_again(str(tmp_path), STARTS, listing, in_two=in_two)
    assert {os.fsencode(path) for path in again.changed} == {*names}


def touch(stamp: Stamp, time_ns: int) -> Stamp:
    return stamp[0], time_ns, *stamp[2:]


def test_a_file_from_the_future_is_never_relied_on(tmp_path: Path) -> None:
    write(tmp_path / "site.yml")
    os.utime(tmp_path / "site.yml", (2**33, 2**33))
    assert listed_late(tmp_path).files == {"site.yml": UNSETTLED}


def test_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    for name in (b"content/\xff", b"content/b/\xff", b"content/a/\n"):
        os.makedirs(os.fsencode(tmp_path) + b"/" + name)
    write(tmp_path / "content/a/zh.md")
    listing = listed_late(tmp_path)
    again = kept(listing)
    assert contents(again) == contents(listing)
    assert walk_again(str(tmp_path), STARTS, again) is again


@pytest.mark.parametrize("numbers", [b"", b"1", b"12345678" * 3, b"12345678" * 5, b"12345678" * 8])
def test_names_without_their_stamps_are_nothing(numbers: bytes) -> None:
    with pytest.raises(ValueError):
        unpacked(b"site.yml", numbers)
    with pytest.raises(ValueError):
        unpacked(b"a\0a", b"12345678" * 8)


@pytest.mark.parametrize("seed", range(8))
def test_a_look_at_what_was_saved_finds_what_a_look_everywhere_does(tmp_path: Path, seed: int) -> None:
    tree = Tree(tmp_path, seed)
    for _ in range(8):
        known = listed_late(tmp_path)
        before = walk(str(tmp_path), STARTS)
        for _ in range(tree.rng.randint(0, 3)):
            tree.edit()
        after = walk(str(tmp_path), STARTS)
        saved = {
            path
            for path in before.files.keys() | after.files.keys()
            if before.files.get(path) != after.files.get(path)
        } | (before.folders.keys() ^ after.folders.keys())
        found, expected = (
            walk_again(str(tmp_path), STARTS, known, only=only)
            for only in (saved, known.files | known.folders)
        )
        assert (found.files, found.folders) == (after.files, after.folders)
        assert (found.changed, found.same_names) == (expected.changed, expected.same_names)


def test_what_was_not_saved_is_not_looked_at(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"content/{name}/x.md", "1")
    known = listed_late(tmp_path)
    for name in ("a", "b"):
        write(tmp_path / f"content/{name}/x.md", "22")
    assert walk_again(str(tmp_path), STARTS, known, only=["content/a/x.md"]).changed == {"content/a/x.md"}
    assert walk_again(str(tmp_path), STARTS, known, only=[]) is known
