"""What is known of a locale: its folder, HTML lang, own name, Open Graph tag, and where missing text comes
from.

The common ones are in a small table, because loading Babel takes longer than a build that finds nothing to
do. Any other BCP 47 tag works: its own name is then asked from Babel.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from sitegen.i18n.errors import ParseError
from sitegen.patterns import pattern

Config = Literal["s2tw", "s2hk"]


class LocaleError(ParseError):
    """Not a language tag, or a setting that a locale does not have."""


class Locale(msgspec.Struct, frozen=True, kw_only=True):
    """One language of the site."""

    id: str
    """Lower-case folder and key in content: "zh", "en", "zh-hant"."""
    html: str
    """For lang and hreflang: "zh-Hans", "en", "zh-Hant"."""
    name: str
    """Its own name, for the language switch: 简体中文, English, 繁體中文."""
    og: str
    """For og:locale: "zh_CN", "en_US", "zh_TW"."""
    derived_from: str | None = None
    """The locale whose text is converted where this one has none of its own ("zh" for a derived zh-hant)."""
    config: Config = "s2tw"
    """The OpenCC conversion used for that."""
    forms: str = ""
    """The locale whose forms dates, amounts and lists have, where that is not this one."""
    fallbacks: tuple[str, ...] = ()
    """Locales whose text is shown, marked with its lang, where this one has none."""

    @property
    def is_cjk(self) -> bool:
        """Set without blanks between words, so with other line heights, emphasis and punctuation."""
        return self.id.partition("-")[0] in ("zh", "ja", "ko")


def locale_info(locale_id: str, **overrides: Any) -> Locale:
    """The locale of a BCP 47 tag, with what the site file says put over what is known.

    Raises LocaleError for what is no tag ("locale-id"), an unknown setting ("locale-setting") or a wrong
    conversion ("locale-config").
    """
    tag = locale_id.strip().replace("_", "-").lower()
    if not _TAG.fullmatch(tag):
        raise LocaleError(
            "locale-id", "zh", f"“{locale_id}”不是语言代码", f"“{locale_id}” is not a language code"
        )
    unknown = sorted(set(overrides) - set(Locale.__struct_fields__) | {"id"} & set(overrides))
    if unknown:
        raise LocaleError(
            "locale-setting", "", f"未知的语言设置“{unknown[0]}”", f"unknown setting “{unknown[0]}”"
        )
    values: dict[str, Any] = {
        "html": html_lang(tag),
        "og": _open_graph(tag),
        **_traditional(tag),
        **overrides,
    }
    if "name" not in values:
        values["name"] = _NAMES.get(tag) or _own_name(tag)
    if values.get("config", "s2tw") not in ("s2tw", "s2hk"):
        raise LocaleError(
            "locale-config", "s2tw", "繁体转换方案只能是 s2tw 或 s2hk", "config is s2tw or s2hk"
        )
    values["fallbacks"] = tuple(values.get("fallbacks", ()))
    return Locale(id=tag, **values)


def html_lang(locale_id: str) -> str:
    """The tag with BCP 47's customary capitals; plain Chinese is made explicit ("zh" -> "zh-Hans")."""
    tag = locale_id.replace("_", "-").lower()
    if tag in _HTML:
        return _HTML[tag]
    first, *rest = tag.split("-")
    return "-".join([first, *map(_subtag, rest)])


def is_traditional(locale_id: str) -> bool:
    """Whether the locale is Chinese in Traditional characters."""
    subtags = locale_id.lower().replace("_", "-").split("-")
    if subtags[0] not in ("zh", "yue") or "hans" in subtags:
        return False
    return bool({"hant", "tw", "hk", "mo"} & set(subtags))


def _subtag(text: str) -> str:
    if len(text) == 4 and text.isalpha():
        return text.title()
    return text.upper() if len(text) == 2 else text


def _open_graph(tag: str) -> str:
    subtags = tag.split("-")
    region = next((part.upper() for part in subtags[1:] if len(part) == 2), "")
    if not region and is_traditional(tag):
        region = "TW"
    region = region or _REGIONS.get(subtags[0], subtags[0].upper())
    return f"{subtags[0]}_{region}"


def _traditional(tag: str) -> dict[str, Any]:
    if not is_traditional(tag):
        return {}
    of_hong_kong = {"hk", "mo"} & set(tag.split("-"))
    return {"config": "s2hk" if of_hong_kong else "s2tw", "fallbacks": ("zh",)}


def _own_name(tag: str) -> str:
    from babel.core import Locale as BabelLocale
    from babel.core import UnknownLocaleError

    for candidate in (tag, tag.partition("-")[0]):
        try:
            name = BabelLocale.parse(candidate, sep="-").get_display_name()
        except (ValueError, UnknownLocaleError):
            continue
        if name:
            return name[:1].upper() + name[1:]
    return html_lang(tag)


_TAG = pattern(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}")

_HTML = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans-CN", "zh-sg": "zh-Hans-SG",
    "zh-tw": "zh-Hant-TW", "zh-hk": "zh-Hant-HK", "zh-mo": "zh-Hant-MO",
}  # fmt: skip

_NAMES = {
    "zh": "简体中文", "zh-hans": "简体中文", "zh-cn": "简体中文", "zh-hant": "繁體中文", "zh-tw": "繁體中文",
    "zh-hk": "繁體中文（香港）", "zh-mo": "繁體中文（澳門）", "en": "English", "en-us": "English (US)",
    "en-gb": "English (UK)", "ja": "日本語", "ko": "한국어", "de": "Deutsch", "fr": "Français",
    "es": "Español",
    "pt": "Português", "pt-br": "Português (Brasil)", "it": "Italiano", "nl": "Nederlands", "ru": "Русский",
    "pl": "Polski", "uk": "Українська", "tr": "Türkçe", "ar": "العربية", "fa": "فارسی", "he": "עברית",
    "hi": "हिन्दी", "vi": "Tiếng Việt", "th": "ไทย", "id": "Bahasa Indonesia", "ms": "Bahasa Melayu",
    "kk": "Қазақ тілі", "mn": "Монгол", "lo": "ລາວ", "my": "မြန်မာ", "km": "ខ្មែរ",
}  # fmt: skip

_REGIONS = {
    "zh": "CN", "en": "US", "ja": "JP", "ko": "KR", "ar": "AR", "fa": "IR", "he": "IL", "hi": "IN",
    "vi": "VN", "uk": "UA", "ms": "MY", "kk": "KZ", "lo": "LA", "my": "MM", "km": "KH", "sv": "SE",
    "da": "DK", "cs": "CZ",
    "el": "GR", "nb": "NO", "ur": "PK", "ne": "NP", "et": "EE", "sl": "SI", "yue": "HK",
}  # fmt: skip
"""Where a language's customary Open Graph region is not simply its own code in capitals."""
