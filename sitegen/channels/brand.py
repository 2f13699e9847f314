"""The site's own colours, put over the theme's tokens in its style sheet."""

from __future__ import annotations

from sitegen.model.site import Brand


def brand_style(brand: Brand | None) -> str:
    """Rules that set the tokens of the colours that are given; empty where none is."""
    brand = brand or Brand()
    light = _tokens(brand.color, brand.accent)
    dark = _tokens(brand.color_dark, brand.accent_dark)
    rules = []
    if light:
        rules.append(f":root {{ {light} }}")
    if dark:
        unless_light = f":root:not([data-scheme='light']) {{ {dark} }}"
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ {unless_light} }}")
        rules.append(f"[data-scheme='dark'] {{ {dark} }}")
    return "".join(f"{rule}\n" for rule in rules)


def _tokens(color: str, accent: str) -> str:
    tokens = (("--brand", color), ("--accent", accent))
    return " ".join(f"{name}: {value};" for name, value in tokens if value)
