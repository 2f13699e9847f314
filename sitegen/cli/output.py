"""What the command line prints: problems, results, a progress line; in Chinese or English."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sitegen.cli.language import LANGUAGES, say, terminal_language
from sitegen.diagnostics import Diagnostic

FORMATS = ("text", "json", "github", "gitlab")

_current: list[Terminal] = []
"""The terminal that the running command has set up; errors that end a command are shown on it."""


class Terminal:
    """Where a command speaks to: its language, its format, and whether a person is looking."""

    def __init__(self, lang: str = "", style: str = "text", root: Path = Path()) -> None:
        self.lang = lang if lang in LANGUAGES else terminal_language()
        self.style = style
        self.root = root
        self.asked_for_problems = False
        """Whether problems are what the command is for: then they go where `>` sends them."""
        self.person = sys.stderr.isatty()
        self.colour = self.person and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        _current[:] = [self]

    @classmethod
    def current(cls) -> Terminal:
        return _current[0] if _current else cls()

    def problems(self, diagnostics: Sequence[Diagnostic]) -> int:
        """Show problems in the chosen format; 1 when there are errors, else 0."""
        if not diagnostics and self.style == "text":
            return 0
        from sitegen.diagnostics.show import (  # not loaded when all is well
            as_github,
            as_gitlab,
            as_json,
            as_text,
        )

        failed = any(diagnostic.severity == "error" for diagnostic in diagnostics)
        if self.style == "json":
            print(as_json(diagnostics, self.lang))
        elif self.style == "gitlab":
            print(as_gitlab(diagnostics, self.lang))
        elif self.style == "github":
            if diagnostics:
                print(as_github(diagnostics, self.lang))
        elif diagnostics:
            out = sys.stdout if self.asked_for_problems else sys.stderr
            colour = self.colour and out.isatty()
            print(as_text(diagnostics, self.lang, self._line, colour=colour), file=out, flush=True)
            if diagnostics[0].place.path:
                print(self._counts(diagnostics), file=sys.stderr)
        return 1 if failed else 0

    def _counts(self, diagnostics: Sequence[Diagnostic]) -> str:
        errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
        warnings = len(diagnostics) - errors
        worst = next((one for one in diagnostics if one.severity == "error"), diagnostics[0])
        more = f"sitegen explain {worst.code}"
        if self.lang == "zh":
            return f"{errors} 个错误，{warnings} 个警告。详细说明：{more}"
        plural = "s" if errors != 1 else "", "s" if warnings != 1 else ""
        return f"{errors} error{plural[0]}, {warnings} warning{plural[1]}. For more: {more}"

    def _line(self, path: str, number: int) -> str | None:
        """A line of a content file for an excerpt; None when it cannot be shown."""
        try:
            data = (self.root / path).read_bytes()
        except OSError:
            return None
        lines = data.decode("utf-8-sig", "replace").split("\n")
        return lines[number - 1] if number <= len(lines) else None

    def say(self, en: str, zh: str) -> None:
        """A result, for people; nothing in the formats for programs."""
        if self.style == "text":
            say(self.lang, en, zh)

    def say_aside(self, en: str, zh: str) -> None:
        """The same among the problems, where something came of nothing."""
        if self.style == "text":
            print(self.pick(en, zh), file=sys.stderr)

    def pick(self, en: str, zh: str) -> str:
        return zh if self.lang == "zh" else en


STAGES_ZH = {
    "read": "读取",
    "parse": "解析",
    "check": "检查",
    "route": "规划页面",
    "render": "生成页面",
    "verify": "核对",
    "publish": "发布",
}


class Progress:
    """The name of the stage on a terminal, once a build takes longer than a moment; nothing in a pipe."""

    MOMENT = 1.0

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._start = time.monotonic()
        self._shown = False

    def __call__(self, stage: str) -> None:
        if not self._terminal.person or (time.monotonic() - self._start < self.MOMENT and stage != "render"):
            return
        name = STAGES_ZH.get(stage, stage) if self._terminal.lang == "zh" else stage
        print(f"\r\x1b[K{name} …", end="", file=sys.stderr, flush=True)
        self._shown = True

    def done(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
