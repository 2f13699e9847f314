"""All public entries at once: every list that a project stands in, in order, and the same when packed."""

from __future__ import annotations

import gc
import random
import sys
from typing import Any

import msgspec
import pytest

from sitegen.i18n.text import Text
from sitegen.model.cards import ProjectCard, as_of, project_card
from sitegen.model.catalogue import MAX_DECODED, Cards, Catalogue, pack, unpack
from sitegen.model.entities import (
    Collection,
    Milestone,
    Project,
    Region,
    Source,
    Where,
)
from sitegen.model.kinds import KINDS
from sitegen.model.offers import is_offered
from sitegen.model.references import RefField, ref_fields
from sitegen.routes import routes
from tests.support.catalogues import COUNTS, catalogue_of, make_entity, make_state, project
from tests.support.catalogues import ids as make_ids
from tests.support.entities import Maker

T = Text({"zh": "题"})


def memberships(catalogue: Catalogue, key: str = "p") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (name, value), members in sorted(catalogue.index.items()):
        assert len(members) == len(set(members)), "a project stands twice in a list"
        if key in members:
            found.setdefault(name, []).append(value)
    return found


def test_every_list_that_a_project_stands_in() -> None:
    catalogue = catalogue_of(
        project(
            kind="opportunity", status="planned", chain="steel", segments=("ore", "plate", "ore"),
            region="county",
            park="park", cooperation=("sole", "ppp", "sole"), batch="2023-2", featured=True, tags=("red",
            "red"),
            policies=("a", "a"), enterprises=("mill",), contacts=("office",), collections=("chosen",
            "chosen"),
        ),
        Region(id="city", title=T, kind="city"), Region(id="county", title=T, kind="county", parent="city"),
        Region(id="zone", title=T, kind="park", parent="other"), Region(id="park", title=T, kind="park",
        parent="zone"),
        Collection(id="chosen", title=T, projects=("p",)), Collection(id="by-tag", title=T,
        where=Where(tag="red")),
        Collection(id="empty", title=T),
    )  # fmt: skip
    assert memberships(catalogue) == {
        name + part: values
        for name, values in {
            "kind": ["opportunity"], "status": ["planned"], "seeking": [""], "featured": [""],
            "cooperation": ["ppp", "sole"], "year": ["2023"], "tag": ["red"], "policy": ["a"],
            "contact": ["office"],
        }.items()
        for part in ("", ":opportunity")
    } | {
        name + part: values
        for name, values in {
            "all": [""], "chain": ["steel"], "segment": ["steel/ore", "steel/plate"],
            "near": ["steel/county"],
            "region": ["city", "county", "park", "zone"], "enterprise": ["mill"],
            "collection": ["by-tag", "chosen"],
        }.items()
        for part in ("", ":opportunity", ":seeking")
    }  # fmt: skip


NO_LIST = {
    "related": "the other project's page shows those that are close to it",
    "source.policy": "the policy is what the facts were taken from",
    "figures.source.policy": "the policy is what the figure was taken from",
    "figures.reached.source.policy": "the policy is what the result was taken from",
}
"""Fields in which a project names an entry that has no list for it, each with the reason."""


@pytest.mark.parametrize("field", ref_fields(Project), ids=lambda field: ".".join(field.path))
def test_what_a_project_names_has_a_list_of_it(field: RefField) -> None:
    """A new field that names entries is in some list of theirs, or in the table with a reason."""
    name = ".".join(field.path)
    if name in NO_LIST:
        return
    (only,) = field.path
    many = isinstance(getattr(Project(id="p", title=T, status="open"), only), tuple)
    given: dict[str, Any] = {"chain": "steel", only: ("x",) if many else "x"}
    naming = project(**given)
    catalogue = catalogue_of(naming, Region(id="x", title=T, kind="city"), Collection(id="x", title=T))
    assert "x" in {value.rpartition("/")[2] for _, value in catalogue.index}


def test_a_bare_project_stands_in_few_lists() -> None:
    assert memberships(catalogue_of(project(status="ended"))) == {
        "all": [""], "kind": ["project"], "status": ["ended"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "status", "seeking"),
    [("project", "open", True), ("opportunity", "open", True), ("opportunity", "planned", True),
     ("project", "planned", False), ("project", "signed", False), ("opportunity", "signed", False)],
)  # fmt: skip
def test_who_seeks_an_investor(kind: str, status: str, seeking: bool) -> None:
    assert is_offered(kind, status) is seeking
    assert ("seeking" in memberships(catalogue_of(project(kind=kind, status=status)))) is seeking


@pytest.mark.parametrize(
    ("where", "meets"),
    [
        ({}, True), ({"chain": "steel"}, True), ({"chain": "herbs"}, False), ({"region": "city"}, True),
        ({"region": "park"}, False), ({"status": ("signed", "open")}, True), ({"status": ("signed",)}, False),
        ({"batch": "2023"}, True), ({"batch": "202"}, False), ({"tag": "red"}, True), ({"tag": "blue"},
        False),
        ({"kind": "project"}, True), ({"kind": "opportunity"}, False), ({"chain": "steel", "tag": "blue"},
        False),
    ],
)  # fmt: skip
def test_a_collection_by_conditions_holds_what_meets_them_all(where: dict[str, Any], meets: bool) -> None:
    catalogue = catalogue_of(
        project(chain="steel", region="county", batch="2023", tags=("red",)),
        Region(id="city", title=T, kind="city"), Region(id="county", title=T, kind="county", parent="city"),
        Collection(id="c", title=T, where=Where(**where)),
    )  # fmt: skip
    assert ("collection" in memberships(catalogue)) is meets


def test_lists_are_complete_and_hold_only_what_belongs() -> None:
    """Against a plain search of all cards."""
    for seed in range(20):
        catalogue = make_state(seed).catalogue()
        order = sorted(catalogue.projects.values(), key=catalogue.place_in_lists)
        for (name, value), members in catalogue.index.items():
            assert members == tuple(
                card.id for card in order if (name, value) in set(catalogue.memberships(card))
            )
        for name, field in (("chain", "chain"), ("status", "status"), ("kind", "kind"), ("year", "year")):
            for card in order:
                if getattr(card, field):
                    assert card.id in catalogue.index[name, getattr(card, field)]


def test_ancestors_and_a_loop() -> None:
    """A loop is an error that a check reports; until then nothing hangs."""
    regions = [
        Region(id=key, title=T, kind="city", parent=parent)
        for key, parent in (
            ("a", ""),
            ("b", "a"),
            ("c", "b"),
            ("x", "y"),
            ("y", "x"),
            ("z", "z"),
            ("lost", "gone"),
        )
    ]
    assert catalogue_of(*regions).ancestors == {
        "a": ("a",), "b": ("b", "a"), "c": ("c", "b", "a"), "x": ("x", "y"), "y": ("y", "x"), "z": ("z",),
        "lost": ("lost",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({}, ""), ({"batch": "2023"}, "2023"), ({"batch": "2023-第2批", "published": "2024"}, "2023"),
        ({"batch": "第二批", "published": "2024-05"}, "2024"), ({"confirmed": "2025-01"}, "2025"),
        ({"batch": "２０２３", "published": "2024"}, "2024"), ({"batch": "٢٠٢٣"}, ""), ({"batch": "23"}, ""),
    ],
)  # fmt: skip
def test_the_year_of_a_project_is_plain_digits(fields: dict[str, str], year: str) -> None:
    """It is part of a URL."""
    assert project_card(project(**fields)).year == year


def test_the_newest_fact_is_told() -> None:
    milestones = (Milestone(date="2025-03", status="signed"), Milestone(date="2024-12-31", status="open"))
    assert as_of(project(confirmed="2025", milestones=milestones)) == "2025-03"
    assert as_of(project(source=(Source(date="2020-02"), Source(date="2021")))) == "2021"
    assert as_of(project(confirmed="2019", source=(Source(date="2020-02"),))) == "2019"
    assert as_of(project()) == ""


def test_a_card_has_no_field_that_a_project_does_not_give() -> None:
    for seed in range(20):
        made = Maker(random.Random(seed), fill=1.0).struct(Project, id="p")
        card = project_card(made)
        assert all(getattr(card, name) not in ("", None, ()) for name in ProjectCard.__struct_fields__)


def test_a_packed_catalogue_is_the_same() -> None:
    for seed in range(10):
        catalogue = make_state(seed).catalogue()
        other = unpack(pack(catalogue))
        assert (other.site, other.today) == (catalogue.site, catalogue.today)
        assert other.projects == catalogue.projects
        assert other.others == catalogue.others
        assert other.index == catalogue.index
        assert pack(other) == pack(catalogue)


def test_few_cards_stay_decoded() -> None:
    card = msgspec.msgpack.encode(project_card(Maker(random.Random(1)).struct(Project, id="p")))
    cards = Cards((f"p-{number}" for number in range(3 * MAX_DECODED)), lambda _: card, ProjectCard)
    before = _live_cards()
    assert all(card.id == "p" for card in cards.values())
    assert _live_cards() - before <= MAX_DECODED
    assert cards["p-0"] is cards["p-0"]
    with pytest.raises(KeyError):
        cards["q"]


def _live_cards() -> int:
    gc.collect()
    return sum(type(each) is ProjectCard for each in gc.get_objects())


def test_what_is_there() -> None:
    catalogue = make_state(1).catalogue()
    assert catalogue.ids("project") == list(catalogue.projects) != []
    for kind in KINDS:
        assert set(catalogue.ids(kind)) == set(catalogue.others.get(kind, catalogue.projects))
    assert catalogue.ids("nonsense") == []


# Growth


def calls(catalogue: Catalogue) -> int:
    """How many functions are called for the index and the routes: a measure that no busy machine disturbs."""
    count = 0

    def note(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        assert len(catalogue.index) > 10
        assert len(routes(catalogue)) > len(catalogue.projects)
    finally:
        sys.setprofile(None)
    return count


def test_index_and_routes_grow_with_the_number_of_projects() -> None:
    """Twice the projects cost about twice as much, also when collections name all of them."""

    def grown(total: int) -> Catalogue:
        counts = COUNTS | {"project": 100}
        rng = random.Random(1)
        state = make_state(1, counts)
        sample = [e for e in state.entities.values() if isinstance(e, Project)]
        projects = {
            f"p{n}": msgspec.structs.replace(project_card(rng.choice(sample)), id=f"p{n}")
            for n in range(total)
        }
        others = dict(state.catalogue().others)
        others["collection"] = {
            "all": Collection(id="all", title=T, projects=tuple(projects)),
            **others["collection"],
        }
        return Catalogue(state.site, state.day, projects, others)

    assert calls(grown(4000)) < 2.3 * calls(grown(2000))


def test_collections_that_name_many_are_looked_up_at_once() -> None:
    """Comparing ids one by one would take 16 million comparisons here, which no count of calls shows."""

    class Counted(str):
        __slots__ = ()
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    names = [Counted(f"p{number}") for number in range(1000)]
    cards: dict[str, ProjectCard] = {
        name: msgspec.structs.replace(project_card(project()), id=f"{name}") for name in names
    }
    collection = Collection(id="all", title=T, projects=tuple(names))
    state = make_state(1)
    catalogue = Catalogue(state.site, state.day, cards, {"collection": {"all": collection}})
    assert len(catalogue.index["collection", "all"]) == 1000
    assert Counted.compared < 20_000


def test_made_entries_refer_only_to_entries() -> None:
    """Of the support for these tests: a catalogue with dangling references would show nothing."""
    known = make_ids()
    for seed in range(20):
        made = make_entity(random.Random(seed), "project", "p", known)
        assert isinstance(made, Project)
        assert {*made.policies, *made.contacts} <= {*known["policy"], *known["contact"]}


def test_what_has_sunk_comes_last_and_the_newest_first() -> None:
    catalogue = catalogue_of(
        project("paused", status="paused", published="2026-05-01"), project("old", published="2025-01-01"),
        project("stale", status="open", published="2020-01-01"), project("new", published="2026-05-02"),
        project("over", published="2026-05-03", expires="2026-05-31"),
    )  # fmt: skip
    assert catalogue.index["all", ""][::-1] == ("new", "old", "over", "paused", "stale")
