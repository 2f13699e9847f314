"""How each field may be written: an example that the decoder takes."""

from __future__ import annotations

import msgspec

from sitegen.describe.field_outline import Field, Many, Named, PlainShape, Shape
from sitegen.model.fields import Dimensions, Format, OneOf, Ref
from sitegen.model.formats import FORMS

_FIELDS: dict[str, str] = {
    "Source.paragraph": "二（一）3",
    "Picture.file": "view.jpg",
    "Attachment.version": "2026年版",
    "Attachment.language": "zh",
    "Film.file": "film.mp4",
    "Film.other": "film.webm",
    "Film.poster": "film.jpg",
    "Film.captions": "film.vtt",
    "Entity.visibility": "draft",
    "Industry.code": "C3252",
    "Industry.edition": "2017",
    "Location.lon": "105.83",
    "Location.lat": "32.43",
    "Project.code": "2026-001",
    "Project.batch": "2026",
    "Project.expires": "2028-12-31",
    "Project.sdg": "[7, 13]",
    "Policy.expires": "2028-12-31",
    "Investment.sought": "8亿元",
    "Investment.paid_in": "2亿元",
    "Investment.fixed": "12亿元",
    "Land.floor_area": "5万平方米",
    "Project.period": "2年",
    "ProjectPhase.amount": "8亿元",
    "Utilities.gas": "800万立方米/年",
    "Utilities.water": "30万立方米/年",
    "Utilities.steam": "5万吨/年",
    "Utilities.energy": "2万吨标准煤/年",
    "Policy.repealed": "2028-12-31",
    "Application.closes": "2026-03-31",
    "Grant.amount": "20元",
    "Region.planned_area": "12平方公里",
    "Plot.delivery": "2026-12",
    "Returns.profit": "5000万元/年",
    "Returns.tax": "2000万元/年",
    "Returns.roi": "15%",
    "Returns.npv": "1.2亿元",
    "Plot.id": "a-01",
    "Plot.price": "20万元/亩",
    "Stage.id": "upstream",
    "Licence.url": "https://creativecommons.org/licenses/by/4.0/",
    "SiteSettings.synonyms": "[锂电池, 锂离子电池]",
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
    "Tour.languages": "[zh, en]",
    "Contact.consent": "2026-01-15",
    "Event.ends": "2026-05-20T17:00",
    "Where.batch": "2026",
    "Batch.name": "2026",
    "LocaleSetting.id": "zh",
    "LocaleSetting.name": "简体中文",
    "LocaleSetting.derived_from": "zh",
    "LocaleSetting.config": "s2tw",
    "LocaleSetting.fallbacks": "[en]",
    "LocaleSetting.phrases": "[[出台, 出台]]",
    "Brand.logo": "logo.svg",
    "Brand.logo_dark": "logo-dark.svg",
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
        case Named(form, _):
            return f"{{{FORMS[form.name].example}: …}}"
        case Ref(kind):
            return f"{kind}-id"
        case OneOf(values):
            return values[0]
        case Dimensions(_, example):
            return example
        case Format(name):
            return FORMS[name].example
        case PlainShape("boolean"):
            return "true"
        case PlainShape("integer"):
            return str(field.default or 1)
        case _:
            return ""
