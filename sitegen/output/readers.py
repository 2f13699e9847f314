"""Which page has read what, and which has asked what: from a change to the pages that it concerns.

What pages read (cards, entries) and ask (queries) are nodes with a number; each page has a list of its
nodes and each node a list of its pages, as packed numbers. So an edit looks only at the nodes that it
touches, however many pages there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from sitegen.model.reader import Asked, Read

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Asked).decode

Numbers = dict[int, bytes]
"""Lists of numbers (unsigned, 32 bits, in the machine's order: a memory does not leave its machine)."""


class Readers(msgspec.Struct):
    """All pages and what they have read. Not changed once it is made; see `updated`."""

    pages: dict[str, int] = {}
    nodes: dict[str, int] = {}
    questions: dict[int, msgspec.Raw] = {}
    """Node -> `Asked`: all who have asked the same have had the same answer, or they are made again."""
    groups: dict[str, bytes] = {}
    """Group -> nodes of the queries whose answers hang on it."""
    reads: Numbers = {}
    """Page -> nodes."""
    readers: Numbers = {}
    """Node -> pages."""

    def pages_of(self, keys: Iterable[str]) -> set[int]:
        """Pages that have read any of these cards and entries."""
        found: set[int] = set()
        for key in keys:
            if (node := self.nodes.get(key)) is not None:
                found.update(_numbers(self.readers.get(node)))
        return found

    def asked(self, groups: Iterable[str]) -> dict[int, Asked]:
        """Every query whose answer hangs on any of these groups, by node."""
        nodes = {node for group in groups for node in _numbers(self.groups.get(group))}
        return {node: _decode(self.questions[node]) for node in sorted(nodes) if self.readers.get(node)}

    def askers(self, nodes: Iterable[int]) -> set[int]:
        """Pages that have asked any of these."""
        return {page for node in nodes for page in _numbers(self.readers.get(node))}

    def paths(self, pages: AbstractSet[int]) -> set[str]:
        return {path for path, page in self.pages.items() if page in pages} if pages else set()

    def updated(self, made: Mapping[str, Read], gone: Iterable[str] = ()) -> Readers:
        """With what pages made now have read, and without those that are no more."""
        return _Update(self, made, gone).result()


class _Update:
    """One update, on copies."""

    def __init__(self, old: Readers, made: Mapping[str, Read], gone: Iterable[str]) -> None:
        self.new = Readers(
            dict(old.pages), dict(old.nodes), dict(old.questions), dict(old.groups), dict(old.reads),
            dict(old.readers),
        )  # fmt: skip
        self.next_page = max(old.pages.values(), default=-1) + 1
        self.next_node = max(old.nodes.values(), default=-1) + 1
        self.readers: dict[int, array[int]] = {}
        self.groups: dict[str, array[int]] = {}
        for path in gone:
            self._set(self.new.pages.pop(path), ())
        for path, read in made.items():
            page = self.new.pages.get(path)
            if page is None:
                page = self.new.pages[path] = self.next_page
                self.next_page += 1
            self._set(page, [*map(self._node, read.keys), *map(self._question, read.asked)])

    def result(self) -> Readers:
        self.new.readers.update({node: pages.tobytes() for node, pages in self.readers.items()})
        self.new.groups.update({group: nodes.tobytes() for group, nodes in self.groups.items()})
        return self.new

    def _node(self, key: str) -> int:
        node = self.new.nodes.get(key)
        if node is None:
            node = self.new.nodes[key] = self.next_node
            self.next_node += 1
        return node

    def _question(self, asked: Asked) -> int:
        key = "\0".join(("q", asked.name, *asked.words))
        known = key in self.new.nodes
        node = self._node(key)
        before = _decode(self.new.questions[node]) if known else None
        if before != asked:
            self.new.questions[node] = msgspec.Raw(_encode(asked))
            self._regroup(node, before.groups if before else (), asked.groups)
        return node

    def _regroup(self, node: int, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        for group in {*before, *after}:
            if group not in self.groups:
                self.groups[group] = array("I", self.new.groups.get(group, b""))
            if group not in before:
                self.groups[group].append(node)
            elif group not in after:
                self.groups[group].remove(node)

    def _set(self, page: int, nodes: Iterable[int]) -> None:
        before, after = set(_numbers(self.new.reads.get(page))), set(nodes)
        for node in before ^ after:
            if node not in self.readers:
                self.readers[node] = array("I", self.new.readers.get(node, b""))
            if node in after:
                self.readers[node].append(page)
            else:
                self.readers[node].remove(page)
        if after:
            self.new.reads[page] = array("I", sorted(after)).tobytes()
        else:
            self.new.reads.pop(page, None)


def _numbers(packed: bytes | None) -> array[int]:
    return array("I", packed or b"")
