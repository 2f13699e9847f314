"""Values put into a YAML file that people keep by hand: comments, order and form of the rest stay.

ruamel.yaml makes the change. What it would write differently besides is not taken over: only the lines in
which the change itself shows are carried into the file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from sitegen.content.yaml_file import parse_yaml
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.comparing import Change
from sitegen.sheets.libraries import library


def edited(text: str, changes: Iterable[Change], default: str) -> str:
    """The file's text with these values. Raises ValueError where it would no longer be YAML."""
    yaml = _yaml()
    plain = _dumped(yaml, yaml.load(text))
    document = yaml.load(text)
    for change in changes:
        put(document, change.path, change.new, default)
    wanted = _dumped(yaml, document)
    made = wanted if plain == text else _carried(text, plain, wanted)
    if data_in(made) != data_in(wanted):
        if data_in(wanted) is None:
            raise ValueError(text)
        return wanted
    return made


def rewritten(text: str, data: dict[str, Any], order: Sequence[str] = ()) -> str:
    """The file's text so that it says exactly this; what it says already stays as it is written.

    `order` are the keys of the whole in the order in which new ones are to stand. Raises ValueError where the
    file cannot be edited so.
    """
    old = data_in(text)
    if old == data:
        return text
    if not isinstance(old, dict) or not old:
        return fresh(data)
    yaml = _yaml()
    try:
        plain = _dumped(yaml, yaml.load(text))
        document = yaml.load(text)
    except library("ruamel.yaml").YAMLError:
        raise ValueError(text) from None
    _merge_mapping(document, old, data, order)
    wanted = _dumped(yaml, document)
    made = wanted if plain == text else _carried(text, plain, wanted)
    if data_in(made) != data:
        made = wanted
    if data_in(made) != data:
        raise ValueError(text)
    return made


def _merge(node: Any, old: Any, new: Any) -> Any:
    """What is to stand in the place of a node: itself, changed as little as can be, or another one."""
    if old == new:
        return node
    if isinstance(node, dict) and isinstance(old, dict) and isinstance(new, dict):
        _merge_mapping(node, old, new)
        return node
    if isinstance(node, list) and isinstance(old, list) and isinstance(new, list):
        _merge_list(node, old, new)
        return node
    return _scalar(new, node) if isinstance(new, str) else _styled(new)


def _merge_mapping(node: Any, old: dict[str, Any], new: dict[str, Any], order: Sequence[str] = ()) -> None:
    for key in [key for key in old if key not in new]:
        del node[key]
    for key, value in new.items():
        if key in old:
            if old[key] != value:
                node[key] = _merge(node[key], old[key], value)
            continue
        made = _text(value) if isinstance(value, str) else _styled(value)
        before = order[: order.index(key)] if key in order else ()
        places = [number for number, known in enumerate(node, 1) if known in before]
        if before and places and max(places) < len(node):
            node.insert(max(places), key, made)
        else:
            node[key] = made


def _merge_list(node: Any, old: list[Any], new: list[Any]) -> None:
    """Items that stay, stay themselves; of those that differ in one place, the parts that differ change."""
    ours, theirs = ([json.dumps(one, sort_keys=True) for one in items] for items in (old, new))
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in reversed(steps):
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for number in range(both):
            node[i1 + number] = _merge(node[i1 + number], old[i1 + number], new[j1 + number])
        for place in reversed(range(i1 + both, i2)):
            del node[place]
        for number, item in enumerate(new[j1 + both : j2]):
            made = _text(item) if isinstance(item, str) else _styled(item)
            node.insert(i1 + both + number, made)


def fresh(fields: dict[str, Any]) -> str:
    """The text of a new file."""
    return _dumped(_yaml(), _styled(fields))


def put(document: Any, path: tuple[str, ...], value: Any, default: str) -> None:
    """Set a value; mappings on the way are made. A text that is a plain string becomes a mapping of languages
    when another language comes to it."""
    comments = library("ruamel.yaml.comments")
    inner = document
    for number, key in enumerate(path[:-1]):
        found = inner.get(key)
        if isinstance(found, str) and number == len(path) - 2:
            if path[-1] == default:
                inner[key] = _scalar(value, found)
                return
            found = comments.CommentedMap({default: found})
            inner[key] = found
        if not isinstance(found, dict):
            found = comments.CommentedMap()
            inner[key] = found
        inner = found
    inner[path[-1]] = _scalar(value, inner.get(path[-1])) if isinstance(value, str) else _styled(value)


def _scalar(value: str, old: Any) -> Any:
    """Quoted as the old one was."""
    strings = library("ruamel.yaml.scalarstring")
    if isinstance(old, strings.DoubleQuotedScalarString):
        return strings.DoubleQuotedScalarString(value)
    if isinstance(old, strings.SingleQuotedScalarString):
        return strings.SingleQuotedScalarString(value)
    return _text(value)


def _text(value: str) -> Any:
    """Bare where it is read as the same text; else in quotes."""
    strings = library("ruamel.yaml.scalarstring")
    node, problems = parse_yaml(f"a: {value}\n".encode(), "a")
    same = node is not None and not problems and data_of(node) == {"a": value}
    return value if same and "\n" not in value else strings.DoubleQuotedScalarString(value)


def _styled(value: Any) -> Any:
    comments = library("ruamel.yaml.comments")
    if isinstance(value, dict):
        return comments.CommentedMap({key: _styled(one) for key, one in value.items()})
    if isinstance(value, list):
        made = comments.CommentedSeq([_styled(one) for one in value])
        if all(isinstance(one, str) for one in value) and sum(map(len, value)) < 80:
            made.fa.set_flow_style()
        return made
    return _text(value) if isinstance(value, str) else value


def _yaml() -> Any:
    yaml = library("ruamel.yaml").YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    # Everything is text until a field says what it is: 2026-01, no and 1.10 stay as they are written.
    yaml.Resolver = library("ruamel.yaml.resolver").VersionedResolver
    yaml.version = None
    yaml.Emitter = _emitter()
    return yaml


@cache
def _emitter() -> Any:
    """An emitter that begins a new line after a comment, also in a list that begins with one."""

    class LineAfterComment(library("ruamel.yaml.emitter").Emitter):  # type: ignore[misc]
        def write_comment(self, comment: Any, pre: bool = False) -> None:
            super().write_comment(comment, pre)
            if not pre:
                self.no_newline = False

    return LineAfterComment


def _dumped(yaml: Any, document: Any) -> str:
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def data_in(text: str) -> Any:
    """What a file says; None where it is no YAML."""
    node, problems = parse_yaml(text.encode(), "file")
    return None if node is None or problems else data_of(node)


def _carried(text: str, plain: str, wanted: str) -> str:
    """The difference between `plain` and `wanted`, put into `text`, of which `plain` is another form.

    Lines are told by what they say; what is put in is indented as its neighbours in the file are.
    """
    ours, base, theirs = text.splitlines(True), plain.splitlines(True), wanted.splitlines(True)
    place: dict[int, int] = {len(base): len(ours)}
    widths: dict[int, tuple[int, int]] = {}
    for i, j, size in SequenceMatcher(None, _bare(base), _bare(ours), autojunk=False).get_matching_blocks():
        for step in range(size + 1):
            place[i + step] = j + step
            if step < size:
                widths[i + step] = _width(base[i + step]), _width(ours[j + step])
    made: list[str] = []
    done = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        while i1 not in place and i1 > 0:
            i1, j1 = i1 - 1, j1 - 1
        while i2 not in place:
            i2, j2 = i2 + 1, j2 + 1
        if place[i1] < done:
            return wanted
        made += ours[done : place[i1]] + [_indented(line, i1, base, widths) for line in theirs[j1:j2]]
        done = place[i2]
    return "".join(made + ours[done:])


def _bare(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(line: str, place: int, base: list[str], widths: Mapping[int, tuple[int, int]]) -> str:
    """A line as deep as its siblings in the file: those of its block, before it or after."""
    width = _width(line)
    for numbers in (range(place - 1, -1, -1), range(place, len(base))):
        for number in numbers:
            if _width(base[number]) < width:
                break
            if number in widths and widths[number][0] == width:
                return " " * widths[number][1] + line[width:]
    near = [number for number, (deep, _) in widths.items() if deep == width]
    if not near:
        return line
    nearest = min(near, key=lambda number: abs(number - place))
    return " " * widths[nearest][1] + line[width:]
