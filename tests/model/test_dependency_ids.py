"""What pages have read, as numbers."""

from __future__ import annotations

from array import array

from sitegen.model.dependency_ids import Nodes, node_of
from sitegen.model.tracked_catalogue import Dependencies, QueryDependency

ONE, OTHER = QueryDependency("q", ("x",), b"1", ("one",)), QueryDependency("q", ("x",), b"2", ("one",))


def test_each_thing_has_one_number_everywhere() -> None:
    first, second = Nodes(), Nodes()
    second.packed(Dependencies(("c/project/9", "c/project/1"), (OTHER,)))
    read = Dependencies(("c/project/1", "e/project/1"), (ONE,))
    assert first.packed(read) == second.packed(read)
    numbers = {*array("Q", first.packed(read))}
    assert len(numbers) == 3
    assert {node_of("c/project/1"), node_of("e/project/1")} < numbers


def test_another_answer_is_another_node() -> None:
    nodes = Nodes()
    assert nodes.packed(Dependencies((), (ONE,))) != nodes.packed(Dependencies((), (OTHER,)))


def test_questions_are_told_once() -> None:
    nodes = Nodes()
    nodes.packed(Dependencies(("c/project/1",), (ONE,)))
    told = nodes.new_questions()
    assert list(told.values()) == [ONE]
    assert array("Q", nodes.packed(Dependencies((), (ONE,)))).tolist() == list(told)
    assert nodes.new_questions() == {}
