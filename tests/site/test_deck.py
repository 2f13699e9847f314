"""Slides for a roadshow: one for each project, and nothing ever runs over onto another."""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from tests.site.test_handbooks import CHAIN, FILES
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
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
PHOTO = resources.files("sitegen.demo").joinpath("pictures/harbour.jpg").read_bytes()
STRIP = io.BytesIO()
Image.new("RGB", (2000, 60)).save(STRIP, "PNG")
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
        "content/chains/materials.yml": CHAIN + "summary: {zh: 从铝到箔, en: From metal to foil}\n",
    }
    site = mini_site(FILES | files)
    asked = ("--chain", "materials", "--now", "2026-03-01")
    must(run_cli("export", "deck", str(tmp_path / "out"), *asked, cwd=site))
    for locale, words in (
        ("zh", ("从铝到箔", "项目一览", "联系我们", "合作方向", LONG_ZH)),
        ("en", ("From metal to foil", "An opening", LONG_EN)),
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


def test_the_same_slides_as_a_file_to_edit(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    """Text and tables of their own, all within the slides; a photograph where there is one."""
    from pptx import Presentation

    secret = "内部底价八千万元"
    picture = (
        "pictures: [{file: strip.png, alt: {zh: 长卷, en: A strip}}, "
        "{file: site.jpg, alt: {zh: 厂区照片, en: The works}}]\n"
    )
    project = PROJECT_YML + FACTS.replace("SCOPE_ZH", SCOPE_ZH).replace("SCOPE_EN", json.dumps(SCOPE_EN))
    second = PROJECT_YML.replace("示例项目", "<b>第二</b> & 项目").replace("{zh: <b>", "{zh: '<b>")
    second = second.replace("& 项目", "& 项目'") + "chain: materials\n"
    files: dict[str, str | bytes] = {
        "site.yml": f"{SITE_YML}files: [photographs]\n",
        "content/projects/sample/project.yml": f"{project}{picture}internal: {{floor: {secret}}}\n",
        "content/projects/sample/site.jpg": PHOTO,
        "content/projects/sample/strip.png": STRIP.getvalue(),
        "content/projects/second/project.yml": second,
    }
    site = mini_site(FILES | files)
    asked = ("--chain", "materials", "--now", "2026-03-01")
    for name in ("one", "two"):
        must(run_cli("export", "slides", str(tmp_path / name), *asked, cwd=site))
    made = tmp_path / "one/zh/materials-slides.pptx"
    assert made.read_bytes() == (tmp_path / "two/zh/materials-slides.pptx").read_bytes()
    must(run_cli("export", "deck", str(tmp_path / "pdf"), *asked, cwd=site))
    pages = reader(tmp_path / "pdf/zh/materials-slides.pdf").pages

    deck = Presentation(str(made))
    assert len(deck.slides) == len(pages)
    said = read_slides(deck)
    assert said.tables == 1
    for word in ("示例项目", "<b>第二</b> & 项目", "铝箔、铝带", "13.8%", "0839-0000000"):
        assert squeezed(word) in squeezed(said.text)
    assert secret not in said.text
    assert "https://invest.example.org/zh/projects/sample/" in said.links
    assert said.alts.count("厂区照片") == 1
    assert "长卷" not in said.alts
    assert all(said.alts)
    check_master(deck)
    # The same photograph is in the PDF, whose QR codes are drawings.
    assert [sum(1 for _ in page.images) for page in pages if "13.8" in page.extract_text()] == [1]


def check_master(deck: Any) -> None:
    """All slides have the site's look from their master; most say whose they are."""
    master = deck.slide_master
    theme = next(one.target_part.blob for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    assert theme.decode().count("0D5257") + theme.decode().count("0d5257") >= 2
    assert next(one.name for one in master.shapes) == "bar"
    feet = {}
    for number, slide in enumerate(deck.slides, 1):
        said = {one.placeholder_format.type.name: one for one in slide.placeholders}
        if "FOOTER" in said:
            feet[number] = said["FOOTER"].text_frame.text
            words = said["SLIDE_NUMBER"]._element.iter("{*}t")
            assert [one.text for one in words] == [str(number)]
            assert said["FOOTER"].top + said["FOOTER"].height <= deck.slide_height
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
    assert 1 not in feet
    assert len(feet) >= 3
    assert set(feet.values()) == {f"{deck.core_properties.author} · 截至2026年1月"}


class Read(NamedTuple):
    """What slides say."""

    text: str
    links: list[str]
    alts: list[str]
    tables: int


def read_slides(deck: Any) -> Read:
    """All of it, once it has been seen that all of it is on the slides."""
    text, links, alts, tables = "", [], [], 0
    for slide in deck.slides:
        title = slide.shapes.title
        assert title.text_frame.text
        for shape in slide.shapes:
            if shape.shape_id != title.shape_id or shape.top >= 0:  # of a map, the title is in the drawing
                assert min(shape.left, shape.top) >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height
            cells = [*shape.table.iter_cells()] if shape.has_table else []
            tables += bool(cells)
            own = [shape.text_frame] if shape.has_text_frame else []
            for frame in [cell.text_frame for cell in cells] or own:
                text += frame.text
                runs = [run for paragraph in frame.paragraphs for run in paragraph.runs]
                links += [run.hyperlink.address for run in runs if run.hyperlink.address]
            if hasattr(shape, "image"):
                alts.append(shape._element.nvPicPr.cNvPr.get("descr", ""))
    return Read(text, links, alts, tables)


def test_a_deck_of_what_there_is_not_is_refused(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    refused = run_cli("export", "deck", str(tmp_path / "x"), "--collection", "nope", cwd=mini_site())
    assert refused.returncode == 2
    assert "nope" in refused.stderr
