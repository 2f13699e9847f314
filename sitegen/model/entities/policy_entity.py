"""A policy document, with whom it is for and what it grants (政策)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import INVESTORS, LEVELS, Entity, Part
from sitegen.model.fields import (
    Date,
    Doc,
    DocumentNumber,
    GrantAmount,
    Money,
    OneOf,
    Percent,
    Ref,
    Url,
    Years,
)

POLICY_KINDS = ("incentive", "access", "service", "plan", "notice")
GRANT_BASES = ("investment", "equipment", "output", "tax", "rent", "interest", "wages", "fdi")
GRANT_UNITS = (
    "kg", "t", "kWh", "m3", "mu", "m2", "m2·month", "TEU", "person", "person·month", "person·year",
    "month", "year",
)  # fmt: skip
"""What a grant may be paid for each of, by the codes of units (`i18n.units`)."""


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
