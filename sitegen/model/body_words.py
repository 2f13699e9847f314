"""The words of an entry's texts, for a search that looks through them: kept with its record.

All that a reader may see of an entry as text counts: its Markdown, the texts and numbers among its facts.
Keys are those of `i18n.folding`. A text in a derived language has none of its own: it is folded to the one
that it is derived from.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

from sitegen.i18n.folding import code_key, keys_of, packed
from sitegen.i18n.text import Text
from sitegen.model.entries import Entry
from sitegen.patterns import pattern

CODES = frozenset({"code", "number", "document", "approval"})
"""Fields that are found as wholes, too."""
SAID = CODES | {"batch", "email", "phone", "postcode", "tags"}
"""Fields of plain text that readers are shown as it is."""
_TAG = pattern("<[^>]*>")


def body_words(entry: Entry, derived: frozenset[str]) -> bytes:
    """Keys of an entry's texts and facts, packed; `derived` are the languages to leave out."""
    keys: set[str] = set()
    for locale, body in entry.bodies.items():
        if locale not in derived:
            keys.update(keys_of(plain_text(body.html)))
    for name, value in _said(entry.entity, ""):
        keys.update(keys_of(value))
        if name in CODES:
            keys.add(code_key(value))
    return zlib.compress(packed(keys).encode(), 1)


def plain_text(html: str) -> str:
    """What is read of a rendered text."""
    return unescape(_TAG.sub(" ", re.sub("</?(?:a|b|em|strong|code|span|del|sup|sub)(?: [^>]*)?>", "", html)))


def _said(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Texts within a value, each with the name of its field."""
    if isinstance(value, Text):
        for text in value.values.values():
            yield name, text
    elif isinstance(value, str):
        if name in SAID:
            yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(item, name)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _said(getattr(value, field), field)
