"""How long each file of the tree in place is, so that one that a loss of power has emptied is noticed.

A file system that loses power may keep a file's name and lose its bytes; somebody may cut a file short by
hand. Neither shows in what a build remembers, so the next ones would keep the loss. All files are looked at
once after each start of the machine, and in every build those of a small site; of a large one, a stretch that
is another each time. Loads next to nothing: most builds look here and do nothing else.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping

from sitegen.seal import read_sealed, write_sealed

MAGIC = b"sitegen sizes 1\n"
FEW = 3_000
"""Files that every build looks at."""
STRETCH = 1_000
"""How many it looks at where there are more: about a thousandth of a second."""

Path = str | os.PathLike[str]


class LiveSizes:
    """Paths in the site, size of each, and the start of the machine in which all were found so last."""

    __slots__ = ("boot", "paths", "sizes")

    def __init__(self, paths: list[str], sizes: array[int], boot: str) -> None:
        self.paths = paths
        self.sizes = sizes
        self.boot = boot


def boot_id() -> str:
    """Names this start of the machine; "" where the system does not say."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, ValueError):
        return ""


def damaged_file(work: Path, output: Path, tree: str, key: bytes) -> str | None:
    """A file of the tree in place that is not as long as it was written; None where there seems to be none.

    "" where there is no telling what the tree should hold.
    """
    known = load_sizes(work, tree, key)
    if known is None:
        return ""
    first, last = 0, len(known.paths)
    same_boot = known.boot == boot_id()
    if same_boot and last > FEW:
        first = int.from_bytes(os.urandom(4), "little") % (last - STRETCH + 1)
        last = first + STRETCH
    found = _first_differing(output, known.paths[first:last], known.sizes[first:last])
    if found is None and not same_boot:
        save_sizes(work, tree, dict(zip(known.paths, known.sizes, strict=True)), key)
    return found


def _first_differing(output: Path, paths: Iterable[str], sizes: Iterable[int]) -> str | None:
    look, path = os.stat, ""
    folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for path, size in zip(paths, sizes, strict=True):
            if look(path, dir_fd=folder, follow_symlinks=False).st_size != size:
                return path
    except OSError:
        return path
    finally:
        os.close(folder)
    return None


def new_sizes(
    known: LiveSizes | None, folder: Path, written: Iterable[str], removed: Iterable[str]
) -> dict[str, int]:
    """Sizes after a build that has written these files to a folder and takes those away."""
    sizes = dict(zip(known.paths, known.sizes, strict=True)) if known else {}
    for path in removed:
        sizes.pop(path, None)
    for path in written:
        sizes[path] = os.lstat(f"{os.fspath(folder)}/{path}").st_size
    return sizes


def load_sizes(work: Path, tree: str, key: bytes) -> LiveSizes | None:
    """What was written down of a tree; None when there is nothing to rely on."""
    body = read_sealed(_path(work, tree), MAGIC, key)
    if body is None:
        return None
    head, _, rest = bytes(body).partition(b"\n")
    boot, _, length = head.decode().partition(" ")
    names, numbers = rest[: int(length)], array("q", rest[int(length) :])
    paths = names.decode("utf-8", "surrogateescape").split("\0") if names else []
    return LiveSizes(paths, numbers, boot)


def save_sizes(work: Path, tree: str, sizes: Mapping[str, int], key: bytes) -> None:
    """Write down those of a tree, before it is in place."""
    names = "\0".join(sizes).encode("utf-8", "surrogateescape")
    head = f"{boot_id()} {len(names)}\n".encode()
    temporary = os.path.join(work, "sizes.new")
    write_sealed(temporary, MAGIC, head + names + array("q", sizes.values()).tobytes(), key)
    os.replace(temporary, _path(work, tree))


def _path(work: Path, tree: str) -> str:
    return os.path.join(work, f"sizes-{tree}.bin")
