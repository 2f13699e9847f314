"""JSON Schema (draft 2020-12) of every kind of entry and of site.yml, for editors that help while one types.

A schema is made from the same annotations that the decoder reads. It is a help, not the judge: it knows one
file alone and nothing of the site's languages, and takes a quantity for any text, so `sitegen check` finds
more. Values that YAML reads as numbers (2026, 860) pass wherever text is expected, as they do in a build.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import (
    FILES,
    NAMED,
    SITE,
    ByLocale,
    Field,
    Inner,
    Many,
    Named,
    PlainShape,
    Shape,
    Translated,
    fields_of,
    parts_of,
)
from sitegen.describe.terms import terms_of
from sitegen.model.fields import Dimensions, Format, OneOf, Ref
from sitegen.model.formats import FORMS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schemas"
"""Where a site keeps the schemas that its files name in their first line."""

_LOCALE = r"^[a-z]{2,3}(-[a-z0-9]+)*$"


def schema_kinds() -> list[str]:
    """The kinds of entries, and `site`."""
    return list(NAMED)


def schema_text(kind: str) -> str:
    """The schema of a kind, as a file's text. Raises KeyError for a kind that there is not."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def schema_of(kind: str) -> Schema:
    """The schema of a kind, with a definition for each mapping that may stand inside it."""
    named = NAMED[kind]
    schema: Schema = {
        "$schema": DIALECT,
        "title": f"{named.called.zh} · {named.called.en} ({FILES[kind]})",
        "description": f"{named.about.zh}\n{named.about.en}",
        **_mapping(named.cls),
    }
    schema["$defs"] = {"Text": _text()} | {part.__name__: _mapping(part) for part in parts_of(named.cls)}
    return schema


def write_schemas(folder: Path) -> bool:
    """Put the schemas of all kinds into a folder; whether anything in it was not so before."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = False
    for kind in NAMED:
        path, text = folder / schema_name(kind), schema_text(kind)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed = True
    return changed


def schema_name(kind: str) -> str:
    return f"{kind}.schema.json"


def schema_line(kind: str) -> str:
    """The comment that tells an editor which schema a file of this kind has."""
    up = "" if kind == SITE else "../" * FILES[kind].count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(kind)}"


def _mapping(cls: type[msgspec.Struct]) -> Schema:
    fields = fields_of(cls)
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _property(cls, field) for field in fields}
        | {"internal": {"description": "内部信息，绝不公开\nfor the office alone, never published"}},
    }
    required = [field.name for field in fields if field.required]
    return schema | ({"required": required} if required else {})


def _property(cls: type[msgspec.Struct], field: Field) -> Schema:
    item = field.shape.item if isinstance(field.shape, Many) else field.shape
    schema = _many(_value(item)) if isinstance(field.shape, Many) else _value(item)
    if not field.required:
        schema = _or_nothing(schema)
    named: Schema = {"title": f"{field.doc.zh} · {field.doc.en}", "description": _description(field, item)}
    schema = named | schema
    if field.default is not None and isinstance(field.default, str | int | float | bool):
        schema["default"] = field.default
    if isinstance(item, Format | Dimensions) and not isinstance(field.shape, Many):
        schema["examples"] = [example_of(cls, field)]
    return schema


def _description(field: Field, item: Shape) -> str:
    lines = [f"{field.doc.zh}：{field.doc.note_zh}" if field.doc.note_zh else field.doc.zh]
    lines.append(f"{field.doc.en}: {field.doc.note_en}" if field.doc.note_en else field.doc.en)
    if isinstance(item, OneOf):
        lines += [f"{term.value}: {term.zh} · {term.en}" for term in terms_of(item.values)]
    return "\n".join(lines)


def _value(shape: Shape) -> Schema:
    match shape:
        case Translated():
            return {"$ref": "#/$defs/Text"}
        case Inner(cls):
            return {"$ref": f"#/$defs/{cls.__name__}"}
        case Many(item):
            return _many(_value(item))
        case ByLocale(item):
            return {
                "type": "object",
                "propertyNames": {"pattern": _LOCALE},
                "additionalProperties": _value(item),
            }
        case Named(form, item):
            return {
                "type": "object",
                "propertyNames": {"pattern": FORMS[form.name].pattern},
                "additionalProperties": _value(item),
            }
        case OneOf(values):
            return {"enum": [*values, *[int(value) for value in values if value.isdecimal()]]}
        case Ref():
            return {"type": ["string", "integer"], "pattern": FORMS["slug"].pattern}
        case Format(name):
            return {"type": ["string", "integer"], "pattern": FORMS[name].pattern}
        case PlainShape("text") | Dimensions():
            return {"type": ["string", "number"], "minLength": 1}
        case PlainShape(name):
            return {"type": name}


def _text() -> Schema:
    """Text in languages, or in the site's default language alone."""
    text: Schema = {"type": ["string", "number", "null"]}
    return {
        "anyOf": [
            {"type": ["string", "number"], "minLength": 1},
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": _LOCALE},
                "properties": {"zh": text, "en": text},
                "additionalProperties": text,
            },
        ]
    }


def _many(item: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": item}, item]}


def _or_nothing(schema: Schema) -> Schema:
    """The same, or a key without a value, which counts as left out."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*types, "null"]}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
