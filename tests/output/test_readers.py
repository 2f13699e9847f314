"""From a change to the pages that it concerns: as many pages at once, after any number of updates."""

from __future__ import annotations

import random

import msgspec

from sitegen.model.reader import Asked, Read
from sitegen.output.readers import Readers

KEYS = [f"c/project/{number}" for number in range(8)] + [f"e/project/{number}" for number in range(8)]
GROUPS_OF = {word: ("policy", f"status={word}") if word < "d" else ("today",) for word in "abcdef"}
GROUPS = sorted({group for groups in GROUPS_OF.values() for group in groups})


def some_read(rng: random.Random, turn: int) -> Read:
    asked = [
        Asked("count", (word,), bytes([turn]), GROUPS_OF[word])
        for word in rng.sample("abcdef", rng.randint(0, 3))
    ]
    return Read(tuple(sorted(rng.sample(KEYS, rng.randint(0, 5)))), tuple(asked))


def test_updates_give_what_a_first_making_gives() -> None:
    for seed in range(30):
        rng = random.Random(seed)
        readers, pages = Readers(), dict[str, Read]()
        for turn in range(12):
            made = {f"page-{rng.randrange(10)}": some_read(rng, turn) for _ in range(rng.randint(0, 4))}
            gone = [path for path in pages if path not in made and rng.random() < 0.1]
            readers = readers.updated(made, gone)
            pages = {path: read for path, read in pages.items() if path not in gone} | made
            readers = msgspec.msgpack.decode(msgspec.msgpack.encode(readers), type=Readers)
            for key in KEYS:
                assert readers.paths(readers.pages_of([key])) == {
                    p for p, r in pages.items() if key in r.keys
                }
            for word in "abcdef":
                askers = {path for path, read in pages.items() if any(a.words == (word,) for a in read.asked)}
                nodes = [node for node, one in readers.asked(GROUPS).items() if one.words == (word,)]
                assert readers.paths(readers.askers(nodes)) == askers


def test_a_question_is_kept_once_with_its_last_answer() -> None:
    before = Readers().updated({"a": Read((), (Asked("q", ("x",), b"1", ("one",)),))})
    after = before.updated({"b": Read((), (Asked("q", ("x",), b"2", ("two",)),))})
    assert before.asked(["one"]) != {}
    assert after.asked(["one"]) == {}
    [(node, asked)] = after.asked(["two"]).items()
    assert asked.digest == b"2"
    assert after.paths(after.askers([node])) == {"a", "b"}


def test_an_update_leaves_what_it_was_made_from_as_it_was() -> None:
    before = Readers().updated({"a": Read(("c/project/1",))})
    kept = msgspec.msgpack.encode(before)
    before.updated({"a": Read(("c/project/2",)), "b": Read(("c/project/1",))}, [])
    before.updated({}, ["a"])
    assert msgspec.msgpack.encode(before) == kept
