"""A region or park: position, resources, costs, plots, transport, admission (地区、园区)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Admission, Entity, Part, Source
from sitegen.model.fields import (
    Amount,
    Area,
    Date,
    Distance,
    Doc,
    Duration,
    OneOf,
    People,
    Price,
    Ratio,
    Ref,
    RegionCode,
    Slug,
    Use,
)

CONNECTIONS = (
    "road",
    "power",
    "water",
    "drainage",
    "sewage",
    "gas",
    "heat",
    "telecom",
    "broadcast",
    "levelled",
)
"""What a site may be connected with (三通一平 … 七通一平); the last one is the levelled ground."""
COST_ITEMS = ("electricity", "gas", "water", "steam", "sewage", "wage", "land", "workshop")
PLOT_KINDS = ("land", "workshop", "office")
PLOT_STATUSES = ("available", "reserved", "taken")
TRANSPORT = ("airport", "rail", "port", "motorway")


class PlaceAdmission(Admission, frozen=True, kw_only=True):
    chains: Annotated[
        tuple[Annotated[str, Ref("chain")], ...],
        Doc("适用产业链", "chains", "不填表示所有产业", "all industries, where none is named"),
    ] = ()


class Position(Part, frozen=True, kw_only=True):
    lon: Annotated[float, Doc("经度", "longitude, degrees east")]
    lat: Annotated[float, Doc("纬度", "latitude, degrees north")]
    crs: Annotated[str, OneOf(("WGS84", "CGCS2000")), Doc("坐标系", "coordinate system")] = "WGS84"


class Resource(Part, frozen=True, kw_only=True):
    kind: Annotated[
        str,
        OneOf(("mineral", "energy", "water", "forest", "herb", "farm", "tourism", "labour")),
        Doc("类别", "kind"),
    ]
    title: Annotated[Text, Doc("名称", "title")]
    amount: Annotated[Amount | None, Doc("数量", "amount")] = None
    note: Annotated[Text | None, Doc("说明", "note")] = None
    source: Annotated[tuple[Source, ...], Doc("来源", "source")] = ()


class Cost(Part, frozen=True, kw_only=True):
    item: Annotated[str, OneOf(COST_ITEMS), Doc("要素", "factor")]
    price: Annotated[Price, Doc("价格", "price")]
    note: Annotated[Text | None, Doc("说明", "note")] = None
    date: Annotated[Date, Doc("日期", "as of")] = ""
    source: Annotated[tuple[Source, ...], Doc("来源", "source")] = ()


class Plot(Part, frozen=True, kw_only=True):
    id: Annotated[Slug, Doc("标识", "id")]
    title: Annotated[Text | None, Doc("名称", "name")] = None
    kind: Annotated[str, OneOf(PLOT_KINDS), Doc("类别", "land, workshop or office")] = "land"
    area: Annotated[Area, Doc("面积", "area")]
    use: Annotated[Text | None, Doc("用途", "use")] = None
    ratio: Annotated[Ratio | None, Doc("容积率", "floor area ratio")] = None
    connected: Annotated[
        tuple[Annotated[str, OneOf(CONNECTIONS)], ...],
        Doc(
            "基础配套",
            "what is connected (七通一平)",
            "不写时以所在园区为准",
            "as in its park, where it is left out",
        ),
    ] = ()
    delivery: Annotated[Date, Doc("交地时间", "available from")] = ""
    status: Annotated[str, OneOf(PLOT_STATUSES), Doc("状态", "status")] = "available"
    price: Annotated[Price | None, Doc("价格或租金", "price or rent")] = None


class Quota(Part, frozen=True, kw_only=True):
    """What a place still has to give of what is rationed."""

    energy: Annotated[Use | None, Doc("能耗指标", "energy quota")] = None
    environment: Annotated[Text | None, Doc("环境容量", "environmental capacity")] = None


class TransportLink(Part, frozen=True, kw_only=True):
    kind: Annotated[str, OneOf(TRANSPORT), Doc("类别", "airport, rail, port or motorway")]
    name: Annotated[Text, Doc("名称", "name")]
    distance: Annotated[Distance | None, Doc("距离", "distance")] = None
    time: Annotated[Duration | None, Doc("车程", "time by road")] = None


class MarketReach(Part, frozen=True, kw_only=True):
    """How many people are within a time of a place."""

    time: Annotated[Duration, Doc("时间", "within what time")]
    people: Annotated[People, Doc("人口", "people")]


class Region(Entity, frozen=True, kw_only=True):
    """A province, city, county, park or port (地区、园区): what it costs and what it has."""

    kind_name: ClassVar[str] = "region"

    kind: Annotated[str, OneOf(("province", "city", "county", "park", "port")), Doc("类别", "kind")]
    code: Annotated[RegionCode, Doc("区划代码", "GB/T 2260 code")] = ""
    rank: Annotated[
        str, OneOf(("national", "provincial", "city", "county")), Doc("园区级别", "rank of a park")
    ] = ""
    planned_area: Annotated[Area | None, Doc("规划面积", "planned area")] = None
    leading: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("主导产业", "leading industries")] = ()
    connected: Annotated[
        tuple[Annotated[str, OneOf(CONNECTIONS)], ...], Doc("基础配套", "what is connected (七通一平)")
    ] = ()
    order: Annotated[int, Doc("排序", "order")] = 0
    parent: Annotated[str, Ref("region"), Doc("上级地区", "parent")] = ""
    position: Annotated[Position | None, Doc("坐标", "position")] = None
    tile: Annotated[tuple[int, ...], Doc("示意图位置", "place in the tile map: [column, row]")] = ()
    approval: Annotated[str, Doc("审图号", "approval number of its boundary map")] = ""
    advantages: Annotated[tuple[Text, ...], Doc("优势", "advantages")] = ()
    resources: Annotated[tuple[Resource, ...], Doc("资源", "resources")] = ()
    costs: Annotated[tuple[Cost, ...], Doc("要素保障", "factor costs")] = ()
    plots: Annotated[tuple[Plot, ...], Doc("地块", "plots")] = ()
    admission: Annotated[
        tuple[PlaceAdmission, ...],
        Doc(
            "准入条件",
            "what is welcome and what is not",
            "也适用于下级地区和园区",
            "for all places below it, too",
        ),
    ] = ()
    quota: Annotated[Quota | None, Doc("指标与容量", "energy quota and environmental capacity")] = None
    transport: Annotated[tuple[TransportLink, ...], Doc("交通", "transport")] = ()
    market: Annotated[tuple[MarketReach, ...], Doc("市场半径", "market within reach")] = ()
    labour: Annotated[People | None, Doc("劳动力", "labour force")] = None
    talent: Annotated[People | None, Doc("人才", "professional and skilled staff")] = None
    universities: Annotated[People | None, Doc("高校", "universities and colleges")] = None
    vocational: Annotated[People | None, Doc("职业院校", "vocational schools")] = None
    graduates: Annotated[People | None, Doc("年毕业生", "graduates a year")] = None
    apprenticeships: Annotated[
        Text | None,
        Doc("订单培养", "apprenticeships", "订单班、学徒制、实习基地", "classes for a firm, training places"),
    ] = None
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()

    @property
    def map_names(self) -> tuple[str, ...]:
        """What a file of boundaries may call it, the most exact first."""
        return tuple([name for name in (self.id, self.code, *self.title.values.values()) if name])
