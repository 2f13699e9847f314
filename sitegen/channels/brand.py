"""brand.css: the site's own colours, put over the theme's tokens. Empty where site.yml names none."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.i18n.locales import Locale
from sitegen.model.reader import Reader
from sitegen.model.site import Brand


def brand_style(reader: Reader, locales: Mapping[str, Locale]) -> str:
    brand = reader.site.brand or Brand()
    light = _tokens(brand.color, brand.accent)
    dark = _tokens(brand.color_dark, brand.accent_dark)
    rules = []
    if light:
        rules.append(f":root {{ {light} }}")
    if dark:
        unless_light = f":root:not([data-scheme='light']) {{ {dark} }}"
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ {unless_light} }}")
        rules.append(f"[data-scheme='dark'] {{ {dark} }}")
    return "/* Colours of this site, from site.yml. */\n" + "".join(f"{rule}\n" for rule in rules)


def _tokens(color: str, accent: str) -> str:
    tokens = (("--brand", color), ("--accent", accent))
    return " ".join(f"{name}: {value};" for name, value in tokens if value)
