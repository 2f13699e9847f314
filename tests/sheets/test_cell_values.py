"""Single cells: lines of a text, words for yes and no, and words for what has no end."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from sitegen.model.entities import Policy
from sitegen.sheets.cell_values import _boolean, _text, read_cell
from sitegen.sheets.columns import Column
from sitegen.sheets.grid import Cell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("甲，\n乙", "甲，乙"),
        ("one\ntwo", "one two"),
        ("甲\ntwo", "甲two"),
        (" 甲 \n\n 乙 ", "甲乙"),
    ],
)
def test_lines_of_a_text_become_one(written: str, read: str) -> None:
    assert _text(written).data == read


@pytest.mark.parametrize("word", ["是", "有", "√", "✓", "y", "Y", "yes", "true", "1"])
def test_words_for_yes(word: str) -> None:
    assert _boolean(word) == "true"


@pytest.mark.parametrize("word", ["否", "×", "✗", "n", "N", "no", "false", "0"])
def test_words_for_no(word: str) -> None:
    assert _boolean(word) == "false"


def test_other_words_are_neither() -> None:
    assert _boolean("也许") == "也许"


@pytest.mark.parametrize("word", ["长期", "长期有效", "永久", "无期限"])
def test_what_has_no_end_has_no_date(word: str) -> None:
    hint = get_type_hints(Policy, include_extras=True)["expires"]
    read = read_cell(Column(("expires",), hint, "失效日期", "in force until"), Cell(word), "", ("zh",), "zh")
    assert (read.state, read.data) == ("empty", None)
    assert "no end" in read.en
