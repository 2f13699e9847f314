"""JSON Feed, QR codes of projects, and the table of what entries lack."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import jsonschema
import pytest

from tests.support.minisite import CONTACT_YML, PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site

NOW = ("--now", "2026-01-15")

AUTHOR = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "pattern": "^https://"},
        "feed_url": {"type": "string", "pattern": "^https://"},
        "description": {"type": "string"},
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"},
        "authors": {"type": "array", "items": AUTHOR, "minItems": 1},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "pattern": "^https://"},
                    "title": {"type": "string"},
                    "content_text": {"type": "string", "minLength": 1},
                    "language": {"type": "string"},
                    "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
"""https://www.jsonfeed.org/version/1.1/, as far as these feeds use it."""


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314  # what the test has just made


# JSON Feed


def test_both_feeds_say_the_same(golden_site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for locale in ("zh", "en", "zh-hant"):
        folder = golden_site / "build" / locale
        feed = json.loads((folder / "feed.json").read_bytes())
        jsonschema.validate(feed, JSON_FEED)
        entries = parsed(folder / "feed.xml").findall(f"{atom}entry")
        assert [(item["id"], item["title"]) for item in feed["items"]] == [
            (entry.findtext(f"{atom}id"), entry.findtext(f"{atom}title")) for entry in entries
        ]
        assert feed["feed_url"].endswith(f"/{locale}/feed.json")
        dates = [entry.findtext(f"{atom}updated") for entry in entries]
        assert dates
        oldest = min(item["date_modified"] for item in feed["items"] if "date_modified" in item)
        assert [item.get("date_modified", oldest) for item in feed["items"]] == dates


def test_every_page_names_the_feed(golden_site: Path) -> None:
    for page in ("zh/", "en/contacts/"):
        links = Site("goldens", golden_site).page(page).all("link")
        (found,) = [link["href"] for link in links if link.get("type") == "application/feed+json"]
        file = golden_site / "build" / page / found
        assert file.resolve() == golden_site / "build" / page.partition("/")[0] / "feed.json"


# QR codes


def pixels(png: bytes) -> list[list[int]]:
    """Rows of a grey or black-and-white PNG without interlacing: 1 for black."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, color = struct.unpack(">IIBB", png[16:26])
    assert (depth, color) == (1, 0)
    at, packed = 8, b""
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    rows, stride = zlib.decompress(packed), (width + 7) // 8
    found, line = [], bytes(stride)
    for number in range(height):
        how, *raw = rows[number * (stride + 1) : (number + 1) * (stride + 1)]
        assert how in (0, 2)  # as it is, or the difference from the row above
        line = bytes([one + above & 255 for one, above in zip(raw, line, strict=True)]) if how else bytes(raw)
        found.append([1 - (line[column // 8] >> (7 - column % 8) & 1) for column in range(width)])
    return found


def test_a_qr_code_is_the_address_of_its_page(mini_site: MiniSite, run_cli: RunCli) -> None:
    import segno

    site = mini_site({"site.yml": SITE_YML + "files: [qr]\n"})
    must(run_cli("build", *NOW, cwd=site))
    for locale in ("zh", "en"):
        address = f"https://invest.example.org/{locale}/projects/sample/"
        code = segno.make_qr(address, error="m", boost_error=False)
        modules = [[*map(bool, row)] for row in code.matrix_iter(border=4)]
        folder = site / "build" / locale / "projects/sample"
        rows = pixels((folder / "qr.png").read_bytes())
        size = len(rows) // len(modules)
        assert size >= 10
        assert [[bool(row[x * size]) for x in range(len(modules))] for row in rows[::size]] == modules
        drawing = parsed(folder / "qr.svg")
        assert drawing.get("viewBox") == f"0 0 {len(modules)} {len(modules)}"
        hrefs = [link["href"] for link in Site("small", site).page(f"{locale}/projects/sample/").all("a")]
        assert {f"../../../{locale}/projects/sample/qr.{form}" for form in ("svg", "png")} <= set(hrefs)


def test_there_are_none_unless_they_are_asked_for(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    site = mini_site()
    must(run_cli("build", *NOW, cwd=site))
    assert not list((site / "build").rglob("qr.*"))
    assert "qr." not in (site / "build/zh/projects/sample/index.html").read_text("utf-8")
    must(run_cli("export", "qr", str(tmp_path / "out"), "--locale", "en", *NOW, cwd=site))
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == [
        "qr.png",
        "qr.svg",
    ]


# What entries lack

FULL = PROJECT_YML + "scope: {zh: 建一条线}\nowner: {zh: '2026'}\n"
OTHER = """\
organisation: {zh: =市局, en: =Bureau}
unlisted: {zh: 暂不公布, en: Not published yet}
chains: [foil]
"""
FILES: dict[str, str | bytes] = {
    "content/projects/sample/project.yml": FULL,
    "content/projects/lonely/project.yml": PROJECT_YML.replace("status", "contacts: [closed]\nstatus"),
    "content/projects/hidden/project.yml": PROJECT_YML + "visibility: draft\n",
    "content/contacts/closed.yml": OTHER,
    "content/chains/foil.yml": "title: {zh: 铝箔, en: Foil}\n",
    "content/contacts/office.yml": CONTACT_YML + "email: a@example.org\n",
}


def table(site: Path, run_cli: RunCli, folder: Path, *more: str) -> dict[str, list[str]]:
    must(run_cli("export", "missing", str(folder), *NOW, *more, cwd=site))
    text = (folder / "missing.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return {row[1]: row for row in rows}


@pytest.fixture
def lacking(mini_site: MiniSite) -> Path:
    site = mini_site(FILES)
    (site / "content/projects/sample/en.md").unlink()
    return site


def test_the_office_is_told_what_each_public_entry_lacks(
    lacking: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    rows = table(lacking, run_cli, tmp_path / "out", "--locale", "en")
    assert rows.keys() == {"ID", "sample", "lonely", "foil", "closed", "office"}
    sample = rows["sample"]
    assert sample[:4] == ["Projects", "sample", "Sample project", "content/projects/sample/project.yml"]
    assert "(partner)" in sample[4]
    named = set(re.findall(r"\((\w+)\)", sample[4]))
    assert not named & {"scope", "investment", "source", "tags", "visibility"}
    assert sample[5] == "en: scope, body"  # a number needs no translation
    assert sample[6] == ""
    assert rows["lonely"][6] == "no phone, mail, WeChat or address: closed"
    assert rows["foil"][6] == "no phone, mail, WeChat or address: closed"
    assert rows["closed"][2] == "'=Bureau"
    assert "(phone)" in rows["closed"][4]
    assert rows["office"][6] == ""


def test_the_table_is_in_the_site_s_own_language(lacking: Path, run_cli: RunCli, tmp_path: Path) -> None:
    rows = table(lacking, run_cli, tmp_path / "out")
    assert rows["代号"][4:] == ["未填的字段", "缺少的译文", "联系方式"]
    assert rows["sample"][0] == "项目"
    assert rows["sample"][5] == "en：建设内容、正文"
    assert "合作方要求 (partner)" in rows["sample"][4]


def test_a_site_without_contacts_says_so(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    site = mini_site({"site.yml": SITE_YML.replace("fallback_contact: office\n", "")})
    (site / "content/contacts/office.yml").unlink()
    assert table(site, run_cli, tmp_path / "out")["sample"][6] == "没有联系单位"
    must(run_cli("build", *NOW, cwd=site))
    assert not list((site / "build").rglob("missing.csv"))


def test_what_the_site_does_not_have_can_be_exported(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    """Files that name each other are taken as if the site had them; lists within lists have marks in PDF."""
    listed = "## 内容\n\n- 一\n  - 二\n    - 三\n      - 四\n"
    site = mini_site({"content/projects/sample/zh.md": listed})
    for name in ("data", "data_catalog", "json_feed", "llms", "sheets"):
        done = run_cli("export", name, str(tmp_path / name), "--now", "2026-06-30", cwd=site)
        assert done.returncode == 0, done.stderr
        assert any((tmp_path / name).rglob("*.*")), name
    assert (tmp_path / "sheets/zh/projects/sample/sample.pdf").stat().st_size > 1000
