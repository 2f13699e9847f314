"""Layers of maps, lists of policies that no longer hold, and what the office is told is missing."""

from __future__ import annotations

import csv
import io

from sitegen.content.markdown_body import Body
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.entities import Contact, Cost, Policy, Region
from sitegen.model.entries import Entry
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.policies import policy_list
from sitegen.views.region_layers import layer_view, make_layers
from tests.support.catalogues import State, project
from tests.support.views import localizer, made, tracked

BOTH = Text({"zh": "题", "en": "Title"})


def county(key: str, column: int, *prices: str) -> Region:
    costs = tuple(Cost(item="electricity", price=parse_quantity(price)) for price in prices)
    return Region(id=key, title=BOTH, kind="county", tile=(column, 0), costs=costs)


def test_a_class_of_one_value_says_it_once_and_prices_of_another_unit_have_no_class() -> None:
    catalogue = tracked(
        county("a", 0, "0.5元/千瓦时"), county("b", 1, "0.6元/千瓦时"), county("c", 2, "300元/月"),
        project("p", region="a"),
    )  # fmt: skip
    layers = {layer.id: layer for layer in make_layers(catalogue, localizer("en"), ["a", "b", "c"])}
    steps = {
        name: [step.text for step in layer_view(catalogue, localizer("en"), layer, True).steps]
        for name, layer in layers.items()
    }
    assert steps["projects"] == ["1"]
    (prices,) = [texts for name, texts in steps.items() if name != "projects"]
    assert len(prices) == 2
    assert all("300" not in text for text in prices)


def test_the_list_of_what_no_longer_holds_has_repealed_policies_too_and_one_link_to_it() -> None:
    catalogue = tracked(
        Policy(id="old", title=BOTH, level="city", expires="2020-01-01"),
        Policy(id="gone", title=BOTH, level="city", repealed="2020-01-01"),
        Policy(id="now", title=BOTH, level="city", indefinite=True),
    )
    assert set(catalogue.ask(queries.policy_list, "state", "expired")) == {"old", "gone"}
    page = policy_list(catalogue, localizer("en"), "policies/")
    links = [link for facets in page.facets if facets.name == "state" for link in facets.links]
    assert [(link.url.partition("en/")[2], link.count) for link in links] == [("policies/expired/", 2)]


def test_a_text_in_one_language_and_a_contact_by_way_of_the_park() -> None:
    entities = {
        ("project", "p"): project("p", title=BOTH, region="city", park="zone"),
        ("project", "q"): project("q", title=BOTH, region="city"),
        ("region", "city"): Region(id="city", title=BOTH, kind="city"),
        ("region", "zone"): Region(id="zone", title=BOTH, kind="park"),
        ("contact", "office"): Contact(
            id="office", organisation=BOTH, phone="0839-3260000", regions=("zone",)
        ),
    }

    def load(kind: str, key: str) -> Entry:
        bodies = {"zh": Body("<p>文</p>")} if key == "p" else {}
        return Entry(kind=kind, id=key, path="", entity=entities[kind, key], bodies=bodies)

    catalogue = TrackedCatalogue(State(dict(entities)).catalogue(), load)
    rows = {row[1]: row for row in csv.reader(io.StringIO(made("missing", catalogue, "missing.csv")))}
    assert "body" in rows["p"][5]
    assert "body" not in rows["q"][5]
    assert rows["p"][6] == ""
    assert rows["q"][6] == "no contact"
