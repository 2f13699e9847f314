"""An industry chain: its stages, segments and roadmap (产业链)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Admission, Entity, Part, SegmentId, Source, Trade
from sitegen.model.fields import Doc, OneOf, Period, Ref, Slug

STRENGTHS = ("strong", "present", "weak", "missing", "unknown")


class Stage(Part, frozen=True, kw_only=True):
    id: Annotated[Slug, Doc("标识", "id")]
    title: Annotated[Text, Doc("名称", "title")]
    role: Annotated[str, OneOf(("flow", "support")), Doc("作用", "part of the flow, or support")] = "flow"


class Segment(Part, frozen=True, kw_only=True):
    id: Annotated[Slug, Doc("标识", "id")]
    stage: Annotated[str, Ref("stage"), Doc("所属阶段", "stage")]
    title: Annotated[Text, Doc("名称", "title")]
    strength: Annotated[str, OneOf(STRENGTHS), Doc("强弱", "strength")] = "unknown"
    products: Annotated[Text | None, Doc("产品", "products")] = None
    feeds: Annotated[tuple[SegmentId, ...], Doc("供给环节", "segments that it feeds")] = ()
    offers: Annotated[tuple[Trade, ...], Doc("可供产品", "products offered")] = ()
    needs: Annotated[tuple[Trade, ...], Doc("求购产品", "products needed")] = ()
    source: Annotated[tuple[Source, ...], Doc("来源", "source of the strength")] = ()


class Phase(Part, frozen=True, kw_only=True):
    period: Annotated[Period, Doc("时期", "period")]
    title: Annotated[Text, Doc("名称", "title")]
    goals: Annotated[tuple[Text, ...], Doc("目标", "goals")] = ()
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("支撑项目", "projects")] = ()


class Chain(Entity, frozen=True, kw_only=True):
    """An industry chain (产业链): stages, segments, the links between segments, a roadmap."""

    kind_name: ClassVar[str] = "chain"

    order: Annotated[int, Doc("排序", "order")] = 0
    region: Annotated[str, Ref("region"), Doc("地区", "region whose chain this is")] = ""
    lead: Annotated[str, Ref("contact"), Doc("牵头单位", "lead office")] = ""
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("政策", "policies")] = ()
    stages: Annotated[tuple[Stage, ...], Doc("阶段", "stages")] = ()
    segments: Annotated[tuple[Segment, ...], Doc("环节", "segments")] = ()
    roadmap: Annotated[tuple[Phase, ...], Doc("发展路径", "roadmap")] = ()
    admission: Annotated[tuple[Admission, ...], Doc("准入条件", "what is welcome and what is not")] = ()
