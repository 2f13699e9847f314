"""Finds the figures in Chinese and English texts and makes them comparable.

近20亿元 and "nearly CNY 2 billion" both become the value 2000000000 with the qualifier "nearly"; 2月26日 of a
document of 2020 and "26 February 2020" both become 2020-02-26. Deliberately apart from the program's own
reading of quantities and dates: a fault there must not hide itself here. Reading files is left to the test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple


class Token(NamedTuple):
    """A figure in a text: its value, comparable across languages, its qualifier, and how it is written."""

    value: str
    qualifier: str
    text: str


CHINESE_SCALE = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
ENGLISH_SCALE = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}
WORDS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6,
    "July": 7, "August": 8, "September": 9, "October": 10, "November": 11, "December": 12,
}  # fmt: skip
QUALIFIERS = {
    "近": "nearly", "nearly": "nearly",
    "余": "over", "more than": "over",
    "以上": "at-least", "不少于": "at-least", "不低于": "at-least",
    "at least": "at-least", "or more": "at-least",
    "可达": "up-to", "up to": "up-to",
}  # fmt: skip

_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,8}〔[0-9]{4}〕[0-9]+号")
_STANDARD = re.compile(r"GB/T [0-9]+")
_YEARS = re.compile(r"\b(?:19|20)[0-9]{2}\b(?![,.][0-9])")

_CHINESE_SPAN = re.compile(r"(?P<from>[0-9]{4})—(?P<to>[0-9]{4})年?")
_CHINESE_DATE = re.compile(
    r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"
    r"|(?P<month2>[0-9]{1,2})月(?:(?P<day2>[0-9]{1,2})日)?"
)
_CHINESE_NUMBER = re.compile(
    r"(?P<before>近|不少于|不低于|可达)?(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?|(?<![0-9个百千万])(?=亿元以上))"
    r"(?P<over>余)?(?P<scale>[百千万亿]?)(?:(?:美元|元|个|家|项|吨|只|次|%)?(?P<after>以上))?"
)
_CHINESE_COUNT = re.compile(r"(?P<n>[三四五六七八九十])(?=大(?!会)|条|次产业|年行动|个阶段)")
_CHINESE_ROUND = re.compile(r"(?<![0-9.])(?P<five>五?)(?P<scale>[百千])(?:(?P<yi>亿)|日)")

_ENGLISH_DATE = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(MONTHS)})(?: (?P<year>[0-9]{{4}}))?"
)
_ENGLISH_NUMBER = re.compile(
    r"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)(?: (?P<scale>thousand|million|billion|trillion))?"
)


def tidy(text: str) -> str:
    """Full-width digits and dashes in one form."""
    one_form = {"–": "—", "％": "%", "．": ".", "，": ","}
    return "".join(unicodedata.normalize("NFKC", c) if c.isdigit() else one_form.get(c, c) for c in text)


def number(digits: str, scale: int) -> str:
    return f"{(Decimal(digits.replace(',', '')) * scale).normalize():f}"


def iso(year: str, month: int | str | None, day: str | None) -> str:
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def parts_of_date(value: str) -> tuple[str, ...]:
    """What of a date a text may give alone: its year, year and month, month and day, month."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){1,2}", value):
        return ()
    return value[:4], value[:7], value[4:], value[4:7]


class _Rest:
    """A text from which what was read is taken away, so that no figure is read twice."""

    def __init__(self, text: str) -> None:
        self.text = _STANDARD.sub("", tidy(text))

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = list(pattern.finditer(self.text))
        self.text = pattern.sub(lambda match: " " * len(match[0]), self.text)
        return found


def chinese_tokens(text: str, year: str = "") -> Iterator[Token]:
    """Figures of a Chinese text; `year` completes dates written without one."""
    rest = _Rest(text)
    for match in rest.take(_DOCUMENT):
        yield Token(match[0], "", match[0])
    for match in rest.take(_CHINESE_SPAN):
        yield Token(match["from"], "", match[0])
        yield Token(match["to"], "", match[0])
    for match in rest.take(_CHINESE_DATE):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        yield Token(iso(match["year"] or year, month, day), "", match[0])
    for match in rest.take(_CHINESE_ROUND):
        scale = CHINESE_SCALE[match["scale"]] * CHINESE_SCALE[match["yi"] or ""]
        yield Token(number("5" if match["five"] else "1", scale), "", match[0])
    for match in rest.take(_CHINESE_NUMBER):
        mark = match["before"] or match["over"] or match["after"] or ""
        yield Token(
            number(match["n"] or "1", CHINESE_SCALE[match["scale"]]), QUALIFIERS.get(mark, ""), match[0]
        )
    for match in rest.take(_CHINESE_COUNT):
        yield Token(str(NUMERALS[match["n"]]), "", match[0])


def english_tokens(text: str) -> Iterator[Token]:
    rest = _Rest(text)
    for match in rest.take(_DOCUMENT):
        yield Token(match[0], "", match[0])
    for match in rest.take(_ENGLISH_DATE):
        if match["year"] or match["day"]:
            yield Token(iso(match["year"] or "", MONTHS[match["month"]], match["day"]), "", match[0])
    for match in rest.take(_YEARS):
        yield Token(match[0], "", match[0])
    whole = rest.text.lower()
    for match in rest.take(_ENGLISH_NUMBER):
        around = whole[max(0, match.start() - 16) : match.end() + 9]
        mark = next((mark for mark in QUALIFIERS if mark.isascii() and mark in around), "")
        yield Token(
            number(match["n"], ENGLISH_SCALE[match["scale"] or ""]), QUALIFIERS.get(mark, ""), match[0]
        )
    for word in re.findall(r"[a-z]+", whole):
        if word in WORDS:
            yield Token(str(WORDS[word]), "", word)


def canonical(figure: str) -> str:
    """A quantity as the catalogue writes it: 年产10万吨 is 10万吨/年."""
    figure = re.sub(r"\s", "", tidy(figure))
    for pattern, per in ((r"年产(?:量)?(.+)", "年"), (r"日产(?:量)?(?:可达)?(.+)", "日")):
        if match := re.fullmatch(pattern, figure):
            return f"{match[1]}/{per}"
    return figure
