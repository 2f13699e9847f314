"""What an edit concerns: everything that differs is named, and little else."""

from __future__ import annotations

import datetime
import random
import subprocess
import sys
from decimal import Decimal

import msgspec
import pytest

from sitegen.i18n.amounts import Qualifier, Quantity
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Entity, Investment, Region
from sitegen.model.offers import is_past
from sitegen.model.queries import group
from sitegen.model.tracked_catalogue import Dependencies, QueryDependency, TrackedCatalogue, digest_of
from sitegen.pipeline.invalidation import affected
from sitegen.storage.dependents import Dependents
from tests.support.catalogues import DAYS, State, edited, make_state, project, record
from tests.support.process import REPOSITORY, environment
from tests.support.reads import updated

T = Text({"zh": "题"})


def state_of(*entities: Entity) -> State:
    return State({(entity.kind_name, entity.id): entity for entity in entities})


def changes(before: State, after: State) -> set[str]:
    return set(before.changes(after, after.catalogue()))


def test_nothing_changed() -> None:
    state = make_state(1)
    assert changes(state, State(state.entities, state.day)) == set()


def test_a_text_concerns_the_entry_alone() -> None:
    before, after = state_of(project()), state_of(project())
    after.records["project/p"] = record(project(), digest=b"another body")
    assert changes(before, after) == {"e/project/p"}


def test_a_project_s_status_concerns_its_card_and_two_lists() -> None:
    found = changes(state_of(project()), state_of(project(status="signed")))
    assert found == {
        "e/project/p", "c/project/p", "g/figures", "g/places", "g/memberships", "g/status=open",
        "g/status=signed", "g/seeking=", "g/all:seeking=", "g/all:settled=",
    }  # fmt: skip


def test_a_title_concerns_no_list() -> None:
    assert changes(state_of(project()), state_of(project(title=Text({"zh": "新"})))) == {
        "e/project/p", "c/project/p",
    }  # fmt: skip


def test_an_amount_concerns_sums_and_comparisons_alone() -> None:
    total = Quantity(Qualifier.EXACT, Decimal(3), None, 8, "CNY", "")
    assert changes(state_of(project()), state_of(project(investment=Investment(total=total)))) == {
        "e/project/p", "c/project/p", "g/figures", "g/compared=p",
    }  # fmt: skip


def test_a_paused_project_that_ends_is_compared_no_more() -> None:
    fields = {"chain": "c", "segments": ("s",), "batch": "2026"}
    before = state_of(project("a", **fields), project("b", **fields, status="paused"))
    after = state_of(project("a", **fields), project("b", **fields, status="ended"))
    pages = {"a": Dependencies((), (asked(before.catalogue(), "similar", "a"),))}
    assert pages_again(pages, changes(before, after), after.catalogue()) == {"a"}


def test_another_date_moves_it_in_all_its_lists() -> None:
    found = changes(state_of(project(chain="c")), state_of(project(chain="c", published="2026-01")))
    assert {"g/all=", "g/chain=c", "g/status=open", "g/year=2026"} <= found


def test_what_hides_goes() -> None:
    before = state_of(project(), Region(id="r", title=T, kind="city"))
    after = State(before.entities, before.day)
    for name in before.records:
        after.records[name] = msgspec.structs.replace(before.records[name], public=False, card=b"")
    assert {"e/project/p", "c/project/p", "e/region/r", "c/region/r", "g/all=", "g/region"} <= changes(
        before, after
    )


def test_what_was_hidden_and_still_is_concerns_nobody() -> None:
    before, after = state_of(project()), state_of(project())
    before.records["project/p"] = record(project(), public=False, card=b"", digest=b"1")
    after.records["project/p"] = record(project(), public=False, card=b"", digest=b"2")
    assert changes(before, after) == set()


def test_a_day_concerns_what_asks_for_it() -> None:
    state = state_of(project(status="signed"), Region(id="r", title=T, kind="city"))
    assert changes(State(state.entities, DAYS[0]), State(state.entities, DAYS[1])) == {"g/today"}


def test_a_day_concerns_offers_that_nobody_has_confirmed_for_long() -> None:
    state = state_of(project(confirmed="2024-06-15"), project("q", status="signed", confirmed="2024-06-15"))
    days = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)
    found = changes(*(State(state.entities, day) for day in days))
    assert {"g/today", "c/project/p", "g/seeking=", "g/figures"} <= found
    assert "c/project/q" not in found


def test_a_paused_project_past_its_date_has_changed_though_no_list_has() -> None:
    state = state_of(project(status="paused", expires="2026-06-15"))
    days = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)
    assert "c/project/p" in changes(*(State(state.entities, day) for day in days))


@pytest.mark.parametrize("seed", range(60))
def test_every_difference_is_named(seed: int) -> None:
    """Also where only the changed projects are looked at, not all lists."""
    rng = random.Random(seed)
    state = make_state(seed)
    for _ in range(5):
        later = edited(state, rng, rng.randint(1, 3))
        old, new = state.catalogue(), later.catalogue()
        found = changes(state, later)
        for index in old.index.keys() | new.index.keys():
            if old.index.get(index) != new.index.get(index):
                assert {f"g/{group(*index)}", "g/memberships"} <= found
        for kind, key in state.entities.keys() | later.entities.keys():
            if state.entities.get((kind, key)) != later.entities.get((kind, key)):
                assert f"e/{kind}/{key}" in found
        for kind in new.others:
            if old.others[kind] != new.others[kind]:
                assert f"g/{kind}" in found
        assert not any(
            key.startswith("c/")
            and _card(old, key) == _card(new, key)
            and not _stood_otherwise(old, new, key)
            for key in found
        ), "nothing is named that is as it was"
        state = later


def _stood_otherwise(old: Catalogue, new: Catalogue, key: str) -> bool:
    """Whether another day has made a project's listing stale, unconfirmed or expired."""
    card = new.projects.get(key.rpartition("/")[2])
    if card is None or not key.startswith("c/project/"):
        return False
    past = [is_past(card, catalogue.today) for catalogue in (old, new)]
    since = [catalogue.unconfirmed_since(card) for catalogue in (old, new)]
    moved = old.place_in_lists(card) != new.place_in_lists(card)
    return past[0] != past[1] or since[0] != since[1] or moved


def _card(catalogue: Catalogue, key: str) -> Entity | ProjectCard | None:
    _, kind, entity_id = key.split("/")
    return catalogue.projects.get(entity_id) if kind == "project" else catalogue.others[kind].get(entity_id)


# Pages


def asked(catalogue: Catalogue, name: str, *words: str) -> QueryDependency:
    answer = queries.QUERIES[name].answer(catalogue, *words)
    return QueryDependency(
        name, words, digest_of(answer), tuple(queries.QUERIES[name].watch(catalogue, *words))
    )


def pages_again(pages: dict[str, Dependencies], keys: set[str], new: Catalogue) -> set[str]:
    return affected(updated(Dependents(), pages), frozenset(keys), new)


def test_a_page_is_made_again_for_what_it_read_and_for_answers_that_differ() -> None:
    before = state_of(project("a"), project("b")).catalogue()
    after = state_of(project("a"), project("b", status="signed")).catalogue()
    pages = {
        "reads it": Dependencies(("c/project/b",)),
        "reads its text": Dependencies(("e/project/b",)),
        "reads another": Dependencies(("c/project/a", "e/project/a")),
        "answer differs": Dependencies((), (asked(before, "count", "status", "open"),)),
        "answer holds": Dependencies((), (asked(before, "count", "all", ""),)),
        "was not touched": Dependencies((), (asked(before, "policy_list", "all", ""),)),
        "asks what is no more": Dependencies((), (QueryDependency("gone", (), b"", ("status=open",)),)),
        "asks of what is no more": Dependencies(
            (), (QueryDependency("similar", ("none",), b"", ("status=open",)),)
        ),
    }
    keys = {"c/project/b", "e/project/b", "g/figures", "g/all=", "g/status=open", "g/status=signed"}
    assert pages_again(pages, keys, after) == {
        "reads it", "reads its text", "answer differs", "asks what is no more", "asks of what is no more",
    }  # fmt: skip
    assert pages_again(pages, set(), after) == set()


@pytest.mark.parametrize("seed", range(40))
def test_a_page_that_is_not_made_again_would_have_read_the_same(seed: int) -> None:
    """Pages that ask and read at random, over random edits."""
    rng = random.Random(seed)
    state = make_state(seed)
    for _ in range(4):
        later = edited(state, rng, rng.randint(1, 2))
        before, after = state.catalogue(), later.catalogue()
        plans = {f"page-{number}": rng.randrange(2**32) for number in range(25)}
        memories: dict[str, Dependencies] = {}
        seen = {}
        for path, plan in plans.items():
            reader = TrackedCatalogue(before, lambda kind, key: None)  # type: ignore[arg-type, return-value]
            seen[path] = look(reader, random.Random(plan))
            memories[path] = reader.read()
        again = affected(updated(Dependents(), memories), state.changes(later, after), after)
        for path, plan in plans.items():
            if path not in again:
                reader = TrackedCatalogue(after, lambda kind, key: None)  # type: ignore[arg-type, return-value]
                assert look(reader, random.Random(plan)) == seen[path]
        state = later


def look(reader: TrackedCatalogue, rng: random.Random) -> list[object]:
    """What a page may do: ask for a list, show some of it, go on from there."""
    name, value = rng.choice(
        (
            ("all", ""),
            ("status", "open"),
            ("chain", "chain-0"),
            ("segment", "chain-0/first"),
            ("region", "region-0"),
        )
    )
    seen: list[object] = [reader.ask(queries.count, name, value), reader.ask(queries.list_values, name)]
    for key in reader.ask(queries.latest, name, value, "2"):
        card = reader.project(key)
        seen += [card, reader.ask(queries.policies_of, key), reader.ask(queries.similar, key)]
        if card.region:
            seen.append(reader.get(Region, card.region))
    seen.append(reader.ask(queries.event_list, rng.choice(("upcoming", "past")), ""))
    seen.append(reader.ask(queries.contacts_for, "chain-0", "region-1"))
    return seen


def test_every_query_is_known_where_changes_are_weighed() -> None:
    """One that is not loaded passes for changed: its pages would be made again for nothing."""
    code = (
        "import sitegen.pipeline.invalidation; from sitegen.model.queries import QUERIES; few = set(QUERIES);"
        "import pkgutil, importlib, sitegen;"
        "names = [m.name for m in pkgutil.walk_packages(sitegen.__path__, 'sitegen.')];"
        "[importlib.import_module(n) for n in names if '__main__' not in n and '.skeletons' not in n];"
        "assert few == set(QUERIES), set(QUERIES) - few"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), cwd=REPOSITORY, check=True)


def test_a_small_edit_loads_little() -> None:
    """What few edits need is loaded by those alone."""
    code = (
        "import sys, sitegen.pipeline.stages;"
        "late = {'concurrent.futures', 'multiprocessing', 'click', 'subprocess', 'secrets', 'ctypes',"
        "'sitegen.workers.executors', 'sitegen.maps.chain', 'sitegen.views.chains',"
        "'sitegen.channels.map_files', 'sitegen.views.home',"
        "'sitegen.views.region_maps', 'sitegen.maps.tiles',"
        "'sitegen.content.attachments', 'sitegen.content.svg_pictures',"
        "'sitegen.content.markdown_reference'};"
        "assert not late & sys.modules.keys(), late & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), cwd=REPOSITORY, check=True)
