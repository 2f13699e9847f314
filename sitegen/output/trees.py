"""The site's tree and its spares: a whole new site is put in place by one rename.

Readers, and a crash at any moment, see the old site or the new one. Trees stand beside each other in the
work folder; the live one is either exchanged with `build` itself (Linux, RENAME_EXCHANGE) or pointed to by
`build` as a symbolic link. A tree that was live within the last two swaps or 60 seconds is never written to,
for somebody may still be reading it. An older one is brought up to date from the change lists and used
again, so a small change costs a small swap. Files are replaced by rename, never written in place: trees
share files by hard links.

The ledger says what each tree holds. A tree that it does not know is never trusted, only cleared away; a
folder that sitegen did not make is moved aside and kept.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

RESTING_SECONDS = 60
RESTING_SWAPS = 2
MAX_TREES = 12
MAX_CHANGES = 50_000
"""Changes that the ledger remembers; a spare older than those is made anew."""

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class Tree(msgspec.Struct, frozen=True):
    """One tree: the generation that it holds, its inode, and when it was last live."""

    name: str
    inode: int
    generation: int
    left_at: float = 0.0
    left_generation: int = 0


class Change(msgspec.Struct, frozen=True):
    """What one generation changed: files written and removed, by path in the site."""

    generation: int
    written: tuple[str, ...]
    removed: tuple[str, ...]


class Ledger(msgspec.Struct, frozen=True):
    """What is known of the trees. `live` is the one that readers see."""

    generation: int = 0
    live: Tree | None = None
    spares: tuple[Tree, ...] = ()
    changes: tuple[Change, ...] = ()
    next_name: int = 1


class Trees:
    """The trees of one output folder, under the build's lock."""

    def __init__(self, output: Path, work: Path, clock: Callable[[], float] = time.time) -> None:
        self.output = output
        self.folder = work / "trees"
        self._ledger_path = work / "ledger.json"
        self._clock = clock
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ledger = self._settled(self._load())

    def _load(self) -> Ledger:
        try:
            return msgspec.json.decode(self._ledger_path.read_bytes(), type=Ledger)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return Ledger()

    def _save(self, ledger: Ledger) -> None:
        temporary = self._ledger_path.with_suffix(".new")
        with open(temporary, "wb") as file:
            file.write(msgspec.json.encode(ledger))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._ledger_path)
        self.ledger = ledger

    def _settled(self, ledger: Ledger) -> Ledger:
        """The ledger, as far as the disk bears it out: after a crash the swap may or may not be done."""
        here = self._inode(self.output)
        if ledger.live is not None and ledger.live.inode != here:
            ledger = msgspec.structs.replace(ledger, live=None)
        spares = tuple(
            tree for tree in ledger.spares if self._inode(self.folder / tree.name) == tree.inode != here
        )
        return msgspec.structs.replace(ledger, spares=spares)

    @staticmethod
    def _inode(path: Path) -> int:
        try:
            return path.stat().st_ino
        except OSError:
            return 0

    @property
    def live_generation(self) -> int:
        """The generation that readers see, 0 when what stands there is not known."""
        return self.ledger.live.generation if self.ledger.live else 0

    def new_outbox(self) -> Path:
        """An empty folder to write finished files to."""
        self._clear_unknown()
        path = self.folder / f"new-{self.ledger.next_name}"
        path.mkdir(mode=0o755)
        return path

    def _clear_unknown(self) -> None:
        """Remove what no ledger entry stands for: the remains of a build that was killed.

        A whole tree may have been live a moment ago, so it is set aside first and goes a minute later.
        """
        known = {tree.name for tree in self.ledger.spares}
        if self.ledger.live is not None:
            known.add(self.ledger.live.name)
        if self.output.is_symlink():
            known.add(Path(os.readlink(self.output)).name)
        now = int(self._clock())
        for path in self.folder.iterdir():
            kind, _, rest = path.name.partition("-")
            if path.name in known or kind == "kept":
                continue
            if kind == "tree":
                path.rename(self.folder / f"gone-{now}-{path.name}")
            elif kind != "gone" or now - int(rest.partition("-")[0]) > RESTING_SECONDS:
                shutil.rmtree(path, ignore_errors=True)

    # Publishing

    def publish_whole(self, outbox: Path) -> int:
        """Put a complete new tree in place; the generation that it is."""
        tree = self._named(outbox, self.ledger.generation + 1)
        self._swap(tree, msgspec.structs.replace(self.ledger, changes=()))
        return tree.generation

    def publish_changes(self, outbox: Path, written: Sequence[str], removed: Sequence[str]) -> int:
        """Bring a spare tree up to the live one, move the new files into it and put it in place."""
        ledger = self.ledger
        assert ledger.live is not None
        spare, changes = self._take_spare(ledger)
        folder = self.folder / spare.name
        catch_up(folder, self.output, changes, skip={*written, *removed})
        for path in written:
            move_file(outbox / path, folder / path)
        for path in removed:
            remove_file(folder, path)
        shutil.rmtree(outbox, ignore_errors=True)
        change = Change(ledger.generation + 1, tuple(written), tuple(removed))
        tree = msgspec.structs.replace(spare, generation=change.generation)
        ledger = self.ledger
        self._swap(tree, msgspec.structs.replace(ledger, changes=(*ledger.changes, change)))
        return tree.generation

    def _take_spare(self, ledger: Ledger) -> tuple[Tree, list[Change]]:
        """A tree that may be written to, struck from the ledger first, and the changes that it lacks."""
        assert ledger.live is not None
        oldest_change = ledger.changes[0].generation if ledger.changes else ledger.generation + 1
        for tree in sorted(ledger.spares, key=lambda tree: -tree.generation):
            if self._rested(tree) and tree.generation >= oldest_change - 1:
                spares = tuple(other for other in ledger.spares if other != tree)
                self._save(msgspec.structs.replace(ledger, spares=spares))
                return tree, [change for change in ledger.changes if change.generation > tree.generation]
        outbox = self.folder / f"copy-{ledger.next_name}"
        clone(self.output, outbox)
        return self._named(outbox, ledger.live.generation), []

    def _rested(self, tree: Tree) -> bool:
        swaps = self.ledger.generation - tree.left_generation
        return swaps >= RESTING_SWAPS and self._clock() - tree.left_at >= RESTING_SECONDS

    def _named(self, folder: Path, generation: int) -> Tree:
        name = f"tree-{self.ledger.next_name}"
        folder.rename(self.folder / name)
        self._save(msgspec.structs.replace(self.ledger, next_name=self.ledger.next_name + 1))
        return Tree(name, self._inode(self.folder / name), generation)

    def _swap(self, tree: Tree, ledger: Ledger) -> None:
        """The one rename that readers notice, with the ledger told before and after."""
        previous = ledger.live
        foreign = previous is None and os.path.lexists(self.output)
        spares = ledger.spares
        if previous is not None:
            left = msgspec.structs.replace(previous, left_at=self._clock(), left_generation=tree.generation)
            spares = (*spares, left)
        after = msgspec.structs.replace(
            ledger, generation=tree.generation, live=tree, spares=spares, changes=_bounded(ledger.changes)
        )
        place = self.folder / tree.name
        if self.output.is_symlink() or not self._exchange(place, previous, foreign):
            self._point(place)
        self._save(after)
        self._drop_old()

    def _exchange(self, place: Path, previous: Tree | None, foreign: bool) -> bool:
        """Exchange the new tree with what stands at the output; False where the system cannot."""
        if not os.path.lexists(self.output):
            place.rename(self.output)
            return True
        if not exchange(place, self.output):
            return False
        if foreign:
            self._keep_foreign(place)
        elif previous is not None:
            place.rename(self.folder / previous.name)
        return True

    def _keep_foreign(self, place: Path) -> None:
        """What stood there before: our own site of an unknown build goes, anything else is kept."""
        ours = is_site(place)
        kept = self.folder / (f"gone-{int(self._clock())}-{place.name}" if ours else f"kept-{place.name}")
        place.rename(kept)
        if not ours:
            with contextlib.suppress(OSError):
                kept.rmdir()

    def _point(self, place: Path) -> None:
        """`build` as a symbolic link, for systems that cannot exchange folders."""
        if self.output.is_dir() and not self.output.is_symlink():
            self.output.rename(self.folder / f"kept-{place.name}")
        temporary = self.folder / "link"
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        temporary.symlink_to(os.path.relpath(place, self.output.parent))
        os.replace(temporary, self.output)

    def _drop_old(self) -> None:
        """Forget spares beyond the bound, oldest first, once nobody can be reading them."""
        spares = sorted(self.ledger.spares, key=lambda tree: tree.generation)
        excess = [tree for tree in spares[: max(0, len(spares) - MAX_TREES)] if self._rested(tree)]
        if excess:
            self._save(
                msgspec.structs.replace(
                    self.ledger, spares=tuple(tree for tree in self.ledger.spares if tree not in excess)
                )
            )
        for tree in excess:
            shutil.rmtree(self.folder / tree.name, ignore_errors=True)


def _bounded(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The newest changes, as many as are worth keeping."""
    kept: list[Change] = []
    total = 0
    for change in reversed(changes):
        total += len(change.written) + len(change.removed)
        if total > MAX_CHANGES:
            break
        kept.append(change)
    return tuple(reversed(kept))


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site of ours: its front page says so."""
    try:
        return b'<meta name="generator" content="sitegen' in (folder / "index.html").read_bytes()[:4000]
    except OSError:
        return False


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV):
        return False
    raise OSError(code, os.strerror(code), str(second))


def catch_up(folder: Path, live: Path, changes: Iterable[Change], skip: set[str]) -> None:
    """Give an older tree the files that have changed since, as links to the live tree's."""
    touched: dict[str, bool] = {}
    for change in changes:
        touched.update(dict.fromkeys(change.written, True))
        touched.update(dict.fromkeys(change.removed, False))
    for path, is_there in touched.items():
        if path in skip:
            continue
        if is_there:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(target.name + ".new")
            os.link(live / path, temporary)
            os.replace(temporary, target)
        else:
            remove_file(folder, path)


def clone(source: Path, target: Path) -> None:
    """A tree with the same files as another, by hard links; copies where links are refused."""
    target.mkdir(mode=0o755)
    for entry in os.scandir(source):
        path = target / entry.name
        if entry.is_dir(follow_symlinks=False):
            clone(Path(entry.path), path)
        else:
            try:
                os.link(entry.path, path, follow_symlinks=False)
            except OSError as error:
                if error.errno not in (errno.EMLINK, errno.EPERM, errno.ENOTSUP, errno.EXDEV):
                    raise
                shutil.copyfile(entry.path, path)


def move_file(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except FileNotFoundError:
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        os.replace(source, target)


def remove_file(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    with contextlib.suppress(FileNotFoundError):
        (folder / path).unlink()
    parent = (folder / path).parent
    while parent != folder:
        try:
            parent.rmdir()
        except OSError:
            return
        parent = parent.parent
