"""The table of words in the docs is the one that the program goes by."""

from __future__ import annotations

import pytest

from sitegen.sheets.columns import Columns
from sitegen.sheets.word_index import DOCS, HEADS, renewed


@pytest.mark.parametrize("name", HEADS)
def test_the_committed_table_is_the_generated_one(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert text == renewed(text, HEADS[name]), "run: python -m sitegen.sheets.word_index"


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("总投资（亿元）", "investment.total", "亿元"), ("投资估算", "investment.total", ""),
        ("业主单位", "owner", ""),
        ("建设内容及规模", "scope", ""), ("建设周期（月）", "period", "月"),
        ("固定资产投资(万元)", "investment.fixed", "万元"),
        ("用地性质", "land.use", ""), ("容积率", "land.ratio", ""), ("县（市、区）", "region", ""),
        ("投资回收期 年", "returns.payback", "年"),
        ("＊项目名称", "title", ""), ("总投资/万元", "investment.total", "万元"),
        ("investment.total", "investment.total", ""),
    ],
)  # fmt: skip
def test_headings_of_project_cards(heading: str, name: str, unit: str) -> None:
    column = Columns("project").find(heading).column
    assert column is not None
    assert (column.name, column.unit) == (name, unit)
