"""Languages that the theme does not speak, or not wholly: what it says in English on their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.i18n.locales import Locale
from sitegen.i18n.messages import MessagesError, load_messages
from sitegen.render.folders import built_in
from sitegen.render.theme import load_theme, po_folder, read_theme_file

SPOKEN = ("zh", "en")
"""Languages of the built-in theme."""


def foreign(locales: Mapping[str, Locale]) -> list[str]:
    """Languages of a site that the built-in theme does not speak."""
    return [
        key
        for key, locale in locales.items()
        if key.partition("-")[0] not in SPOKEN and locale.derived_from is None
    ]


def untranslated_words(
    locales: Mapping[str, Locale], folders: tuple[str, ...], places: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    """For each such language, how many of the theme's words a site would still have to translate."""
    keys = foreign(locales)
    if not keys:
        return
    theme = load_theme([Path(folder) for folder in folders])
    spoken = load_theme([Path(built_in())]).messages[po_folder("zh")]
    wanted = load_messages([Path(path) for path in spoken], read_theme_file).keys() - {""}
    for key in keys:
        paths = [Path(path) for path in theme.messages.get(po_folder(key), ())]
        try:
            there = load_messages(paths, read_theme_file) if paths else {}
        except MessagesError:
            continue  # which ends the build by itself
        missing = sorted(wanted - there.keys())
        if missing:
            path = f"theme/locale/{po_folder(key)}/LC_MESSAGES/messages.po"
            yield problem(
                "W_THEME_WORDS", places[key], locale=key, count=len(missing), all=len(wanted), path=path
            )


def speaking(locales: Mapping[str, Locale], tables: Mapping[str, Mapping[str, str]]) -> dict[str, Locale]:
    """The languages; those in which the theme has no words have the forms of English, so that a sentence and
    the date in it are of one language."""
    silent = {key for key in foreign(locales) if not tables.get(key)}
    return {
        key: msgspec.structs.replace(locale, forms="en") if key in silent else locale
        for key, locale in locales.items()
    }
