"""What people wrote, put into a text of another form so that it stays words."""

from __future__ import annotations

_MARKS = {ord(char): f"&#{ord(char)};" for char in "\\`*_{}[]()#+-.!|@~<>&\"'$:/"}


def in_markdown(text: str) -> str:
    """One line of Markdown on a forge: nothing in it becomes a link, a picture, a mention or markup."""
    return " ".join(text.split()).translate(_MARKS)
