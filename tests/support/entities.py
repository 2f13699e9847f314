"""Entries of every kind with any of their fields, made at random from the types, and as they are written."""

from __future__ import annotations

import random
import typing
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from sitegen.i18n.quantities import Quantity, QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import formats
from sitegen.model.entities import Entity
from sitegen.model.fields import Dimensions, Format, OneOf, Ref, unwrapped
from tests.support.yaml_text import Plain

S = TypeVar("S", bound=msgspec.Struct)
LOCALES = ("zh", "en", "zh-hant")

AMOUNTS = (
    "20亿元", "近20亿元", "3000亿元以上", "10-20亿元", "1900万美元", "面议", "0.52元/kWh", "20万元/亩",
    "2.5亿元/年", "300亩", "5万平方米", "50余个", "300人", "10万吨/年", "6.5年", "18.5%", "120公里",
    "3.2万千瓦", "500万吨", "5000万元", "1.5",
)  # fmt: skip
"""Quantities of every dimension."""

FORMS = {name: (form.example,) for name, form in formats.FORMS.items()} | {
    "date": ("2026", "2026-01", "2026-01-15", "2025-11-30", "2027-12-31"),
    "moment": ("2026-05", "2026-05-18", "2026-05-18T09:30", "2027-01-01"),
    "period": ("2023", "2023/2025", "2023-02/2023-05"),
    "tag": ("新能源", "5G", "new-energy", "工业 互联网"),
    "years": ("1", "1-3"),
    "time": ("09:00", "14:30"),
    "slug": ("a", "new-energy", "p-2026-1"),
    "url": ("https://example.org/", "http://a.example.org:8080/x?y=1#z"),
    "email": ("a.b@example.org",),
    "phone": ("0839-3266000", "400-888-0000", "+86-839-3266000", "12345", "0839-3266000转8001"),
    "postcode": ("628000",),
    "file": ("a.pdf", "规划图 1.png", "说明（终稿）.docx"),
    "region-code": ("510802", "510802-park"),
    "color": ("#0d5257",),
    "document-number": ("广经合〔2020〕3号", "No. 5"),
}
"""Texts of every form as they are kept."""

LETTERS = "abz 019 -:#,[]{}&*!|>'\"%@`\\/?.;=~“，。：铝箔𠮷é👩"
SLUGS = ("a", "b-2", "foil-mill", "x" * 80)


class Maker:
    """Makes values of any declared type. `ids` says for each kind which ids references may name."""

    def __init__(
        self, rng: random.Random, ids: Mapping[str, Sequence[str]] | None = None, fill: float = 0.4
    ) -> None:
        self.rng = rng
        self.ids = ids
        self.fill = fill
        """How many of the fields that may be left out are filled in."""

    def words(self) -> str:
        while True:
            text = " ".join("".join(self.rng.choices(LETTERS, k=self.rng.randint(1, 8))).split())
            if text not in ("", "~", "null"):
                return text

    def struct(self, cls: type[S], **fixed: Any) -> S:
        hints = hints_of(cls)
        values = dict(fixed)
        for name, required in fields_of(cls).items():
            if name in values:
                continue
            if required or self.rng.random() < self.fill:
                value = self.value(hints[name])
                if value is not None:
                    values[name] = value
        return cls(**values)

    def value(self, hint: Any) -> Any:
        """None when there is nothing to refer to."""
        bare, marks = unwrapped(hint)
        if get_origin(bare) is tuple:
            found = [self.value(get_args(bare)[0]) for _ in range(self.rng.randint(1, 3))]
            return tuple([one for one in found if one is not None])
        if get_origin(bare) is dict:
            locales = self.rng.sample(LOCALES, self.rng.randint(1, 3))
            return {locale: self.value(get_args(bare)[1]) for locale in locales}
        for mark in marks:
            if isinstance(mark, Ref):
                known = SLUGS if self.ids is None else self.ids.get(mark.kind, ())
                return self.rng.choice(known) if known else None
            if isinstance(mark, OneOf):
                return self.rng.choice(mark.values)
            if isinstance(mark, Format):
                return self.rng.choice(FORMS[mark.name])
            if isinstance(mark, Dimensions):
                return self.rng.choice(quantities(mark))
        if bare is Text:
            locales = self.rng.sample(LOCALES, self.rng.randint(1, 3))
            return Text({locale: self.words() for locale in locales})
        if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
            return self.struct(bare)
        return self.plain(bare)

    def plain(self, cls: type) -> Any:
        if cls is bool:
            return self.rng.random() < 0.5
        if cls is int:
            return self.rng.randint(-999_999_999, 999_999_999)
        return self.rng.randint(-18_000, 18_000) / 100 if cls is float else self.words()


@cache
def hints_of(cls: type[msgspec.Struct]) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


@cache
def fields_of(cls: type[msgspec.Struct]) -> dict[str, bool]:
    """Each field, and whether it has to be given."""
    return {field.name: field.required for field in msgspec.structs.fields(cls)}


def _read(text: str, names: frozenset[str]) -> Quantity | None:
    try:
        return parse_quantity(text, names or None)
    except QuantityError:
        return None


@cache
def quantities(dimension: Dimensions) -> tuple[Quantity, ...]:
    found = (_read(text, dimension.names) for text in AMOUNTS)
    return tuple(one for one in found if one is not None and one in TEXT_OF)


TEXT_OF = {quantity: text for text in AMOUNTS if (quantity := _read(text, frozenset())) is not None}


def written(value: Any) -> Plain:
    """A value as a person writes it."""
    if isinstance(value, Text):
        return dict(value.values)
    if isinstance(value, Quantity):
        return TEXT_OF[value]
    if isinstance(value, msgspec.Struct):
        names = [name for name in value.__struct_fields__ if name != "id" or not isinstance(value, Entity)]
        given = {name: getattr(value, name) for name in names}
        return {
            name: written(one) for name, one in given.items() if one is not None and one not in ("", (), {})
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
    bare, marks = unwrapped(hint)
    if isinstance(value, tuple):
        for one in value:
            yield from references(one, get_args(bare)[0])
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Text | Quantity):
        for name, inner in hints_of(type(value)).items():
            if name in value.__struct_fields__:
                yield from references(getattr(value, name), inner)
    else:
        yield from ((mark.kind, value) for mark in marks if isinstance(mark, Ref) and value)
