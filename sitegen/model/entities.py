"""The kinds of entries that a catalogue consists of, as frozen types.

These types are the one declaration of the model: the decoder checks content against them, the cache stores
them, the JSON Schema and the field reference are made from them. They are msgspec structs rather than
pydantic models because the same type then is the cache's codec, imports in a tenth of the time, and leaves
error messages with line and column to our own decoder, which collects them all.

What an entry keeps to itself (`internal:`) has no field here, so no view can ever show it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from sitegen.i18n.text import Text
from sitegen.model.fields import (
    Amount,
    Area,
    Clock,
    Date,
    Distance,
    Doc,
    DocumentNumber,
    Duration,
    Email,
    FileName,
    GrantAmount,
    Moment,
    Money,
    MoneyRate,
    OneOf,
    Output,
    People,
    Percent,
    Period,
    Phone,
    Places,
    Postcode,
    Power,
    Price,
    Ratio,
    Ref,
    RegionCode,
    ShortTime,
    Slug,
    Tag,
    Url,
    Use,
    Usual,
    Years,
)

STATUSES = (
    "planned", "open", "in-talks", "intent", "signed", "landed", "under-construction", "operating",
    "paused", "ended",
)  # fmt: skip
"""The status ladder in its order; the last two are side states."""


COOPERATION = (
    "sole", "joint-venture", "contractual", "ppp", "bot", "tot", "epc", "equity", "acquisition", "lease",
    "any",
)  # fmt: skip
INVESTORS = ("foreign", "domestic")
GOALS = tuple(str(number) for number in range(1, 18))
"""Sustainable Development Goals of the United Nations, by their numbers."""
POLICY_KINDS = ("incentive", "access", "service", "plan", "notice")
ENTERPRISE_ROLES = ("leader", "key", "supporting", "sought")
STRENGTHS = ("strong", "present", "weak", "missing", "unknown")
GRANT_BASES = ("investment", "equipment", "output", "tax", "rent", "interest", "wages", "fdi")
GRANT_UNITS = (
    "kg", "t", "kWh", "m3", "mu", "m2", "m2·month", "TEU", "person", "person·month", "person·year",
    "month", "year",
)  # fmt: skip
"""What a grant may be paid for each of, by the codes of units (`i18n.units`)."""
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
ADMISSION = ("welcome", "limited", "not-admitted")
LEVELS = ("national", "provincial", "city", "county", "park")

SegmentId = Annotated[str, Ref("segment")]
"""A segment of the chain that the same entry names."""

Status = Annotated[str, OneOf(STATUSES)]
Done = Annotated[str, OneOf(("done", "under-way", "not-begun"))]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A mapping inside an entry."""


class Source(Part, frozen=True, kw_only=True):
    """Where an entry's facts were taken from."""

    title: Annotated[Text | None, Doc("文件标题", "document title")] = None
    document: Annotated[DocumentNumber, Doc("文号", "document number")] = ""
    url: Annotated[Url, Doc("网址", "address")] = ""
    date: Annotated[Date, Doc("日期", "date")] = ""
    paragraph: Annotated[str, Doc("段落", "paragraph")] = ""
    policy: Annotated[str, Ref("policy"), Doc("政策条目", "the document as an entry")] = ""


class Result(Part, frozen=True, kw_only=True):
    """How far a goal was on a day."""

    date: Annotated[Date, Doc("完成时间", "as of")]
    amount: Annotated[Amount, Doc("完成数", "reached by then", "单位与目标相同", "in the goal's unit")]
    source: Annotated[tuple[Source, ...], Doc("来源", "source")] = ()


class Figure(Part, frozen=True, kw_only=True):
    """A goal or a result, with its qualifier, as its source states it."""

    title: Annotated[Text, Doc("指标", "what is counted")]
    amount: Annotated[Amount, Doc("数值", "figure")]
    date: Annotated[Period, Doc("时间", "as of, or period")] = ""
    goal: Annotated[bool, Doc("是否目标", "a goal, not a result")] = False
    reached: Annotated[
        tuple[Result, ...],
        Doc(
            "完成情况",
            "how far the goal is",
            "只用于目标；只写文件明确说是这一目标完成数的数",
            "of goals only: figures that a document states as results of this very goal",
        ),
    ] = ()
    note: Annotated[Text | None, Doc("说明", "note")] = None
    source: Annotated[tuple[Source, ...], Doc("来源", "source")] = ()


PAPERS = ("feasibility", "land", "environment", "energy")
"""What an investor's lawyers and bank ask for first."""


class Attachment(Part, frozen=True, kw_only=True):
    file: Annotated[FileName, Doc("文件", "file")]
    title: Annotated[Text, Doc("名称", "title")]
    version: Annotated[str, Doc("版本", "version, of a template")] = ""
    language: Annotated[str, Doc("语言", "language that it is in, as zh, en")] = ""
    fill_in: Annotated[Text | None, Doc("填写说明", "what to fill in, of a template")] = None
    paper: Annotated[
        str,
        OneOf(PAPERS),
        Doc(
            "前期文件",
            "which paper of a project's preparation it is",
            "可研报告、用地、环评、节能文件；四项齐备的项目标明“资料齐全”",
            "a project that has all four, as papers or done in its readiness, is marked as complete",
        ),
    ] = ""


class Picture(Part, frozen=True, kw_only=True):
    file: Annotated[FileName, Doc("图片文件", "picture file")]
    alt: Annotated[Text, Doc("图片说明", "description for those who cannot see it")]


class Film(Part, frozen=True, kw_only=True):
    """A film that a page plays, with its captions, from the entry's own folder."""

    file: Annotated[
        FileName,
        Doc("影片文件", "film file", "MP4（H.264 编码）或 WebM", "MP4 (with H.264) or WebM"),
    ]
    title: Annotated[Text, Doc("片名", "title")]
    other: Annotated[
        FileName,
        Doc(
            "另一种格式的文件",
            "the same film in the other format",
            "浏览器播放其中能播放的一个",
            "browsers play the first that they can",
        ),
    ] = ""
    poster: Annotated[
        FileName,
        Doc("封面图片", "picture before it plays", "与影片同样的宽高比", "as wide and high as the film"),
    ] = ""
    captions: Annotated[
        dict[str, FileName],
        Doc(
            "字幕文件",
            "captions, by locale",
            "WebVTT（.vtt）格式；文字稿由字幕生成",
            "WebVTT (.vtt); the transcript is made from them",
        ),
    ] = {}


class Entity(Part, frozen=True, kw_only=True):
    """What every kind has."""

    kind_name: ClassVar[str]

    id: str
    title: Annotated[Text, Doc("名称", "title")]
    summary: Annotated[Text | None, Doc("摘要", "summary, one or two sentences")] = None
    visibility: Annotated[str, OneOf(("public", "draft", "internal")), Doc("公开范围", "who may see it")] = (
        "public"
    )
    published: Annotated[Date, Doc("发布日期", "published")] = ""
    confirmed: Annotated[Date, Doc("核实日期", "facts confirmed on")] = ""
    translation: Annotated[
        dict[str, Annotated[str, OneOf(("machine", "draft", "reviewed", "stale"))]],
        Doc("译文状态", "state of translation, by locale"),
    ] = {}
    figures: Annotated[tuple[Figure, ...], Doc("目标与数据", "goals and figures")] = ()
    attachments: Annotated[tuple[Attachment, ...], Doc("附件", "attachments")] = ()
    pictures: Annotated[tuple[Picture, ...], Doc("图片", "pictures")] = ()
    films: Annotated[tuple[Film, ...], Doc("影片", "films")] = ()
    tags: Annotated[tuple[Tag, ...], Doc("标签", "tags, in any language")] = ()
    source: Annotated[tuple[Source, ...], Doc("来源", "source")] = ()
    aliases: Annotated[
        tuple[Slug, ...],
        Doc("曾用标识", "former ids", "旧网址自动转到本页", "their addresses lead on to this page"),
    ] = ()


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


class Applies(Part, frozen=True, kw_only=True):
    """Whom a policy is for. An empty list does not restrict."""

    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("适用产业链", "chains")] = ()
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("适用地区", "regions")] = ()
    investors: Annotated[tuple[Annotated[str, OneOf(INVESTORS)], ...], Doc("投资者类型", "investors")] = ()
    min_investment: Annotated[Money | None, Doc("投资门槛", "minimum investment")] = None
    note: Annotated[Text | None, Doc("条件", "conditions in words")] = None


class Application(Part, frozen=True, kw_only=True):
    """When, where and with which papers a policy is applied for."""

    opens: Annotated[Date, Doc("申报开始", "applications open")] = ""
    closes: Annotated[Date, Doc("申报截止", "applications close")] = ""
    papers: Annotated[tuple[Text, ...], Doc("申报材料", "papers to hand in")] = ()
    office: Annotated[str, Ref("contact"), Doc("兑现单位", "office that pays")] = ""


class Tier(Part, frozen=True, kw_only=True):
    """What a grant comes to in some of its years."""

    years: Annotated[Years, Doc("年度", "years, counted from the first: 1-3")]
    rate: Annotated[Percent | None, Doc("比例", "rate")] = None
    amount: Annotated[Money | None, Doc("金额", "amount")] = None


class Grant(Part, frozen=True, kw_only=True):
    title: Annotated[Text, Doc("名称", "title")]
    rate: Annotated[Percent | None, Doc("比例", "rate")] = None
    of: Annotated[str, OneOf(GRANT_BASES), Doc("计算基数", "of what")] = ""
    cap: Annotated[Money | None, Doc("上限", "at most")] = None
    amount: Annotated[GrantAmount | None, Doc("金额", "amount")] = None
    per: Annotated[str, OneOf(GRANT_UNITS), Doc("计量单位", "what the amount is paid for each of")] = ""
    tiers: Annotated[tuple[Tier, ...], Doc("分年度标准", "by year")] = ()
    note: Annotated[Text | None, Doc("说明", "note")] = None


class Policy(Entity, frozen=True, kw_only=True):
    """A policy document, or a summary of one (政策)."""

    kind_name: ClassVar[str] = "policy"

    number: Annotated[DocumentNumber, Doc("文号", "document number")] = ""
    issuer: Annotated[Text | None, Doc("发文机关", "issuer")] = None
    level: Annotated[str, OneOf(LEVELS), Doc("层级", "level")]
    kind: Annotated[
        tuple[Annotated[str, OneOf(POLICY_KINDS)], ...],
        Doc("类型", "kind"),
    ] = ()
    issued: Annotated[Date, Doc("成文日期", "issued")] = ""
    effective: Annotated[Date, Doc("生效日期", "in force from")] = ""
    expires: Annotated[Date, Doc("失效日期", "in force until")] = ""
    repealed: Annotated[Date, Doc("废止日期", "repealed on")] = ""
    indefinite: Annotated[
        bool,
        Doc(
            "长期有效",
            "in force until repealed",
            "文件写明长期有效，或是法律法规；不填时，没有失效日期的政策列为“未写明有效期”",
            "the document says so, or it is a law; otherwise a policy without an end has “no end stated”",
        ),
    ] = False
    text: Annotated[
        str,
        OneOf(("full", "summary", "title-only")),
        Doc(
            "所据文本",
            "what is known of the text",
            "title-only：只知其名，未见原文，不会列为适用政策",
            "title-only: nobody here has seen the text; it never counts as one that applies",
        ),
    ] = "summary"
    applies: Annotated[Applies | None, Doc("适用范围", "who qualifies")] = None
    grants: Annotated[tuple[Grant, ...], Doc("支持内容", "what is granted")] = ()
    procedure: Annotated[Text | None, Doc("办理流程", "how to apply")] = None
    apply: Annotated[Application | None, Doc("申报", "application: window, papers, office")] = None
    url: Annotated[Url, Doc("原文网址", "address of the full text")] = ""
    related: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("相关政策", "related policies")] = ()
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("咨询单位", "contacts")] = ()


class Trade(Part, frozen=True, kw_only=True):
    """A product that is offered, or one that is needed (供需信息)."""

    id: Annotated[Slug, Doc("标识", "id")]
    product: Annotated[Text, Doc("产品", "product")]
    amount: Annotated[Output | None, Doc("数量", "quantity, with its unit")] = None
    quality: Annotated[Text | None, Doc("质量要求", "quality: a standard, a grade, a certificate")] = None
    published: Annotated[Date, Doc("发布日期", "published")] = ""
    until: Annotated[
        Date, Doc("有效期至", "valid until", "过期后不再显示", "it is no longer shown after that day")
    ] = ""
    contact: Annotated[str, Ref("contact"), Doc("联系单位", "office that brings both sides together")] = ""


class FirmTrade(Trade, frozen=True, kw_only=True):
    """What an enterprise offers or needs."""

    chain: Annotated[
        str, Ref("chain"), Doc("产业链", "chain", "默认为企业所在的产业链", "else the firm's own")
    ] = ""
    segment: Annotated[
        SegmentId,
        Doc(
            "所属环节",
            "segment that makes the product",
            "供需按环节和产品对接",
            "what matches is found by it",
        ),
    ] = ""


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


class Admission(Part, frozen=True, kw_only=True):
    """What is welcome and what is not (准入条件), with the document that says so."""

    level: Annotated[str, OneOf(ADMISSION), Doc("准入", "welcome, limited or not admitted")]
    text: Annotated[Text, Doc("内容", "what, and on which conditions")]
    source: Annotated[tuple[Source, ...], Doc("依据", "document that says so")] = ()


class PlaceAdmission(Admission, frozen=True, kw_only=True):
    chains: Annotated[
        tuple[Annotated[str, Ref("chain")], ...],
        Doc("适用产业链", "chains", "不填表示所有产业", "all industries, where none is named"),
    ] = ()


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


class ChainRole(Part, frozen=True, kw_only=True):
    chain: Annotated[str, Ref("chain"), Doc("产业链", "chain")]
    segments: Annotated[tuple[SegmentId, ...], Doc("环节", "segments")] = ()


class Enterprise(Entity, frozen=True, kw_only=True):
    """An enterprise of a chain (企业)."""

    kind_name: ClassVar[str] = "enterprise"

    role: Annotated[
        str,
        OneOf(ENTERPRISE_ROLES),
        Doc(
            "角色",
            "chain leader, key or supporting enterprise",
            "sought：拟引进、尚未落户的企业，不计入已有环节",
            "sought: to be won, not here yet; a segment is not in place because of it",
        ),
    ] = "supporting"
    chains: Annotated[tuple[ChainRole, ...], Doc("产业链", "chains")] = ()
    region: Annotated[str, Ref("region"), Doc("所在地区", "region")] = ""
    origin: Annotated[str, Ref("origin"), Doc("来源地", "where it comes from")] = ""
    products: Annotated[Text | None, Doc("产品", "products")] = None
    capacity: Annotated[Output | None, Doc("产能", "capacity")] = None
    output: Annotated[MoneyRate | None, Doc("年产值", "annual output")] = None
    offers: Annotated[tuple[FirmTrade, ...], Doc("可供产品", "products offered")] = ()
    needs: Annotated[tuple[FirmTrade, ...], Doc("求购产品", "products needed")] = ()
    address: Annotated[Text | None, Doc("地址", "address")] = None
    phone: Annotated[Phone, Doc("办公电话", "office phone")] = ""
    website: Annotated[Url, Doc("网站", "website")] = ""


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


class WeChat(Part, frozen=True, kw_only=True):
    name: Annotated[str, Doc("公众号或微信名", "account name")]
    qr: Annotated[FileName, Doc("二维码图片", "QR code picture")] = ""


PHONE_LABELS = (
    ("电话", "Telephone"), ("办公电话", "Office"), ("热线", "Hotline"), ("招商热线", "Investor hotline"),
    ("传真", "Fax"), ("值班电话", "Duty office"), ("监督电话", "Complaints"),
)  # fmt: skip


class Telephone(Part, frozen=True, kw_only=True):
    label: Annotated[
        Text,
        Usual(PHONE_LABELS),
        Doc("名称", "what it is", "电话、热线、传真……", "电话 (telephone), 热线 (hotline), 传真 (fax) …"),
    ]
    number: Annotated[Phone, Doc("号码", "number")]

    @property
    def is_fax(self) -> bool:
        return any("传真" in word or "fax" in word.casefold() for word in self.label.values.values())


CONTACT_KINDS = ("authority", "chamber", "agent", "ambassador")


class Contact(Entity, frozen=True, kw_only=True):
    """An office that answers investors (联系单位). A person is named only together with a consent."""

    kind_name: ClassVar[str] = "contact"

    # A contact is called by its organisation unless it has a title of its own.
    title: Annotated[Text | None, Doc("名称", "title; the organisation if left out")] = None  # type: ignore[assignment]
    organisation: Annotated[Text, Doc("单位", "organisation")]
    department: Annotated[Text | None, Doc("科室", "department")] = None
    role: Annotated[Text | None, Doc("职责", "role")] = None
    kind: Annotated[
        str,
        OneOf(CONTACT_KINDS),
        Doc(
            "类别",
            "what it is",
            "商会、中介、招商大使单列，不作为项目的主管单位",
            "chambers, agents and ambassadors are listed apart and never stand for an office in charge",
        ),
    ] = "authority"
    referral: Annotated[
        Text | None,
        Doc(
            "引荐办法",
            "rules of referral",
            "怎样引荐项目、是否收费、由谁支付",
            "how it brings both sides together, what it costs, and who pays",
        ),
    ] = None
    order: Annotated[int, Doc("排序", "order")] = 0
    phone: Annotated[Phone, Doc("办公电话", "office phone")] = ""
    phones: Annotated[tuple[Telephone, ...], Doc("其他电话", "further numbers")] = ()
    hotline: Annotated[bool, Doc("招商热线", "this is an investor hotline")] = False
    email: Annotated[Email, Doc("电子邮箱", "e-mail")] = ""
    wechat: Annotated[WeChat | None, Doc("微信", "WeChat")] = None
    website: Annotated[Url, Doc("网站", "website")] = ""
    address: Annotated[Text | None, Doc("地址", "address")] = None
    postcode: Annotated[Postcode, Doc("邮政编码", "postcode")] = ""
    hours: Annotated[Text | None, Doc("办公时间", "office hours")] = None
    languages: Annotated[tuple[str, ...], Doc("语言", "languages spoken, as zh, en ...")] = ()
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("负责地区", "regions")] = ()
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("负责产业链", "chains")] = ()
    serves: Annotated[
        tuple[Annotated[str, Ref("origin")], ...],
        Doc(
            "服务来源地",
            "where the investors come from whom it serves",
            "驻外机构、小分队写这里：选了来源地的读者先看到它",
            "for offices away from home: readers who have chosen an origin see them first",
        ),
    ] = ()
    response_time: Annotated[Text | None, Doc("答复时限", "response time")] = None
    unlisted: Annotated[
        Text | None,
        Doc(
            "不公布联系方式的说明",
            "why no way to reach it is given",
            "没有电话、邮箱、微信和地址时，页面显示这句话；写了它，check 不再提醒",
            "shown where there is neither phone, mail, WeChat nor address; with it, check says nothing",
        ),
    ] = None
    person: Annotated[Text | None, Doc("联系人", "person; only with consent")] = None
    consent: Annotated[str, Doc("本人同意", "date or document of the person's consent")] = ""


def is_reachable(contact: Contact) -> bool:
    """Whether a contact says how to reach it: by phone, mail, WeChat or at an address."""
    return bool(contact.phone or contact.phones or contact.email or contact.wechat or contact.address)


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


class News(Entity, frozen=True, kw_only=True):
    """A piece of news (招商动态): a notice, a report, a case to learn from, an open letter."""

    kind_name: ClassVar[str] = "news"

    date: Annotated[Date, Doc("日期", "date")]
    kind: Annotated[str, OneOf(("notice", "report", "case", "letter")), Doc("类别", "kind")]
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("地区", "regions")] = ()
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("产业链", "chains")] = ()
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("政策", "policies")] = ()
    origins: Annotated[
        tuple[Annotated[str, Ref("origin")], ...], Doc("来源地", "where the investors come from")
    ] = ()


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


class Connection(Part, frozen=True, kw_only=True):
    """How to come from an origin: a flight, a train."""

    kind: Annotated[str, OneOf(("flight", "train", "ship", "car")), Doc("方式", "flight, train, ship or car")]
    title: Annotated[Text, Doc("线路", "from where to where")]
    time: Annotated[Duration | None, Doc("用时", "time it takes")] = None
    often: Annotated[Text | None, Doc("班次", "how often")] = None


class Origin(Entity, frozen=True, kw_only=True):
    """Where investors come from (来源地): a region of China, or a country."""

    kind_name: ClassVar[str] = "origin"

    order: Annotated[int, Doc("排序", "order")] = 0
    connections: Annotated[tuple[Connection, ...], Doc("来访交通", "how to come here")] = ()
    policies: Annotated[
        tuple[Annotated[str, Ref("policy")], ...], Doc("适用政策", "policies for investors from there")
    ] = ()


FUND_STAGES = ("new", "expansion", "upgrade", "acquisition")
"""What a fund's money goes into: the kinds of construction of a project, and takeovers."""


class Fund(Entity, frozen=True, kw_only=True):
    """A fund that invests beside the investor (产业投资基金)."""

    kind_name: ClassVar[str] = "fund"

    order: Annotated[int, Doc("排序", "order")] = 0
    manager: Annotated[Text | None, Doc("管理机构", "manager")] = None
    size: Annotated[Money | None, Doc("基金规模", "size")] = None
    ticket: Annotated[
        Money | None, Doc("单个项目投资", "investment in one project", "写成区间最好", "a range is best")
    ] = None
    fields: Annotated[Text | None, Doc("投资方向", "what it invests in, in words")] = None
    stages: Annotated[
        tuple[Annotated[str, OneOf(FUND_STAGES)], ...],
        Doc(
            "投资阶段",
            "stages",
            "与项目性质相对应；不填不限",
            "as projects say what is built; without any it invests in all",
        ),
    ] = ()
    chains: Annotated[
        tuple[Annotated[str, Ref("chain")], ...],
        Doc("投资产业链", "chains that it invests in", "不填不限", "without any it invests in all"),
    ] = ()
    regions: Annotated[
        tuple[Annotated[str, Ref("region")], ...],
        Doc("投资地区", "where it invests", "不填不限", "without any it invests everywhere"),
    ] = ()
    website: Annotated[Url, Doc("网站", "website")] = ""
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()


class Where(Part, frozen=True, kw_only=True):
    """Picks projects by what they are. All conditions must hold."""

    chain: Annotated[str, Ref("chain"), Doc("产业链", "chain")] = ""
    region: Annotated[str, Ref("region"), Doc("地区", "region, with all below it")] = ""
    status: Annotated[tuple[Status, ...], Doc("状态", "status")] = ()
    batch: Annotated[str, Doc("批次", "batch")] = ""
    tag: Annotated[Tag, Doc("标签", "tag")] = ""
    kind: Annotated[str, OneOf(("project", "opportunity")), Doc("类别", "project or opportunity")] = ""


class Collection(Entity, frozen=True, kw_only=True):
    """Projects shown together under a title (专题)."""

    kind_name: ClassVar[str] = "collection"

    order: Annotated[int, Doc("排序", "order")] = 0
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    where: Annotated[Where | None, Doc("条件", "or: every project that meets this")] = None


class Page(Entity, frozen=True, kw_only=True):
    """A free page (关于, 办事指南 ...)."""

    kind_name: ClassVar[str] = "page"

    order: Annotated[int, Doc("排序", "order")] = 0
    in_menu: Annotated[bool, Doc("进入菜单", "shown in the menu")] = False
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
