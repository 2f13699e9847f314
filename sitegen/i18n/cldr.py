"""The few things that are asked from Babel's locale data, for languages that have no words of their own here.

Babel is loaded when one of these is called, never before: Chinese and English need none of it.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.core import Locale as BabelLocale


def separators(locale: str) -> tuple[str, str]:
    """Decimal and group separator; those of English for a language that Babel does not know."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    known = _known(locale)
    return (".", ",") if known is None else (get_decimal_symbol(known), get_group_symbol(known))


def date_in_words(day: datetime.date, precision: str, locale: str) -> str:
    """A "day", "month" or "year" as the language writes it; "" for a language that Babel does not know."""
    from babel.dates import format_date, format_skeleton

    known = _known(locale)
    if known is None:
        return ""
    if precision == "day":
        return format_date(day, "long", locale=known)
    return format_skeleton("yMMMM" if precision == "month" else "y", day, locale=known)


def _known(locale: str) -> BabelLocale | None:
    from babel.core import Locale as BabelLocale
    from babel.core import UnknownLocaleError

    for candidate in (locale, locale.partition("-")[0]):
        try:
            return BabelLocale.parse(candidate, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return None
