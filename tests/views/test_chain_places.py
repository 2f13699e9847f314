"""The industrial map of a chain: what is counted where, and where nothing is shown."""

from __future__ import annotations

from typing import Any

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Chain,
    ChainRole,
    Enterprise,
    Entity,
    Location,
    PlaceAdmission,
    Plot,
    Position,
    Region,
)
from sitegen.views.chain_places import ChainPlaces
from sitegen.views.chains import chain
from tests.support.catalogues import project
from tests.support.site import Site
from tests.support.views import localizer, tracked

T = Text({"zh": "题", "en": "Title"})
PLOTS = (
    Plot(id="a", area=parse_quantity("9亩")),
    Plot(id="b", area=parse_quantity("9亩")),
    Plot(id="c", area=parse_quantity("9亩"), status="taken"),
)
BARRED = (PlaceAdmission(level="not-admitted", text=T, chains=("metal",)),)


def named(key: str) -> Text:
    return Text({"en": key})


def region(key: str, parent: str = "city", kind: str = "county", **fields: Any) -> Region:
    return Region(id=key, title=named(key), kind=kind, parent=parent, **fields)


def firm(key: str, place: str, role: str = "supporting") -> Enterprise:
    return Enterprise(id=key, title=T, region=place, role=role, chains=(ChainRole(chain="metal"),))


PLACES: tuple[Entity, ...] = (
    region("city", "", "city"),
    region("east", tile=(1, 0)),
    region("west", tile=(0, 0)),
    region("south", tile=(0, 1)),
    region("far", "", tile=(3, 3)),
    region("park", "east", "park", leading=("metal",), plots=PLOTS, position=Position(lon=105.0, lat=32.0)),
    region("shut", "west", "park", leading=("metal",), plots=PLOTS, admission=BARRED),
)
METAL = Chain(id="metal", title=named("Metal"))
WITH_SOME: tuple[Entity, ...] = (
    *PLACES,
    METAL,
    Chain(id="other", title=T),
    project("one", chain="metal", region="east", park="park", location=Location(lon=105.0, lat=32.0)),
    project("two", chain="metal", region="east"),
    project("way", chain="metal", region="west", kind="opportunity"),
    project("else", chain="other", region="south"),
    firm("maker", "east"),
    firm("wanted", "south", "sought"),
)


def places_of(*entities: Entity) -> ChainPlaces | None:
    return chain(tracked(*entities), localizer(), "chains/metal/", "metal").places


def test_each_place_has_what_is_in_it_and_below_it() -> None:
    places = places_of(*WITH_SOME)
    assert places
    said = {row.title.text: [value for _, value, *_ in row.cells] for row in places.map.rows}
    assert said == {
        "city": ["2 projects, 1 opportunity", "1 park, 2 plots", "1 enterprise"],
        "east": ["2 projects", "1 park, 2 plots", "1 enterprise"],
        "park": ["1 project", "1 park, 2 plots", ""],
        "west": ["1 opportunity", "", ""],
    }, "the park that keeps the chain out and the firm that is only sought are nowhere"
    assert [layer.id for layer in places.map.layers] == ["projects", "plots", "firms"]


def test_a_county_without_any_is_on_the_map_and_named_as_any_other() -> None:
    places = places_of(*WITH_SOME)
    assert places
    assert [link.title.text for link in places.others] == ["south"]
    assert ">south<" in places.map.drawing
    assert ">far<" not in places.map.drawing, "the map is of the city that holds all of it"


def test_a_place_leads_to_its_projects_and_firms_of_the_chain() -> None:
    places = places_of(*WITH_SOME)
    assert places
    (east,) = [row for row in places.map.rows if row.title.text == "east"]
    links = [url.partition("/en/")[2] or url for _, _, _, url, _ in east.cells]
    assert [link.rpartition("en/")[2] for link in links] == [
        "projects/?chain=metal&place=east",
        "",
        "enterprises/?chain=metal&place=east",
    ]
    assert "?chain=metal&amp;place=east" in places.map.drawing
    assert places.map.layers[0].ranked[0].url.endswith("projects/?chain=metal&place=east")


def test_nothing_is_shown_without_places_or_regions_to_tell_apart() -> None:
    assert places_of(*PLACES[:5], METAL) is None
    assert places_of(METAL, project("one", chain="metal")) is None
    assert places_of(region("city", "", "city"), METAL, project("one", chain="metal", region="city")) is None


def test_what_is_known_of_the_whole_city_alone_makes_no_map_of_empty_counties() -> None:
    whole = project("one", chain="metal", region="city")
    assert places_of(*PLACES[:5], METAL, whole, firm("maker", "city")) is None
    assert places_of(*PLACES[:5], METAL, whole, firm("maker", "east"))
    located = project("two", chain="metal", region="city", location=Location(lon=105.0, lat=32.0))
    assert places_of(*PLACES[:5], METAL, located), "its point tells where it is"


def test_it_is_on_the_page_in_each_language(demo: Site) -> None:
    for locale, title in (("zh", "产业地图"), ("en", "Industrial map")):
        page = demo.page(f"{locale}/chains/energy-storage/")
        assert title in page.text
        assert "?chain=energy-storage&amp;place=" in page.source
        assert page.source.count('name="layer"') == 3
