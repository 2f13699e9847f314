"""An event or an online fair, with its programme and signings (活动)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.fields import Amount, Date, Doc, Moment, Money, OneOf, Places, Ref, Url


class Online(Part, frozen=True, kw_only=True):
    url: Annotated[Url, Doc("网址", "address")]
    title: Annotated[Text | None, Doc("名称", "name")] = None


class SignUp(Part, frozen=True, kw_only=True):
    url: Annotated[Url, Doc("报名网址", "where to sign up")] = ""
    until: Annotated[Date, Doc("报名截止", "sign up until")] = ""
    places: Annotated[Places | None, Doc("名额", "places")] = None


class Results(Part, frozen=True, kw_only=True):
    projects: Annotated[Amount | None, Doc("签约项目数", "projects signed")] = None
    amount: Annotated[Money | None, Doc("签约金额", "amount")] = None
    note: Annotated[Text | None, Doc("说明", "note")] = None


class Session(Part, frozen=True, kw_only=True):
    at: Annotated[Moment, Doc("时间", "time")]
    title: Annotated[Text, Doc("内容", "what")]
    speaker: Annotated[Text | None, Doc("主讲单位", "organisation that speaks")] = None
    url: Annotated[Url, Doc("直播或回放网址", "address of the livestream or recording")] = ""


class Hall(Part, frozen=True, kw_only=True):
    """A hall of an online fair, of a chain or a place, and its booths."""

    title: Annotated[Text, Doc("展馆", "hall")]
    chain: Annotated[str, Ref("chain"), Doc("产业链", "chain that it is of")] = ""
    region: Annotated[str, Ref("region"), Doc("地区", "place that it is of")] = ""
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目展位", "projects shown")] = ()
    parks: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("园区展位", "parks shown")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("政策展位", "policies shown")] = ()
    enterprises: Annotated[tuple[Annotated[str, Ref("enterprise")], ...], Doc("企业展位", "firms shown")] = ()


class Signing(Part, frozen=True, kw_only=True):
    """A signing that an event announces (云签约)."""

    title: Annotated[Text, Doc("签约内容", "what is signed")]
    parties: Annotated[Text | None, Doc("签约方", "parties")] = None
    project: Annotated[str, Ref("project"), Doc("项目", "project")] = ""
    amount: Annotated[Money | None, Doc("金额", "amount")] = None
    at: Annotated[Moment, Doc("时间", "time")] = ""


class Event(Entity, frozen=True, kw_only=True):
    """A fair, roadshow, signing, campaign or visit (活动)."""

    kind_name: ClassVar[str] = "event"

    kind: Annotated[str, OneOf(("fair", "roadshow", "signing", "campaign", "visit")), Doc("类别", "kind")]
    starts: Annotated[Moment, Doc("开始", "starts")] = ""
    ends: Annotated[Moment, Doc("结束", "ends")] = ""
    organiser: Annotated[Text | None, Doc("主办单位", "organiser")] = None
    place: Annotated[Text | None, Doc("地点", "place")] = None
    region: Annotated[str, Ref("region"), Doc("地区", "region")] = ""
    online: Annotated[Online | None, Doc("线上", "online")] = None
    sign_up: Annotated[SignUp | None, Doc("报名", "sign-up")] = None
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("政策", "policies")] = ()
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("产业链", "chains")] = ()
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
    results: Annotated[Results | None, Doc("成果", "results")] = None
    programme: Annotated[tuple[Session, ...], Doc("议程", "programme")] = ()
    halls: Annotated[tuple[Hall, ...], Doc("展馆", "halls of an online fair")] = ()
    signings: Annotated[tuple[Signing, ...], Doc("签约", "signings announced")] = ()
    recordings: Annotated[tuple[Online, ...], Doc("回放", "recordings")] = ()
