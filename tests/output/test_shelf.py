"""Values that are decoded when they are asked for."""

from __future__ import annotations

import msgspec
import pytest

from sitegen.output.shelf import Shelf


class Thing(msgspec.Struct, frozen=True):
    size: int


def test_what_is_new_and_what_was() -> None:
    first = Shelf.updated(Thing, ["a", "b"], {"a": Thing(1), "b": Thing(2)}, None)
    written = msgspec.msgpack.decode(msgspec.msgpack.encode(first.packed), type=dict[str, msgspec.Raw])
    later = Shelf.updated(Thing, ["c", "b"], {"c": Thing(3)}, Shelf(Thing, written))
    assert list(later) == ["c", "b"]
    assert dict(later) == {"c": Thing(3), "b": Thing(2)}
    assert "a" not in later
    assert len(later) == 2
    assert dict(first) == {"a": Thing(1), "b": Thing(2)}


def test_what_is_new_hides_what_was() -> None:
    first = Shelf.updated(Thing, ["a"], {"a": Thing(1)}, None)
    assert first["a"] == Thing(1)
    assert Shelf.updated(Thing, ["a"], {"a": Thing(2)}, first)["a"] == Thing(2)


def test_what_is_no_value_is_told_when_it_is_asked_for() -> None:
    shelf = Shelf(Thing, {"a": msgspec.Raw(msgspec.msgpack.encode("no thing"))})
    with pytest.raises(msgspec.ValidationError):
        shelf["a"]
    with pytest.raises(KeyError):
        shelf["b"]


def test_values_that_are_encoded_already() -> None:
    first = Shelf.updated(Thing, ["a", "b"], {"a": Thing(1), "b": Thing(2)}, None)
    later = Shelf.repacked(Thing, ["c", "b", "a"], {"c": _encode(Thing(3)), "a": _encode(Thing(4))}, first)
    assert dict(later) == {"c": Thing(3), "b": Thing(2), "a": Thing(4)}
    assert list(later.packed) == ["c", "b", "a"]


def test_what_is_passed_by_or_let_go_is_not_kept() -> None:
    shelf = Shelf.repacked(Thing, ["a", "b"], {"a": _encode(Thing(1)), "b": _encode(Thing(2))}, None)
    assert dict(shelf.passing()) == {"a": Thing(1), "b": Thing(2)}
    assert shelf.decoded == {}
    assert shelf["a"] == Thing(1)
    assert list(shelf.decoded) == ["a"]
    shelf.forget()
    assert shelf.decoded == {}
    assert shelf["a"] == Thing(1)


def _encode(thing: Thing) -> bytes:
    return msgspec.msgpack.encode(thing)
