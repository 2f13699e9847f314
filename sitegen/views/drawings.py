"""The outermost element of a drawing on a page."""

from __future__ import annotations

from sitegen.maps.svg import escape, number

WIDE, PHONE = 1200.0, 358.0
"""Room for a drawing on a page at full width, and on a phone, in pixels."""


def outermost(width: float, height: float, form: str, label: str, inner: str) -> str:
    """A drawing's svg element: a group of links with a name. `form` is map-wide, map-tall or both."""
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    return f'<svg class="drawing {form}" role="group" aria-label="{escape(label)}" {size}>{inner}</svg>'
