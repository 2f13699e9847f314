"""The model as something to describe: every field with its names in both languages and its shape.

Skeletons (`new`), JSON Schemas (`schema`) and the field reference (`reference`) all speak from this, and
this reads the same annotations as the decoder; so what people are told cannot differ from what is checked.
Nothing here writes YAML, JSON or Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from sitegen.content.listing import SITE_FILE
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.i18n.text import Text
from sitegen.model.entities import Entity
from sitegen.model.fields import Dimensions, Doc, Format, OneOf, Ref, hints_of, unwrapped
from sitegen.model.kinds import FOLDERS, PACKAGED, RECORDS, Both
from sitegen.model.site import SiteSettings


class Translated(NamedTuple):
    """Text in languages."""


class PlainShape(NamedTuple):
    """A scalar without a marker: text, integer, number or boolean."""

    name: str


class Inner(NamedTuple):
    """A mapping with fields of its own."""

    cls: type[msgspec.Struct]


class Many(NamedTuple):
    """A list; one value may stand for a list of one."""

    item: Shape


class ByLocale(NamedTuple):
    """A mapping from locales."""

    item: Shape


class Named(NamedTuple):
    """A mapping from words of a form."""

    form: Format
    item: Shape


Shape = Translated | PlainShape | Inner | Many | ByLocale | Named | Ref | OneOf | Format | Dimensions


class Field(NamedTuple):
    name: str
    doc: Doc
    shape: Shape
    required: bool
    default: object
    """None where leaving the field out says nothing."""


class FileKind(NamedTuple):
    """A kind of file that a site has."""

    name: str
    cls: type[msgspec.Struct]
    called: Both
    about: Both


SITE = "site"

NAMED: dict[str, FileKind] = {
    **{kind.id: FileKind(kind.id, kind.cls, kind.name, kind.about) for kind in RECORDS},
    SITE: FileKind(
        SITE,
        SiteSettings,
        Both("网站设置", "Site settings"),
        Both("整个网站的设置。", "The settings of the whole site."),
    ),
}
"""Every kind of file that a site has, in the order in which they are documented."""


def unknown_kind(word: str, kinds: Sequence[str]) -> Diagnostic:
    """What to tell whoever writes a kind that is none of these; its Chinese name is understood."""
    called = {name: kind for kind in kinds for name in NAMED[kind].called.zh.split("、")}
    near = {"near": called[word]} if word in called else nearest(word.lower(), kinds)
    return problem("E_UNKNOWN_KIND", Place(""), kind=word, known=", ".join(kinds), **near)


FILES: dict[str, str] = {
    name: f"content/{folder}/<id>/{PACKAGED[name]}" if name in PACKAGED else f"content/{folder}/<id>.yml"
    for name, folder in FOLDERS.items()
} | {SITE: SITE_FILE}
"""The YAML file of an entry, by kind."""


def fields_of(cls: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields that a mapping may have, in the model's order. An entry's id is its file's name."""
    hints = hints_of(cls)
    return tuple(
        _field(info, hints[info.name])
        for info in msgspec.structs.fields(cls)
        if not (info.name == "id" and issubclass(cls, Entity))
    )


def own_fields(cls: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of a kind that not every kind has, or not in the same way."""
    common = set(COMMON)
    return tuple(field for field in fields_of(cls) if field not in common)


def parts_of(cls: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """The mappings that may occur inside another, each once, outermost first."""
    found: list[type[msgspec.Struct]] = []
    for field in fields_of(cls):
        inner = inner_of(field.shape)
        if inner is not None and inner not in found:
            found += [part for part in (inner, *parts_of(inner)) if part not in found]
    return found


def inner_of(shape: Shape) -> type[msgspec.Struct] | None:
    """The mapping that a field holds, or a list of it."""
    if isinstance(shape, Many | ByLocale | Named):
        return inner_of(shape.item)
    return shape.cls if isinstance(shape, Inner) else None


def _field(info: msgspec.structs.FieldInfo, hint: Any) -> Field:
    doc = next((mark for mark in unwrapped(hint)[1] if isinstance(mark, Doc)), Doc(info.name, info.name))
    default = None if info.default is msgspec.NODEFAULT else info.default
    return Field(
        info.name, doc, _shape(hint), info.required, default if default not in ("", (), {}) else None
    )


def _shape(hint: Any) -> Shape:
    bare, marks = unwrapped(hint)
    if get_origin(bare) is tuple:
        return Many(_shape(get_args(bare)[0]))
    if get_origin(bare) is dict:
        key, item = map(_shape, get_args(bare))
        return Named(key, item) if isinstance(key, Format) else ByLocale(item)
    for mark in marks:
        if isinstance(mark, Ref | OneOf | Format | Dimensions):
            return mark
    if bare is Text:
        return Translated()
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return Inner(bare)
    return PlainShape({str: "text", int: "integer", float: "number", bool: "boolean"}[bare])


COMMON: tuple[Field, ...] = fields_of(Entity)
"""What every kind has."""
