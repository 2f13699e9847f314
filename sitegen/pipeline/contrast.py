"""Whether a site's own colours can be read: WCAG 2.2's contrast, success criterion 1.4.3.

The theme's colours are the theme's to get right; these come from site.yml, from people who choose by eye.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, problem
from sitegen.model.checks.subjects import Where
from sitegen.model.site import Brand

# --paper of the default theme's tokens.css, in the light and the dark scheme. White text on a fill of the
# colour has the same contrast as the colour on white, so one comparison serves for links and for buttons.
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#101716"

NEEDED = 4.5
"""For text of ordinary size."""


def check_brand(brand: Brand, where: Where) -> Iterator[Diagnostic]:
    """Brand colours that are too faint on the page's ground."""
    for key, color, background in (
        ("color", brand.color, LIGHT_PAPER),
        ("accent", brand.accent, LIGHT_PAPER),
        ("color_dark", brand.color_dark, DARK_PAPER),
        ("accent_dark", brand.accent_dark, DARK_PAPER),
    ):
        if color and (ratio := contrast(color, background)) < NEEDED:
            # Cut, not rounded: 4.49 must not read as 4.5.
            yield problem(
                "E_CONTRAST",
                where("brand", key),
                color=color,
                background=background,
                ratio=f"{int(ratio * 10) / 10}",
                needed=NEEDED,
            )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours given as #rrggbb: 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
