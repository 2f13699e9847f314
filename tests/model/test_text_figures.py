"""Quantities of two languages: what is told, and what is not."""

from __future__ import annotations

import pytest

from sitegen.i18n.text import Text
from sitegen.model.text_figures import differing_figures


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("占地78.6亩，建筑面积8万㎡", "78.6 acres, 80,000 m² of floor area"),
        ("总投资5亿元", "CNY 5 billion"),
        ("总投资5亿元", "RMB 50 million in all"),
        ("年产10万吨", "10,000 t a year"),
        ("装机20万千瓦", "20 MW"),
        ("补助25%", "a grant of 15%"),
        ("用地300亩", "300 ha"),
        ("投资2.5亿美元", "USD 2.5 million"),
        ("规划面积12平方公里", "12 square metres"),
    ],
)
def test_figures_that_differ(zh: str, en: str) -> None:
    assert differing_figures(Text({"zh": zh, "en": en})) is not None


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("占地300亩", "300 mu (20 ha)"),
        ("占地300亩", "49.4 acres"),
        ("总投资5亿元", "CNY 500 million"),
        ("总投资5亿元", "about USD 70 million"),
        ("总投资5亿元，占地300亩", "on 20 ha"),
        ("年产10万吨", "100,000 t/year"),
        ("装机20万千瓦", "200 MW"),
        ("近20亿元", "nearly CNY 2 billion"),
        ("50余万元", "more than CNY 500,000"),
        ("10-20亿元", "CNY 1–2 billion"),
        ("第3号，2026年", "No. 3, 2026"),
        ("面积12平方公里", "12 km²"),
        ("5万平方米", "50,000 square metres"),
        ("增长8%", "8 percent"),
        ("300亩", ""),
        ("10吨", "10 tonnes of foil 3 mm thick"),
    ],
)
def test_figures_that_agree_or_cannot_be_compared(zh: str, en: str) -> None:
    assert differing_figures(Text({"zh": zh, "en": en})) is None
