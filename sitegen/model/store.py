"""Entries that have been read, kept small until their pages are made.

As objects, the entries of a large site would take more memory than all else. Packed they take a quarter, and
unpacking one costs little beside making a page of it.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from sitegen.content.captions import Cue
from sitegen.content.films import FilmInfo
from sitegen.content.markdown_body import Body
from sitegen.content.pictures import PictureInfo
from sitegen.model.entities import Entity
from sitegen.model.entries import Entry
from sitegen.model.kinds import KINDS

UNPACKED = 64
"""Entries that stay unpacked: those of the pages that are being made, and contacts, which many pages show."""

_encode = msgspec.msgpack.Encoder().encode


class _Parts(msgspec.Struct, frozen=True, array_like=True):
    """What pages need of an entry. What is wrong with it, and what it refers to, its record says."""

    path: str
    entity: msgspec.Raw
    bodies: dict[str, Body]
    files: dict[str, PictureInfo | None]
    films: dict[str, FilmInfo]
    captions: dict[str, tuple[Cue, ...]]


_parts = msgspec.msgpack.Decoder(_Parts).decode


class EntryStore:
    """Entries by kind and id, without uses, hidden values and diagnostics.

    A project's pages are made one after the other, and no other page needs more than its card. So a project
    is given out once and stays for those pages only; after that it has to be read again.
    """

    def __init__(self) -> None:
        self._packed: dict[tuple[str, str], bytes] = {}
        self._unpack = lru_cache(UNPACKED)(self._unpack_one)

    def put(self, entry: Entry) -> None:
        self._unpack.cache_clear()
        entity = msgspec.Raw(_encode(entry.entity))
        parts = _Parts(entry.path, entity, entry.bodies, entry.files, entry.films, entry.captions)
        self._packed[entry.kind, entry.id] = _encode(parts)

    def get(self, kind: str, entity_id: str) -> Entry | None:
        """An entry; None where it has not been put here, or has gone again."""
        try:
            return self._unpack(kind, entity_id)
        except KeyError:
            return None

    def _unpack_one(self, kind: str, entity_id: str) -> Entry:
        key = kind, entity_id
        parts = _parts(self._packed.pop(key) if kind == "project" else self._packed[key])
        entity = _entity_decoder(kind).decode(parts.entity)
        return Entry(
            kind, entity_id, parts.path, entity, parts.bodies, parts.files, parts.films, parts.captions
        )


@lru_cache
def _entity_decoder(kind: str) -> msgspec.msgpack.Decoder[Entity | None]:
    return msgspec.msgpack.Decoder(KINDS[kind] | None)
