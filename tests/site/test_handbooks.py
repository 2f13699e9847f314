"""Handbooks: every project is in them, in one language or in two on facing pages, with a way to each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BUILD_DATE
from tests.support.html import parse
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.pdf import bookmarks_of, is_tagged, links_of, place_of, reader, squeezed, text_of
from tests.support.process import RunCli, must
from tests.support.site import Site

CHAIN = """\
title: {zh: 新材料, en: New materials}
stages: [{id: up, title: {zh: 上游, en: Upstream}}]
segments: [{id: foil, stage: up, title: {zh: 铝箔, en: Foil}, strength: missing}]
source: {title: {zh: 方案, en: Plan}, date: 2025-03-01}
"""
REGION = """\
title: {zh: 小城, en: Smalltown}
kind: city
summary: {zh: 江边的小城。, en: A town on the river.}
advantages: [{zh: 水电丰富, en: Plenty of hydropower}]
costs: [{item: electricity, price: 0.52元/kWh, date: 2026-01}]
"""
POLICY = """\
title: {zh: 若干措施, en: Some measures}
number: 小政发〔2025〕1号
level: city
kind: [incentive]
issued: 2025-01-01
applies: {regions: [town]}
grants: [{title: {zh: 设备补助, en: Equipment grant}, rate: 10%, cap: 500万元}]
"""
NATIONAL = """\
title: {zh: 全国性规定, en: National rules}
level: national
grants:
"""
NATIONAL += "".join(f"  - {{title: {{zh: 第{n}项, en: Item {n}}}, rate: {n}%}}\n" for n in range(1, 41))
ENDLESS = "X" * 300
FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "home_region: town\n",
    "content/chains/materials.yml": CHAIN,
    "content/regions/town.yml": REGION,
    "content/policies/measures/policy.yml": POLICY,
    "content/policies/rules/policy.yml": NATIONAL,
    "content/projects/sample/project.yml": PROJECT_YML + "chain: materials\nsegments: [foil]\nregion: town\n",
    "content/projects/other/project.yml": PROJECT_YML.replace("示例项目", "另一项目")
    .replace("Sample project", "Another project")
    .replace("total: 20亿元", "total: 98765432.1亿元, sought: 近12345678.9亿元")
    + f"products: {{zh: 产品, en: {ENDLESS}}}\n"
    + "returns: {irr: 18.5%}\nland: {area: 123456789亩}\n",
}


def test_the_shipped_handbook_has_every_project(real: Site, run_cli: RunCli, tmp_path: Path) -> None:
    must(run_cli("export", "handbook", str(tmp_path), "--locale", "zh", "--now", BUILD_DATE, cwd=real.root))
    book = reader(tmp_path / "zh/handbook.pdf")
    marks, text, links = bookmarks_of(book), text_of(book), links_of(book)
    assert is_tagged(book)
    for folder, key in real.entries():
        if folder != "projects":
            continue
        page = real.page(f"zh/projects/{key}/")
        assert page.one("h1").text in marks
        own = parse(page.source.partition('<div class="screen-only">')[0])
        for amount in own.all("dd", class_="big"):
            assert squeezed(amount.text) in text
        assert f"{real.base_url}zh/projects/{key}/" in links
    for word in ("目录", "投资环境", "政策", "联系我们", "项目索引"):
        assert word in text


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> Path:
    """Handbooks of a small site: of all, and of a chain in two languages."""
    from tests.support.minisite import write_mini_site

    root = write_mini_site(tmp_path_factory.mktemp("handbooks") / "site", FILES)
    for folder, *asked in (
        ["all"],
        ["chain", "--chain", "materials", "--bilingual"],
        ["again"],
        ["parted", "--per-volume", "1"],
    ):
        must(
            run_cli("export", "handbook", str(root.parent / folder), "--now", "2026-03-01", *asked, cwd=root)
        )
    return root.parent


def test_a_handbook_tells_of_the_place_the_policies_and_the_contacts(exported: Path) -> None:
    book = reader(exported / "all/en/handbook.pdf")
    text = text_of(book)
    for words in (
        "Investment handbook",
        "A town on the river.",
        "Plenty of hydropower",
        "CNY 0.52/kWh",
        "Sample project",
        "Another project",
        "Equipment grant",
        "CNY 5 million",
        "小政发〔2025〕1号",
        "Smalltown Investment Bureau",
        "0839-0000000",
    ):
        assert squeezed(words) in text, words
    marks = bookmarks_of(book)
    order = ["About the place", "New materials", "Sample project", "Other projects", "Policies", "Contacts"]
    assert [marks.index(one) for one in order] == sorted(marks.index(one) for one in order)
    assert "Map of the chain: New materials".replace(" ", "") in text


def test_nothing_runs_over_a_pages_edge_or_is_left_out(exported: Path) -> None:
    """A row of letters without a blank, a policy of many parts, one that applies to no project by name."""
    book = reader(exported / "all/en/handbook.pdf")
    lines = [line.replace("\u200b", "") for page in book.pages for line in page.extract_text().splitlines()]
    assert sum(line.count("X") for line in lines) >= len(ENDLESS)
    assert max(line.count("X") for line in lines) < 100
    # Numbers of this size stand two in a row: on one line they would reach into each other.
    page = next(one for one in book.pages if "9,876,543.21" in one.extract_text())
    wide = ("9,876,543.21", "1,234,567.89", "18.5", "123,456,789")
    first, second, third, fourth = [place_of(page, one)[1] for one in wide]
    assert first == second > third == fourth
    text = text_of(book)
    assert "Nationalrules" in text
    assert all(f"Item{number}{number}%" in text for number in range(1, 41))
    assert "Nationalrules" not in text_of(reader(exported / "chain/en/materials.pdf"))


def test_a_large_book_is_parted_into_volumes(exported: Path) -> None:
    """Each project is in one of them; what is said of the whole is in the first."""
    assert {file.name for file in (exported / "parted/en").iterdir()} == {"handbook-1.pdf", "handbook-2.pdf"}
    first, second = [text_of(reader(exported / f"parted/en/handbook-{number}.pdf")) for number in (1, 2)]
    for words, stands in (
        ("Volume 1 of 2", [True, False]),
        ("Volume 2 of 2", [False, True]),
        ("Sample project", [True, False]),
        ("Another project", [False, True]),
        ("A town on the river.", [True, False]),
        ("National rules", [True, False]),
        ("Smalltown Investment Bureau", [True, True]),
    ):
        assert [squeezed(words) in text for text in (first, second)] == stands, words
    assert not (exported / "all/en/handbook-1.pdf").exists()


def test_two_languages_stand_on_facing_pages(exported: Path) -> None:
    book = reader(exported / "chain/zh/materials.pdf")
    pages = [squeezed(page.extract_text()) for page in book.pages]
    (left,) = [n for n, text in enumerate(pages, 1) if "示例项目" in text and "联系我们" in text and n > 3]
    assert left % 2 == 0
    assert "Sampleproject" in pages[left]
    assert not any("另一项目" in text for text in pages)
    english = reader(exported / "chain/en/materials.pdf")
    assert "New materials" in bookmarks_of(english)
    assert english.metadata is not None
    assert str(english.metadata.title).startswith("New materials")


def test_the_same_input_gives_the_same_bytes(exported: Path) -> None:
    for locale in ("zh", "en"):
        name = f"{locale}/handbook.pdf"
        assert (exported / "all" / name).read_bytes() == (exported / "again" / name).read_bytes()


def test_a_selection_that_is_not_there_is_refused(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    site = mini_site()
    for option, value in (("--chain", "nope"), ("--projects", "sample,nope"), ("--region", "nope")):
        refused = run_cli("export", "handbook", str(tmp_path / "x"), option, value, cwd=site)
        assert refused.returncode == 2
        assert "nope" in refused.stderr


def test_brochures_of_chains_and_regions_are_linked(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(FILES | {"site.yml": str(FILES["site.yml"]) + "files: [brochures]\n"})
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    for page, name in (("chains/materials/", "materials.pdf"), ("regions/town/", "town.pdf")):
        html = (site / f"build/zh/{page}index.html").read_text("utf-8")
        size = round((site / f"build/zh/{page}{name}").stat().st_size / 1000)
        assert name in html
        assert f"PDF {size} KB" in html
        assert "项目册（截至2026年1月）" in html
        assert "示例项目" in text_of(reader(site / f"build/zh/{page}{name}"))
    assert not (site / "build/zh/handbook.pdf").exists()
