"""Free pages, whose texts stand as Markdown in words/pages, and site.yml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing
from sitegen.demo.facts import EPOCH
from sitegen.model.kinds import Both

_TEXTS = Path(__file__).with_name("words") / "pages"
_PAGES = (
    # id, title, summary, shown in the menu
    (
        "service-guide",
        Both("办事指南", "Service guide"),
        Both("从首次联系到投产的七个步骤。", "Seven steps from the first call to production."),
        True,
    ),
    (
        "investing-from-abroad",
        Both("外商投资指南", "Investing from abroad"),
        Both(
            "外国投资者设立企业、资金进出和人员签证。", "Company set-up, capital flows and visas for staff."
        ),
        True,
    ),
    (
        "living-in-yunlan",
        Both("生活在云澜", "Living in Yunlan"),
        Both("住房、学校、医疗与周末。", "Homes, schools, health care and weekends."),
        False,
    ),
    (
        "about",
        Both("关于本目录", "About this catalogue"),
        Both(
            "云澜是虚构的城市，本目录用于演示。",
            "Yunlan is an invented city; this catalogue is a demonstration.",
        ),
        True,
    ),
)


def write_pages(folder: DemoFolder, seed: int) -> None:
    for order, (page_id, title, summary, in_menu) in enumerate(_PAGES):
        files: dict[str, str | bytes] = {}
        fields: Fields = {"title": title, "summary": summary, "order": order + 1, "in_menu": in_menu}
        if page_id != "about":
            fields["contacts"] = ["yunlan-hotline", "one-stop"]
        if page_id == "living-in-yunlan":
            fields = dressing(Dice(seed, "page", page_id), title, files) | fields
        fields |= former_id(page_id, had=page_id == "about")
        for locale in ("zh", "en"):
            files[f"{locale}.md"] = (_TEXTS / f"{page_id}.{locale}.md").read_text("utf-8")
        folder.package(f"content/pages/{page_id}", {"page.yml": to_yaml(fields), **files})


def write_site(folder: DemoFolder, projects: int, seed: int) -> None:
    head = f"# A fictional catalogue of {projects} projects, made by `sitegen demo` with seed {seed}.\n"
    folder.write("site.yml", head + to_yaml(_settings()))
    folder.write("files/logo.svg", _LOGO.format(ground="#0b5a6b", lines="#ffffff"))
    folder.write("files/logo-dark.svg", _LOGO.format(ground="#6cc0d2", lines="#06262d"))


_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">
  <rect width="48" height="48" rx="11" fill="{ground}"/>
  <g fill="none" stroke="{lines}" stroke-width="3.4" stroke-linecap="round">
    <path d="M9 31c5 0 5-4 10-4s5 4 10 4 5-4 10-4"/>
    <path d="M9 38c5 0 5-4 10-4s5 4 10 4 5-4 10-4" opacity=".6"/>
    <path d="M24 22V9l9 8H15"/>
  </g>
</svg>
"""
"""The invented city's: a crane over two waves."""


def _settings() -> Fields:
    return {
        "title": Both("投资云澜（虚构演示）", "Invest in Yunlan (fictional)"),
        "tagline": Both(
            "一座虚构港口城市的全部投资机会：做什么、在哪里、多少钱、找谁谈",
            "Every investment opportunity of an invented port city: what, where, how much and whom to call",
        ),
        "description": Both(
            "云澜市投资目录演示：项目、产业链、政策、园区、要素成本与联系单位。全部内容均为虚构。",
            "A demonstration catalogue of the invented city of Yunlan: projects, industry chains, policies,"
            " parks, factor costs and contacts. Everything in it is fictional.",
        ),
        "base_url": "https://demo.example.org/",
        "as_of": date.fromordinal(EPOCH).isoformat(),
        "time_zone": "Asia/Shanghai",
        "default_locale": "zh",
        "locales": [
            {"id": "zh", "name": "简体中文"},
            {"id": "en", "name": "English"},
            {
                "id": "zh-hant",
                "name": "繁體中文",
                "derived_from": "zh",
                "config": "s2tw",
                "fallbacks": ["zh"],
            },
        ],
        "theme": "default",
        "batches": [{"name": "2026", "due": "2026-03-01"}],
        "fictional": True,
        "notice": Both(
            "坐标位于公海，地图上只见海面。",
            "Coordinates lie in the open ocean: maps show nothing but sea.",
        ),
        "brand": {
            "color": "#0b5a6b",
            "color_dark": "#6cc0d2",
            "accent": "#b5401f",
            "accent_dark": "#ff9a76",
            "logo": "logo.svg",
            "logo_dark": "logo-dark.svg",
        },
        "footer": {
            "organiser": Both("云澜市投资促进局（虚构）", "Yunlan Investment Promotion Bureau (fictional)"),
            "contact": Both(
                "投资服务热线：0360-0000100（虚构号码）", "Investor hotline 0360-0000100 (a fictional number)"
            ),
            "copyright": Both("演示数据可自由使用", "The demonstration data may be used freely"),
        },
        "home_region": "yunlan",
        "fallback_contact": "yunlan-hotline",
        "figures": _figures(),
        "rates": [
            {
                "currency": "USD",
                "cny": "7.00",
                "date": "2026-06-30",
                "source": Both("演示用汇率", "Invented rate for demonstration"),
            },
        ],
        "limits": {"page_size": 24},
        "files": ["data", "feeds", "markdown", "photographs", "search-bodies"],
        "licence": {
            "title": Both("CC0 1.0 公有领域贡献", "CC0 1.0 Public Domain Dedication"),
            "url": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
        "tags": _TAGS,
        "synonyms": [["云澜", "云澜市", "Yunlan"], ["云港", "云澜港", "Port of Yunlan"]],
    }


_TAGS: Fields = {
    "export": Both("出口导向", "Export-oriented"),
    "green-factory": Both("绿色工厂", "Green factory"),
    "ready-land": Both("净地供应", "Ready land"),
    "ready-workshop": Both("现成厂房", "Ready-built factory"),
    "foreign-welcome": Both("欢迎外资", "Foreign investors welcome"),
    "import-substitution": Both("进口替代", "Import substitution"),
    "research": Both("研发合作", "R&D cooperation"),
    "carbon-neutral": Both("零碳", "Carbon-neutral"),
    "coastal": Both("临港临海", "Coastal"),
    "quick-start": Both("快速开工", "Quick start"),
    "brownfield": Both("存量用地", "Brownfield"),
    "first-of-its-kind": Both("首台套", "First-of-a-kind"),
    "绿色低碳": Both("绿色低碳", "Low-carbon"),
    "专精特新": Both("专精特新", "Specialised and innovative"),
    "数字化转型": Both("数字化转型", "Digital transformation"),
    "循环经济": Both("循环经济", "Circular economy"),
    "5G 应用": Both("5G应用", "5G applications"),
}


def _figures() -> list[Fields]:
    made = [
        _figure("实际到位内资", "Domestic investment paid in", "860余亿元", "2025"),
        _figure("实际使用外资", "FDI utilised", "6.8亿美元", "2025"),
        _figure("港口吞吐量", "Port throughput", "1.6亿吨", "2025"),
        _figure("新签约亿元以上项目", "New projects of CNY 100 million or more", "300个以上", "2026/2028"),
    ]
    made[-1]["goal"] = True
    made[-1]["reached"] = [{"date": "2026-03", "amount": "21个"}, {"date": "2026-06", "amount": "52个"}]
    return made


def _figure(zh: str, en: str, amount: str, date: str) -> Fields:
    return {"title": Both(zh, en), "amount": amount, "date": date}
