"""What is wrong with an entry as it is typed, each problem at its field; quantities read back; its texts.

The entry is read exactly as a build would read it, with what is typed in place of its files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sitegen.content.markdown_body import ROOT, in_locale
from sitegen.content.safe_files import read_in
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping as MappingNode
from sitegen.content.yaml_nodes import Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.diagnostics.show import hint, message
from sitegen.editing.entry_state import EntryState, files_of
from sitegen.i18n.quantities import Quantity, QuantityError, format_quantity, parse_quantity
from sitegen.model.entries import Reading, Use
from sitegen.model.kinds import KINDS, kind_words
from sitegen.model.read_entry import read_entry
from sitegen.sheets.yaml_edit import rewritten

Spot = tuple[int, int] | tuple[int, int, str]
"""Line and column from 1; with "{" for the mapping that begins there."""


class Typed(NamedTuple):
    """What stands in the form."""

    data: dict[str, Any]
    bodies: dict[str, str]


class Checked(NamedTuple):
    problems: tuple[dict[str, str], ...]
    """path (of the field, "" for the whole), severity, code, message, hint, line."""
    readings: dict[str, str]
    """Path of a quantity -> how pages in another language show it."""
    bodies: dict[str, str]
    """Locale -> the text as it is shown, HTML."""


def check(
    root: Path, state: EntryState, typed: Typed, reading: Reading, ids: Mapping[str, set[str]], lang: str
) -> Checked:
    """`ids` are those of all entries, by kind."""
    found: list[Diagnostic] = []
    text = state.yaml
    try:
        text = rewritten(state.yaml, typed.data)
    except ValueError:
        found.append(problem("E_EMPTY_FILE", Place(files_of(state).yaml, 1, 1)))
    now = state._replace(yaml=text, bodies=typed.bodies)
    files = files_of(now)
    overlay = {files.yaml: text.encode("utf-8", "surrogateescape")}
    overlay |= {f"{files.folder}/{locale}.md": body.encode() for locale, body in typed.bodies.items()}

    def read(path: str, limit: int) -> bytes | None:
        return overlay[path] if path in overlay else read_in(str(root), path, limit)

    entry = read_entry(files, reading, read)
    found += entry.diagnostics
    found += _dangling(entry.uses, ids)
    node, _ = parse_yaml(overlay[files.yaml], files.yaml)
    places = dict(_places(node, ()))
    told = [one for number, one in enumerate(found) if one not in found[:number]]
    bodies = {
        locale: in_locale(body.html, locale).replace(ROOT, "/") for locale, body in entry.bodies.items()
    }
    return Checked(
        problems=tuple([_problem(one, files.yaml, files.folder, places, lang) for one in told]),
        readings=dict(_readings(typed.data, (), "en" if lang == "zh" else "zh")),
        bodies=bodies,
    )


def _dangling(uses: tuple[Use, ...], ids: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    for use in uses:
        if use.kind in KINDS and use.id not in ids[use.kind]:
            near = nearest(use.id, ids[use.kind])
            yield problem("E_REFERENCE", use.place, id=use.id, **kind_words(use.kind), **near)


def _places(node: Node | None, path: tuple[str, ...]) -> Iterator[tuple[Spot, str]]:
    """Where each value stands, and each key; keys first, so that a value in the same place wins."""
    if isinstance(node, MappingNode):
        yield (node.line, node.column, "{"), ".".join(path)
        for key, (key_node, value) in node.entries.items():
            inner = (*path, key)
            yield (key_node.line, key_node.column), ".".join(inner)
            yield from _places(value, inner)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield (item.line, item.column), ".".join((*path, str(number)))
            yield from _places(item, (*path, str(number)))
    elif isinstance(node, Scalar):
        yield (node.line, node.column), ".".join(path)


def _problem(
    found: Diagnostic, yaml: str, folder: str, places: Mapping[Spot, str], lang: str
) -> dict[str, str]:
    place = found.place
    line = ""
    if place.path == yaml:
        spot = (place.line, place.column)
        path = _at(places, spot)
        if found.code == "E_MISSING_KEY":
            path = ".".join(filter(None, (places.get((*spot, "{"), path), str(found.params["key"]))))
    else:
        name = place.path.removeprefix(f"{folder}/")
        path = f"*.{name.removesuffix('.md')}" if name.endswith(".md") else ""
        line = str(place.line) if place.line else ""
    return {
        "path": path,
        "severity": found.severity,
        "code": found.code,
        "message": message(found, lang),
        "hint": hint(found, lang),
        "line": line,
    }


def _at(places: Mapping[Spot, str], spot: Spot) -> str:
    """The field at a place of the file, else the one that begins before it on the same line."""
    if spot in places:
        return places[spot] if spot != (1, 1) or "." not in places[spot] else ""
    before = [one for one in places if len(one) == 2 and one[0] == spot[0] and one[1] <= spot[1]]
    return places[max(before)] if before else ""


def _readings(value: Any, path: tuple[str, ...], locale: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "internal":
                yield from _readings(inner, (*path, key), locale)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _readings(inner, (*path, str(number)), locale)
    elif isinstance(value, str) and (quantity := _quantity(value)) is not None:
        yield ".".join(path), format_quantity(quantity, locale)


def _quantity(text: str) -> Quantity | None:
    try:
        return parse_quantity(text, None)
    except QuantityError:
        return None


def as_json(checked: Checked) -> bytes:
    return msgspec.json.encode(checked._asdict())
