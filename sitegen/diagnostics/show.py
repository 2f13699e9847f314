"""Diagnostics as text: for a person at a terminal, for programs (JSON), for workflow annotations."""

from __future__ import annotations

import hashlib
import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from sitegen.diagnostics import Diagnostic

KEPT_QUIET = frozenset(("E_PASTED",))
"""Of these the line is not shown: logs are read by more people than the file."""

ReadLine = Callable[[str, int], str | None]
"""Gives a line of a content file, or None: (path, line number from 1)."""

UNREADABLE = 10
"""A line with so many characters that are not text helps nobody to find the place."""


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def wording() -> dict[str, dict[str, Any]]:
    """codes.toml: code -> {"en": {"message", "hint", "explain"}, "zh": {…}}."""
    return tomllib.loads(resources.files(__package__).joinpath("codes.toml").read_text("utf-8"))


def message(diagnostic: Diagnostic, lang: str) -> str:
    return _fill(diagnostic, lang, "message")


def hint(diagnostic: Diagnostic, lang: str) -> str:
    """What to do. A code may word it otherwise when the word that was probably meant is known."""
    if "near" in diagnostic.params and (near := _fill(diagnostic, lang, "hint_near")):
        return near
    return _fill(diagnostic, lang, "hint")


def _fill(diagnostic: Diagnostic, lang: str, part: str) -> str:
    texts = wording().get(diagnostic.code, {}).get(lang, {})
    return str(texts.get(part, "")).format_map(_Blank(_visible(diagnostic.params)))


def _visible(params: dict[str, str]) -> dict[str, str]:
    """Content in a message must neither steer the terminal nor flood it."""
    return {name: _cut(printable(value), 800 if name == "known" else 200) for name, value in params.items()}


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def printable(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\t" else f"\\u{{{ord(char):04x}}}" for char in text)


def as_text(
    diagnostics: Sequence[Diagnostic], lang: str, read_line: ReadLine, *, colour: bool = False
) -> str:
    """The form for people: one line, the source line with a caret, and the hint."""
    return "\n".join(_one(diagnostic, lang, read_line, colour) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, lang: str, read_line: ReadLine, colour: bool) -> str:
    place = diagnostic.place
    severity = _severity_word(diagnostic.severity, lang)
    if colour:
        severity = f"\x1b[1;{31 if diagnostic.severity == 'error' else 33}m{severity}\x1b[0m"
    where = printable(place.path)
    if place.line:
        where += f":{place.line}:{place.column}"
    head = f"{where}: " if where else ""
    lines = [f"{head}{severity} {diagnostic.code}: {message(diagnostic, lang)}"]
    may_show = place.line and diagnostic.code not in KEPT_QUIET
    source = read_line(place.path, place.line) if may_show else None
    if source is not None and sum(not char.isprintable() for char in source[:100]) < UNREADABLE:
        lines += _excerpt(source, place.line, place.column)
    if advice := hint(diagnostic, lang):
        lines.append(f"    = {advice}")
    return "\n".join(lines)


def _severity_word(severity: str, lang: str) -> str:
    return severity if lang == "en" else {"error": "错误", "warning": "警告"}[severity]


def _excerpt(source: str, line: int, column: int) -> list[str]:
    """The source line and a caret under the column; wide characters take two cells."""
    source = source.rstrip("\r\n")
    start = max(0, column - 60)
    piece = printable(source[start : start + 100]).replace("\t", " ")
    before = printable(source[start : max(start, column - 1)]).replace("\t", " ")
    pad = sum(_cells(char) for char in before)
    gutter = f"{line:>5} | "
    return [f"{gutter}{piece}", f"{' ' * (len(gutter) - 2)}| {' ' * pad}^"]


def _cells(char: str) -> int:
    """Cells that a character takes on a terminal."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def as_json(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    rows = [
        {
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "path": diagnostic.place.path,
            "line": diagnostic.place.line,
            "column": diagnostic.place.column,
            "message": message(diagnostic, lang),
            "hint": hint(diagnostic, lang),
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_gitlab(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """GitLab's code quality report: a merge request then shows each problem with its file and line."""
    return json.dumps([_finding(each, lang) for each in diagnostics], ensure_ascii=False, indent=1)


def _finding(diagnostic: Diagnostic, lang: str) -> dict[str, object]:
    place, text = diagnostic.place, message(diagnostic, lang)
    # GitLab tells old findings from new by this; without the line, one that moved stays the same.
    identity = f"{diagnostic.code}\0{place.path}\0{text}"
    return {
        "check_name": diagnostic.code,
        "description": text,
        "severity": "critical" if diagnostic.severity == "error" else "minor",
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "location": {"path": place.path, "lines": {"begin": place.line or 1}},
    }


def as_github(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Workflow commands: content is escaped as the runner asks, so that it cannot add commands."""
    return "\n".join(_annotation(diagnostic, lang) for diagnostic in diagnostics)


def _annotation(diagnostic: Diagnostic, lang: str) -> str:
    place = diagnostic.place
    text = f"{diagnostic.code}: {message(diagnostic, lang)}"
    if advice := hint(diagnostic, lang):
        text += f"\n{advice}"
    where = f"file={_property(place.path)},line={place.line or 1},col={place.column or 1}"
    return f"::{diagnostic.severity} {where}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def explain(code: str, lang: str) -> str | None:
    """A code's whole entry for `sitegen explain`, or None for an unknown code."""
    entry = wording().get(code)
    if entry is None:
        return None
    texts = entry[lang]
    parts = [f"{code}: {texts['title']}", "", texts["explain"].strip()]
    return "\n".join(parts)
