"""Values that are read and decoded when they are asked for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.storage.lazy_mapping import BUCKET_BYTES, Buckets, LazyMapping
from sitegen.storage.segments import DamagedError, NewVolume, Piece, Volumes


class Thing(msgspec.Struct, frozen=True):
    size: int
    text: str = "x" * 500


PER_BUCKET = BUCKET_BYTES // 500


def things(*names: str, size: int = 0) -> dict[str, Thing]:
    return {name: Thing(size) for name in names}


def written(shelf: LazyMapping[Thing], work: Path) -> LazyMapping[Thing]:
    """As a later run finds it."""
    volume = NewVolume(work)
    pieces = shelf.buckets.write(volume.add, Volumes(work))
    volume.write()
    return LazyMapping(Thing, list(shelf), Buckets(pieces, Volumes(work)))


def test_what_is_new_and_what_was(tmp_path: Path) -> None:
    first = LazyMapping.of(Thing, {"a": Thing(1), "b": Thing(2)})
    later = LazyMapping.updated(Thing, ["c", "b"], {"c": Thing(3)}, written(first, tmp_path))
    assert list(later) == ["c", "b"]
    assert dict(later) == {"c": Thing(3), "b": Thing(2)}
    assert "a" not in later
    assert len(later) == 2
    assert dict(first) == {"a": Thing(1), "b": Thing(2)}


def test_what_is_new_hides_what_was() -> None:
    first = LazyMapping.of(Thing, {"a": Thing(1)})
    assert first["a"] == Thing(1)
    assert LazyMapping.updated(Thing, ["a"], {"a": Thing(2)}, first)["a"] == Thing(2)


def test_an_empty_one(tmp_path: Path) -> None:
    assert dict(written(LazyMapping.of(Thing, {}), tmp_path)) == {}
    assert dict(
        LazyMapping.updated(Thing, ["a"], {"a": Thing(1)}, written(LazyMapping.of(Thing, {}), tmp_path))
    ) == {"a": Thing(1)}


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcdefghijkl"), st.none() | st.integers(0, 9), max_size=8),
        max_size=6,
    )
)
def test_changes_come_to_what_they_come_to_in_a_dict(
    tmp_path_factory: pytest.TempPathFactory, turns: list[dict[str, int | None]]
) -> None:
    """None: taken away. Every other turn it is written and read again."""
    work = tmp_path_factory.mktemp("work")
    shelf, known = LazyMapping.of(Thing, things(*map(str, range(3 * PER_BUCKET)))), dict[str, Thing]()
    known.update(shelf)
    for number, turn in enumerate(turns):
        fresh = {name: Thing(size) for name, size in turn.items() if size is not None}
        known = {name: thing for name, thing in known.items() if name not in turn} | fresh
        shelf = LazyMapping.updated(Thing, known, fresh, written(shelf, work) if number % 2 else shelf)
        assert dict(shelf) == known
    assert dict(shelf.rebuilt()) == known


def test_only_what_has_changed_is_written_again(tmp_path: Path) -> None:
    names = [str(number) for number in range(20 * PER_BUCKET)]
    first = written(LazyMapping.of(Thing, things(*names)), tmp_path)
    later = LazyMapping.updated(Thing, names, {"5": Thing(1)}, first)
    old, volume = first.buckets.pieces, NewVolume(tmp_path)
    new = later.buckets.write(volume.add, Volumes(tmp_path))
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1
    assert 0 < volume.size < 2 * BUCKET_BYTES


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    names = [str(number) for number in range(20 * PER_BUCKET)]
    shelf = written(LazyMapping.of(Thing, things(*names)), tmp_path)
    read: list[Piece] = []

    class Watched(Volumes):
        def read(self, piece: Piece) -> bytes:
            read.append(piece)
            return super().read(piece)

    watched = LazyMapping(Thing, names, Buckets(shelf.buckets.pieces, Watched(tmp_path)))
    assert watched["5"] == watched["5"] == Thing(0)
    assert len(read) == 1
    assert "another" not in watched
    assert len(read) == 1


def test_what_is_no_value_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    shelf = LazyMapping(Thing, ["a"], Buckets.of({"a": msgspec.Raw(msgspec.msgpack.encode("no thing"))}))
    with pytest.raises(msgspec.ValidationError):
        shelf["a"]
    with pytest.raises(KeyError):
        shelf["b"]
    gone = written(LazyMapping.of(Thing, things("a")), tmp_path)
    [path] = tmp_path.iterdir()
    path.unlink()
    with pytest.raises(DamagedError):
        gone["a"]


def test_values_that_are_encoded_already() -> None:
    first = LazyMapping.updated(Thing, ["a", "b"], {"a": Thing(1), "b": Thing(2)}, None)
    later = LazyMapping.repacked(
        Thing, ["c", "b", "a"], {"c": _encode(Thing(3)), "a": _encode(Thing(4))}, first
    )
    assert dict(later) == {"c": Thing(3), "b": Thing(2), "a": Thing(4)}
    assert list(later) == ["c", "b", "a"]


def test_what_is_passed_by_or_let_go_is_not_kept() -> None:
    shelf = LazyMapping.repacked(Thing, ["a", "b"], {"a": _encode(Thing(1)), "b": _encode(Thing(2))}, None)
    assert dict(shelf.passing()) == {"a": Thing(1), "b": Thing(2)}
    assert shelf.decoded == {}
    assert shelf["a"] == Thing(1)
    assert list(shelf.decoded) == ["a"]
    shelf.forget()
    assert shelf.decoded == {}
    assert shelf["a"] == Thing(1)


def _encode(thing: Thing) -> bytes:
    return msgspec.msgpack.encode(thing)
