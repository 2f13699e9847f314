"""Products offered and needed: what goes together, what has run out, where each is shown."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from msgspec.structs import replace

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.entities import (
    Chain,
    ChainRole,
    Enterprise,
    Entity,
    FirmTrade,
    Region,
    Segment,
    Stage,
    Trade,
)
from sitegen.model.queries import trade_queries
from sitegen.model.trades import FoundTrade, are_alike, trades_of
from sitegen.routes import has_trade
from sitegen.views.chains import chain
from sitegen.views.enterprises import enterprise
from sitegen.views.trade import trade
from tests.support.catalogues import catalogue_of
from tests.support.views import localizer, made, tracked


def text(zh: str, en: str) -> Text:
    return Text({"zh": zh, "en": en})


ROD, BILLET = text("铝棒", "Aluminium rod"), text("6063铝棒", "6063 aluminium rod")
PARK = Region(id="park", kind="park", title=text("园", "Park"))
METAL = Chain(
    id="metal",
    title=text("铝", "Aluminium"),
    stages=(Stage(id="mid", title=text("中", "Middle")),),
    segments=(
        Segment(
            id="rods",
            stage="mid",
            title=text("棒材", "Rods"),
            offers=(Trade(id="spare", product=BILLET),),
            needs=(Trade(id="gone", product=ROD, until="2020"),),
        ),
    ),
)


def firm(key: str, **fields: Any) -> Enterprise:
    roles = (ChainRole(chain="metal"),)
    return Enterprise(id=key, title=text(key, key.title()), chains=roles, region="park", **fields)


def rods(key: str, product: Text, **fields: Any) -> FirmTrade:
    return FirmTrade(id=key, product=product, chain="metal", segment="rods", **fields)


MAKER = firm("maker", offers=(rods("out", text("铝棒", "Bars"), published="2026-05-02"),))
USER = firm("user", needs=(rods("in", ROD, amount=parse_quantity("2万吨/年"), published="2026-06-03"),))
ELSEWHERE = firm("elsewhere", offers=(FirmTrade(id="out", product=BILLET),))
ALL: tuple[Entity, ...] = (PARK, METAL, MAKER, USER, ELSEWHERE)


def test_a_need_and_an_offer_of_the_same_product_name_each_other() -> None:
    """By the name in any language, within one segment by a part of it; nobody supplies itself."""
    catalogue = tracked(*ALL)
    matches = {
        key: catalogue.ask(queries.trade_matches, key) for key in catalogue.ask(queries.trade_list, "all", "")
    }
    assert matches == {
        "metal/rods/spare": ("user/in",),
        "user/in": ("metal/rods/spare", "maker/out"),
        "maker/out": ("user/in",),
        "elsewhere/out": (),
    }
    own = tracked(PARK, METAL, firm("both", offers=(rods("out", ROD),), needs=(rods("in", ROD),)))
    assert own.ask(queries.trade_matches, "both/out") == ()


def test_a_segment_may_supply_another_but_not_itself() -> None:
    segment = METAL.segments[0]
    needs, other = (replace(segment, id=key, offers=(), needs=(Trade(id="in", product=ROD),)) for key in "ab")
    offers = replace(segment, id="b", offers=(Trade(id="out", product=ROD),), needs=())
    apart = tracked(replace(METAL, segments=(needs, offers)))
    assert apart.ask(queries.trade_matches, "metal/a/in") == ("metal/b/out",)
    within = tracked(replace(METAL, segments=(replace(other, offers=offers.offers),)))
    assert within.ask(queries.trade_matches, "metal/b/in") == ()


def test_what_has_run_out_is_on_its_own_page_alone() -> None:
    catalogue = tracked(*ALL)
    page = chain(catalogue, localizer(), "chains/metal/", "metal")
    assert [(row.anchor, row.over) for row in page.trade.rows if not row.firm] == [
        ("trade-rods_gone", True),
        ("trade-rods_spare", False),
    ]
    (box,) = page.stages[0].segments
    assert (box.offers, box.needs) == (2, 1)
    assert page.trade.more is not None
    assert page.trade.more.url.endswith("/trade/?chain=metal")
    listed = [row.key for row in trade(catalogue, localizer(), "trade/").trades]
    assert "metal/rods/gone" not in listed
    assert len(listed) == 4


def test_a_firm_shows_what_it_needs_and_who_offers_it() -> None:
    (row,) = enterprise(tracked(*ALL), localizer(), "enterprises/user/", "user").trade.rows
    assert [link.title.text for link in row.matches] == ["Aluminium", "Maker"]
    assert row.matches[1].url.endswith("enterprises/maker/#trade-out")
    assert row.segment is not None
    assert row.segment.url.endswith("chains/metal/#segment-rods")


def test_filters_and_feed() -> None:
    catalogue = tracked(*ALL)
    words = json.loads(made("filter_words", catalogue, "", "trade"))
    assert words["ids"] == ["metal/rods/spare", "elsewhere/out", "maker/out", "user/in"]
    columns = json.loads(made("filter_values", catalogue, "", "trade", "1"))["columns"]
    assert columns.keys() == {"side", "chain", "segment", "place", "matched"}
    feed = made("trade_feed", catalogue, "trade/feed.xml")
    assert feed.index("Needed: Aluminium rod") < feed.index("Offered: Bars, Maker")
    assert "/en/enterprises/user/#trade-in</id>" in feed


def test_without_any_there_is_no_list() -> None:
    assert tracked(*ALL).ask(has_trade)
    assert not tracked(PARK, firm("plain")).ask(has_trade)


def test_the_table_of_enterprises_has_it_and_says_what_nobody_has_stated() -> None:
    rows = made("data_csv", tracked(*ALL), "data/enterprises.csv", "enterprises").splitlines()
    user = next(row for row in rows if row.startswith("user,"))
    assert "Aluminium: Segment not stated" in user
    assert "Aluminium rod: 20,000" in user


def random_trades(rng: random.Random) -> list[Entity]:
    words = ("rod", "6063 rod", "billet", "Rod ")
    made: list[Entity] = [METAL, PARK]
    for number in range(rng.randint(2, 14)):
        trades = [
            FirmTrade(
                id=f"t{index}",
                product=text(rng.choice(words), rng.choice(words)),
                chain="metal",
                segment=rng.choice(("", "rods")),
            )
            for index in range(rng.randint(0, 3))
        ]
        sides = {"offers": tuple(trades[1:]), "needs": tuple(trades[:1])}
        made.append(firm(f"f{number:02}", **sides))
    return made


@pytest.mark.parametrize("seed", range(40))
def test_the_first_matches_are_those_that_comparing_each_with_each_would_find(seed: int) -> None:
    catalogue = catalogue_of(*random_trades(random.Random(seed)))
    entries: list[Chain | Enterprise] = [*catalogue.all(Chain).values(), *catalogue.all(Enterprise).values()]
    known = {one.key: one for entry in entries for one in trades_of(entry)}
    trades = {key: known[key] for key in queries.trade_list(catalogue, "all", "")}
    for key, one in trades.items():
        alike = [other for other, each in trades.items() if are_alike(one, each)]
        assert queries.trade_matches(catalogue, key) == tuple(alike[:6])


def test_what_many_offer_and_many_need_is_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sides = ({"offers": (rods("t", ROD),)}, {"needs": (rods("t", ROD),)})
    firms = [firm(f"f{number:04}", **sides[number % 2]) for number in range(600)]
    compared: list[str] = []

    def counted(one: FoundTrade, other: FoundTrade) -> bool:
        compared.append(one.key)
        return are_alike(one, other)

    monkeypatch.setattr(trade_queries, "are_alike", counted)
    catalogue = catalogue_of(METAL, PARK, *firms)
    assert len(queries.trade_matches(catalogue, "f0000/t")) == 6
    assert len(compared) < 20 * len(firms)
