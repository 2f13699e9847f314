"""What the readers of this package raise: a refusal with a permanent reason, in Chinese and English.

A refusal knows nothing of files and lines; whoever reads content adds the place and makes a diagnostic of it.
"""

from __future__ import annotations

from sitegen.diagnostics import InputError


class ParseError(InputError):
    """A text that cannot be read.

    `reason` is a short permanent code for programs and tests, `zh` and `en` say what is wrong, `suggestion`
    is a text that would be accepted in its place ("" if none comes to mind). All four are positional, so that
    the exception survives the way through a process pool.
    """

    def __init__(self, reason: str, suggestion: str = "", zh: str = "", en: str = "") -> None:
        super().__init__(reason, suggestion, zh, en)
        self.reason = reason
        self.suggestion = suggestion
        self.zh = zh or reason
        self.en = en or reason

    def __str__(self) -> str:
        hint = f" (try {self.suggestion})" if self.suggestion else ""
        return self.en + hint
