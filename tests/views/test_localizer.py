"""How one language says things: what is given in it, what falls back and says so, what is formatted."""

from __future__ import annotations

import typing
from urllib.parse import unquote

import pytest

from sitegen.content.markdown_body import LOCALE, ROOT, Body
from sitegen.i18n.locales import Locale, locale_info
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Part
from sitegen.model.fields import OneOf, unwrapped
from sitegen.model.kinds import FOLDERS, KINDS
from sitegen.pipeline.theme_words import speaking
from sitegen.views.basic_values import LocalText
from sitegen.views.labels import FACTS, SECTIONS, TERMS
from sitegen.views.localizer import Localizer, file_url
from tests.support.entities import AMOUNTS, FORMS, hints_of

LOCALES: dict[str, Locale] = {
    "zh": locale_info("zh"),
    "en": locale_info("en"),
    "zh-hant": locale_info("zh-hant", derived_from="zh"),
    "fr": locale_info("fr", fallbacks=("en",)),
}


class Echo:
    """Theme text that shows that it was asked for."""

    def gettext(self, message: str, /) -> str:
        return f"[{message}]"

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        return f"[{one if number == 1 else many}]"


def localizer(locale: str) -> Localizer:
    convert = (lambda text: text.replace("链", "鏈")) if locale == "zh-hant" else None
    return Localizer(LOCALES[locale], LOCALES, Echo(), convert)


@pytest.mark.parametrize(
    ("locale", "values", "said"),
    [
        ("zh", {"zh": "链", "en": "chain"}, ("链", "")),
        ("en", {"zh": "链", "en": "chain"}, ("chain", "")),
        ("en", {"zh": "链"}, ("链", "zh-Hans")),
        ("zh", {"en": "chain"}, ("chain", "en")),
        ("zh-hant", {"zh": "链", "en": "chain"}, ("鏈", "")),
        ("zh-hant", {"zh": "链", "zh-hant": "自有"}, ("自有", "")),
        ("zh-hant", {"en": "chain"}, ("chain", "en")),
        ("fr", {"zh": "链", "en": "chain"}, ("chain", "en")),
        ("fr", {"zh": "链"}, ("链", "zh-Hans")),
        ("zh", {}, None),
    ],
)
def test_a_text_is_said_in_the_language_or_marked_as_another_s(
    locale: str, values: dict[str, str], said: tuple[str, str] | None
) -> None:
    assert localizer(locale).text(Text(values)) == (LocalText(*said) if said else None)
    assert localizer(locale).required_text(Text(values)) == (LocalText(*said) if said else LocalText(""))
    assert localizer(locale).text(None) is None


@pytest.mark.parametrize(
    ("locale", "given", "shown", "lang"),
    [
        ("zh", "zh en", "zh", ""),
        ("en", "zh", "zh", "zh-Hans"),
        ("zh-hant", "zh zh-hant", "zh-hant", ""),
        ("zh-hant", "zh en", "zh", "zh-Hans"),
        ("fr", "zh en", "en", "en"),
        ("fr", "zh", "zh", "zh-Hans"),
    ],
)
def test_a_body_falls_back_with_its_links_in_the_page_s_language(
    locale: str, given: str, shown: str, lang: str
) -> None:
    bodies = {key: Body(f'{key} <a href="{ROOT}{LOCALE}/x/">x</a>') for key in given.split()}
    body = localizer(locale).body(bodies)
    assert body is not None
    assert (str(body.html), body.lang) == (f'{shown} <a href="{ROOT}{locale}/x/">x</a>', lang)


def test_no_body() -> None:
    assert localizer("zh").body({}) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", AMOUNTS)
def test_an_amount_is_the_sum_of_its_parts(locale: str, text: str) -> None:
    speaking = localizer(locale)
    quantity = parse_quantity(text)
    amount = speaking.required_amount(quantity)
    assert amount.text == amount.before + amount.figure + amount.unit + amount.after
    assert amount.text.strip() == amount.text != ""
    assert speaking.amount(quantity) is amount, "formatted once"
    assert speaking.amount(None) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("iso", [*FORMS["moment"], *FORMS["date"], *FORMS["period"]])
def test_dates_and_periods_in_words_and_for_machines(locale: str, iso: str) -> None:
    speaking = localizer(locale)
    when = speaking.required_date(iso)
    assert when.iso == iso
    assert iso[:4] in when.text
    assert speaking.date(iso) is when
    assert speaking.period(iso) == when.text
    assert speaking.date("") is None
    assert speaking.period("") == ""


def test_words_of_the_theme() -> None:
    speaking = localizer("en")
    assert speaking.label("Home") == LocalText("[Home]")
    assert speaking.section("home") == LocalText("[Home]")
    assert speaking.fact_label("total") == "[Total investment]"
    assert (speaking.term("status", "open").id, speaking.term("status", "open").label) == (
        "open",
        "[Open to investors]",
    )


@pytest.mark.parametrize(("locale", "comma"), [("zh", "、"), ("zh-hant", "、"), ("en", ", "), ("fr", ", ")])
def test_what_stands_between_members(locale: str, comma: str) -> None:
    assert localizer(locale).comma == comma


def choices() -> set[tuple[str, ...]]:
    """Every enumeration of the model."""
    found: set[tuple[str, ...]] = set()
    todo: list[type] = list(KINDS.values())
    seen: set[type] = set()
    while todo:
        cls = todo.pop()
        if cls in seen or not issubclass(cls, Part):
            continue
        seen.add(cls)
        for hint in hints_of(cls).values():
            bare, marks = unwrapped(hint)
            while typing.get_args(bare):
                bare, more = unwrapped(typing.get_args(bare)[-1 if typing.get_origin(bare) is dict else 0])
                marks += more
            found |= {mark.values for mark in marks if isinstance(mark, OneOf)}
            if isinstance(bare, type):
                todo.append(bare)
    return found


UNSAID = {
    ("public", "draft", "internal"), ("full", "summary", "title-only"),
    ("WGS84", "CGCS2000"), ("flow", "support"), ("before-tax", "after-tax"),
}  # fmt: skip
"""Enumerations that no page says by a label of its own."""


def test_every_choice_of_the_model_has_its_word() -> None:
    labelled = {frozenset(words) for words in TERMS.values()}
    assert {values for values in choices() if frozenset(values) not in labelled} <= UNSAID


def test_every_section_and_fact_has_its_word() -> None:
    assert {*FOLDERS.values()} - {"pages"} <= SECTIONS.keys()
    assert all(FACTS.values())


@pytest.mark.parametrize(
    ("kind", "entity_id", "url"),
    [
        ("project", "a-b", "projects/a-b/"),
        ("policy", "", "policies/"),
        ("page", "about", "about/"),
        ("enterprise", "mill", "enterprises/mill/"),
    ],
)
def test_addresses_begin_at_the_site_s_root(kind: str, entity_id: str, url: str) -> None:
    assert localizer("zh-hant").url(kind, entity_id) == f"{ROOT}zh-hant/{url}"
    assert localizer("en").path(url) == f"{ROOT}en/{url}"


@pytest.mark.parametrize(
    "name", ["a.pdf", "图 1.png", "说明（终稿）.docx", "a%20b.pdf", 'a"b.pdf', "a#b?.pdf"]
)
def test_files_have_one_address_in_all_languages(name: str) -> None:
    url = file_url("project", "x", name)
    folder = f"{ROOT}files/projects/x/"
    assert url.startswith(folder)
    assert url.removeprefix(folder).isascii()
    assert not {*url.removeprefix(folder)} & {*'"#? <>&/'}
    assert unquote(url.removeprefix(folder)) == name


def test_a_full_memory_of_amounts_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.views.localizer.FULL", 3)
    speaking = localizer("zh")
    made = [speaking.fact("area", parse_quantity(f"{number}亩")) for number in range(1, 9)]
    assert [fact.amount and fact.amount.text for fact in made] == [f"{number}亩" for number in range(1, 9)]
    assert speaking.fact("area", parse_quantity("8亩")) is made[-1]
    assert len(speaking._facts) <= 3
    assert len(speaking._amounts) <= 3


def test_terms_stand_one_after_the_other() -> None:
    speaking = localizer("zh")
    listed = speaking.listed("cooperation", ("sole", "ppp"))
    assert listed == LocalText("[Wholly owned]、[Public-private partnership]")
    assert speaking.listed("cooperation", ("sole", "ppp")) is listed
    assert speaking.listed("cooperation", ()) is None


def test_a_language_that_the_theme_does_not_speak_has_the_forms_of_english() -> None:
    """A sentence of the theme is then English, and the date and the list in it are, too."""
    locales = {**LOCALES, "ja": locale_info("ja", fallbacks=("en",))}
    said = {}
    for words in ({}, {"Home": "ホーム"}):
        spoken = speaking(locales, {"ja": words, "fr": {"Home": "Accueil"}})
        assert [key for key, locale in spoken.items() if locale.forms] == ([] if words else ["ja"])
        japanese = Localizer(spoken["ja"], spoken, Echo())
        assert japanese.path("") == "\ue000ja/"
        said[bool(words)] = japanese.required_date("2026-01-15").text, japanese.comma
    assert said == {False: ("15 January 2026", ", "), True: ("2026年1月15日", "、")}
