"""Texts as offices write them, through a whole build: pages, descriptions, search and feed say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.pipeline.build import Options, build, check_content
from tests.support.html import parse
from tests.support.minisite import write_mini_site

FOLDED = """\
title: {zh: 甲　乙\u00a0项目, en: A}
status: open
published: 2026-01-20
summary:
  zh: 利用本地合金和板带，
    建设年产5万吨的
    生产线。
  en: A works
    for foil.
"""
RIGHT = "利用本地合金和板带，建设年产5万吨的生产线。"
BODY = "依据**《办法》**办理，\n占地三百亩[^1]。\n\n1、甲\n2、乙\n\n名称\t电话\n甲\t1\n\n[^1]: 见附件。\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        "content/projects/folded/project.yml": FOLDED,
        "content/projects/folded/zh.md": BODY,
        "content/projects/folded/en.md": "Text.\n",
    }
    root = write_mini_site(tmp_path_factory.mktemp("office"), files)
    made = build(Options(root=root, output=root / "build", now="2026-11-20", jobs=1))
    assert made.diagnostics == []
    return root / "build"


def test_folded_lines_and_wide_blanks_are_alike_everywhere(tree: Path) -> None:
    page = (tree / "zh/projects/folded/index.html").read_text("utf-8")
    assert RIGHT in re.sub("<[^>]*>", "", page)
    assert f'name="description" content="{RIGHT}"' in page
    search = "".join(path.read_text("utf-8") for path in (tree / "zh").rglob("*.json"))
    feed = (tree / "zh/feed.xml").read_text("utf-8")
    for text in (page, search, feed):
        assert "甲 乙 项目" in text
        assert "　" not in text
        assert RIGHT in text
    assert "A works for foil." in (tree / "en/projects/folded/index.html").read_text("utf-8")


def test_the_text_is_shown_as_it_is_meant(tree: Path) -> None:
    page = (tree / "zh/projects/folded/index.html").read_text("utf-8")
    assert "依据<strong>《办法》</strong>办理，占地三百亩<sup" in page
    assert "<p>1、甲</p>\n<p>2、乙</p>" in page
    assert "<th>名称</th>\n<th>电话</th>" in page
    assert parse(page).one("a", href="#fn1")["id"] == "fnref1"


NAMES = (
    "~$plan.docx", "._view.jpg", ".~lock.plan.odt#", "plan.bak", "zh.md.orig", "~WRL0003.tmp", "@eaDir/x.jpg",
    "__MACOSX/zh.md", "zh.md~",
)  # fmt: skip


def test_what_programs_leave_lying_about_is_passed_over(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/projects/sample/{name}": b"x" for name in NAMES}
    files |= {f"content/contacts/{name}": b"x" for name in ("~$bureau.yml", "#bureau.yml#", "._office.yml")}
    root = write_mini_site(tmp_path, files)
    assert check_content(Options(root=root, output=root / "build", now="2026-11-20", jobs=1)) == []


def test_all_faults_are_told_in_one_run(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/projects/a/project.yml": "title: {zh: 甲, en: A}\nstatus: sold\ncontacts: [nobody]\n",
        "content/projects/b/project.yml": "title: {zh: 乙, en: B}\nstatus:\n",
        "content/projects/c/zh.md": "<<<<<<< HEAD\n",
        "content/projects/c/project.yml": "title: {zh: 丙, en: C}\nstatus: signed\nregion: nowhere\n",
        "content/contacts/d.yml": "organisation: {zh: 丁, en: D}\nphone: 0839-1 and 2\n",
    }
    root = write_mini_site(tmp_path, files)
    found = check_content(Options(root=root, output=root / "build", now="2026-11-20", jobs=1))
    told = [(d.code, d.place.path.split("/")[2], d.place.line) for d in found if d.severity == "error"]
    assert told == [
        ("E_SEVERAL_PHONES", "d.yml", 2), ("E_CHOICE", "a", 2), ("E_REFERENCE", "a", 3),
        ("E_MISSING_KEY", "b", 2), ("E_REFERENCE", "c", 3), ("E_CONFLICT", "c", 1),
    ]  # fmt: skip
