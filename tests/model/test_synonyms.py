"""Words that writers type where the format has a standard term."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from sitegen.describe.field_outline import NAMED, fields_of, inner_of
from sitegen.describe.terms import FieldTerm, terms_of
from sitegen.model.entities import (
    CONNECTIONS,
    COOPERATION,
    COST_ITEMS,
    GOALS,
    PAPERS,
    PLOT_KINDS,
    STATUSES,
    TECHNOLOGY_LEVELS,
)  # fmt: skip
from sitegen.model.fields import OneOf
from sitegen.model.synonyms import in_chinese, meant


@pytest.mark.parametrize(
    ("written", "terms", "term"),
    [
        ("推介中", STATUSES, "open"),
        ("已签约", STATUSES, "signed"),
        ("Open", STATUSES, "open"),
        ("in_talks", STATUSES, "in-talks"),
        ("ｏｐｅｎ", STATUSES, "open"),
        ("“open”", STATUSES, "open"),
        ("公开", ("public", "draft"), "public"),
        ("市", ("province", "city"), "city"),
        ("园区", ("city", "park"), "park"),
        ("sole，equity", COOPERATION, "[sole, equity]"),
        ("【sole，equity】", COOPERATION, "[sole, equity]"),
        ("独资、合资", COOPERATION, "[sole, joint-venture]"),
        ("sole, equity", COOPERATION, "[sole, equity]"),
        ("独资、什么", COOPERATION, ""),
        ("SDG7、目标13", GOALS, "[7, 13]"),
        ("产业、创新和基础设施", GOALS, "9"),
        ("公开", STATUSES, ""),
        ("", STATUSES, ""),
        ("、", STATUSES, ""),
        ("、" * 100_000, STATUSES, ""),
    ],
)
def test_the_term_that_is_meant(written: str, terms: tuple[str, ...], term: str) -> None:
    assert meant(written, terms) == term


def test_every_term_is_found_by_the_word_that_explains_it() -> None:
    terms = [(values, term) for values in choices() for term in terms_of(values)]
    assert len(terms) > 80
    for values, term in terms:
        assert meant(term.zh.partition("，")[0], values) == term.value


def choices() -> Iterator[tuple[str, ...]]:
    """The terms of each field that has some, of all kinds of entries."""
    found: dict[tuple[str, ...], list[FieldTerm]] = {}
    todo: list[type[msgspec.Struct]] = [named.cls for kind, named in NAMED.items() if kind != "site"]
    for cls in todo:
        for field in fields_of(cls):
            shape = getattr(field.shape, "item", field.shape)
            if isinstance(shape, OneOf):
                found[shape.values] = []
            if (inner := inner_of(field.shape)) and inner not in todo:
                todo.append(inner)
    return iter(found)


def test_a_level_may_be_said_by_its_number() -> None:
    assert meant("6", TECHNOLOGY_LEVELS) == "trl-6"
    assert meant("9级", TECHNOLOGY_LEVELS) == "trl-9"


def test_a_term_of_several_lists_is_called_what_it_is_in_each() -> None:
    assert "water（供水）" in in_chinese(CONNECTIONS)
    assert "water（水）" in in_chinese(COST_ITEMS)
    assert in_chinese(PLOT_KINDS) == "land（用地）、workshop（厂房）、office（办公楼）"
    assert "energy（节能审查）" in in_chinese(PAPERS)
