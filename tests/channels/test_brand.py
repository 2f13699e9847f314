"""The site's colours in its style sheet: in the light scheme, in the dark one, and as the reader chooses."""

from __future__ import annotations

from sitegen.channels.brand import brand_style
from sitegen.model.site import Brand


def test_without_colours_there_is_no_rule() -> None:
    assert brand_style(None) == ""
    assert brand_style(Brand()) == ""


def test_dark_colours_apply_where_the_device_or_the_reader_asks_for_them() -> None:
    style = brand_style(Brand(color="#0b5a6b", color_dark="#6cc0d2", accent_dark="#ff9a76"))
    dark = "--brand: #6cc0d2; --accent: #ff9a76;"
    assert style.splitlines() == [
        ":root { --brand: #0b5a6b; }",
        f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-scheme='light']) {{ {dark} }} }}",
        f"[data-scheme='dark'] {{ {dark} }}",
    ]
