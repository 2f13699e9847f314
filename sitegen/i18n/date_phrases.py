"""Dates in words that documents use and no calendar has: quarters, half-years, plans of five years, days of
one month; and what to say of texts that are no date at all (长期有效, 自发布之日起施行).

Expects text that `dates` has normalised and could not read. Where a span belongs, spans are read; elsewhere
what they cover is advice.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.patterns import pattern

_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORD = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FIVE = {"三": 2016, "四": 2021, "五": 2026, "六": 2031}

_QUARTER = pattern(r"([0-9]{4})(?:年度?)? ?(?:第?([一二三四1-4])季度?|q([1-4]))", re.IGNORECASE)
_QUARTER_FIRST = pattern(
    r"(?:q([1-4])|(first|second|third|fourth) quarter)(?: of)?[ /-]?([0-9]{4})", re.IGNORECASE
)
_HALF = pattern(r"([0-9]{4})(?:年度?)? ?(?:([上下])半年|h([12]))", re.IGNORECASE)
_PLAN = pattern("[“\"'‘「]?十([三四五六])五[”\"'’」]?(?:期间|时期|规划期?|规划期间)?")
_DAYS = pattern(
    r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?(?: ?[-–—~至到] ?)([0-9]{1,2})[日号]"
)
_END_OF_YEAR = pattern("([0-9]{4})年(初|年底|底|末|年末)(?:前|之前)?")

_HALF_DAY = r"上午|下午|早上|早晨|凌晨|中午|晚上|晚|[ap]\.?m\.? ?"
_HOUR = rf"({_HALF_DAY})? ?([0-9]{{1,2}})(?:[:时点])([0-9]{{1,2}}|半)?分?(?::[0-9]{{2}})?( ?[ap]\.?m\.?)?"
_CLOCK = pattern(_HOUR, re.IGNORECASE)
_DAY_AND_CLOCK = pattern(rf"(.*?[0-9日号]) ?{_HOUR}", re.IGNORECASE)
_LATE = ("下午", "晚上", "晚", "p")

_ENDLESS = frozenset(
    ("长期", "长期有效", "永久", "永久有效", "无", "无期限", "不限", "无限期", "至今", "long-term",
     "long term", "permanent", "indefinite", "none", "n/a", "open-ended", "no expiry")
)  # fmt: skip
_ISSUE = pattern(
    "(?:本[^0-9]{1,8})?自?(?:发布|印发|公布|颁布|签发|下发|成文)之?日起?.{0,12}|即日起.{0,12}"
    "|(?:up)?on (?:issue|publication).{0,40}|from the (?:date|day) of (?:issue|publication).{0,40}"
)


class Phrase(NamedTuple):
    """What a text seems to say: a reason of `dates`, and what would be read in its place ("" if nothing)."""

    reason: str
    suggestion: str = ""


def span_of(text: str) -> str:
    """The period, 2023-07/2023-09, that a text names; "" for others."""
    if match := _QUARTER.fullmatch(text):
        return _months(match[1], 3, int(_DIGIT[match[2]] if match[2] else match[3]))
    if match := _QUARTER_FIRST.fullmatch(text):
        return _months(match[3], 3, int(match[1]) if match[1] else _WORD[match[2].lower()])
    if match := _HALF.fullmatch(text):
        return _months(match[1], 6, int(match[3]) if match[3] else 1 + (match[2] == "下"))
    if match := _PLAN.fullmatch(text):
        return f"{_FIVE[match[1]]}/{_FIVE[match[1]] + 4}"
    if match := _DAYS.fullmatch(text):
        month = f"{match[1]}-{int(match[2]):02}"
        return f"{month}-{int(match[3]):02}/{month}-{int(match[4]):02}"
    return ""


def _months(year: str, length: int, number: int) -> str:
    return f"{year}-{(number - 1) * length + 1:02}/{year}-{number * length:02}"


def phrase_of(text: str) -> Phrase | None:
    """What a text that is no date seems to say, if it is one of these."""
    if text.lower() in _ENDLESS:
        return Phrase("endless")
    if _ISSUE.fullmatch(text):
        return Phrase("issue")
    if span := span_of(text):
        first, _, last = span.partition("/")
        if len(first) == 10:
            return Phrase("days", f"starts: {first}, ends: {last}")
        return Phrase("span", first if len(first) == 7 else "")
    if match := _END_OF_YEAR.fullmatch(text):
        return Phrase("date", f"{match[1]}-{'01' if match[2] == '初' else '12'}")
    if match := _CLOCK.fullmatch(text):
        return Phrase("clock", _clock(match, 1))
    return None


def moment_of(text: str) -> tuple[str, str]:
    """The day and the time of day, 09:30, of a text that has both in words; ("", "") for others."""
    match = _DAY_AND_CLOCK.fullmatch(text)
    time = _clock(match, 2) if match else ""
    return (match[1], time) if match and time else ("", "")


def _clock(match: re.Match[str], first: int) -> str:
    """The time of day in 24 hours; "" for one that there is not."""
    half, hour, minute, after = (match[number] or "" for number in range(first, first + 4))
    number, late = int(hour), (half + after).strip().lower().startswith(_LATE)
    number += 12 if late and number < 12 else 0
    minutes = 30 if minute == "半" else int(minute or 0)
    return f"{number:02}:{minutes:02}" if number < 24 and minutes < 60 else ""
