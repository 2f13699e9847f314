"""Pictures to be shared: every page names one that is there, in the size that it says; QR codes lead home."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.conftest import Share
from tests.support.minisite import PROJECT_YML, SITE_YML, write_mini_site
from tests.support.process import RunCli, must, run_cli
from tests.support.site import Site

NOW = ("--now", "2026-01-15")
FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "files: [share-pictures, posters, policy-cards]\n",
    "content/projects/long/project.yml": """\
kind: opportunity
title:
  zh: 年产10万吨高精度动力电池铝箔、5万吨汽车轻量化型材及配套精深加工一体化产业园建设项目（一期、二期）
  en: Integrated park for 100,000 t a year of high-precision battery foil and 50,000 t of automotive profiles
status: planned
source: {title: {zh: 测试, en: Test}, date: 2026-01}
""",
    "content/policies/support/policy.yml": """\
title: {zh: 支持铝产业链发展若干措施, en: Measures to support the aluminium chain}
number: 小府〔2026〕1号
level: city
kind: [incentive]
issued: 2026-01-01
expires: 2028-12-31
grants: [{title: {zh: 设备补助, en: Equipment grant}, rate: 10%, of: equipment, cap: 500万元}]
""",
    "content/regions/harbour.yml": "title: {zh: 港区, en: Harbour}\nkind: county\n",
    "content/funds/near.yml": """\
title: {zh: 港区基金, en: Harbour fund}
regions: [harbour]
source: {title: {zh: 测试, en: Test}, date: 2026-01}
""",
    "content/funds/far.yml": """\
title: {zh: 各地基金, en: Fund of anywhere}
source: {title: {zh: 测试, en: Test}, date: 2026-01}
""",
    "content/chains/aluminium.yml": """\
title: {zh: 铝, en: Aluminium}
stages: [{id: up, title: {zh: 上游, en: Upstream}}, {id: down, title: {zh: 下游, en: Downstream}}]
segments:
  - {id: smelting, stage: up, title: {zh: 电解铝, en: Smelting}, strength: strong, feeds: [foil]}
  - {id: foil, stage: down, title: {zh: 铝箔, en: Foil}, strength: missing}
""",
}


@pytest.fixture(scope="session")
def shared_site(share: Share) -> Site:
    """A small site that makes all its pictures."""

    def make(folder: Path) -> None:
        must(run_cli("build", *NOW, cwd=write_mini_site(folder, FILES)))

    return Site("shared", share("shared-pictures", make))


def code_in(path: Path) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(path))
    return str(found.text)


def test_every_page_names_a_picture_that_is_there_in_the_size_that_it_says(shared_site: Site) -> None:
    own = set()
    for path, page in shared_site.pages():
        image = shared_site.inside(page.meta("og:image") or "")
        assert page.meta("twitter:image") == page.meta("og:image"), path
        assert page.meta("twitter:card") == "summary_large_image"
        assert page.meta("og:image:alt") == page.meta("twitter:image:alt") != ""
        with Image.open(shared_site.tree / image) as made:
            assert made.format == "PNG"
            size = page.meta("og:image:width"), page.meta("og:image:height")
            assert size == tuple(map(str, made.size)) == ("1200", "630"), path
        own.add(image)
        first = page.all("img")[0]
        assert shared_site.target(path, first["src"]) == image
        assert "hidden" in first.attributes
    entries = len(list(shared_site.entries()))
    assert len(own) == 2 * (entries + 1)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    ("folder", "file", "size"),
    [
        ("projects/sample/", "poster.png", (1080, 1920)),
        ("projects/long/", "square.png", (1080, 1080)),
        ("policies/support/", "poster.png", (1080, 1920)),
        ("policies/support/", "card.png", None),
        ("chains/aluminium/", "poster.png", (1080, 1920)),
    ],
)
def test_the_code_on_a_poster_leads_to_its_page(
    shared_site: Site, locale: str, folder: str, file: str, size: tuple[int, int] | None
) -> None:
    path = shared_site.tree / locale / folder / file
    assert code_in(path) == f"{shared_site.base_url}{locale}/{folder}"
    with Image.open(path) as made:
        assert size in (None, made.size)
        assert made.size[0] == 1080
    links = [link["href"] for link in shared_site.page(f"{locale}/{folder}").all("a")]
    assert f"../../../{locale}/{folder}{file}" in links


def test_pictures_are_made_once_and_again_when_what_they_show_has_changed(
    tmp_path: Path, run_cli: RunCli
) -> None:
    files: dict[str, str | bytes] = {"site.yml": SITE_YML + "files: [share-pictures]\n"}
    root = write_mini_site(tmp_path / "site", files)
    must(run_cli("build", *NOW, cwd=root))

    def stamps() -> dict[str, int]:
        return {
            entry.name: entry.stat().st_mtime_ns
            for folder in (root / ".sitegen").rglob("*")
            if folder.is_dir() and folder.name == "finished"
            for entry in os.scandir(folder)
        }

    before = stamps()
    assert len(before) == 6  # a project, a contact and all other pages, in two languages
    must(run_cli("build", *NOW, "--fresh", cwd=root))
    assert stamps() == before
    (root / "content/projects/sample/project.yml").write_text(
        PROJECT_YML.replace("20亿元", "30亿元"), "utf-8"
    )
    must(run_cli("build", *NOW, cwd=root))
    after = stamps()
    assert len(after) == 6
    assert len([name for name in after if before.get(name) == after[name]]) == 4


def test_there_are_none_unless_they_are_asked_for(tmp_path: Path, run_cli: RunCli) -> None:
    root = write_mini_site(tmp_path / "site", {})
    must(run_cli("build", *NOW, cwd=root))
    assert not list((root / "build").rglob("*.png"))
    page = Site("small", root).page("zh/projects/sample/")
    assert page.meta("og:image") is None
    assert page.meta("twitter:card") == "summary"
    assert not page.all("img")
