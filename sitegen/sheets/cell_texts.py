"""What stands in a cell, as it would be typed: the same from whatever file it comes."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

_AROUND = "\u200b\ufeff \t\r\n\u3000\xa0"


def plain_text(text: str) -> str:
    """Without the blanks and invisible marks around it."""
    return text.strip(_AROUND)


def number_text(value: float, *, percent: bool = False) -> str:
    """A number as it would be typed: 20, 18.6 (and for 0.186 as a percentage 18.6)."""
    exact = Decimal(f"{value:.15g}") * (100 if percent else 1)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_text(value: datetime.date) -> str:
    """A day, and the time where one is meant."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(timespec="minutes")


def truth_text(value: object) -> str:
    return "是" if value else "否"


def one_line(text: str) -> str:
    """A text over several lines on one, with a blank only where Latin letters or digits meet."""
    return re.sub(r"(?<![!-~])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?![!-~])", "", text).replace("\n", " ").strip()


def closed_up(text: str) -> str:
    """Without blanks beside Chinese characters, as 利州 区 and 推介 中 are typed to fill a cell."""
    return re.sub(r"(?<=[\u3000-\uffef])\s+|\s+(?=[\u3000-\uffef])", "", text.strip())
