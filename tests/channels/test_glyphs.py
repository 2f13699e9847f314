"""Emoji and other scripts in what is drawn and set with a Chinese font: made all the same, and told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sitegen.channels.glyphs import drawable, drawable_svg, unshown
from sitegen.channels.raster import find_raster
from tests.diagnostics.broken import build_site
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.pdf import reader, text_of
from tests.support.process import RunCli, must


def png(comment: bytes) -> bytes:
    more, file = PngInfo(), io.BytesIO()
    more.add(b"tEXt", b"Comment\0" + comment)
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=more)
    return file.getvalue()


FONTS = find_raster().fonts

EMOJI = PROJECT_YML.replace("zh: 示例项目", "zh: 🚀 示例👨‍👩‍👧项目")
ARABIC = PROJECT_YML.replace("en: Sample project", "en: Sample مشروع project")
FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "files: [share-pictures, sheets, handbook, posters]\n",
    "content/projects/sample/project.yml": EMOJI,
    "content/projects/oasis/project.yml": ARABIC,
    "content/projects/aerial/project.yml": PROJECT_YML.replace("示例", "航拍").replace("Sample", "Aerial")
    + "pictures: [{file: view.png, alt: {zh: 全景, en: View}}]\n",
    # The bytes of a picture, where no letter of any title is to be found.
    "content/projects/aerial/view.png": png(comment="م🚀".encode() + b"\xff"),
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("🚀 项目启动", "项目启动"),
        ("项目 🚀 启动", "项目 启动"),
        ("Start 🚀", "Start"),
        ("Go 🚀🎉Launch", "Go Launch"),
        ("第1️⃣批，☀️，©", "第1批，☀，©"),
        ("👩🏽‍🔬研发🇨🇳中心🏴\U000e0067\U000e0062\U000e007f", "研发中心"),
        ("🚀", "□"),
        ("阿联酋 عَ 项目", "阿联酋 □ 项目"),
        ("🎉 <b> & \\n", "<b> & \\n"),
    ],
)
def test_what_is_drawn_of_a_text(text: str, shown: str) -> None:
    assert drawable(text, FONTS) == shown
    assert unshown(shown, FONTS) == ""


def test_neither_json_nor_elements_are_touched() -> None:
    assert json.loads(drawable(json.dumps({"a": "🚀", "b": "🚀 x"}, ensure_ascii=False), FONTS)) == {
        "a": "□",
        "b": "x",
    }
    assert drawable_svg('<svg data-qr="🚀"><text>🚀 铝</text></svg>', FONTS) == (
        '<svg data-qr="🚀"><text>铝</text></svg>'
    )


def test_one_offices_emoji_stops_nobody(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(FILES)
    assert told(site) == [
        ("content/projects/oasis/project.yml", 2, ARABIC.splitlines()[1].index("م") + 1),
        ("content/projects/sample/project.yml", 2, EMOJI.splitlines()[1].index("🚀") + 1),
    ]
    oasis = next(one for one in build_site(site) if "oasis" in one.place.path)
    assert [part[0] for part in oasis.params["characters"].split(", ")] == ["م", "ش", "ر", "و"]
    for name in ("sample", "oasis"):
        for locale in ("zh", "en"):
            assert (site / f"build/{locale}/projects/{name}/share.png").stat().st_size > 1000
            assert (site / f"build/{locale}/projects/{name}/poster.png").stat().st_size > 1000
    sheet = reader(site / "build/zh/projects/sample/sample.pdf")
    assert "示例项目" in text_of(sheet)
    assert "海报" not in text_of(sheet)
    assert "示例项目" in text_of(reader(site / "build/zh/handbook.pdf"))
    assert "Sample□□□□□project" in text_of(reader(site / "build/en/projects/oasis/oasis.pdf"))
    # What is not made again is told of again, until it is mended.
    (site / "content/projects/sample/zh.md").write_text("另一段正文。\n", "utf-8")
    assert len(told(site)) == 2
    (site / "content/projects/oasis/project.yml").write_text(PROJECT_YML, "utf-8")
    assert [path for path, _, _ in told(site)] == ["content/projects/sample/project.yml"]
    exported = must(run_cli("export", "sheets", "out", "--locale", "zh", "--lang", "zh", cwd=site))
    assert "🚀 (U+1F680)" in exported.stderr
    assert "以 □ 代替" in exported.stderr


def told(site: Path) -> list[tuple[str, int, int]]:
    found = build_site(site)
    assert {one.code for one in found} == {"W_GLYPH"}
    return [(one.place.path, one.place.line, one.place.column) for one in found]
