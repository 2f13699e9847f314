"""CSV for spreadsheets: text stays text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.channels.csv_text import FORMULA, csv_text

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+86-839",
        "-5",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        " =1",
        "\u3000=1",
        "\t=1",
        "\r=1",
        "\n=1",
    ],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert read(csv_text([["a", cell]])) == [["a", f"'{cell}"]]


@pytest.mark.parametrize("cell", ["", "铝箔", "1-2", "a=b", 'say "x", y', "two\nlines", "20亿元"])
def test_other_cells_are_as_they_were(cell: str) -> None:
    assert read(csv_text([[cell, "b"]])) == [[cell, "b"]]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_what_is_read_back_is_what_was_written_or_cannot_be_worked_out(rows: list[list[str]]) -> None:
    back = read(csv_text(rows))
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.strip().startswith(FORMULA) for row in back for cell in row)
