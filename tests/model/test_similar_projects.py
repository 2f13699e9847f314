"""Which projects a page names as like its own: how they are ranked, why, and how few are compared."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.entities import Investment, Project, Region
from sitegen.model.queries.similar_projects import NEAR, Similar
from tests.support.catalogues import State, catalogue_of, project

T = Text({"zh": "题"})
PLACES = (
    Region(id="city", title=T, kind="city"),
    Region(id="county", title=T, kind="county", parent="city"),
    Region(id="other", title=T, kind="county", parent="city"),
    Region(id="p", title=T, kind="park", parent="county"),
)


def one(key: str, amount: str = "", sought: str = "", **fields: Any) -> Project:
    if amount or sought:
        total, asked = (parse_quantity(each) if each else None for each in (amount, sought))
        fields["investment"] = Investment(total=total, sought=asked)
    return project(key, chain=fields.pop("chain", "c"), **fields)


def found(mine: Project, *others: Project) -> dict[str, tuple[str, ...]]:
    similar = queries.similar(catalogue_of(mine, *others, *PLACES), mine.id)
    assert all(isinstance(each, Similar) for each in similar)
    return dict(similar)


def test_a_segment_counts_more_than_a_place_and_a_place_more_than_an_amount() -> None:
    mine = one("a", "10亿元", segments=("s",), region="county")
    others = [
        one("amount", "12亿元"),
        one("place", "90亿元", region="county"),
        one("segment", "90亿元", segments=("s",)),
        one("both", "90亿元", segments=("s", "t"), region="county"),
        one("chain-only", "90亿元"),
        one("elsewhere", "10亿元", chain="d", region="county"),
    ]
    assert list(found(mine, *others).items()) == [
        ("both", ("segment", "place")),
        ("segment", ("segment",)),
        ("place", ("chain", "place")),
        ("amount", ("chain", "amount")),
    ]


def test_what_seeks_an_investor_comes_first_and_what_has_sunk_last() -> None:
    """What has come to nothing is not shown at all."""
    mine = one("a", segments=("s",))
    others = [
        one("sought", status="open"),
        one("built", segments=("s",), status="operating"),
        one("paused", segments=("s",), status="paused"),
        one("ended", segments=("s",), status="ended"),
    ]
    assert list(found(mine, *others)) == ["sought", "built", "paused"]


def test_of_two_alike_the_nearer_amount_comes_first() -> None:
    mine = one("a", "10亿元", segments=("s",))
    others = [one(f"b{amount}", f"{amount}亿元", segments=("s",)) for amount in (19, 11, 6, 30)]
    assert list(found(mine, *others)) == ["b11", "b6", "b19", "b30"]
    assert found(mine, *others)["b30"] == ("segment",)


@pytest.mark.parametrize(
    ("mine", "other", "alike"),
    [
        ({"amount": "10亿元"}, {"amount": "20亿元"}, True),
        ({"amount": "10亿元"}, {"amount": "20.1亿元"}, False),
        ({"amount": "10亿元"}, {"sought": "10亿元"}, False),
        ({"sought": "10亿元"}, {"sought": "5亿元"}, True),
        ({"amount": "10亿元"}, {}, False),
        ({}, {}, False),
        ({"amount": "10亿元"}, {"amount": "10亿美元"}, False),
    ],
)
def test_amounts_are_similar_up_to_the_double(
    mine: dict[str, str], other: dict[str, str], alike: bool
) -> None:
    """The whole is compared with the whole, what is sought with what is sought."""
    assert ("amount" in found(one("a", **mine), one("b", **other))["b"]) == alike


def test_the_park_is_said_rather_than_its_county() -> None:
    mine = one("a", park="p", region="county")
    others = [one("same", park="p"), one("near", region="county"), one("far", region="other"), one("none")]
    assert found(mine, *others) == {
        "same": ("chain", "park"), "near": ("chain", "place"), "far": ("chain",), "none": ("chain",),
    }  # fmt: skip


def test_without_a_chain_the_place_alone_makes_projects_alike() -> None:
    mine, near = one("a", chain="", region="county"), one("near", chain="", region="county")
    assert found(mine, near, one("far", chain="", region="other"), one("chained", region="county")) == {
        "near": ("place",)
    }
    assert found(one("a", chain=""), one("b", chain="")) == {}
    assert found(one("a", chain="", segments=("x",)), one("b", chain="", segments=("x",))) == {}


def test_as_many_are_compared_in_a_large_catalogue_as_in_a_small_one() -> None:
    """And those are next to it, so that a new project changes the answers of few."""
    many = [one(f"b{number:03}", segments=("s",), published="2026") for number in range(200)]
    catalogue = catalogue_of(*many, *PLACES)
    watched = queries.QUERIES["similar"].watch(catalogue, "b100")
    compared = [group for group in watched if group.startswith("compared=")]
    assert len(compared) <= 2 * 2 * NEAR
    assert "chain=c" not in watched, "the whole chain is looked through where the segment gives too few alone"
    first = State({("project", each.id): each for each in many})
    second = State(first.entities | {("project", "b2"): one("b2", segments=("s",), published="2026")})
    before, after = first.catalogue(), second.catalogue()
    moved = [each.id for each in many if queries.similar(before, each.id) != queries.similar(after, each.id)]
    assert 0 < len(moved) <= 4 * NEAR
