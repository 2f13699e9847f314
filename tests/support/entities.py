"""Entries of every kind with any of their fields, made from the types themselves, and as they are written."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from sitegen.content.text import refused_character
from sitegen.i18n.quantities import Quantity, QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Entity
from sitegen.model.fields import Dimension, Form, OneOf, Ref
from tests.support.yaml_text import Plain

LOCALES = ("zh", "en", "zh-hant")

AMOUNTS = (
    "20亿元", "近20亿元", "3000亿元以上", "10-20亿元", "1900万美元", "面议", "0.52元/kWh", "20万元/亩",
    "2.5亿元/年",
    "300亩", "5万平方米", "50余个", "300人", "10万吨/年", "6.5年", "18.5%", "120公里", "3.2万千瓦",
    "500万吨", "8",
)  # fmt: skip
"""Quantities of every dimension."""

FORMS = {
    "date": ("2026", "2026-01", "2026-01-15"),
    "moment": ("2026-05", "2026-05-18", "2026-05-18T09:30"),
    "period": ("2023", "2023/2025", "2023-02/2023-05"),
    "slug": ("a", "new-energy", "p-2026-1"),
    "url": ("https://example.org/", "http://a.example.org:8080/x?y=1#z"),
    "email": ("a.b@example.org",),
    "phone": ("0839-3266000", "400-888-0000", "+86-839-3266000", "12345"),
    "file": ("a.pdf", "规划图 1.png", "说明（终稿）.docx"),
    "region-code": ("510802", "510802-park"),
    "color": ("#0d5257",),
    "document-number": ("广经合〔2020〕3号", "No. 5"),
}
"""Texts of every form as they are kept."""

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() and text != "null" and not refused_character(text)
)
SLUGS = st.sampled_from(("a", "b-2", "foil-mill", "x" * 80))


def _read(text: str, names: frozenset[str]) -> Quantity | None:
    try:
        return parse_quantity(text, names or None)
    except QuantityError:
        return None


def quantities(dimension: Dimension) -> st.SearchStrategy[Quantity]:
    found = [quantity for text in AMOUNTS if (quantity := _read(text, dimension.names)) is not None]
    return st.sampled_from(found or [parse_quantity(dimension.example, dimension.names)])


def _parts(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """The bare type, its marks, and whether it may be left out as None."""
    marks: tuple[Any, ...] = ()
    optional = False
    while True:
        if get_origin(hint) is typing.Annotated:
            hint, *rest = get_args(hint)
            marks += tuple(rest)
        elif get_origin(hint) in (types.UnionType, typing.Union):
            hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
            optional = True
        else:
            return hint, marks, optional


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field, as the entity holds them."""
    hint, marks, _ = _parts(hint)
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), min_size=1, max_size=3).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(st.sampled_from(LOCALES), values(get_args(hint)[1]), min_size=1)
    for mark in marks:
        if isinstance(mark, Ref):
            return SLUGS
        if isinstance(mark, OneOf):
            return st.sampled_from(mark.values)
        if isinstance(mark, Form):
            return st.sampled_from(FORMS[mark.name])
        if isinstance(mark, Dimension):
            return quantities(mark)
    if hint is Text:
        return st.dictionaries(st.sampled_from(LOCALES), WORDS, min_size=1).map(Text)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return structs(hint)
    return {
        str: WORDS,
        int: st.integers(-999_999_999, 999_999_999),
        float: st.integers(-18_000, 18_000).map(lambda number: number / 100),
        bool: st.booleans(),
    }[hint]


def structs(cls: type[msgspec.Struct], **fixed: Any) -> st.SearchStrategy[Any]:
    """Instances with any of their fields filled in."""
    hints = typing.get_type_hints(cls, include_extras=True)
    required, optional = {}, {}
    for field in msgspec.structs.fields(cls):
        if field.name in fixed:
            required[field.name] = st.just(fixed[field.name])
        elif field.required:
            required[field.name] = values(hints[field.name])
        else:
            optional[field.name] = values(hints[field.name])
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: cls(**given))


def entities(cls: type[Entity]) -> st.SearchStrategy[Entity]:
    return structs(cls, id="some-id")


_TEXT_OF = {quantity: text for text in AMOUNTS if (quantity := _read(text, frozenset())) is not None}


def written(value: Any) -> Plain:
    """A value as a person writes it."""
    if isinstance(value, Text):
        return dict(value.values)
    if isinstance(value, Quantity):
        return _TEXT_OF[value]
    if isinstance(value, msgspec.Struct):
        fields = {field.name: field for field in msgspec.structs.fields(value)}
        given = {
            name: getattr(value, name) for name in fields if not (isinstance(value, Entity) and name == "id")
        }
        return {
            name: written(one)
            for name, one in given.items()
            if one not in (None, ()) or fields[name].required
        }
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if isinstance(value, dict):
        return {key: written(one) for key, one in value.items()}
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def references(value: Any, hint: Any = None) -> Iterator[tuple[str, str]]:
    """(kind, id) of everything that a value refers to."""
    bare, marks, _ = _parts(hint)
    if isinstance(value, tuple):
        for one in value:
            yield from references(one, get_args(bare)[0])
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Text | Quantity):
        hints = typing.get_type_hints(type(value), include_extras=True)
        for field in msgspec.structs.fields(value):
            yield from references(getattr(value, field.name), hints[field.name])
    else:
        yield from ((mark.kind, value) for mark in marks if isinstance(mark, Ref) and value)
