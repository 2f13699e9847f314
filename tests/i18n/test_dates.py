"""Partial dates, moments and periods: what is read, what is shown, which days they cover."""

from __future__ import annotations

import datetime
import time

import pytest
from babel.dates import format_date as babel_date
from babel.dates import format_skeleton
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.i18n.dates import DateError, first_day, format_date, last_day, parse_date, parse_period


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-02-10", "2020-02-10"),
        ("2020-2-10", "2020-02-10"),
        ("2020/2/10", "2020-02-10"),
        ("2020.2.10", "2020-02-10"),
        ("2020年2月10日", "2020-02-10"),
        ("2020年 2 月 10 号", "2020-02-10"),
        ("２０２０年２月１０日", "2020-02-10"),
        ("二〇二〇年二月十日", "2020-02-10"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("10 February 2020", "2020-02-10"),
        ("10 Feb 2020", "2020-02-10"),
        ("February 10, 2020", "2020-02-10"),
        ("2020-02", "2020-02"),
        ("2020年2月", "2020-02"),
        ("2020年2月份", "2020-02"),
        ("2020年元月", "2020-01"),
        ("February 2020", "2020-02"),
        ("2020", "2020"),
        ("2020年", "2020"),
        ("2024-02-29", "2024-02-29"),
        ("2026-05-18T09:30", "2026-05-18T09:30"),
        ("2026-05-18 9:30", "2026-05-18T09:30"),
        ("2026年5月18日 9:30", "2026-05-18T09:30"),
        ("2026年5月18日9：30", "2026-05-18T09:30"),
    ],
)
def test_reads(written: str, iso: str) -> None:
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    ("written", "reason", "suggestion"),
    [
        ("", "empty", "2020-02-10"),
        ("待定", "date", "2020-02-10"),
        ("2023-02-29", "day", "2023-02-28"),
        ("2023-04-31", "day", "2023-04-30"),
        ("2023-13-01", "day", "2020-02-10"),
        ("2023-00-01", "day", "2020-02-10"),
        ("0020-01-01", "year", "2020-02-10"),
        ("9999", "year", "2020-02-10"),
        ("20-2-10", "short-year", "2020-2-10"),
        ("20年2月10日", "short-year", "2020年2月10日"),
        ("98.5.1", "short-year", "1998.5.1"),
        ("2/10/2020", "order", "2020-02-10"),
        ("18/05/2023", "order", "2023-05-18"),
        ("05/18/2023", "order", "2023-05-18"),
        ("2023年第三季度", "span", "2023-07"),
        ("2023Q3", "span", "2023-07"),
        ("Q4 2023", "span", "2023-10"),
        ("2023年下半年", "span", "2023-07"),
        ("“十四五”期间", "span", ""),
        ("长期有效", "endless", ""),
        ("自发布之日起施行", "issue", ""),
        ("2023年5月18日上午9:30", "moment", "2023-05-18T09:30"),
        ("2023年5月18日下午3点半", "moment", "2023-05-18T15:30"),
        ("2023年5月18-20日", "days", "starts: 2023-05-18, ends: 2023-05-20"),
        ("9:30", "clock", ""),
        ("2025年底", "date", "2025-12"),
        ("20200210", "date", "2020-02-10"),
        ("20209999", "date", "2020-02-10"),
        ("46037", "serial", "2026-01-15"),
        ("2020-2/10", "date", "2020-02-10"),
        ("2020-02-10T24:00", "time", "2020-02-10T09:30"),
        ("2020-02T09:30", "time", "2020-02-10T09:30"),
        ("2020-02-10T09:30Z", "date", "2020-02-10"),
        ("٢٠٢٠-٠٢-١٠", "date", "2020-02-10"),
        ("1" * 5000, "date", "2020-02-10"),
    ],
)
def test_refuses(written: str, reason: str, suggestion: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(written)
    assert (caught.value.reason, caught.value.suggestion) == (reason, suggestion)
    assert caught.value.zh != caught.value.en


@pytest.mark.parametrize(
    ("written", "iso", "zh", "en"),
    [
        ("2023/2025", "2023/2025", "2023—2025年", "2023–2025"),
        ("2023—2025年", "2023/2025", "2023—2025年", "2023–2025"),
        ("2023-2025", "2023/2025", "2023—2025年", "2023–2025"),
        ("2023年至2025年", "2023/2025", "2023—2025年", "2023–2025"),
        ("2023年2月至2025年6月", "2023-02/2025-06", "2023年2月—2025年6月", "February 2023 – June 2025"),
        ("2023年2月至6月", "2023-02/2023-06", "2023年2月—6月", "February – June 2023"),
        ("2021-09-10/2021-12-18", "2021-09-10/2021-12-18", "2021年9月10日—12月18日",
         "10 September – 18 December 2021"),
        ("2020/2021-03", "2020/2021-03", "2020年—2021年3月", "2020 – March 2021"),
        ("2020.1-2021.6", "2020-01/2021-06", "2020年1月—2021年6月", "January 2020 – June 2021"),
        ("2020-02-10", "2020-02-10", "2020年2月10日", "10 February 2020"),
        ("2020/2/10", "2020-02-10", "2020年2月10日", "10 February 2020"),
        ("2020", "2020", "2020年", "2020"),
        ("2020/2020", "2020", "2020年", "2020"),
    ],
)  # fmt: skip
def test_periods(written: str, iso: str, zh: str, en: str) -> None:
    assert parse_period(written) == iso
    assert format_date(iso, "zh") == zh
    assert format_date(iso, "zh-hant") == zh
    assert format_date(iso, "en") == en


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(DateError) as caught:
        parse_period("2025/2023")
    assert (caught.value.reason, caught.value.suggestion) == ("period", "2023/2025")


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2020-02-10", (2020, 2, 10), (2020, 2, 10)),
        ("2020-02-10T23:59", (2020, 2, 10), (2020, 2, 10)),
        ("2023/2025", (2023, 1, 1), (2025, 12, 31)),
        ("2023-02/2025-02", (2023, 2, 1), (2025, 2, 28)),
    ],
)
def test_days_covered(iso: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert first_day(iso) == datetime.date(*first)
    assert last_day(iso) == datetime.date(*last)


@pytest.mark.parametrize(
    ("iso", "locale", "text"),
    [
        ("2026-05-18T09:30", "zh", "2026年5月18日 09:30"),
        ("2026-05-18T09:30", "en", "18 May 2026, 09:30"),
        ("2020-02-10", "de", "10. Februar 2020"),
        ("2020-02", "de", "Februar 2020"),
        ("2020", "de", "2020"),
        ("2020-02-10", "ja", "2020年2月10日"),
        ("2020-02-10", "xx", "2020-02-10"),
        ("2023/2025", "de", "2023–2025"),
    ],
)
def test_shows(iso: str, locale: str, text: str) -> None:
    assert format_date(iso, locale) == text


@pytest.mark.parametrize("iso", ["", "2020-2-1", "2020-13", "2023-02-29", "20", "2020/", "x"])
def test_shows_only_what_was_read(iso: str) -> None:
    with pytest.raises(DateError):
        format_date(iso, "zh")


_DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))


@given(_DAYS)
def test_chinese_and_english_are_as_babel_has_them(day: datetime.date) -> None:
    iso = day.isoformat()
    for locale, babel in (("zh", "zh_Hans_CN"), ("zh-hant", "zh_Hant_TW"), ("en", "en_GB")):
        assert format_date(iso, locale) == babel_date(day, "long", locale=babel)
        assert format_date(iso[:7], locale) == format_skeleton("yMMMM", day, locale=babel)
        assert format_date(iso[:4], locale) == format_skeleton("y", day, locale=babel)


@given(_DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["zh", "zh-hant", "en"]))
def test_what_is_shown_is_read_back(day: datetime.date, length: int, locale: str) -> None:
    iso = day.isoformat()[:length]
    assert parse_date(iso) == iso
    assert parse_date(format_date(iso, locale)) == iso
    assert first_day(iso) <= day <= last_day(iso)


@given(_DAYS, _DAYS, st.sampled_from([4, 7, 10]))
def test_periods_are_read_back(one: datetime.date, other: datetime.date, length: int) -> None:
    start, end = (day.isoformat()[:length] for day in sorted((one, other)))
    period = parse_period(f"{start}/{end}")
    assert parse_period(period) == period
    assert parse_period(format_date(period, "zh")) == period


@given(st.one_of(st.text(), st.text("0123456789-/.年月日至TFeb: 二〇十", max_size=30)))
@settings(max_examples=300)
def test_nothing_but_date_errors(text: str) -> None:
    for parse in (parse_date, parse_period):
        try:
            iso = parse(text)
        except DateError:
            continue
        assert format_date(iso, "zh")
        assert first_day(iso) <= last_day(iso)


@pytest.mark.parametrize("unit", ["2", "-", "2020-", "2020/", "年", "一", "至", " "])
def test_hostile_text_costs_nothing(unit: str) -> None:
    begun = time.process_time()
    for length in (50, 60, 100_000):
        with pytest.raises(DateError):
            parse_period((unit * length)[:length] + "!")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023年第三季度", "2023-07/2023-09"),
        ("2023年三季度", "2023-07/2023-09"),
        ("2023 Q1", "2023-01/2023-03"),
        ("third quarter of 2023", "2023-07/2023-09"),
        ("2023年上半年", "2023-01/2023-06"),
        ("2023H2", "2023-07/2023-12"),
        ("“十四五”期间", "2021/2025"),
        ("十五五时期", "2026/2030"),
        ("2023年5月18-20日", "2023-05-18/2023-05-20"),
        ("2023年5月18日至20日", "2023-05-18/2023-05-20"),
    ],
)
def test_spans_are_read_where_a_period_belongs(written: str, period: str) -> None:
    assert parse_period(written) == period


def test_seconds_are_nobodys_concern() -> None:
    assert parse_date("2026年8月4日 19:12:17") == "2026-08-04T19:12"
