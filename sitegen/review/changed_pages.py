"""Two built sites as readers see them: which pages appear, vanish or say something else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import msgspec

_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
_BLOCKS = frozenset(
    "address article aside blockquote caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header li main nav ol p pre section table tbody td th thead tr ul summary details".split()
)
LINES = 8
"""Lines that are told of a page, before and after each."""


class PageChange(msgspec.Struct, frozen=True):
    """A page that says something else, by its path: lines that went and lines that came."""

    path: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    more: int = 0
    """Lines that are not told."""


class PageChanges(msgspec.Struct, frozen=True):
    """Pages and files by path."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[PageChange, ...] = ()
    files: tuple[str, ...] = ()
    """Other files that differ: pictures, feeds, data."""
    frame: bool = False
    """Whether header or footer, which are on every page, say something else."""


def compare_sites(old: Path, new: Path) -> PageChanges:
    """What differs between two built sites. Raises OSError."""
    before, after = _files(old), _files(new)
    pages = [path for path in after if path.endswith(".html") and path in before]
    differing = [path for path in pages if (old / path).read_bytes() != (new / path).read_bytes()]
    changed, frame = [], False
    for path in differing:
        was, now = (
            visible_text((old / path).read_text("utf-8")),
            visible_text((new / path).read_text("utf-8")),
        )
        frame = frame or was.frame != now.frame
        if was.main != now.main:
            changed.append(_change(path, was.main, now.main))
    others = [path for path in after if path in before and not path.endswith(".html")]
    return PageChanges(
        added=tuple(path for path in after if path.endswith(".html") and path not in before),
        removed=tuple(path for path in before if path.endswith(".html") and path not in after),
        changed=tuple(changed),
        files=tuple(path for path in others if (old / path).read_bytes() != (new / path).read_bytes()),
        frame=frame,
    )


def _files(folder: Path) -> dict[str, None]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return dict.fromkeys(sorted(found))


def _change(path: str, was: tuple[str, ...], now: tuple[str, ...]) -> PageChange:
    gone: list[str] = []
    come: list[str] = []
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            gone += was[first:last]
            come += now[start:end]
    more = max(len(gone) - LINES, 0) + max(len(come) - LINES, 0)
    return PageChange(path, tuple(gone[:LINES]), tuple(come[:LINES]), more)


class SeenText(msgspec.Struct, frozen=True):
    """Lines of text that a reader sees: of the page itself, and of what is around it."""

    main: tuple[str, ...]
    frame: tuple[str, ...]


def visible_text(html: str) -> SeenText:
    """The text of a page in lines, one for each block; pictures by their descriptions, without scripts."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    parser.end_line()
    return SeenText(tuple(parser.lines[True]), tuple(parser.lines[False]))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[bool, list[str]] = {True: [], False: []}
        self._line: list[str] = []
        self._unseen = 0
        self._main = 0

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS or tag == "br":
            self.end_line()
        if tag == "main":
            self._main += 1
        elif tag == "img":
            self._line.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self.end_line()
        if tag == "main":
            self._main = max(self._main - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(data)

    def end_line(self) -> None:
        text = " ".join("".join(self._line).split())
        self._line = []
        if text:
            self.lines[self._main > 0].append(text)
