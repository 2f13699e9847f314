"""Text that an entry holds in several languages, and the choice of what one reader is shown.

Conversion to Traditional Chinese is passed in as a function; markup and escaping are the renderer's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sitegen.i18n.locales import Locale, html_lang


def N_(message: str) -> str:
    """Mark a message of the theme for extraction."""
    return message


class Text(msgspec.Struct, frozen=True, array_like=True):
    """One text in the languages in which it was written: locale id ("zh", "en", "zh-hant") -> text."""

    values: dict[str, str]

    def get(self, locale: str) -> str | None:
        """The text in exactly this locale; None if it is missing or blank."""
        return self.values.get(locale) or None

    def __bool__(self) -> bool:
        return any(self.values.values())


class Shown(NamedTuple):
    """A text as one locale shows it. `lang` is "" when it is in that locale, else the HTML lang of the
    fallback.
    """

    text: str
    lang: str


def show(
    text: Text | None,
    locale: Locale,
    locales: Mapping[str, Locale],
    convert: Callable[[str], str] | None = None,
) -> Shown | None:
    """Choose what a reader of `locale` is shown, None if there is nothing at all.

    The order: written in the locale; derived from the locale that it is derived from; its fallbacks in turn;
    then whatever there is, in the order of `locales`. A derived text counts as being in the locale.
    """
    if text is None:
        return None
    own = text.get(locale.id)
    if own is not None:
        return Shown(own, "")
    if locale.derived_from and convert is not None:
        base = text.get(locale.derived_from)
        if base is not None:
            return Shown(convert(base), "")
    for other in _others(text, locale, locales):
        found = text.get(other)
        if found is not None:
            known = locales.get(other)
            return Shown(found, known.html if known else html_lang(other))
    return None


def _others(text: Text, locale: Locale, locales: Mapping[str, Locale]) -> Iterator[str]:
    yield from locale.fallbacks
    yield from locales
    yield from sorted(text.values)
