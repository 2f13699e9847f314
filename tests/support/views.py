"""Views and channels of small catalogues, without any files: what a page or a file would be made of."""

from __future__ import annotations

from sitegen.i18n.locales import Locale, locale_info
from sitegen.model.entities import Entity
from sitegen.model.entries import Entry
from sitegen.model.output_rows import load
from sitegen.model.outputs import OUTPUTS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer
from tests.support.catalogues import State

LOCALES: dict[str, Locale] = {"zh": locale_info("zh"), "en": locale_info("en")}


class Plain:
    """Theme text as it is in the templates: English."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        return one if number == 1 else many


def localizer(locale: str = "en") -> Localizer:
    return Localizer(LOCALES[locale], LOCALES, Plain(), None)


def tracked(*entities: Entity) -> TrackedCatalogue:
    """A catalogue of these entries on a fixed day, as views read it."""
    state = State({(entity.kind_name, entity.id): entity for entity in entities})

    def entry(kind: str, key: str) -> Entry:
        return Entry(kind=kind, id=key, path="", entity=state.entities[kind, key])

    return TrackedCatalogue(state.catalogue(), entry)


def made(output: str, catalogue: TrackedCatalogue, path: str, *args: str, locale: str = "en") -> str:
    """The text of an output that is no page, or the source of its bytes."""
    localizers = {key: localizer(key) for key in LOCALES}
    context = Context(catalogue, localizers[locale], localizers)
    it = load(OUTPUTS[output].make)(context, Route(output, args, path))
    text = it.source if isinstance(it, Bytes) else it
    assert isinstance(text, str), f"{output} makes a view: ask its fields, or build a small site (minisite)"
    return text
