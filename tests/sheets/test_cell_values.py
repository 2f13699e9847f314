"""Single cells: lines of a text, words for yes and no, and words for what has no end."""

from __future__ import annotations

import pytest

from sitegen.sheets.cell_values import FOREVER, _boolean, _text


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
    assert "长期有效" in FOREVER
