"""The model as something to describe: every field with its names, its shape, and an example of it.

Skeletons (`new`), JSON Schemas (`schema`) and the field reference (`reference`) all speak from this, and
this reads the same annotations as the decoder; so what people are told cannot differ from what is checked.
Nothing here writes YAML, JSON or Markdown.
"""

from __future__ import annotations

import types
import typing
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from sitegen.i18n.text import Text
from sitegen.model.entities import FOLDERS, KINDS, PACKAGED, Entity
from sitegen.model.fields import Dimension, Doc, Form, OneOf, Ref
from sitegen.model.site import SiteSettings


class Translated(NamedTuple):
    """Text in languages."""


class Plain(NamedTuple):
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


Shape = Translated | Plain | Inner | Many | ByLocale | Ref | OneOf | Form | Dimension


class Field(NamedTuple):
    name: str
    doc: Doc
    shape: Shape
    required: bool
    default: object
    """None where leaving the field out says nothing."""


class Kind(NamedTuple):
    """A kind of file, with its name in Chinese and English and what it is for."""

    name: str
    cls: type[msgspec.Struct]
    zh: str
    en: str
    about_zh: str
    about_en: str


SITE = "site"

_NAMES: dict[str, tuple[str, str, str, str]] = {
    "project": (
        "项目",
        "Project",
        "一个招商项目，或一个尚无具体方案、只有方向的招商机会（kind: opportunity）。",
        "A project package, or a direction that is sought without a settled package (`kind: opportunity`).",
    ),
    "policy": ("政策", "Policy", "一份政策文件，或它的摘要。", "A policy document, or a summary of one."),
    "chain": (
        "产业链",
        "Industry chain",
        "一条产业链：阶段、环节、环节之间的供给关系、发展路径。",
        "An industry chain: stages, segments, what feeds what, and a roadmap.",
    ),
    "enterprise": ("企业", "Enterprise", "产业链上的一家企业。", "An enterprise of a chain."),
    "region": (
        "地区、园区",
        "Region or park",
        "省、市、县（区）、园区或口岸：那里有什么、要素价格多少。",
        "A province, city, county, park or port: what it has and what things cost there.",
    ),
    "contact": (
        "联系单位",
        "Contact",
        "答复投资者的单位。写出个人姓名须有本人同意。",
        "An office that answers investors. A person is named only together with a consent.",
    ),
    "event": (
        "活动",
        "Event",
        "展会、推介会、签约、专项行动或考察。",
        "A fair, roadshow, signing, campaign or visit.",
    ),
    "collection": (
        "专题",
        "Collection",
        "放在同一标题下的一组项目：逐个列出，或按条件选取。",
        "Projects under one title: named one by one, or picked by what they are.",
    ),
    "page": (
        "页面",
        "Page",
        "独立页面，如“关于”“办事指南”。",
        "A free page: about, service guide and so on.",
    ),
    SITE: ("网站设置", "Site settings", "整个网站的设置。", "The settings of the whole site."),
}

NAMED: dict[str, Kind] = {
    name: Kind(name, KINDS.get(name, SiteSettings), *words) for name, words in _NAMES.items()
}
"""Every kind of file that a site has, in the order in which they are documented."""

FILES: dict[str, str] = {
    name: f"content/{folder}/<id>/{PACKAGED[name]}" if name in PACKAGED else f"content/{folder}/<id>.yml"
    for name, folder in FOLDERS.items()
} | {SITE: "site.yml"}
"""The YAML file of an entry, by kind."""


def fields_of(cls: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields that a mapping may have, in the model's order. An entry's id is its file's name."""
    hints = typing.get_type_hints(cls, include_extras=True)
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
    if isinstance(shape, Many | ByLocale):
        return inner_of(shape.item)
    return shape.cls if isinstance(shape, Inner) else None


def _field(info: msgspec.structs.FieldInfo, hint: Any) -> Field:
    doc = next((mark for mark in _unwrapped(hint)[1] if isinstance(mark, Doc)), Doc(info.name, info.name))
    default = None if info.default is msgspec.NODEFAULT else info.default
    return Field(info.name, doc, _shape(hint), info.required, default if default not in ("", ()) else None)


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type and its markers, through `Annotated` and `| None`."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is typing.Annotated:
            hint, *rest = get_args(hint)
            marks += tuple(rest)
        elif get_origin(hint) in (types.UnionType, typing.Union):
            hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
        else:
            return hint, marks


def _shape(hint: Any) -> Shape:
    bare, marks = _unwrapped(hint)
    if get_origin(bare) is tuple:
        return Many(_shape(get_args(bare)[0]))
    if get_origin(bare) is dict:
        return ByLocale(_shape(get_args(bare)[1]))
    for mark in marks:
        if isinstance(mark, Ref | OneOf | Form | Dimension):
            return mark
    if bare is Text:
        return Translated()
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return Inner(bare)
    return Plain({str: "text", int: "integer", float: "number", bool: "boolean"}[bare])


COMMON: tuple[Field, ...] = fields_of(Entity)
"""What every kind has."""

# Examples

_FORMS: dict[str, str] = {
    "date": "2026-01-15",
    "moment": "2026-05-18T09:30",
    "period": "2026/2028",
    "slug": "new-energy",
    "url": "https://www.example.org/",
    "email": "invest@example.org",
    "phone": "0839-0000000",
    "file": "map.pdf",
    "region-code": "510802",
    "color": "#0d5257",
    "document-number": "示例发〔2026〕1号",
}
"""An example of each form."""

_FIELDS: dict[str, str] = {
    "Source.paragraph": "二（一）3",
    "Picture.file": "view.jpg",
    "Entity.visibility": "draft",
    "Industry.code": "C3252",
    "Industry.edition": "2017",
    "Location.lon": "105.83",
    "Location.lat": "32.43",
    "Project.code": "2026-001",
    "Project.batch": "2026",
    "Project.expires": "2028-12-31",
    "Policy.expires": "2028-12-31",
    "Investment.sought": "8亿元",
    "Investment.paid_in": "2亿元",
    "Land.floor_area": "5万平方米",
    "Returns.profit": "5000万元/年",
    "Returns.tax": "2000万元/年",
    "Returns.roi": "15%",
    "Returns.npv": "1.2亿元",
    "Plot.id": "a-01",
    "Plot.price": "20万元/亩",
    "Stage.id": "upstream",
    "Segment.id": "rolling",
    "Segment.stage": "upstream",
    "Segment.feeds": "[]",
    "Cost.price": "0.52元/kWh",
    "Region.tile": "[2, 1]",
    "Region.approval": "审图号：GS（2026）0000号",
    "Position.lon": "105.83",
    "Position.lat": "32.43",
    "WeChat.name": "投资示例市",
    "WeChat.qr": "wechat.png",
    "Contact.languages": "[zh, en]",
    "Contact.consent": "2026-01-15",
    "Event.ends": "2026-05-20T17:00",
    "Where.batch": "2026",
    "LocaleSetting.id": "zh",
    "LocaleSetting.name": "简体中文",
    "LocaleSetting.derived_from": "zh",
    "LocaleSetting.config": "s2tw",
    "LocaleSetting.fallbacks": "[en]",
    "LocaleSetting.phrases": "[[出台, 出台]]",
    "Brand.color_dark": "#7fcac6",
    "Brand.accent": "#bd3718",
    "Brand.accent_dark": "#ff9576",
    "Police.number": "某公网安备00000000000000号",
    "Police.code": "00000000000000",
    "Government.site_name": "示例市投资促进局",
    "Government.site_domain": "invest.example.org",
    "Government.site_id_code": "0000000000",
    "Government.conac_id": "0000000000000000",
    "Footer.icp": "某ICP备00000000号",
    "Rate.currency": "USD",
    "Rate.cny": "7.10",
    "SiteSettings.time_zone": "Asia/Shanghai",
    "SiteSettings.default_locale": "zh",
    "SiteSettings.theme": "default",
    "SiteSettings.files": "[]",
}
"""Examples of single fields, where that of the shape would not do."""


def example_of(cls: type[msgspec.Struct], field: Field) -> str:
    """How a field's scalar, or list of scalars, may be written in YAML; empty for texts and mappings."""
    for base in cls.__mro__:
        given = _FIELDS.get(f"{base.__name__}.{field.name}")
        if given is not None:
            return given
    item = field.shape.item if isinstance(field.shape, Many) else field.shape
    text = _scalar_example(item, field)
    return f"[{text}]" if text and isinstance(field.shape, Many) else text


def _scalar_example(shape: Shape, field: Field) -> str:
    match shape:
        case Ref(kind):
            return f"{kind}-id"
        case OneOf(values):
            return values[0]
        case Dimension(_, example):
            return example
        case Form(name):
            return _FORMS[name]
        case Plain("boolean"):
            return "true"
        case Plain("integer"):
            return str(field.default or 1)
        case _:
            return ""
