"""Words around a figure, one by one: a table of its own, not the program's, so that none is lost."""

from __future__ import annotations

import pytest

from sitegen.i18n.dates import DateError, parse_date
from sitegen.i18n.quantities import format_quantity, parse_quantity

ENGLISH = {
    "about": "about approximately approx. approx around circa roughly ~",
    "nearly": "nearly almost",
    "at least": "at least|not less than|no less than|no fewer than|minimum|≥|>=",
    "less than": "less than|fewer than|below|under",
    "more than": "more than|over|above|exceeding|in excess of|>",
    "up to": "up to|at most|no more than|not more than|not exceeding|maximum|≤|<=|<",
}


def cases() -> list[tuple[str, str]]:
    return [
        (word, meant)
        for meant, words in ENGLISH.items()
        for word in (words.split("|") if "|" in words else words.split())
    ]


@pytest.mark.parametrize(("word", "meant"), cases())
def test_english_words_before_a_figure(word: str, meant: str) -> None:
    assert format_quantity(parse_quantity(f"{word} 500 t"), "en").replace("\u00a0", " ") == f"{meant} 500 t"


@pytest.mark.parametrize("word", ["or more", "or above", "+"])
def test_english_words_after_a_figure(word: str) -> None:
    assert format_quantity(parse_quantity(f"500 t {word}"), "en").replace("\u00a0", " ") == "500 t or more"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("年产能5万吨", "5万吨/年"), ("年产5万吨", "5万吨/年"), ("月产5万吨", "5万吨/月"),
        ("日产5吨", "5吨/天"),
        ("每年5万元", "5万元/年"), ("每月5万元", "5万元/月"), ("每日5吨", "5吨/天"), ("每天5吨", "5吨/天"),
        ("每亩5万元", "5万元/亩"), ("每人500元", "500元/人"), ("每吨50元", "50元/吨"),
        ("每平方米50元", "50元/平方米"), ("每公顷5万元", "5万元/公顷"),
    ],
)  # fmt: skip
def test_what_an_amount_is_for_may_come_first(written: str, read: str) -> None:
    assert parse_quantity(written) == parse_quantity(read)


@pytest.mark.parametrize(("written", "near"), [("49.5.1", "2049.5.1"), ("50.5.1", "1950.5.1")])
def test_years_of_two_digits_are_of_the_century_that_is_meant(written: str, near: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(written)
    assert (refused.value.reason, refused.value.suggestion) == ("short-year", near)


@pytest.mark.parametrize(
    ("unit", "said"), [("年", "year"), ("天", "day"), ("小时", "hour"), ("分钟", "minute")]
)
def test_what_an_amount_is_paid_for_in_english(unit: str, said: str) -> None:
    assert format_quantity(parse_quantity(f"5吨/{unit}"), "en").replace("\u00a0", " ") == f"5 t/{said}"
