"""One smallest broken site for each diagnostic, and for each way to bring it about that matters."""

from __future__ import annotations

import io
import zipfile

from tests.content.test_films import box, mp4
from tests.content.test_pictures import png, svg
from tests.diagnostics.broken import (
    FOLDER,
    PROJECT,
    Broken,
    Files,
    broken,
    chain,
    contact,
    policy,
    project,
    region,
    site,
    texts,
)
from tests.support.minisite import CONTACT_YML, PROJECT_YML, SITE_YML

SECRET = "内部底价八千万元"
SQUARE = '{"type":"Polygon","coordinates":[[[105,32],[105.3,32],[105.3,32.3],[105,32.3],[105,32]]]}'


def areas(*found: tuple[str, str]) -> str:
    """A file of boundaries: the properties and the geometry of each area."""
    features = [f'{{"type":"Feature","properties":{{{said}}},"geometry":{shape}}}' for said, shape in found]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


"""What an `internal:` block says, and no page may."""

MOBILE = "13812345678"
IDENTITY = "51080219900307123"


def _identity_number() -> str:
    """A number with a right check digit, which is nobody's."""
    weights = [2 ** (17 - place) for place in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(IDENTITY, weights, strict=True))
    return IDENTITY + "10X98765432"[total % 11]


def firm(*lines: str) -> Files:
    return {"content/enterprises/firm.yml": "\n".join(["title: {zh: 铝业, en: Metals}", *lines, ""])}


def goal(more: str) -> str:
    return "figures: [{title: {zh: 到位资金, en: Paid in}, amount: 200亿元, " + more + "}]"


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def _docx() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr(
            "docProps/core.xml",
            "<cp:coreProperties"
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王小明</dc:creator></cp:coreProperties>',
        )
    return data.getvalue()


def _file(name: str, data: bytes, named: bool = False) -> Files:
    """A project with a file in its folder, perhaps as an attachment."""
    attachment = f"attachments: [{{file: {name}, title: {{zh: 附件, en: Attachment}}}}]"
    return project(*[attachment] * named) | {f"{FOLDER}/{name}": data}


def _film(data: bytes) -> Files:
    return project("films: [{file: a.mp4, title: {zh: 片, en: Film}}]") | {f"{FOLDER}/a.mp4": data}


TEXT_FILES = [
    broken("E_ENCODING", {PROJECT: b"title: " + "▶".encode() + "铝箔".encode("gbk")}, "gbk"),
    broken("E_ENCODING", {PROJECT: "title: 铝▶".encode() + b"\xff\n"}, "unknown"),
    broken(
        "E_ENCODING",
        {PROJECT: b"\xef\xbb\xbf" + "title: 铝▶".encode() + b"\xff\n"},
        "after-a-byte-order-mark",
    ),
    broken("E_ENCODING", {PROJECT: "▶".encode() + "title: 铝箔".encode("utf-16")}, "utf-16"),
    broken("E_ENCODING", texts("") | {f"{FOLDER}/zh.md": "▶".encode() + "铝箔".encode("gbk")}, "text"),
    broken("E_CONTROL_CHARACTER", project("code: A▶\u202eB"), "reordering"),
    broken("E_CONTROL_CHARACTER", project('code: ▶"A\\u202eB"'), "escaped"),
    broken("E_CONTROL_CHARACTER", texts("第一行\n第二▶\x07行\n"), "text"),
    broken("E_CONFLICT", texts("▶<<<<<<< HEAD\n面积300亩。\n=======\n面积500亩。\n>>>>>>> branch\n"), "text"),
    broken(
        "E_CONFLICT", contact("▶<<<<<<< HEAD", "email: a@example.org", "=======", ">>>>>>> work"), "facts"
    ),
    broken("E_CONFLICT", site("▶<<<<<<< HEAD", "limits: {}", "=======", ">>>>>>> work"), "site"),
    broken(
        "E_CONFLICT", _file("a.csv", "▶<<<<<<< a\n甲,1\n=======\n甲,2\n>>>>>>> b\n".encode(), True), "table"
    ),
    broken("W_UNTRANSLATED E_AMPERSAND", project(head="title: ▶{zh: ▶&b, en: A}"), "ampersand"),
    broken("E_AMPERSAND", project("summary:", "  zh: ▶&D 中心", "  en: A"), "block"),
    broken("W_CUT_TEXT", project(head="title:\n  zh: 示例园区 ▶#3厂房改造\n  en: A"), "title"),
    broken("W_CUT_TEXT", project("code: A ▶#3"), "plain"),
    broken("W_MARKUP W_MARKUP", project('summary: {zh: ▶"第一<br>第二", en: ▶"A&nbsp;B"}'), "html"),
    broken(
        "W_MARKUP W_MARKUP",
        project('summary: {zh: ▶"**重点**", en: ▶"see [x](https://example.org)"}'),
        "markdown",
    ),
    broken("W_MARKDOWN", texts("甲。\n\n▶##标题\n"), "near"),
    broken("W_MARKDOWN", texts("见[^▶1]。\n".replace("▶", "").replace("[", "▶[")), "footnote"),
    broken("W_MARKDOWN", texts("甲▶** 乙 **\n"), "stars"),
    broken("W_BARE_ADDRESS", texts("详见 ▶https://example.org/a。\n")),
    broken("W_TABLE_ROW", texts("| 名称 | 电话 |\n|---|---|\n| 乙 | 丙 | ▶多一格 |\n")),
    broken("W_FOOTNOTE", texts("甲。\n\n▶[^1]: 乙。\n")),
    broken("W_UNLIKELY", project("returns: {irr: ▶180%}"), "irr"),
    broken("W_UNLIKELY", project("returns: {payback: ▶500年}"), "payback"),
    broken(
        "W_UNLIKELY", region("a", "figures: [{title: {zh: 产值, en: GDP}, amount: ▶3.2万亿元}]"), "county"
    ),
    broken("W_UNLIKELY", policy("p", "grants: [{title: {zh: 奖补, en: Grant}, rate: ▶300%}]"), "grant"),
    broken("E_RESULT_UNIT", region("a", goal("goal: true, reached: [{date: 2025, amount: ▶35%}]")), "share"),
    broken(
        "E_RESULT_UNIT", project(goal("goal: true, reached: [{date: 2025, amount: ▶7亿美元}]")), "currency"
    ),
    broken("E_RESULT_UNIT", site(goal("goal: true, reached: [{date: 2025, amount: ▶面议}]")), "settings"),
    broken("W_RESULT_WITHOUT_GOAL", region("a", goal("reached: ▶[{date: 2025, amount: 7000万元}]"))),
    broken("W_NOTHING", project("land: {area: ▶0亩}")),
    broken("W_ABOVE_TOTAL", project("investment: {total: 5亿元, sought: ▶30亿元}"), "sought"),
    broken("W_ABOVE_TOTAL", project("investment: {total: 5亿元, paid_in: ▶6亿元}"), "paid-in"),
    broken("E_QUANTITY", project("investment: {total: ▶-5亿元}"), "negative"),
    broken(
        "W_FIGURES_DIFFER",
        project('summary: {zh: 占地78.6亩，建筑面积8万㎡, en: ▶"78.6 acres, 80,000 m²"}'),
        "facts",
    ),
    broken("W_FIGURES_DIFFER", texts("占地78.6亩。\n", "The park has ▶78.6 acres.\n"), "texts"),
    broken(
        "W_SAME_TITLE",
        {"content/projects/zz/project.yml": "title: ▶{zh: 示例项目, en: Other}\nstatus: signed\n"},
        "projects",
    ),
    broken(
        "W_TAG_NAME",
        {"site.yml": SITE_YML + "tags:\n  foil: ▶{zh: 铝箔, en: Foil}\n  铝箔: {en: Thin sheet}\n"},
        "site.yml",
    ),
    broken(
        "W_SAME_CODE",
        project("code: A1")
        | {"content/projects/other/project.yml": "title: {zh: 乙, en: B}\nstatus: signed\ncode: ▶A1\n"},
    ),
    broken("E_LOST_CHARACTER", project("summary: {zh: 电池▶\ufffd箔, en: Foil}"), "facts"),
    broken("E_LOST_CHARACTER", texts("见▶锟斤拷。\n"), "text"),
    broken("W_GARBLED", project("summary: {zh: 电池箔, en: foil ▶â€” works}")),
    broken("W_INVISIBLE_CHARACTER", project(head="title: {zh: 电池▶\u200b箔, en: Foil}")),
    broken("W_LOOK_ALIKE", project("summary: {zh: ▶⽔⼒发电, en: Hydropower}"), "near"),
    broken(
        "E_FILE_SIZE", project(f"code: {'x' * 2000}") | site("limits: {text_bytes: 1000}"), "yaml", PROJECT
    ),
    broken("E_FILE_SIZE", texts("字" * 1000) | site("limits: {text_bytes: 1000}"), "text", f"{FOLDER}/zh.md"),
    broken(
        "E_PICTURE_SIZE",
        _file("map.png", png()) | site("limits: {picture_bytes: 20}"),
        "",
        f"{FOLDER}/map.png",
    ),
    broken(
        "E_FILE_SIZE",
        _file("map.png", png()) | site("limits: {picture_bytes: 20}", "files: [photographs]"),
        "picture",
        f"{FOLDER}/map.png",
    ),
    broken(
        "E_PHOTOGRAPH_LINKED",
        texts("[原图](map.png)\n", more={f"{FOLDER}/map.png": png(900, 600)})
        | site("limits: {picture_bytes: 20}", "files: [photographs]"),
        "",
        f"{FOLDER}/map.png",
    ),
    broken("E_EMPTY_FILE", {PROJECT: "▶"}, "entry"),
    broken("E_EMPTY_FILE", {PROJECT: "▶# nothing yet\n"}, "remark-only"),
    broken("E_EMPTY_FILE", {"site.yml": "▶"}, "site"),
    broken("E_TAB", project("land:", "▶\tarea: 300亩")),
    broken("E_WIDE_BLANK", project("land:", "▶\u3000\u3000area: 300亩"), "full-width"),
    broken("E_WIDE_BLANK", {PROJECT: "title:\n ▶\u00a0zh: 示例\n  en: Sample\nstatus: signed\n"}, "no-break"),
    broken("E_FULL_WIDTH_COLON", {PROJECT: "title▶：示例\nstatus: signed\n"}, "first-line"),
    broken("E_FULL_WIDTH_COLON", project("batch▶：2023", "tags: [a]"), "middle"),
    broken("E_FULL_WIDTH_COLON", project("batch▶：2023"), "last-line"),
    broken("E_FULL_WIDTH_COLON", project("land:", "  area▶：300亩"), "whole-group"),
    broken("E_FULL_WIDTH_COLON", project("summary: {zh▶：摘要, en: Summary}"), "in-brackets"),
    broken("E_YAML", project("tags: ▶[foil, sheet"), "bracket"),
    broken("E_YAML", project('code: ▶"A1', "batch: 2023"), "quotation-mark"),
    broken("E_YAML", project("▶summary"), "no-colon"),
    broken("E_YAML", project("batch▶:2023", "tags: [a]"), "no-blank"),
    broken("E_YAML", project("batch▶:2023"), "no-blank-at-the-end"),
    broken("E_YAML", project("land:", "  area: 300亩", " ▶tenure: x"), "indentation"),
    broken("E_YAML", project("summary: 二期▶: 用地300亩"), "colon"),
    broken("E_YAML", project("code: ▶@12"), "character"),
    broken("E_YAML_TAG", project("code: ▶!important x"), "word"),
    broken("E_YAML_TAG", project("tags: ▶!!python/object/apply:os.system [x]"), "list"),
    broken("E_DEPTH", project(f"tags: {'[' * 19}▶[{']' * 20}"), "just"),
    broken("E_DEPTH", project(f"tags: {'[' * 19}▶{'[' * 100_000}"), "100000-brackets"),
    broken("E_TOO_LARGE", project("tags:", *["- a"] * 99_989, "- ▶a")),
    broken("E_ALIAS", project("tags: &a [x, x]", "segments: ▶*a")),
    broken("E_ALIAS", project("a: &a [x, x]", "b: &b [▶*a, *a]", "c: &c [*b, *b]", "d: [*c, *c]"), "bomb"),
    broken("E_SECOND_DOCUMENT", project("▶---", "title: Second")),
    broken("E_DUPLICATE_KEY", project("batch: 2023", "▶batch: 2024")),
    broken("E_KEY", project("▶{title}: Foil")),
    broken("E_MERGE_KEY", project("▶<<: {batch: 2023}")),
]

VALUES = [
    broken("E_NOT_A_MAPPING", project("investment: ▶20亿元")),
    broken("E_NOT_A_MAPPING", project("investment: ▶[20亿元]"), "list"),
    broken("E_NOT_A_MAPPING", project("investment: ▶[{total: 20亿元}]"), "hyphen"),
    broken("E_NOT_A_MAPPING", {PROJECT: "▶- title: 示例\n"}, "file"),
    broken("E_COMMA", project("summary: {zh: 一期,▶二期, en: Phases}"), "text"),
    broken("E_COMMA", project("investment: {total: 1亿元, paid_in: 1元,▶234.5万元}"), "figure"),
    broken("E_UNKNOWN_KEY", project("land: {▶aera: }"), "near"),
    broken("E_UNKNOWN_KEY", project("▶sumary: 摘要"), "near"),
    broken("E_UNKNOWN_KEY", project("investment:", "  ▶qqqq: 1"), "inner"),
    broken("E_UNKNOWN_KEY", site("▶tagline_: x"), "site"),
    broken("E_MISSING_KEY", {PROJECT: "title: {zh: 示例, en: Sample}\n▶status:\n"}, "left-empty"),
    broken("E_COLON_BLANK", project("batch:▶\u30002023", "tags: [a]"), "middle"),
    broken("E_COLON_BLANK", {PROJECT: "title:▶\u3000{zh: 甲, en: A}\nstatus: signed\n"}, "bracket"),
    broken("E_COLON_BLANK", project("summary: {zh:▶\u00a0摘要, en: Summary}"), "inside"),
    broken("E_FULL_WIDTH_COMMA", project("summary: {zh: 摘要▶，en: Summary}")),
    broken("E_YAML", project("summary: {zh: C# 开发 ▶#1 项目, en: A}"), "remark-in-brackets"),
    broken("E_YAML", project("summary:", "  zh: ▶[招商]电池箔项目", "  en: A"), "begins-with-a-bracket"),
    broken("E_YAML", project("summary:", '  zh: ▶"电池箔"生产线', "  en: A"), "begins-with-a-mark"),
    broken("E_YAML", project('summary: ▶"摘要', "tags: [a]", "batch: '1'", 'code: "A1"'), "open-long-before"),
    broken("E_YAML", project("summary:", "  zh: 摘要", "   ▶en: Summary"), "one-blank-too-many"),
    broken("E_YAML", project("▶# investment:", "  total: 20亿元"), "below-a-remark"),
    broken("E_UNKNOWN_KEY", project("▶项目概况: 甲"), "near"),
    broken("E_UNKNOWN_KEY", project("▶总投资额: 20亿元"), "near"),
    broken("E_UNKNOWN_KEY", project("▶total: 20亿元"), "near"),
    broken("E_NOT_A_MAPPING", contact("wechat: ▶云岭招商"), "near"),
    broken("E_REFERENCE", project("contacts: [▶小城投资促进局]"), "near"),
    broken("E_MAP_COORDINATES", project("location: {lon: 105.8, lat: 32.4, crs: ▶GCJ02}")),
    broken(
        "E_DECOMPOSED_NAME",
        project() | {f"{FOLDER}/Cafe\u0301.pdf": b"%PDF-1.4"},
        "",
        f"{FOLDER}/Cafe\u0301.pdf",
    ),
    broken("E_MISSING_KEY", {PROJECT: "# 示例\n▶title: {zh: 示例, en: Sample}\n"}),
    broken("E_MISSING_KEY", project("milestones:", "  - ▶date: 2020-02"), "inner"),
    broken("E_UNKNOWN_LOCALE", project("summary: {zh: 摘要, ▶eng: Summary}")),
    broken("E_UNKNOWN_LOCALE", project("translation: {▶cn: reviewed}"), "mapping"),
    broken(
        "E_UNKNOWN_LOCALE",
        {"site.yml": SITE_YML.replace("default_locale: zh", "default_locale: ▶de")},
        "default",
    ),
    broken(
        "E_UNKNOWN_LOCALE", {"site.yml": SITE_YML.replace("name: English", "derived_from: ▶ja")}, "derived"
    ),
    broken(
        "E_UNKNOWN_LOCALE", {"site.yml": SITE_YML.replace("name: English", "fallbacks: ▶[fr]")}, "fallback"
    ),
    broken("E_NOT_A_VALUE", project("batch: ▶[2023]")),
    broken("E_EMPTY_VALUE", project('code: ▶""')),
    broken("E_EMPTY_VALUE", project("summary: ▶{zh: }"), "text"),
    broken("E_NOT_A_TEXT", project("summary: ▶[摘要, Summary]")),
    broken("E_ID", project("region: ▶Lizhou"), "reference"),
    broken(
        "E_ID",
        project() | {"content/projects/Sample/project.yml": PROJECT_YML},
        "case",
        "content/projects/Sample/project.yml",
    ),
    broken(
        "E_ID E_ID",
        {"content/chains/caf\u00e9.yml": "x", "content/chains/cafe\u0301.yml": "x"},
        "normal-form",
        "content/chains/caf\u00e9.yml",
        "content/chains/cafe\u0301.yml",
    ),
    broken("E_CHOICE", project(status="▶singed"), "near"),
    broken("E_CHOICE", project(status="▶已签约"), "chinese"),
    broken("E_CHOICE", project("sdg: [7, ▶18]"), "goal"),
    broken("E_CHOICE", {"site.yml": f"{SITE_YML}files: [▶map]\n"}, "files"),
    broken("E_DATE", project("published: ▶10/2/2020"), "order"),
    broken("E_DATE", project("published: ▶2020-02-10T09:30"), "time"),
    broken("E_DATE", project("published: ▶2020-02-30"), "day"),
    broken("E_DATE", chain("roadmap: [{period: ▶soon, title: {zh: 近期, en: Soon}}]"), "period"),
    broken(
        "E_DATE",
        {"content/events/fair/event.yml": "title: {zh: 会, en: Fair}\nkind: fair\nstarts: ▶25:00\n"},
        "moment",
    ),
    broken("E_QUANTITY", project("land: {area: ▶20亿元}"), "wrong-unit"),
    broken("E_QUANTITY", project("investment: {total: ▶20}"), "no-unit"),
    broken("E_QUANTITY", project("investment: {total: ▶总投资20亿元}"), "near"),
    broken("E_UNDECIDED", project("investment: {total: ▶待定}")),
    broken("E_DATE", project("published: ▶46037"), "near"),
    broken("E_INTEGER", contact("order: ▶第1")),
    broken("E_NUMBER", project("location: {lon: ▶东经105°, lat: 32.4}")),
    broken("E_BOOLEAN", contact("hotline: ▶是")),
    broken("E_URL", project("source: {title: {zh: 文件, en: Document}, url: ▶www.example.gov.cn/a}"), "near"),
    broken("E_URL", contact("website: ▶www.example.com"), "no-scheme"),
    broken("E_URL", contact("website: ▶javascript:alert(1)"), "script"),
    broken("E_EMAIL", contact("email: ▶invest＠example.gov.cn")),
    broken(
        "E_SEVERAL_PHONES",
        {"content/contacts/office.yml": CONTACT_YML.replace("0839-0000000", "▶0839-0000001 0000002")},
        "near",
    ),
    broken("E_PHONE", {"content/contacts/office.yml": CONTACT_YML.replace("0839", "▶电话：0839")}, "near"),
    broken("E_PHONE", contact("phones: [{label: 传真, number: ▶无}]"), "fax"),
    broken("W_AREA_CODE", {"content/contacts/office.yml": CONTACT_YML.replace("0839-", "▶")}, "phone"),
    broken("W_AREA_CODE", contact("phones: [{label: 传真, number: ▶0000001转2}]"), "further"),
    broken(
        "E_POSTCODE",
        contact("postcode: ▶62800"),
    ),
    broken(
        "E_FILE_NAME",
        project("attachments: [{file: ▶../other/plan.pdf, title: {zh: 图, en: Plan}}]"),
        "outside",
    ),
    broken("E_FILE_NAME", project() | {f"{FOLDER}/-plan.docx": b"x"}, "hyphen", f"{FOLDER}/-plan.docx"),
    broken(
        "E_WINDOWS_NAME",
        {"content/contacts/con.yml": "organisation: 甲\n"},
        "file",
        "content/contacts/con.yml",
    ),
    broken("E_TEXT_ENDING", project() | {f"{FOLDER}/zh.md.txt": "甲"}, "near", f"{FOLDER}/zh.md.txt"),
    broken("E_KEYWORD", project("tags: [▶新能源、储能]"), "near"),
    broken("E_KEYWORD", project("tags: [▶新能源！]"), "plain"),
    broken("E_YEARS", policy("plan", "grants: [{title: {zh: 奖补, en: Award}, tiers: [{years: ▶前三年}]}]")),
    broken("E_REGION_CODE", region("town", "code: ▶51")),
    broken("E_DOCUMENT_NUMBER", policy("plan", "number: ▶广经合[2020]")),
    broken("E_COLOR", site("brand: {color: ▶red}")),
    broken("E_RATE", site("rates: [{currency: USD, cny: ▶7.1元, date: 2026-01-15}]")),
    broken("E_RATE", site("rates: [{currency: USD, cny: ▶0.00, date: 2026-01-15}]"), "zero"),
]

PLACES = [
    Broken(("E_SYMLINK",), project(), "file", (f"{FOLDER}/zh.md",), {f"{FOLDER}/zh.md": "../sample/zh.md"}),
    Broken(("E_SYMLINK",), {}, "folder", ("content/projects/linked",), {"content/projects/linked": "sample"}),
    Broken(("E_SYMLINK",), {}, "outside", ("files/passwd.txt",), {"files/passwd.txt": "/etc/passwd"}),
    Broken(("E_SYMLINK",), {}, "site", ("site.yml",), {"site.yml": "elsewhere.yml"}, without=("site.yml",)),
    broken(
        "E_UNKNOWN_FOLDER",
        {"content/project/foil/project.yml": "x"},
        "near",
        "content/project/foil/project.yml",
    ),
    broken("E_UNKNOWN_FOLDER", {"content/notes.txt": "x"}, "file", "content/notes.txt"),
    broken("E_NESTED_FOLDER", _file("pictures/site.png", png()), "", f"{FOLDER}/pictures/site.png"),
    broken("E_YAML_NAME", {"content/projects/foil.yml": "x"}, "flat", "content/projects/foil.yml"),
    broken("E_YAML_NAME", {"content/chains/metal.yaml": "x"}, "ending", "content/chains/metal.yaml"),
    broken("E_YAML_NAME", project() | {f"{FOLDER}/policy.yml": "x"}, "other-kind", f"{FOLDER}/policy.yml"),
    broken(
        "E_YAML_NAME",
        chain() | {"content/chains/metal/chain.yml": "x"},
        "inside",
        "content/chains/metal/chain.yml",
    ),
    broken("E_NO_YAML", {"content/projects/foil/zh.md": "x"}, "folder", "content/projects/foil"),
    broken("E_NO_YAML", {"content/chains/metal/map.png": png()}, "flat", "content/chains/metal"),
    broken(
        "E_RESERVED_ID",
        {"content/projects/status/project.yml": "x"},
        "project",
        "content/projects/status/project.yml",
    ),
    broken(
        "E_RESERVED_ID", {"content/pages/projects/page.yml": "x"}, "page", "content/pages/projects/page.yml"
    ),
    broken("E_RESERVED_ID", chain("  - {id: ▶page, stage: middle, title: {zh: 页, en: Page}}"), "segment"),
    broken(
        "E_COLLISION",
        project("pictures: [{file: Map.png, alt: {zh: 图, en: Map}}]")
        | {f"{FOLDER}/Map.png": png(), f"{FOLDER}/map.png": png()},
        "case",
        f"{FOLDER}/map.png",
    ),
    broken(
        "E_DECOMPOSED_NAME",
        project("pictures: [{file: plan\u00e9.png, alt: {zh: 图, en: Map}}]")
        | {f"{FOLDER}/plane\u0301.png": png(), f"{FOLDER}/plan\u00e9.png": png()},
        "normal-form",
        f"{FOLDER}/plane\u0301.png",
    ),
    broken("E_TEXT_NAME", project() | {f"{FOLDER}/cn.md": "正文\n"}, "", f"{FOLDER}/cn.md"),
    broken("E_MISSING_FILE", project("pictures: [{file: ▶site.png, alt: {zh: 图, en: View}}]"), "picture"),
    broken(
        "E_MISSING_FILE",
        project("attachments:", "  - {file: ▶plan.pdf, title: {zh: 图, en: Plan}}"),
        "attachment",
    ),
    broken("E_MISSING_FILE", contact("wechat: {name: 小城, qr: ▶qr.png}"), "qr"),
    broken("E_MISSING_FILE", texts("第一行\n![图](▶site.png)\n"), "text"),
    broken("E_MISSING_FILE", texts("见[规划](▶plan.pdf)。\n"), "link"),
    broken(
        "E_MISSING_FILE",
        project("pictures: [{file: ▶map.pgn, alt: {zh: 图, en: Map}}]") | {f"{FOLDER}/map.png": png()},
        "near",
    ),
    broken(
        "E_NOT_A_PICTURE",
        project("pictures: [{file: ▶plan.txt, alt: {zh: 图, en: Plan}}]") | {f"{FOLDER}/plan.txt": "x"},
        "yaml",
    ),
    broken("E_NOT_A_PICTURE", texts("![图](▶plan.txt)\n", more={f"{FOLDER}/plan.txt": "x"}), "text"),
    broken(
        "E_NOT_A_FILM",
        project("films: [{file: ▶plan.txt, title: {zh: 片, en: Film}}]") | {f"{FOLDER}/plan.txt": "x"},
    ),
    broken(
        "E_NOT_CAPTIONS",
        project("films: [{file: a.mp4, title: {zh: 片, en: Film}, captions: {zh: ▶a.txt}}]")
        | {f"{FOLDER}/a.txt": "x", f"{FOLDER}/a.mp4": mp4()},
    ),
    broken(
        "E_CAPTIONS",
        project("films: [{file: a.mp4, title: {zh: 片, en: Film}, captions: {zh: a.vtt}}]")
        | {f"{FOLDER}/a.vtt": "WEBVTT\n\n00:01▶,000 --> 00:02,000\n你好\n", f"{FOLDER}/a.mp4": mp4()},
    ),
    broken("E_FILM_FORMAT", _file("talk.mov", b"\0\0\0\x14ftypqt  "), "", f"{FOLDER}/talk.mov"),
    broken("E_FILM_CONTENT", _film(mp4(brand=b"qt  ")), "", f"{FOLDER}/a.mp4"),
    broken("E_FILM_BROKEN", _film(mp4()[:-10]), "", f"{FOLDER}/a.mp4"),
    broken("W_FILM_CODEC", _film(mp4(codec=b"hvc1")), "", f"{FOLDER}/a.mp4"),
    broken("W_FILM_INDEX", _film(mp4(index_last=True)), "", f"{FOLDER}/a.mp4"),
    broken(
        "W_FILM_PLACE", _film(mp4(more=box(b"udta", box(b"\xa9xyz", b"+32-105/")))), "", f"{FOLDER}/a.mp4"
    ),
    broken("E_PICTURE_KIND", _file("map.jpg", png()), "", f"{FOLDER}/map.jpg"),
    broken("E_PICTURE_BROKEN", _file("map.png", png()[:30]), "", f"{FOLDER}/map.png"),
    broken("E_PICTURE_PIXELS", _file("map.png", png(60_000, 60_000)), "", f"{FOLDER}/map.png"),
    broken("E_SVG", _file("map.svg", svg("<script/>")), "script", f"{FOLDER}/map.svg"),
    broken(
        "E_SVG",
        _file("map.svg", svg(attributes='width="9" height="9" onload="x"')),
        "handler",
        f"{FOLDER}/map.svg",
    ),
    broken("E_PICTURE_FORMAT", _file("photo.heic", b"\0\0\0\x18ftypheic"), "", f"{FOLDER}/photo.heic"),
    broken("E_ENCODING", _file("table.csv", "名称,金额".encode("gbk")), "attachment", f"{FOLDER}/table.csv"),
    broken("E_ATTACHMENT_KIND", _file("tool.exe", b"MZ"), "", f"{FOLDER}/tool.exe"),
    broken("E_ATTACHMENT_ACTIVE", _file("tools.zip", _zip("setup.exe")), "", f"{FOLDER}/tools.zip"),
    broken("E_ATTACHMENT_CONTENT", _file("plan.pdf", b"PK\3\4"), "", f"{FOLDER}/plan.pdf"),
    broken(
        "W_PDF_NOT_SEARCHED",
        _file("plan.pdf", b"%PDF-1.7\n/Encrypt\n%%EOF\n", True),
        "",
        f"{FOLDER}/plan.pdf",
    ),
    broken("W_ATTACHMENT_AUTHOR", _file("plan.docx", _docx(), True), "", f"{FOLDER}/plan.docx"),
    broken("W_UNUSED_FILE", _file("notes.csv", b"a,b\n"), "", f"{FOLDER}/notes.csv"),
]

TEXTS = [
    broken("E_TOO_MUCH_MARKUP", texts("正文。\n\n" + "▶[a" + "[a" * 20_000 + "\n"), "brackets"),
    broken("E_TOO_MUCH_MARKUP", texts("*" * 80_000 + "▶*\n"), "marks"),
    broken("E_LINK", texts("第一行\n见[项目](▶/zh/projects/foil/)。\n"), "near"),
    broken("E_LINK", texts("见[主管部门](▶www.example.gov.cn/a.html)。\n"), "near"),
    broken("E_LINK", texts("见[主管部门](▶www.example.gov.cn)。\n"), "near"),
    broken("E_LINK", texts("见[项目](▶project：sample)。\n"), "near"),
    broken("E_LINK", texts("见[项目](▶/zh/plans/foil/)。\n"), "address"),
    broken("E_LINK", texts("[图](▶../sample/plan.pdf)\n"), "outside"),
    broken("E_LINK", texts("[x](▶javascript:alert(1))\n"), "script"),
    broken("E_LINK", texts("|a|b|\n|-|-|\n|1|[x](▶file:///etc/passwd)|\n"), "table"),
    broken("E_ANCHOR", texts("## 条件\n\n见[办理](▶#办理)。\n")),
    broken("E_PICTURE_PATH", texts("![图](▶../sample/site.png)\n"), "outside"),
    broken("E_PICTURE_PATH", texts("![图](▶https://elsewhere.example/site.png)\n"), "elsewhere"),
    broken("W_NO_ALT", texts("![](▶map.png)\n", more={f"{FOLDER}/map.png": png()})),
    broken("W_RAW_HTML", texts("第一行\n用地 ▶<b>300亩</b>\n")),
    broken("E_REFERENCE", texts("见[政策](▶policy:missing)。\n"), "text"),
]

PERSONS = [
    broken(
        "E_MOBILE",
        project("attachments: [{file: list.csv, title: {zh: 附件, en: List}}]")
        | {f"{FOLDER}/list.csv": "部门,电话\n招商科,▶13800138000\n"},
        "table",
    ),
    broken("E_MOBILE", texts("热线 ▶138\\-0013\\-8000\n"), "escaped"),
    broken("E_MOBILE", texts("找王先生 ▶138**0013**8000，138\n"), "marked"),
    broken("E_MOBILE", project(f"code: ▶{MOBILE}"), "yaml"),
    broken("E_MOBILE", texts(f"第一行\n联系电话 ▶{MOBILE}\n"), "text"),
    broken("E_MOBILE", site(f"notice: {{zh: ▶电话 {MOBILE}, en: Notice}}"), "site"),
    broken("E_IDENTITY_NUMBER", project(f'code: ▶"{_identity_number()}"'), "yaml"),
    broken("E_IDENTITY_NUMBER", texts(f"号码 ▶{_identity_number()}\n"), "text"),
    broken(
        "E_IDENTITY_NUMBER",
        contact("person: {zh: 王女士, en: Ms Wang}", f'consent: ▶"同意书 {_identity_number()}"'),
        "consent-is-not-enough",
    ),
    broken("E_QQ", contact("email: ▶12345678@qq.com"), "yaml"),
    broken("E_WECHAT_ID", texts("微信号：▶zhang_san88\n"), "text"),
    broken("E_PRIVATE_MAILBOX", texts("个人邮箱：▶lisi@example.com\n"), "text"),
    broken("E_PASSPORT", texts("护照号▶E00000000\n"), "text"),
    broken("E_BANK_CARD", texts("卡号▶6222 0200 0000 0000 000\n"), "text"),
    broken("E_QQ", texts("QQ：▶12345678\n"), "text"),
    broken("E_CONSENT", contact("person: ▶{zh: 王女士, en: Ms Wang}"), "person"),
    broken("E_CONSENT", contact("consent: ▶2026-01-15"), "consent"),
]

COHERENCE = [
    broken("E_DATES", policy("plan", "issued: 2024-03-01", "expires: ▶2023-12-31"), "policy"),
    broken("E_DATES", policy("plan", "issued: 2024-03-01", "repealed: ▶2023-12-31"), "repealed"),
    broken("E_DATES", policy("plan", "apply: {opens: 2024-03-01, closes: ▶2024-02-01}"), "window"),
    broken("E_DATES", project("published: 2024-03", "expires: ▶2023"), "project"),
    broken(
        "E_DATES",
        {
            "content/events/fair/event.yml": "title: {zh: 会, en: Fair}\nkind: fair\n"
            "starts: 2026-05-18T09:30\nends: ▶2026-05-17\n"
        },
        "event",
    ),
    broken("E_COORDINATES", project("location: {lon: 32.4, lat: ▶105.8}"), "exchanged"),
    broken("E_COORDINATES", region("town", "position:", "  lon: ▶200", "  lat: 3"), "region"),
    broken("E_MISSING_KEY", project("location: ▶{lon: 105.8}"), "latitude"),
    broken("E_SEGMENT_WITHOUT_CHAIN", project("segments: ▶[foil]") | chain()),
    broken(
        "W_STATUS",
        project(
            "milestones: [{date: 2024-02, status: operating}, {date: 2020, status: signed}]", status="▶signed"
        ),
    ),
    broken("E_TILE", region("town", "tile: ▶3")),
    broken("E_DUPLICATE_ID", chain("  - {id: ▶foil, stage: middle, title: {zh: 又, en: Again}}"), "segments"),
    broken(
        "E_DUPLICATE_ID",
        region("town", "plots:", "  - {id: a1, area: 3亩}", "  - {id: ▶a1, area: 4亩}"),
        "plots",
    ),
    broken(
        "E_DUPLICATE_ID",
        firm(
            "offers: [{id: rod, product: {zh: 铝棒, en: Rod}}]",
            "needs: [{id: ▶rod, product: {zh: 锭, en: Ingot}}]",
        ),
        "trades",
    ),
    broken(
        "E_SEGMENT_WITHOUT_CHAIN",
        firm("offers: [{id: rod, product: {zh: 铝棒, en: Rod}, segment: ▶foil}]"),
        "trade",
    ),
    broken("E_DUPLICATE_ID", {"site.yml": SITE_YML.replace("fallback", "  - id: ▶en\nfallback")}, "locales"),
    broken("E_DUPLICATE_ID", {"site.yml": f"{SITE_YML}tags: {{R&D: 研发, R and D: ▶研究}}\n"}, "tags"),
    broken("E_KEYWORD", {"site.yml": f"{SITE_YML}tags: {{▶新能源！: 新能源}}\n"}, "name of a tag"),
    broken("E_NOT_A_MAPPING", {"site.yml": f"{SITE_YML}tags: ▶[新能源, 研发]\n"}, "names of tags"),
    broken(
        "E_UNKNOWN_LOCALE",
        {"site.yml": f"{SITE_YML}tags: {{brownfield: {{zh: 存量用地, ▶ja: 遊休地}}}}\n"},
        "name of a tag",
    ),
    broken("E_NOT_A_TEXT", {"site.yml": f"{SITE_YML}tags: {{brownfield: ▶[存量用地]}}\n"}, "name of a tag"),
]

CATALOGUE = [
    broken("E_REFERENCE", project("contacts: [▶ofice]"), "near"),
    broken("E_REFERENCE", project("contacts: [▶投资促进局]"), "title"),
    broken("E_REFERENCE", project("chain: metal", "segments: [▶sheets]") | chain(), "segment"),
    broken(
        "E_REFERENCE",
        region("a", "plots: [{id: a-01, area: 2亩}]")
        | {"content/tours/t/tour.yml": "title: {zh: 线路, en: Tour}\nstops: [{region: a, plot: ▶a-02}]\n"},
        "plot",
    ),
    broken("E_TIME", {"content/tours/t/tour.yml": "title: {zh: 线路, en: Tour}\ndeparts: ▶早上\n"}),
    broken("E_STOP", {"content/tours/t/tour.yml": "title: {zh: 线路, en: Tour}\nstops:\n  - ▶stay: 1小时\n"}),
    broken("E_REFERENCE", chain("  - {id: rod, stage: ▶upper, title: {zh: 铝棒, en: Rod}}"), "stage"),
    broken(
        "E_REFERENCE",
        chain("  - {id: rod, stage: middle, title: {zh: 铝棒, en: Rod}, feeds: [▶wire]}"),
        "feeds",
    ),
    broken("E_REFERENCE", site("home_region: ▶town"), "site"),
    broken("E_REFERENCE", project("contacts: [▶bureau]") | contact("aliases: [bureau]"), "former id"),
    broken("W_OLD_ID", texts("见[单位](▶contact:bureau)。\n", more=contact("aliases: [bureau]"))),
    broken("E_ALIAS_TAKEN", project("aliases: [▶sample]"), "an id"),
    broken(
        "E_ALIAS_TAKEN",
        region("a", "aliases: [c, d]") | region("b", "aliases:", "  - e", "  - ▶c"),
        "another's",
    ),
    broken("E_RESERVED_ID", project("aliases: [▶status]"), "alias"),
    broken(
        "W_WITHDRAWN_REFERENCE",
        project("related: [▶sample]") | site("withdrawn:", "  - {kind: project, id: sample}"),
    ),
    broken(
        "E_HIDDEN_REFERENCE", project("policies: [▶plan]") | policy("plan", "visibility: internal"), "yaml"
    ),
    broken(
        "E_HIDDEN_REFERENCE",
        texts("见[政策](▶policy:plan)。\n", more=policy("plan", "visibility: draft")),
        "text",
    ),
    broken("E_REGION_LOOP", region("a", "parent: ▶b") | region("b", "parent: a") | region("c", "parent: b")),
    broken("E_TILE_TAKEN", region("a", "tile: [1, 2]") | region("b", "tile: ▶[1, 2]")),
    broken(
        "W_SAME_TITLE",
        policy("a", title="title: {zh: 同名, en: One}") | policy("b", title="title: ▶{zh: 同名, en: Two}"),
    ),
    broken("W_EXPIRED_POLICY", policy("plan", "expires: 2025") | project("policies: [▶plan]", status="open")),
    broken(
        "W_NO_CONTACT",
        {
            "site.yml": SITE_YML.replace("fallback_contact: office\n", ""),
            "content/projects/sample/project.yml": "▶" + PROJECT_YML,
        },
    ),
    broken("W_UNCONFIRMED", {"content/projects/sample/project.yml": "▶" + PROJECT_YML + "confirmed: 2023\n"}),
    broken(
        "W_UNREACHABLE",
        {
            "content/projects/sample/project.yml": "▶" + PROJECT_YML + "contacts: [silent]\n",
            "content/contacts/silent.yml": "organisation: {zh: 科室, en: Section}\n",
        },
    ),
    broken("W_UNTRANSLATED", project("summary: {zh: 摘要}", head="title: ▶示例")),
    broken("W_UNTRANSLATED W_UNTRANSLATED", project("summary: ▶{en: Summary}", head="title: ▶示例"), "both"),
    broken("W_UNTRANSLATED_BODY", project() | {f"{FOLDER}/zh.md": "正文\n"}, "en", f"{FOLDER}/zh.md"),
    broken("W_UNTRANSLATED_BODY", project() | {f"{FOLDER}/en.md": "Text\n"}, "zh", f"{FOLDER}/en.md"),
    broken(
        "W_THEME_WORDS",
        {
            "site.yml": SITE_YML.replace("English}\n", "English}\n  - {id: ▶ja}\n")
            + "translations: optional\n"
        },
        "ja",
    ),
    broken("W_FUTURE_DATE", project("published: 2026-11-21"), "published", PROJECT),
    broken("W_FUTURE_DATE", project("confirmed: 2027"), "confirmed", PROJECT),
    broken("W_FUTURE_DATE", project("milestones: [{date: 2026-12, status: signed}]"), "milestone", PROJECT),
    broken(
        "W_FUTURE_DATE",
        project(goal("goal: true, reached: [{date: 2027, amount: 7亿元}]")),
        "result of a project",
        PROJECT,
    ),
    broken(
        "W_FUTURE_DATE",
        region("a", goal("goal: true, reached: [{date: 2027, amount: 7亿元}]")),
        "result of a place",
        "content/regions/a.yml",
    ),
    broken(
        "W_FUTURE_DATE", policy("plan", "issued: 2027-01-01"), "policy", "content/policies/plan/policy.yml"
    ),
    broken("W_PLACEHOLDER", project(head="title: {zh: 示例, en: ▶Title ...}")),
    broken("W_PLACEHOLDER", texts("正文\n\n▶（建什么，多大规模。）\n"), "text"),
    broken("W_TRANSLATION_STALE", project("translation: {en: ▶stale}")),
]

THEME_PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

▶msgid "%(count)s projects"
msgstr "%(number)s 个项目"
"""

LOST_LINK = '{% extends "base.html" %}{% block main %}<a href="#nowhere">x</a>{% endblock %}'

SITE = [
    Broken(("E_NO_SITE",), {}, "", ("site.yml",), without=("site.yml",)),
    broken("E_LOCALE", {"site.yml": SITE_YML.replace("fallback", "  - {id: ▶deutsch, name: x}\nfallback")}),
    broken(
        "E_LOCALE",
        {
            "site.yml": SITE_YML.replace(
                "fallback", "  - {id: zh-hant, derived_from: zh, config: ▶t2s}\nfallback"
            )
        },
        "config",
    ),
    broken(
        "E_PHRASE",
        {
            "site.yml": SITE_YML.replace(
                "fallback", "  - {id: zh-hant, derived_from: zh, phrases: [[范, 范], ▶[出台]]}\nfallback"
            )
        },
    ),
    broken("E_TIME_ZONE", {"site.yml": SITE_YML.replace("Asia/Shanghai", "▶Beijing")}),
    broken("E_THEME", site("theme: ▶forest")),
    broken("E_LIMIT", site("limits: {page_size: ▶0}")),
    broken("E_CONTRAST", site('brand: {color: ▶"#7fcac6"}'), "light"),
    broken("E_LOGO", site("brand: {logo: ▶logo.svg}"), "missing"),
    broken("E_LOGO", site("brand: {logo: ▶logo.gif}"), "kind"),
    broken("E_LOGO", site("brand: {logo_dark: ▶a.svg}") | {"files/a.svg": svg("<path/>")}, "dark alone"),
    broken("E_SVG", site("brand: {logo: ▶a.svg}") | {"files/a.svg": svg("<script/>")}, "logo"),
    broken("E_CONTRAST", site('brand: {color: "#0d5257", accent_dark: ▶"#0d5257"}'), "dark"),
    Broken(("E_MESSAGES",), {"theme/locale/zh/LC_MESSAGES/messages.po": THEME_PO}, "placeholder", build=True),
    Broken(
        ("E_MESSAGES",),
        site("theme: forest") | {"themes/forest/locale/zh/LC_MESSAGES/messages.po": '▶msgid "open\n'},
        "malformed",
        build=True,
    ),
    Broken(("E_STYLE_SHEET",), {"theme/styles/card.css": ".card ▶{\n  top: 0;\n"}, "brace", build=True),
    Broken(("E_STYLE_SHEET",), {"theme/static/custom.css": "p { top: 0 }\n▶/* x\n"}, "comment", build=True),
    Broken(("E_IMPORT",), {"theme/static/custom.css": '▶@import "fonts.css";\n'}, "sheet", build=True),
    Broken(("E_IMPORT",), {"theme/scripts/more.js": '▶import x from "./site.js";\n'}, "script", build=True),
    Broken(("E_ROOT_FILE",), {"files/sitemap.xml": "x"}, "page", ("files/sitemap.xml",), build=True),
    *(
        broken("E_ROOT_FILE_KIND", {f"files/{name}": "x"}, name, f"files/{name}")
        for name in (".env", "id_rsa", "x.php", ".htaccess", "a/dump.sql", "about.html")
    ),
    broken("E_MOBILE", {"files/list.csv": "name,phone\na,▶13800138000\n"}, "root"),
    Broken(("E_ROOT_FILE",), {"files/ZH/a.txt": "x"}, "folder", ("files/ZH/a.txt",), build=True),
    *[
        Broken(
            ("E_ROOT_FILE",), {f"files/{folder}/a.txt": "x"}, folder, (f"files/{folder}/a.txt",), build=True
        )
        for folder in ("assets", "files", "sitemaps", "en")
    ],
    Broken(("E_COLLISION",), {"files/a.txt": "x", "files/A.txt": "x"}, "root", ("files/a.txt",), build=True),
    Broken(("E_FILE_NAME",), {"files/a b.txt": "x"}, "root", ("files/a b.txt",), build=True),
    Broken(
        ("E_BROKEN_LINK", "E_BROKEN_LINK"),
        {"theme/templates/site-map.html": LOST_LINK},
        "template",
        ("en/sitemap/index.html", "zh/sitemap/index.html"),
        build=True,
    ),
    Broken(
        ("E_BROKEN_LINK",),
        texts("[x](project:sample#nowhere)\n"),
        "heading",
        ("zh/projects/broken/index.html",),
        build=True,
    ),
    Broken(
        ("E_BROKEN_LINK", "E_BROKEN_LINK"),
        texts(
            "[甲](https://invest.example.org/documents/7) [乙](https://invest.example.org/lost.pdf?a=1)"
            " [丙](https://invest.example.org/zh/projects) [丁](https://invest.example.org/)"
            " [戊](https://invest.example.org.cn/x)\n"
        ),
        "own-address",
        ("zh/projects/broken/index.html", "zh/projects/broken/index.html"),
        build=True,
    ),
    Broken(("E_BOUNDARY",), {"content/maps/city.geojson": "{"}, "json", ("content/maps/city.geojson",)),
    Broken(
        ("E_BOUNDARY",),
        {"content/maps/city.geojson": '{"type":"FeatureCollection","features":[]}'},
        "no-areas",
        ("content/maps/city.geojson",),
    ),
    Broken(
        ("W_AREA_EMPTY", "W_AREA_UNKNOWN", "W_REGION_AREA"),
        {
            "content/maps/city.geojson": areas(
                ('"code":"510811000000"', SQUARE), ('"NAME":"丙县"', SQUARE), ('"XZQDM":510812', "null")
            ),
            "content/regions/one.yml": "title: {zh: 甲县, en: One}\nkind: county\ncode: '510811'\n",
            "content/regions/two.yml": "title: {zh: 乙区, en: Two}\nkind: county\ncode: '510812'\n",
            "content/regions/park.yml": "title: {zh: 园区, en: Park}\nkind: park\nparent: two\n",
        },
        "areas",
        ("content/maps/city.geojson",) * 3,
    ),
    Broken(
        ("W_AREA_TWICE", "W_AREA_TWICE"),
        {
            "content/maps/a.geojson": areas(('"code":"510811"', SQUARE), ('"name":"甲县"', SQUARE)),
            "content/maps/b.geojson": areas(('"id":"one"', SQUARE)),
            "content/regions/one.yml": "title: {zh: 甲县, en: One}\nkind: county\ncode: '510811'\n",
        },
        "areas-twice",
        ("content/maps/a.geojson", "content/maps/b.geojson"),
    ),
    Broken(("W_MAP_FILE",), {"content/maps/city.json": "{}"}, "", ("content/maps/city.json",)),
    Broken(
        ("E_BOUNDARY",),
        {
            "content/maps/city.geojson": '{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
            '"coordinates":[[[35000,3],[36000,3],[36000,4],[35000,3]]]}}'
        },
        "metres",
        ("content/maps/city.geojson",),
    ),
    broken(
        "E_PASTED",
        project(f"summary: {{zh: ▶底价见{SECRET}，可谈, en: Text}}", f"internal: {{floor: {SECRET}}}"),
    ),
    broken(
        "E_PASTED",
        project(f"internal: {{floor: {SECRET}}}")
        | {f"{FOLDER}/zh.md": f"# 投资\n\n底价▶{SECRET}。\n", f"{FOLDER}/en.md": "# Investment\n"},
        "body",
    ),
    Broken(
        ("E_PASTED",),
        project(f"internal: {{floor: {SECRET}}}")
        | policy("plan", f"summary: {{zh: 公告▶{SECRET}起, en: Public}}"),
        "another entry",
        build=True,
    ),
    Broken(
        ("E_LEAK",),
        project(f"internal: {{floor: {SECRET}}}") | {"theme/templates/language.html": f"<p>{SECRET}</p>"},
        "internal",
        ("index.html",),
        build=True,
    ),
    Broken(
        ("E_LEAK",),
        project("visibility: draft", head=f"title: {{zh: {SECRET}, en: Secret}}")
        | {"theme/templates/language.html": f"<p>{SECRET}</p>"},
        "draft",
        ("index.html",),
        build=True,
    ),
    Broken(
        ("W_GLYPH",),
        site("files: [maps]")
        | {
            "content/chains/metals.yml": (
                "title: {zh: 金属▶🚀, en: Metals}\nstages: [{id: up, title: {zh: 上游, en: Upstream}}]\n"
                "segments: [{id: ore, stage: up, title: {zh: 矿石, en: Ore}}]\n"
            )
        },
        build=True,
    ),
]

MANY = Broken(
    ("E_REFERENCE", "E_YAML", "E_ID", "E_CHOICE", "E_UNKNOWN_KEY", "E_MISSING_FILE"),
    {
        "content/projects/Bad/project.yml": "x",
        **project("▶sumary: x", status="▶opne"),
        "content/projects/broken/zh.md": "![图](▶map.png)\n",
        "content/projects/broken/en.md": "x\n",
        "content/chains/other.yml": "title: {zh: 另, en: Other}\ncontacts: ▶nobody\n",
        "content/chains/third.yml": "title: ▶{zh: 三, en: Third\norder: 1\n",
    },
    "several",
    ("content/projects/Bad/project.yml",),
)
"""Faults of several kinds in several files: all of them are told in one run."""

SITES = [*TEXT_FILES, *VALUES, *PLACES, *TEXTS, *PERSONS, *COHERENCE, *CATALOGUE, *SITE, MANY]
