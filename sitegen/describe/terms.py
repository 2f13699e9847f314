"""The standard terms that a field may take, each with its meaning in Chinese and English.

Terms that readers see are named as the built-in theme names them; the few that only writers meet are named
here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sitegen.i18n.messages import Messages, load_messages
from sitegen.model.kinds import KINDS, RECORDS, kind_words
from sitegen.render.theme import built_in_folder
from sitegen.views.labels import TERMS


class FieldTerm(NamedTuple):
    value: str
    zh: str
    en: str


_WRITERS_OWN: dict[str, tuple[str, str]] = {
    "public": ("公开", "published"),
    "draft": ("草稿，不发布", "not published yet"),
    "internal": ("内部，不发布", "never published"),
    "before-tax": ("税前", "before tax"),
    "after-tax": ("税后", "after tax"),
    "flow": ("产业流程", "part of the flow"),
    "support": ("配套", "support"),
    **{kind: (kind_words(kind)["zh"], kind_words(kind)["en"]) for kind in KINDS},
    "robots": ("robots.txt，改用 files/ 里自己的", "robots.txt, for one of your own in files/"),
    "required": ("都要有译文，缺了提醒", "expected; a missing one is a warning"),
    "optional": ("可以只写一种语言，不提醒", "left out on purpose; nothing is said"),
    "full": ("据全文", "from the full text"),
    "summary": ("据摘要", "from a summary of it"),
    "title-only": ("只知名称", "nothing but its title"),
    "WGS84": ("WGS-84", "WGS 84"),
    "CGCS2000": ("国家大地坐标系", "China's national system"),
    "maps": ("各图的 SVG、PNG、PDF 文件", "maps as SVG, PNG and PDF files beside their pages"),
    "qr": ("每个项目网址的二维码", "QR codes of projects' addresses, as SVG and PNG files"),
    "share-pictures": ("每页的分享图（1200×630 PNG）", "a picture to be shown beside links to each page"),
    "photographs": (
        "照片的各种尺寸（WebP 和原格式），原图不发布",
        "photographs in several sizes, as WebP and in their own kind; the originals are not published",
    ),
    "posters": ("海报：竖版和方形，带二维码", "posters, upright and square, with a QR code"),
    "embeds": ("供其他网站嵌入的图谱和列表", "maps and a list for other sites to frame, also as JSON"),
    "policy-cards": ("政策图解", "each policy explained on one picture"),
    "opportunity-list": ("投资机会清单（XLSX、PDF）", "the list of opportunities, as XLSX and PDF"),
    "sheets": ("每个项目的单页（PDF）", "a sheet for each project, as PDF"),
    "handbook": ("全部项目的招商手册（PDF）", "the handbook of all projects, as PDF"),
    "epub": ("招商手册（EPUB 电子书）", "the handbook as EPUB, for reading apps"),
    "brochures": (
        "各产业链、地区、专题的项目册（PDF）",
        "brochures as PDF, of chains, regions and collections",
    ),
    "search-bodies": (
        "搜索正文：不只名称和要点",
        "the search looks through texts, not only titles and facts",
    ),
    "data": ("开放数据：表格、CSV、JSON", "the open data, as spreadsheets, CSV and JSON, with a page"),
    "markdown": ("每页的 Markdown 文本（index.md）和 llms.txt", "each page's text as Markdown, and llms.txt"),
    "feeds": (
        "各产业链、地区的订阅，截止日期日历",
        "feeds of each chain and place, and calendars of deadlines",
    ),
    "segments": ("各环节的项目列表", "lists of the projects of a segment"),
    "plots": ("用地与厂房", "land and premises"),
    "trade": ("供需对接", "suppliers and buyers sought"),
    "shortlist": ("我的收藏", "what a reader has saved"),
    "filters": ("列表筛选", "filters of lists"),
    "board": ("阶段看板", "the stage board"),
    "site-map": ("网站地图页", "the page that is a map of the site"),
    "search": ("站内搜索", "the search page"),
    "USD": ("美元", "US dollar"),
    "EUR": ("欧元", "euro"),
    "HKD": ("港元", "Hong Kong dollar"),
    "JPY": ("日元", "Japanese yen"),
    "GBP": ("英镑", "pound sterling"),
    "TWD": ("新台币", "New Taiwan dollar"),
    "MOP": ("澳门元", "Macanese pataca"),
    "KRW": ("韩元", "South Korean won"),
    "SGD": ("新加坡元", "Singapore dollar"),
    "AUD": ("澳元", "Australian dollar"),
    "CAD": ("加元", "Canadian dollar"),
    "CHF": ("瑞士法郎", "Swiss franc"),
    "projects-by-kind": ("按类别的项目列表", "lists of projects by kind"),
    "projects-by-status": ("按状态的项目列表", "lists of projects by status"),
    "projects-by-cooperation": ("按合作方式的项目列表", "lists of projects by form of cooperation"),
    "projects-by-year": ("按年份的项目列表", "lists of projects by year"),
    "projects-by-chain": ("按产业链的项目列表", "lists of projects by chain"),
    "projects-by-region": ("按地区的项目列表", "lists of projects by region"),
    "projects-by-tag": ("按标签的项目列表", "lists of projects by tag"),
}


_SECTIONS = {kind.folder: kind.section for kind in RECORDS}


def terms_of(values: tuple[str, ...]) -> tuple[FieldTerm, ...]:
    """The terms of a field, in the model's order."""
    return tuple(FieldTerm(value, *_meaning(value, _group(values))) for value in values)


def _group(values: tuple[str, ...]) -> dict[str, str]:
    """The theme's words for exactly these terms."""
    return next((group for group in TERMS.values() if group.keys() == set(values)), {})


def _meaning(value: str, group: dict[str, str]) -> tuple[str, str]:
    message = group.get(value) or _SECTIONS.get(value)
    return (_chinese().gettext(message), message) if message else _WRITERS_OWN[value]


@cache
def _chinese() -> Messages:
    path = built_in_folder() / "locale" / "zh" / "LC_MESSAGES" / "messages.po"
    return Messages(load_messages([path]))
