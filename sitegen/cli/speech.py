"""The language that the command line speaks: Chinese or English."""

from __future__ import annotations

import os

LANGUAGES = ("en", "zh")


def terminal_language() -> str:
    """Chinese in a Chinese locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    return "zh" if (locale.getlocale()[0] or "").lower().startswith("zh") else "en"


def say(lang: str, en: str, zh: str) -> None:
    """A result, for people."""
    print(zh if lang == "zh" else en)
