"""What a theme's files come to below /assets/: one style sheet, scripts put together, the rest as it is.

After an edit of content nothing of it is read: what the last build wrote is there still.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.channels.brand import brand_style
from sitegen.model.site import Brand
from sitegen.pipeline.page_plan import PagePlan
from sitegen.render.modules import join_modules
from sitegen.render.style_sheets import Find, StylePart, join_sheet
from sitegen.render.theme import Theme, read_template, shown_path
from sitegen.storage.memory import Memory

FOLDER = "assets/"
SHEET = "site.css"
BRAND = "brand.css"
"""A part that has no file, unless a theme brings one: the colours of site.yml."""


def kept_assets(plan: PagePlan, memory: Memory | None) -> dict[str, bytes]:
    """Digests of the last build's assets, by path in the site, where theme and settings are as they were."""
    if memory is None or memory.glance.theme_stamp != plan.stamp or memory.head.settings != plan.settings:
        return {}
    return {path: digest for path, digest in memory.files.items() if path.startswith(FOLDER)}


def theme_assets(theme: Theme, brand: Brand | None) -> dict[str, str | bytes]:
    """Files of a theme by path in the site: where one is to be copied from, or what has been put together.

    Raises ContentError for style sheets and scripts that cannot be put together.
    """
    find_style = _finder(theme.styles, {BRAND: brand_style(brand)})
    sheet = join_sheet(find_style, theme.own_styles)
    assets: dict[str, str | bytes] = {
        FOLDER + name: path for name, path in theme.static.items() if name not in sheet.parts
    }
    assets[FOLDER + SHEET] = sheet.text.encode()
    find_script = _finder(theme.scripts, {})
    for name in theme.scripts:
        if "/" not in name:
            assets[FOLDER + name] = join_modules(name, find_script).encode()
    return assets


def _finder(paths: Mapping[str, str], made: Mapping[str, str]) -> Find:
    """How the parts of a theme are found by their names; those that are made give way to files."""

    def find(name: str) -> StylePart | None:
        if path := paths.get(name):
            return StylePart(shown_path(path), read_template(path))
        return StylePart(name, made[name]) if name in made else None

    return find
