"""The short way to read quantities says what `reading` says, of whatever it is given."""

from __future__ import annotations

import random

import pytest

from sitegen.i18n import qualifiers, remembered
from sitegen.i18n.amounts import Quantity, QuantityError
from sitegen.i18n.numerals import SCALES
from sitegen.i18n.reading import read_quantity
from sitegen.i18n.units import CURRENCIES, DIMENSIONS, NAMES
from sitegen.model import fields

BEFORE = [*qualifiers.BEFORE, *CURRENCIES, "年产", "0", " ", "-", "上"]
FIGURES = [
    "0",
    "1",
    "7",
    "20",
    "300",
    "1923",
    "2023",
    "25000",
    "120000",
    "0.5",
    "1.2",
    "6.50",
    "0.52",
    "2137.42",
]
UNITS = [*NAMES, "个百分点", "(7ha)", " (20 ha)", "/年", "吨/年", "元/kWh", "人民币", "多"]
AFTER = [*qualifiers.AFTER, "。", "(含税)"]
WANTED = [None, *[frozenset((name,)) for name in DIMENSIONS], frozenset(("money", "price"))]


def said(read: object, text: str, dimensions: frozenset[str] | None) -> Quantity | tuple[str, str, str, str]:
    try:
        return read(text, dimensions)  # type: ignore[operator,no-any-return]
    except QuantityError as error:
        return error.reason, error.suggestion, error.zh, error.en


def assert_alike(text: str, dimensions: frozenset[str] | None) -> None:
    for _ in range(2):  # as it is read first, and as it is remembered
        assert said(remembered.parse_quantity, text, dimensions) == said(read_quantity, text, dimensions), (
            text
        )


@pytest.mark.parametrize("seed", range(8))
def test_both_read_alike(seed: int) -> None:
    rng = random.Random(seed)
    read = 0
    for _ in range(1500):
        parts = (
            (BEFORE, 0.3), (FIGURES, 1.0), (qualifiers.INFIX, 0.1), (SCALES, 0.4), (UNITS, 0.8), (AFTER, 0.2),
        )  # fmt: skip
        text = "".join([rng.choice([*words]) for words, often in parts if rng.random() < often])
        dimensions = rng.choice(WANTED) if rng.random() < 0.5 else None
        assert_alike(text, dimensions)
        read += not isinstance(said(read_quantity, text, dimensions), tuple)
    assert read > 300


def test_what_the_model_names_as_examples_is_read_alike() -> None:
    declared = [mark for hint in vars(fields).values() for mark in getattr(hint, "__metadata__", ())]
    dimensions = [mark for mark in declared if isinstance(mark, fields.Dimensions)]
    assert len(dimensions) > 8
    for one in dimensions:
        for text in (one.example, f"约{one.example}", f"{one.example}以上", f"不超过{one.example}"):
            assert_alike(text, one.names)


@pytest.mark.parametrize("text", ["2023年", "1899年", "1900年", "2199年", "2200年", "2023个月", "近2023年"])
def test_a_figure_that_looks_like_a_year_is_no_span(text: str) -> None:
    assert_alike("5年", frozenset(("duration",)))  # the words around it are remembered
    assert_alike(text, frozenset(("duration",)))
