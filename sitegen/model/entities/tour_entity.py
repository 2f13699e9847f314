"""A route on which investors come and see (考察路线)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.fields import Clock, Date, Doc, Places, Ref, ShortTime


class TourStop(Part, frozen=True, kw_only=True):
    """A stop of a tour: a place, a plot in it, a firm or a project."""

    day: Annotated[int, Doc("第几天", "which day; that of the stop before if left out")] = 0
    title: Annotated[Text | None, Doc("站名", "name of the stop; that of what is visited if left out")] = None
    region: Annotated[str, Ref("region"), Doc("园区或地区", "park or region")] = ""
    plot: Annotated[str, Ref("plot"), Doc("地块", "plot, workshop or office in it")] = ""
    enterprise: Annotated[str, Ref("enterprise"), Doc("企业", "enterprise")] = ""
    project: Annotated[str, Ref("project"), Doc("项目", "project")] = ""
    travel: Annotated[ShortTime | None, Doc("路程时间", "time on the way to it")] = None
    stay: Annotated[ShortTime | None, Doc("停留时间", "time of stay")] = None
    note: Annotated[Text | None, Doc("看点", "what is to be seen")] = None


class Tour(Entity, frozen=True, kw_only=True):
    """A route on which investors see places, firms and plots (考察线路)."""

    kind_name: ClassVar[str] = "tour"

    order: Annotated[int, Doc("排序", "order")] = 0
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("产业链", "chains")] = ()
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("地区", "regions")] = ()
    departs: Annotated[
        Clock,
        Doc(
            "出发时间",
            "time of departure",
            "有了它，页面按停留和路程算出每站的钟点",
            "with it, the page has the hour of every stop, from times of stay and travel",
        ),
    ] = ""
    meeting: Annotated[Text | None, Doc("集合地点", "where it begins")] = None
    offered: Annotated[Text | None, Doc("开行时间", "when it can be had")] = None
    dates: Annotated[tuple[Date, ...], Doc("近期日期", "days on which it is held next")] = ()
    places: Annotated[Places | None, Doc("人数", "places")] = None
    languages: Annotated[tuple[str, ...], Doc("讲解语言", "languages spoken, as zh, en ...")] = ()
    guide: Annotated[Text | None, Doc("陪同单位", "who guides")] = None
    stops: Annotated[tuple[TourStop, ...], Doc("考察点", "stops, in their order")] = ()
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
