"""The language that the command line speaks: Chinese or English."""

from __future__ import annotations

import os
from collections.abc import Sequence

LANGUAGES = ("en", "zh")


def terminal_language() -> str:
    """Chinese in a Chinese locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    return "zh" if (locale.getlocale()[0] or "").lower().startswith("zh") else "en"


def asked_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, right or wrong as the line may be; else the terminal's."""
    words = arguments[: list(arguments).index("--")] if "--" in arguments else arguments
    asked = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    asked += [words[place + 1] for place, word in enumerate(words[:-1]) if word == "--lang"]
    return next((lang for lang in asked if lang in LANGUAGES), "") or terminal_language()


def say(lang: str, en: str, zh: str) -> None:
    """A result, for people."""
    print(zh if lang == "zh" else en)
