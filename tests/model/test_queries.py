"""What pages ask: the answers, and that each names everything its answer hangs on."""

from __future__ import annotations

import datetime
import inspect
import random
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import msgspec
import pytest

import sitegen.views  # noqa: F401 - what it imports registers queries too
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import (
    Applies,
    Chain,
    Contact,
    Enterprise,
    Entity,
    Event,
    Grant,
    Investment,
    Page,
    Policy,
    Region,
    Service,
)
from sitegen.model.kinds import KINDS
from sitegen.model.queries import QUERIES, Query, page_bounds
from sitegen.model.tracked_catalogue import digest_of
from sitegen.model.trades import trades_of
from sitegen.routes import routes
from tests.support.catalogues import DAYS, SITE, State, edited, make_state, project

T = Text({"zh": "题"})
DAY = datetime.date(2026, 6, 1)


def state_of(*entities: Entity, day: datetime.date = DAY, size: int = 2, fallback: str = "") -> State:
    limits = msgspec.structs.replace(SITE.limits, page_size=size)
    site = msgspec.structs.replace(SITE, limits=limits, fallback_contact=fallback)
    return State({(entity.kind_name, entity.id): entity for entity in entities}, day, site)


def catalogue_of(*entities: Entity, day: datetime.date = DAY, size: int = 2, fallback: str = "") -> Catalogue:
    return state_of(*entities, day=day, size=size, fallback=fallback).catalogue()


def policy(key: str, **fields: object) -> Policy:
    return Policy(**{"id": key, "title": T, "level": "city", "kind": ("incentive",), **fields})  # type: ignore[arg-type]


# Paging


def pages_of(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """Numbered pages from the first, and the front page."""
    closed = queries.numbered_pages(catalogue, "all", "")
    numbered = [queries.numbered_page(catalogue, "all", "", str(number)) for number in range(1, closed + 1)]
    return [*numbered, queries.front_page(catalogue, "all", "")]


@pytest.mark.parametrize("size", [1, 2, 3, 24])
def test_paging_is_stable(size: int) -> None:
    """With each new project the front page changes and nothing else; all are shown, each once."""
    cards = State({("project", f"p{n:03}"): project(f"p{n:03}", published="2026") for n in range(201)})
    full = cards.catalogue().projects
    before: list[tuple[str, ...]] = [()]
    site = msgspec.structs.replace(SITE, limits=msgspec.structs.replace(SITE.limits, page_size=size))
    for total in range(201):
        names = [f"p{n:03}" for n in range(total)]
        pages = pages_of(Catalogue(site, DAY, {name: full[name] for name in names}, {}))
        shown = [name for page in pages[:-1] for name in reversed(page)] + list(reversed(pages[-1]))
        assert shown == names
        assert all(len(page) == size for page in pages[:-1])
        assert total < size or size <= len(pages[-1]) < 2 * size
        assert pages[: len(before) - 1] == before[:-1]
        assert pages[-1][:1] == tuple(names[-1:])
        before = pages


@pytest.mark.parametrize(
    ("total", "size", "bounds"),
    [(0, 2, (0, 0)), (3, 2, (0, 0)), (4, 2, (1, 2)), (5, 2, (1, 2)), (6, 2, (2, 4))],
)
def test_page_bounds(total: int, size: int, bounds: tuple[int, int]) -> None:
    assert page_bounds(total, size) == bounds


def test_newest_first_and_ids_settle_ties() -> None:
    catalogue = catalogue_of(
        project("b", published="2025-05-01"), project("a", published="2025-05"), project("c",
        published="2025-05-01"),
        project("d"), size=9,
    )  # fmt: skip
    assert queries.front_page(catalogue, "all", "") == ("c", "b", "a", "d")
    assert queries.latest(catalogue, "all", "", "2") == ("c", "b")
    assert queries.count(catalogue, "all", "") == 4
    assert queries.front_page(catalogue, "chain", "none") == ()


def test_values_of_lists_with_their_counts() -> None:
    catalogue = catalogue_of(
        project("a"), project("b", status="signed"), project("c", status="signed", kind="opportunity")
    )
    assert queries.list_values(catalogue, "status") == (("open", (1, 0, 0)), ("signed", (1, 1, 0)))


# Policies


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open-ended"),
        ({"expires": "2026"}, "in-force"),
        ({"expires": "2026-06"}, "in-force"),
        ({"expires": "2026-06-01"}, "in-force"),
        ({"expires": "2026-05-31"}, "expired"),
        ({"expires": "2026-05"}, "expired"),
        ({"issued": "2026-06-02"}, "upcoming"),
        ({"issued": "2026-06-01"}, "open-ended"),
        ({"issued": "2026-05-01", "effective": "2026-07"}, "upcoming"),
        ({"issued": "2026-05-01", "effective": "2026"}, "open-ended"),
        ({"issued": "2027", "expires": "2020"}, "expired"),
        ({"expires": "2028", "repealed": "2026-06-01"}, "repealed"),
        ({"expires": "2028", "repealed": "2026-06-02"}, "in-force"),
        ({"expires": "2020", "repealed": "2019"}, "repealed"),
    ],
)
def test_the_state_of_a_policy_on_a_day(fields: dict[str, str], state: str) -> None:
    assert queries.policy_state(catalogue_of(policy("a", **fields)), "a") == state


REGIONS = (
    Region(id="city", title=T, kind="city"), Region(id="county", title=T, kind="county", parent="city"),
    Region(id="park", title=T, kind="park", parent="county"), Region(id="other", title=T, kind="county",
    parent="city"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("applies", "kind", "fits"),
    [
        ({"chains": ("steel",)}, ("incentive",), True),
        ({"chains": ("herbs",)}, ("incentive",), False),
        ({"chains": ("herbs", "steel")}, ("incentive",), True),
        ({"regions": ("city",)}, ("incentive",), True),
        ({"regions": ("county",)}, ("incentive",), True),
        ({"regions": ("park",)}, ("incentive",), True),
        ({"regions": ("other",)}, ("incentive",), False),
        ({"chains": ("steel",), "regions": ("other",)}, ("incentive",), False),
        ({"chains": ("steel",), "investors": ("foreign",)}, ("incentive",), True),
        ({"chains": ("steel",), "investors": ("domestic",)}, ("incentive",), False),
        ({"chains": ("steel",), "min_investment": parse_quantity("2亿元")}, ("incentive",), True),
        ({"chains": ("steel",), "min_investment": parse_quantity("2.1亿元")}, ("incentive",), False),
        ({"chains": ("steel",), "min_investment": parse_quantity("100万美元")}, ("incentive",), False),
        ({"chains": ("steel",), "min_investment": parse_quantity("面议")}, ("incentive",), True),
        ({}, ("incentive",), False),
        ({"investors": ("foreign",)}, ("incentive",), False),
        ({"chains": ("steel",)}, ("notice",), False),
        ({"chains": ("steel",)}, ("plan", "service"), True),
        ({"chains": ("steel",)}, (), False),
    ],
)
def test_policies_that_apply_by_what_a_project_is(
    applies: dict[str, Any], kind: tuple[str, ...], fits: bool
) -> None:
    catalogue = catalogue_of(
        project("p", chain="steel", region="county", park="park", investors=("foreign",),
                investment=Investment(total=parse_quantity("2亿元"))),
        policy("a", applies=Applies(**applies), kind=kind), *REGIONS,
    )  # fmt: skip
    assert queries.policies_of(catalogue, "p") == ((("a", False),) if fits else ())


def test_a_threshold_is_not_reached_by_an_amount_that_nobody_stated() -> None:
    applies = Applies(chains=("steel",), min_investment=parse_quantity("1元"))
    for total in (None, parse_quantity("面议")):
        catalogue = catalogue_of(
            project("p", chain="steel", investment=Investment(total=total)), policy("a", applies=applies)
        )
        assert queries.policies_of(catalogue, "p") == ()


def test_a_grant_makes_a_notice_an_offer_and_dates_count() -> None:
    applies = Applies(chains=("steel",))
    grants = (Grant(title=T),)
    catalogue = catalogue_of(
        project("p", chain="steel", policies=("named", "named")),
        policy("named", kind=("notice",), applies=applies, expires="2020"),
        policy("notice", kind=("notice",), applies=applies, grants=grants, issued="2024"),
        policy("late", applies=applies, expires="2026-05"),
        policy("soon", applies=applies, issued="2027"),
        policy("new", applies=applies, issued="2025"),
    )
    assert queries.policies_of(catalogue, "p") == (("named", True), ("new", False), ("notice", False))


def test_lists_of_policies() -> None:
    catalogue = catalogue_of(
        policy("old", issued="2020", expires="2021", level="national"),
        policy("a", issued="2024-05", applies=Applies(regions=("park",))),
        policy("b", issued="2025", kind=("plan",), applies=Applies(chains=("steel",))),
        policy("c"),
        *REGIONS,
    )
    asked = {
        ("all", ""): ("b", "a", "c", "old"),
        ("level", "national"): ("old",),
        ("chain", "steel"): ("b",),
        ("region", "city"): ("a",),
        ("region", "park"): ("a",),
        ("region", "other"): (),
        ("kind", "plan"): ("b",),
        ("state", "current"): ("b", "a", "c"),
        ("state", "expired"): ("old",),
    }
    assert {words: queries.policy_list(catalogue, *words) for words in asked} == asked
    assert queries.policy_list_values(catalogue, "level") == (("national", 1), ("city", 3))


# Contacts


def contact(key: str, **fields: object) -> Contact:
    return Contact(**{"id": key, "organisation": T, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chain", "region", "found"),
    [
        ("", "park", ("county-office",)),
        ("", "county", ("county-office",)),
        ("", "other", ("city-office", "hotline")),
        ("", "city", ("city-office", "hotline")),
        ("steel", "park", ("steel-office", "county-office")),
        ("steel", "", ("steel-office",)),
        ("herbs", "", ("desk",)),
        ("", "", ("desk",)),
        ("", "nowhere", ("desk",)),
        ("", "other-city", ("steel-office",)),
        ("herbs", "town", ("town-office",)),
    ],
)
def test_contacts_are_the_chain_s_then_the_nearest_region_s_then_the_site_s(
    chain: str, region: str, found: tuple[str, ...]
) -> None:
    catalogue = catalogue_of(
        contact("steel-office", chains=("steel",), regions=("other-city",)), contact("county-office",
        regions=("county",)),
        contact("city-office", regions=("city",), order=1), contact("hotline", regions=("city",), order=2),
        contact("town-office", regions=("town",)),
        contact("town-steel", chains=("steel-too",), regions=("town",)),
        contact("desk"), Region(id="other-city", title=T, kind="city"),
        Region(id="town", title=T, kind="county"),
        *REGIONS, fallback="desk",
    )  # fmt: skip
    assert queries.contacts_for(catalogue, chain, region) == found


def test_without_a_fallback_the_home_region_s_answer() -> None:
    catalogue = catalogue_of(contact("office", regions=("city",)), contact("elsewhere"), *REGIONS)
    assert queries.contacts_for(catalogue, "", "") == ()
    catalogue.site = msgspec.structs.replace(catalogue.site, home_region="city")
    assert queries.contacts_for(catalogue, "", "") == ("office",)


def test_a_hidden_fallback_is_nobody() -> None:
    assert queries.contacts_for(catalogue_of(fallback="gone"), "", "") == ()


def test_hotlines_come_first() -> None:
    catalogue = catalogue_of(contact("a", order=1), contact("b"), contact("c", hotline=True))
    assert queries.contact_list(catalogue) == ("c", "a", "b")


# Events, pages


def test_events_by_date() -> None:
    def event(key: str, **fields: object) -> Event:
        return Event(**{"id": key, "title": T, "kind": "fair", **fields})  # type: ignore[arg-type]

    catalogue = catalogue_of(
        event("past", starts="2025-03"), event("today", starts="2026-06-01T09:30"), event("month",
        starts="2026-06"),
        event("long", starts="2026-05-01", ends="2026-06-01"), event("next", starts="2027-01-01"),
        event("undated"),
        event("over", starts="2026-05-01", ends="2026-05-31T18:00"),
    )  # fmt: skip
    assert queries.event_list(catalogue, "upcoming", "") == ("long", "month", "today", "next")
    assert queries.event_list(catalogue, "running", "") == ("long",)
    assert queries.event_list(catalogue, "undated", "") == ("undated",)
    assert queries.event_list(catalogue, "past", "") == ("over", "past")
    every = [
        key for name in ("upcoming", "past", "undated") for key in queries.event_list(catalogue, name, "")
    ]
    assert sorted(every) == sorted(queries.event_list(catalogue, "all", ""))


def test_a_policy_is_in_force_only_where_it_says_so() -> None:
    for fields, state in (
        ({"expires": "2026-06-01"}, "in-force"), ({"expires": "2026-05-31"}, "expired"), ({}, "open-ended"),
        ({"indefinite": True}, "in-force"), ({"text": "title-only"}, "title-only"),
        ({"text": "title-only", "expires": "2025"}, "expired"), ({"effective": "2026-06-02"}, "upcoming"),
    ):  # fmt: skip
        policy = Policy(id="a", title=T, level="city", **fields)
        assert queries.policy_state(catalogue_of(policy), "a") == state


def test_a_policy_known_by_title_only_never_applies() -> None:
    known, unseen = (
        Policy(id=key, title=T, level="city", kind=("incentive",), applies=Applies(chains=("c",)), text=text)
        for key, text in (("known", "summary"), ("unseen", "title-only"))
    )
    catalogue = catalogue_of(known, unseen, project("p", chain="c"))
    assert queries.policies_of(catalogue, "p") == (("known", False),)


def test_a_project_is_valid_through_its_last_day() -> None:
    for expires, expired in (("", False), ("2026", False), ("2026-05", True), ("2026-06-01", False)):
        assert queries.project_expired(catalogue_of(project("p", expires=expires)), "p") is expired


def test_pages_in_order() -> None:
    catalogue = catalogue_of(
        Page(id="a", title=T), Page(id="b", title=T, order=2, in_menu=True), Page(id="c", title=T, order=1)
    )
    assert queries.page_list(catalogue, "all") == ("c", "b", "a")
    assert queries.page_list(catalogue, "menu") == ("b",)


def test_regions_stand_before_those_below_them_each_once() -> None:
    for seed in range(20):
        catalogue = make_state(seed).catalogue()
        order = queries.region_order(catalogue)
        assert sorted(order) == sorted(catalogue.all(Region))
        for region in catalogue.all(Region).values():
            if region.parent in catalogue.all(Region):
                assert order.index(region.parent) < order.index(region.id)


# Soundness of what queries watch

Words = Iterable[tuple[str, ...]]


def lists(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [*catalogue.index, ("status", "ended"), ("chain", "none"), ("all", "")]


def kinds_of(catalogue: Catalogue) -> dict[str, list[str]]:
    return {kind: catalogue.ids(kind) for kind in ("project", *catalogue.others)}


def each(kind: str) -> Callable[[Catalogue], Words]:
    return lambda catalogue: [(key,) for key in catalogue.ids(kind)]


def of_lists(*more: str) -> Callable[[Catalogue], Words]:
    return lambda catalogue: [(*pair, word) for pair in lists(catalogue) for word in more or ("",)]


def named(**values: str) -> Callable[[Catalogue], Words]:
    """Lists by name, and for each the kind whose ids are its values, or the values themselves."""

    def words(catalogue: Catalogue) -> Words:
        known = kinds_of(catalogue)
        return [(name, value) for name, kind in values.items() for value in known.get(kind, kind.split())]

    return words


NOTHING: Callable[[Catalogue], Words] = lambda catalogue: [()]  # noqa: E731
LISTS: Callable[[Catalogue], Words] = lists

ASKED: dict[str, Callable[[Catalogue], Words]] = {
    "front_page": LISTS,
    "numbered_page": of_lists("1", "2", "9"),
    "numbered_pages": LISTS,
    "count": LISTS,
    "tally": LISTS,
    "is_over": lambda catalogue: [("",), ("2025",), ("2026/2027",), (catalogue.today.isoformat(),)],
    "event_phase": lambda catalogue: [(key,) for key in catalogue.ids("event")],
    "is_in_place": lambda catalogue: product(catalogue.ids("chain"), ["first", "second"]),
    "latest": of_lists("1", "3"),
    "has_tag": lambda catalogue: (
        [(value,) for name, value in lists(catalogue) if name == "tag"] + [("none",)]
    ),
    "list_values": lambda catalogue: [(name,) for name in {name for name, _ in lists(catalogue)}],
    "similar": each("project"),
    "filter_block": lambda catalogue: product(
        ("project", "policy", "enterprise", "plot", "trade"), ("1", "2")
    ),
    "filter_blocks": lambda catalogue: [
        (kind,) for kind in ("project", "policy", "enterprise", "plot", "trade")
    ],
    "filter_total": lambda catalogue: [
        (kind,) for kind in ("project", "policy", "enterprise", "plot", "trade")
    ],
    "filter_rows_of": lambda catalogue: product(("project", "policy", "enterprise"), "02", "3"),
    "filter_choices": lambda catalogue: [
        (name,) for name in ("chain", "segment", "place", "policy", "year", "delivery", "status")
    ],
    "project_expired": each("project"),
    "project_dates": each("project"),
    "collections_of": each("project"),
    "policies_of": each("project"),
    "places_of": lambda catalogue: product(["", *catalogue.ids("region")], repeat=2),
    "policy_state": each("policy"),
    "policy_list": named(
        all="x",
        level="city county",
        chain="chain",
        region="region",
        kind="plan",
        state="current in-force open-ended title-only expired upcoming",
    ),
    "policy_list_values": lambda catalogue: [("level",), ("chain",), ("region",), ("state",)],
    "region_list": lambda catalogue: [("",), *each("region")(catalogue)],
    "enterprise_list": named(all="x", chain="chain", segment="chain-0/first chain-1/second", region="region"),
    "contacts_for": lambda catalogue: product(["", *catalogue.ids("chain")], ["", *catalogue.ids("region")]),
    "event_list": named(
        upcoming="x",
        running="x",
        past="x",
        undated="x",
        all="x",
        chain="chain",
        policy="policy",
        project="project",
        region="region",
    ),
    "news_list": named(all="x", chain="chain", policy="policy", project="project", region="region"),
    "service_list": named(
        all="x", kind="service inquiry complaint", policy="policy", region="region", contact="contact"
    ),
    "admission_of": lambda catalogue: product(["", *catalogue.ids("chain")], ["", *catalogue.ids("region")]),
    "admitted_chains": each("region"),
    "trade_list": named(
        all="x", chain="chain", segment="chain-0/first chain-1/second", enterprise="enterprise"
    ),
    "trade_matches": lambda catalogue: [
        (one.key,)
        for it in (*catalogue.all(Chain).values(), *catalogue.all(Enterprise).values())
        if isinstance(it, Chain | Enterprise)
        for one in trades_of(it)
    ],
    "in_order": lambda catalogue: [("tour",), ("origin",), ("fund",)],
    "funds_for": lambda catalogue: product(
        ["", *catalogue.ids("chain")], ["", "new"], ["", *catalogue.ids("region")]
    ),
    "tour_dates": lambda catalogue: [(key,) for key in catalogue.ids("tour")],
    "mentions": named(
        chain="chain", policy="policy", region="region", project="project", enterprise="enterprise"
    ),
    "page_list": lambda catalogue: [("all",), ("menu",)],
    "ids_of": lambda catalogue: [(kind,) for kind in KINDS],
    "named_by": lambda catalogue: [("policy", key, "policy", "related") for key in catalogue.ids("policy")],
    "standings": LISTS,
    "list_totals": LISTS,
    "newest": LISTS,
    "located": lambda catalogue: [("",), *each("region")(catalogue)],
    "parks": lambda catalogue: [("",), *each("region")(catalogue)],
    "chain_project_places": each("chain"),
    "chain_firm_places": each("chain"),
    "chain_sites": each("chain"),
    "chain_located": each("chain"),
    "sitemap_projects": lambda catalogue: [("1",), ("2",)],
    "search_block": lambda catalogue: [("0",), ("1",)],
}
"""How each query that takes words is asked."""

READ_BESIDES = {"similar", "project_dates", "project_expired", "collections_of", "policies_of"}
"""Queries about a project: a page reads the card of a project that it asks about."""


def words_for(query: Query, catalogue: Catalogue) -> Words:
    if query.name in ASKED:
        return ASKED[query.name](catalogue)
    parameters = list(inspect.signature(query.answer).parameters)[1:]
    assert not parameters, f"say in ASKED how {query.name}({', '.join(parameters)}) is asked"
    return [()]


def hangs_on(query: Query, catalogue: Catalogue, words: tuple[str, ...]) -> set[str]:
    keys = {f"g/{group}" for group in query.watch(catalogue, *words)}
    return keys | ({f"c/project/{words[0]}"} if query.name in READ_BESIDES else set())


@pytest.mark.parametrize("seed", range(120))
def test_an_answer_changes_only_with_what_its_query_watches(seed: int) -> None:
    """What an incremental build does not ask again would have been answered the same."""
    rng = random.Random(seed)
    state = make_state(seed)
    for _ in range(4):
        later = edited(state, rng, rng.randint(1, 2))
        before, after = state.catalogue(), later.catalogue()
        dirty = state.changes(later, after)
        for query in QUERIES.values():
            for words in words_for(query, before):
                if not hangs_on(query, before, words) & dirty:
                    assert digest_of(query.answer(after, *words)) == digest_of(query.answer(before,
                    *words)), (
                        query.name, words, sorted(dirty),
                    )  # fmt: skip
        state = later


def test_no_query_fails_on_what_pages_ask() -> None:
    for seed in range(10):
        catalogue = make_state(seed).catalogue()
        for query in QUERIES.values():
            for words in words_for(query, catalogue):
                query.answer(catalogue, *words)


def test_answers_are_the_same_in_any_order_of_asking() -> None:
    """What a catalogue keeps from one answer never colours another."""
    state = make_state(3)
    first, second = state.catalogue(), state.catalogue()
    asked = [(query, words) for query in QUERIES.values() for words in words_for(query, first)]
    answers = [digest_of(query.answer(first, *words)) for query, words in asked]
    again = [digest_of(query.answer(second, *words)) for query, words in reversed(asked)]
    assert answers == again[::-1]


def test_every_day_is_of_use() -> None:
    """The random states differ in what has expired, or they would test little."""
    states = {
        tuple(
            queries.policy_state(State(make_state(seed).entities, day).catalogue(), "policy-0")
            for day in DAYS
        )
        for seed in range(30)
    }
    assert len(states) > 3
    assert len(routes(make_state(1).catalogue())) > 50


def test_services_are_in_the_order_of_setting_up() -> None:
    services = {
        "z": Service(id="z", title=T, stage="consult"),
        "b": Service(id="b", title=T, stage="operate", order=1),
        "c": Service(id="c", title=T, stage="register", order=2),
        "d": Service(id="d", title=T, stage="register", order=1),
        "a": Service(id="a", title=T, kind="complaint"),
    }
    found = catalogue_of(*services.values())
    assert queries.service_list(found, "all", "") == ("z", "d", "c", "b", "a")
    assert queries.service_list(found, "kind", "complaint") == ("a",)
