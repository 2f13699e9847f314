"""The words that `sitegen new` puts where a writer's own belong, and where they still stand.

They are fine in a draft. On a page they would tell investors what the bureau ought to have written.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from functools import cache

import msgspec

from sitegen.model.fields import Doc, hints_of
from sitegen.model.kinds import KINDS, RECORDS, Both

ENDINGS = ("……", " ...")

BODIES: dict[str, Both] = {kind.id: kind.first_text for kind in RECORDS if kind.first_text}
"""The first text of a new entry, by the kinds that have one."""


HINTS = {
    kind: tuple([line for body in bodies for line in body.split("\n") if line.startswith(("（", "("))])
    for kind, bodies in BODIES.items()
}
"""Lines of these that say what belongs there."""


def placeholder(doc: Doc, locale: str) -> str:
    """What a new file has for a field, in a language."""
    if locale.startswith("zh"):
        return f"{doc.zh}{ENDINGS[0]}"
    name = re.split("[,;:]", doc.en)[0]
    return f"{name[0].upper()}{name[1:]}{ENDINGS[1]}"


def is_placeholder(text: str) -> bool:
    """Whether a value is what a new file has for some field."""
    return text.strip() in _placeholders()


def placeholders_in(kind: str, text: str) -> Iterator[int]:
    """Where an entry's text still has lines of the first one."""
    for line in HINTS.get(kind, ()):
        if (at := text.find(line)) >= 0:
            yield at


@cache
def _placeholders() -> frozenset[str]:
    docs: set[Doc] = set()
    todo: list[type[msgspec.Struct]] = list(KINDS.values())
    for cls in todo:
        for hint in hints_of(cls).values():
            for part in _parts(hint):
                if isinstance(part, Doc):
                    docs.add(part)
                elif isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in todo:
                    todo.append(part)
    return frozenset(placeholder(doc, locale) for doc in docs for locale in ("zh", "en"))


def _parts(hint: object) -> Iterator[object]:
    """A hint's markers and types, at any depth."""
    yield hint
    for part in (*typing.get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _parts(part)
