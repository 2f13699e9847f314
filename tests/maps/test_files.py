"""Pictures of maps, and sums on the stage board."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.channels import raster
from sitegen.channels.raster import Pictures
from sitegen.diagnostics import MachineError
from sitegen.i18n.quantities import Quantity, format_quantity, parse_quantity
from sitegen.model.stages import totals
from tests.support.minisite import MiniSite
from tests.support.process import RunCli, must

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20" data-pixels="80" '
    'font-family="Noto Sans CJK SC"><text x="2" y="16" font-size="14">铝</text></svg>'
)
PNG = b"\x89PNG\r\n\x1a\n"


def test_a_picture_is_made_once_for_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def render(svg: str) -> bytes:
        made.append(svg)
        return PNG

    monkeypatch.setattr(raster, "render", render)
    pictures = Pictures(str(tmp_path), b"key")
    assert pictures.png(SVG) == pictures.png(SVG) == PNG
    assert len(made) == 1
    assert pictures.png(SVG + " ") == PNG
    assert len(made) == 2


def test_a_picture_that_somebody_else_kept_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "render", lambda svg: PNG)
    Pictures(str(tmp_path), b"theirs").png(SVG)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:32] + b"other picture")
    assert Pictures(str(tmp_path), b"ours").png(SVG) == PNG


def test_a_folder_that_cannot_be_written_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "render", lambda svg: PNG)
    assert Pictures("/proc/nowhere", b"key").png(SVG) == PNG


def test_a_missing_font_is_an_error_that_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resvg_py")
    monkeypatch.setattr(raster, "KNOWN_FONTS", ())
    monkeypatch.setattr(raster, "_by_fontconfig", list)
    raster.chinese_fonts.cache_clear()
    try:
        with pytest.raises(MachineError) as raised:
            raster.render(SVG)
    finally:
        raster.chinese_fonts.cache_clear()
    assert raised.value.diagnostic.code == "E_NO_FONT"
    assert dict(raised.value.diagnostic.params)["package"] == "fonts-noto-cjk"


def test_chinese_text_comes_out_as_ink() -> None:
    """Not as a blank: the same drawing without its text is another picture."""
    pytest.importorskip("resvg_py")
    png = raster.render(SVG)
    assert png.startswith(PNG)
    assert png != raster.render(SVG.replace("铝", " "))
    assert int.from_bytes(png[16:20]) == 80


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
    pytest.importorskip("resvg_py")
    site = mini_site({"content/chains/materials.yml": CHAIN})
    folder = tmp_path / "maps"
    must(run_cli("export", "maps", str(folder), "--now", "2026-01-01", cwd=site))
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    kinds = [
        f"{kind}{end}" for kind in ("attract", "panorama", "roadmap") for end in ("-a4.png", ".png", ".svg")
    ]
    assert written == sorted(f"{locale}/chains/materials/{name}" for locale in ("en", "zh") for name in kinds)
    chinese = (folder / "zh/chains/materials/panorama.svg").read_text("utf-8")
    assert "产业链全景图：新材料" in chinese
    assert "示发〔2025〕1号" in chinese
    assert "2025年3月1日" in chinese
    roadmap = (folder / "en/chains/materials/roadmap.svg").read_text("utf-8")
    assert "Bring in two" in roadmap


def test_pages_link_their_files_only_where_they_are_made(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    pytest.importorskip("resvg_py")
    page = "build/zh/chains/materials/index.html"
    site = mini_site({"content/chains/materials.yml": CHAIN})
    must(run_cli("build", cwd=site))
    assert "panorama.svg" not in (site / page).read_text("utf-8")
    assert not (site / "build/zh/chains/materials/panorama.svg").exists()
    settings = site / "site.yml"
    settings.write_text(settings.read_text("utf-8") + "files: [maps]\n", "utf-8")
    must(run_cli("build", cwd=site))
    assert "panorama-a4.png" in (site / page).read_text("utf-8")
    assert (site / "build/zh/chains/materials/panorama-a4.png").read_bytes().startswith(PNG)
