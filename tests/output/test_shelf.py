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
