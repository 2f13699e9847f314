"""Text in a terminal's columns: nothing too wide, nothing lost, no punctuation where it must not stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cli.wrapping import reflow, second_column, table, width, wrap
from sitegen.maps.text_layout import CLOSING, OPENING

TEXT = st.text("中文字项目，。；（）“”abcdefg -/.", max_size=200)


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("abc") == 3
    assert width("中文") == 4
    assert width("，") == 2


@given(TEXT, st.integers(20, 80))
def test_lines_fit_and_nothing_is_lost(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        assert width(line) <= room or _cannot_break(line), line


def _cannot_break(line: str) -> bool:
    """Whether no two neighbours may part: letters of one word, or what punctuation holds together."""
    pairs = pairwise(line)
    return not any(
        a == " " or ((width(a) > 1 or width(b) > 1) and a not in OPENING and b not in CLOSING)
        for a, b in pairs
        if b != " "
    )


@given(TEXT.map(lambda text: text.replace(" ", "")), st.integers(20, 80))
def test_no_line_begins_with_a_full_stop_or_ends_with_a_bracket(text: str, room: int) -> None:
    first, *others = wrap(text, room)
    assert not any(line[0] in CLOSING for line in others)
    assert not any(line[-1] in OPENING for line in [first, *others][:-1])


def test_words_stay_whole() -> None:
    assert wrap("see content/projects/battery-foil now", 12) == [
        "see",
        "content/projects/battery-foil",
        "now",
    ]
    assert wrap("运行 sitegen-check 检查", 16) == ["运行", "sitegen-check 检", "查"]


def test_chinese_breaks_after_punctuation_where_a_line_is_full_enough() -> None:
    assert wrap("网站的文件夹，也就是；默认是当前文件夹。", 28) == [
        "网站的文件夹，也就是；",
        "默认是当前文件夹。",
    ]
    assert wrap("网站，也就是默认的当前文件夹。", 20) == ["网站，也就是默认的当", "前文件夹。"]


def test_columns_of_a_table_stand_below_each_other() -> None:
    rows = [("--root 文件夹", "网站的文件夹"), ("--jobs", "one two three four"), ("--" + "x" * 40, "long")]
    left = second_column(name for name, _ in rows)
    lines = list(table(rows, left, left + 12))
    assert left == 4 + len("--root ") + 6
    blank = " " * left
    assert lines == [
        "  --root 文件夹  网站的文件夹",
        f"{'  --jobs':{left}}one two",
        f"{blank}three four",
        "  --" + "x" * 40,
        f"{blank}long",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("短的一段。", "短的一段。"),
        ("中" * 45 + "\n" + "文" * 3, "中" * 30 + "\n" + "中" * 15 + "文" * 3),
        ("a" * 50 + " " + "b" * 40 + "\nc", "a" * 50 + "\n" + "b" * 40 + " c"),
        ("Wrong:\n  status: " + "x" * 90, "Wrong:\n  status: " + "x" * 90),
        ("Wrong: x\nRight: y", "Wrong: x\nRight: y"),
    ],
)
def test_paragraphs_are_wrapped_anew_and_examples_left_alone(text: str, expected: str) -> None:
    assert reflow(text, 60) == expected
