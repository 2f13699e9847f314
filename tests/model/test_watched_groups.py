"""Every group that a query watches is needed: without it, some edit would leave a page as it was.

The other direction, that a query watches everything its answer hangs on, is test_queries.py's; its random
edits find that only for what differs often.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Sequence
from typing import Any

import pytest

import sitegen.pipeline.invalidation  # noqa: F401 - loads all modules that have queries
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Admission,
    Application,
    Applies,
    Chain,
    ChainRole,
    Collection,
    Contact,
    Enterprise,
    Entity,
    Event,
    FirmTrade,
    Fund,
    Investment,
    Location,
    News,
    Origin,
    Page,
    PlaceAdmission,
    Plot,
    Policy,
    Position,
    Region,
    Segment,
    Service,
    Tour,
    Trade,
    Where,
)
from sitegen.model.kinds import KINDS
from sitegen.model.queries import QUERIES
from sitegen.model.tracked_catalogue import digest_of
from tests.support.catalogues import SITE, State, project

T = Text({"zh": "题"})
DAY = datetime.date(2026, 6, 1)
LATER = datetime.date(2027, 6, 1)


def one(cls: type[Entity], key: str = "x", **fields: Any) -> Any:
    known: dict[type[Entity], dict[str, Any]] = {
        Policy: {"level": "city", "kind": ("incentive",)},
        Region: {"kind": "county"},
        Event: {"kind": "fair"},
        News: {"date": "2026-05", "kind": "case"},
        Contact: {"organisation": T},
    }
    return cls(**{"id": key, "title": T, **known.get(cls, {}), **fields})


CITY, OTHER, PARK = one(Region, "city"), one(Region, "other"), one(Region, "p", kind="park", parent="city")
WITH_PLOT = one(Region, "city", plots=(Plot(id="a", area=parse_quantity("9亩")),))
COUNTY = one(Region, "county", parent="city")
MOVED = one(Region, "county", parent="other")
PLACES = (CITY, OTHER, COUNTY)
PLACES_LATER = (CITY, OTHER, MOVED)
FOR_ALL = one(Chain, "c", admission=(Admission(level="limited", text=T),))
BARRING = one(Region, "city", admission=(PlaceAdmission(level="not-admitted", text=T, chains=("c",)),))
OIL = Trade(id="in", product=T)
OFFERED = one(Chain, "c", segments=(Segment(id="s", stage="t", title=T, offers=(OIL,)),))
BUYER = one(Enterprise, "buyer", needs=(FirmTrade(id="in", product=T),))
OFFERING = one(Enterprise, "seller", offers=(FirmTrade(id="out", product=T),))
ENDING_OFFER = one(Enterprise, "seller", offers=(FirmTrade(id="out", product=T, until="2026-12"),))
POSITION = Position(lon=105.8, lat=32.4)
IN_COUNTY = project("a", chain="c", region="county")
FOR_CITY = one(Policy, "for-city", applies=Applies(regions=("city",)))
ENDING = one(Policy, "ending", expires="2026-12-31", applies=Applies(chains=("c",)))
DATED = one(Event, "dated", starts="2026-10-01")
BY_PLACE = one(Collection, "by-place", where=Where(region="city"))
FIRST_OF = {cls.kind_name: one(cls, "first") for cls in KINDS.values() if cls.kind_name != "project"}

Before = Sequence[Entity]

CASES: dict[tuple[str, str], tuple[tuple[str, ...], Before, Before]] = {
    ("chain_list", "chain"): ((), [], [one(Chain)]),
    ("region_list", "region"): (("",), [], [CITY]),
    ("plot_list", "region"): ((), [], [WITH_PLOT]),
    ("has_plots", "region"): ((), [], [WITH_PLOT]),
    ("region_order", "region"): ((), [], [CITY]),
    ("enterprise_list", "enterprise"): (("all", ""), [], [one(Enterprise)]),
    ("enterprise_list", "region"): (
        ("region", "city"),
        [*PLACES, one(Enterprise, region="county")],
        [*PLACES_LATER, one(Enterprise, region="county")],
    ),
    ("contact_list", "contact"): ((), [], [one(Contact)]),
    ("contacts_for", "contact"): (("c", ""), [], [one(Contact, chains=("c",))]),
    ("contacts_for", "region"): (
        ("", "county"),
        [*PLACES, one(Contact, regions=("city",))],
        [*PLACES_LATER, one(Contact, regions=("city",))],
    ),
    ("event_list", "event"): (("all", ""), [], [DATED]),
    ("event_list", "today"): (("upcoming", ""), [DATED], [DATED]),
    ("event_phase", "event"): (
        ("x",),
        [one(Event, kind="fair")],
        [one(Event, kind="fair", starts="2026-01-01")],
    ),
    ("event_phase", "today"): ((DATED.id,), [DATED], [DATED]),
    ("news_list", "news"): (("all", ""), [], [one(News)]),
    ("service_list", "service"): (("all", ""), [], [one(Service)]),
    ("funds_for", "fund"): (("c", "new"), [], [one(Fund, chains=("c",))]),
    ("mentions", "fund"): (("chain", "c"), [], [one(Fund, chains=("c",))]),
    ("mentions", "origin"): (("policy", "p"), [], [one(Origin, policies=("p",))]),
    ("tour_dates", "tour"): (("x",), [one(Tour)], [one(Tour, dates=("2027",))]),
    ("tour_dates", "today"): (
        ("x",),
        [one(Tour, dates=("2026-10-01",))],
        [one(Tour, dates=("2026-10-01",))],
    ),
    ("mentions", "tour"): (("chain", "c"), [], [one(Tour, chains=("c",))]),
    ("mentions", "region"): (
        ("region", "city"),
        [*PLACES, one(Tour, regions=("county",))],
        [*PLACES_LATER, one(Tour, regions=("county",))],
    ),
    ("collection_list", "collection"): ((), [], [one(Collection)]),
    ("page_list", "page"): (("all",), [], [one(Page)]),
    ("policy_state", "policy"): (("x",), [one(Policy)], [one(Policy, expires="2020")]),
    ("policy_state", "today"): (("ending",), [ENDING], [ENDING]),
    ("policy_list", "policy"): (("all", ""), [], [one(Policy)]),
    ("policy_list", "today"): (("state", "current"), [ENDING], [ENDING]),
    ("policy_list", "region"): (
        ("region", "city"),
        [*PLACES, one(Policy, applies=Applies(regions=("county",)))],
        [*PLACES_LATER, one(Policy, applies=Applies(regions=("county",)))],
    ),
    ("policy_list_values", "policy"): (("level",), [], [one(Policy)]),
    ("policy_list_values", "today"): (("state",), [ENDING], [ENDING]),
    ("policy_list_values", "region"): (("region",), [FOR_CITY], [FOR_CITY, CITY]),
    ("policy_list_values", "chain"): (("chain",), [ENDING], [ENDING, one(Chain, "c")]),
    ("policies_of", "policy"): (
        ("a",),
        [*PLACES, IN_COUNTY],
        [*PLACES, IN_COUNTY, FOR_CITY],
    ),
    ("policies_of", "today"): (("a",), [IN_COUNTY, ENDING], [IN_COUNTY, ENDING]),
    ("policies_of", "region"): (
        ("a",),
        [*PLACES, IN_COUNTY, FOR_CITY],
        [*PLACES_LATER, IN_COUNTY, FOR_CITY],
    ),
    ("list_values", "memberships"): (("status",), [], [project("b", status="signed")]),
    ("today", "today"): ((), [], []),
    ("is_over", "today"): (("2026",), [], []),
    ("project_expired", "today"): (
        ("b",),
        [project("b", expires="2026-12")],
        [project("b", expires="2026-12")],
    ),
    ("collections_of", "collection"): (
        ("a",),
        [IN_COUNTY],
        [IN_COUNTY, one(Collection, projects=("a",))],
    ),
    ("collections_of", "region"): (
        ("a",),
        [*PLACES, IN_COUNTY, BY_PLACE],
        [*PLACES_LATER, IN_COUNTY, BY_PLACE],
    ),
    ("places_of", "region"): (("", "county"), PLACES, PLACES_LATER),
    ("located", "places"): (
        ("",),
        [project("b")],
        [project("b", location=Location(lon=105.8, lat=32.4))],
    ),
    ("parks", "region"): (("",), [], [one(Region, kind="park", position=POSITION)]),
    ("standings", "figures"): (("all", ""), [project("b")], [project("b", status="signed")]),
    ("list_totals", "figures"): (
        ("all", ""),
        [project("b")],
        [project("b", investment=Investment(total=parse_quantity("2亿元")))],
    ),
    ("newest", "figures"): (("all", ""), [project("b")], [project("b", confirmed="2026-05-01")]),
    ("project_dates", "event"): (
        ("b",),
        [project("b")],
        [project("b"), one(Event, kind="fair", starts="2026-05-01", projects=("b",))],
    ),
    ("project_dates", "policy"): (
        ("b",),
        [project("b", policies=("x",))],
        [project("b", policies=("x",)), one(Policy, apply=Application(closes="2026-05-01"))],
    ),
    ("all_dates", "event"): ((), [], [one(Event, kind="fair", starts="2026-05-01")]),
    ("all_dates", "policy"): ((), [], [one(Policy, apply=Application(closes="2026-05-01"))]),
    ("sitemap_count", "all="): ((), [], [project("b")]),
    ("sitemap_projects", "all="): (("1",), [], [project("b")]),
    ("search_blocks", "all="): ((), [], [project("b")]),
    ("search_block", "all="): (("0",), [], [project("b")]),
    ("sitemap_paths", "memberships"): ((), [], [project("b", status="signed")]),
    ("sitemap_paths", "today"): ((), [ENDING], [ENDING]),
}
"""(query, group) -> what is asked, the entries before and after. With `today`, the day differs, too."""
LEADING = one(Region, "city", leading=("c",))
MEMBER = one(Enterprise, region="county", chains=(ChainRole(chain="c"),))
CASES["chain_project_places", "places"] = (("c",), [CITY], [CITY, project("a", chain="c", region="city")])
CASES["chain_located", "places"] = (
    ("c",),
    [],
    [project("a", chain="c", location=Location(lon=105.8, lat=32.4))],
)
CASES["chain_sites", "places"] = (
    ("c",),
    [CITY, PARK, one(Chain, "c")],
    [CITY, PARK, one(Chain, "c"), project("a", chain="c", park="p")],
)
CASES["chain_firm_places", "enterprise"] = (("c",), PLACES, [*PLACES, MEMBER])
CASES["chain_firm_places", "region"] = (("c",), [*PLACES, MEMBER], [*PLACES_LATER, MEMBER])
CASES["chain_sites", "region"] = (("c",), [CITY, one(Chain, "c")], [LEADING, one(Chain, "c")])
CASES["chain_sites", "chain"] = (("c",), [LEADING], [LEADING, one(Chain, "c")])
CASES["admission_of", "chain"] = (("c", "city"), [CITY], [CITY, FOR_ALL])
CASES["admission_of", "region"] = (("c", "city"), [CITY, FOR_ALL], [BARRING, FOR_ALL])
CASES["admitted_chains", "chain"] = (("city",), [CITY], [CITY, FOR_ALL])
CASES["admitted_chains", "region"] = (("city",), [CITY, FOR_ALL], [BARRING, FOR_ALL])
CASES["has_admission", "region"] = ((), [CITY], [BARRING])
for _name, _words in (("trade_list", ("all", "")), ("trade_matches", ("buyer/in",))):
    CASES[_name, "enterprise"] = (_words, [BUYER], [BUYER, OFFERING])
    CASES[_name, "chain"] = (_words, [BUYER], [BUYER, OFFERED])
    CASES[_name, "today"] = (_words, [BUYER, ENDING_OFFER], [BUYER, ENDING_OFFER])
CASES["has_trade", "enterprise"] = ((), [], [OFFERING])
CASES["has_trade", "chain"] = ((), [], [OFFERED])
CASES["has_trade", "today"] = ((), [ENDING_OFFER], [ENDING_OFFER])
for _kind, _entity in FIRST_OF.items():
    CASES["search_blocks", _kind] = ((), [], [_entity])
    CASES["search_block", _kind] = (("0",), [], [_entity])
    CASES["sitemap_paths", _kind] = ((), [], [_entity])

WITH_ANOTHER = {
    ("located", "region"): "places",
    ("chain_project_places", "region"): "places",
    ("standings", "region"): "figures",
    ("standings", "collection"): "figures",
    ("list_totals", "region"): "figures",
    ("list_totals", "collection"): "figures",
    ("newest", "region"): "figures",
    ("newest", "collection"): "figures",
}
"""Groups that never change an answer alone: where they change a list, the other group changes too."""


def watched() -> list[tuple[str, str]]:
    """Every query with each group that it always watches."""
    found = []
    for name, query in QUERIES.items():
        groups = inspect.getclosurevars(query.watch).nonlocals.get("groups", ())
        found += [(name, group) for group in groups]
    return found


def test_there_is_a_case_for_every_group() -> None:
    assert sorted(CASES.keys() | WITH_ANOTHER.keys()) == sorted(watched())


@pytest.mark.parametrize(("name", "group"), CASES)
def test_without_the_group_the_answer_would_be_out_of_date(
    name: str, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "search_blocks":  # one entry is a block too many
        monkeypatch.setattr("sitegen.routes.SEARCH_BLOCK", 0.5)
    words, before, after = CASES[name, group]
    first = state_of(before, DAY)
    second = state_of(after, LATER if group == "today" else DAY)
    old, new = first.catalogue(), second.catalogue()
    answer = QUERIES[name].answer
    assert digest_of(answer(old, *words)) != digest_of(answer(new, *words))
    dirty = first.changes(second, new)
    assert {f"g/{one}" for one in QUERIES[name].watch(old, *words)} & dirty == {f"g/{group}"}


def state_of(entities: Before, day: datetime.date) -> State:
    return State({(entity.kind_name, entity.id): entity for entity in entities}, day, SITE)
