"""From a change to the pages that it concerns: as many pages at once, after any number of updates."""

from __future__ import annotations

import random

import msgspec

from sitegen.model.tracked_catalogue import Dependencies, QueryDependency
from sitegen.storage.dependents import Dependents
from tests.support.reads import updated

KEYS = [f"c/project/{number}" for number in range(8)] + [f"e/project/{number}" for number in range(8)]
GROUPS_OF = {word: ("policy", f"status={word}") if word < "d" else ("today",) for word in "abcdef"}
GROUPS = sorted({group for groups in GROUPS_OF.values() for group in groups})


def some_read(rng: random.Random, turn: int) -> Dependencies:
    asked = [
        QueryDependency("count", (word,), bytes([turn]), GROUPS_OF[word])
        for word in rng.sample("abcdef", rng.randint(0, 3))
    ]
    return Dependencies(tuple(sorted(rng.sample(KEYS, rng.randint(0, 5)))), tuple(asked))


def test_updates_give_what_a_first_making_gives() -> None:
    for seed in range(30):
        rng = random.Random(seed)
        readers, pages = Dependents(), dict[str, Dependencies]()
        for turn in range(12):
            made = {f"page-{rng.randrange(10)}": some_read(rng, turn) for _ in range(rng.randint(0, 4))}
            gone = [path for path in pages if path not in made and rng.random() < 0.1]
            readers = updated(readers, made, gone)
            pages = {path: read for path, read in pages.items() if path not in gone} | made
            if turn % 3 == 0:
                readers = readers.rebuilt()
            for key in KEYS:
                assert readers.paths(readers.pages_of([key])) == {
                    p for p, r in pages.items() if key in r.keys
                }
            for word in "abcdef":
                askers = {path for path, read in pages.items() if any(a.words == (word,) for a in read.asked)}
                nodes = [node for node, one in readers.asked(GROUPS).items() if one.words == (word,)]
                assert readers.paths(readers.askers(nodes)) == askers


def test_a_question_with_another_answer_is_another_node() -> None:
    """Whoever got the first answer is still told apart: it is they who have to be made again."""
    before = updated(Dependents(), {"a": Dependencies((), (QueryDependency("q", ("x",), b"1", ("one",)),))})
    after = updated(before, {"b": Dependencies((), (QueryDependency("q", ("x",), b"2", ("two",)),))})
    [(first, old)], [(second, new)] = after.asked(["one"]).items(), after.asked(["two"]).items()
    assert (old.digest, new.digest) == (b"1", b"2")
    assert after.paths(after.askers([first])) == {"a"}
    assert after.paths(after.askers([second])) == {"b"}
    last = updated(after, {"a": Dependencies((), (QueryDependency("q", ("x",), b"2", ("two",)),))})
    assert last.asked(["one"]) == {}
    assert last.paths(last.askers([second])) == {"a", "b"}


def contents(readers: Dependents) -> object:
    return readers.pages, *[
        {name: bytes(value) for name, value in buckets.all().items()}
        for buckets in (readers.reads, readers.nodes, readers.groups)
    ]


def test_an_update_leaves_what_it_was_made_from_as_it_was() -> None:
    before = updated(
        Dependents(), {"a": Dependencies(("c/project/1",), (QueryDependency("q", ("x",), b"1", ("one",)),))}
    )
    kept = msgspec.msgpack.encode(contents(before))
    updated(before, {"a": Dependencies(("c/project/2",)), "b": Dependencies(("c/project/1",))}, [])
    updated(before, {}, ["a"])
    assert msgspec.msgpack.encode(contents(before)) == kept


def test_what_nobody_reads_any_more_is_forgotten() -> None:
    before = updated(
        Dependents(), {"a": Dependencies(("c/project/1",), (QueryDependency("q", ("x",), b"1", ("one",)),))}
    )
    after = updated(before, {}, ["a"])
    assert contents(after) == contents(Dependents())
