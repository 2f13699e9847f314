"""A service that an office gives, step by step (办事服务)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.entities.event_entity import Online
from sitegen.model.fields import Doc, Duration, Money, OneOf, Ref, Url

SERVICE_STAGES = ("consult", "register", "land", "build", "operate")
"""From the first question to production, in this order."""


class ServiceStep(Part, frozen=True, kw_only=True):
    """A step of a service."""

    title: Annotated[Text, Doc("步骤", "what is done")]
    time: Annotated[Duration | None, Doc("办理时限", "time it takes")] = None
    cost: Annotated[
        Money | None, Doc("费用", "cost; 0元 where it is free", "不收费写 0元", "0元 where it is free")
    ] = None
    papers: Annotated[tuple[Text, ...], Doc("所需材料", "papers to hand in")] = ()
    office: Annotated[str, Ref("contact"), Doc("办理单位", "office in charge")] = ""
    url: Annotated[Url, Doc("网上办理", "where it is done online")] = ""


class Service(Entity, frozen=True, kw_only=True):
    """What is done for investors (办事服务), or a way to ask or to complain (诉求、投诉渠道)."""

    kind_name: ClassVar[str] = "service"

    kind: Annotated[
        str, OneOf(("service", "inquiry", "complaint")), Doc("类别", "service, or a way to ask or complain")
    ] = "service"
    stage: Annotated[
        str,
        OneOf(SERVICE_STAGES),
        Doc(
            "所处阶段",
            "stage of setting up",
            "按阶段排成从咨询到投产的办事流程",
            "services in the order of setting up",
        ),
    ] = ""
    order: Annotated[int, Doc("排序", "order")] = 0
    users: Annotated[Text | None, Doc("服务对象", "who may use it")] = None
    covers: Annotated[Text | None, Doc("受理范围", "what it covers, what may be asked")] = None
    time: Annotated[Duration | None, Doc("办结时限", "time limit for the whole")] = None
    cost: Annotated[Money | None, Doc("费用", "cost", "不收费写 0元", "0元 where it is free")] = None
    papers: Annotated[tuple[Text, ...], Doc("所需材料", "papers to hand in")] = ()
    steps: Annotated[tuple[ServiceStep, ...], Doc("办理步骤", "steps")] = ()
    outcome: Annotated[Text | None, Doc("结果与后续", "what comes of it, and what happens next")] = None
    online: Annotated[Online | None, Doc("网上办理", "where it is done online")] = None
    agent: Annotated[str, Ref("contact"), Doc("代办单位", "office that does it for the investor")] = ""
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("地区", "regions")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("依据", "rules that it follows")] = ()
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("办理单位", "contacts")] = ()
