"""What a text that is no quantity probably meant: near texts that may be one.

Expects normalised text. Advice must not change what was said, so a text is only taken apart where nothing
that counts is lost.
"""

from __future__ import annotations

from decimal import Decimal

from sitegen.i18n.amounts import plain
from sitegen.patterns import pattern

_LABEL = pattern(r"[^0-9a-z<>≤≥$¥€£%]{0,20}[^-0-9.,a-z<>≤≥$¥€£%](?=[0-9])")
"""Words before a figure that neither name a currency nor set a limit."""
_ASIDE = pattern(r"(?:[(;。、\[]|,(?![0-9]))[^0-9上下内外起超余多不]*$")
"""What follows a figure and has none itself, nor a limit: of two figures nobody knows which is meant."""
_AMID = pattern(r"([0-9]+)个[多余](月|小时|星期)")
_TIMES = pattern(r"([1-9][0-9]{0,3})[x×*]([0-9]+(?:\.[0-9]+)?)([^0-9].*)")
_MONTHS = pattern("(?<=[0-9])月$")
_YEARS_AND_MONTHS = pattern("(?<![0-9])([0-9]{1,3})年(?:零|又)?([0-9]{1,2})个?月")


def candidates(text: str) -> list[str]:
    """Texts near this one that may be read, the likeliest first.

    They say the same in other words: no other currency, no other limit, neither of two figures alone.
    """
    label = _LABEL.match(text)
    if label and any(word in label[0] for word in _NO_LABEL):
        label = None
    found = [
        _AMID.sub(r"超过\1个\2", text),
        _product(text),
        _YEARS_AND_MONTHS.sub(lambda match: f"{int(match[1]) * 12 + int(match[2])}个月", text),
        _MONTHS.sub("个月", text),
        text.removeprefix("上") + "以上" if text.startswith("上") else text,
        _ASIDE.sub("", text),
        "0" + text if text[0] == "." else text,
        text[label.end() :] if label else text,
        _ASIDE.sub("", text[label.end() :]) if label else text,
    ]
    return [candidate for candidate in found if candidate and candidate != text]


def _product(text: str) -> str:
    """2×350MW as one figure."""
    match = _TIMES.fullmatch(text)
    return f"{plain(int(match[1]) * Decimal(match[2])):f}{match[3]}" if match else text


_NO_LABEL = tuple("不 超 低 高 至少 最 以上 以下 近 逾 泰铢 克朗 卢布 卢比 元 期".split())
"""Words that are more than a label: limits, currencies, and parts of a whole (一期3亿元)."""
