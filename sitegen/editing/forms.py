"""The forms of the editor: the fields of every kind as plain data, as the model declares them."""

from __future__ import annotations

from typing import Any

import msgspec

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import (
    ByLocale,
    Field,
    Inner,
    Many,
    Named,
    PlainShape,
    Shape,
    Translated,
    fields_of,
)
from sitegen.describe.terms import terms_of
from sitegen.model.fields import Dimensions, Format, OneOf, Ref
from sitegen.model.kinds import BY_ID, PACKAGED

LONG = frozenset(("summary", "note", "green", "partner", "description"))
"""Texts that are often longer than a line."""


def forms() -> dict[str, Any]:
    """By kind: what an entry of it is called, and its fields."""
    return {
        kind.id: {
            "name": {"zh": kind.usual_name.zh, "en": kind.name.en},
            "about": {"zh": kind.about.zh, "en": kind.about.en},
            "packaged": kind.id in PACKAGED,
            "fields": _fields(kind.cls),
        }
        for kind in BY_ID.values()
    }


def _fields(cls: type[msgspec.Struct]) -> list[dict[str, Any]]:
    return [_field(cls, field) for field in fields_of(cls)]


def _field(cls: type[msgspec.Struct], field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": field.name,
        "label": {"zh": field.doc.zh, "en": field.doc.en},
        "required": field.required,
        **_shape(field.shape),
    }
    if field.doc.note_zh:
        made["note"] = {"zh": field.doc.note_zh, "en": field.doc.note_en}
    item = field.shape.item if isinstance(field.shape, Many) else field.shape
    if isinstance(item, Format | Dimensions) and not isinstance(field.shape, Many):
        made["example"] = example_of(cls, field)
    if made.get("type") == "text" and field.name in LONG:
        made["long"] = True
    return made


def _shape(shape: Shape) -> dict[str, Any]:
    match shape:
        case Many(item):
            return {"type": "list", "item": _shape(item)}
        case ByLocale(item) | Named(_, item):
            return {"type": "locales", "item": _shape(item)}
        case Inner(cls):
            return {"type": "part", "fields": _fields(cls)}
        case Translated():
            return {"type": "text"}
        case OneOf(values):
            terms = [{"value": one.value, "zh": one.zh, "en": one.en} for one in terms_of(values)]
            return {"type": "choice", "terms": terms}
        case Ref(kind):
            return {"type": "reference", "kind": kind}
        case Format(name):
            return {"type": "plain", "format": name}
        case Dimensions():
            return {"type": "quantity"}
        case PlainShape(name):
            return {"type": "boolean" if name == "boolean" else "plain", "format": name}
