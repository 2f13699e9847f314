"""What the end of a line comes to in Chinese, in English and between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.i18n.line_ends import is_seam, one_line, unfolded


@pytest.mark.parametrize(
    ("pair", "seam"),
    [
        ("，占", True),
        ("字字", True),
        ("字a", False),
        ("a字", False),
        ("，a", True),
        ("a，", True),
        ("”字", True),
        ("字“", True),
        ("“a", False),
        ("a“", False),
        ("字，", True),
        ("）（", True),
        ("한국", False),
        ("字한", False),
        ("ab", False),
        ("3亩", False),
        ("—字", True),
        ("𠮷字", True),
        ("かな", True),
    ],
)
def test_between_which_characters_it_is_nothing(pair: str, seam: bool) -> None:
    assert is_seam(*pair) is seam
    assert one_line("\n".join(pair)) == ("" if seam else " ").join(pair)
    assert one_line(f"{pair[0]}  \r\n\t{pair[1]}") == ("" if seam else " ").join(pair)
    assert unfolded(" ".join(pair), "\n  ".join(pair)) == ("" if seam else " ").join(pair)
    assert unfolded(" ".join(pair), " ".join(pair)) == " ".join(pair), "as it was written"


def test_blanks_of_any_width_are_one() -> None:
    assert one_line("　甲　　乙\u00a0丙\tD  e\u2003 ") == "甲 乙 丙 D e"


@given(st.lists(st.text(alphabet="字，a3“ ", max_size=4), max_size=6))
def test_one_line_has_no_line_ends_and_stays(pieces: list[str]) -> None:
    made = one_line("\n".join(pieces))
    assert "\n" not in made
    assert "  " not in made
    assert one_line(made) == made
    assert made.replace(" ", "") == "".join(pieces).replace(" ", "")
