"""The standard terms that a field may take, each with its meaning in Chinese and English.

Terms that readers see are named as the built-in theme names them; the few that only writers meet are named
here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sitegen.i18n.messages import Messages, load_messages
from sitegen.render.theme import built_in_folder
from sitegen.views.labels import TERMS


class Term(NamedTuple):
    value: str
    zh: str
    en: str


_WRITERS_OWN: dict[str, tuple[str, str]] = {
    "public": ("公开", "published"),
    "draft": ("草稿，不发布", "not published yet"),
    "internal": ("内部，不发布", "never published"),
    "before-tax": ("税前", "before tax"),
    "after-tax": ("税后", "after tax"),
    "flow": ("产业流程", "part of the flow"),
    "support": ("配套", "support"),
    "WGS84": ("WGS-84", "WGS 84"),
    "CGCS2000": ("国家大地坐标系", "China's national system"),
}


def terms_of(values: tuple[str, ...]) -> tuple[Term, ...]:
    """The terms of a field, in the model's order."""
    return tuple(Term(value, *_meaning(value, _group(values))) for value in values)


def _group(values: tuple[str, ...]) -> dict[str, str]:
    """The theme's words for exactly these terms."""
    return next((group for group in TERMS.values() if group.keys() == set(values)), {})


def _meaning(value: str, group: dict[str, str]) -> tuple[str, str]:
    message = group.get(value)
    return (_chinese().gettext(message), message) if message else _WRITERS_OWN[value]


@cache
def _chinese() -> Messages:
    path = built_in_folder() / "locale" / "zh" / "LC_MESSAGES" / "messages.po"
    return Messages(load_messages([path]))
