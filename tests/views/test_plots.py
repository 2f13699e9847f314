"""The list of all plots: what stands beside each, and which costs are the cheapest."""

from __future__ import annotations

import json
from typing import Any

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Applies,
    Cost,
    Entity,
    Grant,
    Plot,
    Policy,
    Quota,
    Region,
    Tier,
    TransportLink,
)
from sitegen.views.plots import PlotsPage, plots
from tests.support.views import localizer, made, tracked


def text(zh: str, en: str) -> Text:
    return Text({"zh": zh, "en": en})


def q(written: str) -> Any:
    return parse_quantity(written)


def cost(item: str, price: str) -> Cost:
    return Cost(item=item, price=q(price))


CITY = Region(id="city", kind="city", title=text("市", "City"))
EAST = Region(
    id="east",
    kind="park",
    parent="city",
    title=text("东园", "East Park"),
    connected=("road", "power"),
    costs=(cost("electricity", "0.52元/kWh"), cost("water", "3元/立方米"), cost("gas", "3元/立方米")),
    quota=Quota(energy=q("6万吨标准煤/年"), environment=text("充足", "Ample")),
    transport=(TransportLink(kind="airport", name=text("机场", "Airport"), distance=q("35公里")),),
    labour=q("约8万人"),
    plots=(
        Plot(id="a", area=q("60亩"), status="taken"),
        Plot(id="b", area=q("3000平方米"), kind="workshop", price=q("12元/m2·月")),
    ),
)
WEST = Region(
    id="west",
    kind="park",
    parent="city",
    title=text("西园", "West Park"),
    costs=(cost("electricity", "0.48元/kWh"), cost("water", "3元/立方米"), cost("wage", "面议")),
    plots=(Plot(id="a", area=q("2公顷"), title=text("一号", "One")),),
)


def page(*entities: Entity) -> PlotsPage:
    return plots(tracked(*entities), localizer(), "plots/")


def test_every_plot_by_place_those_to_be_had_first() -> None:
    found = page(CITY, EAST, WEST).plots
    assert [line.id for line in found] == ["east/b", "east/a", "west/a"]
    first = found[0]
    assert first.url.endswith("regions/east/#plot-b")
    assert first.kind.id == "workshop"
    assert first.above is not None
    assert (first.place.title.text, first.above.text) == ("East Park", "City")
    assert [way.kind.id for way in first.transport] == ["airport"]
    assert first.connected is not None
    assert first.energy is not None


def test_the_cheapest_is_marked_where_prices_differ() -> None:
    lines = {line.id: line for line in page(CITY, EAST, WEST).plots}
    marked = {key: {one.item.id: one.cheapest for one in lines[key].costs} for key in ("east/a", "west/a")}
    assert marked["east/a"] == {"electricity": False, "water": False, "gas": False}
    assert marked["west/a"] == {"electricity": True, "water": False, "wage": False}


def test_what_plots_are_filtered_by() -> None:
    catalogue = tracked(CITY, EAST, WEST)
    columns = json.loads(made("filter_values", catalogue, "", "plot", "1"))["columns"]
    assert columns["kind"] == ["%$$"]
    assert columns["area"][1] == "$&%"
    assert columns["electricity"] == [[480, 40], "%%$"]
    assert columns["energy"] == [[60_000], "$$#"]
    assert columns["airport"] == [[350], "$$#"]
    assert columns["labour"] == [[80_000], "$$#"]
    words = json.loads(made("filter_words", catalogue, "", "plot"))
    assert words["ids"] == ["east/b", "east/a", "west/a"]


def test_grants_that_can_be_worked_out() -> None:
    """Shares and sums with their caps and years, of policies in force; not what is paid for each thing."""
    aid = Policy(
        id="aid",
        title=text("办法", "Measures"),
        level="city",
        applies=Applies(),
        grants=(
            Grant(title=text("设备", "Equipment"), rate=q("不超过5%"), of="equipment", cap=q("500万元")),
            Grant(title=text("人才", "People"), amount=q("1万元"), per="person"),
            Grant(title=text("一次性", "Once"), amount=q("100万元")),
            Grant(
                title=text("税", "Tax"),
                of="tax",
                tiers=(Tier(years="1-3", rate=q("100%"), amount=q("60万元")),),
            ),
            Grant(title=text("服务", "Service")),
        ),
    )
    old = Policy(
        id="old", title=text("旧", "Old"), level="city", expires="2020",
        grants=(Grant(title=text("一次性", "Once"), amount=q("100万元")),),
    )  # fmt: skip
    grants = json.loads(made("filter_words", tracked(aid, old), "", "policy"))["grants"]
    assert list(grants) == ["aid"]
    equipment, once, tax = grants["aid"]
    assert (equipment["cap"], equipment["of"]) == (500, "equipment")
    assert equipment["parts"][0] == {"rate": 0.05, "said": "up to 5%", "upTo": True, "sum": None}
    assert once["parts"][0]["sum"] == 100
    assert tax["parts"] == [
        {"rate": 1.0, "said": "100%", "upTo": False, "sum": 60, "years": 3, "when": "1-3"}
    ]
