"""Internal words that an entry's own public texts say, too."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, problem
from sitegen.i18n.text import Text
from sitegen.model.catalogue import Catalogue
from sitegen.model.checks.subjects import RecordCheck


def pasted_words(check: RecordCheck) -> Iterator[Diagnostic]:
    """Internal words in the entry's own texts, but for titles of public entries."""
    record = check.record
    for kept, place in record.pasted:
        if kept.text not in titles_of(check.whole.catalogue):
            yield problem("E_PASTED", place, source=f"{record.path}:{kept.line}")


def titles_of(catalogue: Catalogue) -> frozenset[str]:
    """What public entries are called, in all languages."""

    def make() -> frozenset[str]:
        cards = catalogue.projects.values()
        entities = [entity for kind in catalogue.others.values() for entity in kind.values()]
        texts: list[Text | None] = [card.title for card in cards]
        texts += [entity.title or getattr(entity, "organisation", None) for entity in entities]
        return frozenset([said for text in texts if text for said in text.values.values()])

    return catalogue.once("titles", (), make)
