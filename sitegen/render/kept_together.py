"""Figures in running text, kept on one line with their units: 12.3万平方米 is not parted after 12.3.

Only how a page is shown: the marks are elements around the words, so that what is copied, searched for or
said of the page elsewhere is the text as it was written.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from sitegen.patterns import pattern

_FIGURE = pattern(
    r"(?:([0-9][0-9.,]*(?:[万亿]|千瓦|兆瓦|平方|公[里顷斤]|[亩元年月日吨个家项人米户套台条处天度])+)"
    r"|(?:CNY|USD|EUR|HKD|JPY|GBP) [0-9][0-9.,]*(?: (?:million|billion|trillion)\b)?"
    r"|[0-9][0-9.,]* (?:million|billion|trillion|t|mu|ha|km|[kMG]Wh?|m²|km²|m³|units?|sets?|ships?)\b)"
    r"(?![^<]*>)"  # inside a tag: an address, a description
)


def kept_together(text: Markup | str) -> Markup:
    """The HTML of a text, with each figure and its unit in an element that does not break."""
    return Markup(_FIGURE.sub(_kept, str(escape(text))))  # noqa: S704 - nothing but the marks is new


def _kept(figure: re.Match[str]) -> str:
    """Chinese units may break in narrow columns; English ones never."""
    return f'<span class="{"name" if figure[1] else "tied"}">{figure[0]}</span>'
