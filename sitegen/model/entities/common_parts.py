"""What entries of several kinds have: sources, figures, attachments, pictures, and what every kind has."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from sitegen.i18n.text import Text
from sitegen.model.fields import (
    Amount,
    Date,
    Doc,
    DocumentNumber,
    FileName,
    OneOf,
    Output,
    Period,
    Ref,
    Slug,
    Tag,
    Url,
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
ADMISSION = ("welcome", "limited", "not-admitted")
LEVELS = ("national", "provincial", "city", "county", "park")

SegmentId = Annotated[str, Ref("segment")]
"""A segment of the chain that the same entry names."""


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


class Admission(Part, frozen=True, kw_only=True):
    """What is welcome and what is not (准入条件), with the document that says so."""

    level: Annotated[str, OneOf(ADMISSION), Doc("准入", "welcome, limited or not admitted")]
    text: Annotated[Text, Doc("内容", "what, and on which conditions")]
    source: Annotated[tuple[Source, ...], Doc("依据", "document that says so")] = ()
