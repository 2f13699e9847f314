"""What pages have read, as numbers."""

from __future__ import annotations

from array import array

from sitegen.model.nodes import Nodes, node_of
from sitegen.model.reader import Asked, Read

ONE, OTHER = Asked("q", ("x",), b"1", ("one",)), Asked("q", ("x",), b"2", ("one",))


def test_each_thing_has_one_number_everywhere() -> None:
    first, second = Nodes(), Nodes()
    second.packed(Read(("c/project/9", "c/project/1"), (OTHER,)))
    read = Read(("c/project/1", "e/project/1"), (ONE,))
    assert first.packed(read) == second.packed(read)
    numbers = {*array("Q", first.packed(read))}
    assert len(numbers) == 3
    assert {node_of("c/project/1"), node_of("e/project/1")} < numbers


def test_another_answer_is_another_node() -> None:
    nodes = Nodes()
    assert nodes.packed(Read((), (ONE,))) != nodes.packed(Read((), (OTHER,)))


def test_questions_are_told_once() -> None:
    nodes = Nodes()
    nodes.packed(Read(("c/project/1",), (ONE,)))
    told = nodes.new_questions()
    assert list(told.values()) == [ONE]
    assert array("Q", nodes.packed(Read((), (ONE,)))).tolist() == list(told)
    assert nodes.new_questions() == {}
