"""What is written in one language only: marked for readers, and not offered as a page of another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.pipeline.build import Options, build
from tests.support.html import Document, read
from tests.support.minisite import SITE_YML, write_mini_site

BASE = "https://invest.example.org/"
HANT = "  - {id: zh-hant, name: 繁體中文, derived_from: zh}\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in three languages with a project that is written in Chinese alone, and one in both."""
    root = write_mini_site(
        tmp_path_factory.mktemp("untranslated") / "site",
        {
            "site.yml": SITE_YML.replace("fallback_contact", f"{HANT}fallback_contact"),
            "content/projects/alone/project.yml": "title: {zh: 只有中文}\nstatus: open\n",
            "content/projects/alone/zh.md": "正文。\n",
        },
    )
    build(Options(root=root, output=root / "build", now="2026-06-01"))
    return root / "build"


def page(tree: Path, path: str) -> Document:
    return read(tree / path / "index.html")


def canonical(of: Document) -> list[str]:
    return [link["href"] for link in of.all("link", rel="canonical")]


def test_a_page_without_a_text_of_its_own_does_not_offer_itself(tree: Path) -> None:
    english = page(tree, "en/projects/alone")
    assert (english.alternates(), canonical(english)) == ({}, [])
    here = {lang: f"{BASE}{key}/projects/alone/" for lang, key in (("zh-Hans", "zh"), ("zh-Hant", "zh-hant"))}
    for locale in ("zh", "zh-hant"):  # what is derived is as good as written
        found = page(tree, f"{locale}/projects/alone")
        assert found.alternates() == here | {"x-default": f"{BASE}zh/projects/alone/"}
        assert canonical(found) == [f"{BASE}{locale}/projects/alone/"]
    assert set(page(tree, "en/projects/sample").alternates()) == {"zh-Hans", "en", "zh-Hant", "x-default"}


def test_home_pages_and_the_choice_of_language_agree(tree: Path) -> None:
    homes = [page(tree, path).alternates() for path in ("", "zh", "en", "zh-hant")]
    assert homes == [homes[0]] * 4
    assert homes[0]["x-default"] == BASE


def test_the_sitemap_has_the_root_and_leaves_out_what_is_not_there(tree: Path) -> None:
    text = "".join(file.read_text() for file in (tree / "sitemaps").iterdir())
    assert f"<loc>{BASE}</loc>" in text
    assert f"<loc>{BASE}zh/projects/alone/</loc>" in text
    assert f"<loc>{BASE}en/projects/alone/</loc>" not in text


def test_a_title_in_another_language_is_marked(tree: Path) -> None:
    title = page(tree, "en/projects/alone").one("h1")
    assert (title["lang"], title["data-only"]) == ("zh-Hans", "Chinese only")
    body = page(tree, "en/projects/alone").one("div", class_="prose")
    assert (body["lang"], body["data-only"]) == ("zh-Hans", "Chinese only")
    (link,) = [
        link for link in page(tree, "en/projects").all("a", class_="row-link") if "/alone/" in link["href"]
    ]
    assert link["data-only"] == "Chinese only"
    for path in ("zh/projects/alone", "zh-hant/projects/alone", "en/projects/sample"):
        assert "data-only" not in page(tree, path).one("h1").attributes
