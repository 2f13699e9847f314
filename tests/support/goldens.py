"""Expected outputs kept as files: one test both checks them and, with --update-goldens, writes them.

What is kept reads well in a diff and still says every byte: see `folded`.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

WIDTH = 120
SHOWN_FILES = 12
SHOWN_LINES = 40

_STARTS = re.compile(
    r"(?=<(?:a|article|b|button|circle|dd|div|dl|dt|entry|g|h[1-6]|iframe|img|input|label|li|line|nav|ol|option"
    r"|p|path|polygon|polyline|rect|script|section|span|svg|table|tbody|td|text|th|thead|time|tr|tspan|ul|url"
    r"|xhtml:link)\b)"
    r"|(?<=[\]}],)(?=[\[{])"
    r'|(?<=",)(?=")'
)
"""Where a line may be broken: before a tag, and between the members of JSON."""
_FRAMES = tuple(
    re.compile(rf"^<{tag}\b.*?</{tag}>", re.DOTALL | re.MULTILINE) for tag in ("header", "footer")
)
_UP = re.compile(r"(?<=[\"'])(?:\.\./|\./)+")


def folded(text: str) -> str:
    """`text` with long lines broken and control characters made visible; `unfolded` gives it back.

    A line that goes on begins with ↳; a carriage return is ␍; a last line without its end says so.
    """
    lines = []
    for line in text.replace("\r", "␍").split("\n"):
        parts = [part for part in _STARTS.split(line) if part] if len(line) > WIDTH else [line]
        lines += [parts[0], *("↳" + part for part in parts[1:])]
    return "\n".join(lines) + "⏎\n" if not text.endswith("\n") else "\n".join(lines)


def unfolded(text: str) -> str:
    """What `folded` made text of."""
    return text.replace("\n↳", "").removesuffix("⏎\n").replace("␍", "\r")


def without_frames(page: str, home: str) -> str:
    """A page with single lines for what its language's home page has too: header, footer, much of the head.

    They may differ in what leads up to the root and in which link is the current one, which the line says.
    """
    for pattern in _FRAMES:
        own, other = pattern.search(page), pattern.search(home)
        if own and other and _alike(own[0]) == _alike(other[0]):
            current = re.findall(r'href="([^"]*)"[^>]* aria-current="\w+"', own[0])
            name = own[0][1:7]
            page = page.replace(own[0], f"[{name} of the home page; current: {' '.join(current) or 'none'}]")
    head, end, body = page.partition("</head>")
    return _without_common_lines(head, home.partition("</head>")[0]) + end + body


def _without_common_lines(head: str, home: str) -> str:
    """A page's head less the lines that the home page's has too, but for how many there are in each place."""
    common = {_alike(line) for line in home.split("\n")} - {""}
    lines: list[str] = []
    for is_common, group in groupby(head.split("\n"), lambda line: _alike(line) in common):
        found = list(group)
        lines += [f"[{len(found)} lines of the home page]"] if is_common else found
    return "\n".join(lines)


def _alike(frame: str) -> str:
    return re.sub(r' aria-current="\w+"', "", _UP.sub("/", frame))


def compare(actual: Mapping[str, str], folder: Path, *, update: bool) -> None:
    """Compare texts by name with the files of a folder, or write the folder anew.

    Raises AssertionError with the differences, as far as one can read them, and with every file that differs.
    """
    __tracebackhide__ = True
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in actual.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return
    expected = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }
    differ = sorted(
        name for name in actual.keys() | expected.keys() if actual.get(name) != expected.get(name)
    )
    if differ:
        shown = [
            _difference(name, expected.get(name, ""), actual.get(name, "")) for name in differ[:SHOWN_FILES]
        ]
        raise AssertionError(
            "\n".join([*shown, f"Differ from {folder}:", *differ, "If that is meant: make goldens"])
        )


def _difference(name: str, before: str, after: str) -> str:
    lines = list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"expected/{name}", name, lineterm="", n=1
        )
    )
    return "\n".join([*lines[:SHOWN_LINES], *(["…"] if len(lines) > SHOWN_LINES else [])])
