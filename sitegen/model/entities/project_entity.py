"""A project package or an investment opportunity (招商项目)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import COOPERATION, INVESTORS, STATUSES, Entity, Part, SegmentId
from sitegen.model.fields import (
    Area,
    Date,
    Doc,
    Duration,
    Money,
    MoneyRate,
    OneOf,
    Output,
    People,
    Percent,
    Period,
    Power,
    Ratio,
    Ref,
    Use,
)

GOALS = tuple(str(number) for number in range(1, 18))
"""Sustainable Development Goals of the United Nations, by their numbers."""

Status = Annotated[str, OneOf(STATUSES)]
Done = Annotated[str, OneOf(("done", "under-way", "not-begun"))]


class Industry(Part, frozen=True, kw_only=True):
    code: Annotated[str, Doc("行业代码", "GB/T 4754 code")]
    edition: Annotated[int, Doc("版本", "edition of the standard, e.g. 2017")]


class Location(Part, frozen=True, kw_only=True):
    address: Annotated[Text | None, Doc("地址", "address")] = None
    lon: Annotated[float | None, Doc("经度", "longitude, degrees east")] = None
    lat: Annotated[float | None, Doc("纬度", "latitude, degrees north")] = None
    crs: Annotated[str, OneOf(("WGS84", "CGCS2000")), Doc("坐标系", "coordinate system")] = "WGS84"


class Investment(Part, frozen=True, kw_only=True):
    total: Annotated[Money | None, Doc("总投资", "total investment")] = None
    fixed: Annotated[Money | None, Doc("固定资产投资", "fixed asset investment")] = None
    sought: Annotated[Money | None, Doc("拟引资额", "capital sought")] = None
    paid_in: Annotated[Money | None, Doc("到位资金", "capital paid in")] = None
    funding: Annotated[Text | None, Doc("资金来源", "funding")] = None


class Land(Part, frozen=True, kw_only=True):
    area: Annotated[Area | None, Doc("用地面积", "land area")] = None
    floor_area: Annotated[Area | None, Doc("建筑面积", "floor area")] = None
    use: Annotated[Text | None, Doc("用地性质", "designated land use")] = None
    ratio: Annotated[Ratio | None, Doc("容积率", "floor area ratio")] = None
    tenure: Annotated[Text | None, Doc("供地方式", "land tenure")] = None


class Utilities(Part, frozen=True, kw_only=True):
    """What a project needs of energy and water."""

    electricity: Annotated[Use | None, Doc("年用电量", "electricity a year")] = None
    load: Annotated[Power | None, Doc("用电负荷", "electrical load")] = None
    gas: Annotated[Use | None, Doc("年用气量", "natural gas a year")] = None
    water: Annotated[Use | None, Doc("年用水量", "water a year")] = None
    steam: Annotated[Use | None, Doc("年用汽量", "steam a year")] = None
    energy: Annotated[Use | None, Doc("年综合能耗", "energy of all kinds a year")] = None


class ProjectPhase(Part, frozen=True, kw_only=True):
    """A phase in which a project is built."""

    title: Annotated[Text, Doc("期次", "phase and what is built in it")]
    amount: Annotated[Money | None, Doc("投资", "investment")] = None
    period: Annotated[Period, Doc("时间", "from when to when")] = ""


class Returns(Part, frozen=True, kw_only=True):
    output: Annotated[MoneyRate | None, Doc("年产值", "annual output")] = None
    profit: Annotated[MoneyRate | None, Doc("年利润", "annual profit")] = None
    tax: Annotated[MoneyRate | None, Doc("年税收", "annual tax")] = None
    jobs: Annotated[People | None, Doc("就业", "jobs")] = None
    payback: Annotated[Duration | None, Doc("投资回收期", "payback period")] = None
    payback_tax: Annotated[
        str, OneOf(("before-tax", "after-tax")), Doc("回收期税前/税后", "payback before or after tax")
    ] = ""
    payback_construction: Annotated[
        bool | None, Doc("回收期含建设期", "payback includes the construction period")
    ] = None
    roi: Annotated[Percent | None, Doc("投资收益率", "return on investment")] = None
    irr: Annotated[Percent | None, Doc("内部收益率", "internal rate of return")] = None
    npv: Annotated[Money | None, Doc("净现值", "net present value")] = None


class Readiness(Part, frozen=True, kw_only=True):
    filing: Annotated[Done, Doc("备案", "project filing")] = ""
    environment: Annotated[Done, Doc("环评", "environmental assessment")] = ""
    energy: Annotated[Done, Doc("节能审查", "energy review")] = ""
    land: Annotated[Done, Doc("土地", "land")] = ""
    planning: Annotated[Done, Doc("规划", "planning")] = ""


class Milestone(Part, frozen=True, kw_only=True):
    date: Annotated[Date, Doc("日期", "date")]
    status: Annotated[Status, Doc("状态", "status reached")]
    amount: Annotated[Money | None, Doc("金额", "amount")] = None
    note: Annotated[Text | None, Doc("说明", "note")] = None


TECHNOLOGY_SIDES = ("supply", "demand")
TECHNOLOGY_LEVELS = tuple(f"trl-{number}" for number in range(1, 10))
"""Technology readiness levels, from principles observed to proven in operation."""
TRANSFERS = ("sale", "licence", "contribution", "development", "technical-service")


class Technology(Part, frozen=True, kw_only=True):
    """What makes an opportunity one of cooperation in technology (技术合作、成果转化)."""

    side: Annotated[str, OneOf(TECHNOLOGY_SIDES), Doc("技术供需", "offered or sought")]
    readiness: Annotated[
        str,
        OneOf(TECHNOLOGY_LEVELS),
        Doc(
            "技术就绪水平",
            "technology readiness level (TRL)",
            "所供技术已达到的、所求技术应达到的级别",
            "reached by what is offered, asked of what is sought",
        ),
    ] = ""
    transfer: Annotated[
        tuple[Annotated[str, OneOf(TRANSFERS)], ...], Doc("转化方式", "ways of transfer")
    ] = ()
    rights: Annotated[Text | None, Doc("知识产权", "intellectual property: patents, who holds them")] = None


class Project(Entity, frozen=True, kw_only=True):
    """A project package (招商项目), or a direction that is sought without a settled package."""

    kind_name: ClassVar[str] = "project"

    kind: Annotated[str, OneOf(("project", "opportunity")), Doc("类别", "project or opportunity")] = "project"
    code: Annotated[str, Doc("项目编号", "project number")] = ""
    batch: Annotated[str, Doc("年度/批次", "year or batch")] = ""
    featured: Annotated[bool, Doc("首页推荐", "featured on the home page")] = False
    chain: Annotated[str, Ref("chain"), Doc("所属产业链", "industry chain")] = ""
    segments: Annotated[tuple[SegmentId, ...], Doc("所属环节", "segments of the chain")] = ()
    industry: Annotated[Industry | None, Doc("行业代码", "industry code")] = None
    region: Annotated[str, Ref("region"), Doc("地区", "region")] = ""
    park: Annotated[str, Ref("region"), Doc("园区", "park")] = ""
    location: Annotated[Location | None, Doc("建设地点", "location")] = None
    owner: Annotated[Text | None, Doc("项目业主/单位", "project owner")] = None
    coordinator: Annotated[Text | None, Doc("协调建设单位", "coordinating unit")] = None
    partner: Annotated[Text | None, Doc("合作方要求", "partner sought")] = None
    seeks: Annotated[
        tuple[Annotated[str, OneOf(("capital", "technology", "contractor", "buyer"))], ...],
        Doc("寻求", "who is asked for"),
    ] = ()
    technology: Annotated[
        Technology | None,
        Doc(
            "技术合作",
            "cooperation in technology",
            "供求技术的招商机会填写，列入“技术合作”",
            "of opportunities that offer or seek technology, which have a list of their own",
        ),
    ] = None
    status: Annotated[Status, Doc("状态", "status")]
    scope: Annotated[
        Text | None,
        Doc("建设内容", "scope", "一两句话，显示在卡片和页首", "what is built, in a sentence or two"),
    ] = None
    nature: Annotated[
        str, OneOf(("new", "expansion", "upgrade")), Doc("项目性质", "new, expansion or upgrade")
    ] = ""
    period: Annotated[Duration | None, Doc("建设周期", "construction period")] = None
    phases: Annotated[tuple[ProjectPhase, ...], Doc("分期建设", "phases")] = ()
    cooperation: Annotated[
        tuple[Annotated[str, OneOf(COOPERATION)], ...], Doc("合作方式", "cooperation")
    ] = ()
    investors: Annotated[
        tuple[Annotated[str, OneOf(INVESTORS)], ...], Doc("投资者类型", "investor kinds")
    ] = ()
    investment: Annotated[Investment | None, Doc("投资", "investment")] = None
    land: Annotated[Land | None, Doc("用地", "land")] = None
    products: Annotated[Text | None, Doc("产品", "products")] = None
    capacity: Annotated[Output | None, Doc("产能", "capacity")] = None
    utilities: Annotated[Utilities | None, Doc("用能用水", "energy and water needed")] = None
    returns: Annotated[Returns | None, Doc("效益", "returns")] = None
    readiness: Annotated[Readiness | None, Doc("前期进展", "readiness")] = None
    case_by_case: Annotated[bool, Doc("一事一议", "terms negotiated case by case")] = False
    green: Annotated[Text | None, Doc("绿色底线", "green compliance statement")] = None
    green_catalogue: Annotated[
        Text | None,
        Doc(
            "绿色产业目录条目",
            "entry of the catalogue of green industries",
            "《绿色低碳转型产业指导目录》中的编号和名称",
            "number and name in the Green and Low-Carbon Transition Industry Guidance Catalogue",
        ),
    ] = None
    sdg: Annotated[
        tuple[Annotated[str, OneOf(GOALS)], ...],
        Doc(
            "可持续发展目标",
            "Sustainable Development Goals",
            "项目直接促进的联合国目标，写编号",
            "those of the United Nations that the project serves directly, by number",
        ),
    ] = ()
    milestones: Annotated[tuple[Milestone, ...], Doc("进展", "milestones")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("招商政策", "policies")] = ()
    enterprises: Annotated[
        tuple[Annotated[str, Ref("enterprise")], ...], Doc("投资企业", "enterprises that invest")
    ] = ()
    partners: Annotated[
        tuple[Annotated[str, Ref("enterprise")], ...], Doc("合作企业", "enterprises that take part")
    ] = ()
    prospects: Annotated[
        tuple[Annotated[str, Ref("enterprise")], ...],
        Doc(
            "关注企业",
            "enterprises that the plan names",
            "文件点名、希望引进的企业；不计为该企业的项目",
            "named in the plan and to be won; it is not counted among their projects",
        ),
    ] = ()
    suppliers: Annotated[tuple[Annotated[str, Ref("enterprise")], ...], Doc("供应商", "suppliers")] = ()
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
    related: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("相关项目", "related projects")] = ()
    collections: Annotated[tuple[Annotated[str, Ref("collection")], ...], Doc("专题", "collections")] = ()
    expires: Annotated[Date, Doc("有效期至", "valid until")] = ""
