"""How one language says things: theme text, entry text with fallback, amounts, dates, terms, addresses.

A `Localizer` belongs to one locale. It remembers what it has formatted, because the same amounts, dates and
names stand on thousands of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar
from urllib.parse import quote

from markupsafe import Markup

from sitegen.content.markdown_body import ROOT, Body, in_locale
from sitegen.i18n.dates import format_date
from sitegen.i18n.locales import Locale
from sitegen.i18n.paragraphs import english_paragraph
from sitegen.i18n.quantities import Quantity, format_quantity
from sitegen.i18n.text import Text, show
from sitegen.model.kinds import FOLDERS
from sitegen.routes import entity_path
from sitegen.views.basic_values import Amount, BodyText, Fact, LocalText, Term, When
from sitegen.views.labels import FACTS, SECTIONS, TERMS

K = TypeVar("K")
V = TypeVar("V")

FULL = 20_000
"""Amounts that a localizer remembers, and as many facts: what else it remembers there is little of."""


class Translations(Protocol):
    """Translated theme text."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, one: str, many: str, number: int, /) -> str: ...


class Localizer:
    """Everything about one language that views need."""

    def __init__(
        self,
        locale: Locale,
        locales: Mapping[str, Locale],
        messages: Translations,
        convert: Callable[[str], str] | None = None,
    ) -> None:
        self.locale = locale
        self.forms = locale.forms or locale.id
        """The locale whose forms dates and amounts have."""
        self._is_cjk = locale.is_cjk and not locale.forms
        self.locales = locales
        self.gettext = messages.gettext
        self.ngettext = messages.ngettext
        self._convert = convert
        self._amounts: dict[Quantity, Amount] = {}
        self._facts: dict[tuple[str, Quantity], Fact] = {}
        self._labels: dict[str, str] = {}
        self._listed: dict[tuple[str, tuple[str, ...]], LocalText | None] = {}
        self._dates: dict[str, When] = {}
        self._terms: dict[tuple[str, str], Term] = {}

    @property
    def comma(self) -> str:
        """What stands between the members of a list."""
        return "、" if self._is_cjk else ", "

    @property
    def semicolon(self) -> str:
        """What stands between members that may have commas in them."""
        return "；" if self._is_cjk else "; "

    @property
    def colon(self) -> str:
        """What stands between a name and what it names."""
        return "：" if self._is_cjk else ": "

    def text(self, text: Text | None) -> LocalText | None:
        """An entry's text in this language, else in another one and marked so."""
        own = text.get(self.locale.id) if text is not None else None
        if own is not None:
            return LocalText(own)
        shown = show(text, self.locale, self.locales, self._convert)
        return LocalText(shown.text, shown.lang) if shown else None

    def required_text(self, text: Text) -> LocalText:
        """The same for a text that an entry always has."""
        return self.text(text) or LocalText("")

    def converted(self, text: str) -> str:
        """A text of the default language in the script of one that is derived from it."""
        return self._convert(text) if self._convert else text

    def paragraph(self, text: str) -> str:
        """Where in a document something is said: 一（二）, 导语, 附件1."""
        if not text:
            return ""
        if self._is_cjk:
            return self.converted(text)
        return english_paragraph(text)

    def label(self, message: str) -> LocalText:
        return LocalText(self.gettext(message))

    def body(self, bodies: Mapping[str, Body]) -> BodyText | None:
        """The body in this language, else in one that it falls back to."""
        order = [self.locale.id, *self.locale.fallbacks, *self.locales]
        for locale_id in order:
            if locale_id in bodies:
                lang = "" if locale_id == self.locale.id else self.locales[locale_id].html
                return BodyText(Markup(in_locale(bodies[locale_id].html, self.locale.id)), lang)
        return None

    def amount(self, quantity: Quantity | None) -> Amount | None:
        return None if quantity is None else self.required_amount(quantity)

    def required_amount(self, quantity: Quantity) -> Amount:
        made = self._amounts.get(quantity)
        if made is None:
            before, figure, unit, after = format_quantity(quantity, self.forms, parts=True)
            made = Amount(f"{before}{figure}{unit}{after}", before, figure, unit, after)
            _keep(self._amounts, quantity, made)
        return made

    def date(self, iso: str) -> When | None:
        return self.required_date(iso) if iso else None

    def required_date(self, iso: str) -> When:
        made = self._dates.get(iso)
        if made is None:
            made = self._dates[iso] = When(format_date(iso, self.forms), iso)
        return made

    def period(self, text: str) -> str:
        """2023/2025 in words."""
        return self.required_date(text).text if text else ""

    def term(self, group: str, term: str) -> Term:
        key = (group, term)
        made = self._terms.get(key)
        if made is None:
            made = self._terms[key] = Term(term, self.gettext(TERMS[group][term]))
        return made

    def listed(self, group: str, terms: tuple[str, ...]) -> LocalText | None:
        """Terms of one group one after the other; None when there are none."""
        key = (group, terms)
        if key not in self._listed:
            text = self.comma.join([self.term(group, term).label for term in terms])
            self._listed[key] = LocalText(text) if text else None
        return self._listed[key]

    def fact_label(self, name: str) -> str:
        made = self._labels.get(name)
        if made is None:
            made = self._labels[name] = self.gettext(FACTS[name])
        return made

    def fact(self, name: str, quantity: Quantity) -> Fact:
        """A labelled amount."""
        key = (name, quantity)
        made = self._facts.get(key)
        if made is None:
            made = Fact(name, self.fact_label(name), self.required_amount(quantity))
            _keep(self._facts, key, made)
        return made

    def section(self, name: str) -> LocalText:
        return LocalText(self.gettext(SECTIONS[name]))

    def url(self, kind: str, entity_id: str = "") -> str:
        """Address of an entity's page, or of its kind's list, from the root mark."""
        return self.path(entity_path(kind, entity_id))

    def path(self, path: str) -> str:
        """Address of a path within this language."""
        return f"{ROOT}{self.locale.id}/{path}"


def _keep(memory: dict[K, V], key: K, made: V) -> None:
    """In a memory that starts afresh when it is full: common values are soon in it again."""
    if len(memory) >= FULL:
        memory.clear()
    memory[key] = made


def file_url(kind: str, entity_id: str, name: str) -> str:
    """Address of a file from an entry's folder: the same in every language."""
    return f"{ROOT}files/{FOLDERS[kind]}/{entity_id}/{quote(name)}"
