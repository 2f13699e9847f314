"""`build` and `check` as they are mostly given, understood without the library for command lines.

That library takes longer to load than it takes to see that nothing has changed. What is written in any other
way (help, a wrong value, a format for programs) is left to it: `understood` says None then.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from sitegen.cli.language import LANGUAGES, say, terminal_language
from sitegen.content.listing import STARTS
from sitegen.pipeline.source_status import SourceStatus, glimpse, work_folder

SOURCES = (*STARTS, "theme", "themes")
"""Files and folders of a site that are its owner's: no output goes there."""

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


def place_of_output(root: str, output: str | None) -> str:
    """An absolute path whose last part is not resolved: it may be the link that is swapped.

    "" where the site's own files are, or somebody's: what stands at the output is moved aside.
    """
    place = os.path.abspath(os.path.join(root, "build") if output is None else output)
    place = os.path.join(os.path.realpath(os.path.dirname(place)), os.path.basename(place))
    site = os.path.realpath(root)
    sources = [os.path.join(site, name) for name in SOURCES]
    home = os.path.realpath(os.path.expanduser("~"))
    taken = _is_within(site, place) or _is_within(home, place) or (output is not None and _is_foreign(place))
    return "" if taken or any(_is_within(place, source) for source in sources) else place


def _is_foreign(place: str) -> bool:
    """Whether a folder has files that are no website's."""
    if os.path.isdir(work_folder(place)) or os.path.exists(os.path.join(place, "index.html")):
        return False
    try:
        return bool(os.listdir(place))
    except OSError:
        return False


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def answer(asked: FastArguments) -> int:
    """Do what is asked; the exit status."""
    seen = _look(asked)
    if seen and seen.nothing_changed and not seen.glance.warnings and not asked.timings:
        if asked.command == "build":
            say(asked.lang, *nothing_to_do(seen.glance.pages))
        else:
            say(asked.lang, *no_problems())
        return 0
    from sitegen.cli import building

    return building.build(asked, seen) if asked.command == "build" else building.check(asked, seen)


def _look(asked: FastArguments) -> SourceStatus | None:
    """Under the build's lock, for a build; None where another build has it, or nothing is remembered."""
    if asked.command == "check":
        return glimpse(asked.root, asked.output, asked.base_url, asked.now)
    import fcntl

    try:
        lock = os.open(
            os.path.join(work_folder(asked.output), "lock"), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        )
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return glimpse(asked.root, asked.output, asked.base_url, asked.now)
    except BlockingIOError:
        return None
    finally:
        os.close(lock)


def nothing_to_do(pages: int) -> tuple[str, str]:
    return f"The site is up to date: {pages} pages.", f"网站已是最新，共 {pages} 个页面。"


def no_problems() -> tuple[str, str]:
    return "No problems found.", "没有发现问题。"
