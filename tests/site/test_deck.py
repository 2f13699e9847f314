"""Slides for a roadshow: one for each project, and nothing ever runs over onto another."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site.test_handbooks import FILES
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.pdf import bookmarks_of, is_tagged, links_of, reader, squeezed, text_of
from tests.support.process import RunCli, must

LONG_ZH = (
    "年产十二万吨高精度铝合金板带箔及新能源汽车轻量化零部件一体化智能制造产业基地（一期、二期、三期）建设项目"
)
LONG_EN = (
    "Integrated base for the intelligent manufacture of 120,000 t a year of high-precision aluminium alloy "
    "plate, strip, foil and light parts for new energy vehicles, phases one to three"
)
FACTS = """\
chain: materials
segments: [foil]
region: town
scope: {zh: SCOPE_ZH, en: SCOPE_EN}
partner: {zh: SCOPE_ZH, en: SCOPE_EN}
products: {zh: 铝箔、铝带, en: foil and strip}
capacity: 12万吨/年
cooperation: [joint-venture, sole]
land: {area: 1234.5亩, floor_area: 35000平方米, tenure: {zh: 出让, en: granted}}
returns: {irr: 13.8%, payback: 6.5年, output: 1234567万元}
"""
SCOPE_ZH, SCOPE_EN = (
    "建设生产线、研发中心、仓储物流及配套设施，" * 20,
    "production lines, a research centre and stores, " * 20,
)


def test_every_project_has_one_slide_however_much_it_says(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    titles = f"{{zh: {LONG_ZH}, en: {json.dumps(LONG_EN)}}}"
    facts = FACTS.replace("SCOPE_ZH", SCOPE_ZH).replace("SCOPE_EN", json.dumps(SCOPE_EN))
    long = PROJECT_YML.replace("{zh: 示例项目, en: Sample project}", titles) + facts
    bare = "kind: opportunity\ntitle: {zh: 合作方向, en: An opening}\nstatus: planned\nchain: materials\n"
    bare += "source: {title: {zh: 测试, en: Test}, date: 2026-01}\n"
    files: dict[str, str | bytes] = {
        "content/projects/long/project.yml": long,
        "content/projects/bare/project.yml": bare,
    }
    site = mini_site(FILES | files)
    asked = ("--chain", "materials", "--now", "2026-03-01")
    must(run_cli("export", "deck", str(tmp_path / "out"), *asked, cwd=site))
    for locale, words in (
        ("zh", ("项目一览", "联系我们", "合作方向", LONG_ZH)),
        ("en", ("An opening", LONG_EN)),
    ):
        slides = reader(tmp_path / f"out/{locale}/materials-slides.pdf")
        assert is_tagged(slides)
        # Title, place, the chain's map, the list, one for each project, contacts.
        assert len(slides.pages) == 4 + 3 + 1
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in slides.pages} == {
            (960, 540)
        }
        marks, text = [squeezed(one) for one in bookmarks_of(slides)], text_of(slides)
        for word in words:
            assert squeezed(word) in text
        assert squeezed(words[-1]) in marks
        for key in ("long", "bare", "sample"):
            assert f"https://invest.example.org/{locale}/projects/{key}/" in links_of(slides)
        assert "0839-0000000" in text
        long = squeezed(slides.pages[5].extract_text())
        shown = squeezed({"zh": SCOPE_ZH, "en": SCOPE_EN}[locale])
        assert shown[:60] in long  # the beginning of what takes too much room, and what comes after it
        assert shown not in long
        assert squeezed({"zh": "铝箔、铝带", "en": "foil and strip"}[locale]) in long


def test_a_deck_of_what_there_is_not_is_refused(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    refused = run_cli("export", "deck", str(tmp_path / "x"), "--collection", "nope", cwd=mini_site())
    assert refused.returncode == 2
    assert "nope" in refused.stderr
