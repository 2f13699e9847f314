"""An entry gets another id: its folder or file moves, and so does every reference to it.

References are found by the same declarations as a build finds them, each at its line and column, and only the
id itself is exchanged there: comments, order and form of every file stay as they are. What the last imports
remember of ids follows. All of it happens or nothing does (`sheets.transaction`).
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content.listing import SITE_FILE
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Scalar, Sequence
from sitegen.diagnostics import RequestError
from sitegen.model.activities import activities_in
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext
from sitegen.model.fields import Ref
from sitegen.model.formats import is_slug
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED, RESERVED
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.sheets.book_export import marks_of
from sitegen.sheets.columns import PLOT, Column, columns_of
from sitegen.sheets.comparing import Change
from sitegen.sheets.entries_there import There
from sitegen.sheets.entry_texts import RECORDED, load_recorded, recorded_text
from sitegen.sheets.plot_plans import kind_of_ids
from sitegen.sheets.site_words import MEMORY, Memory, load_memory, memory_text
from sitegen.sheets.transaction import Move, apply_changes, editing
from sitegen.sheets.yaml_edit import edited

Spot = tuple[int, int]
"""Line and column, from 1."""


class Renamed(NamedTuple):
    path: Path
    """The entry's YAML file, where it is now."""
    files: tuple[str, ...]
    """Other files in which a reference was changed, from the site's root."""
    alias: bool
    """Whether the old address is kept as one that leads on."""


class _Ids(NamedTuple):
    kind: str
    old: str
    new: str


def rename(root: Path, kind: str, old: str, new: str, *, keep_address: bool = True) -> Renamed:
    """Raises RequestError, OSError, ContentError for a site.yml of no use; nothing is changed then."""
    settings = load_settings(root)
    with editing(root):
        there = There(root, settings.reading.default_locale)
        ids = _Ids(kind, old, new)
        _check(there, ids)
        files = {path: text.encode() for path, text in _with_new_id(there, settings, ids)}
        path = there.paths[kind][old]
        aliases = _aliases_after(there.data[kind][old], ids, keep_address)
        if aliases is not None:
            text = files.get(path, path.read_bytes()).decode()
            files[path] = edited(text, [Change(("aliases",), None, aliases)], there.default).encode()
        files |= _records_after(root, ids)
        others = tuple(sorted(one.relative_to(root).as_posix() for one in files if one != path))
        apply_changes(root, files, _moves(there, ids))
    return Renamed(There(root, there.default).paths[kind][new], others, aliases is not None)


def _records_after(root: Path, ids: _Ids) -> dict[Path, bytes]:
    """What is recorded of its translations, under its new name."""
    recorded = load_recorded(root)
    entry = recorded.pop(f"{ids.kind}/{ids.old}", None)
    if entry is None:
        return {}
    recorded[f"{ids.kind}/{ids.new}"] = entry
    return {root / RECORDED: recorded_text(recorded).encode()}


def _check(there: There, ids: _Ids) -> None:
    kind, old, new = ids
    if old not in there.paths[kind]:
        raise RequestError("E_NO_PATH", path=f"content/{FOLDERS[kind]}/{old}")
    if not is_slug(new):
        raise RequestError("E_ID", id=new)
    if new in RESERVED.get(kind, ()):
        raise RequestError("E_RESERVED_ID", id=new)
    if new in there.paths[kind] or any(end.exists() for _, end in _moves(there, ids)):
        raise RequestError("E_EXISTS", path=f"content/{FOLDERS[kind]}/{new}")
    for key, data in there.data[kind].items():
        if key != old and new in _listed(data.get("aliases")):
            raise RequestError("E_ALIAS_TAKEN", id=new, other=key)


def _moves(there: There, ids: _Ids) -> list[Move]:
    folder = there.root / "content" / FOLDERS[ids.kind]
    moves = [(folder / ids.old, folder / ids.new)] if (folder / ids.old).is_dir() else []
    if ids.kind not in PACKAGED:
        moves.append((folder / f"{ids.old}.yml", folder / f"{ids.new}.yml"))
    return moves


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _aliases_after(data: dict[str, Any], ids: _Ids, keep: bool) -> list[str] | None:
    """The entry's former ids; None where they stay as they are. A draft has no address to be kept."""
    before = _listed(data.get("aliases"))
    keep = keep and data.get("visibility", "public") == "public"
    after = [*(one for one in before if one != ids.new), *([ids.old] if keep else [])]
    return None if after == before else after


def _with_new_id(there: There, settings: Settings, ids: _Ids) -> Iterator[tuple[Path, str]]:
    """Files with a reference, as they will be."""
    site = there.root / SITE_FILE
    spots = [(use.place.line, use.place.column) for use in settings.uses if (use.kind, use.id) == ids[:2]]
    text = site.read_bytes().decode()
    spots += _withdrawn_spots(text, ids)
    if spots:
        yield site, exchanged(text, spots, ids.old, ids.new)
    for kind, paths in there.paths.items():
        for key, path in paths.items():
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            if ids.old in text:
                found = _spots(kind, key, text, settings, ids)
                if found:
                    yield path, exchanged(text, found, ids.old, ids.new)
            for body in sorted((there.root / "content" / FOLDERS[kind] / key).glob("*.md")):
                yield from _changed(body, _in_markdown(ids), ids.new)
    if ids.kind == "region":
        for file in sorted((there.root / "content" / "maps").glob("*.geojson")):
            pattern = re.compile(rf'(?P<head>"id"\s*:\s*"){re.escape(ids.old)}(?=")')
            yield from _changed(file, pattern, ids.new)
    if (there.root / MEMORY).is_file():
        memory = load_memory(there.root)
        after = _memory_after(memory, ids)
        if after != memory:
            yield there.root / MEMORY, memory_text(after)


def _spots(kind: str, key: str, text: str, settings: Settings, ids: _Ids) -> list[Spot]:
    reading = settings.reading
    context = DecodeContext(key, reading.locales, reading.default_locale)
    node, _ = parse_yaml(text.encode("utf-8", "surrogateescape"), key)
    if node is None:
        return []
    decode_entity(KINDS[kind], key, node, context)
    deque(activities_in(node, context), 0)
    return [(ref.line, ref.column) for ref in context.references if (ref.kind, ref.id) == ids[:2]]


def _withdrawn_spots(text: str, ids: _Ids) -> list[Spot]:
    node, _ = parse_yaml(text.encode(), SITE_FILE)
    spots = []
    for item in _items(_value(node, "withdrawn")):
        kind, named = _value(item, "kind"), _value(item, "id")
        if isinstance(kind, Scalar) and isinstance(named, Scalar) and (kind.text, named.text) == ids[:2]:
            spots.append((named.line, named.column))
    return spots


def _value(node: Any, key: str) -> Any:
    return node.entries[key][1] if isinstance(node, Mapping) and key in node.entries else None


def _items(node: Any) -> Iterable[Any]:
    return node.items if isinstance(node, Sequence) else [node] if node is not None else []


def exchanged(text: str, spots: Iterable[Spot], old: str, new: str) -> str:
    """A text with another word at some places of it."""
    lines = text.split("\n")
    for line, column in sorted(set(spots), reverse=True):
        whole = lines[line - 1]
        start = whole.index(old, column - 1)
        lines[line - 1] = whole[:start] + new + whole[start + len(old) :]
    return "\n".join(lines)


def _in_markdown(ids: _Ids) -> re.Pattern[str]:
    """Links to the entry, however they are written: [x](project:old), [x]: project:old, <project:old>."""
    head = r"\]\(\s*<?|^\s{0,3}\[[^\]]*\]:\s*<?|<"
    return re.compile(rf"(?P<head>(?:{head}){ids.kind}:){re.escape(ids.old)}(?![A-Za-z0-9-])", re.MULTILINE)


def _changed(path: Path, pattern: re.Pattern[str], new: str) -> Iterator[tuple[Path, str]]:
    if path.is_symlink() or not path.is_file():
        return
    before = path.read_bytes().decode("utf-8", "surrogateescape")
    after = pattern.sub(lambda match: match["head"] + new, before)
    if after != before:
        yield path, after


def _memory_after(memory: Memory, ids: _Ids) -> Memory:
    """What imports remember: ids of titles, entries by id, and references among their values."""
    text = json.dumps(memory.ids.get(ids.kind, {}))
    titles = {title: ids.new if key == ids.old else key for title, key in json.loads(text).items()}
    others = {_list_after(kind, ids): known for kind, known in memory.ids.items()}
    written = {
        kind: {
            _key_after(kind, key, ids): _values_after(kind, values, ids) for key, values in entries.items()
        }
        for kind, entries in memory.written.items()
    }
    return Memory({**others, ids.kind: titles} if titles else others, written)


def _list_after(kind: str, ids: _Ids) -> str:
    """Under what ids are remembered: those of plots by their place."""
    return kind_of_ids(ids.new) if ids.kind == "region" and kind == kind_of_ids(ids.old) else kind


def _key_after(kind: str, key: str, ids: _Ids) -> str:
    """What values are remembered by: those of a plot by its place and its id."""
    if ids.kind == "region" and kind == PLOT:
        place, _, plot = key.partition("/")
        return f"{ids.new}/{plot}" if place == ids.old else key
    return ids.new if (kind, key) == ids[:2] else key


def _values_after(kind: str, values: dict[str, Any], ids: _Ids) -> dict[str, Any]:
    naming = {column.name for column in columns_of(kind) if _names(column, ids.kind)}

    def after(value: Any) -> Any:
        if isinstance(value, list):
            return [after(one) for one in value]
        return ids.new if value == ids.old else value

    return {name: after(value) if name in naming else value for name, value in values.items()}


def _names(column: Column, kind: str) -> bool:
    return any(isinstance(mark, Ref) and mark.kind == kind for mark in marks_of(column))
