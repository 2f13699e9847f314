"""What lists are filtered by: the files that the script reads."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from sitegen.channels.filter_fields import FILTERS, VALUES_OF, steps_of
from sitegen.channels.packed_columns import character, choices, figures
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Applies,
    Chain,
    ChainRole,
    Enterprise,
    Investment,
    Land,
    Plot,
    Policy,
    Region,
    Returns,
    Segment,
    Stage,
)
from sitegen.model.queries import FILTER_BLOCK
from sitegen.model.site import Rate
from tests.support.catalogues import project
from tests.support.views import made, tracked

T = Text({"zh": "题", "en": "Title"})
CHAIN = Chain(
    id="foil",
    title=T,
    stages=(Stage(id="up", title=T),),
    segments=(Segment(id="one", stage="up", title=T), Segment(id="two", stage="up", title=T)),
)
PLACES = (
    Region(id="city", kind="city", title=T),
    Region(id="county", kind="county", title=T, parent="city", tile=(2, 3)),
)


def q(text: str) -> Any:
    return parse_quantity(text)


OLD = project("old", published="2024", chain="foil", segments=("two", "one"), region="county", batch="2024")
RICH = project(
    "rich",
    published="2025",
    investment=Investment(total=q("20亿元")),
    land=Land(area=q("20公顷")),
    returns=Returns(irr=q("18.5%"), payback=q("6.5年")),
    cooperation=("sole", "lease"),
    investors=("foreign",),
    sdg=("7", "13"),
    policies=("aid",),
)
AID = Policy(
    id="aid",
    title=T,
    level="city",
    kind=("incentive",),
    applies=Applies(chains=("foil",), regions=("city",), min_investment=q("1亿元")),
)
FIRM = Enterprise(
    id="firm", title=T, role="key", region="county", chains=(ChainRole(chain="foil", segments=("two",)),)
)
CATALOGUE = (CHAIN, *PLACES, OLD, RICH, AID, FIRM)


def values(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made("filter_values", tracked(*CATALOGUE), "", kind, "1"))
    return found


def words(kind: str, locale: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made("filter_words", tracked(*CATALOGUE), "", kind, locale=locale))
    return found


def test_a_character_for_each_number_none_of_which_json_has_to_escape() -> None:
    written = [character(number) for number in range(3000)]
    assert len(set(written)) == 3000
    assert '"' not in written
    assert "\\" not in written
    assert written[0] == "#"


def test_columns_of_choices_are_one_text_where_no_entry_has_two() -> None:
    assert choices([(0,), (), (2,)]) == ["$#&"]
    assert choices([(0, 2), (), (1,)]) == ["%#$", "$&%"]


def test_columns_of_figures_are_steps_and_places() -> None:
    assert figures([30, None, 10, 30]) == ([10, 20], "%#$%")
    assert figures([]) == ([], "")


def test_every_filter_has_values_of_every_entry() -> None:
    catalogue = tracked(*CATALOGUE)
    for kind, key in (("project", "old"), ("policy", "aid"), ("enterprise", "firm")):
        assert VALUES_OF[kind](catalogue, key).keys() == {field.name for field in FILTERS[kind]}
        assert len(FILTERS[kind]) < 31, "the script keeps a bit for each"


def test_projects_from_the_oldest_on() -> None:
    columns = values("project")["columns"]
    assert values("project")["entries"] == 2
    assert columns["chain"] == ["$#"]
    assert columns["segment"] == ["%#", "%$"]  # in the order of the entry: two, one
    assert columns["place"] == ["%#"]
    assert columns["amount"] == [[200_000], "#$"]
    assert columns["land"] == [[3000], "#$"]
    assert columns["irr"] == [[1850], "#$"]
    assert columns["payback"] == [[650], "#$"]
    assert columns["policy"] == ["#$"]
    assert columns["investors"] == ["#$"]
    assert columns["seeking"] == ["$$"]
    assert columns["sdg"] == ["#%", "*0"]


def test_policies_say_for_whom_they_are() -> None:
    columns = values("policy")["columns"]
    assert columns["chain"] == ["$"]
    assert columns["place"] == ["$"]
    assert columns["investors"] == ["#"]
    assert columns["amount"] == [[10_000], "$"]
    assert words("policy")["ids"] == ["aid"]


def test_enterprises_are_found_by_role_and_segment() -> None:
    columns = values("enterprise")["columns"]
    assert (columns["role"], columns["segment"], columns["place"]) == (["%"], ["%"], ["%"])


def test_choices_say_what_they_belong_to() -> None:
    fields = {field["name"]: field for field in words("project")["filters"]}
    assert [choice[::2] for choice in fields["segment"]["choices"]] == [["foil/one", 0], ["foil/two", 0]]
    assert [choice[::2] for choice in fields["place"]["choices"]] == [["city", -1], ["county", 0]]
    assert words("project")["spots"] == [None, [2, 3]]


def test_bands_follow_each_other_without_a_gap() -> None:
    for field in words("project")["filters"]:
        bands = field.get("bands", [])
        assert [high + 1 for _, high, _ in bands[:-1]] == [low for low, _, _ in bands[1:]]
        assert not bands or (bands[0][0], bands[-1][1]) == (None, None)


@pytest.mark.parametrize(
    ("locale", "first", "units"),
    [("zh", "不超过1亿元", ["亿元"]), ("en", "up to CNY\xa0100\xa0million", ["CNY million"])],
)
def test_amounts_in_the_terms_of_the_language(locale: str, first: str, units: list[str]) -> None:
    amount = next(field for field in words("project", locale)["filters"] if field["name"] == "amount")
    assert amount["bands"][0] == [None, 9999, first]
    assert [name for name, _ in amount["units"]] == units


def test_another_currency_counts_at_the_site_s_rate_and_not_without_one() -> None:
    dollars = q("1亿美元")
    assert steps_of(dollars, "money", [Rate(currency="USD", cny="7.10", date="2026-01-01")]) == 71_000
    assert steps_of(dollars, "money", [Rate(currency="EUR", cny="8", date="2026-01-01")]) is None
    assert steps_of(q("面议"), "money") is None
    assert steps_of(q("10-20亿元"), "money") == 100_000
    assert steps_of(q("50亩"), "mu") == 500
    assert Decimal(FILTER_BLOCK) == 1000


def test_titles_have_the_number_of_the_project() -> None:
    catalogue = tracked(
        project("a", title=Text({"zh": "甲"}), code="QH-1"), project("b", title=Text({"zh": "乙"}))
    )
    assert json.loads(made("project_titles", catalogue, "", "1", locale="zh")) == ["甲\tQH-1", "乙"]


PARK = Region(
    id="park",
    kind="park",
    title=T,
    connected=("road", "gas"),
    plots=(
        Plot(id="land", area=q("30亩"), price=q("20万元/亩"), delivery="2026-10", connected=("road",)),
        Plot(id="by-area", area=q("30亩"), price=q("300元/平方米"), delivery="2027"),
        Plot(id="rented", area=q("2000平方米"), price=q("约12元/m2·月"), delivery="2026-09-30"),
        Plot(id="by-year", area=q("2000平方米"), price=q("180元/m2·年")),
        Plot(id="open", area=q("30亩"), price=q("面议")),
    ),
)


def test_plots_by_price_of_land_rent_and_when_they_are_to_be_had() -> None:
    catalogue = tracked(PARK)
    found = {plot.id: VALUES_OF["plot"](catalogue, f"park/{plot.id}") for plot in PARK.plots}
    assert {key: (one["price"], one["rent"]) for key, one in found.items()} == {
        "land": (200, None),  # 0.1万元/亩
        "by-area": (200, None),  # 300元/m² are 20万元/亩
        "rented": (None, 120),  # 0.1元/m²·月
        "by-year": (None, 150),
        "open": (None, None),
    }
    assert [one["connected"] for one in found.values()] == [("road",), *[("road", "gas")] * 4]
    assert [one["delivery"] for one in found.values()] == [
        ("2026-q4",), ("2027-q4",), ("2026-q3",), (), (),
    ]  # fmt: skip
    fields: dict[str, Any] = {}
    for locale, units in (("zh", {"price": "万元/亩", "rent": "元/m²·月"}), ("en", {})):
        said = json.loads(made("filter_words", catalogue, "", "plot", locale=locale))
        fields = {field["name"]: field for field in said["filters"]}
        assert [key for key, _, _ in fields["delivery"]["choices"]] == ["2026-q3", "2026-q4", "2027-q4"]
        for name, unit in units.items():
            assert [word for word, _ in fields[name]["units"]] == [unit]
    assert fields["delivery"]["choices"][0][1] == "Q3 2026"
    assert fields["price"]["bands"][0][2] == "up to CNY\u00a0100,000/mu"
