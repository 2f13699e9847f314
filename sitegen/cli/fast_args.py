"""`build` and `check` as they are mostly given, understood without the library for command lines.

That library takes longer to load than it takes to see that nothing has changed. What is written in any other
way (help, a wrong value, a format for programs) is left to it: `understood` says None then.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from sitegen.cli.language import LANGUAGES, terminal_language
from sitegen.cli.output_place import place_of_output

_VALUES = {
    "build": ("--root", "--output", "--base-url", "--now", "--lang", "--jobs"),
    "check": ("--root", "--now", "--lang"),
}
_FLAGS = {"build": ("--strict", "--timings"), "check": ("--strict",)}


class FastArguments:
    """A command and its options, each as it was given."""

    def __init__(self, command: str, values: dict[str, str], flags: frozenset[str], output: str) -> None:
        self.command = command
        self.root = os.path.realpath(values.get("--root", "."))
        self.output = output
        self.base_url = values.get("--base-url")
        self.now = values.get("--now")
        self.lang = values.get("--lang") or terminal_language()
        self.jobs = int(values.get("--jobs", "0"))
        self.strict = "--strict" in flags
        self.timings = "--timings" in flags


def understood(arguments: Sequence[str]) -> FastArguments | None:
    """What a command line asks for, when it is one of the plain ones."""
    command = arguments[0] if arguments else ""
    if command not in _VALUES:
        return None
    values: dict[str, str] = {}
    flags: set[str] = set()
    words = iter(arguments[1:])
    for word in words:
        name, given, value = word.partition("=")
        if word in _FLAGS[command]:
            flags.add(word)
        elif name in _VALUES[command]:
            values[name] = value if given else next(words, "")
        else:
            return None
    if not _is_plain(values):
        return None
    output = place_of_output(values.get("--root", "."), values.get("--output"))
    return FastArguments(command, values, frozenset(flags), output) if output else None


def _is_plain(values: dict[str, str]) -> bool:
    """Whether each value can only mean what it says; addresses are not looked into here."""
    jobs = values.get("--jobs", "1")
    return (
        "" not in values.values()
        and not any(value.startswith("-") for value in values.values())
        and "--base-url" not in values
        and values.get("--lang", "en") in LANGUAGES
        and os.path.isdir(values.get("--root", "."))
        and jobs.isascii()
        and jobs.isdecimal()
        and 1 <= int(jobs) <= 256
        and _is_day(values.get("--now", "2026-01-01"))
    )


def _is_day(text: str) -> bool:
    """Days up to the 28th: whether there is a 31st is for the calendar to say."""
    year, month, day = text[:4], text[5:7], text[8:]
    return (
        len(text) == 10
        and text[4] == text[7] == "-"
        and (year + month + day).isascii()
        and (year + month + day).isdecimal()
        and year >= "0001"
        and "01" <= month <= "12"
        and "01" <= day <= ("28" if month == "02" else "30")
    )


def nothing_to_do(pages: int) -> tuple[str, str]:
    return f"The site is up to date: {pages} pages.", f"网站已是最新，共 {pages} 个页面。"


def no_problems() -> tuple[str, str]:
    return "No problems found.", "没有发现问题。"
