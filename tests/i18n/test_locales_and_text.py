"""What is known of a locale, and which text its reader is shown."""

from __future__ import annotations

import pytest

from sitegen.i18n.locales import LocaleError, html_lang, locale_info
from sitegen.i18n.text import Shown, Text, show

# id          html          own name       og       cjk
KNOWN = """
zh          | zh-Hans     | 简体中文     | zh_CN  | yes
en          | en          | English      | en_US  |
zh-hant     | zh-Hant     | 繁體中文     | zh_TW  | yes
zh-hk       | zh-Hant-HK  | 繁體中文（香港） | zh_HK | yes
en-gb       | en-GB       | English (UK) | en_GB  |
ja          | ja          | 日本語       | ja_JP  | yes
ko          | ko          | 한국어       | ko_KR  | yes
de          | de          | Deutsch      | de_DE  |
pt-br       | pt-BR       | Português (Brasil) | pt_BR |
sr-latn-rs  | sr-Latn-RS  | Srpski (latinica, Srbija) | sr_RS |
sw          | sw          | Kiswahili    | sw_SW  |
xx          | xx          | xx           | xx_XX  |
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in KNOWN.strip().splitlines()]


@pytest.mark.parametrize(("tag", "html", "name", "og", "cjk"), ROWS, ids=[row[0] for row in ROWS])
def test_any_tag_works(tag: str, html: str, name: str, og: str, cjk: str) -> None:
    locale = locale_info(tag)
    assert (locale.id, locale.html, locale.name, locale.og) == (tag, html, name, og)
    assert locale.is_cjk == bool(cjk)
    assert html_lang(tag) == html


def test_the_site_may_say_otherwise() -> None:
    locale = locale_info("zh-Hant", derived_from="zh", config="s2hk", og="zh_HK", fallbacks=["zh", "en"])
    assert (locale.id, locale.derived_from, locale.config, locale.og) == ("zh-hant", "zh", "s2hk", "zh_HK")
    assert locale.fallbacks == ("zh", "en")
    assert (locale_info("zh-hk").config, locale_info("zh-tw").config) == ("s2hk", "s2tw")


@pytest.mark.parametrize(
    ("tag", "settings", "reason"),
    [
        ("", {}, "locale-id"),
        ("../x", {}, "locale-id"),
        ("chinese language", {}, "locale-id"),
        ("zh", {"nmae": "x"}, "locale-setting"),
        ("zh", {"id": "en"}, "locale-setting"),
        ("zh-hant", {"config": "s2twp"}, "locale-config"),
    ],
)
def test_refuses(tag: str, settings: dict[str, str], reason: str) -> None:
    with pytest.raises(LocaleError) as caught:
        locale_info(tag, **settings)
    assert caught.value.reason == reason


LOCALES = {
    locale.id: locale
    for locale in (
        locale_info("zh"),
        locale_info("en", fallbacks=("zh",)),
        locale_info("zh-hant", derived_from="zh"),
        locale_info("de", fallbacks=("en",)),
    )
}


def _convert(text: str) -> str:
    return f"<{text}>"


@pytest.mark.parametrize(
    ("values", "locale", "shown"),
    [
        ({"zh": "铝", "en": "aluminium"}, "zh", Shown("铝", "")),
        ({"zh": "铝", "en": "aluminium"}, "en", Shown("aluminium", "")),
        ({"zh": "铝"}, "en", Shown("铝", "zh-Hans")),
        ({"zh": "铝", "en": ""}, "en", Shown("铝", "zh-Hans")),
        ({"zh": "铝"}, "zh-hant", Shown("<铝>", "")),
        ({"zh": "铝", "zh-hant": "鋁"}, "zh-hant", Shown("鋁", "")),
        ({"en": "aluminium"}, "zh-hant", Shown("aluminium", "en")),
        ({"zh": "铝", "en": "aluminium"}, "de", Shown("aluminium", "en")),
        ({"zh": "铝"}, "de", Shown("铝", "zh-Hans")),
        ({"pt-br": "alumínio"}, "de", Shown("alumínio", "pt-BR")),
        ({}, "zh", None),
        ({"zh": ""}, "zh", None),
    ],
)
def test_what_is_shown(values: dict[str, str], locale: str, shown: Shown | None) -> None:
    assert show(Text(values), LOCALES[locale], LOCALES, _convert) == shown


def test_without_a_converter_the_base_is_a_fallback() -> None:
    assert show(Text({"zh": "铝"}), LOCALES["zh-hant"], LOCALES) == Shown("铝", "zh-Hans")


def test_empty_text_is_false() -> None:
    assert not Text({})
    assert not Text({"zh": ""})
    assert Text({"zh": "", "en": "x"})
    assert Text({"zh": ""}).get("zh") is None
    assert show(None, LOCALES["zh"], LOCALES) is None
