"""One style sheet out of a theme's parts, which name each other by `@import`, in the order that counts.

Readers load one sheet, so nothing waits for a second one; a theme overrides one part by one file. Comments
stay behind. What a browser would pass over without a word is reported: an import of a file that is not there,
one that comes too late, a brace that swallows the parts behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from sitegen.diagnostics import ContentError, Diagnostic, place_at, problem
from sitegen.patterns import pattern

ENTRY = "index.css"
"""The part that the sheet begins with."""
LAST = "custom.css"
"""The part that others of a site's own come before."""


class StylePart(msgspec.Struct, frozen=True):
    """A file of a theme that goes into another."""

    path: str
    """As its owner knows it, from the site's root."""
    text: str


Find = Callable[[str], StylePart | None]


class StyleSheet(msgspec.Struct, frozen=True):
    """A style sheet put together."""

    text: str
    parts: frozenset[str]
    """Names of the files that went into it."""


_HEAD = pattern(
    r"""(?s)(?:\s|/\*.*?\*/|@charset\s+"[^"]*";|"""
    r"""@import\s+(?:url\(\s*)?(["']?)([^"')\s;]+)\1\s*\)?\s*([^;]*);)"""
)
"""What may stand before the rules: blanks, comments, imports (quote, name, condition)."""
_TOKEN = pattern(
    r"""(?s)(/\*.*?\*/)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\burl\(\s*[^"'()\s]*\s*\)|(/\*|@import\b|[{}])"""
)
"""A comment; a string or address, which may look like one; what must not be there or must have its like."""
_PARTING = {"", " ", "\t", "\n", ";", "{", "}"}
"""Beside one of these a comment parts nothing."""
_BLANK_LINES = pattern(r"\n\s*\n")


def join_sheet(find: Find, own: Iterable[str] = ()) -> StyleSheet:
    """The sheet that begins with `index.css`; parts of `own` that none imports come last, before custom.css.

    Raises ContentError with all that is wrong with its parts.
    """
    joined: dict[str, str] = {}
    problems = list(_gather(ENTRY, find, joined, set()))
    others: dict[str, str] = {}
    for name in own:
        if name not in joined:
            problems += _gather(name, find, others, set(joined))
    if problems:
        raise ContentError(problems)
    last = joined.pop(LAST, "")
    texts = [*joined.values(), *others.values(), last]
    return StyleSheet("".join(f"{text}\n" for text in texts if text), frozenset({LAST, *joined, *others}))


def _gather(name: str, find: Find, joined: dict[str, str], seen: set[str]) -> Iterator[Diagnostic]:
    """Put a part behind all that it imports. A part goes in once."""
    part = find(name)
    if part is None:
        return
    seen.add(name)
    end = 0
    while match := _HEAD.match(part.text, end):
        end = match.end()
        imported, condition = match[2], match[3]
        if imported is None:
            continue
        place = place_at(part.path, part.text, match.start())
        imported = imported.removeprefix("./")
        if condition:
            en = "an import with a condition; write the condition as @media in the file that is imported"
            zh = "导入带有条件；请在被导入的文件里用 @media 写这个条件"
            yield problem("E_IMPORT", place, en=en, zh=zh)
        elif find(imported) is None:
            yield problem("E_IMPORT", place, en=f"the theme has no {imported}", zh=f"主题里没有 {imported}")
        elif imported not in seen:
            yield from _gather(imported, find, joined, seen)
    rules, problems = _rules(part, end)
    yield from problems
    joined[name] = rules


def _rules(part: StylePart, start: int) -> tuple[str, list[Diagnostic]]:
    """A part's rules without comments, and what in them would spoil the parts behind."""
    kept: list[str] = []
    open_braces: list[int] = []
    problems = []
    at = start
    for match in _TOKEN.finditer(part.text, start):
        comment, odd = match[1], match[2]
        place = place_at(part.path, part.text, match.start())
        if comment:
            kept.append(part.text[at : match.start()])
            before, after = (
                part.text[match.start() - 1 : match.start()],
                part.text[match.end() : match.end() + 1],
            )
            kept.append("" if {before, after} & _PARTING else "/**/")
            at = match.end()
        elif odd == "{":
            open_braces.append(match.start())
        elif odd == "}" and open_braces:
            open_braces.pop()
        elif odd == "@import":
            en, zh = "an import after the first rule", "导入写在了规则之后"
            problems.append(problem("E_IMPORT", place, en=en, zh=zh))
        elif odd:
            problems.append(problem("E_STYLE_SHEET", place, found=odd))
    problems += [
        problem("E_STYLE_SHEET", place_at(part.path, part.text, index), found="{") for index in open_braces
    ]
    kept.append(part.text[at:])
    return _BLANK_LINES.sub("\n", "".join(kept)).strip(), problems
