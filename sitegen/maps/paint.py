"""Colours of the drawings: by class on pages, where the theme's style sheet decides, or fixed in files.

A drawing names what a thing is ("box-weak"); the paint says what that comes to. Pages take classes, so that
the dark scheme, a site's brand and print in black and white need no second drawing. Files stand alone,
possibly on paper, and carry light colours as presentation attributes.
"""

from __future__ import annotations

from typing import NamedTuple

INK, MUTED, LINE, EDGE, WASH, PAPER = "#15201f", "#53615e", "#c9d2cf", "#7d8b88", "#f4f6f5", "#ffffff"
BRAND, ACCENT = "#0d5257", "#bd3718"


class Paint(NamedTuple):
    """How things are coloured. `alone` for a file."""

    alone: bool = False
    brand: str = BRAND
    accent: str = ACCENT

    def __call__(self, role: str, *more: str) -> str:
        """Attributes for an element that is this, ready to stand in its tag."""
        if not self.alone:
            return 'class="' + " ".join([f"m-{name}" for name in (role, *more)]) + '"'
        merged: dict[str, str] = {}
        for name in (role, *more):
            merged |= fixed(name, self.brand, self.accent)
        return " ".join([f'{key}="{value}"' for key, value in merged.items()])

    def lang_of(self, lang: str) -> str:
        if not lang:
            return ""
        return f' xml:lang="{lang}"' if self.alone else f' lang="{lang}"'

    def layer(self, name: str, inner: str) -> str:
        """A group that shows one layer of a map: pages have all of them, and show one at a time."""
        return f"<g>{inner}</g>" if self.alone else f'<g class="ly ly-{name}">{inner}</g>'


PAGE = Paint()


def fixed(role: str, brand: str, accent: str) -> dict[str, str]:
    """Presentation attributes of a role in a file."""
    return {
        "panel": {"fill": WASH},
        "stage": {"fill": MUTED},
        "wire": {"stroke": EDGE},
        "arrow": {"fill": EDGE},
        "faded-wire": {"stroke": LINE},
        "faded-arrow": {"fill": LINE},
        "box-strong": {"fill": brand, "stroke": brand},
        "box-present": {"fill": mixed(brand, 0.12), "stroke": brand},
        "box-weak": {"fill": PAPER, "stroke": brand},
        "box-missing": {"fill": PAPER, "stroke": brand, "stroke-dasharray": "5 3.5"},
        "box-unknown": {"fill": PAPER, "stroke": EDGE},
        "box-faded": {"fill": PAPER, "stroke": LINE},
        "sought": {"stroke": accent, "stroke-width": "2"},
        "hatch": {"stroke": mixed(brand, 0.22)},
        "text": {"fill": INK},
        "quiet": {"fill": MUTED},
        "faded": {"fill": MUTED},
        "on-strong": {"fill": PAPER},
        "brand": {"fill": brand},
        "accent": {"fill": accent},
        "icon": {"stroke": MUTED},
        "icon-strong": {"stroke": PAPER},
        "icon-fill": {"fill": MUTED},
        "icon-fill-strong": {"fill": PAPER},
        "plus": {"stroke": brand},
        "plus-sought": {"stroke": accent},
        "rule": {"stroke": LINE},
        "axis": {"stroke": EDGE},
        "bar": {"fill": brand},
        "goal": {"stroke": accent, "stroke-width": "2"},
        "group": {"fill": WASH, "stroke": LINE},
        "tile": {"fill": PAPER, "stroke": LINE},
        "class-0": {"fill": PAPER},
        "class-1": {"fill": mixed(brand, 0.1)},
        "class-2": {"fill": mixed(brand, 0.22)},
        "class-3": {"fill": mixed(brand, 0.38)},
        "class-4": {"fill": mixed(brand, 0.52)},
        "tile-edge": {"stroke": EDGE},
        "quiet-ink": {"fill": INK},
        "point": {"fill": accent, "stroke": PAPER, "stroke-width": "1.5"},
        "on-point": {"fill": PAPER},
        "paper": {"fill": PAPER},
        "edge": {"stroke": EDGE},
    }.get(role, {})


def mixed(colour: str, share: float) -> str:
    """A colour thinned with white."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join([f"{round(255 - (255 - part) * share):02x}" for part in parts])
