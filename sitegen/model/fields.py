"""The vocabulary in which entity types say what a field means.

An entity's annotation carries markers (`Annotated[str, Doc(...), Ref("policy")]`). The decoder reads them to
check a value, the reference and the JSON Schema to describe it. Nothing here decodes or checks anything.
"""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from sitegen.i18n.quantities import Quantity


class Doc(NamedTuple):
    """What a field is called by people (the bureau's own words) and, where needed, what goes into it."""

    zh: str
    en: str
    note_zh: str = ""
    note_en: str = ""


class Ref(NamedTuple):
    """The text is the id of an entity of this kind."""

    kind: str


class Dimensions(NamedTuple):
    """The quantity measures one of these; `example` shows how to write it."""

    names: frozenset[str]
    example: str


class Format(NamedTuple):
    """The text has a special form that the decoder checks: date, period, slug, url, email, phone, file ..."""

    name: str


class Usual(NamedTuple):
    """A text in languages that often is one of these pairs of words, Chinese and English: a plain word
    out of a pair stands for both."""

    pairs: tuple[tuple[str, str], ...]


class OneOf(NamedTuple):
    """The text is one of these field-standard terms."""

    values: tuple[str, ...]


@cache
def hints_of(cls: type) -> dict[str, Any]:
    """The types of a class's fields with their markers, by name.

    As `typing.get_type_hints`, which would evaluate what kinds have in common once for every kind.
    """
    hints: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        hints.update(_own_hints(base))
    return hints


@cache
def _own_hints(cls: type) -> dict[str, Any]:
    own = {"__annotations__": vars(cls).get("__annotations__", {}), "__module__": cls.__module__}
    return typing.get_type_hints(type(cls.__name__, (), own), include_extras=True)


def unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type of a field and its markers, through `Annotated` and `| None`."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            hint, *rest = get_args(hint)
            marks += tuple(rest)
        elif get_origin(hint) in (types.UnionType, typing.Union):
            hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
        else:
            return hint, marks


def _dimension(example: str, *names: str) -> Dimensions:
    return Dimensions(frozenset(names), example)


Date = Annotated[str, Format("date")]
"""ISO day, month or year: 2020-02-10, 2020-02 or 2020; also read as 2020年2月10日."""

Moment = Annotated[str, Format("moment")]
"""A date, or a date with a time of day in the site's time zone: 2026-05-18T09:30."""

Period = Annotated[str, Format("period")]
"""A span of years or months, 2023/2025, or one date."""

Clock = Annotated[str, Format("time")]
"""A time of day, 24 hours: 09:30."""

Slug = Annotated[str, Format("slug")]
Url = Annotated[str, Format("url")]
Email = Annotated[str, Format("email")]
Phone = Annotated[str, Format("phone")]
Postcode = Annotated[str, Format("postcode")]
FileName = Annotated[str, Format("file")]
"""A file in the entry's own folder."""

RegionCode = Annotated[str, Format("region-code")]
"""Six digits of GB/T 2260, or a local extension for parks."""

Color = Annotated[str, Format("color")]
"""#rrggbb"""

Tag = Annotated[str, Format("tag")]
"""A keyword in any language: 新能源, 5G, new-energy."""

Years = Annotated[str, Format("years")]
"""Years counted from a beginning: 1, 1-3."""

DocumentNumber = Annotated[str, Format("document-number")]
"""文号, normalised to hexagonal brackets: 广经合〔2020〕3号."""

Money = Annotated[Quantity, _dimension("20亿元", "money")]
MoneyRate = Annotated[Quantity, _dimension("2.5亿元/年", "money", "price")]
Area = Annotated[Quantity, _dimension("300亩", "area")]
Output = Annotated[
    Quantity, _dimension("10万吨/年", "rate", "mass", "count", "volume", "power", "energy", "area")
]
People = Annotated[Quantity, _dimension("300人", "people", "count", "number")]
Distance = Annotated[Quantity, _dimension("35公里", "length")]
Duration = Annotated[Quantity, _dimension("6.5年", "duration")]
ShortTime = Annotated[Quantity, _dimension("30分钟", "duration")]
Percent = Annotated[Quantity, _dimension("18.5%", "percent")]
GrantAmount = Annotated[Quantity, _dimension("20元", "money", "price")]
"""A sum, or a sum for each of something: 20元, 20元/公斤."""

Ratio = Annotated[Quantity, _dimension("1.5", "number")]
"""A plain figure: a floor area ratio (容积率)."""

Use = Annotated[Quantity, _dimension("5000万kWh/年", "rate", "energy", "volume", "mass")]
"""What is used of electricity, gas, water or steam in a time."""

Power = Annotated[Quantity, _dimension("12000kVA", "power")]
Places = Annotated[Quantity, _dimension("200人", "people", "count", "number")]
Price = Annotated[Quantity, _dimension("0.52元/kWh", "price", "money")]
Amount = Annotated[
    Quantity,
    _dimension(
        "860个",
        *(
            "money",
            "area",
            "count",
            "people",
            "mass",
            "energy",
            "power",
            "volume",
            "duration",
            "percent",
            "rate",
            "price",
            "length",
            "number",
        ),
    ),
]
