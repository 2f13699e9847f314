"""Pictures of maps, and sums on the stage board."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.channels import raster
from sitegen.channels.raster import find_raster
from sitegen.diagnostics import MachineError
from sitegen.i18n.quantities import Quantity, format_quantity, parse_quantity
from sitegen.model.standings import totals
from sitegen.pipeline.stamps import font_stamps
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20" data-pixels="80" '
    'font-family="Noto Sans CJK SC"><text x="2" y="16" font-size="14">铝</text></svg>'
)
PNG = b"\x89PNG\r\n\x1a\n"
RASTER = find_raster()


def test_what_no_font_has_leaves_the_rest_of_a_picture_as_it_is() -> None:
    whole = raster.png(SVG, {"raster": RASTER})
    assert whole.startswith(PNG)
    assert raster.png(SVG.replace("铝", "铝🚀\ufe0f"), {"raster": RASTER}) == whole


def test_a_missing_font_is_an_error_that_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "KNOWN_FONTS", ())
    monkeypatch.setattr(raster, "_by_fontconfig", list)
    with pytest.raises(MachineError) as raised:
        find_raster()
    assert raised.value.diagnostic.code == "E_NO_FONT"
    assert dict(raised.value.diagnostic.params)["package"] == "fonts-noto-cjk"


def test_chinese_text_comes_out_as_ink() -> None:
    """Not as a blank: the same drawing without its text is another picture."""
    png = raster.render(SVG, RASTER)
    assert png.startswith(PNG)
    assert png != raster.render(SVG.replace("铝", " "), RASTER)
    assert int.from_bytes(png[16:20]) == 80


def test_a_drawing_that_asks_for_other_fonts_still_has_its_text() -> None:
    strange = SVG.replace("Noto Sans CJK SC", "No Such Font, sans-serif")
    assert raster.render(strange, RASTER) != raster.render(strange.replace("铝", " "), RASTER)


def money(text: str) -> Quantity:
    return parse_quantity(text)


@pytest.mark.parametrize(
    ("amounts", "sums"),
    [
        (["20亿元", "5000万元"], ["20.5亿元"]),
        (["20亿元", "近3亿元"], ["约23亿元"]),
        (["20亿元", "3亿元以上"], ["23亿元以上"]),
        (["面议"], []),
        (["1亿元", "1亿元", "1900万美元"], ["2亿元", "1900万美元"]),
        (["10-20亿元"], ["10亿元以上"]),
        (["20亿元", "12345元"], ["约20.0001亿元"]),
        (["20亿元", "约2亿元", "1元"], ["约22亿元"]),
        (["20亿元以上", "19999元"], ["20.0001亿元以上"]),
        (["20亿元", "50000元"], ["20.0005亿元"]),
    ],
)
def test_sums_keep_currencies_apart_and_say_when_they_are_rough(amounts: list[str], sums: list[str]) -> None:
    assert [str_of(total) for total in totals([money(text) for text in amounts])] == sums


def str_of(quantity: Quantity) -> str:
    before, figure, unit, after = format_quantity(quantity, "zh", parts=True)
    return f"{before}{figure}{unit}{after}"


CHAIN = """\
title: {zh: 新材料, en: New materials}
stages:
  - {id: up, title: {zh: 上游, en: Upstream}}
  - {id: down, title: {zh: 下游, en: Downstream}}
segments:
  - {id: ore, stage: up, title: {zh: 矿石, en: Ore}, strength: strong, feeds: [foil]}
  - {id: foil, stage: down, title: {zh: 箔, en: Foil}, strength: missing}
roadmap:
  - {period: 2025/2027, title: {zh: 起步, en: Start}, goals: [{zh: 引进两家, en: Bring in two}]}
source: {title: {zh: 方案, en: Plan}, document: 示发〔2025〕1号, date: 2025-03-01}
"""


def test_every_map_is_exported_in_every_language(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    site = mini_site({"content/chains/materials.yml": CHAIN})
    folder = tmp_path / "maps"
    must(run_cli("export", "maps", str(folder), "--now", "2026-01-01", cwd=site))
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    kinds = [
        f"{kind}{end}" for kind in ("attract", "panorama", "roadmap") for end in ("-a4.pdf", ".png", ".svg")
    ]
    boards = [f"projects/board/board{end}" for end in ("-a4.pdf", ".png", ".svg")]
    names = [*[f"chains/materials/{name}" for name in kinds], *boards]
    assert written == sorted(f"{locale}/{name}" for locale in ("en", "zh") for name in names)
    chinese = (folder / "zh/chains/materials/panorama.svg").read_text("utf-8")
    assert "产业链全景图：新材料" in chinese
    assert "示发〔2025〕1号" in chinese
    assert "2025年3月1日" in chinese
    roadmap = (folder / "en/chains/materials/roadmap.svg").read_text("utf-8")
    assert "Bring in two" in roadmap
    board = (folder / "zh/projects/board/board.svg").read_text("utf-8")
    for words in ("项目进展总览", "1个项目", "20亿元", "截至：2026年1月", "来源：小城投资"):
        assert words in board


def test_pages_link_their_files_only_where_they_are_made(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    page = "build/zh/chains/materials/index.html"
    site = mini_site({"content/chains/materials.yml": CHAIN})
    must(run_cli("build", cwd=site))
    assert "panorama.svg" not in (site / page).read_text("utf-8")
    assert not (site / "build/zh/chains/materials/panorama.svg").exists()
    settings = site / "site.yml"
    settings.write_text(settings.read_text("utf-8") + "files: [maps]\n", "utf-8")
    must(run_cli("build", cwd=site))
    assert "panorama-a4.pdf" in (site / page).read_text("utf-8")
    assert (site / "build/zh/chains/materials/panorama-a4.pdf").read_bytes().startswith(b"%PDF-")


PICTURED = "build/zh/chains/materials/panorama.png"


def with_maps(mini_site: MiniSite, chain: str = CHAIN) -> Path:
    return mini_site({"site.yml": SITE_YML + "files: [maps]\n", "content/chains/materials.yml": chain})


def kept(site: Path) -> dict[str, int]:
    """Pictures that are kept, and when each was written."""
    folder = site / ".sitegen/build/finished"
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} if folder.is_dir() else {}


def test_pictures_are_made_once_and_only_when_their_drawing_changes(
    mini_site: MiniSite, run_cli: RunCli
) -> None:
    site = with_maps(mini_site)
    must(run_cli("build", "--now", "2026-01-01", "--jobs", "2", cwd=site))
    first, bytes_of_two = kept(site), (site / PICTURED).read_bytes()
    assert len(first) == 4 * 2 * 2  # maps, forms, languages
    project = site / "content/projects/sample/zh.md"
    project.write_text("另一段正文。\n", "utf-8")
    must(run_cli("build", "--now", "2026-01-01", cwd=site))
    assert kept(site) == first
    must(run_cli("build", "--now", "2026-01-01", "--fresh", "--jobs", "1", cwd=site))
    assert kept(site) == first
    chain = site / "content/chains/materials.yml"
    chain.write_text(CHAIN.replace("引进两家", "引进三家"), "utf-8")
    must(run_cli("build", "--now", "2026-01-01", cwd=site))
    second = kept(site)
    assert len(second) == len(first)
    assert len(second.keys() - first.keys()) == 2  # the roadmap in Chinese, which alone shows the goal
    chain.write_text(CHAIN, "utf-8")
    shutil.rmtree(site / ".sitegen/build/finished")
    must(run_cli("build", "--now", "2026-01-01", "--fresh", "--jobs", "1", cwd=site))
    assert (site / PICTURED).read_bytes() == bytes_of_two
    (site / "site.yml").write_text(SITE_YML, "utf-8")
    must(run_cli("build", "--now", "2026-01-01", cwd=site))
    assert kept(site) == {}
    assert not (site / PICTURED).exists()


def test_a_font_that_changes_or_goes_is_noticed(tmp_path: Path) -> None:
    """By the glance that otherwise finds nothing to do."""
    font = tmp_path / "font.ttc"
    assert font_stamps([str(font)]) == ((str(font), 0, 0),)
    font.write_bytes(b"font")
    assert font_stamps([str(font)]) != ((str(font), 0, 0),)
