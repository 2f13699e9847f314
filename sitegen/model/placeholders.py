"""The words that `sitegen new` puts where a writer's own belong, and where they still stand.

They are fine in a draft. On a page they would tell investors what the bureau ought to have written.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from functools import cache

import msgspec

from sitegen.model.entities import KINDS
from sitegen.model.fields import Doc

ENDINGS = ("……", " ...")

BODIES: dict[str, tuple[str, str]] = {
    "project": (
        "# 项目背景\n\n（项目由来，在产业链中的位置。）\n\n"
        "# 建设条件\n\n（选址、交通、水电气、用地等条件。）\n\n"
        "# 建设内容及规模\n\n（建什么，多大规模。）\n\n# 市场前景\n\n（产品去向和需求。）\n",
        "# Background\n\n(Where the project comes from, and its place in the chain.)\n\n"
        "# Site conditions\n\n(Site, transport, water, power, gas, land.)\n\n"
        "# Content and scale\n\n(What is to be built, and how large.)\n\n"
        "# Market\n\n(Products and demand.)\n",
    ),
    "policy": ("（政策要点，用自己的话写。）\n", "(The main points of the policy, in your own words.)\n"),
    "event": ("（活动介绍。）\n", "(About the event.)\n"),
    "page": ("（页面正文。）\n", "(The text of the page.)\n"),
}
"""The first text of a new entry, in Chinese and English, by the kinds that have one."""


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
        for hint in typing.get_type_hints(cls, include_extras=True).values():
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
