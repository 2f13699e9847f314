"""Articles of the shipped and of the demo catalogue are such as WeChat takes, in every look and language."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from sitegen.channels import raster
from sitegen.channels.tools import Tool
from sitegen.channels.wechat_article import inlined
from sitegen.demo import write_demo
from sitegen.pipeline.build import Options
from sitegen.pipeline.export import Export, export
from sitegen.views.articles import LOOKS, ArticleChoice
from sitegen.wechat.limits import ArticleFiles, problems_of, read_articles
from tests.conftest import Share
from tests.support.minisite import PROJECT_YML, write_mini_site
from tests.support.process import RunCli, must


def exported(root: Path, folder: Path, choice: ArticleChoice, locales: tuple[str, ...]) -> list[ArticleFiles]:
    options = Options(root=root, output=root / "build", now="2026-07-01", jobs=1)
    export(options, Export(name="wechat", folder=folder, locales=locales, parameters=choice))
    return read_articles(folder)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures as stubs: how large the drawn ones are is another test's."""
    monkeypatch.setattr(raster, "render", lambda svg, tool: b"\x89PNG\r\n\x1a\n")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("look", LOOKS)
def test_every_article_of_the_shipped_catalogue_is_within_the_limits(
    site_root: Path, tmp_path: Path, look: str
) -> None:
    locales = {"plain": ("zh",), "official": ("en",), "cards": ("zh-hant",)}[look]
    articles = exported(site_root, tmp_path / "out", ArticleChoice(look=look), locales)
    assert {article.entry.partition("/")[0] for article in articles} == {
        "project", "policy", "news", "collection", "chain", "event", "region",
    }  # fmt: skip
    assert {article.key: problems_of(article) for article in articles if problems_of(article)} == {}


@pytest.mark.usefixtures("undrawn")
def test_every_article_of_a_demo_catalogue_is_within_the_limits(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", 30, 7, lambda done, total: None)
    choice = ArticleChoice(since=datetime.date(2024, 1, 1))
    articles = exported(tmp_path / "demo", tmp_path / "out", choice, ("zh", "en"))
    assert len(articles) > 60
    assert {article.key: problems_of(article) for article in articles if problems_of(article)} == {}
    everything = {article.key: article for article in articles}
    new = everything["zh/new/since-2024-01-01"]
    told = [article for article in articles if article.locale == "zh" and article is not new]
    assert f"{len(told)} " in new.digest or str(len(told)) in new.digest


@pytest.fixture(scope="module")
def small(share: Share) -> Path:
    def make(folder: Path) -> None:
        root = write_mini_site(folder / "site", FILES)
        from tests.support.process import run_cli

        must(run_cli("export", "wechat", str(folder / "out"), "--now", "2026-01-15", cwd=root))

    return share("small-articles", make)


FILES: dict[str, str | bytes] = {
    "content/projects/long/project.yml": PROJECT_YML.replace(
        "示例项目", "年产十万吨高精度动力电池铝箔及汽车轻量化型材精深加工一体化产业园建设项目"
    ).replace("Sample project", "Another"),
    "content/projects/long/zh.md": "## 背景\n\n"
    + "一段很长的说明文字，用来超过公众号的限制。\n\n" * 900
    + "[链接](https://example.org/)\n",
    "content/projects/sample/zh.md": "## 背景\n\n见[项目](https://example.org/a)，`代码`。\n\n"
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- 一\n- 二\n",
    "content/chains/tea.yml": "title: {zh: 茶, en: Tea}\nstages: [{id: up, title: {zh: 种植, en: Growing}}]\n"
    "segments: [{id: leaf, stage: up, title: {zh: 鲜叶, en: Leaf}, strength: strong}]\n",
}


def test_pictures_are_small_enough_and_all_there(small: Path) -> None:
    articles = read_articles(small / "out")
    assert {article.key: problems_of(article) for article in articles if problems_of(article)} == {}
    tea = next(article for article in articles if article.key == "zh/chain/tea")
    assert tea.pictures == ("map.png", "qr.png")
    assert sorted(path.name for path in tea.folder.iterdir()) == [
        "article.html", "article.json", "cover.png", "map.png", "qr.png",
    ]  # fmt: skip


def test_a_long_title_is_cut_and_a_long_text_ends_early_and_says_so(small: Path) -> None:
    article = next(one for one in read_articles(small / "out") if one.key == "zh/project/long")
    assert len(article.title) == 32
    assert article.title.endswith("…")
    assert 18_000 < len(article.html) < 20_000
    assert "全文见文末“阅读原文”" in article.html
    assert "qr.png" in article.html
    short = next(one for one in read_articles(small / "out") if one.key == "zh/project/sample")
    assert "全文见" not in short.html
    assert "href" not in short.html
    assert "见<span" in short.html or "见<span>项目" in short.html
    assert short.html.count("<td") >= 2
    assert short.content_source_url == "https://invest.example.org/zh/projects/sample/"


def test_what_wechat_refuses_does_not_get_through(tmp_path: Path) -> None:
    hostile = (
        "<style>.a{position:fixed;color:red;background:url(https://x/y)} p{--x:1;filter:blur(1px)}</style>"
        '<section class="a" id="b" onclick="x()"><p style="display:grid;color:blue">甲<script>1</script></p>'
        '<iframe src="https://x"></iframe><a href="javascript:1" id="c">乙</a><form><p>丙</p></form>'
        "<p>1 &lt; 2 &amp; <em>丁</em> <strong>戊</strong></p></section>"
    )
    html = inlined(hostile, {"css-inline": Tool()}).decode().strip()
    assert html == (
        '<section style="color:red"><p style="color:blue">甲</p><span>乙</span>'
        "<p>1 &lt; 2 &amp; <em>丁</em> <strong>戊</strong></p></section>"
    )


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ({"title": "题" * 33}, "title"),
        ({"title": ""}, "title"),
        ({"author": "作" * 17}, "author"),
        ({"digest": "摘" * 129}, "digest"),
        ({"html": "字" * 20_000}, "20000"),
        ({"html": ""}, "empty"),
        ({"html": "<script>"}, "<script>"),
        ({"html": '<p class="a">'}, "class"),
        ({"html": '<p onclick="a">'}, "onclick"),
        ({"html": '<p style="position: fixed">'}, "position"),
        ({"html": '<p style="display: grid">'}, "grid"),
        ({"html": '<p style="color: var(--a)">'}, "var("),
        ({"html": '<img src="https://example.org/a.png">'}, "elsewhere"),
        ({"html": '<a href="https://example.org/">'}, "dead link"),
        ({"content_source_url": "https://example.org/" + "a" * 1020}, "1 KB"),
        ({"cover": "none.png"}, "missing"),
    ],
)
def test_the_limits_are_held(small: Path, broken: dict[str, str], word: str) -> None:
    import msgspec

    article = next(one for one in read_articles(small / "out") if one.key == "zh/project/sample")
    assert problems_of(article) == []
    assert word in " ".join(problems_of(msgspec.structs.replace(article, **broken)))


def test_a_picture_of_a_megabyte_is_too_large(small: Path, tmp_path: Path) -> None:
    import msgspec

    article = next(one for one in read_articles(small / "out") if one.key == "zh/project/sample")
    for name in ("cover.png", "qr.png"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1_000_000))
    (tmp_path / "cover.png").write_bytes(b"GIF89a")
    found = problems_of(msgspec.structs.replace(article, folder=tmp_path))
    assert any("qr.png: 1000008 bytes" in one for one in found)
    assert any("cover.png: neither" in one for one in found)


def test_entries_are_chosen_and_a_wrong_one_is_named(tmp_path: Path, run_cli: RunCli) -> None:
    root = write_mini_site(tmp_path / "site", {})
    out = tmp_path / "out"
    must(run_cli("export", "wechat", str(out), "--entries", "project/sample", "--locale", "zh", cwd=root))
    (path,) = out.rglob("article.json")
    assert json.loads(path.read_bytes())["entry"] == "project/sample"
    done = run_cli("export", "wechat", str(out), "--entries", "project/none", "--lang", "en", cwd=root)
    assert done.returncode == 2
    assert "project/none" in done.stdout + done.stderr
