"""Admission criteria: of which chain and place it is said, and where the finder asks for it."""

from __future__ import annotations

import json

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Admission, Chain, Entity, PlaceAdmission, Plot, Project, Region
from sitegen.views.chains import chain
from sitegen.views.plots import plots
from sitegen.views.projects import project
from sitegen.views.regions import region
from tests.support.views import localizer, made, tracked


def text(zh: str, en: str) -> Text:
    return Text({"zh": zh, "en": en})


def rule(level: str, en: str, *chains: str) -> PlaceAdmission:
    return PlaceAdmission(level=level, text=text(en, en), chains=chains)


PLOTS = (Plot(id="a", area=parse_quantity("60亩")),)
CITY = Region(
    id="city", kind="city", title=text("市", "City"),
    admission=(rule("not-admitted", "Old plants"), rule("welcome", "Green plants")),
)  # fmt: skip
PARK = Region(
    id="park", kind="park", parent="city", title=text("园", "Park"), plots=PLOTS,
    admission=(rule("not-admitted", "No smelting", "metal"),),
)  # fmt: skip
TOWN = Region(id="town", kind="county", parent="city", title=text("镇", "Town"), plots=PLOTS)
METAL = Chain(
    id="metal", title=text("铝", "Metal"), region="city",
    admission=(Admission(level="limited", text=text("限", "No more smelters")),),
)  # fmt: skip
TEA = Chain(id="tea", title=text("茶", "Tea"))
ALL: tuple[Entity, ...] = (CITY, PARK, TOWN, METAL, TEA)


def test_a_place_says_what_those_above_it_say_the_welcome_first() -> None:
    rules = region(tracked(*ALL), localizer(), "regions/park/", "park").admission
    assert [(rule.level.id, rule.text.text, rule.said_by.title.text) for rule in rules] == [
        ("welcome", "Green plants", "City"),
        ("not-admitted", "No smelting", "Park"),
        ("not-admitted", "Old plants", "City"),
    ]


def test_a_chain_says_its_own_and_that_of_places_that_name_it() -> None:
    rules = chain(tracked(*ALL), localizer(), "chains/metal/", "metal").admission
    assert [rule.text.text for rule in rules] == [
        "Green plants", "No more smelters", "Old plants", "No smelting",
    ]  # fmt: skip
    assert chain(tracked(*ALL), localizer(), "chains/tea/", "tea").admission == ()


def test_a_project_says_what_holds_for_its_industry_at_its_place() -> None:
    def said(industry: str) -> list[str]:
        it = Project(id="p", title=text("项", "P"), status="open", chain=industry, region="city", park="park")
        page = project(tracked(*ALL, it), localizer(), "projects/p/", "p")
        return [rule.text.text for rule in page.admission]

    assert said("metal") == ["Green plants", "No more smelters", "No smelting", "Old plants"]
    assert said("tea") == ["Green plants", "Old plants"]


def test_the_finder_asks_for_the_industry_first() -> None:
    catalogue = tracked(*ALL)
    first = json.loads(made("filter_words", catalogue, "", "plot"))["filters"][0]
    assert (first["name"], [choice[0] for choice in first["choices"]]) == ("admitted", ["metal", "tea"])
    columns = json.loads(made("filter_values", catalogue, "", "plot", "1"))["columns"]
    assert columns["admitted"] != columns["status"]
    park = next(line for line in plots(catalogue, localizer(), "plots/").plots if line.id == "park/a")
    assert [row.text.text for row in park.admission] == ["No smelting", "Old plants"]
    silent = tracked(TOWN, METAL)
    assert json.loads(made("filter_words", silent, "", "plot"))["filters"][0]["choices"] == []
