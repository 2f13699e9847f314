"""In which languages an entry says anything of its own.

Where it says nothing, its page is there all the same, with the text of another language; but it does not
offer itself to search engines as a page of that language (`page_head`, `channels.sitemap`).
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.i18n.locales import Locale
from sitegen.i18n.text import Text
from sitegen.model.tracked_catalogue import TrackedCatalogue


def written_in(
    catalogue: TrackedCatalogue, locales: Mapping[str, Locale], kind: str, entity_id: str
) -> tuple[str, ...]:
    """Locales in which it has a text, or that are derived from one; all where it has none in any."""
    card = catalogue.card(kind, entity_id)
    texts = [value for name in card.__struct_fields__ if type(value := getattr(card, name)) is Text]
    known = {locale for text in texts for locale, said in text.values.items() if said}
    found = [key for key, locale in locales.items() if key in known or locale.derived_from in known]
    return tuple(found or locales)
