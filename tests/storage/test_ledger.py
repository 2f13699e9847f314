"""The ledger's judgements at their limits: what is rested, what is useful, what is remembered."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sitegen.storage import ledger as module
from sitegen.storage.ledger import (
    RESTING_SECONDS,
    RESTING_SWAPS,
    GenerationChange,
    Ledger,
    Tree,
    bounded,
    is_rested,
)
from sitegen.storage.ledger import is_useful as useful

TREE = Tree("tree-1", generation=4, inode=1, stamp=1, left_at=1000.0, left_generation=5)


@pytest.mark.parametrize(
    ("swaps", "seconds", "rested"),
    [
        (RESTING_SWAPS, RESTING_SECONDS, True),
        (RESTING_SWAPS - 1, RESTING_SECONDS, False),
        (RESTING_SWAPS, RESTING_SECONDS - 0.01, False),
        (RESTING_SWAPS + 5, RESTING_SECONDS + 500, True),
    ],
)
def test_a_tree_rests_for_two_swaps_and_a_minute(swaps: int, seconds: float, rested: bool) -> None:
    ledger = Ledger(generation=TREE.left_generation + swaps)
    assert is_rested(TREE, ledger, TREE.left_at + seconds) is rested


def test_a_tree_is_of_use_as_long_as_every_change_since_is_known() -> None:
    changes = tuple(GenerationChange(number, (), ()) for number in (6, 7))
    ledger = Ledger(generation=7, changes=changes)
    found = {number: useful(replace(TREE, generation=number), ledger) for number in range(4, 8)}
    assert found == {4: False, 5: True, 6: True, 7: True}
    assert not useful(replace(TREE, generation=6), Ledger(generation=7))
    assert useful(replace(TREE, generation=7), Ledger(generation=7))


def test_the_newest_changes_are_kept_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHANGES", 5)
    changes = tuple(
        GenerationChange(number, ("a",) * written, ("b",) * removed)
        for number, (written, removed) in enumerate([(1, 0), (2, 0), (1, 1), (0, 1)], 1)
    )
    assert [one.generation for one in bounded(changes)] == [2, 3, 4]
    assert bounded((GenerationChange(1, ("a",) * 6, ()),)) == ()
    assert bounded(()) == ()


def test_a_tree_is_named_by_all_that_tells_it_from_others() -> None:
    keys = {TREE.key}
    for change in ({"generation": 9}, {"inode": 9}, {"stamp": 9}):
        keys.add(replace(TREE, **change).key)
    assert len(keys) == 4
