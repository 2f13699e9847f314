"""Which page has read what, and which has asked what: from a change to the pages that it concerns.

Each page has a list of its nodes (see `model.dependency_ids`), each node a list of its pages, and each group
of answers (see `queries`) a list of nodes; all three are kept in buckets, so that an edit looks only at what
it touches, however many pages there are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Literal

import msgspec

from sitegen.model.dependency_ids import Questions, node_of
from sitegen.model.tracked_catalogue import QueryDependency
from sitegen.storage.lazy_mapping import Buckets

_encode = msgspec.msgpack.Encoder().encode

Numbers = Literal["I", "Q"]
"""Pages have 32 bits, nodes 64; in the machine's order, for a memory does not leave its machine."""


class _Node(msgspec.Struct, frozen=True, array_like=True):
    """A card or an entry, or a query with its answer."""

    pages: bytes
    """Numbers of the pages that have read it."""
    asked: QueryDependency | None = None


_node = msgspec.msgpack.Decoder(_Node).decode
_bytes = msgspec.msgpack.Decoder(bytes).decode


class Dependents:
    """All pages and what they have read. Not changed once it is made; see `updated`."""

    def __init__(
        self,
        pages: dict[str, int] | None = None,
        reads: Buckets | None = None,
        nodes: Buckets | None = None,
        groups: Buckets | None = None,
    ) -> None:
        self.pages = pages or {}
        """Path -> number."""
        self.reads = reads or Buckets()
        """Path -> nodes."""
        self.nodes = nodes or Buckets()
        self.groups = groups or Buckets()
        """Group -> nodes of the queries whose answers hang on it."""

    def pages_of(self, keys: Iterable[str]) -> set[int]:
        """Pages that have read any of these cards and entries."""
        return self.askers(map(node_of, keys))

    def asked(self, groups: Iterable[str]) -> dict[int, QueryDependency]:
        """Every query whose answer hangs on any of these groups, by node."""
        nodes = {node for group in groups for node in _numbers("Q", self.groups.get(group))}
        found = {node: self.node(node) for node in sorted(nodes)}
        return {node: known.asked for node, known in found.items() if known and known.asked}

    def askers(self, nodes: Iterable[int]) -> set[int]:
        """Pages that have read any of these nodes."""
        return {page for node in nodes if (known := self.node(node)) for page in array("I", known.pages)}

    def paths(self, pages: AbstractSet[int]) -> set[str]:
        return {path for path, page in self.pages.items() if page in pages} if pages else set()

    def updated(
        self, made: Mapping[str, bytes], questions: Questions, gone: Iterable[str] = ()
    ) -> Dependents:
        """With the nodes (packed) of pages made now, and without those that are no more.

        `questions` has all queries among the nodes that are new.
        """
        return _DependentsUpdate(self, made, questions, gone).result()

    def rebuilt(self) -> Dependents:
        """The same in new buckets, as many as it takes now."""
        return Dependents(
            self.pages,
            Buckets.of(self.reads.all()),
            Buckets.of(self.nodes.all()),
            Buckets.of(self.groups.all()),
        )

    def node(self, node: int) -> _Node | None:
        value = self.nodes.get(_name(node))
        return None if value is None else _node(value)


class _DependentsUpdate:
    """One update, on copies."""

    def __init__(
        self, old: Dependents, made: Mapping[str, bytes], questions: Questions, gone: Iterable[str]
    ) -> None:
        self._old = old
        self._questions = questions
        self._come: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
        self._left: defaultdict[int, set[int]] = defaultdict(set)
        self._reads: dict[str, msgspec.Raw] = {}
        self._gone = list(gone)
        self.pages = dict(old.pages)
        for path in self._gone:
            self._move(self.pages.pop(path), self._before(path), set())
        number = max(old.pages.values(), default=-1)
        for path, nodes in made.items():
            if path not in self.pages:
                number += 1
                self.pages[path] = number
            self._read(path, nodes)

    def _read(self, path: str, nodes: bytes) -> None:
        now, before = set(array("Q", nodes)), self._before(path)
        if now != before or not now:
            self._reads[path] = msgspec.Raw(_encode(nodes))
            self._move(self.pages[path], before, now)

    def _before(self, path: str) -> set[int]:
        return set(_numbers("Q", self._old.reads.get(path))) if path in self._old.pages else set()

    def _move(self, page: int, before: set[int], now: set[int]) -> None:
        for node in before - now:
            self._left[node].add(page)
        for node in now - before:
            self._come[node].append(page)

    def result(self) -> Dependents:
        if not self._old.pages:
            return self._first()
        nodes: dict[str, msgspec.Raw] = {}
        forgotten: list[str] = []
        groups: defaultdict[str, set[int]] = defaultdict(set)
        for node in self._come.keys() | self._left.keys():
            known = self._old.node(node)
            asked = known.asked if known else self._questions.get(node)
            pages = self._pages(node, known)
            if pages:
                nodes[_name(node)] = _packed_node(pages, asked)
            else:
                forgotten.append(_name(node))
            if asked and (known is None or not pages):
                for group in asked.groups:
                    groups[group].add(node)
        return Dependents(
            self.pages,
            self._old.reads.updated(self._reads, self._gone),
            self._old.nodes.updated(nodes, forgotten),
            self._groups(groups),
        )

    def _first(self) -> Dependents:
        """The same where there was nothing."""
        questions = self._questions
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for node, asked in questions.items():
            for group in asked.groups:
                groups[group].append(node)
        return Dependents(
            self.pages,
            Buckets.of(self._reads),
            Buckets.of({_name(n): _packed_node(pages, questions.get(n)) for n, pages in self._come.items()}),
            Buckets.of({group: _packed("Q", sorted(nodes)) for group, nodes in groups.items()}),
        )

    def _pages(self, node: int, known: _Node | None) -> array[int]:
        left, come = self._left.get(node), self._come.get(node)
        pages = array("I", known.pages if known else b"")
        if left:
            pages = array("I", [page for page in pages if page not in left])
        return pages + come if come else pages

    def _groups(self, changed: Mapping[str, set[int]]) -> Buckets:
        """In each group, nodes that are new have come, and others have gone."""
        values, empty = {}, []
        for group, nodes in changed.items():
            now = set(_numbers("Q", self._old.groups.get(group))) ^ nodes
            if now:
                values[group] = _packed("Q", sorted(now))
            else:
                empty.append(group)
        return self._old.groups.updated(values, empty)


def _packed_node(pages: array[int], asked: QueryDependency | None) -> msgspec.Raw:
    return msgspec.Raw(_encode(_Node(pages.tobytes(), asked)))


def _name(node: int) -> str:
    return f"{node:x}"


def _packed(kind: Numbers, numbers: Iterable[int]) -> msgspec.Raw:
    return msgspec.Raw(_encode(array(kind, numbers).tobytes()))


def _numbers(kind: Numbers, packed: msgspec.Raw | None) -> array[int]:
    return array(kind, _bytes(packed) if packed is not None else b"")
