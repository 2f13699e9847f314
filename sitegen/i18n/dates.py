"""Dates as entries write and pages show them: partial ISO strings such as "2020", "2020-02", "2020-02-10".

An event's moment adds a time of day in the site's time zone, "2020-02-10T09:30"; a period is two dates with a
slash, "2023/2025". They stay strings, which sort and compare as they are; `first_day` and `last_day` give the
real days that they cover. No clock is read here.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache

from sitegen.i18n.date_phrases import moment_of, phrase_of, span_of
from sitegen.i18n.errors import ParseError
from sitegen.i18n.numerals import NotANumber, hanzi_integer
from sitegen.patterns import pattern

MAX_LENGTH = 60
FIRST_YEAR, LAST_YEAR = 1800, 2199

EXAMPLE, EXAMPLE_MOMENT = "2020-02-10", "2020-02-10T09:30"
"""Shown to those whose date says nothing about which day they meant."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}

_NUMERIC = pattern(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_CHINESE = pattern(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号]?)?)?份?")
_ENGLISH = pattern(r"(?:([0-9]{1,2}) )?([a-z]{3,9})\.? ([0-9]{4})")
_AMERICAN = pattern(r"([a-z]{3,9})\.? ([0-9]{1,2}), ?([0-9]{4})")
_HANZI_DATE = pattern(
    r"([零〇○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_SHORT_YEAR = pattern(r"'?([0-9]{2})(?:年|[-/.])[0-9]{1,2}(?:[-/.月].*)?")
_YEAR_LAST = pattern(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_COMPACT = pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = pattern(r"3[3-9][0-9]{3}|[4-6][0-9]{4}")
_SERIAL_BEGINS = datetime.date(1899, 12, 30)
"""Excel counts days from here, from March 1900 on."""
_TIME = pattern(r"(.*[0-9日号])(?:[T ]|(?<=[日号]))([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_BETWEEN = pattern(r" ?(?:/|至|到|~|–|—+|--?| to ) ?")
_WITHOUT_YEAR = pattern(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_ISO = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}:[0-9]{2}))?)?)?")

_REASONS: dict[str, tuple[str, str]] = {
    "empty": ("没有日期", "there is no date here"),
    "date": ("不是日期", "not a date"),
    "day": ("没有这一天", "there is no such day"),
    "year": ("年份超出范围", "the year is out of range"),
    "short-year": ("年份要写四位", "write the year with four digits"),
    "order": ("年份要写在前面", "write the year first"),
    "moment": ("时刻要写成 24 小时制，前面加 T", "a time of day is written in 24 hours, with T before it"),
    "time": ("没有这个时刻", "there is no such time of day"),
    "serial": (
        "这是 Excel 内部的日期序号，单元格没有设成日期格式",
        "this is how Excel numbers days inside; the cell was not formatted as a date",
    ),
    "endless": ("没有截止日期的，请把这一行去掉", "what has no end has no date: take the line away"),
    "issue": ("请写文件发布（印发）的那一天", "write the day on which it was issued"),
    "span": (
        "这里要写日、月或年，不能写季度或时期",
        "a day, a month or a year belongs here, not a quarter or another span",
    ),
    "days": ("这里只写一个日期", "a single date belongs here"),
    "clock": ("时刻前面要写日期", "a time of day needs its day before it"),
    "period": ("开始晚于结束", "the period ends before it begins"),
}


class DateError(ParseError):
    """A text that is no date, or a day that does not exist."""


@lru_cache(maxsize=4096)
def parse_date(text: str) -> str:
    """A year, month, day or moment in ISO form.

    Reads 2020-2-10, 2020/2/10, 2020.2.10, 2020年2月10日, 二〇二〇年二月十日, 10 February 2020, and any day
    with a time after it: 2020-02-10 09:30 becomes 2020-02-10T09:30. Raises DateError. The last ones are
    remembered: many entries are of the same day.
    """
    normal = _normalise(text)
    found = _TIME.fullmatch(normal)
    if not found:
        day, time = moment_of(normal) if ":" in normal or "时" in normal or "点" in normal else ("", "")
        if day:
            raise _refuse("moment", f"{_date(day)}T{time}")
        return _date(normal)
    date, hour, minute = _date(found[1].rstrip()), int(found[2]), int(found[3])
    if len(date) != 10 or hour > 23 or minute > 59:
        raise _refuse("time", EXAMPLE_MOMENT)
    return f"{date}T{hour:02}:{minute:02}"


def parse_period(text: str) -> str:
    """Two dates with a slash between, from 2023/2025, 2023—2025年, 2023年2月至2025年6月; or a single date.

    Every place that may divide the two is tried, for a slash or hyphen may as well belong to one of the
    dates.
    """
    normal = _normalise(text)
    for between in _BETWEEN.finditer(normal):
        left, right = normal[: between.start()], normal[between.end() :]
        if _WITHOUT_YEAR.fullmatch(right) and left[4:5] == "年":
            right = left[:5] + right
        try:
            start, end = _date(left), _date(right)
        except DateError:
            continue
        if first_day(start) > last_day(end):
            raise _refuse("period", f"{end}/{start}")
        return start if start == end else f"{start}/{end}"
    if span := span_of(normal):
        first, last = map(_date, span.split("/"))
        return f"{first}/{last}"
    return _date(normal)


def _normalise(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise _refuse("date", EXAMPLE)
    normal = " ".join(unicodedata.normalize("NFKC", text).translate({0x200B: None, 0xFEFF: None}).split())
    if not normal:
        raise _refuse("empty", EXAMPLE)
    return re.sub(r" ?([年月日号]) ?", r"\1", normal.replace("元月", "1月"))


def _date(text: str) -> str:
    found = _NUMERIC.fullmatch(text)
    if found:
        return _iso(found[1], found[3], found[4])
    found = _CHINESE.fullmatch(text)
    if found:
        return _iso(found[1], found[2], found[3])
    found = _HANZI_DATE.fullmatch(text)
    if found:
        return _from_hanzi(found[1], found[2], found[3])
    lower = text.lower()
    found = _ENGLISH.fullmatch(lower)
    if found and _month_number(found[2]):
        return _iso(found[3], str(_month_number(found[2])), found[1])
    found = _AMERICAN.fullmatch(lower)
    if found and _month_number(found[1]):
        return _iso(found[3], str(_month_number(found[1])), found[2])
    raise _unread(text)


def _unread(text: str) -> DateError:
    if phrase := phrase_of(text):
        if phrase.reason == "clock" and phrase.suggestion:
            zh, en = _REASONS["clock"]
            example = f"2026-05-18T{phrase.suggestion}"
            return DateError("clock", "", f"{zh}，例如 {example}", f"{en}, as in {example}")
        return _refuse(phrase.reason, phrase.suggestion)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if first > 12 >= second or second > 12 >= first:  # else nobody knows which is the month
            month, day = str(min(first, second)), str(max(first, second))
            return _refuse(
                "order", f"{year}-{int(month):02}-{int(day):02}" if _is_day(year, month, day) else EXAMPLE
            )
        return _refuse("order", EXAMPLE)
    found = _SHORT_YEAR.fullmatch(text)
    if found:
        century = "20" if int(found[1]) < 50 else "19"
        return _refuse("short-year", century + text.removeprefix("'"))
    if _SERIAL.fullmatch(text):
        return _refuse("serial", (_SERIAL_BEGINS + datetime.timedelta(int(text))).isoformat())
    found = _COMPACT.fullmatch(text)
    return _refuse("date", "-".join(found.groups()) if found and _is_day(*found.groups()) else EXAMPLE)


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return bool(_iso(year, month, day))
    except DateError:
        return False


def _month_number(name: str) -> int:
    number = _MONTH_NUMBERS.get(name[:3], 0)
    return number if number and name in (name[:3], "sept", _MONTHS[number - 1].lower()) else 0


def _from_hanzi(year: str, month: str | None, day: str | None) -> str:
    digits = "".join(
        str("零一二三四五六七八九".find(char.replace("〇", "零").replace("○", "零"))) for char in year
    )
    try:
        return _iso(digits, *(str(hanzi_integer(part)) if part else None for part in (month, day)))
    except NotANumber:
        raise _refuse("date", EXAMPLE) from None


def _iso(year: str, month: str | None, day: str | None) -> str:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise _refuse("year", EXAMPLE)
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        raise _refuse("day", EXAMPLE)
    if day is None:
        return f"{year}-{int(month):02}"
    last = _length(int(year), int(month))
    if not 1 <= int(day) <= last:
        raise _refuse("day", f"{year}-{int(month):02}-{last}")
    return f"{year}-{int(month):02}-{int(day):02}"


def _length(year: int, month: int) -> int:
    """Days of the month."""
    return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day


def _refuse(reason: str, suggestion: str = "") -> DateError:
    return DateError(reason, suggestion, *_REASONS[reason])


def first_day(iso: str) -> datetime.date:
    """The first day that a date, moment or period covers: "2020-02" begins on 1 February."""
    year, month, day, _ = _split(iso.partition("/")[0])
    return datetime.date(year, month or 1, day or 1)


def last_day(iso: str) -> datetime.date:
    """The last day that a date, moment or period covers: "2020-02" ends on the 29th, "2023/2025" in 2025."""
    year, month, day, _ = _split(iso.rpartition("/")[2])
    month = month or 12
    return datetime.date(year, month, day or _length(year, month))


def with_offset(iso: str, zone: str) -> str:
    """A moment with its distance from UTC, "2020-02-10T09:30+08:00"; a day, month or year as it is."""
    if "T" not in iso:
        return iso
    from zoneinfo import ZoneInfo

    return datetime.datetime.fromisoformat(iso).replace(tzinfo=ZoneInfo(zone)).isoformat(timespec="minutes")


def format_date(iso: str, locale: str) -> str:
    """A date, moment or period in words: 2020年2月10日, 10 February 2020. Never empty or abbreviated."""
    start, slash, end = iso.partition("/")
    if slash:
        return _period(start, end, locale)
    year, month, day, time = _split(iso)
    if locale.startswith("zh"):
        text = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
        return f"{text} {time}" if time else text
    if locale.startswith("en"):
        text = (f"{day} " if day else "") + (f"{_MONTHS[month - 1]} " if month else "") + str(year)
    else:
        from sitegen.i18n.cldr import date_in_words

        precision = "day" if day else "month" if month else "year"
        text = date_in_words(datetime.date(year, month or 1, day or 1), precision, locale)
        text = text or iso.partition("T")[0]
    return f"{text}, {time}" if time else text


def _period(start: str, end: str, locale: str) -> str:
    """Two dates with a dash; Chinese and English say a year that both have once."""
    chinese, english = locale.startswith("zh"), locale.startswith("en")
    first, last = format_date(start, locale), format_date(end, locale)
    if len(start) == len(end) == 4:
        return f"{start}—{end}年" if chinese else f"{start}–{end}"
    year = start[:4]
    if year == end[:4] and len(start) > 4 and len(end) > 4:
        first = first.removesuffix(f" {year}") if english else first
        last = last.removeprefix(f"{year}年") if chinese else last
    return first + ("—" if chinese else " – ") + last


def _split(iso: str) -> tuple[int, int, int, str]:
    """Year, month, day (0 where left out) and time of day; DateError for what `parse_date` would not give."""
    found = _ISO.fullmatch(iso)
    if not found:
        raise _refuse("date", EXAMPLE)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise _refuse("day", EXAMPLE) from None
    return year, month, day, found[4] or ""
