"""Nodes to entities: every value checked against its declared type, every fault with its place.

A converter is made once for each type from the annotations in `entities`; those of single values are in
`values`. Converters never stop at the first fault: a value that cannot be had becomes `BAD`, and the entity
is built only when none is. References are noted with their places for the link stage; values below
`internal:` are set aside so that the finished pages can be searched for them.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any, get_args, get_origin

import msgspec

from sitegen.content.yaml_nodes import NULLS, Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Place, problem
from sitegen.model.decode_context import BAD, GONE, DecodeContext, not_a_mapping, unknown
from sitegen.model.entities import Entity, Part
from sitegen.model.fields import Doc, Format, hints_of, unwrapped
from sitegen.model.formats import FORMS
from sitegen.model.pasted import Kept
from sitegen.model.values import Converter, converter_of


def decode_entity(
    cls: type[Entity], entity_id: str, node: Node | None, scene: DecodeContext
) -> Entity | None:
    """The entity in a file, or None when the scene has noted why there is none."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        scene.found.append(problem("E_EMPTY_FILE", Place(scene.path, 1, 1)))
        return None
    fields = _struct(cls)(node, scene, {"id": entity_id})
    return None if fields is BAD else typing.cast(Entity, fields)


def decode_part(cls: type[msgspec.Struct], node: Node, scene: DecodeContext) -> Any:
    """Any other struct, such as the settings in site.yml; BAD when the scene has noted why not."""
    return _struct(cls)(node, scene, {})


_converters: dict[Any, Any] = {}


def _struct(cls: type[msgspec.Struct]) -> Callable[[Node, DecodeContext, dict[str, Any]], Any]:
    made = _converters.get(cls)
    if made is None:
        made = _converters[cls] = _make_struct(cls)
    return typing.cast(Callable[[Node, DecodeContext, dict[str, Any]], Any], made)


def _make_struct(cls: type[msgspec.Struct]) -> Callable[[Node, DecodeContext, dict[str, Any]], Any]:
    hints = hints_of(cls)
    names = [name for name in cls.__struct_fields__ if name != "id" or not issubclass(cls, Entity)]
    converters = {name: value_decoder(hints[name]) for name in names}
    defaults = dict(zip(reversed(cls.__struct_fields__), reversed(cls.__struct_defaults__), strict=False))
    marks = {name: unwrapped(hints[name])[1] for name in names}
    called = {mark.zh: name for name in names for mark in marks[name] if isinstance(mark, Doc)}
    known = _inner_names(hints, names) | called | {name: name for name in names}
    required = [name for name in names if defaults.get(name, msgspec.NODEFAULT) is msgspec.NODEFAULT]

    def convert(node: Node, scene: DecodeContext, fixed: dict[str, Any]) -> Any:
        if not isinstance(node, Mapping):
            return not_a_mapping(node, scene, ", ".join(required or names[:2]))
        values = dict(fixed)
        good, gone = True, False
        for key, (key_node, value) in node.entries.items():
            field = converters.get(key)
            if field is None:
                if key == "internal":
                    _set_aside(_without_counts(value), scene)
                    continue
                unknown("E_UNKNOWN_KEY", key_node, value, scene, known)
                good = False
            elif type(value) is not Scalar or value.text not in NULLS or not value.is_null:
                values[key] = made = field(value, scene)
                if made is BAD:
                    good = False
                elif made is GONE:
                    del values[key]
                    gone = gone or key in required
            elif key in required:
                values[key] = scene.report("E_MISSING_KEY", key_node, key=key)
                good = False
        for name in () if gone else required:
            if name not in values:
                scene.report("E_MISSING_KEY", node, key=name)
                good = False
        if gone and good:
            return GONE  # a part is nothing without what it is about
        return cls(**values) if good else BAD

    return convert


def _inner_names(hints: dict[str, Any], names: list[str]) -> dict[str, str]:
    """Names and words of fields inside others, to their paths: total and 总投资 to investment.total."""
    found: dict[str, str] = {}
    for name in names:
        bare, _ = unwrapped(hints[name])
        if isinstance(bare, type) and issubclass(bare, Part):
            inner = hints_of(bare)
            for part in bare.__struct_fields__:
                words = [mark.zh for mark in unwrapped(inner[part])[1] if isinstance(mark, Doc)]
                found |= dict.fromkeys([part, *words], f"{name}.{part}")
    return found


COUNTS = frozenset(("date", "kind", "count", "amount", "led"))
"""What the log of activities below `internal:` says in figures and terms (`model.activities`)."""


def _without_counts(node: Node) -> Node:
    """An `internal:` block without dates and figures of its activities, which stand elsewhere by chance."""
    if not isinstance(node, Mapping) or "activities" not in node.entries:
        return node
    key, listed = node.entries["activities"]
    items = listed.items if isinstance(listed, Sequence) else [listed]
    said = [
        Mapping(item.line, item.column, {k: v for k, v in item.entries.items() if k not in COUNTS})
        if isinstance(item, Mapping)
        else item
        for item in items
    ]
    entries = {**node.entries, "activities": (key, Sequence(listed.line, listed.column, said))}
    return Mapping(node.line, node.column, entries)


def _set_aside(node: Node, scene: DecodeContext) -> None:
    """Remember the values of an `internal:` block as what must never be seen."""
    if isinstance(node, Scalar):
        scene.hidden.append(node.text)
        scene.kept.append(Kept(node.text, node.line))
    elif isinstance(node, Sequence):
        for item in node.items:
            _set_aside(item, scene)
    elif isinstance(node, Mapping):
        for _, value in node.entries.values():
            _set_aside(value, scene)


def value_decoder(hint: Any) -> Converter:
    """What decodes a field of this declared type."""
    bare, marks = unwrapped(hint)
    if get_origin(bare) is tuple:
        return _list_of(value_decoder(get_args(bare)[0]))
    if get_origin(bare) is dict:
        key, item = get_args(bare)
        form = next((mark.name for mark in unwrapped(key)[1] if isinstance(mark, Format)), "")
        return _named_of(form, value_decoder(item)) if form else _mapping_of(value_decoder(item))
    if isinstance(bare, type) and issubclass(bare, Part):
        convert = _struct(bare)
        return lambda node, scene: convert(node, scene, {})
    return converter_of(bare, marks)


def _list_of(item: Converter) -> Converter:
    """A list; one value stands for a list of one."""

    def convert(node: Node, scene: DecodeContext) -> Any:
        if not isinstance(node, Sequence):
            value = item(node, scene)
            return BAD if value is BAD else () if value is GONE else (value,)
        values = tuple([item(entry, scene) for entry in node.items])
        if GONE in values:
            values = tuple([value for value in values if value is not GONE])
        return BAD if BAD in values else values

    return convert


def _mapping_of(item: Converter) -> Converter:
    """A mapping whose keys are locales."""

    def convert(node: Node, scene: DecodeContext) -> Any:
        if not isinstance(node, Mapping):
            return not_a_mapping(node, scene, scene.default)
        values = {}
        for key, (key_node, value) in node.entries.items():
            if key not in scene.locales:
                locales = {each: each for each in scene.locales}
                values[key] = unknown("E_UNKNOWN_LOCALE", key_node, value, scene, locales)
            elif not (isinstance(value, Scalar) and value.is_null):
                values[key] = item(value, scene)
        return BAD if BAD in values.values() else values

    return convert


def _named_of(form: str, item: Converter) -> Converter:
    """A mapping whose keys are words of this form."""
    name = converter_of(str, (Format(form),))

    def convert(node: Node, scene: DecodeContext) -> Any:
        if not isinstance(node, Mapping):
            return not_a_mapping(node, scene, FORMS[form].example)
        values = {}
        good = True
        for key_node, value in node.entries.values():
            key = name(key_node, scene)
            if key is BAD:
                good = False
            elif not (isinstance(value, Scalar) and value.is_null):
                values[key] = item(value, scene)
        return values if good and BAD not in values.values() else BAD

    return convert
